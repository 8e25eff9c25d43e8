# SPDX-License-Identifier: MIT
"""The schedule: day and room, how far the assessor is, and who presents when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QTabBar, QVBoxLayout, QWidget

from pkri_desktop.domain.pace import Turn, TurnState, pace_of, remaining_of
from pkri_desktop.domain.schedule import local_time
from pkri_desktop.ui.day_wording import DayWording
from pkri_desktop.ui.models.schedule_model import ALL_ROOMS, ScheduleModel, Shown
from pkri_desktop.ui.widgets.choice import Choice
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.painted import ProgressStrip
from pkri_desktop.ui.widgets.schedule_delegate import ScheduleDelegate
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look


_EVERY = 20_000  # milliseconds between two looks at how late it is


class SchedulePanel(QWidget):
    """Chooses the entry that lies open. The model is public: the window walks along it.

    Signals:
        taken: an innovator was found and opened; the scores are wanted.
    """

    taken = Signal()

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
        self._pace = toned("muted")
        self._pace.setWordWrap(True)
        self._pace.hide()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find an innovator"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.only = self._choices()
        self._done = toned("muted")
        self._apart = toned("muted")
        self.rooms = self._room_tabs()
        self.list = self._list(look)
        self._lay_out(look)
        self.model.modelReset.connect(self._on_reset)
        self.model.dataChanged.connect(self._tell)
        seat.turned.connect(self._follow)
        look.changed.connect(self.list.doItemsLayout)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take_first)
        self.search.installEventFilter(self)
        self.only.currentIndexChanged.connect(self._narrow)
        self._minute = QTimer(self, interval=_EVERY)
        self._minute.timeout.connect(self._tell_pace)
        self._minute.start()
        self.model.show_room(self._own_room())

    def begin_finding(self) -> None:
        """Put the keyboard into the field that finds innovators."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave finding with Escape, and go into the list with the arrow down."""
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self.list.setFocus()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

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
        head.addWidget(self._pace)
        narrowing = QHBoxLayout()
        narrowing.setSpacing(look.px(6))
        narrowing.addWidget(self.search, 1)
        narrowing.addWidget(self.only, 1)
        head.addLayout(narrowing)
        head.addWidget(self.rooms)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.list, 1)

    def _choices(self) -> Choice:
        """Return the choice of which entries are shown."""
        box, wording = Choice(self.tr("Entries shown")), DayWording()
        box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.addItem(self.tr("All of them"), Shown())
        box.addItem(self.tr("Not done by me"), Shown(open=True))
        for state in (TurnState.WAITING, TurnState.DONE, TurnState.PUT_OFF, TurnState.ABSENT):
            box.addItem(wording.turn(state).capitalize(), Shown(state=state))
        groups = {row.entry.group.id: row.entry.group for row in self._seat.room.schedule()}
        if len(groups) > 1:
            for group in sorted(groups.values(), key=lambda one: one.position):
                box.addItem(group.name, Shown(group=group.id))
        return box

    def _narrow(self) -> None:
        wanted: Shown = self.only.currentData() or Shown()
        self.model.show_only(wanted._replace(words=self.search.text()))

    def _take_first(self) -> None:
        """Open the first of those that were found, and go to its scores."""
        first = next((line.entry_id for row in range(self.model.rowCount())
                      if (line := self.model.line(row)).entry_id), "")  # fmt: skip
        if first:
            self._seat.turn(first)
            self.search.clear()
            self.taken.emit()

    def _tell_pace(self) -> None:
        """Say how late the room is, while its day is."""
        room = self._seat.room
        now = room.now()
        turns = [
            Turn(
                line.row.starts,
                line.row.starts + (line.row.slot.ends - line.row.slot.starts),
                line.turn or line.row.state,
                remaining_of(line.row.session, line.row.slot, now),
            )
            for line in self.model.lines
            if line.row is not None and line.row.slot is not None and line.row.starts is not None
        ]
        one_room = bool(self.model.room) or self.rooms.count() <= 2
        pace = pace_of(turns, local_time(now, room.event.timezone)) if one_room else None
        self._pace.setVisible(pace is not None)
        if pace is None:
            return
        ends = f"{pace.ends:%H.%M}"
        if pace.late > 0:
            words = self.tr("{n} min late · over at {time}")
        elif pace.late < 0:
            words = self.tr("{n} min ahead · over at {time}")
        else:
            words = self.tr("on time · over at {time}")
        self._pace.setText(words.format(n=abs(pace.late), time=ends))
        self._pace.setToolTip(self.tr("{words} at this pace").format(words=self._pace.text()))
        self._pace.setAccessibleName(self._pace.toolTip())
        retone(self._pace, "tone", "gold" if pace.late > 0 else "muted")

    def _on_reset(self) -> None:
        self._follow()
        self._tell()

    def _tell(self) -> None:
        self._tell_pace()
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
