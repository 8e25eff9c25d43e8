# SPDX-License-Identifier: MIT
"""Paints the grid of own scores, and opens the field of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter

from pkri_desktop.domain import scoring
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.models import grid_model as grid
from pkri_desktop.ui.theme import BODY, CAPTION, MEDIUM, REGULAR, SEMIBOLD
from pkri_desktop.ui.widgets.cell_edit import CellEdit
from pkri_desktop.ui.widgets.score_delegate import ScoreDelegate
from pkri_desktop.ui.widgets.shapes import paint_hatching, paint_sign
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

    from pkri_desktop.domain.rubric import Criterion
    from pkri_desktop.ui.models.grid_model import GridRow, Index
    from pkri_desktop.ui.theme import Look

ROW, HEADINGS = 32, 42  # heights
_V = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _V, Qt.AlignmentFlag.AlignRight | _V
_CENTRE = Qt.AlignmentFlag.AlignCenter
_SIDE, _CODE, _SIGN = 14, 40, 18
_FIELD = (44, 24)
_AWAY = frozenset({SheetStatus.RECUSED, SheetStatus.ABSENT})


class GridDelegate(ScoreDelegate):
    """Paints a heading, a name, a score, a total or a sign.

    Signals:
        going: the field is left by an arrow or Enter; by how many rows.
        sideways: it is left by Tab; by how many columns.
    """

    going = Signal(int)
    sideways = Signal(int)

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(look, view)
        self._view = view
        self._wording = Wording()

    def row_height(self, row: GridRow) -> int:
        """Return the height of a row."""
        return self._look.px(HEADINGS if row.sheet is None else ROW)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell."""
        return QSize(self._look.px(44), self.row_height(index.data(grid.ROW_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row: GridRow = index.data(grid.ROW_ROLE)
        box, look = QRect(option.rect), self._look
        current = self._view.currentIndex()
        painter.save()
        if row.sheet is None:
            self._paint_heading(painter, box, index, row)
        else:
            if index.row() == current.row():
                painter.fillRect(box, look.colour("selected"))
                if index.column() == grid.NAME:
                    bar = QRect(box.left(), box.top(), 3, box.height())
                    painter.fillRect(bar, look.colour("accent"))
            elif not row.sheet.editable or row.sheet.absent:
                painter.fillRect(box, look.colour("ground"))
            self._paint_sheet(painter, box, index, row, here=index == current)
        painter.setPen(look.colour("hairline"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    # The field

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field for one score."""
        criterion = cast("Criterion", index.data(grid.CRITERION_ROLE))
        editor = CellEdit(criterion, parent)
        row: GridRow = index.data(grid.ROW_ROLE)
        named = f"{row.entry.code} {row.entry.name}, {criterion.name}" if row.entry else ""
        editor.setAccessibleName(named)
        editor.setFont(self._look.font(BODY, SEMIBOLD))
        editor.impossible.connect(lambda text: self.say(self._wording.impossible(criterion, text)))
        editor.possible.connect(lambda: self.say(""))
        editor.going.connect(lambda step: self.leave(lambda: self.going.emit(step)))
        editor.entered.connect(lambda: self.leave(lambda: self.going.emit(1)))
        editor.sideways.connect(lambda step: self.leave(lambda: self.sideways.emit(step)))
        editor.given_up.connect(self.give_up)
        self.editor, self.hint = editor, ""
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field exactly over the painted one."""
        editor.setGeometry(self._field(option.rect))

    # Painting

    def _field(self, box: QRect) -> QRect:
        look = self._look
        wide, high = min(look.px(_FIELD[0]), box.width() - 4), look.px(_FIELD[1])
        return QRect(
            box.center().x() - wide // 2, box.top() + (box.height() - high) // 2, wide, high
        )

    def _paint_heading(self, painter: QPainter, box: QRect, index: Index, row: GridRow) -> None:
        look, model = self._look, self._model(index)
        if index.column() == grid.NAME:
            at = box.adjusted(look.px(_SIDE), look.px(8), -4, -look.px(2))
            self._write(painter, at, look.font(BODY, SEMIBOLD), "ink", row.group.name, _LEFT)
            return
        upper = QRect(box.left(), box.top() + look.px(8), box.width(), look.px(15))
        lower = upper.translated(0, look.px(15))
        criterion = model.criterion(index)
        if criterion is not None:
            current = self._view.currentIndex()
            active = current.column() == index.column() and self._same_rubric(current, row)
            token = "accent" if active else "muted"
            number = str(index.column() - grid.FIRST + 1)
            weight = scoring.format_weight(criterion.weight)
            self._write(painter, upper, look.font(CAPTION, SEMIBOLD), token, number, _CENTRE)
            self._write(painter, lower, look.font(CAPTION), token, weight, _CENTRE)
        elif index.column() == model.total_column:
            at = lower.adjusted(0, 0, -look.px(6), 0)
            self._write(painter, at, look.font(CAPTION), "muted", self.tr("VALUE"), _RIGHT)

    def _same_rubric(self, current: Index, row: GridRow) -> bool:
        return current.isValid() and current.data(grid.ROW_ROLE).group.id == row.group.id

    def _paint_sheet(
        self, painter: QPainter, box: QRect, index: Index, row: GridRow, *, here: bool
    ) -> None:
        look, model = self._look, self._model(index)
        assert row.entry is not None  # noqa: S101 -- not of headings
        assert row.sheet is not None  # noqa: S101 -- the same
        away = row.sheet.status in _AWAY
        if index.column() == grid.NAME:
            at = box.adjusted(look.px(_SIDE), 0, -look.px(6), 0)
            self._write(painter, at, look.font(CAPTION), "muted", row.entry.code, _LEFT)
            at.adjust(look.px(_CODE), 0, 0, 0)
            font = look.font(BODY, MEDIUM)
            self._write(painter, at, font, "muted" if away else "ink", row.entry.name, _LEFT)
        elif index.column() == model.total_column:
            at = box.adjusted(0, 0, -look.px(6), 0)
            has = row.total != grid.NOTHING
            font = look.font(BODY, SEMIBOLD if has else REGULAR)
            self._write(painter, at, font, "ink" if has else "faint", row.total, _RIGHT)
        elif index.data(grid.CRITERION_ROLE) is not None:
            self._paint_score(painter, self._field(box), index, here=here, away=away)
        elif index.column() > model.total_column:
            side = look.px(_SIGN)
            sign = QRectF(0, 0, side, side)
            sign.moveCenter(QRectF(box).center())
            paint_sign(painter, sign, row.progress, look)

    def _paint_score(
        self, painter: QPainter, field: QRect, index: Index, *, here: bool, away: bool
    ) -> None:
        look = self._look
        wrong, scored = bool(index.data(grid.WRONG_ROLE)), bool(index.data(grid.SCORED_ROLE))
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if not wrong and not scored and not away:
            paint_hatching(painter, field, look)
        if wrong or here or (editable and scored):
            token = "red" if wrong else "accent" if here else "hairline"
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.colour(token))
            hollow = not editable or (here and not scored and not wrong)
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else look.colour("surface"))
            painter.drawRoundedRect(QRectF(field).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        text = grid.NOTHING if away and not scored else str(index.data())
        token = "red" if wrong else "ink" if editable else "muted"
        font = look.font(BODY, SEMIBOLD if editable else REGULAR)
        self._write(painter, field, font, token, text, _CENTRE)

    @staticmethod
    def _model(index: Index) -> grid.GridModel:
        return cast("grid.GridModel", index.model())

    def _write(
        self, painter: QPainter, at: QRect, font: QFont, token: str, text: str,
        align: Qt.AlignmentFlag,
    ) -> None:  # fmt: skip
        painter.setFont(font)
        painter.setPen(self._look.colour(token))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(at, align, painter.fontMetrics().elidedText(text, elide, at.width()))
