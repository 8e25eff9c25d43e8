# SPDX-License-Identifier: MIT
"""The menus of the secretariat's window: everything that it can do, with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.ui.office_help import OfficeHelp
from pkri_desktop.ui.pages import ISSUE, KEYS, QUARANTINE
from pkri_desktop.ui.view_menu import ViewMenu
from pkri_desktop.ui.widgets.corner import Corner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QMenu

    from pkri_desktop.ui.commands import Commands
    from pkri_desktop.ui.language import Languages
    from pkri_desktop.ui.office_window import OfficeWindow
    from pkri_desktop.ui.settings import Settings

    Entry = tuple[str, str, Callable[[], object] | None]

PAGE_KEY = "Ctrl+{number}"
_LINE: Entry = ("", "", None)


class OfficeMenus(QObject):
    """Fills the window's menu bar in the language that is on."""

    def __init__(
        self, window: OfficeWindow, commands: Commands, settings: Settings, languages: Languages
    ) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        bar = window.menuBar()
        bar.clear()
        for action in window.actions():
            window.removeAction(action)
        event = window.office.event
        if event.sample:
            words = self.tr("EXAMPLE · not real assessment data")
            bar.setCornerWidget(Corner(words, event.notice, bar))
        file, kits = bar.addMenu(self.tr("&File")), bar.addMenu(self.tr("&Kits and keys"))
        self._fill(file, self._file())
        self._fill(kits, self._kits())
        view = bar.addMenu(self.tr("&View"))
        pages = [
            (title, PAGE_KEY.format(number=number + 1), lambda number=number: window.go_to(number))
            for number, title in enumerate(window.pages.titles())
        ]
        self._fill(view, (*pages, _LINE))
        self.view = ViewMenu(window, view, window.look, settings, languages)
        self.help = OfficeHelp(window)
        self.help.menus = [view, file, kits]
        helping = bar.addMenu(self.tr("&Help"))
        self._fill(helping, ((self.tr("This &page and the keys"), "F1", self.help.show_page),))

    def _file(self) -> Iterable[Entry]:
        window, work, commands = self._window, self._window.work, self._commands
        operators = window.operators
        return (
            (self.tr("&Open…"), "Ctrl+O", commands.open_file),
            (self.tr("Open the &example"), "Ctrl+Shift+O", commands.open_sample),
            _LINE,
            (self.tr("&Take returned files in…"), "Ctrl+Shift+M", work.choose_returns),
            (self.tr("Take a &folder of returned files in…"), "Ctrl+Shift+D", work.choose_folder),
            (self.tr("P&ublish signed sheets…"), "Ctrl+Shift+U", work.publish),
            (self.tr("Ex&port the trail…"), "", lambda: work.export_trail(window.trail.text())),
            _LINE,
            (self.tr("E&xchange with other operators…"), "Ctrl+Shift+X", operators.exchange),
            (self.tr("&Appoint another operator…"), "", operators.appoint),
            _LINE,
            (self.tr("&Look at sheets…"), "Ctrl+L", lambda: window.view_sheet("", "")),
            (self.tr("C&heck the data"), "Ctrl+Shift+C", work.check),
            (self.tr("&Recover a damaged file…"), "Ctrl+Shift+R", commands.recover),
            _LINE,
            (self.tr("&Close"), "Ctrl+Q", window.close),
        )

    def _kits(self) -> Iterable[Entry]:
        window, handing_out = self._window, self._window.handing_out
        return (
            (self.tr("Write &all kits…"), "Ctrl+Shift+I", handing_out.issue_all),
            (self.tr("&One panel's kit, or new codes"), "", lambda: window.go_to(ISSUE)),
            _LINE,
            (self.tr("&Revoke a key"), "Ctrl+Shift+K", lambda: window.go_to(KEYS)),
            _LINE,
            (self.tr("Refused &files"), "", lambda: window.go_to(QUARANTINE)),
        )

    def _fill(self, menu: QMenu, entries: Iterable[Entry]) -> None:
        for words, key, deed in entries:
            if not words:
                menu.addSeparator()
            elif deed is not None:
                action = menu.addAction(words)
                action.setShortcut(key)
                action.triggered.connect(lambda _checked=False, deed=deed: deed())
