# SPDX-License-Identifier: MIT
"""Asks for the password of a .p12 file. It opens the file once and is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pkri_desktop.ui.dialogs.secret_dialog import SecretDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.identity.key_file import KeyFile


class KeyFileDialog(SecretDialog):
    """Stays until the file is open, or is given up.

    Signals:
        opened: the key that was in the file.
    """

    opened = Signal(object)

    def __init__(
        self, parent: QWidget, name: str, bring: Callable[[str], KeyFile],
        sentence: Callable[[Refusal], str],
    ) -> None:  # fmt: skip
        super().__init__(parent, self._open, sentence)
        self._bring = bring
        self.setWindowTitle(self.tr("Certificate file"))
        self.ask(
            self.tr("Use a certificate that you have"),
            self.tr("Type the password of {file}. It opens the file once and is not kept; after "
                    "that your own passphrase protects the key.").format(file=name),
            self.tr("Password of the file"),
            self.tr("Open the certificate"),
            self.tr("Cancel"),
        )  # fmt: skip

    def _open(self, secret: str) -> None:
        found = self._bring(secret)
        self.opened.emit(found)
        self.accept()
