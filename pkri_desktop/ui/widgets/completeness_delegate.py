# SPDX-License-Identifier: MIT
"""Paints a cell of the matrix of completeness: the same sign as in the schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pkri_desktop.ui.models.completeness_model import ENTRY_COLUMN, SHEET_ROLE
from pkri_desktop.ui.widgets.shapes import SIGN, paint_sign
from pkri_desktop.workflow.room import Progress

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter

    from pkri_desktop.domain.results import SheetResult
    from pkri_desktop.ui.theme import Look


class CompletenessDelegate(QStyledItemDelegate):
    """A sign for each sheet; an entry that an assessor does not score stays empty."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell."""
        if index.column() == ENTRY_COLUMN:
            super().paint(painter, option, index)
            return
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._look.colour("selected"))
        painter.setPen(self._look.colour("hairline"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        sheet: SheetResult | None = index.data(SHEET_ROLE)
        if sheet is None:
            return
        size = self._look.px(SIGN)
        sign = QRectF(0, 0, size, size)
        sign.moveCenter(QRectF(box).center())
        progress = Progress(sheet.status, sheet.scored, sheet.criteria, 0)
        paint_sign(painter, sign, progress, self._look)
