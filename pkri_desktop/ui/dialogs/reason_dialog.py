# SPDX-License-Identifier: MIT
"""Asks for the reason that a recusal or a reopening needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.kinds import MOST_REASON_CHARACTERS
from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import grow
from pkri_desktop.ui.widgets.labels import toned


class ReasonDialog(QDialog):
    """A title, what will happen, and a field that must not stay empty.

    Signals:
        given: the reason, without space around it. The dialog stays until it is closed.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, title: str, explanation: str, deed: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(self.tr("Reason"))
        self.field.setPlaceholderText(self.tr("Reason, in your own words"))
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(84)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_text)
        self._wrong = toned("red")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        words = toned("muted", explanation)
        words.setWordWrap(True)
        self.deed = QPushButton(deed)
        self.deed.setEnabled(False)
        self.deed.clicked.connect(self._give)
        heading = toned("heading", title)
        heading.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(heading)
        whole.addWidget(words)
        whole.addWidget(self.field)
        whole.addWidget(self._wrong)
        whole.addLayout(foot(self, self.deed, self.tr("Cancel")))
        self.setMinimumWidth(440)

    def reason(self) -> str:
        """Return what has been typed, without space around it."""
        return self.field.toPlainText().strip()

    def say(self, text: str) -> None:
        """Say why it could not be done."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        grow(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the reason with Ctrl+Enter too."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._give()
                return True
        return super().eventFilter(watched, event)

    def _give(self) -> None:
        if self.reason():
            self.given.emit(self.reason())

    def _on_text(self) -> None:
        self.say("")
        self.deed.setEnabled(bool(self.reason()))
        if len(self.field.toPlainText()) > MOST_REASON_CHARACTERS:
            self.field.textCursor().deletePreviousChar()
