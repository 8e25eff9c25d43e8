# SPDX-License-Identifier: MIT
"""Asks before something is taken away: what would go, and two ways, of which Enter takes none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from pkri_desktop.ui.dialogs.growing import fit
from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget


class ConfirmDialog(QDialog):
    """Stays until a button is pressed; Escape is the way back.

    Signals:
        confirmed: it shall be done.
    """

    confirmed = Signal()

    def __init__(
        self, parent: QWidget, title: str, lines: Sequence[tuple[str, str]], deed: str, back: str
    ) -> None:
        """Ask.

        Args:
            parent: the window or page that it stands over.
            title: the question.
            lines: what would go, and what stays, each with its tone.
            deed: words of the button that does it.
            back: words of the button that leaves everything as it is.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        heading = toned("heading", title)
        heading.setWordWrap(True)
        self.deed, self.back = QPushButton(deed), QPushButton(back)
        self.deed.clicked.connect(self._confirm)
        self.back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.back, self.deed):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(6)
        whole.addWidget(heading)
        for tone, text in lines:
            label = toned(tone, text)
            label.setWordWrap(True)
            whole.addSpacing(4 if tone == "strong" else 0)
            whole.addWidget(label)
        whole.addStretch(1)
        whole.addSpacing(8)
        whole.addLayout(buttons)
        self.setMinimumWidth(460)
        self.setFocus()  # on neither button

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is said, now that its fonts are known."""
        super().showEvent(event)
        fit(self)

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()
