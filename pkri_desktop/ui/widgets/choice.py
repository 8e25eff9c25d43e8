# SPDX-License-Identifier: MIT
"""A field in which one of a few things is chosen, dressed like the fields one types in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_RIGHT = 16  # pixels from the edge to the middle of the arrow


class Choice(QComboBox):
    """A combo box with an arrow of its own: a style sheet takes away that of the style."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("choice")
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over the field."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().text(), 1.5, Qt.PenStyle.SolidLine,
                            Qt.PenCapStyle.RoundCap))  # fmt: skip
        middle = QPointF(self.width() - _RIGHT, self.height() / 2)
        painter.drawPolyline(
            QPolygonF([middle + QPointF(x, y) for x, y in ((-4, -2), (0, 2), (4, -2))])
        )
