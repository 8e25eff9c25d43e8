# SPDX-License-Identifier: MIT
"""Says, calmly and in the middle, that nothing is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.shapes import paint_sign
from pkri_desktop.workflow.room import Progress

if TYPE_CHECKING:
    from pkri_desktop.ui.theme import Look

_SIDE = 56


class _Tick(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.changed.connect(self._fit)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._look.px(_SIDE)
        box = QRectF((self.width() - side) / 2, 0, side, side)
        paint_sign(painter, box, Progress(SheetStatus.SIGNED, 0, 0, 0), self._look)

    def _fit(self) -> None:
        self.setFixedHeight(self._look.px(_SIDE + 2))


class AllThere(QWidget):
    """The sign of a signed sheet, a word, and what can be done now."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._title, self._words = toned("heading"), toned("muted")
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setSpacing(look.px(8))
        column.addStretch(2)
        column.addWidget(_Tick(look))
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addStretch(3)

    def tell(self, title: str, words: str) -> None:
        """Say it."""
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(f"{title}. {words}")
