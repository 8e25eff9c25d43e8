# SPDX-License-Identifier: MIT
"""How an assessor's word gets into the event file: one place for scores, notes and the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.note import DAY
from pkri_desktop.domain.record import MalformedRecordError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pkri_desktop.domain.record import Change
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.identity.signer import SoftwareSigner
    from pkri_desktop.workflow.room import Room


class Writing:
    """Writes on one open event file, in the name of the assessors who sit at it."""

    def __init__(self, room: Room) -> None:
        """Write on the file of ``room``."""
        self._room = room

    def check_assigned(self, assessor_id: str, entry_id: str) -> None:
        """Refuse what is not this assessor's to write of.

        Raises:
            Refusal: this is not their panel's file, or another panel's entry.
        """
        if not self._room.may_write(assessor_id) or not self._room.assigned(assessor_id, entry_id):
            raise Refusal(Reason.SCORE_NOT_ASSIGNED)

    def check_may_note(self, assessor_id: str, entry_id: str) -> None:
        """Refuse notes of what is not this assessor's; ``DAY`` is everybody's.

        Raises:
            Refusal: this is not their panel's file, or another panel's entry.
        """
        if entry_id != DAY:
            self.check_assigned(assessor_id, entry_id)
        elif not self._room.may_write(assessor_id):
            raise Refusal(Reason.SCORE_NOT_ASSIGNED)

    def write(
        self,
        assessor_id: str,
        changes: Sequence[Change],
        *,
        seal: bool = False,
        signer: SoftwareSigner | None = None,
        attachments: Mapping[str, bytes] | None = None,
    ) -> Touched:
        """Write in an assessor's name; committed when it returns.

        Args:
            assessor_id: who says it.
            changes: what is said; all of it or nothing is written.
            seal: vouch for it with the assessor's key, while that is unlocked.
            signer: seal with this instead.
            attachments: SHA-256 as hexadecimal digits → bytes.

        Raises:
            Refusal: what is said has not the form of a record, or it cannot be written.
        """
        holder = self._room.holder(assessor_id)
        if seal and signer is None:
            signer = self._room.keys.unlocked(holder)
        with self._room.file.writing() as ledger:
            try:
                touched = ledger.append(
                    holder,
                    changes,
                    at=self._room.clock.now(),
                    sealer=signer.seal if signer else None,
                    attachments=attachments,
                )
            except MalformedRecordError as error:
                raise Refusal(Reason.RECORD_MALFORMED, file="", detail=str(error)) from error
        if touched.foundation:
            self._room.refresh()
        return touched
