# SPDX-License-Identifier: MIT
"""The assessor's room: everything that happens on one event file while innovators present.

Knows no Qt. Writes are synchronous and done when they return; a queue is where scores get lost.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.domain.note import NO_MARKS
from pkri_desktop.domain.schedule import local_time
from pkri_desktop.domain.sheet import Decision, SheetStatus, status_of
from pkri_desktop.workflow.keys import Keys, KeyState
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from pkri_desktop.domain.note import Note, NoteMarks
    from pkri_desktop.domain.roster import Assessor, Entry, Event, Panel
    from pkri_desktop.domain.rubric import Criterion, Rubric
    from pkri_desktop.domain.schedule import Break, Slot
    from pkri_desktop.domain.sheet import ScoreSheet
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.identity.key_file import KeyFile
    from pkri_desktop.identity.signer import SoftwareSigner
    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.day import Day, ScheduleRow
    from pkri_desktop.workflow.paper import SheetJob
    from pkri_desktop.workflow.profile import Profile
    from pkri_desktop.workflow.scoring import Scoring
    from pkri_desktop.workflow.writing import Writing

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one assessor is with one entry."""

    status: SheetStatus
    scored: int
    criteria: int
    notes: int


class Room:
    """One open event file, as assessors score on it.

    What it reads of the roster is kept until something of it changes.

    Attributes:
        role: ``panel`` or ``secretariat``: whose file this is; only on a panel's is scored.
        read_only: whether another window has the file, or it cannot be written to.
        held_by: which other window has the file; empty when none has.
    """

    def __init__(self, file: EventFile, profile: Profile, clock: Clock) -> None:
        """Work on an open event file."""
        self.file = file
        self.profile = profile
        self.clock = clock
        self.role = file.queries.local("role")
        self.read_only = file.read_only
        self.held_by = file.holder
        self.path: Path = file.path

    # -- what there is to see ----------------------------------------------------------------

    @cached_property
    def keys(self) -> Keys:
        """Return the keys of those who sit here."""
        return Keys(self.profile.keyring)

    @cached_property
    def writing(self) -> Writing:
        """Return how an assessor's word gets into the file."""
        from pkri_desktop.workflow.writing import Writing  # noqa: PLC0415 -- slow import

        return Writing(self)

    @cached_property
    def day(self) -> Day:
        """Return how the day goes: sessions, and who presents when after all."""
        from pkri_desktop.workflow.day import Day  # noqa: PLC0415 -- after the first paint

        return Day(self)

    @cached_property
    def event(self) -> Event:
        """Return the event."""
        return self.file.queries.event()

    @cached_property
    def panel(self) -> Panel | None:
        """Return the panel whose file this is; None for the secretariat's."""
        return self._panels.get(self.file.queries.local("panel"))

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Return all entries by id."""
        return self.file.queries.entries()

    @cached_property
    def _panels(self) -> dict[str, Panel]:
        return {panel.id: panel for panel in self.file.queries.panels()}

    @cached_property
    def _rubrics(self) -> dict[str, Rubric]:
        return self.file.queries.rubrics()

    @cached_property
    def _slots(self) -> dict[str, Slot]:
        return {slot.entry: slot for slot in self.file.queries.slots()}

    @cached_property
    def _everybody(self) -> dict[str, Assessor]:
        return self.file.queries.assessors()

    def refresh(self) -> None:
        """Forget what was read of the roster, since something of it changed."""
        for name in ("event", "panel", "entries", "_panels", "_rubrics", "_slots", "_everybody"):
            self.__dict__.pop(name, None)

    def schedule(self) -> tuple[ScheduleRow, ...]:
        """Return who presents when, as turns were moved here; entries without a slot last."""
        return self.day.schedule(self._slots, self._panels)

    def breaks(self) -> tuple[Break, ...]:
        """Return the planned pauses."""
        return self.file.queries.breaks()

    def assessors(self) -> tuple[Assessor, ...]:
        """Return who scores in this file: its panel's members, or everybody."""
        if self.panel is None:
            return tuple(self._everybody.values())
        return tuple(self._everybody[m] for m in self.panel.members if m in self._everybody)

    def may_write(self, assessor_id: str) -> bool:
        """Say whether this assessor scores in this file at all."""
        return self.role == "panel" and any(one.id == assessor_id for one in self.assessors())

    def assigned(self, assessor_id: str, entry_id: str) -> bool:
        """Say whether this assessor scores this entry."""
        return self.file.queries.assigned(assessor_id, entry_id)

    def rubric(self, entry_id: str) -> Rubric:
        """Return the rubric on which an entry is scored.

        Raises:
            Refusal: no such entry, or its group has no rubric.
        """
        entry = self.entries.get(entry_id)
        if entry is None:
            raise Refusal(Reason.ENTRY_UNKNOWN, entry=entry_id)
        rubric = self._rubrics.get(entry.group.id)
        if rubric is None:
            raise Refusal(Reason.RUBRIC_INVALID, group=entry.group.name)
        return rubric

    def progress(self, assessor_id: str) -> Mapping[str, Progress]:
        """Return how far each of the assessor's sheets is, by entry id."""
        rows = self.file.queries.sheet_rows(assessor_id)
        notes = self.file.notes.counts(assessor_id)
        absent = self.file.queries.absent()
        found = {}
        for entry_id, entry in self.entries.items():
            rubric = self._rubrics.get(entry.group.id)
            if rubric is None:
                continue
            row = rows.get((assessor_id, entry_id))
            scored = row.scored if row else 0
            status = status_of(
                decision=row.decision if row else Decision.OPEN,
                signed=bool(row and row.signed),
                absent=entry_id in absent,
                conflict=bool(row and row.conflict),
                scored=scored,
                criteria=len(rubric.criteria),
                unsealed=not (row and row.counts),
            )
            found[entry_id] = Progress(status, scored, len(rubric.criteria), notes[entry_id])
        return found

    def sheet(self, assessor_id: str, entry_id: str) -> ScoreSheet:
        """Return the assessor's sheet for the entry as it stands.

        Raises:
            Refusal: no such entry, or its group has no rubric.
        """
        return self.file.queries.sheet(assessor_id, entry_id, self.rubric(entry_id))

    def notes(self, assessor_id: str, entry_id: str) -> tuple[Note, ...]:
        """Return the assessor's notes about the entry, oldest first."""
        return self.file.notes.of(assessor_id, entry_id)

    def search_notes(self, assessor_id: str, words: str) -> tuple[Note, ...]:
        """Return the assessor's own notes in which these words begin, the best first."""
        return self.file.notes.search(assessor_id, words)

    def unexplained(self, assessor_id: str, entry_id: str) -> tuple[Criterion, ...]:
        """Return the criteria whose score the rubric wants explained by a note, and none is."""
        sheet = self.sheet(assessor_id, entry_id)
        noted = {note.criterion for note in self.notes(assessor_id, entry_id)}
        return tuple(
            criterion
            for criterion in sheet.rubric.criteria
            if criterion.id not in noted
            and criterion.id in sheet.scores
            and criterion.must_explain(sheet.scores[criterion.id])
        )

    def now(self) -> int:
        """Return what this laptop takes the time to be, in milliseconds UTC."""
        return self.clock.now()

    def saved_at(self) -> datetime | None:
        """Return when the last change was saved, in the event's local time."""
        at = self.file.queries.last_turn_at()
        return local_time(at, self.event.timezone) if at else None

    def fingerprint(self) -> str:
        """Return the fingerprint of the whole state."""
        return self.file.ledger.fingerprint()

    # -- scoring: each is done when it returns, or refused and nothing is changed ---------------

    def give_score(
        self, assessor_id: str, entry_id: str, criterion_id: str, steps: int | None
    ) -> Touched:
        """Give a score, or clear it with None."""
        return self._scoring.give_score(assessor_id, entry_id, criterion_id, steps)

    def write_note(
        self, assessor_id: str, entry_id: str, note_id: str | None, text: str, tag: str,
        marks: NoteMarks = NO_MARKS,
    ) -> tuple[str, Touched]:  # fmt: skip
        """Write a note, a new one without an id; empty text removes it."""
        return self._scoring.write_note(assessor_id, entry_id, note_id, text, tag, marks)

    def note_attendance(self, assessor_id: str, entry_id: str, absent: bool) -> Touched:
        """Note that the entry's presenter is absent, or is here after all."""
        return self._scoring.note_attendance(assessor_id, entry_id, absent)

    def recuse(self, assessor_id: str, entry_id: str, reason: str) -> Touched:
        """Step back from this sheet because of a conflict of interest."""
        return self._scoring.recuse(assessor_id, entry_id, reason)

    def reopen(self, assessor_id: str, entry_id: str, reason: str) -> Touched:
        """Open a final sheet or a recusal again."""
        return self._scoring.reopen(assessor_id, entry_id, reason)

    def finalise(self, assessor_id: str, entry_id: str) -> Touched:
        """Make the sheet final and seal it; needs the assessor's unlocked key."""
        touched = self._scoring.finalise(assessor_id, entry_id)
        self.take_snapshot()
        return touched

    def keep_signed(
        self, assessor_id: str, entry_id: str, finalised: str, pdf: bytes, *,
        signer: SoftwareSigner | None = None,
    ) -> Touched:  # fmt: skip
        """Keep the PDF of one finalisation (``SheetJob.finalised``), while that stands.

        The job's ``signer`` seals it; meanwhile the key may have been forgotten.
        """
        return self._scoring.keep_signed(assessor_id, entry_id, finalised, pdf, signer)

    @cached_property
    def _scoring(self) -> Scoring:
        """Return who writes. A window that opens can be read before this is needed."""
        from pkri_desktop.workflow.scoring import Scoring  # noqa: PLC0415 -- slow import

        return Scoring(self)

    def take_snapshot(self) -> None:
        """Copy the file as it stands into the profile; what is saved does not depend on it."""
        if self.read_only:
            return
        try:
            self.file.snapshots.take(self.clock.now())
        except Refusal as refusal:
            log.warning("no snapshot could be taken: %s", refusal.reason.value)

    # -- paper -------------------------------------------------------------------------------

    def signing(self, assessor_id: str, entry_id: str) -> SheetJob:
        """Return the job that renders, signs and verifies the sheet's PDF from values alone.

        Raises:
            Refusal: the sheet is not final, or the key is locked.
        """
        from pkri_desktop.workflow.paper import sheet_job  # noqa: PLC0415 -- slow import

        sheet = self.sheet(assessor_id, entry_id)
        slot = self._slots.get(entry_id)
        panel = self._panels.get(slot.panel) if slot else self.panel
        if not sheet.finalised or panel is None:
            raise Refusal(Reason.SHEET_NOT_FINAL)
        return sheet_job(
            event=self.event,
            entry=self.entries[entry_id],
            panel=panel,
            slot=slot,
            assessor=self._everybody[assessor_id],
            sheet=sheet,
            notes=self.notes(assessor_id, entry_id),
            signer=self.signer(assessor_id),
        )

    # -- keys --------------------------------------------------------------------------------

    def key_state(self, assessor_id: str) -> KeyState:
        """Say whether the assessor's key is none yet, locked or unlocked."""
        offered = self.file.queries.body(f"enrolment/{assessor_id}")
        return self.keys.state(self.holder(assessor_id), offered)

    def enrol(
        self, assessor_id: str, code: str, passphrase: str, brought: KeyFile | None = None
    ) -> Touched:
        """Make the assessor's own key on this computer with the activation code.

        With a key that was ``brought``, no other is made; the event certifies that one.

        Raises:
            Refusal: no key is offered to this assessor, the code is wrong, or there is a key.
        """
        offered = self.file.queries.body(f"enrolment/{assessor_id}")
        name = self._everybody[assessor_id].name
        self.keys.enrol(self.holder(assessor_id), name, offered, code, passphrase, brought)
        return self._scoring.publish_key(assessor_id)

    def check_may_bring(self, assessor_id: str) -> None:
        """Refuse a key from a file where the assessor must make a new one.

        Raises:
            Refusal: the assessor's activation code was renewed.
        """
        from pkri_desktop.workflow.bringing import check_may_bring  # noqa: PLC0415 -- slow import

        check_may_bring(self.file, self.holder(assessor_id))

    def bring_key(self, assessor_id: str, path: Path, password: str) -> KeyFile:
        """Return the key in a .p12 file, if the assessor may bring that one; nothing is kept.

        Raises:
            Refusal: the file cannot be used, or its key is not for this assessor to bring.
        """
        from pkri_desktop.workflow.bringing import bring_key  # noqa: PLC0415 -- slow import

        return bring_key(self.file, self.holder(assessor_id), path, password, self.clock.now())

    def unlock(self, assessor_id: str, passphrase: str) -> None:
        """Hold the assessor's key in memory until ``lock`` or the end.

        Raises:
            Refusal: there is no key here, or the passphrase is wrong.
        """
        self.keys.unlock(self.holder(assessor_id), passphrase)
        if not self.read_only:
            self._scoring.publish_key(assessor_id)

    def lock(self, assessor_id: str) -> None:
        """Forget the assessor's key."""
        self.keys.lock(self.holder(assessor_id))

    def sample_code(self, assessor_id: str) -> str:
        """Return the well-known activation code of the sample event; empty on any other."""
        offered = self.file.queries.body(f"enrolment/{assessor_id}")
        return SAMPLE_CODE if self.event.sample and offered else ""

    def sample_passphrase(self) -> str:
        """Return the well-known passphrase of the sample event; empty on any other."""
        return SAMPLE_PASSPHRASE if self.event.sample else ""

    def signer(self, assessor_id: str) -> SoftwareSigner:
        """Return the assessor's unlocked signer.

        Raises:
            Refusal: the key is locked, or there is none.
        """
        return self.keys.signer(self.holder(assessor_id))

    def holder(self, assessor_id: str) -> Holder:
        """Return the assessor as the author of records."""
        return Holder(self.event.id, Role.ASSESSOR, assessor_id)


def open_room(path: Path, profile: Profile, clock: Clock) -> Room:
    """Open the event file at ``path`` and return what happens on it.

    Raises:
        Refusal: it is missing, not ours, damaged, or of a newer version.
    """
    return Room(open_event(path, profile), profile, clock)
