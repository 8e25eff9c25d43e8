# SPDX-License-Identifier: MIT
"""The first page: who scores?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.seat import SETTLED
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from pkri_desktop.domain.roster import Assessor
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look

_BEGUN = frozenset({SheetStatus.IN_PROGRESS, SheetStatus.COMPLETE})
_ROW, _SIDE, _NUMBER, _WIDEST = 64, 214, 28, 720
_ROWS_SEEN = 6  # without scrolling


class _AssessorRow(QPushButton):
    """One assessor; checked is the one that the keyboard would choose."""

    def __init__(
        self, list_: _AssessorList, number: int, assessor: Assessor, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._list = list_
        self._name = assessor.name
        self.setProperty("kind", "row")
        self.setProperty("focusPolicy", "StrongFocus")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.number = toned("muted", str(number), self)
        name = toned("name", assessor.name, self)
        name.setWordWrap(True)
        self._words = toned("side", "", self)
        self.strip = QProgressBar(self)
        self.strip.setTextVisible(False)
        side = QVBoxLayout()
        side.addStretch(1)
        side.addWidget(self._words)
        side.addWidget(self.strip)
        side.addStretch(1)
        self.whole = QHBoxLayout(self)
        self.whole.addWidget(self.number)
        self.whole.addWidget(name, 1)
        self.whole.addLayout(side)

    def show_progress(self, settled: int, entries: int, begun: int) -> None:
        """Show how many of the assessor's sheets need nothing more and how many are begun."""
        words = self.tr("{done} of {entries} done").format(done=settled, entries=entries)
        self.setAccessibleName(f"{self._name}, {words}")
        if begun:
            words += " · " + self.tr("{n} begun").format(n=begun)
        self._words.setText(words)
        self.strip.setRange(0, max(entries, 1))
        self.strip.setValue(settled)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be the one that the keyboard would choose."""
        super().focusInEvent(event)
        self.setChecked(True)
        self._list.ensureWidgetVisible(self, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the list."""
        event.ignore()


class _AssessorList(QScrollArea):
    """The assessors, one below the other.

    Signals:
        chosen: a row's number, from 0.
    """

    chosen = Signal(int)

    def __init__(self, assessors: tuple[Assessor, ...], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        self.setProperty("focusPolicy", "NoFocus")
        self.setAccessibleName(self.tr("Assessors"))
        inside = QWidget(self)
        inside.setObjectName("panel")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = tuple(
            _AssessorRow(self, number, assessor, inside)
            for number, assessor in enumerate(assessors, 1)
        )
        for number, row in enumerate(self.rows):
            row.setProperty("first", not number)
            row.clicked.connect(lambda _checked=False, number=number: self.chosen.emit(number))
            column.addWidget(row)
        self._fit()
        look.changed.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows and Enter, or by a number."""
        current = next((n for n, row in enumerate(self.rows) if row.isChecked()), 0)
        pressed, key = event.key(), QtCore.Qt.Key
        steps = {key.Key_Up: -1, key.Key_Down: 1, key.Key_Home: -current,
                 key.Key_End: len(self.rows)}  # fmt: skip
        if pressed in steps:
            self.go_to(min(max(current + steps[key(pressed)], 0), len(self.rows) - 1))
        elif pressed in {key.Key_Return, key.Key_Enter, key.Key_Space}:
            self.chosen.emit(current)
        elif event.text().isdecimal() and 0 < int(event.text()) <= len(self.rows):
            self.chosen.emit(int(event.text()) - 1)
        else:
            event.ignore()

    def go_to(self, number: int) -> None:
        """Put the cursor on a row."""
        if 0 <= number < len(self.rows):
            self.rows[number].setChecked(True)
            self.rows[number].setFocus()

    def _fit(self) -> None:
        px = self._look.px
        for row in self.rows:
            row.setFixedHeight(px(_ROW))
            row.whole.setContentsMargins(px(20), 0, px(20), 0)
            row.number.setFixedWidth(px(_NUMBER))
            row.strip.setFixedWidth(px(_SIDE))
        rows = max(len(self.rows), 1)
        self.setMinimumHeight(px(_ROW) * min(rows, 2))
        self.setMaximumHeight(px(_ROW) * min(rows, _ROWS_SEEN))


class ChooserPage(QWidget):
    """Lists the assessors with their progress.

    Signals:
        chosen: an assessor's id.
    """

    chosen = Signal(str)

    def __init__(self, seat: Seat, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room = seat.room
        self._assessors = room.assessors()
        panel = room.role == "panel"
        asked = self.tr("Who scores?") if panel else self.tr("Whose sheets do you want to see?")
        where = [room.panel.name, room.panel.room] if room.panel is not None else []
        day = " · ".join([*where, Wording().day(room.event.day), room.event.city])
        hint = (
            self.tr("Choose with ↑ ↓ and Enter, or press the number. It can be changed later.")
            if panel
            else self.tr("Sheets can be looked at here; assessors score in their panel's file.")
        )
        middle = QWidget(self)
        middle.setMaximumWidth(look.px(_WIDEST))
        card = QFrame(middle)
        card.setObjectName("card")
        self.list = _AssessorList(self._assessors, look, card)
        self.list.chosen.connect(self._choose)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self.list)
        column = QVBoxLayout(middle)
        column.setSpacing(look.px(8))
        column.addStretch(2)
        for tone, text in (("event", room.event.name), ("question", asked), ("muted", day)):
            column.addWidget(self._line(tone, text, middle))
        column.addSpacing(look.px(8))
        column.addWidget(card)
        column.addWidget(self._line("muted", hint, middle))
        column.addStretch(3)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 12)
        whole.addStretch(1)
        whole.addWidget(middle, 8)
        whole.addStretch(1)

    def offer(self, assessor_id: str) -> None:
        """Read progress again and put the cursor on this assessor."""
        entries = [*self._room.entries]
        for row, assessor in zip(self.list.rows, self._assessors, strict=True):
            progress = self._room.progress(assessor.id)
            own = [entry for entry in entries if self._room.assigned(assessor.id, entry)]
            states = [progress[entry].status for entry in own if entry in progress]
            settled = sum(state in SETTLED for state in states)
            row.show_progress(settled, len(own), sum(state in _BEGUN for state in states))
        ids = [assessor.id for assessor in self._assessors]
        self.list.go_to(ids.index(assessor_id) if assessor_id in ids else 0)

    @staticmethod
    def _line(tone: str, text: str, parent: QWidget) -> QWidget:
        label = toned(tone, text, parent)
        label.setWordWrap(True)
        return label

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._assessors):
            self.chosen.emit(self._assessors[row].id)
