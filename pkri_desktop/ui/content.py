# SPDX-License-Identifier: MIT
"""The rest of what a window holds, in one language: actions, sheet, panels and their docks.

Built around the ``Front`` once that has been painted. Changing the language builds both anew; the
seat and everything saved stay.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from pkri_desktop.ui.actions import Actions
from pkri_desktop.ui.pages.sheet_page import SheetPage
from pkri_desktop.ui.widgets.bars import NoticeBar
from pkri_desktop.ui.widgets.notes_panel import NotesPanel
from pkri_desktop.ui.widgets.schedule_panel import SchedulePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.commands import Commands
    from pkri_desktop.ui.front import Front
    from pkri_desktop.ui.notices import Notices
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look

SCHEDULE_WIDTH, NOTES_WIDTH = 292, 290


class Content(QObject):
    """All parts of a window, those of the front too."""

    def __init__(
        self,
        window: QMainWindow,
        front: Front,
        seat: Seat,
        look: Look,
        notices: Notices,
        commands: Commands,
        sentence: Callable[[Refusal], str],
    ) -> None:
        super().__init__(front)
        self._window, self._look = window, look
        self.pages, self.chooser, self.status = front.pages, front.chooser, front.status
        self.menu_actions = Actions(window)
        self.notice = NoticeBar(notices)
        self.sheet = SheetPage(seat, look, self.menu_actions, sentence)
        self.schedule = SchedulePanel(seat, look)
        self.notes = NotesPanel(seat, look, sentence)
        front.column.insertWidget(0, self.notice)
        self.pages.addWidget(self.sheet)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.schedule_dock = self._dock("schedule", self.tr("Schedule"), self.schedule, left)
        self.notes_dock = self._dock("notes", self.tr("Notes"), self.notes, right)
        front.menus.fill(self.menu_actions, commands, seat.room.role)
        for view in (self.sheet.view, self.notes.list):
            view.addAction(self.menu_actions.clear)
        self.sheet.view.addAction(self.menu_actions.edit_score)
        self._order_tabs()

    def size_docks(self) -> None:
        """Give both docks their usual width."""
        self._window.resizeDocks(
            [self.schedule_dock, self.notes_dock],
            [self._look.px(SCHEDULE_WIDTH), self._look.px(NOTES_WIDTH)],
            Qt.Orientation.Horizontal,
        )

    def take_out(self) -> None:
        """Leave the window, so that another front and content can come."""
        for dock in (self.schedule_dock, self.notes_dock):
            self._window.removeDockWidget(dock)
            dock.deleteLater()
        self.status.rest()
        self.menu_actions.discard()

    def _dock(self, name: str, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        dock.setTitleBarWidget(QWidget())  # the panel has a heading of its own
        dock.setWidget(panel)
        dock.hide()  # until a sheet is shown
        self._window.addDockWidget(area, dock)
        return dock

    def _order_tabs(self) -> None:
        """Let Tab go from the schedule to the scores to the notes; all are in the window now."""
        order = (self.schedule.list, self.sheet.view, self.notes.list, self.notes.editor)
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)
