# SPDX-License-Identifier: MIT
"""A thin bar of a session's stages, as long as they are planned, filled as far as time has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from pkri_desktop.ui.theme import CAPTION

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from pkri_desktop.ui.theme import Look

_HIGH, _GAP = 5, 3  # pixels at the usual text size


class Part(NamedTuple):
    """One stage of the bar.

    Attributes:
        name: in words.
        length: planned seconds.
        done: how much of it is over, from 0 to 1.
        token: colour of what is over.
    """

    name: str
    length: int
    done: float
    token: str


class StageBar(QWidget):
    """Paints the parts beside each other, their names below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_parts(self, parts: tuple[Part, ...]) -> None:
        """Show other parts."""
        if parts != self._parts:
            self._parts = parts
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of bar and names."""
        return QSize(self._look.px(120), self._look.px(24))

    def minimumSizeHint(self) -> QSize:
        """Give way to the buttons beside it."""
        return QSize(0, self._look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar and names."""
        del event
        whole = sum(part.length for part in self._parts)
        if not whole:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setFont(look.font(CAPTION))
        gap, high = look.px(_GAP), look.px(_HIGH)
        room = self.width() - gap * (len(self._parts) - 1)
        left = 0.0
        for part in self._parts:
            width = room * part.length / whole
            box = QRectF(left, look.px(4), width, high)
            painter.setBrush(look.colour("hairline"))
            painter.drawRoundedRect(box, 2, 2)
            if part.done > 0:
                painter.setBrush(look.colour(part.token))
                painter.drawRoundedRect(QRectF(left, box.top(), width * part.done, high), 2, 2)
            painter.setPen(look.colour("muted"))
            under = QRectF(left, box.bottom() + look.px(1), width, look.px(14))
            words = painter.fontMetrics().elidedText(
                part.name, Qt.TextElideMode.ElideRight, int(width)
            )
            painter.drawText(under, Qt.AlignmentFlag.AlignLeft, words)
            painter.setPen(Qt.PenStyle.NoPen)
            left += width + gap
