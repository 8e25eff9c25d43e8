# SPDX-License-Identifier: MIT
"""Paints what is missing: the innovator with the sheet's sign, a sentence for each thing below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pkri_desktop.analysis.gaps import GapKind
from pkri_desktop.ui.models.gaps_model import LINE_ROLE
from pkri_desktop.ui.theme import BODY, CAPTION, MEDIUM, REGULAR, SEMIBOLD
from pkri_desktop.ui.widgets.shapes import paint_hatching, paint_sign

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont, QPainter

    from pkri_desktop.ui.models.gaps_model import GapLine
    from pkri_desktop.ui.theme import Look

HEAD, SENTENCE = 38, 30  # heights
_SIDE, _ASIDE = 18, 62  # where codes and where names begin
_V = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _V, Qt.AlignmentFlag.AlignRight | _V
_WRONG = frozenset({GapKind.UNSEALED, GapKind.CONFLICT})


class GapsDelegate(QStyledItemDelegate):
    """One line each; the sentence that is chosen says which key goes there."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the line."""
        line: GapLine = index.data(LINE_ROLE)
        return QSize(self._look.px(200), self._look.px(HEAD if line.gap is None else SENTENCE))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the line."""
        line: GapLine = index.data(LINE_ROLE)
        painter.save()
        if line.gap is None:
            self._paint_head(painter, option.rect, line, first=index.row() == 0)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_gap(painter, option.rect, line, line.gap.kind, chosen=chosen)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRect, line: GapLine, *, first: bool) -> None:
        look, entry = self._look, line.row.entry
        if not first:
            painter.setPen(look.colour("hairline"))
            painter.drawLine(box.topLeft(), box.topRight())
        at = box.adjusted(look.px(_SIDE), look.px(6), -look.px(_SIDE), 0)
        self._write(painter, at, look.font(CAPTION), "muted", entry.code)
        sign = look.px(18)
        paint_sign(
            painter, QRectF(at.right() - sign, at.center().y() - sign / 2, sign, sign),
            line.progress, look,
        )  # fmt: skip
        at.adjust(look.px(_ASIDE), 0, -sign - look.px(10), 0)
        self._write(painter, at, look.font(BODY, SEMIBOLD), "ink", entry.name)

    def _paint_gap(
        self, painter: QPainter, box: QRect, line: GapLine, kind: GapKind, *, chosen: bool
    ) -> None:
        look = self._look
        if chosen:
            painter.fillRect(box, look.colour("selected"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), look.colour("accent"))
        at = box.adjusted(look.px(_SIDE + _ASIDE), 0, -look.px(_SIDE), 0)
        side = look.px(12)
        mark = QRect(at.left(), at.center().y() - side // 2, side, side)
        if kind in {GapKind.NOT_SCORED, GapKind.UNDECLARED}:
            paint_hatching(painter, mark, look, 2)
        else:
            token = "red" if kind in _WRONG else "gold"
            painter.setFont(look.font(BODY, SEMIBOLD))
            painter.setPen(look.colour(token))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, "!")
        at.adjust(side + look.px(10), 0, 0, 0)
        if chosen:
            painter.setFont(look.font(CAPTION, MEDIUM))
            painter.setPen(look.colour("accent"))
            key = self.tr("Enter opens it · F8 next")
            painter.drawText(at, _RIGHT, key)
            at.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(key) - look.px(12), 0)
        font = look.font(BODY, MEDIUM if chosen else REGULAR)
        self._write(painter, at, font, "ink" if chosen else "muted", line.text)

    @staticmethod
    def _elided(painter: QPainter, text: str, width: int) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _write(self, painter: QPainter, at: QRect, font: QFont, token: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._look.colour(token))
        painter.drawText(at, _LEFT, self._elided(painter, text, at.width()))
