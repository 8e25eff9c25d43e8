# SPDX-License-Identifier: MIT
"""Long work on worker threads. Jobs get values, never connections, so scoring goes on meanwhile.

The dispatcher lives on the main thread and owns the signals; the runnable only receives them.
"""

from __future__ import annotations

import itertools
import logging
from threading import Event
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from PySide6 import QtCore
from PySide6.QtCore import QObject, QRunnable, Signal, Slot

from pkri_desktop.domain.errors import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Job(Generic[Result]):
    """One piece of work under way.

    Attributes:
        cancelled: whether it has been asked to stop.
    """

    def __init__(
        self,
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None] | None,
        progressed: Callable[[int, int], None] | None,
    ) -> None:
        self.done = done
        self.failed = failed
        self.progressed = progressed
        self._stop = Event()

    @property
    def cancelled(self) -> bool:
        """Say whether it has been asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop at its next step; it ends with ``CancelledError``."""
        self._stop.set()


class _Runnable(QRunnable):
    def __init__(
        self,
        ticket: int,
        work: Callable[[], object],
        finish: Callable[[int, object, object], None],
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Python owns it, until its result has arrived
        self._ticket = ticket
        self._work = work
        self._finish = finish

    def run(self) -> None:
        try:
            result, error = self._work(), None
        except BaseException as caught:
            result, error = None, caught
        self._finish(self._ticket, result, error)


class Jobs(QObject):
    """Runs work in the background and brings its outcome back to the main thread.

    Signals:
        running_changed: how many jobs are under way now.
    """

    running_changed = Signal(int)
    _finished = Signal(int, object, object)
    _progressed = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None, *, threads: int = 1) -> None:
        super().__init__(parent)
        self._threads = threads
        self._made_pool: QtCore.QThreadPool | None = None  # until the first job: costs 25 ms
        self._tickets = itertools.count(1)
        self._jobs: dict[int, tuple[Job[object], _Runnable]] = {}

    @property
    def running(self) -> int:
        """Return how many jobs are under way or waiting."""
        return len(self._jobs)

    def run(
        self,
        work: Callable[[], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job[Result]:
        """Run ``work`` on a worker, then ``done`` or ``failed`` on the main thread."""
        return self._start(Job(done, failed, None), work)

    def run_with_progress(
        self,
        work: Callable[[Callable[[int, int], None]], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None] | None = None,
        progressed: Callable[[int, int], None] | None = None,
    ) -> Job[Result]:
        """Run work that reports (done, total) to its argument, where it can also be cancelled."""
        ticket_of: list[int] = []
        job = Job(done, failed, progressed)

        def step(finished: int, total: int) -> None:
            if job.cancelled:
                raise CancelledError
            self._progressed.emit(ticket_of[0], finished, total)

        return self._start(job, lambda: work(step), ticket_of)

    def wait(self, milliseconds: int) -> bool:
        """Wait for the workers; say whether all came to an end. Outcomes arrive with the loop."""
        return self._made_pool is None or self._made_pool.waitForDone(milliseconds)

    @property
    def _pool(self) -> QtCore.QThreadPool:
        if self._made_pool is None:
            queued = QtCore.Qt.ConnectionType.QueuedConnection
            self._finished.connect(self._on_finished, queued)
            self._progressed.connect(self._on_progressed, queued)
            self._made_pool = QtCore.QThreadPool(self)
            self._made_pool.setMaxThreadCount(self._threads)
        return self._made_pool

    def _start(
        self,
        job: Job[Result],
        work: Callable[[], Result],
        ticket_of: list[int] | None = None,
    ) -> Job[Result]:
        ticket = next(self._tickets)
        if ticket_of is not None:
            ticket_of.append(ticket)
        runnable = _Runnable(ticket, work, self._finished.emit)
        self._jobs[ticket] = (cast("Job[object]", job), runnable)
        self._pool.start(runnable)
        self.running_changed.emit(self.running)
        return job

    @Slot(int, object, object)
    def _on_finished(self, ticket: int, result: object, error: object) -> None:
        job, _ = self._jobs.pop(ticket)
        self.running_changed.emit(self.running)
        if error is None:
            job.done(result)
        elif isinstance(error, BaseException):
            if job.failed is not None:
                job.failed(error)
            elif not isinstance(error, CancelledError):
                log.error("a background job failed", exc_info=error)

    @Slot(int, int, int)
    def _on_progressed(self, ticket: int, finished: int, total: int) -> None:
        if ticket in self._jobs and (report := self._jobs[ticket][0].progressed) is not None:
            report(finished, total)
