# SPDX-License-Identifier: MIT
"""How often each range of a scale was used, as a small strip of bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pkri_desktop.ui.theme import CAPTION, MEDIUM, REGULAR

if TYPE_CHECKING:
    from pkri_desktop.analysis.own_scores import RangeCount
    from pkri_desktop.domain.rubric import Scale
    from pkri_desktop.ui.theme import Look

_WIDE, _HIGH, _LINE, _BETWEEN = 300, 62, 14, 3


class RangeBars(QWidget):
    """A bar and its count for each range; where it begins stands below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._ranges: tuple[RangeCount, ...] = ()
        self._starts: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_ranges(self, scale: Scale | None, ranges: tuple[RangeCount, ...]) -> None:
        """Show other counts."""
        self._ranges = ranges
        self._starts = [scale.format(part.low) for part in ranges] if scale is not None else []
        told = []
        for part in ranges:
            if part.used and scale is not None:
                words = self.tr("{low}–{high}: {n} times")
                told.append(
                    words.format(
                        low=scale.format(part.low), high=scale.format(part.high), n=part.used
                    )
                )
        words = self.tr("How often I used each range: {ranges}.")
        self.setAccessibleName(words.format(ranges=", ".join(told) or self.tr("not yet")))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at this text size."""
        return QSize(self._look.px(_WIDE), self._look.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: bars are narrow where there is no room."""
        return QSize(self._look.px(_WIDE * 3 // 5), self._look.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        if not self._ranges:
            return
        look, painter = self._look, QPainter(self)
        line = look.px(_LINE)
        most = max(max(part.used for part in self._ranges), 1)
        wide = self.width() / len(self._ranges)
        ground = self.height() - line
        for number, (part, start) in enumerate(zip(self._ranges, self._starts, strict=True)):
            left = number * wide
            height = (ground - line - 2) * part.used / most
            bar = QRectF(left + _BETWEEN / 2, ground - max(height, 1), wide - _BETWEEN,
                         max(height, 1))  # fmt: skip
            painter.fillRect(bar, look.colour("accent" if part.used else "outline"))
            painter.setPen(look.colour("muted"))
            painter.setFont(look.font(CAPTION, REGULAR))
            below = QRectF(left, ground, wide, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, start)
            if part.used:
                painter.setFont(look.font(CAPTION, MEDIUM))
                painter.setPen(look.colour("ink"))
                above = QRectF(left, bar.top() - line, wide, line)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(part.used))
