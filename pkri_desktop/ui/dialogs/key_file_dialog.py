# SPDX-License-Identifier: MIT
"""Asks for the password of a .p12 file. It opens the file once and is not kept."""

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

    from pkri_desktop.identity.key_file import KeyFile


class KeyFileDialog(QDialog):
    """Stays until the file is open, or is given up.

    Signals:
        opened: the key that was in the file.
    """

    opened = Signal(object)

    def __init__(
        self, parent: QWidget, name: str, bring: Callable[[str], KeyFile],
        sentence: Callable[[Refusal], str],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bring, self._sentence = bring, sentence
        self.setWindowTitle(self.tr("Certificate file"))
        words = toned(
            "muted",
            self.tr("Type the password of {file}. It opens the file once and is not kept; after "
                    "that your own passphrase protects the key.").format(file=name),
        )  # fmt: skip
        words.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(self.tr("Password of the file"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.wrong = toned("red")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.deed = QPushButton(self.tr("Open the certificate"))
        self.deed.clicked.connect(self._try)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", self.tr("Use a certificate that you have")))
        for part in (words, self.field, self.wrong):
            whole.addWidget(part)
        whole.addLayout(foot(self, self.deed, self.tr("Cancel")))
        self.setMinimumWidth(440)
        self.field.setFocus()

    def _try(self) -> None:
        try:
            found = self._bring(self.field.text())
        except Refusal as refusal:
            self.wrong.setText(self._sentence(refusal))
            self.wrong.show()
            grow(self)
            self.field.selectAll()
            self.field.setFocus()
            return
        self.opened.emit(found)
        self.accept()
