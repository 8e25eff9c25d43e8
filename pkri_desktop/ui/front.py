# SPDX-License-Identifier: MIT
"""What the first frame of a window shows, in one language: titles of menus, chooser, status line.

Everything here is final and stays in its place; ``Content`` puts the rest around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QMenuBar, QStackedWidget, QVBoxLayout, QWidget

from pkri_desktop.ui.menus import Menus
from pkri_desktop.ui.pages.chooser_page import ChooserPage
from pkri_desktop.ui.widgets.corner import Corner
from pkri_desktop.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look


class Front(QWidget):
    """The middle of the window, with the pages; takes its place in the window when it is made."""

    def __init__(self, window: QMainWindow, seat: Seat, look: Look) -> None:
        super().__init__(window)
        event = seat.room.event
        self.pages = QStackedWidget(self)
        self.chooser = ChooserPage(seat, look, self.pages)
        self.pages.addWidget(self.chooser)
        self.status = StatusLine(seat, window)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.pages, 1)
        bar = QMenuBar(window)
        self.menus = Menus(bar)
        self._mark: Corner | None = None
        if event.sample:
            self._mark = Corner(self.tr("EXAMPLE · not real assessment data"), event.notice, bar)
            bar.setCornerWidget(self._mark)
        self._bar = bar
        # What a page says must not make it wider: the docks beside it would give way for good.
        self.setMinimumWidth(1)
        window.setMenuBar(bar)
        window.setStatusBar(self.status)
        window.setCentralWidget(self)

    def take_out(self) -> None:
        """Leave the window, so that another front can come.

        The window hands the mark of an old menu bar to the new one, over the new one's own.
        """
        self.status.rest()
        if self._mark is not None:
            self._bar.setCornerWidget(None)  # type: ignore[arg-type]  # Qt allows it
            self._mark.deleteLater()
            self._mark = None
