# SPDX-License-Identifier: MIT
"""The pages of the assessor's whole day, which stand in place of the sheet.

They are never modal: the keys that show a sheet lead back. This outlives a change of language,
unlike the pages, which are made when they are first wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from pkri_desktop.ui.actions import Actions
    from pkri_desktop.ui.finishing_all import FinishingAll
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.pages.gaps_page import GapsPage
    from pkri_desktop.ui.widgets.own_page import OwnPage

GAPS: Final = "gaps"
GRID: Final = "grid"
HAND_OVER: Final = "hand-over"


class OwnPages(QObject):
    """Makes the pages and shows them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._makers: dict[str, Callable[[], OwnPage]] = {
            GAPS: self._make_gaps,
            GRID: self._make_grid,
        }
        self._pages: dict[str, OwnPage] = {}
        self._finishing_all: FinishingAll | None = None

    def connect_actions(self) -> None:
        """Let the actions of a new content do their deeds; the pages of the old one are gone."""
        self._pages.clear()
        actions = self._window.content.menu_actions
        actions.gaps.triggered.connect(lambda: self.show_gaps(whole_day=True))
        actions.entry_gaps.triggered.connect(lambda: self.show_gaps(whole_day=False))
        actions.own_scores.triggered.connect(lambda: self.show(GRID))
        actions.finish_all.triggered.connect(self._finish_all)
        actions.show_sheet.triggered.connect(lambda: self.go_back())
        for action in self._own_actions(actions):
            if self._window.room.role != "panel":
                actions.withdraw(action)

    @property
    def shown(self) -> str:
        """Return the name of the page that is shown, empty when none is."""
        content = self._window.content
        current = content.pages.currentWidget()
        return next((name for name, page in self._pages.items() if page is current), "")

    def add(self, name: str, make: Callable[[], OwnPage]) -> None:
        """Let a page be shown under a name; it is made anew in each language."""
        self._makers[name] = make

    def page(self, name: str) -> OwnPage:
        """Return a page, made when it is first wanted."""
        if name not in self._pages:
            page = self._makers[name]()
            page.back_wanted.connect(self.go_back)
            for button in page.findChildren(QPushButton):
                button.setAutoDefault(True)  # Enter presses the one that has the keyboard
            self._pages[name] = page
        return self._pages[name]

    def show(self, name: str) -> None:
        """Show a page in place of the sheet; nothing with an empty name."""
        window = self._window
        if not name or not window.at_work:
            return
        window.seat.leave()
        page = self.page(name)
        window.show_page(page)
        window.guard.watch()  # somebody's scores are on the screen
        page.begin()

    def show_gaps(self, *, whole_day: bool) -> None:
        """Show what is missing, of the day or of the innovator whose sheet lies open."""
        page = self._gaps()
        page.show_only("" if whole_day else self._window.seat.entry)
        self.show(GAPS)

    def go_to_gap(self) -> None:
        """Go to the next thing that is missing: of the list that is shown, or of the sheet."""
        if self.shown == GAPS:
            self._gaps().go_on()
        elif self._window.at_sheet:
            self._window.content.sheet.go_to_gap()

    def leave(self) -> str:
        """Show the sheet again; return which page was shown, empty when none was."""
        name = self.shown
        if name:
            self._window.seat.leave()
            self._window.show_sheet_page()
        return name

    def go_back(self) -> None:
        """Show the sheet again, with the keyboard on it."""
        if self.leave():
            self._window.content.sheet.view.setFocus()

    def take_keyboard(self) -> bool:
        """Let the keys come to the page that is shown; say whether one is."""
        name = self.shown
        if name:
            self._pages[name].take_keyboard()
        return bool(name)

    def has_unsaved(self) -> bool:
        """Say whether something typed on a page is on screen only."""
        return any(page.unsaved() for page in self._pages.values())

    def allow(self) -> None:
        """Allow what makes sense now, after the sheet's own actions have been allowed or not."""
        window = self._window
        actions, shown = window.content.menu_actions, self.shown
        panel, at_work = window.room.role == "panel", window.at_work
        for action in self._own_actions(actions):
            action.setEnabled(at_work and panel)
        actions.finish_all.setEnabled(at_work and window.seat.scores_here)
        if shown:
            for action in (actions.show_sheet, actions.lock, actions.lock_settings,
                           actions.hand_back):  # fmt: skip
                action.setEnabled(True)
            actions.gap.setEnabled(shown == GAPS)
            for action in (actions.sign, actions.close_panel, actions.update):
                action.setEnabled(window.seat.scores_here)

    @staticmethod
    def _own_actions(actions: Actions) -> tuple[QAction, ...]:
        return (actions.gaps, actions.entry_gaps, actions.own_scores, actions.finish_all)

    def _gaps(self) -> GapsPage:
        return self.page(GAPS)  # type: ignore[return-value]  # as it was made

    def _make_gaps(self) -> OwnPage:
        from pkri_desktop.ui.pages.gaps_page import GapsPage  # noqa: PLC0415 -- not at start

        window = self._window
        page = GapsPage(window.seat, window.look, window.content.menu_actions)
        page.place_wanted.connect(self._open_place)
        return page

    def _make_grid(self) -> OwnPage:
        from pkri_desktop.ui.finishing_all import FinishingAll  # noqa: PLC0415 -- not at start
        from pkri_desktop.ui.pages.grid_page import GridPage  # noqa: PLC0415 -- not at start

        window = self._window
        page = GridPage(window.seat, window.look, window.content.menu_actions, window.sentence)
        page.entry_wanted.connect(lambda entry: self._open_place(entry, -1))
        page.view.cleared.connect(window.tell_cleared)
        self._finishing_all = FinishingAll(window, page)
        return page

    def _finish_all(self) -> None:
        """Show the scores side by side, and make the complete sheets final there."""
        if self.shown != GRID:
            self.show(GRID)
        if self.shown == GRID and self._finishing_all is not None:
            self._finishing_all.begin()

    def _open_place(self, entry_id: str, place: int) -> None:
        """Show the sheet of an entry, at a criterion unless it is the sheet as a whole."""
        window = self._window
        window.show_sheet_page()
        window.seat.turn(entry_id)
        if place >= 0:
            window.content.sheet.view.go_to(place)
        window.content.sheet.view.setFocus()
