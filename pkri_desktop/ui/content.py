# SPDX-License-Identifier: MIT
"""What a window holds, in one language: actions, pages, panels and lines, built together.

Changing the language builds another one; the seat and everything saved stay.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from pkri_desktop.ui.actions import Actions
from pkri_desktop.ui.menus import Menus
from pkri_desktop.ui.pages.chooser_page import ChooserPage
from pkri_desktop.ui.pages.sheet_page import SheetPage
from pkri_desktop.ui.widgets.bars import Corner, NoticeBar
from pkri_desktop.ui.widgets.notes_panel import NotesPanel
from pkri_desktop.ui.widgets.schedule_panel import SchedulePanel
from pkri_desktop.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.commands import Commands
    from pkri_desktop.ui.notices import Notices
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look

SCHEDULE_WIDTH, NOTES_WIDTH = 292, 290


class Content(QWidget):
    """The middle of the window with its notice bar, and the parts around it."""

    def __init__(
        self,
        window: QMainWindow,
        seat: Seat,
        look: Look,
        notices: Notices,
        commands: Commands,
        sentence: Callable[[Refusal], str],
    ) -> None:
        super().__init__()
        self._window, self._look = window, look
        self.menu_actions = Actions(window)
        self.notice = NoticeBar(notices)
        self.chooser = ChooserPage(seat, look)
        self.sheet = SheetPage(seat, look, self.menu_actions, sentence)
        self.schedule = SchedulePanel(seat, look)
        self.notes = NotesPanel(seat, look, sentence)
        self.status = StatusLine(seat)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.chooser)
        self.pages.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.schedule_dock = self._dock("schedule", self.tr("Schedule"), self.schedule, left)
        self.notes_dock = self._dock("notes", self.tr("Notes"), self.notes, right)
        self._put_in(commands, seat)

    def size_docks(self) -> None:
        """Give both docks their usual width."""
        self._window.resizeDocks(
            [self.schedule_dock, self.notes_dock],
            [self._look.px(SCHEDULE_WIDTH), self._look.px(NOTES_WIDTH)],
            Qt.Orientation.Horizontal,
        )

    def take_out(self) -> None:
        """Leave the window, so that another content can come."""
        for dock in (self.schedule_dock, self.notes_dock):
            self._window.removeDockWidget(dock)
            dock.deleteLater()
        self.status.rest()
        self.menu_actions.discard()
        self._window.menuBar().clear()

    def _put_in(self, commands: Commands, seat: Seat) -> None:
        bar = self._window.menuBar()
        Menus(bar, self.menu_actions, commands, seat.room.role)
        event = seat.room.event
        if event.sample:
            corner = Corner(self.tr("EXAMPLE · not real assessment data"), event.notice)
            bar.setCornerWidget(corner, Qt.Corner.TopRightCorner)
            corner.show()
            self._corner = corner  # the menu bar does not keep it alive
        self._window.setStatusBar(self.status)
        for view in (self.sheet.view, self.notes.list):
            view.addAction(self.menu_actions.clear)
        self.sheet.view.addAction(self.menu_actions.edit_score)

    def _dock(self, name: str, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        dock.setTitleBarWidget(QWidget())  # the panel has a heading of its own
        dock.setWidget(panel)
        self._window.addDockWidget(area, dock)
        return dock

    def order_tabs(self) -> None:
        """Let Tab go from the schedule to the scores to the notes; all are in the window now."""
        order = (self.schedule.list, self.sheet.view, self.notes.list, self.notes.editor)
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)
