# SPDX-License-Identifier: MIT
"""Small painted things: titles of few lines, chips, strips of progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pkri_desktop.ui.theme import CAPTION, MEDIUM

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from pkri_desktop.ui.theme import Look


def break_lines(text: str, font: QFont, width: int, most: int = 0, *, later: int = 0) -> list[str]:
    """Return the lines that text takes at a width; the last of at most ``most`` is shortened.

    Args:
        text: what is to be broken.
        font: what it is painted with.
        width: of the first line, and of all others unless ``later`` says it.
        most: how many lines there may be; 0 for any number.
        later: width of the lines after the first.
    """
    metrics = QFontMetrics(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        units = paragraph.encode("utf-16-le", "surrogatepass")  # Qt counts these, not letters
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            wide = later if later and lines else width
            line.setLineWidth(wide)
            start = 2 * line.textStart()
            if most and len(lines) == most - 1:
                rest = text if most == 1 else units[start:].decode("utf-16-le", "surrogatepass")
                lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, wide))
                return lines
            end = start + 2 * line.textLength()
            lines.append(units[start:end].decode("utf-16-le", "surrogatepass").rstrip())
        layout.endLayout()
    return lines


class LinesLabel(QWidget):
    """Text of at most some lines; the last line ends in an ellipsis when more would come."""

    def __init__(self, look: Look, size: int, weight: QFont.Weight, lines: int, token: str) -> None:
        super().__init__()
        self._look, self._size, self._weight = look, size, weight
        self._lines, self._token = lines, token
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.setToolTip(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._fit)  # not while the layout is at work

    def _fit(self) -> None:
        lines = len(self._broken(max(self.width(), 100)))
        self.setFixedHeight(max(1, lines) * self._line_height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._look.colour(self._token))
        height = self._line_height()
        for number, line in enumerate(self._broken(self.width())):
            painter.drawText(
                QRectF(0, number * height, self.width(), height),
                Qt.AlignmentFlag.AlignVCenter,
                line,
            )

    def _font(self) -> QFont:
        return self._look.font(self._size, self._weight)

    def _line_height(self) -> int:
        return round(QFontMetrics(self._font()).height() * 1.06)

    def _broken(self, width: int) -> list[str]:
        return break_lines(self._text, self._font(), width, self._lines)


@dataclass(frozen=True, slots=True)
class Chip:
    """A short fact. Its tone is ``accent``, ``gold``, ``green``, ``red`` or ``plain``."""

    text: str
    tone: str = "plain"


class Chips(QWidget):
    """A row of chips; what does not fit goes to a second row."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._chips: tuple[Chip, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)

    def set_chips(self, chips: tuple[Chip, ...]) -> None:
        """Show other chips."""
        if chips != self._chips:
            self._chips = chips
            self.setAccessibleName(", ".join(chip.text for chip in chips))
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._fit)  # not while the layout is at work

    def _fit(self) -> None:
        places = self._places(max(self.width(), 100))
        self.setFixedHeight(round(places[-1][1].bottom()) + 1 if places else 0)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell the whole text of a chip that had to be shortened."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip("\n".join(chip.text for chip in self._chips))
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chips."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(CAPTION, MEDIUM))
        for chip, box in self._places(self.width()):
            paint_chip(painter, box, chip, look)

    def _places(self, width: int) -> list[tuple[Chip, QRectF]]:
        return place_chips(self._chips, width, self._look)


def place_chips(chips: tuple[Chip, ...], width: int, look: Look) -> list[tuple[Chip, QRectF]]:
    """Return each chip with its place in rows of a width; one that is too long is shortened."""
    metrics = QFontMetrics(look.font(CAPTION, MEDIUM))
    high, gap, x, y = look.px(20), look.px(6), 0.0, 0.0
    places = []
    for chip in chips:
        wide = min(metrics.horizontalAdvance(chip.text) + look.px(20), width)
        if x and x + wide > width:
            x, y = 0.0, y + high + look.px(4)
        places.append((chip, QRectF(x, y, wide, high)))
        x += wide + gap
    return places


def paint_chip(painter: QPainter, box: QRectF, chip: Chip, look: Look) -> None:
    """Paint one chip in its tone, with the font the painter has."""
    if chip.tone == "plain":
        painter.setPen(look.colour("outline"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2
        )
        painter.setPen(look.colour("muted"))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{chip.tone}_tint"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(look.colour(chip.tone))
    room = int(box.width() - look.px(14))
    text = painter.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class ProgressStrip(QWidget):
    """A thin strip that is filled as far as the work is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._part = 0.0
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, done: int, whole: int) -> None:
        """Fill ``done`` of ``whole``."""
        self._part = done / whole if whole else 0.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        painter = QPainter(self)
        paint_strip(painter, QRectF(self.rect()), self._part, self._look)


def paint_strip(painter: QPainter, box: QRectF, part: float, look: Look) -> None:
    """Paint a strip of progress into a box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = box.height() / 2
    painter.setBrush(look.colour("hairline"))
    painter.drawRoundedRect(box, radius, radius)
    if part > 0:
        painter.setBrush(look.colour("accent"))
        filled = QRectF(box)
        filled.setWidth(max(box.width() * min(part, 1.0), box.height()))
        painter.drawRoundedRect(filled, radius, radius)
