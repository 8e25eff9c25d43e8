# SPDX-License-Identifier: MIT
"""A padlock, drawn in the theme's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from pkri_desktop.ui.theme import Look

_SIDE = 44  # of the disc, at the usual text size


class Padlock(QWidget):
    """Says at a glance whether something is locked; the words beside it say it too."""

    def __init__(self, look: Look, *, open_: bool = False) -> None:
        super().__init__()
        self._look, self._open = look, open_
        self._fit()
        look.changed.connect(self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a disc, and on it a body with a shackle and a keyhole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.width() / _SIDE
        painter.scale(unit, unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent_tint"))
        painter.drawEllipse(QRectF(0, 0, _SIDE, _SIDE))
        accent = self._look.colour("accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        top = 8.0 if self._open else 11.0
        painter.drawArc(QRectF(16.5, top, 11, 13), 0, 180 * 16)
        painter.drawLine(QPointF(16.5, top + 6.5), QPointF(16.5, 21))
        if not self._open:
            painter.drawLine(QPointF(27.5, top + 6.5), QPointF(27.5, 21))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(13, 20.5, 18, 13), 2.5, 2.5)
        painter.setBrush(self._look.colour("on_accent"))
        painter.drawEllipse(QPointF(22, 26), 1.9, 1.9)
        painter.drawRoundedRect(QRectF(21.2, 26, 1.6, 4), 0.8, 0.8)

    def _fit(self) -> None:
        self.setFixedSize(QSize(self._look.px(_SIDE), self._look.px(_SIDE)))
