# SPDX-License-Identifier: MIT
"""The schedule: day and room, how far the assessor is, and who presents when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QListView, QTabBar, QVBoxLayout, QWidget

from pkri_desktop.ui.models.schedule_model import ALL_ROOMS, ScheduleModel
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.painted import ProgressStrip
from pkri_desktop.ui.widgets.schedule_delegate import ScheduleDelegate
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look


class SchedulePanel(QWidget):
    """Chooses the entry that lies open. The model is public: the window walks along it."""

    def __init__(self, seat: Seat, look: Look) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._seat = seat
        self._wording = Wording()
        self.model = ScheduleModel(seat)
        self.model.setParent(self)
        self._heading = toned("heading", self.tr("Schedule"))
        self._where = toned("muted")
        self._where.setWordWrap(True)
        self._strip = ProgressStrip(look)
        self._done = toned("muted")
        self._apart = toned("muted")
        self.rooms = self._room_tabs()
        self.list = self._list(look)
        self._lay_out(look)
        self.model.modelReset.connect(self._on_reset)
        self.model.dataChanged.connect(self._tell)
        seat.turned.connect(self._follow)
        look.changed.connect(self.list.doItemsLayout)
        self.model.show_room(self._own_room())

    def show_own_room(self) -> None:
        """Show the assessor's own room."""
        self._choose_room(self._own_room())

    def show_all_rooms(self) -> None:
        """Show the entries of every room."""
        self._choose_room(ALL_ROOMS)

    def _room_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setAccessibleName(self.tr("Room shown in the schedule"))
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        for room in self.model.rooms():
            tabs.setTabData(tabs.addTab(room), room)
        tabs.setTabData(tabs.addTab(self.tr("All")), ALL_ROOMS)
        if tabs.count() <= 2:  # one room: nothing to choose
            tabs.hide()
        own = self._own_room()
        for number in range(tabs.count()):
            if tabs.tabData(number) == own:
                tabs.setCurrentIndex(number)
        tabs.currentChanged.connect(lambda number: self.model.show_room(tabs.tabData(number)))
        return tabs

    def _choose_room(self, room: str) -> None:
        for number in range(self.rooms.count()):
            if self.rooms.tabData(number) == room:
                self.rooms.setCurrentIndex(number)

    def _own_room(self) -> str:
        panel = self._seat.room.panel
        return panel.room if panel is not None else ALL_ROOMS

    def _list(self, look: Look) -> QListView:
        view = QListView()
        view.setAccessibleName(self.tr("Schedule"))
        view.setModel(self.model)
        view.setItemDelegate(ScheduleDelegate(look, self.model))
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.selectionModel().currentChanged.connect(self._on_current)
        return view

    def _lay_out(self, look: Look) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(look.px(16), look.px(12), look.px(14), look.px(8))
        head.setSpacing(look.px(4))
        head.addWidget(self._heading)
        head.addWidget(self._where)
        head.addSpacing(look.px(4))
        head.addWidget(self._strip)
        row = QHBoxLayout()
        row.addWidget(self._done)
        row.addStretch()
        row.addWidget(self._apart)
        head.addLayout(row)
        head.addWidget(self.rooms)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.list, 1)

    def _on_reset(self) -> None:
        self._follow()
        self._tell()

    def _tell(self) -> None:
        tally = self.model.tally()
        settled = tally.final + tally.recused + tally.absent
        self._strip.set_part(settled, tally.entries)
        day = self._wording.day(self._seat.room.event.day)
        entries = sum(1 for n in range(self.model.rowCount()) if self.model.line(n).row is not None)
        words = [day, self.model.room] if self.model.room else [day]
        words.append(self.tr("%n entries", "", entries))
        self._where.setText(" · ".join(words))
        self._done.setText(
            self.tr("{done} of {entries} done").format(done=settled, entries=tally.entries)
        )
        apart = []
        if tally.recused:
            apart.append(self.tr("{n} recused").format(n=tally.recused))
        if tally.absent:
            apart.append(self.tr("{n} absent").format(n=tally.absent))
        self._apart.setText(" · ".join(apart))
        has_task = tally.entries > 0
        self._strip.setVisible(has_task)
        self._done.setVisible(has_task)
        self._apart.setVisible(has_task)

    def _follow(self) -> None:
        row = self.model.row_of(self._seat.entry) if self._seat.entry else -1
        selection = self.list.selectionModel()
        if row < 0:
            selection.clear()
            return
        index = self.model.index(row)
        if selection.currentIndex() != index or not selection.isSelected(index):
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and (entry := self.model.line(current).entry_id):
            self._seat.turn(entry)
