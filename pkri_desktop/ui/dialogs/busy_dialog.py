# SPDX-License-Identifier: MIT
"""Shows how far long work is, and lets it be cancelled."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.ui.widgets.labels import toned


class BusyDialog(QDialog):
    """Stands over a window whose event file a worker has taken for itself.

    Signals:
        cancelled: the work shall stop at its next step.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Working"))
        heading = toned("heading", self.tr("Working on the event file"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._words = toned("muted", self.tr("One moment."))
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(heading)
        whole.addWidget(self._bar)
        whole.addWidget(self._words)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._stop)
        whole.addLayout(buttons)
        self.setMinimumWidth(420)

    def show_progress(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` is done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(self.tr("{done} of {total}").format(done=done, total=total))

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        self._stop.setEnabled(False)
        self._words.setText(self.tr("Stopping…"))
        self.cancelled.emit()
