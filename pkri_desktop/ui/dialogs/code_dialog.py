# SPDX-License-Identifier: MIT
"""Asks for the kode paket that opens a panel's kit the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout

from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class CodeDialog(QDialog):
    """Takes the code as it is printed, in capitals or not, with dashes or without.

    Signals:
        given: the code as it was typed.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget | None, why: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Kit code"))
        words = toned("muted", why)
        words.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText("XXXX-XXXX-XXXX")
        self.field.setAccessibleName(self.tr("Kit code"))
        self.deed = QPushButton(self.tr("Open the kit"))
        self.deed.setEnabled(False)
        self.deed.clicked.connect(self._give)
        self.field.textChanged.connect(lambda text: self.deed.setEnabled(bool(text.strip())))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", self.tr("Type the kit code")))
        whole.addWidget(words)
        whole.addWidget(self.field)
        whole.addLayout(foot(self, self.deed, self.tr("Cancel")))
        self.setMinimumWidth(440)

    def _give(self) -> None:
        self.accept()
        self.given.emit(self.field.text())
