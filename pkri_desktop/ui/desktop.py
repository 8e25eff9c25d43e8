# SPDX-License-Identifier: MIT
"""The windows of one process: which event file is open, and what the File menu does with files.

A merge or a publication takes the event file for itself: its window gives the file up, a worker
opens it, and a new window shows the outcome.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.ui.commands import Commands
from pkri_desktop.ui.file_dialogs import FileDialogs
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.ui.notices import ATTENTION, GOOD, WRONG, Notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.ui.jobs import Jobs
    from pkri_desktop.ui.language import Languages
    from pkri_desktop.ui.settings import Settings
    from pkri_desktop.ui.start_window import StartWindow
    from pkri_desktop.ui.theme import Look
    from pkri_desktop.workflow.phrases import Phrasebook
    from pkri_desktop.workflow.profile import Profile
    from pkri_desktop.workflow.room import Room

log = logging.getLogger(__name__)

Result = TypeVar("Result")

KIT_SUFFIX = ".pkrix"
_SNAPSHOT_AFTER = 1_500  # milliseconds: not while the window is being painted for the first time


class Desktop(QObject):
    """Opens windows and does what their File menus ask.

    Attributes:
        window: the window on the open event file, if there is one.
    """

    def __init__(
        self,
        *,
        profile: Profile,
        clock: Clock,
        rooms: Callable[[Path], Room],
        phrases: Callable[[str], Phrasebook],
        jobs: Jobs,
        settings: Settings,
        look: Look,
        languages: Languages,
    ) -> None:
        super().__init__()
        self.profile, self.clock, self.jobs = profile, clock, jobs
        self._rooms, self._phrases = rooms, phrases
        self._settings, self._look, self._languages = settings, look, languages
        self._dialogs = FileDialogs(settings)
        self.window: MainWindow | None = None
        self._room: Room | None = None
        self._start: StartWindow | None = None
        self._snapshot = QTimer(self, singleShot=True, interval=_SNAPSHOT_AFTER)
        self._snapshot.timeout.connect(self._take_snapshot)

    # Opening

    def begin(self, path: Path | None) -> None:
        """Open what was asked for; where that cannot be done, say why and offer what can be."""
        if path is None:
            self.show_start("")
            return
        try:
            self.open(path)
        except Refusal as refusal:
            self.show_start(self.sentence(refusal))

    def open(self, path: Path) -> MainWindow:
        """Show an event file in place of the one that is open; a kit becomes one first.

        Raises:
            Refusal: it cannot be opened; what is open stays open.
        """
        if path.suffix == KIT_SUFFIX:
            from pkri_desktop.workflow.samples import event_file_for  # noqa: PLC0415 -- rare

            path = event_file_for(path, self.profile, self.clock)
        room = self._rooms(path)
        self.close()
        return self._show(room)

    def open_sample(self) -> None:
        """Show the sample event's panel file, made at the first time."""
        from pkri_desktop.workflow.samples import sample_panel_file  # noqa: PLC0415

        self._try(lambda: self.open(sample_panel_file(self.profile, self.clock)))

    def open_sample_office(self) -> None:
        """Show the sample event as the secretariat has it."""
        from pkri_desktop.workflow.samples import sample_office_file  # noqa: PLC0415

        self._try(lambda: self.open(sample_office_file(self.profile, self.clock)))

    def choose_file(self) -> None:
        """Ask for an event file or a kit and show it."""
        chosen = self._dialogs.open_file(
            self.window or self._start, self.tr("Open an event file or a kit")
        )
        if chosen is not None:
            self._try(lambda: self.open(chosen))

    def show_start(self, words: str) -> None:
        """Show what can be opened, and why the last wish could not be done."""
        from pkri_desktop.ui.start_window import StartWindow  # noqa: PLC0415 -- rarely needed

        self._start = StartWindow(self._look)
        self._start.say(words)
        self._start.file_wanted.connect(self.choose_file)
        self._start.sample_wanted.connect(self.open_sample)
        self._start.office_wanted.connect(self.open_sample_office)
        self._start.show()

    def close(self) -> None:
        """Give up the open event file and its window."""
        if self._start is not None:
            self._start.close()
            self._start = None
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self._give_up()

    def sentence(self, refusal: Refusal) -> str:
        """Return a refusal as a sentence in the chosen language."""
        return self._phrases(self._languages.current).sentence(refusal)

    # What the File menu of a panel's window does

    def hand_back(self, assessor_id: str) -> None:
        """Write the assessor's returned package into a folder of choice."""
        if self.window is not None:
            self.window.finishing.with_key(lambda: self._hand_back(assessor_id))

    def _hand_back(self, assessor_id: str) -> None:
        window, room = self.window, self._room
        if window is None or room is None:
            return
        folder = self._dialogs.folder(self.window, self.tr("Where shall the returned file go?"))
        if folder is None:
            return
        from pkri_desktop.workflow.hand_back import hand_back  # noqa: PLC0415 -- slow import

        try:
            done = hand_back(room, assessor_id, folder)
        except Refusal as refusal:
            window.notices.tell(self.sentence(refusal), WRONG)
            return
        window.content.status.tell_saved()  # handing back seals, which is a record too
        window.content.status.reckon_fingerprint()
        window.notices.tell(
            self.tr("Handed back: {file}, {records} records, {sheets} signed sheets.").format(
                file=done.path, records=done.records, sheets=done.sheets
            ),
            GOOD,
        )

    # What the File menu of the secretariat's window does

    def issue(self) -> None:
        """Write the kits of all panels into a folder of choice."""
        folder = self._dialogs.folder(self.window, self.tr("Where shall the kits go?"))
        if folder is None:
            return
        from pkri_desktop.ui import errands  # noqa: PLC0415 -- slow imports, rarely needed

        phrases = self._phrases(self._languages.current)
        self._apart(
            lambda path, step: errands.issue(path, folder, self.profile, self.clock, step),
            # The codes in it are kept nowhere else: only the user puts it away.
            lambda kits: Notice(errands.words_of_kits(kits, phrases), GOOD, lasting=True),
        )

    def receive(self) -> None:
        """Ask for returned files and take them in."""
        paths = self._dialogs.open_files(self.window, self.tr("Returned packages and panel files"))
        if not paths:
            return
        from pkri_desktop.ui import errands  # noqa: PLC0415 -- slow imports, rarely needed

        phrases = self._phrases(self._languages.current)
        self._apart(
            lambda path, step: errands.receive(path, paths, self.profile, self.clock, step),
            lambda receipt: Notice(
                errands.words_of_receipt(receipt, phrases), errands.level_of_receipt(receipt)
            ),
        )

    def publish(self) -> None:
        """Write signed sheets and recapitulation into a folder of choice."""
        folder = self._dialogs.folder(
            self.window, self.tr("Where shall sheets and recapitulation go?")
        )
        if folder is None:
            return
        from pkri_desktop.ui import errands  # noqa: PLC0415 -- slow imports, rarely needed

        phrases = self._phrases(self._languages.current)
        self._apart(
            lambda path, step: errands.publish(path, folder, self.profile, self.clock, step),
            lambda done: Notice(
                errands.words_of_publication(done, folder, phrases),
                errands.level_of_publication(done),
            ),
        )

    # Inside

    def _apart(
        self,
        work: Callable[[Path, Callable[[int, int], None]], Result],
        outcome: Callable[[Result], Notice],
    ) -> None:
        """Give the file up, let a worker do ``work`` on it, and show the file and the outcome."""
        from pkri_desktop.ui.dialogs.busy_dialog import BusyDialog  # noqa: PLC0415

        window, room = self.window, self._room
        if window is None or room is None:
            return
        window.seat.leave()
        path = room.path
        self._give_up()
        busy = BusyDialog(window)

        def back(notice: Notice) -> None:
            busy.accept()
            window.hide()
            self.window = None
            window.deleteLater()
            try:
                shown = self._show(self._rooms(path))
                shown.notices.tell(notice.text, notice.level, lasting=notice.lasting)
            except Refusal as refusal:
                self.show_start(self.sentence(refusal))

        def failed(error: BaseException) -> None:
            if isinstance(error, Refusal):
                back(Notice(self.sentence(error), WRONG))
                return
            log.error("work on the event file failed", exc_info=error)
            back(Notice(self.tr("Stopped. Nothing was changed in the event file."), ATTENTION))

        job = self.jobs.run_with_progress(
            lambda step: work(path, step),
            done=lambda result: back(outcome(result)),
            failed=failed,
            progressed=busy.show_progress,
        )
        busy.cancelled.connect(job.cancel)
        busy.open()

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refusal as refusal:
            words = self.sentence(refusal)
            if self.window is not None:
                self.window.notices.tell(words, WRONG)
            elif self._start is not None:
                self._start.say(words)

    def _show(self, room: Room) -> MainWindow:
        self._room = room
        self.window = MainWindow(
            room,
            phrases=self._phrases,
            jobs=self.jobs,
            settings=self._settings,
            look=self._look,
            languages=self._languages,
            commands=Commands(
                open_file=self.choose_file,
                open_sample=self.open_sample,
                hand_back=self.hand_back,
                issue=self.issue,
                receive=self.receive,
                publish=self.publish,
            ),
        )
        self.window.show_whole()
        self._snapshot.start()
        return self.window

    def _take_snapshot(self) -> None:
        if self._room is not None:
            self._room.take_snapshot()

    def _give_up(self) -> None:
        self._snapshot.stop()
        if self._room is not None:
            self._room.file.close()
            self._room = None
