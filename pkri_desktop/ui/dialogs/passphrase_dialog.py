# SPDX-License-Identifier: MIT
"""Asks for the passphrase of the secretariat's key; it is held while the file is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import grow
from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class PassphraseDialog(QDialog):
    """Stays until the passphrase opens the key, or is given up.

    Signals:
        opened: the key is open now.
    """

    opened = Signal()

    def __init__(
        self, parent: QWidget, unlock: Callable[[str], None], sentence: Callable[[Refusal], str]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._unlock, self._sentence = unlock, sentence
        self.setWindowTitle(self.tr("Key of the secretariat"))
        words = toned(
            "muted",
            self.tr("Kits, returned files and decisions need the secretariat's key. The passphrase "
                    "is asked once while this file is open."),
        )  # fmt: skip
        words.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.setPlaceholderText(self.tr("Passphrase"))
        self.wrong = toned("red")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.deed = QPushButton(self.tr("Open the key"))
        self.deed.clicked.connect(self._try)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", self.tr("Open the secretariat's key")))
        for part in (words, self.field, self.wrong):
            whole.addWidget(part)
        whole.addLayout(foot(self, self.deed, self.tr("Not now")))
        self.setMinimumWidth(440)

    def _try(self) -> None:
        try:
            self._unlock(self.field.text())
        except Refusal as refusal:
            self.wrong.setText(self._sentence(refusal))
            self.wrong.show()
            grow(self)
            self.field.selectAll()
            self.field.setFocus()
            return
        self.accept()
        self.opened.emit()
