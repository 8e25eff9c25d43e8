# SPDX-License-Identifier: MIT
"""The assessor's room: everything that happens on one event file while innovators present.

Knows no Qt. Writes are synchronous and done when they return; a queue is where scores get lost.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.domain.kinds import MOST_NOTE_CHARACTERS, MOST_REASON_CHARACTERS
from pkri_desktop.domain.record import Body, Change, MalformedRecordError
from pkri_desktop.domain.schedule import local_time
from pkri_desktop.domain.shapes import storable
from pkri_desktop.domain.sheet import Decision, SheetStatus, status_of
from pkri_desktop.domain.touched import Touched
from pkri_desktop.workflow.keys import Keys, KeyState
from pkri_desktop.workflow.opening import key_published
from pkri_desktop.workflow.sample import SAMPLE_CODE, SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from pkri_desktop.domain.roster import Assessor, Entry, Event, Panel
    from pkri_desktop.domain.rubric import Rubric
    from pkri_desktop.domain.schedule import Break, Slot
    from pkri_desktop.domain.sheet import Note, ScoreSheet
    from pkri_desktop.identity.signer import SoftwareSigner
    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.paper import SheetJob
    from pkri_desktop.workflow.profile import Profile

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One entry in the order of the day."""

    entry: Entry
    slot: Slot | None
    panel: Panel | None
    absent: bool


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
        self.keys = Keys(profile.keyring)

    # -- what there is to see ----------------------------------------------------------------

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
        """Return who presents when, by time and room; entries without a slot last."""
        absent = self.file.queries.absent()
        seeing = {entry: panel for panel in self._panels.values() for entry in panel.entries}
        timed = [
            self._row(self.entries[entry], slot, absent)
            for entry, slot in self._slots.items()
            if entry in self.entries
        ]
        untimed = [
            ScheduleRow(entry, None, seeing.get(entry.id), entry.id in absent)
            for entry in self.entries.values()
            if entry.id not in self._slots
        ]
        return (*timed, *untimed)

    def _row(self, entry: Entry, slot: Slot, absent: frozenset[str]) -> ScheduleRow:
        return ScheduleRow(entry, slot, self._panels.get(slot.panel), entry.id in absent)

    def breaks(self) -> tuple[Break, ...]:
        """Return the planned pauses."""
        return self.file.queries.breaks()

    def assessors(self) -> tuple[Assessor, ...]:
        """Return who scores in this file: its panel's members, or everybody."""
        if self.panel is None:
            return tuple(self._everybody.values())
        return tuple(self._everybody[m] for m in self.panel.members if m in self._everybody)

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
        notes = self.file.queries.note_counts(assessor_id)
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
        return self.file.queries.notes(assessor_id, entry_id)

    def saved_at(self) -> datetime | None:
        """Return when the last change was saved, in the event's local time."""
        at = self.file.queries.last_turn_at()
        return local_time(at, self.event.timezone) if at else None

    def fingerprint(self) -> str:
        """Return the fingerprint of the whole state."""
        return self.file.ledger.fingerprint()

    # -- scoring -----------------------------------------------------------------------------

    def give_score(
        self, assessor_id: str, entry_id: str, criterion_id: str, steps: int | None
    ) -> Touched:
        """Give a score, or clear it with None.

        Raises:
            Refusal: the sheet is not this assessor's to write now, or the value is impossible.
        """
        sheet = self._open_sheet(assessor_id, entry_id)
        criterion = next((c for c in sheet.rubric.criteria if c.id == criterion_id), None)
        if criterion is None or not (steps is None or criterion.scale.allows(steps)):
            raise Refusal(Reason.SCORE_IMPOSSIBLE)
        subject = ("score", assessor_id, entry_id, criterion_id)
        return self._write(assessor_id, Change("score.given", subject, {"steps": steps}))

    def write_note(
        self, assessor_id: str, entry_id: str, note_id: str | None, text: str, tag: str
    ) -> tuple[str, Touched]:
        """Write a note, a new one without an id; empty text removes it.

        Raises:
            Refusal: the entry is not this assessor's, or the text is too long.
        """
        self._check_assigned(assessor_id, entry_id)
        if len(text) > MOST_NOTE_CHARACTERS:
            raise Refusal(Reason.TEXT_TOO_LONG, most=MOST_NOTE_CHARACTERS)
        written = self._written(assessor_id, entry_id, note_id)
        note_id = note_id or secrets.token_hex(8)
        subject = ("note", assessor_id, entry_id, note_id)
        body: Body = {"text": _clean(text), "tag": tag, "written": written}
        return note_id, self._write(assessor_id, Change("note.written", subject, body))

    def note_attendance(self, assessor_id: str, entry_id: str, absent: bool) -> Touched:
        """Note that the entry's presenter is absent, or is here after all.

        Raises:
            Refusal: the entry is not this assessor's.
        """
        self._check_assigned(assessor_id, entry_id)
        body: Body = {"status": "absent" if absent else "present"}
        return self._write(assessor_id, Change("attendance.noted", ("attendance", entry_id), body))

    def recuse(self, assessor_id: str, entry_id: str, reason: str) -> Touched:
        """Step back from this sheet because of a conflict of interest.

        Raises:
            Refusal: no reason is given, or the sheet is final.
        """
        self._open_sheet(assessor_id, entry_id, absent_too=True)
        subject = ("sheet", assessor_id, entry_id)
        body: Body = {"reason": _reason(reason)}
        return self._write(assessor_id, Change("sheet.recused", subject, body), seal=True)

    def reopen(self, assessor_id: str, entry_id: str, reason: str) -> Touched:
        """Open a final sheet or a recusal again; a signed PDF of it is superseded, not deleted.

        Raises:
            Refusal: no reason is given, or the sheet is open.
        """
        self._check_assigned(assessor_id, entry_id)
        if self.sheet(assessor_id, entry_id).decision is Decision.OPEN:
            raise Refusal(Reason.SHEET_NOT_FINAL)
        subject = ("sheet", assessor_id, entry_id)
        body: Body = {"reason": _reason(reason)}
        return self._write(assessor_id, Change("sheet.reopened", subject, body), seal=True)

    def finalise(self, assessor_id: str, entry_id: str) -> Touched:
        """Make the sheet final, naming each score that it rests on, and seal it.

        Raises:
            Refusal: a criterion is not scored, the entry is absent, or the key is locked.
        """
        sheet = self._open_sheet(assessor_id, entry_id)
        if sheet.missing:
            raise Refusal(Reason.SHEET_INCOMPLETE, missing=len(sheet.missing))
        self.signer(assessor_id)
        heads = self.file.queries.score_heads(assessor_id, entry_id)
        body: Body = {
            "revision": sheet.revision + 1,
            "rubric": sheet.rubric.revision,
            "scores": [heads[criterion.id] for criterion in sheet.rubric.criteria],
        }
        change = Change("sheet.finalised", ("sheet", assessor_id, entry_id), body)
        touched = self._write(assessor_id, change, seal=True)
        self.take_snapshot()
        return touched

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

    def keep_signed(self, assessor_id: str, entry_id: str, finalised: str, pdf: bytes) -> Touched:
        """Keep the PDF of one finalisation (``SheetJob.finalised``), while that stands.

        Raises:
            Refusal: the sheet has been reopened meanwhile.
        """
        from pkri_desktop.workflow.paper import digest_of  # noqa: PLC0415 -- slow import

        sheet = self.sheet(assessor_id, entry_id)
        if not finalised or sheet.finalised != finalised:
            raise Refusal(Reason.SHEET_NOT_FINAL)
        digest = digest_of(pdf)
        body: Body = {"finalised": finalised, "attachment": digest, "size": len(pdf)}
        change = Change("sheet.signed", ("signature", assessor_id, entry_id), body)
        return self._write(assessor_id, change, seal=True, attachments={digest: pdf})

    # -- keys --------------------------------------------------------------------------------

    def key_state(self, assessor_id: str) -> KeyState:
        """Say whether the assessor's key is none yet, locked or unlocked."""
        return self.keys.state(self.holder(assessor_id))

    def enrol(self, assessor_id: str, code: str, passphrase: str) -> Touched:
        """Make the assessor's own key on this computer with the activation code.

        Raises:
            Refusal: no key is offered to this assessor, the code is wrong, or there is a key.
        """
        offered = self.file.queries.body(f"enrolment/{assessor_id}")
        name = self._everybody[assessor_id].name
        self.keys.enrol(self.holder(assessor_id), name, offered, code, passphrase)
        return self._publish_key(assessor_id)

    def unlock(self, assessor_id: str, passphrase: str) -> None:
        """Hold the assessor's key in memory until ``lock`` or the end.

        Raises:
            Refusal: there is no key here, or the passphrase is wrong.
        """
        self.keys.unlock(self.holder(assessor_id), passphrase)
        if not self.read_only:
            self._publish_key(assessor_id)

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

    # -- inside ------------------------------------------------------------------------------

    def _write(
        self,
        assessor_id: str,
        change: Change,
        *,
        seal: bool = False,
        attachments: dict[str, bytes] | None = None,
    ) -> Touched:
        holder = self.holder(assessor_id)
        signer = self.keys.unlocked(holder) if seal else None
        with self.file.writing() as ledger:
            try:
                touched = ledger.append(
                    holder,
                    [change],
                    at=self.clock.now(),
                    sealer=signer.seal if signer else None,
                    attachments=attachments,
                )
            except MalformedRecordError as error:
                raise Refusal(Reason.RECORD_MALFORMED, file="", detail=str(error)) from error
        if touched.foundation:
            self.refresh()
        return touched

    def _publish_key(self, assessor_id: str) -> Touched:
        """Make the assessor's certificates known in this file, unless they are."""
        holder = self.holder(assessor_id)
        change = key_published(holder, self.keys.signer(holder))
        if self.file.ledger.heads("/".join(change.subject)):
            return Touched()
        return self._write(assessor_id, change, seal=True)

    def _check_assigned(self, assessor_id: str, entry_id: str) -> None:
        if self.role != "panel" or assessor_id not in {a.id for a in self.assessors()}:
            raise Refusal(Reason.SCORE_NOT_ASSIGNED)
        if not self.assigned(assessor_id, entry_id):
            raise Refusal(Reason.SCORE_NOT_ASSIGNED)

    def _open_sheet(
        self, assessor_id: str, entry_id: str, *, absent_too: bool = False
    ) -> ScoreSheet:
        """Return the sheet, if this assessor may write on it now."""
        self._check_assigned(assessor_id, entry_id)
        sheet = self.sheet(assessor_id, entry_id)
        if sheet.decision is Decision.FINAL:
            raise Refusal(Reason.SHEET_FINAL)
        if sheet.decision is Decision.RECUSED:
            raise Refusal(Reason.SHEET_RECUSED)
        if sheet.decision is Decision.CONFLICT or sheet.conflicts:
            raise Refusal(Reason.SHEET_IN_CONFLICT)
        if sheet.absent and not absent_too:
            raise Refusal(Reason.SHEET_ABSENT)
        return sheet

    def _written(self, assessor_id: str, entry_id: str, note_id: str | None) -> str:
        """Return when a note was begun, or the time now for a new one."""
        for note in self.notes(assessor_id, entry_id) if note_id else ():
            if note.id == note_id:
                return note.written
        return local_time(self.clock.now(), self.event.timezone).strftime("%H:%M")


def _reason(text: str) -> str:
    reason = _clean(text).strip()
    if not reason:
        raise Refusal(Reason.TEXT_MISSING)
    if len(reason) > MOST_REASON_CHARACTERS:
        raise Refusal(Reason.TEXT_TOO_LONG, most=MOST_REASON_CHARACTERS)
    return reason


def _clean(text: str) -> str:
    """Return typed or pasted text as a record can hold it."""
    return storable(text.replace("\r\n", "\n").replace("\r", "\n"))
