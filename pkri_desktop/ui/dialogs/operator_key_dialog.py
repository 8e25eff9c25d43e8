# SPDX-License-Identifier: MIT
"""Asks an operator who was appointed for the code, and for a passphrase of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout

from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import grow
from pkri_desktop.ui.dialogs.secret_dialog import secret_field
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.workflow.keys import SHORTEST_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from pkri_desktop.domain.errors import Refusal


class OperatorKeyDialog(QDialog):
    """Stays until the key is made, or is given up.

    Signals:
        made: the key is made and open now.
    """

    made = Signal()

    def __init__(
        self,
        parent: QWidget,
        enrol: Callable[[str, str], Refusal | None],
        sentence: Callable[[Refusal], str],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._enrol, self._sentence = enrol, sentence
        self.setWindowTitle(self.tr("Your key as an operator"))
        words = toned(
            "muted",
            self.tr("You were appointed as an operator of this event. The code is the one that "
                    "opened the package; the passphrase is yours to choose and nobody can recover "
                    "it."),
        )  # fmt: skip
        words.setWordWrap(True)
        self.code = QLineEdit()
        self.code.setAccessibleName(self.tr("Code of the package"))
        self.code.setPlaceholderText(self.code.accessibleName())
        self.passphrase = secret_field(self.tr("New passphrase"))
        self.repeat = secret_field(self.tr("New passphrase again"))
        self.wrong = toned("red")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.deed = QPushButton(self.tr("Make my key"))
        self.deed.clicked.connect(self._do)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", self.tr("Make your key")))
        for part in (words, self.code, self.passphrase, self.repeat, self.wrong):
            whole.addWidget(part)
        whole.addLayout(foot(self, self.deed, self.tr("Not now")))
        self.setMinimumWidth(440)

    def _do(self) -> None:
        passphrase = self.passphrase.text()
        if not self.code.text().strip():
            self._refuse(self.code, self.tr("The code of the package is needed."))
        elif len(passphrase) < SHORTEST_PASSPHRASE:
            words = self.tr("The passphrase needs at least {n} characters.")
            self._refuse(self.passphrase, words.format(n=SHORTEST_PASSPHRASE))
        elif passphrase != self.repeat.text():
            self._refuse(self.repeat, self.tr("The two passphrases differ."))
        else:
            refusal = self._enrol(self.code.text().strip(), passphrase)
            if refusal is not None:
                self._refuse(self.code, self._sentence(refusal))
                return
            self.accept()
            self.made.emit()

    def _refuse(self, field: QLineEdit, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.show()
        grow(self)
        field.setFocus()
        field.selectAll()
