# SPDX-License-Identifier: MIT
"""What a page of the assessor's whole day has in common: a head, a way back, the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pkri_desktop.ui.widgets.labels import WideButton, toned

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from pkri_desktop.ui.theme import Look


_SIDE, _NARROW = 24, 800


class OwnPage(QWidget):
    """Stands in place of the sheet and its docks; shows only what who sits here wrote.

    Attributes:
        title: what the page says in one line.
        told: one more line below it.

    Signals:
        back_wanted: the sheet shall be shown again.
    """

    back_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.title = toned("title")
        self.title.setWordWrap(True)
        self.told = toned("muted")
        self.told.setWordWrap(True)
        words = self.tr("Back to the sheet")
        self.back = WideButton(f"{words}   Esc")
        self.back.setAccessibleName(words)
        self.back.clicked.connect(self.back_wanted)
        self.head = QHBoxLayout()
        self.head.setSpacing(look.px(16))
        self.words = QVBoxLayout()
        self.words.setSpacing(look.px(2))
        self.words.addWidget(self.title)
        self.words.addWidget(self.told)
        self.head.addLayout(self.words, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(8))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(look.px(8))
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self._whole = whole = QVBoxLayout(self)
        whole.setSpacing(look.px(10))
        whole.addLayout(self.head)
        whole.addLayout(self.body, 1)
        whole.addLayout(self.foot)

    def begin(self) -> None:
        """Read everything and take the keyboard."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Let the keys come here."""
        raise NotImplementedError

    def unsaved(self) -> int:
        """Return how much of what was typed is on screen only, after trying once more."""
        return 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave less room at the sides where it is narrow."""
        super().resizeEvent(event)
        px = self.look.px
        side = px(_SIDE if self.width() >= px(_NARROW) else _SIDE // 2)
        self._whole.setContentsMargins(side, px(12), side, px(10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)
