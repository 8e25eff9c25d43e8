# SPDX-License-Identifier: MIT
"""The first page: who scores?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.theme import FIELD, SECONDARY, SEMIBOLD, TITLE
from pkri_desktop.ui.widgets.labels import LinesLabel, paint_strip, toned
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from pkri_desktop.domain.roster import Assessor
    from pkri_desktop.ui.ports import RoomPort
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look

DONE_ROLE = Qt.ItemDataRole.UserRole + 1
ALL_ROLE = Qt.ItemDataRole.UserRole + 2
BEGUN_ROLE = Qt.ItemDataRole.UserRole + 3
_FINAL = frozenset({SheetStatus.FINAL, SheetStatus.SIGNED})
_BEGUN = frozenset({SheetStatus.IN_PROGRESS, SheetStatus.COMPLETE})
_ROW = 64


class _AssessorModel(QAbstractListModel):
    def __init__(self, room: RoomPort) -> None:
        super().__init__()
        self._room = room
        self._rows: list[tuple[Assessor, int, int, int]] = []

    def reload(self) -> None:
        self.beginResetModel()
        self._rows = []
        entries = [row.entry.id for row in self._room.schedule()]
        for assessor in self._room.assessors():
            progress = self._room.progress(assessor.id)
            own = [entry for entry in entries if self._room.assigned(assessor.id, entry)]
            states = [progress[entry].status for entry in own if entry in progress]
            final = sum(state in _FINAL for state in states)
            begun = sum(state in _BEGUN for state in states)
            self._rows.append((assessor, final, len(own), begun))
        self.endResetModel()

    def assessor(self, row: int) -> Assessor:
        return self._rows[row][0]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        assessor, final, entries, begun = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return assessor.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.tr("{name}, {final} of {entries} final").format(
                    name=assessor.name, final=final, entries=entries
                )
            case _ if role == DONE_ROLE:
                return final
            case _ if role == ALL_ROLE:
                return entries
            case _ if role == BEGUN_ROLE:
                return begun
        return None


class _AssessorDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._look.px(200), self._look.px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, box = self._look, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("selected" if chosen else "ground"))
        if chosen:
            painter.fillRect(box.left(), box.top(), 3, box.height(), look.colour("accent"))
        if index.row():
            painter.setPen(look.colour("hairline"))
            painter.drawLine(box.topLeft(), box.topRight())
        inner = box.adjusted(look.px(20), 0, -look.px(20), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        key = inner.adjusted(0, 0, 0, 0)
        painter.setFont(look.font(SECONDARY))
        painter.setPen(look.colour("muted"))
        painter.drawText(key, middle | Qt.AlignmentFlag.AlignLeft, str(index.row() + 1))
        painter.setFont(look.font(FIELD, SEMIBOLD))
        painter.setPen(look.colour("ink"))
        done, entries, begun = (index.data(role) for role in (DONE_ROLE, ALL_ROLE, BEGUN_ROLE))
        reserved = look.px(230)
        name = inner.adjusted(look.px(28), 0, -reserved, 0)
        text = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, name.width()
        )
        painter.drawText(name, middle | Qt.AlignmentFlag.AlignLeft, text)
        side = QRectF(inner.right() - reserved + look.px(16), inner.top(),
                      reserved - look.px(16), inner.height())  # fmt: skip
        painter.setFont(look.font(SECONDARY))
        painter.setPen(look.colour("muted"))
        words = self.tr("{final} of {entries} final").format(final=done, entries=entries)
        if begun:
            words += " · " + self.tr("{n} begun").format(n=begun)
        upper = side.adjusted(0, look.px(14), 0, -look.px(30))
        painter.drawText(upper, middle | Qt.AlignmentFlag.AlignRight, words)
        strip = QRectF(side.left(), side.top() + look.px(42), side.width(), 6)
        paint_strip(painter, strip, done / entries if entries else 0, look)
        painter.restore()


class _AssessorList(QListView):
    chosen = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(self.currentIndex().row())
        elif event.text().isdecimal() and 0 < int(event.text()) <= self.model().rowCount():
            self.chosen.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


class ChooserPage(QWidget):
    """Lists the assessors with their progress.

    Signals:
        chosen: an assessor's id.
    """

    chosen = Signal(str)

    def __init__(self, seat: Seat, look: Look) -> None:
        super().__init__()
        self._seat, room = seat, seat.room
        wording = Wording()
        self._model = _AssessorModel(room)
        self._model.setParent(self)
        panel = room.role == "panel"
        event = LinesLabel(look, SECONDARY, SEMIBOLD, 2, "accent")
        event.set_text(room.event.name)
        title = LinesLabel(look, TITLE + 4, SEMIBOLD, 2, "ink")
        title.set_text(
            self.tr("Who scores?") if panel else self.tr("Whose sheets do you want to see?")
        )
        where = [room.panel.name, room.panel.room] if room.panel is not None else []
        day = toned("muted", " · ".join([*where, wording.day(room.event.day), room.event.city]))
        day.setWordWrap(True)
        self.list = self._list(look)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self.list)
        hint = toned(
            "muted",
            self.tr("Choose with ↑ ↓ and Enter, or press the number. It can be changed later.")
            if panel
            else self.tr("Sheets can be looked at here; assessors score in their panel's file."),
        )
        hint.setWordWrap(True)
        middle = QWidget()
        middle.setMaximumWidth(look.px(720))
        column = QVBoxLayout(middle)
        column.setSpacing(look.px(8))
        column.addStretch(2)
        for widget in (event, title, day):
            column.addWidget(widget)
        column.addSpacing(look.px(8))
        column.addWidget(card)
        column.addWidget(hint)
        column.addStretch(3)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 12)
        whole.addStretch(1)
        whole.addWidget(middle, 8)
        whole.addStretch(1)

    def offer(self, assessor_id: str) -> None:
        """Read progress again and put the cursor on this assessor."""
        self._model.reload()
        rows = range(self._model.rowCount())
        row = next((n for n in rows if self._model.assessor(n).id == assessor_id), 0)
        self.list.setCurrentIndex(self._model.index(row))
        self.list.setFocus()

    def _list(self, look: Look) -> _AssessorList:
        view = _AssessorList()
        view.setAccessibleName(self.tr("Assessors"))
        view.setModel(self._model)
        view.setItemDelegate(_AssessorDelegate(look, view))
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        high = look.px(_ROW) * max(1, min(len(self._seat.room.assessors()), 6))
        view.setMinimumHeight(min(high, look.px(_ROW) * 2))
        view.setMaximumHeight(high)
        view.chosen.connect(self._choose)
        view.clicked.connect(lambda index: self._choose(index.row()))
        return view

    def _choose(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self.chosen.emit(self._model.assessor(row).id)
