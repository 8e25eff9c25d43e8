# SPDX-License-Identifier: MIT
"""Says what a page is for, and which keys there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.ui.dialogs.growing import room_on_screen
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _HEIGHT = 560, 520  # pixels


class HelpDialog(QDialog):
    """Explains; does not keep anybody from going on behind it."""

    def __init__(
        self, parent: QWidget, title: str, words: str, keys: Sequence[tuple[str, str]]
    ) -> None:
        """Explain a page.

        Args:
            parent: the window that it stands over.
            title: of the page.
            words: what it is for.
            keys: each with what it does.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(8)
        column.addWidget(toned("heading", title))
        self.words = toned("", words)
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        column.addSpacing(10)
        column.addWidget(toned("heading", self.tr("Keyboard shortcuts")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(keys):
            grid.addWidget(toned("strong", key), row, 0, Qt.AlignmentFlag.AlignTop)
            text = toned("", what)
            text.setWordWrap(True)
            grid.addWidget(text, row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addStretch()
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        whole.addWidget(scrolled(inside), 1)
        whole.addLayout(foot)
        self.resize(_WIDTH, min(_HEIGHT, room_on_screen(self)))
        close.setFocus()
