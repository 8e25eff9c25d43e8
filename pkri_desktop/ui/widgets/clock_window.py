# SPDX-License-Identifier: MIT
"""The clock for a second screen: stage and time, so large that they are read from ten metres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from pkri_desktop.domain.session import Stage
from pkri_desktop.ui.day_wording import DayWording, clock_words
from pkri_desktop.ui.theme import SEMIBOLD

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QScreen

    from pkri_desktop.ui.theme import Look
    from pkri_desktop.ui.timing import Timing

_WIDEST = "+00:00"  # what the digits must have room for, so that they never jump


class ClockWindow(QWidget):
    """Shows nothing but who presents, the stage, and its time; no score and no note."""

    def __init__(self, timing: Timing, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._timing, self._look, self._wording = timing, look, DayWording()
        self.setWindowTitle(self.tr("Session clock"))
        self.setMinimumSize(320, 180)
        self.resize(960, 540)
        timing.changed.connect(self._tell)
        look.changed.connect(self.update)

    def show_beside(self) -> None:
        """Fill the second screen; where there is one only, stand in a window of its own."""
        other = self._other_screen()
        if other is None:
            self.showNormal()
        else:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, fill the screen with F11."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self._fill_or_not()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fill the screen, or not any more."""
        del event
        self._fill_or_not()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the time as large as the window lets it be."""
        del event
        look, timing, painter = self._look, self._timing, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("ground"))
        high, wide = float(self.height()), float(self.width())
        over = timing.session.stage is Stage.OVER
        tone = timing.tone
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.colour("accent" if tone == "ink" else tone))
        above = QRectF(0, high * 0.06, wide, high * 0.16)
        painter.setFont(self._fitting(self._stage(), above))
        painter.drawText(above, centred, self._stage())
        middle = QRectF(wide * 0.03, high * 0.24, wide * 0.94, high * 0.54)
        painter.setFont(self._fitting(_WIDEST, middle))
        painter.setPen(look.colour(tone))
        painter.drawText(middle, centred, "" if over else self.time())
        below = QRectF(wide * 0.04, high * 0.82, wide * 0.92, high * 0.11)
        painter.setFont(self._fitting("X" * 12, below))
        painter.setPen(look.colour("muted"))
        words = painter.fontMetrics().elidedText(
            timing.title, Qt.TextElideMode.ElideRight, int(below.width())
        )
        painter.drawText(below, centred, words)

    def time(self) -> str:
        """Return the time as it is shown."""
        remaining = self._timing.left
        return clock_words(self._timing.spent if remaining is None else remaining)

    def _stage(self) -> str:
        return self._wording.stage(self._timing.session)

    def _tell(self) -> None:
        words = (self._timing.title, self._stage(), self.time())
        self.setAccessibleName(", ".join(words))
        self.update()

    def _fill_or_not(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _fitting(self, text: str, box: QRectF) -> QFont:
        """Return the largest font in which ``text`` fits into ``box``."""
        font = QFont(self._look.font(100, SEMIBOLD))
        metrics = QFontMetricsF(font)
        factor = min(
            box.width() / max(metrics.horizontalAdvance(text), 1.0), box.height() / metrics.height()
        )
        font.setPixelSize(max(int(font.pixelSize() * factor), 8))
        return font

    def _other_screen(self) -> QScreen | None:
        parent = self.parentWidget()
        own = parent.screen() if parent is not None else QGuiApplication.primaryScreen()
        return next((one for one in QGuiApplication.screens() if one is not own), None)
