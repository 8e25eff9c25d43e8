# SPDX-License-Identifier: MIT
"""What must hold under attack, edits, kills and weight, with the full counts: about ten minutes.

The harnesses are those of the test suite (``tests/trust``), where bugs are planted for each.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.measure import Count, Figure, demand
from tests.factories import found_sample_day
from tests.processes import in_children
from tests.trust.edits import look
from tests.trust.growth import grow, times_dearer
from tests.trust.kills import kill, play_until_returned, take_aim
from tests.trust.places import any_seed, scratch
from tests.trust.played import play
from tests.trust.siege import MOST_BYTES, MOST_SECONDS, Tally, laid, pitch

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator
    from pathlib import Path

MUTANTS = 10_000  # of each stage
EDITS = 500
KILLS = 1_000
HISTORIES = 1_000
MACHINES, MACHINE_STEPS = 200, 50
PACKAGES, RECORDS = 50, 20_000
MOST_DEARER = 1.5
MOST_GROWN_BYTES = 400 * 1024 * 1024
_MIB = 1024 * 1024

Figures = list[Count | Figure]


def measure(folder: Path, *, profile: bool) -> Figures:
    """Return the figures of trust."""
    del profile
    figures: Figures = []
    seed = any_seed()
    print(f"      seed {seed}")
    # The siege comes first: what is imported later would count as its memory.
    for part in (_siege, _edits, _kills, _growth, _merging):
        begun = time.perf_counter()
        with scratch() as scratched:
            figures += part(folder if part is _growth else scratched, seed)
        print(
            f"      ({part.__name__.strip('_')}: {time.perf_counter() - begun:.0f} s)", flush=True
        )
    return figures


def _told(what: str, counted: Counter[str]) -> None:
    """Print what was counted, the most frequent first."""
    print(f"      {what}: " + ", ".join(f"{name} {n}" for name, n in counted.most_common()))


def _faults(faults: list[str]) -> int:
    """Print some of what went wrong; return how much it is."""
    for fault in faults[:10]:
        print(f"      {fault}")
    return len(faults)


def _siege(folder: Path, seed: int) -> Figures:
    camp = pitch(found_sample_day(folder / "founded"), folder / "camp")
    return [
        figure
        for stage, what in (
            ("files", "package files changed on the way"),
            ("contents", "contents bent by an insider, signed and sealed with a good key"),
        )
        for figure in _stage(laid(camp, folder, stage, MUTANTS, seed), stage, what)
    ]


def _stage(tally: Tally, stage: str, what: str) -> Iterator[Count]:
    _told(f"{stage}, mutated", tally.groups)
    _told(f"{stage}, refused", tally.refused)
    harmful = _faults(tally.faults)
    yield Count(
        f"trust-{stage}",
        f"of {tally.offered} {what}: let in wrongly, crashed, or refused and yet changed something"
        f" ({tally.refused.total()} refused, {tally.taken} let in rightly)",
        harmful,
        0,
    )
    seconds, slowest = tally.slowest
    yield Count(f"trust-{stage}-time", f"the slowest: {slowest}", seconds, MOST_SECONDS, " s")
    growth, largest = tally.growth
    yield Count(
        f"trust-{stage}-memory",
        f"the process that received them, {tally.held / _MIB:.0f} MiB of it interpreter,"
        f" libraries and harness; the largest: {largest}",
        (tally.held + growth) / _MIB,
        MOST_BYTES / _MIB,
        " MiB",
    )


def _edits(folder: Path, seed: int) -> Figures:
    found = look(play(folder), folder, EDITS, seed)
    for what in ("edits", "program", "verifier", "by"):
        _told(
            {"by": "found by", "edits": "edits"}.get(what, f"{what}'s checks"), getattr(found, what)
        )
    return [
        Count(
            "trust-edits",
            f"of {found.edits.total()} edits of a secretariat's file, in any table and any byte:"
            " escaped both the program's check and the verifier, or a forgery one of them",
            _faults(found.escaped),
            0,
        )
    ]


def _kills(folder: Path, seed: int) -> Figures:
    day = play_until_returned(found_sample_day(folder / "founded"), folder / "day")
    kills = kill(take_aim(day, folder / "whole"), folder, KILLS, seed)
    _told("killed", kills.landed)
    _told("left as", kills.left)
    return [
        Count(
            "trust-kills",
            f"of {KILLS} kills while six packages were received: left anything between the state"
            " before and that after, or not made good by receiving again",
            _faults(kills.between),
            0,
        )
    ]


def _growth(folder: Path, seed: int) -> Figures:
    del seed
    steps = grow(folder, PACKAGES, RECORDS)
    records = sum(step.records for step in steps)
    demand(records > 0.99 * PACKAGES * RECORDS, "not all was written")
    for step in steps[:: len(steps) // 10]:
        print(
            f"      {step.size / _MIB:5.0f} MiB: {step.each * 1e6:5.1f} µs a record, and"
            f" {step.snapshot:4.1f} s for the snapshot of the file before; held"
            f" {step.peak / _MIB:.0f} MiB"
        )
    tenth = len(steps) // 10
    first, last = (sum(s.each for s in part) / tenth for part in (steps[:tenth], steps[-tenth:]))
    return [
        Figure(
            "trust-growth",
            f"{records} records received in {PACKAGES} packages into one file: seconds a record of"
            " the last tenth against the first, without the snapshots, which copy the whole file",
            first,
            first * times_dearer(steps),
            MOST_DEARER,
        ),
        Count(
            "trust-growth-memory",
            f"most held while these were received ({last * 1e6:.0f} µs a record at the end)",
            max(step.peak for step in steps) / _MIB,
            MOST_GROWN_BYTES / _MIB,
            " MiB",
        ),
    ]


def _merging(folder: Path, seed: int) -> Figures:
    from tests.small_event import found_template
    from tests.trust.merging import obey, run_machine

    template = found_template(folder / "template")
    histories = _all(partial(obey, template, HISTORIES // 2, seed + n) for n in range(2))
    steps = _all(
        partial(run_machine, template, MACHINES // 2, seed + n, MACHINE_STEPS) for n in range(2)
    )
    demand(sum(histories) >= HISTORIES, "not all histories were played")
    return [
        Count(
            "trust-laws",
            f"of {sum(histories)} histories, merged in other orders, cut and repeated: broke a law",
            0,
            0,
        ),
        Count(
            "trust-machine",
            f"of {sum(steps)} steps of {MACHINES} machines, files reopened on the way: broke a law",
            0,
            0,
        ),
    ]


def _all(works: Iterator[Callable[[], int]]) -> list[int]:
    """Do the works in children; a law that is broken there is raised here."""
    return [int(count) for count in in_children(list(works))]
