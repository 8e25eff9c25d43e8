# SPDX-License-Identifier: MIT
"""The field of one cell of the grid, and what is said beside a cell that cannot be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.score_edit import ScoreEdit

if TYPE_CHECKING:
    from pkri_desktop.ui.theme import Look

_WIDE, _APART = 280, 4


class CellEdit(ScoreEdit):
    """As the sheet's field; Tab goes on to the side.

    Signals:
        sideways: the score is to be saved and the cell left, by this many columns.
    """

    sideways = Signal(int)

    def event(self, event: QEvent) -> bool:
        """Keep Tab for going to the side."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.sideways.emit(step)
                return True
        return super().event(event)


class CellNote(QFrame):
    """A sentence right below a cell, or above it where there is no room; never takes the keys."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = toned("red")
        self._text.setWordWrap(True)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        column.addWidget(self._text)
        self.hide()

    def text(self) -> str:
        """Return what is said, empty when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, text: str, cell: QRect, room: QRect) -> None:
        """Say something of a cell within the room; nothing with an empty text."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if not text:
            return
        width = min(self._look.px(_WIDE), room.width())
        height = self._column.totalHeightForWidth(width)
        left = min(max(cell.left(), 0), room.width() - width)
        below = cell.bottom() + _APART
        top = below if below + height <= room.height() else cell.top() - _APART - height
        self.setGeometry(left, max(top, 0), width, height)
        self.raise_()
