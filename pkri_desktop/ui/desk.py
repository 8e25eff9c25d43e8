# SPDX-License-Identifier: MIT
"""The desk: the secretariat at its event file. Every write of the office's window goes through it.

Long work borrows the file: a worker has it for itself, and the pages show what they last read
until it comes back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from pkri_desktop.domain.errors import CancelledError, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.ui.jobs import Job, Jobs
    from pkri_desktop.workflow.office import Office

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Desk(QObject):
    """Holds the office, does its writes, and lends its file to long work.

    Signals:
        changed: something in the file is otherwise now; pages read again.
        lent: whether a worker has the file.
        progressed: how much of how much of the long work is done.
    """

    changed = Signal()
    lent = Signal(bool)
    progressed = Signal(int, int)

    def __init__(self, office: Office, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._jobs = jobs
        self._job: Job[Any] | None = None

    @property
    def is_lent(self) -> bool:
        """Say whether a worker has the file."""
        return self._job is not None

    @property
    def writable(self) -> bool:
        """Say whether something can be decided now."""
        return not self.is_lent and not self.office.file.read_only

    def write(self, deed: Callable[[], object]) -> Refusal | None:
        """Do a write; return why it was refused, or None when it is saved."""
        try:
            with self.office.file.guarded():
                deed()
        except Refusal as refusal:
            return refusal
        self.changed.emit()
        return None

    def lend(
        self,
        work: Callable[[Callable[[int, int], None]], Result],
        done: Callable[[Result], None],
        refused: Callable[[Refusal | None], None],
        *,
        changes: bool = True,
    ) -> None:
        """Let a worker use the file, and take it back with the outcome.

        Args:
            work: told how to report (done, total); it is cancelled there.
            done: gets the result, when pages may read again.
            refused: gets why nothing was done; None when it was stopped, or through our own bug.
            changes: whether something may be otherwise afterwards.
        """

        def back() -> None:
            self._job = None
            self.lent.emit(False)

        def finished(result: Result) -> None:
            back()
            if changes:
                self.changed.emit()
            done(result)

        def failed(error: BaseException) -> None:
            back()
            if not isinstance(error, Refusal | CancelledError):
                log.error("work on the event file failed", exc_info=error)
            refused(error if isinstance(error, Refusal) else None)

        def guarded(step: Callable[[int, int], None]) -> Result:
            with self.office.file.guarded():
                return work(step)

        self._job = self._jobs.run_with_progress(
            guarded, done=finished, failed=failed, progressed=self.progressed.emit
        )
        self.lent.emit(True)

    def stop(self) -> None:
        """Ask the long work to stop; nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()
