# SPDX-License-Identifier: MIT
"""The last line of a dialog: a way back, and the one thing that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


def foot(dialog: QDialog, deed: QPushButton, back: str) -> QHBoxLayout:
    """Return the line of buttons; Enter presses ``deed``, Escape and ``back`` give up."""
    deed.setProperty("kind", "primary")
    deed.setDefault(True)
    leave = QPushButton(back)
    leave.setAutoDefault(False)
    leave.clicked.connect(dialog.reject)
    buttons = QHBoxLayout()
    buttons.addStretch()
    buttons.addWidget(leave)
    buttons.addWidget(deed)
    return buttons
