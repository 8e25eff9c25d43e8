# SPDX-License-Identifier: MIT
"""Paints one line of the schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pkri_desktop.domain.pace import TurnState
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.day_wording import DayWording
from pkri_desktop.ui.models.schedule_model import ALL_ROOMS, LINE_ROLE
from pkri_desktop.ui.theme import BODY, CAPTION, MEDIUM, SECONDARY, SEMIBOLD
from pkri_desktop.ui.widgets.shapes import SIGN, paint_noted, paint_sign
from pkri_desktop.ui.wording import Wording, short_agency

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from pkri_desktop.ui.models.schedule_model import Line, ScheduleModel
    from pkri_desktop.ui.theme import Look

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TOLD = frozenset({TurnState.UNDER_WAY, TurnState.PUT_OFF})
_AWAY = frozenset({SheetStatus.RECUSED, SheetStatus.ABSENT})


class ScheduleDelegate(QStyledItemDelegate):
    """Time and code, title and presenter, and the sign of the sheet's state."""

    def __init__(self, look: Look, model: ScheduleModel) -> None:
        super().__init__(model)
        self._look = look
        self._model = model
        self._wording, self._days = Wording(), DayWording()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return 50 for an entry and 25 for a pause, at the usual text size."""
        line: Line = index.data(LINE_ROLE)
        return QSize(self._look.px(200), self._look.px(50 if line.row is not None else 25))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the line."""
        line: Line = index.data(LINE_ROLE)
        painter.save()
        if line.row is None:
            self._paint_pause(painter, option.rect, line)
        else:
            self._paint_entry(painter, option, line)
        painter.restore()

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        assert line.row is not None  # noqa: S101 -- checked by the caller
        look, box, entry = self._look, option.rect, line.row.entry
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, look.colour("selected"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), look.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("ground"))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("accent"))
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        painter.setPen(look.colour("hairline"))
        painter.drawLine(box.left() + look.px(16), box.bottom(), box.right(), box.bottom())

        away = line.progress is not None and line.progress.status in _AWAY
        dim = away or not line.assigned
        sign = look.px(SIGN)
        left, upper, lower = look.px(16), box.top() + look.px(7), box.top() + look.px(26)
        aside, high = look.px(48), look.px(18)
        x = box.left() + left
        text_x = x + aside
        room_for_text = box.right() - text_x - sign - look.px(24)
        strong = look.font(BODY, SEMIBOLD if selected else MEDIUM)
        soft = look.font(SECONDARY)

        def write(at: QRect, font: QFont, token: str, text: str) -> None:
            painter.setFont(font)
            painter.setPen(look.colour(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, at.width())
            painter.drawText(at, _LEFT, shown)

        write(QRect(x, upper, aside - 4, high), look.font(BODY, MEDIUM),
              "muted" if dim else "ink", line.time)  # fmt: skip
        write(QRect(x, lower, aside - 4, high), look.font(CAPTION), "muted", entry.code)
        write(QRect(text_x, upper, room_for_text, high), strong,
              "muted" if dim else "ink", entry.name)  # fmt: skip
        below = QRect(text_x, lower, room_for_text, high)
        if line.progress is not None and line.progress.notes:
            noted = paint_noted(painter, QRectF(below), line.progress.notes, "muted", look)
            below.setWidth(below.width() - noted - look.px(6))
        write(below, soft,
              "accent" if selected else "muted", self._second(line))  # fmt: skip
        if line.assigned:
            place = QRectF(
                box.right() - sign - look.px(14), box.center().y() - sign / 2, sign, sign
            )
            paint_sign(painter, place, line.progress, look)

    def _second(self, line: Line) -> str:
        assert line.row is not None  # noqa: S101 -- checked by the caller
        words = [short_agency(line.row.entry.agency.name)]
        if self._model.room == ALL_ROOMS and line.row.panel is not None:
            words.insert(0, line.row.panel.room)
        status = line.progress.status if line.progress is not None else None
        if line.assigned and status is not None and status in _AWAY | {SheetStatus.CONFLICT}:
            words.insert(0, self._wording.status(status).capitalize())
        elif line.turn in _TOLD:
            words.insert(0, self._days.turn(line.turn).capitalize())
        elif line.entry_id == self._model.following():
            words.insert(0, self.tr("Next"))
        return " · ".join(words)

    def _paint_pause(self, painter: QPainter, box: QRect, line: Line) -> None:
        look = self._look
        painter.setFont(look.font(CAPTION))
        painter.setPen(look.colour("muted"))
        at = box.adjusted(look.px(16), 0, -look.px(14), 0)
        painter.drawText(at, _LEFT, line.time)
        at.adjust(look.px(48), 0, 0, 0)
        assert line.pause is not None  # noqa: S101 -- a line is one or the other
        text = painter.fontMetrics().elidedText(
            line.pause.name, Qt.TextElideMode.ElideRight, at.width()
        )
        painter.drawText(at, _LEFT, text)
        start = at.left() + painter.fontMetrics().horizontalAdvance(text) + look.px(8)
        painter.setPen(look.colour("hairline"))
        painter.drawLine(start, box.center().y(), at.right(), box.center().y())
        painter.drawLine(box.left() + look.px(16), box.bottom(), box.right(), box.bottom())
