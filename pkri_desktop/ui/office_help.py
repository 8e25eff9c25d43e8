# SPDX-License-Identifier: MIT
"""The help of the secretariat's window: what the page that is shown is for, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from pkri_desktop.ui.actions import keys_of, words_of
from pkri_desktop.ui.dialogs.help_dialog import HelpDialog
from pkri_desktop.ui.pages import (
    COMPLETENESS,
    DIFFERENCES,
    ISSUE,
    KEYS,
    QUARANTINE,
    RECEIVE,
    TRAIL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkri_desktop.ui.office_window import OfficeWindow


class OfficeHelp(QObject):
    """Explains page by page; the keys are those of the menus."""

    def __init__(self, window: OfficeWindow) -> None:
        super().__init__(window)
        self._window = window
        self.menus: list[QMenu] = []

    def show_page(self) -> None:
        """Say what the page that is shown is for."""
        pages = self._window.pages
        page = pages.currentIndex()
        keys = [line for menu in self.menus for line in self._keys(menu)]
        HelpDialog(self._window, pages.titles()[page], self.words(page), keys).show()

    def _keys(self, menu: QMenu, named: str = "") -> Iterator[tuple[str, str]]:
        """Return the keys of a menu and of those in it, whose entries are named after them."""
        for action in menu.actions():
            inside = action.menu()
            if isinstance(inside, QMenu):
                yield from self._keys(inside, f"{words_of(action)}: ")
            elif not action.shortcut().isEmpty():
                yield keys_of(action), f"{named}{words_of(action)}"

    def words(self, page: int) -> str:
        """Return what a page is for."""
        return {
            COMPLETENESS: self.tr(
                "Shows which sheets have come, entry by entry and assessor by assessor. Choose a "
                "cell to read what its sign means; Enter shows the sheet. If something stays "
                "missing, the results can be declared final all the same, with a reason that is "
                "printed."
            ),
            ISSUE: self.tr(
                "Writes the kits that panels begin with: entries, schedule and rubrics. Codes that "
                "are made with them are shown once: give each to its person. Whoever has lost a "
                "code or a key gets a new code here."
            ),
            RECEIVE: self.tr(
                "Takes in what panels return. Choose files or a folder, or drop them here: they "
                "are looked at first, and only Receive takes them in. Undo takes out again exactly "
                "what a file brought."
            ),
            DIFFERENCES: self.tr(
                "Lists what records disagree on, such as scores for one sheet on two laptops. "
                "Choose which counts, and say why; the other stays in the trail. An entry whose "
                "result is held up has none before that is decided."
            ),
            TRAIL: self.tr(
                "Lists every record, the newest first: who said what and when, what it replaced, "
                "and in which file it came. What is searched and chosen can be exported as a "
                "table."
            ),
            KEYS: self.tr(
                "Lists every key that has come. Revoke the key of a lost laptop, or one that "
                "nobody knows: you name the last record that is still good, and see first what "
                "would change."
            ),
            QUARANTINE: self.tr(
                "Keeps files that were refused, each with the reason. They can be received again, "
                "for instance after an update; they go only if you delete them."
            ),
        }[page]
