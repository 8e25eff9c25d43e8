# SPDX-License-Identifier: MIT
"""Paints the criteria: name and band, weight, score field and value; opens the score's editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter

from pkri_desktop.ui.models import sheet_model as sheet
from pkri_desktop.ui.theme import BODY, FIELD, MEDIUM, REGULAR, SECONDARY, SEMIBOLD
from pkri_desktop.ui.widgets.criterion_lines import (
    ABOVE,
    ASIDE,
    LINE,
    NAME_LINE,
    CriterionLines,
    Room,
    lay_lines,
)
from pkri_desktop.ui.widgets.score_delegate import ScoreDelegate
from pkri_desktop.ui.widgets.score_edit import ScoreEdit
from pkri_desktop.ui.widgets.shapes import paint_hatching, paint_noted
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

    from pkri_desktop.domain.rubric import Criterion
    from pkri_desktop.ui.theme import Look

ROW_HEIGHT = 47
_V = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _V, Qt.AlignmentFlag.AlignRight | _V

Index = QModelIndex | QPersistentModelIndex


def _beside(index: Index, column: int) -> QModelIndex:
    return index.model().index(index.row(), column)


class CriteriaDelegate(ScoreDelegate):
    """Knows the active row and what is being typed there, which the view tells it.

    Signals:
        going: the editor is left by Tab or an arrow; by how many rows.
        entered: the editor is left by Enter.
        opened: an editor has been opened.
    """

    going = Signal(int)
    entered = Signal()
    opened = Signal()

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(look, view)
        self._view = view
        self._wording = Wording()
        self.active_row = -1

    def row_height(self, index: Index) -> int:
        """Return the height of a row; the active one makes room for what every range means."""
        usual = self._look.px(ROW_HEIGHT)
        return max(usual, self._lines(index).height(self._look)) if self._is_open(index) else usual

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the row."""
        return QSize(self._look.px(60), self.row_height(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        box = QRect(option.rect)
        active = index.row() == self.active_row
        if active:
            painter.fillRect(box, self._look.colour("selected"))
        painter.setPen(self._look.colour("hairline"))
        if index.row():
            painter.drawLine(box.topLeft(), box.topRight())
        top = QRect(box.left(), box.top(), box.width(), self._look.px(ROW_HEIGHT))
        match index.column():
            case sheet.NAME:
                self._paint_name(painter, box, index, active=active)
            case sheet.WEIGHT:
                self._write(painter, top.adjusted(0, 0, -self._look.px(8), 0), index,
                            "muted", REGULAR, _RIGHT)  # fmt: skip
            case sheet.SCORE:
                self._paint_score(painter, self._field(top), index, active=active)
            case _:
                self._paint_value(painter, top, index)
        if self._is_open(index):
            painter.setClipRect(box)
            self._paint_across(painter, box, index)
        painter.restore()

    # The editor

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field for one score."""
        criterion = cast("Criterion", index.data(sheet.CRITERION_ROLE))
        editor = ScoreEdit(criterion, parent)
        editor.setFont(self._look.font(FIELD, SEMIBOLD))
        editor.impossible.connect(lambda text: self.say(self._wording.impossible(criterion, text)))
        editor.possible.connect(lambda: self.say(""))
        editor.going.connect(lambda step: self.leave(lambda: self.going.emit(step)))
        editor.entered.connect(lambda: self.leave(self.entered.emit))
        editor.given_up.connect(self.give_up)
        self.editor, self.hint = editor, ""
        self.opened.emit()
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field exactly over the painted one."""
        box = QRect(option.rect)
        box.setHeight(self._look.px(ROW_HEIGHT))
        editor.setGeometry(self._field(box))

    # Painting

    def _is_open(self, index: Index) -> bool:
        """Say whether the row can be scored and is the active one: then it says everything."""
        flags = _beside(index, sheet.SCORE).flags()
        return index.row() == self.active_row and bool(flags & Qt.ItemFlag.ItemIsEditable)

    def _lines(self, index: Index) -> CriterionLines:
        look, view = self._look, self._view
        room = Room(
            name=view.columnWidth(sheet.NAME) - look.px(24) - self._aside(index),
            across=view.viewport().width() - look.px(36),
            height=view.viewport().height(),
        )
        said, _ = self._said(index)
        criterion = cast("Criterion", index.data(sheet.CRITERION_ROLE))
        name = str(_beside(index, sheet.NAME).data())
        return lay_lines(name, said, criterion, self._steps(index), look, room)

    def _said(self, index: Index) -> tuple[str, str]:
        """Return what stands below a criterion's name, and in which colour."""
        if self.hint and index.row() == self.active_row:
            return self.hint, "red"
        detail = str(index.data(sheet.DETAIL_ROLE))
        if index.data(sheet.WRONG_ROLE):
            return detail, "red"
        if index.data(sheet.UNEXPLAINED_ROLE):
            return detail, "gold"
        if self._is_open(index):
            return index.data(sheet.CRITERION_ROLE).description or detail, "muted"
        return detail, "muted"

    def _aside(self, index: Index) -> int:
        """Return the width that the count of notes takes of a criterion's name."""
        return self._look.px(32) if index.data(sheet.NOTES_ROLE) else 0

    def _steps(self, index: Index) -> int | None:
        """Return the score of the active row: what is being typed, else what is saved."""
        if self.editor is not None:
            return self.editor.steps
        if not index.data(sheet.SCORED_ROLE) or index.data(sheet.WRONG_ROLE):
            return None
        criterion = cast("Criterion", index.data(sheet.CRITERION_ROLE))
        return criterion.scale.parse(str(_beside(index, sheet.SCORE).data()))

    def _field(self, top: QRect) -> QRect:
        look = self._look
        wide, high = min(look.px(60), top.width() - 4), look.px(30)
        return QRect(
            top.center().x() - wide // 2, top.top() + (top.height() - high) // 2, wide, high
        )

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        index: Index,
        token: str,
        weight: object,
        align: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(self._look.font(BODY, weight))  # type: ignore[arg-type]
        painter.setPen(self._look.colour(token))
        painter.drawText(box, align, str(index.data()))

    def _paint_name(self, painter: QPainter, box: QRect, index: Index, *, active: bool) -> None:
        look = self._look
        if active:
            bar = QRect(box.left(), box.top(), 3, box.height())
            painter.fillRect(bar, look.colour("accent"))
        wide = box.width() - look.px(24) - self._aside(index)
        if notes := index.data(sheet.NOTES_ROLE):
            line = QRectF(box.left(), box.top() + look.px(ABOVE), box.width(), look.px(NAME_LINE))
            paint_noted(painter, line, notes, "accent", look)
        elide = Qt.TextElideMode.ElideRight
        is_open = self._is_open(index)
        names = self._lines(index).name if is_open else (str(index.data()),)
        at = QRect(box.left() + look.px(16), box.top() + look.px(ABOVE), wide, look.px(NAME_LINE))
        painter.setFont(look.font(BODY, MEDIUM))
        painter.setPen(look.colour("ink"))
        for name in names:
            painter.drawText(at, _LEFT, painter.fontMetrics().elidedText(name, elide, wide))
            at.translate(0, look.px(NAME_LINE))
        if not is_open:
            said, token = self._said(index)
            at.setHeight(look.px(LINE))
            painter.setFont(look.font(SECONDARY))
            painter.setPen(look.colour(token))
            painter.drawText(at, _LEFT, painter.fontMetrics().elidedText(said, elide, wide))

    def _paint_across(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Paint the question and what the ranges mean, right across; each cell its share."""
        look, criterion = self._look, cast("Criterion", index.data(sheet.CRITERION_ROLE))
        open_, steps = self._lines(index), self._steps(index)
        left = self._view.columnViewportPosition(sheet.NAME) + look.px(16)
        right = self._view.viewport().width() - look.px(20)
        above = look.px(ABOVE) + look.px(NAME_LINE) * len(open_.name)
        at = QRect(left, box.top() + above, right - left, look.px(LINE))
        painter.setFont(look.font(SECONDARY))
        painter.setPen(look.colour(self._said(index)[1]))
        for line in open_.said:
            painter.drawText(at, _LEFT, line)
            at.translate(0, look.px(LINE))
        at.translate(0, look.px(2))
        for band, lines in open_.bands:
            mine = steps is not None and band.low <= steps <= band.high
            painter.setFont(look.font(SECONDARY, SEMIBOLD if mine else REGULAR))
            painter.setPen(look.colour("accent" if mine else "muted"))
            values = f"{criterion.scale.format(band.low)}–{criterion.scale.format(band.high)}"
            painter.drawText(at, _LEFT, values)
            for line in lines:
                painter.drawText(at.adjusted(look.px(ASIDE), 0, 0, 0), _LEFT, line)
                at.translate(0, look.px(LINE))

    def _paint_score(self, painter: QPainter, field: QRect, index: Index, *, active: bool) -> None:
        look = self._look
        wrong = bool(index.data(sheet.WRONG_ROLE))
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if not wrong and not index.data(sheet.SCORED_ROLE):
            if active and editable:
                self._frame(painter, field, "accent")
            else:
                paint_hatching(painter, field, look)
            return
        if wrong or editable:
            self._frame(painter, field, "red" if wrong else "accent" if active else "outline")
        painter.setFont(look.font(FIELD, SEMIBOLD))
        painter.setPen(look.colour("red" if wrong else "ink"))
        text = str(index.data())
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, field.width() - 6
        )
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, shown)

    def _frame(self, painter: QPainter, field: QRect, token: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour(token))
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(QRectF(field).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _paint_value(self, painter: QPainter, top: QRect, index: Index) -> None:
        scored = bool(index.data(sheet.SCORED_ROLE)) and not index.data(sheet.WRONG_ROLE)
        box = top.adjusted(0, 0, -self._look.px(20), 0)
        if index.data(sheet.WRONG_ROLE) or (self.hint and index.row() == self.active_row):
            criterion = cast("Criterion", index.data(sheet.CRITERION_ROLE))
            painter.setFont(self._look.font(SECONDARY, MEDIUM))
            painter.setPen(self._look.colour("red"))
            painter.drawText(box, _RIGHT, self._wording.range(criterion.scale))
            return
        self._write(painter, box, index, "ink" if scored else "faint", REGULAR, _RIGHT)
