# SPDX-License-Identifier: MIT
"""What a worker does with an event file of its own: issue, receive, publish. Touches no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.ui.notices import ATTENTION, GOOD, WRONG
from pkri_desktop.workflow.issue import IssuedKit, issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.publish import Published
from pkri_desktop.workflow.publish import publish as publish_event
from pkri_desktop.workflow.receive import Receipt, Received
from pkri_desktop.workflow.receive import receive as receive_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.workflow.phrases import Phrasebook
    from pkri_desktop.workflow.profile import Profile

    Step = Callable[[int, int], None]


def issue(path: Path, folder: Path, profile: Profile, clock: Clock, step: Step) -> list[IssuedKit]:
    """Write the kit of every panel."""
    with open_event(path, profile) as file:
        office = Office(file, profile, clock)
        panels = file.queries.panels()
        kits = []
        for number, panel in enumerate(panels, start=1):
            kits.append(issue_kit(office, panel.name, folder))
            step(number, len(panels))
        return kits


def receive(
    path: Path, files: Sequence[Path], profile: Profile, clock: Clock, step: Step
) -> Receipt:
    """Take returned files in."""
    with open_event(path, profile) as file:
        office = Office(file, profile, clock)
        return receive_files(
            file, files, profile=profile, clock=clock, access=office.access, progress=step
        )


def publish(path: Path, folder: Path, profile: Profile, clock: Clock, step: Step) -> Published:
    """Write signed sheets and the recapitulation."""
    with open_event(path, profile) as file:
        return publish_event(Office(file, profile, clock), folder, step)


def words_of_receipt(receipt: Receipt, phrases: Phrasebook) -> str:
    """Return what became of each file, a line each."""
    return "\n".join(line for received in receipt.files for line in _lines_of(received, phrases))


def level_of_receipt(receipt: Receipt) -> str:
    """Return how good the outcome is: as bad as that of the worst file."""
    if any(received.refusal is not None for received in receipt.files):
        return WRONG
    if any(received.conflicts or received.idle for received in receipt.files):
        return ATTENTION
    return GOOD


def _lines_of(received: Received, phrases: Phrasebook) -> Iterator[str]:
    if received.refusal is not None:
        yield phrases.sentence(received.refusal)
        return
    yield phrases.phrase(
        "cli",
        "received",
        file=received.file,
        new=received.new,
        here=received.here,
        total=received.total,
        attachments=received.attachments,
    )
    if received.conflicts:
        yield phrases.phrase("cli", "conflicts", file=received.file, conflicts=received.conflicts)
    if received.idle:
        yield phrases.phrase("cli", "idle", file=received.file, idle=received.idle)


def words_of_publication(done: Published, folder: Path, phrases: Phrasebook) -> str:
    """Return what was written, and what could not be, a line each."""
    sheets = len(done.sheets)
    lines = [phrases.phrase("cli", "published", sheets=sheets, folder=str(folder))]
    if done.unsigned:
        lines.append(phrases.phrase("cli", "unsigned", unsigned=done.unsigned))
    lines += [phrases.phrase("cli", "invalid", file=name) for name in done.invalid]
    return "\n".join(lines)


def level_of_publication(done: Published) -> str:
    """Return how good the outcome is: bad when a sheet's signature does not hold."""
    if done.invalid:
        return WRONG
    return ATTENTION if done.unsigned else GOOD


def words_of_kits(kits: Sequence[IssuedKit], phrases: Phrasebook) -> str:
    """Return what was written, and the activation codes: they are kept nowhere else."""
    lines = []
    for kit in kits:
        facts: dict[str, str | int] = {"panel": kit.panel.name, "file": str(kit.path)}
        lines.append(phrases.phrase("cli", "issued", **facts, records=kit.records))
        if kit.kit_code:
            lines.append(phrases.phrase("cli", "kit-code", code=kit.kit_code))
        lines += [
            phrases.phrase("cli", "code", assessor=assessor, code=code)
            for assessor, code in kit.codes.items()
        ]
    return "\n".join(lines)
