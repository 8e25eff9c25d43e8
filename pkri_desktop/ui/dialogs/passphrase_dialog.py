# SPDX-License-Identifier: MIT
"""Asks for the passphrase of the secretariat's key; it is held while the file is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pkri_desktop.ui.dialogs.secret_dialog import SecretDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from pkri_desktop.domain.errors import Refusal


class PassphraseDialog(SecretDialog):
    """Stays until the passphrase opens the key, or is given up.

    Signals:
        opened: the key is open now.
    """

    opened = Signal()

    def __init__(
        self, parent: QWidget, unlock: Callable[[str], None], sentence: Callable[[Refusal], str]
    ) -> None:
        super().__init__(parent, self._open, sentence)
        self._unlock = unlock
        self.setWindowTitle(self.tr("Key of the secretariat"))
        self.ask(
            self.tr("Open the secretariat's key"),
            self.tr("Kits, returned files and decisions need the secretariat's key. The passphrase "
                    "is asked once while this file is open."),
            self.tr("Passphrase"),
            self.tr("Open the key"),
            self.tr("Not now"),
        )  # fmt: skip

    def _open(self, secret: str) -> None:
        self._unlock(secret)
        self.accept()
        self.opened.emit()
