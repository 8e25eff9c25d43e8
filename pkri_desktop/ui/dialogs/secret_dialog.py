# SPDX-License-Identifier: MIT
"""A dialog for one secret: it is tried, and asked for again beside the reason, until it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import grow
from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def secret_field(name: str = "") -> QLineEdit:
    """Return a field that does not show what is typed, called by ``name``."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field


class SecretDialog(QDialog):
    """Stays until the secret opens what it is for, or is given up."""

    def __init__(
        self,
        parent: QWidget,
        open_with: Callable[[str], None],
        sentence: Callable[[Refusal], str],
    ) -> None:
        """Ask above ``parent``.

        Args:
            parent: window that waits.
            open_with: opens what the secret is for; refuses where it does not.
            sentence: tells why.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open_with, self._sentence = open_with, sentence
        self.wrong = toned("red")
        self.wrong.setWordWrap(True)
        self.wrong.hide()

    def ask(self, heading: str, words: str, name: str, deed: str, back: str) -> None:
        """Lay the question out.

        Args:
            heading: what is to be done.
            words: why, and what becomes of the secret.
            name: of the secret.
            deed: what the button says.
            back: what the button says that gives up.
        """
        why = toned("muted", words)
        why.setWordWrap(True)
        self.field = secret_field(name)
        self.deed = QPushButton(deed)
        self.deed.clicked.connect(self._on_deed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", heading))
        for part in (why, self.field, self.wrong):
            whole.addWidget(part)
        whole.addLayout(foot(self, self.deed, back))
        self.setMinimumWidth(440)
        self.field.setFocus()

    def _on_deed(self) -> None:
        try:
            self._open_with(self.field.text())
        except Refusal as refusal:
            self.wrong.setText(self._sentence(refusal))
            self.wrong.show()
            grow(self)
            self.field.selectAll()
            self.field.setFocus()
