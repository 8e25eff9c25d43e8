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
from pkri_desktop.ui.history import History
from pkri_desktop.ui.pages.sheet_page import SheetPage
from pkri_desktop.ui.timing import Timing
from pkri_desktop.ui.widgets.bars import NoticeBar
from pkri_desktop.ui.widgets.notes_panel import NotesPanel
from pkri_desktop.ui.widgets.schedule_panel import SchedulePanel
from pkri_desktop.ui.widgets.session_strip import SessionStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.commands import Commands
    from pkri_desktop.ui.front import Front
    from pkri_desktop.ui.notices import Notices
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.settings import Settings
    from pkri_desktop.ui.theme import Look

DOCK_WIDTHS = (292.0, 290.0)  # schedule and notes, at the usual text size
_NARROWEST = 200


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
        settings: Settings,
        sentence: Callable[[Refusal], str],
    ) -> None:
        super().__init__(front)
        self._window, self._look, self._front = window, look, front
        self.pages, self.chooser, self.status = front.pages, front.chooser, front.status
        self.menu_actions = Actions(window, seat.room.role)
        self.notice = NoticeBar(notices)
        self.sheet = SheetPage(seat, look, self.menu_actions, sentence)
        self.schedule = SchedulePanel(seat, look)
        self.notes = NotesPanel(seat, look, sentence)
        self.history = History(seat, self)
        self.timing = Timing(seat, settings, self)
        self.session = SessionStrip(self.timing, look, self.menu_actions)
        self.session.hide()  # until a sheet is shown
        front.column.insertWidget(0, self.session)
        self.sheet.view.moved.connect(self.notes.at_criterion)
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

    @property
    def docks(self) -> tuple[QDockWidget, QDockWidget]:
        """Return the docks of schedule and notes."""
        return self.schedule_dock, self.notes_dock

    def size_docks(self, widths: tuple[float, ...] = DOCK_WIDTHS) -> None:
        """Give both docks a width, told at the usual text size."""
        for panel in (self.schedule, self.notes):
            # What a panel says must not make it wider either.
            panel.setMinimumWidth(self._look.px(_NARROWEST))
        layout = self._window.layout()
        if layout is not None:
            layout.activate()  # docks shown just now have no place yet
        self._window.resizeDocks(
            list(self.docks), [self._look.px(width) for width in widths], Qt.Orientation.Horizontal
        )

    def take_out(self) -> None:
        """Leave the window, so that another front and content can come."""
        for dock in self.docks:
            self._window.removeDockWidget(dock)
            dock.deleteLater()
        self._front.take_out()
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
