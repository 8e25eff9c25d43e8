# SPDX-License-Identifier: MIT
"""A file that grows to very many records: what each further one costs, and what memory it takes."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.exchange.wrapping import Access
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.store.snapshots import Snapshots
from pkri_desktop.workflow.founding import found_event
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import receive
from tests.bench.big_event import CHEAP, EVENT_NAME, PASSPHRASE, Writer, changes
from tests.processes import forget_peak, in_child, peak_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.store.queries import Queries

_ENTRIES = 200


class Step(NamedTuple):
    """What receiving a further package took.

    Attributes:
        records: that were new.
        seconds: of everything but the snapshot.
        busy: of these, seconds in which the processor worked.
        snapshot: seconds of the snapshot that is taken before: of the whole file, each time.
        peak: most bytes that the process held meanwhile, everything counted.
        size: bytes of the file afterwards.
    """

    records: int
    seconds: float
    busy: float
    snapshot: float
    peak: int
    size: int

    @property
    def each(self) -> float:
        """Return the seconds that the processor worked on one record."""
        return self.busy / self.records


def grow(folder: Path, packages: int, records: int) -> list[Step]:
    """Receive so many packages of so many records each, one after the other, in a child.

    Raises:
        AssertionError: not all records of a package were new.
    """
    return list(in_child(lambda: list(_grown(folder, packages, records))))


def times_dearer(steps: list[Step]) -> float:
    """Return how many times dearer a record of the last tenth of all steps is than of the first."""
    tenth = max(1, len(steps) // 10)
    first, last = (median(step.each for step in part) for part in (steps[:tenth], steps[-tenth:]))
    return last / first


def _grown(folder: Path, packages: int, records: int) -> Iterator[Step]:
    profile, clock = Profile(folder / "profile", CHEAP), SystemClock()
    found_event(
        folder / EVENT_NAME, list(changes(packages, 1, _ENTRIES)), name="Growth", sample=False,
        passphrase=PASSPHRASE, profile=profile, clock=clock,
    )  # fmt: skip
    access = Access(profile.keyring.identities(PASSPHRASE))
    with open_event(folder / EVENT_NAME, profile) as file:
        event = file.queries.local("event")
        authority = profile.keyring.open_authority(event, PASSPHRASE)
        recipients = file.queries.office_recipients()
        for assessor in file.queries.panels()[0].members:
            writer = Writer(event, assessor, authority, recipients, records)
            path = folder / "kembali.pkrix"
            path.write_bytes(_filled(writer, file.queries))
            written = len(writer.records)
            del writer
            yield _received(file, path, profile, access, written)


def _filled(writer: Writer, queries: Queries) -> bytes:
    """Let an assessor score all entries over and over, and return the package."""
    rubrics = queries.rubrics()
    groups = {entry.id: entry.group.id for entry in queries.entries().values()}
    [panel] = queries.panels()
    before = 0
    while len(writer.records) > before:
        before = len(writer.records)
        for entry in panel.entries:
            writer.score_entry(entry, rubrics[groups[entry]])
    return writer.package(panel.id)


def _received(file: EventFile, path: Path, profile: Profile, access: Access, written: int) -> Step:
    snapshots = _Timed(file.snapshots)
    file.snapshots = snapshots
    forget_peak()
    begun, busy = time.perf_counter(), time.process_time()
    [received] = receive(
        file, [path], profile=profile, clock=SystemClock(), access=lambda: access
    ).files
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    file.snapshots = snapshots.real
    assert (received.refusal, received.new) == (None, written), received
    return Step(
        written, seconds - snapshots.seconds, busy - snapshots.busy, snapshots.seconds,
        peak_bytes(), file.path.stat().st_size,
    )  # fmt: skip


class _Timed(Snapshots):
    """Snapshots that are timed apart, and not kept: thirty of them would fill a disk."""

    def __init__(self, real: Snapshots) -> None:
        self.real = real
        self.seconds = 0.0
        self.busy = 0.0

    def take(self, at: int) -> Path:
        """Take one, and drop it."""
        begun, busy = time.perf_counter(), time.process_time()
        path = self.real.take(at)
        self.seconds += time.perf_counter() - begun
        self.busy += time.process_time() - busy
        path.unlink()
        return path
