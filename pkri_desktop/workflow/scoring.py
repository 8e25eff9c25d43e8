# SPDX-License-Identifier: MIT
"""What an assessor writes: scores, notes, absences, and decisions about the sheet as a whole.

Every refusal is made here, before anything is written.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, cast

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.kinds import MOST_NOTE_CHARACTERS
from pkri_desktop.domain.note import NO_MARKS
from pkri_desktop.domain.record import Body, Change
from pkri_desktop.domain.schedule import local_time
from pkri_desktop.domain.session import Stage
from pkri_desktop.domain.sheet import Decision
from pkri_desktop.domain.touched import Touched
from pkri_desktop.workflow.founding import key_published
from pkri_desktop.workflow.reasons import reason_given, typed

if TYPE_CHECKING:
    from pkri_desktop.domain.note import NoteMarks
    from pkri_desktop.domain.sheet import ScoreSheet
    from pkri_desktop.identity.signer import SoftwareSigner
    from pkri_desktop.workflow.room import Room


class Scoring:
    """Writes on one open event file, in the name of the assessors who sit at it."""

    def __init__(self, room: Room) -> None:
        """Write on the file of ``room``, and read there what may be written."""
        self._room = room
        self._writing = room.writing

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
        return self._writing.write(assessor_id, [Change("score.given", subject, {"steps": steps})])

    def write_note(
        self, assessor_id: str, entry_id: str, note_id: str | None, text: str, tag: str,
        marks: NoteMarks = NO_MARKS,
    ) -> tuple[str, Touched]:  # fmt: skip
        """Write a note, a new one without an id; empty text removes it.

        A new one is stamped with the time, and with the stage of the session as it is then.

        Raises:
            Refusal: the entry is not this assessor's, or the text is too long.
        """
        self._writing.check_may_note(assessor_id, entry_id)
        if len(text) > MOST_NOTE_CHARACTERS:
            raise Refusal(Reason.TEXT_TOO_LONG, most=MOST_NOTE_CHARACTERS)
        written, stage, elapsed = self._begun(assessor_id, entry_id, note_id)
        note_id = note_id or secrets.token_hex(8)
        subject = ("note", assessor_id, entry_id, note_id)
        body: Body = {
            "text": typed(text), "tag": tag, "written": written, "stage": stage,
            "elapsed": elapsed, **marks._asdict(),
        }  # fmt: skip
        return note_id, self._writing.write(assessor_id, [Change("note.written", subject, body)])

    def note_attendance(self, assessor_id: str, entry_id: str, absent: bool) -> Touched:
        """Note that the entry's presenter is absent, or is here after all.

        Raises:
            Refusal: the entry is not this assessor's.
        """
        self._writing.check_assigned(assessor_id, entry_id)
        body: Body = {"status": "absent" if absent else "present"}
        return self._writing.write(
            assessor_id, [Change("attendance.noted", ("attendance", entry_id), body)]
        )

    def recuse(self, assessor_id: str, entry_id: str, reason: str) -> Touched:
        """Step back from this sheet because of a conflict of interest.

        Raises:
            Refusal: no reason is given, or the sheet is final.
        """
        self._open_sheet(assessor_id, entry_id, absent_too=True)
        subject = ("sheet", assessor_id, entry_id)
        body: Body = {"reason": reason_given(reason)}
        return self._writing.write(assessor_id, [Change("sheet.recused", subject, body)], seal=True)

    def reopen(self, assessor_id: str, entry_id: str, reason: str) -> Touched:
        """Open a final sheet or a recusal again; a signed PDF of it is superseded, not deleted.

        Raises:
            Refusal: no reason is given, or the sheet is open.
        """
        self._writing.check_assigned(assessor_id, entry_id)
        if self._room.sheet(assessor_id, entry_id).decision is Decision.OPEN:
            raise Refusal(Reason.SHEET_NOT_FINAL)
        subject = ("sheet", assessor_id, entry_id)
        body: Body = {"reason": reason_given(reason)}
        return self._writing.write(
            assessor_id, [Change("sheet.reopened", subject, body)], seal=True
        )

    def finalise(self, assessor_id: str, entry_id: str) -> Touched:
        """Make the sheet final, naming each score that it rests on, and seal it.

        Raises:
            Refusal: a criterion is not scored, the entry is absent, or the key is locked.
        """
        sheet = self._open_sheet(assessor_id, entry_id)
        if sheet.missing:
            raise Refusal(Reason.SHEET_INCOMPLETE, missing=len(sheet.missing))
        if unexplained := self._room.unexplained(assessor_id, entry_id):
            raise Refusal(Reason.SHEET_UNEXPLAINED, missing=len(unexplained))
        self._room.signer(assessor_id)
        heads = self._room.file.queries.score_heads(assessor_id, entry_id)
        body: Body = {
            "revision": sheet.revision + 1,
            "rubric": sheet.rubric.revision,
            "scores": [heads[criterion.id] for criterion in sheet.rubric.criteria],
        }
        change = Change("sheet.finalised", ("sheet", assessor_id, entry_id), body)
        return self._writing.write(assessor_id, [change], seal=True)

    def keep_signed(
        self, assessor_id: str, entry_id: str, finalised: str, pdf: bytes,
        signer: SoftwareSigner | None = None,
    ) -> Touched:  # fmt: skip
        """Keep the PDF of one finalisation (``SheetJob.finalised``), while that stands.

        It is sealed by ``signer``, or with the assessor's key while that is unlocked.

        Raises:
            Refusal: the sheet has been reopened meanwhile.
        """
        sheet = self._room.sheet(assessor_id, entry_id)
        if not finalised or sheet.finalised != finalised:
            raise Refusal(Reason.SHEET_NOT_FINAL)
        digest = hashlib.sha256(pdf).hexdigest()
        body: Body = {"finalised": finalised, "attachment": digest, "size": len(pdf)}
        change = Change("sheet.signed", ("signature", assessor_id, entry_id), body)
        return self._writing.write(
            assessor_id, [change], seal=True, signer=signer, attachments={digest: pdf}
        )

    def publish_key(self, assessor_id: str) -> Touched:
        """Make the assessor's certificates known in this file, unless they are."""
        holder = self._room.holder(assessor_id)
        held = self._room.keys.held(holder)
        change = key_published(holder, held.signer, held.recipient)
        if self._room.file.ledger.heads("/".join(change.subject)):
            return Touched()
        return self._writing.write(assessor_id, [change], seal=True)

    def _open_sheet(
        self, assessor_id: str, entry_id: str, *, absent_too: bool = False
    ) -> ScoreSheet:
        """Return the sheet, if this assessor may write on it now."""
        self._writing.check_assigned(assessor_id, entry_id)
        sheet = self._room.sheet(assessor_id, entry_id)
        if sheet.decision is Decision.FINAL:
            raise Refusal(Reason.SHEET_FINAL)
        if sheet.decision is Decision.RECUSED:
            raise Refusal(Reason.SHEET_RECUSED)
        if sheet.decision is Decision.CONFLICT or sheet.conflicts:
            raise Refusal(Reason.SHEET_IN_CONFLICT)
        if sheet.absent and not absent_too:
            raise Refusal(Reason.SHEET_ABSENT)
        return sheet

    def _begun(self, assessor_id: str, entry_id: str, note_id: str | None) -> tuple[str, str, int]:
        """Return when a note was begun, and how far into which stage; for a new one, now.

        A removed one that is put back was begun when it was begun.
        """
        subject = f"note/{assessor_id}/{entry_id}/{note_id}"
        if note_id and (body := self._room.file.queries.body(subject)):
            return str(body["written"]), str(body["stage"]), cast("int", body["elapsed"])
        now = self._room.clock.now()
        written = f"{local_time(now, self._room.event.timezone):%H:%M}"
        session = self._room.day.session(entry_id)
        if not session.begun or session.stage is Stage.OVER:
            return written, "", 0
        return written, session.stage.value, session.spent(now)
