# SPDX-License-Identifier: MIT
"""Signs final sheets behind the assessor's back: nobody waits for a PDF."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.sheet import SheetStatus

if TYPE_CHECKING:
    from pkri_desktop.ui.jobs import Jobs
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.workflow.paper import SheetJob

log = logging.getLogger(__name__)

_NO_LONGER_WANTED = frozenset({Reason.SHEET_NOT_FINAL, Reason.SHEET_RECUSED})


class Signing(QObject):
    """Renders and signs on a worker, and keeps the result on the main thread.

    Signals:
        failed: a sheet could not be signed; the refusal, or None for a fault of ours.
        changed: how many sheets are being signed now.
    """

    failed = Signal(object)
    changed = Signal(int)

    def __init__(self, seat: Seat, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self._jobs = seat, jobs
        self._under_way: set[tuple[str, str]] = set()

    def sign(self, assessor_id: str, entry_id: str) -> None:
        """Sign one final sheet."""
        room, key = self._seat.room, (assessor_id, entry_id)
        if key in self._under_way:
            return
        try:
            work = room.signing(assessor_id, entry_id)
        except Refusal as refusal:
            self.failed.emit(refusal)
            return
        self._under_way.add(key)
        self.changed.emit(len(self._under_way))
        self._jobs.run(
            work,
            done=lambda pdf: self._keep(key, work, pdf),
            failed=lambda error: self._on_failed(key, error),
        )

    def sign_all(self, assessor_id: str) -> None:
        """Sign every sheet of the assessor that is final and not signed yet."""
        room = self._seat.room
        if not self._seat.scores_here or room.key_state(assessor_id) != "unlocked":
            return
        for entry_id, progress in room.progress(assessor_id).items():
            if progress.status is SheetStatus.FINAL:
                self.sign(assessor_id, entry_id)

    def unsigned(self, assessor_id: str) -> int:
        """Count the assessor's sheets that are final and not signed yet."""
        states = [progress.status for progress in self._seat.room.progress(assessor_id).values()]
        return states.count(SheetStatus.FINAL)

    def _keep(self, key: tuple[str, str], job: SheetJob, pdf: bytes) -> None:
        self._end(key)
        room = self._seat.room
        refusal = self._seat.write(
            lambda: room.keep_signed(*key, job.finalised, pdf, signer=job.signer)
        )
        if refusal is not None and refusal.reason not in _NO_LONGER_WANTED:
            self.failed.emit(refusal)

    def _on_failed(self, key: tuple[str, str], error: BaseException) -> None:
        self._end(key)
        if not isinstance(error, Refusal):
            log.error("signing a sheet failed", exc_info=error)
        self.failed.emit(error if isinstance(error, Refusal) else None)

    def _end(self, key: tuple[str, str]) -> None:
        self._under_way.discard(key)
        self.changed.emit(len(self._under_way))
