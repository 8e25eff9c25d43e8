# SPDX-License-Identifier: MIT
"""The windows of one process: which event file is open, and in which window it is shown.

A panel's file is shown in the assessors' window, the secretariat's in the office's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.ui.commands import Commands
from pkri_desktop.ui.file_dialogs import FileDialogs
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.ui.notices import WRONG

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.ui.handing_over import HandingOver
    from pkri_desktop.ui.jobs import Jobs
    from pkri_desktop.ui.language import Languages
    from pkri_desktop.ui.office_window import OfficeWindow
    from pkri_desktop.ui.recovering import Recovering
    from pkri_desktop.ui.settings import Settings
    from pkri_desktop.ui.start_window import StartWindow
    from pkri_desktop.ui.theme import Look
    from pkri_desktop.workflow.phrases import Phrasebook
    from pkri_desktop.workflow.profile import Profile
    from pkri_desktop.workflow.room import Room

KIT_SUFFIX = ".pkrix"
_WANTS_CODE = frozenset((Reason.PACKAGE_NEEDS_CODE, Reason.PACKAGE_WRONG_CODE))
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
        self.window: MainWindow | OfficeWindow | None = None
        self._viewer: MainWindow | None = None
        self._room: Room | None = None
        self._start: StartWindow | None = None
        self._recovering: Recovering | None = None
        self._handing_over: HandingOver | None = None
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
            if refusal.reason in _WANTS_CODE:
                self._try(lambda: self._open_or_ask(path))

    def open(self, path: Path, code: str = "") -> MainWindow | OfficeWindow:
        """Show an event file in place of the one that is open; a kit becomes one first.

        Args:
            path: an event file or a kit.
            code: the kode paket of a kit.

        Raises:
            Refusal: it cannot be opened; what is open stays open.
        """
        if path.suffix == KIT_SUFFIX:
            from pkri_desktop.workflow.samples import event_file_for  # noqa: PLC0415 -- rare

            path = event_file_for(path, self.profile, self.clock, code)
        room = self._rooms(path)
        if not self.close():
            room.file.close()
            raise Refusal(Reason.FILE_BUSY, file=path.name)
        try:
            with room.file.guarded():
                return self._show(room)
        except Refusal:
            self.window = None
            self._give_up()
            self.show_start("")
            raise

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
            self._try(lambda: self._open_chosen(chosen))

    def _open_chosen(self, path: Path) -> None:
        """Open a file; a newer kit of the panel whose file is open goes into that."""
        if self._is_update(path):
            self._take_update(path)
        else:
            self._open_or_ask(path)

    def recover(self) -> None:
        """Ask for a damaged or missing event file, and make it anew."""
        from pkri_desktop.ui.recovering import Recovering  # noqa: PLC0415 -- rare

        self._recovering = Recovering(self, self._dialogs)
        self._recovering.begin()

    def open_or_say(self, path: Path) -> None:
        """Show an event file, or say why that cannot be done."""
        self._try(lambda: self.open(path))

    @property
    def front(self) -> QWidget | None:
        """Return the window that stands in front: on the open file, or the first one."""
        return self.window or self._start

    def has_open(self, path: Path) -> bool:
        """Say whether this is the file that is open."""
        return self._room is not None and self._room.file.path.absolute() == path.absolute()

    def show_start(self, words: str) -> None:
        """Show what can be opened, and why the last wish could not be done."""
        from pkri_desktop.ui.start_window import StartWindow  # noqa: PLC0415 -- rarely needed

        self._start = StartWindow(self._look)
        self._start.say(words)
        self._start.file_wanted.connect(self.choose_file)
        self._start.sample_wanted.connect(self.open_sample)
        self._start.office_wanted.connect(self.open_sample_office)
        self._start.recovery_wanted.connect(self.recover)
        self._start.show()

    def close(self) -> bool:
        """Give up the open event file and its window; say whether that could be done now."""
        if self._start is not None:
            self._start.close()
            self._start = None
        self._close_viewer()
        if self.window is not None:
            if not self.window.close():
                return False
            self.window.deleteLater()
            self.window = self._handing_over = None
        self._give_up()
        return True

    def sentence(self, refusal: Refusal) -> str:
        """Return a refusal as a sentence in the chosen language."""
        return self._phrases(self._languages.current).sentence(refusal)

    # What the File menu of a panel's window does

    def hand_back(self, assessor_id: str) -> None:
        """Show how the assessor's day stands, and hand it over from there."""
        if isinstance(self.window, MainWindow) and self._room is not None:
            if self._handing_over is None or self._handing_over.parent() is not self.window:
                from pkri_desktop.runtime.media import removable_media  # noqa: PLC0415 -- rare
                from pkri_desktop.ui.handing_over import HandingOver  # noqa: PLC0415 -- rare

                self._handing_over = HandingOver(
                    self.window, self._room, self._dialogs, removable_media
                )
            self._handing_over.begin()

    def choose_update(self) -> None:
        """Choose a newer kit, and take it into the panel's file that is open."""
        chosen = self._dialogs.open_file(self.window, self.tr("Open the newer kit"))
        if chosen is not None:
            self._take_update(chosen)

    def _take_update(self, path: Path) -> None:
        if isinstance(self.window, MainWindow) and self._room is not None:
            from pkri_desktop.ui.kit_update import KitUpdate  # noqa: PLC0415 -- rarely needed

            KitUpdate(self.window, self._room).take(path)

    def _is_update(self, path: Path) -> bool:
        """Say whether a file is a package for the panel whose file is open."""
        if path.suffix != KIT_SUFFIX or not isinstance(self.window, MainWindow):
            return False
        from pkri_desktop.workflow.update import is_for  # noqa: PLC0415 -- rarely needed

        return self._room is not None and is_for(self._room, path)

    def close_panel(self, assessor_id: str) -> None:
        """Let the chair close the panel, or tell a member what the chair has to be told."""
        if isinstance(self.window, MainWindow) and self._room is not None:
            from pkri_desktop.ui.panel_closing import PanelClosing  # noqa: PLC0415 -- rarely needed

            PanelClosing(self.window, self._room).begin(assessor_id)

    def tell_failure(self, error: BaseException) -> bool:
        """Say what an error in the midst of work says of the open file; whether it says anything.

        Nothing is lost that was shown as saved: it can be recovered.
        """
        refusal = self._room.file.refusal_for(error) if self._room is not None else None
        if refusal is None:
            return False
        if isinstance(self.window, MainWindow) and self.window.is_broken:
            self.close()
            self.show_start("")
        self.say(self.sentence(refusal), WRONG)
        return True

    # Inside

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refusal as refusal:
            self.say(self.sentence(refusal), WRONG)

    def say(self, words: str, level: str) -> None:
        """Say something in the window that stands in front."""
        if self.window is not None:
            self.window.notices.tell(words, level)
        elif self._start is not None:
            self._start.say(words)

    def _open_or_ask(self, path: Path, code: str = "") -> None:
        """Open a file; where a kit wants its code, ask for it and try again."""
        try:
            self.open(path, code)
        except Refusal as refusal:
            if refusal.reason not in _WANTS_CODE:
                raise
            from pkri_desktop.ui.dialogs.code_dialog import CodeDialog  # noqa: PLC0415 -- rare

            dialog = CodeDialog(self.window or self._start, self.sentence(refusal))
            dialog.given.connect(lambda typed: self._try(lambda: self._open_or_ask(path, typed)))
            dialog.open()

    def _show(self, room: Room) -> MainWindow | OfficeWindow:
        self._room = room
        if room.role == "panel":
            window = self._panel_window(room)
            self.window = window
            window.show_whole()
            self._snapshot.start()
            return window
        from pkri_desktop.ui.office_window import OfficeWindow  # noqa: PLC0415 -- not a panel's
        from pkri_desktop.workflow.office import Office  # noqa: PLC0415 -- slow import

        office = OfficeWindow(
            Office(room.file, self.profile, self.clock),
            phrases=self._phrases,
            jobs=self.jobs,
            settings=self._settings,
            look=self._look,
            languages=self._languages,
            dialogs=self._dialogs,
            commands=Commands(
                open_file=self.choose_file, open_sample=self.open_sample, recover=self.recover
            ),
            view_sheet=self.view_sheet,
        )
        office.lent.connect(self._on_lent)
        self.window = office
        office.show_whole()
        self._snapshot.start()
        return office

    def _panel_window(self, room: Room, commands: Commands | None = None) -> MainWindow:
        return MainWindow(
            room,
            phrases=self._phrases,
            jobs=self.jobs,
            settings=self._settings,
            look=self._look,
            languages=self._languages,
            commands=commands
            or Commands(
                open_file=self.choose_file,
                open_sample=self.open_sample,
                hand_back=self.hand_back,
                close_panel=self.close_panel,
                update=self.choose_update,
            ),
        )

    def view_sheet(self, assessor_id: str, entry_id: str) -> None:
        """Show an assessor's sheet of the secretariat's file, for reading; or let one choose."""
        if self._room is None:
            return
        self._close_viewer()
        self._room.refresh()
        self._viewer = viewer = self._panel_window(self._room, Commands())
        viewer.show_whole()
        if assessor_id:
            viewer.choose_assessor(assessor_id)
            viewer.seat.turn(entry_id)

    def _close_viewer(self) -> None:
        if self._viewer is not None:
            self._viewer.close()
            self._viewer.deleteLater()
            self._viewer = None

    def _on_lent(self, lent: bool) -> None:
        """Let nothing else read the file while a worker has it."""
        if lent:
            self._snapshot.stop()
            self._close_viewer()

    def _take_snapshot(self) -> None:
        if self._room is not None:
            self._room.take_snapshot()

    def _give_up(self) -> None:
        self._snapshot.stop()
        if self._room is not None:
            self._room.file.close()
            self._room = None
