# SPDX-License-Identifier: MIT
"""A QR code on the screen: black on white in every theme, since readers want it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pkri_desktop.ui.theme import Look

_SIDE, _QUIET = 184, 4  # pixels; modules of white around, which a reader needs


class QrPicture(QWidget):
    """Shows the modules of a code, each a whole number of pixels wide."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._modules: tuple[tuple[bool, ...], ...] = ()
        look.changed.connect(self._fit)
        self._fit()

    def show_code(self, modules: tuple[tuple[bool, ...], ...], words: str) -> None:
        """Show a code; ``words`` say what it holds to who cannot see it."""
        self._modules = modules
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return its size."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the modules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        unit, black = self._unit(), QColor(Qt.GlobalColor.black)
        around = (self.width() - unit * len(self._modules)) // 2
        for row, modules in enumerate(self._modules):
            for column, dark in enumerate(modules):
                if dark:
                    at = QRect(around + column * unit, around + row * unit, unit, unit)
                    painter.fillRect(at, black)

    def _unit(self) -> int:
        return max(self._look.px(_SIDE) // (len(self._modules) + 2 * _QUIET), 2)

    def _fit(self) -> None:
        side = self._unit() * (len(self._modules) + 2 * _QUIET)
        self.setFixedSize(side, side)
        self.update()
