# SPDX-License-Identifier: MIT
"""What is seen when the program starts without a file: four ways to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from pkri_desktop.ui.theme import Look


class StartWindow(QWidget):
    """Offers to open a file or the sample event.

    Signals:
        file_wanted: an event file or a kit shall be chosen.
        sample_wanted: the sample event shall be scored.
        office_wanted: the sample event shall be shown as the secretariat has it.
        recovery_wanted: a damaged or missing event file shall be made anew.
    """

    file_wanted = Signal()
    sample_wanted = Signal()
    office_wanted = Signal()
    recovery_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setWindowTitle("PKRI Desktop")
        heading = toned("heading", "PKRI Desktop")
        purpose = toned(
            "muted",
            self.tr("Panel assessment of public service innovations, without a network."),
        )
        purpose.setWordWrap(True)
        self._wrong = toned("red")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        file = self._button(self.tr("&Open an event file or a kit…"), self.file_wanted)
        file.setProperty("kind", "primary")
        file.setDefault(True)
        sample = self._button(self.tr("&Score the sample event"), self.sample_wanted)
        office = self._button(
            self.tr("Sample event as the secretariat &has it"), self.office_wanted
        )
        recovery = self._button(self.tr("&Recover a damaged file…"), self.recovery_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 28, 48, 28)
        column.setSpacing(12)
        column.addStretch()
        for part in (heading, purpose, self._wrong, file, sample, office, recovery):
            column.addWidget(part)
        column.addStretch()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(look.px(520), look.px(380))

    def say(self, words: str) -> None:
        """Say why something could not be opened; nothing takes that away."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    @staticmethod
    def _button(text: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setMinimumHeight(40)
        button.clicked.connect(wanted)
        return button
