# SPDX-License-Identifier: MIT
"""Bars that say something where it matters: the window's notice and the sheet's state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from pkri_desktop.ui.widgets.labels import WideButton, retone

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.ui.notices import Notice, Notices

SIGNS = {"info": "•", "good": "✓", "attention": "!", "wrong": "×"}


class NoticeBar(QFrame):
    """Shows the latest notice over the pages; it never takes the keyboard away."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act = WideButton()
        self._act.setProperty("kind", "quiet")
        self._act.clicked.connect(self._on_act)
        self._close = QPushButton(self.tr("Close"))
        self._close.setProperty("kind", "quiet")
        self._close.setAccessibleName(self.tr("Close the notice"))
        self._close.clicked.connect(self.hide)
        self._deed: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 5, 12, 5)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self.hide()
        notices.told.connect(self.show_notice)
        notices.taken_back.connect(self.hide)

    def text(self) -> str:
        """Return what is shown."""
        return self._text.text()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice."""
        self._deed = notice.act
        self._text.setText(f"{SIGNS.get(notice.level, '')}  {notice.text}")
        self.setAccessibleName(notice.text)
        self._act.setText(notice.action)
        self._act.setVisible(bool(notice.action))
        retone(self, "level", notice.level)
        self.show()

    def _on_act(self) -> None:
        deed, self._deed = self._deed, None
        self.hide()
        if deed is not None:
            deed()


class StateStrip(QFrame):
    """Says why the sheet cannot be scored now, with the way back beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("state")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """Return what is said."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, text: str, level: str) -> None:
        """Say something, or nothing with an empty text."""
        self._text.setText(f"{SIGNS.get(level, '')}  {text}")
        self.setAccessibleName(text)
        retone(self, "level", level)
        self.setVisible(bool(text))
