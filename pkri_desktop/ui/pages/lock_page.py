# SPDX-License-Identifier: MIT
"""The page that stands over locked sheets: whose session it is, and nothing of what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.ui.widgets.labels import WideButton, toned
from pkri_desktop.ui.widgets.padlock import Padlock
from pkri_desktop.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from pkri_desktop.ui.ports import RoomPort
    from pkri_desktop.ui.theme import Look

_WIDEST = 560
_SIDES = (28, 18)  # room around the card's content, at the usual text size


class LockPage(QWidget):
    """Asks for the passphrase of one assessor, or says that there is none yet.

    Attributes:
        assessor: whose sheets are behind this page.

    Signals:
        passphrase_given: what was typed.
        go_on_wanted: an assessor without a key wants to go on.
        key_wanted: an assessor without a key wants to make one.
        others_wanted: somebody else wants to score.
    """

    passphrase_given = Signal(str)
    go_on_wanted = Signal()
    key_wanted = Signal()
    others_wanted = Signal()

    def __init__(
        self, assessor_id: str, name: str, room: RoomPort, look: Look, *, keyless: bool, left: bool
    ) -> None:
        super().__init__()
        self.assessor = assessor_id
        self._keyless, self._left = keyless, left
        self._example = room.sample_passphrase()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(self.tr("Passphrase of {name}").format(name=name))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._give)
        self.field.setVisible(not keyless)
        self.wrong = self._line("red", "")
        self.wrong.hide()
        self.unsaved = self._line("gold", "")
        self.unsaved.hide()
        self.deed = WideButton(self.tr("Go on") if keyless else self.tr("Unlock"))
        self.deed.setProperty("kind", "primary")
        self.deed.setAutoDefault(True)
        self.deed.clicked.connect(self.go_on_wanted if keyless else self._give)
        self.make_key = QPushButton(self.tr("Make my key…"))
        self.make_key.clicked.connect(self.key_wanted)
        self.make_key.setVisible(keyless)
        words, key = self.tr("Change assessor"), "Ctrl+Shift+P"
        self.others = QPushButton(f"{words}   {key}")
        self.others.setAccessibleName(words)
        self.others.clicked.connect(self.others_wanted)
        for button in (self.make_key, self.others):
            button.setAutoDefault(True)
        self._lay_out(name, room, look)

    def begin(self) -> None:
        """Put the keyboard where it is wanted; on the sample event one key goes on."""
        self.field.setText(self._example)
        if self._keyless or self._example:
            self.deed.setFocus()
        else:
            self.field.setFocus()

    def say(self, text: str) -> None:
        """Say why the sheets stay locked, and let the passphrase be typed anew."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        self.field.setAccessibleDescription(text)
        self.field.selectAll()
        self.field.setFocus()

    def tell_unsaved(self) -> None:
        """Say that something typed is on the computer's screen only, behind this page."""
        self.unsaved.setText(
            self.tr("Something typed could not be saved yet. It is kept; unlock to try again. "
                    "Nobody else can score here until then.")
        )  # fmt: skip
        self.unsaved.show()
        self.others.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Escape; where nobody sits yet, go back to the names."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.field.text() and not self._example:
            self.field.clear()
        elif not self._left:
            self.others_wanted.emit()

    def _lay_out(self, name: str, room: RoomPort, look: Look) -> None:
        where = [room.panel.name, room.panel.room] if room.panel is not None else []
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        across, down = (look.px(side) for side in _SIDES)
        inside.setContentsMargins(across, down, across, down)
        inside.setSpacing(look.px(10))
        head = QHBoxLayout()
        head.setSpacing(look.px(16))
        head.addWidget(Padlock(look, open_=self._keyless), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        for line in (self._line("event", self._title()), self._line("title", name),
                     self._line("muted", " · ".join([*where, room.event.short_name]))):  # fmt: skip
            words.addWidget(line)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(self.others)
        buttons.addStretch(1)
        buttons.addWidget(self.make_key)
        buttons.addWidget(self.deed)
        inside.addLayout(head)
        inside.addWidget(self._line("muted", self._explanation()))
        for part in (self.field, self.wrong, self.unsaved):
            inside.addWidget(part)
        inside.addLayout(buttons)
        middle = QWidget()
        middle.setMaximumWidth(look.px(_WIDEST))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(2)
        column.addWidget(card)
        column.addStretch(3)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(20, 12, 20, 12)
        row.addStretch(1)
        row.addWidget(middle, 8)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(page))
        for before, after in ((self.field, self.deed), (self.deed, self.make_key),
                              (self.make_key, self.others)):  # fmt: skip
            QWidget.setTabOrder(before, after)

    def _title(self) -> str:
        if self._keyless:
            return self.tr("Screen covered, not locked")
        return self.tr("Screen locked") if self._left else self.tr("Sheets locked")

    def _explanation(self) -> str:
        if self._keyless:
            return self.tr(
                "You have no key yet, or were given a new activation code since, so nothing can "
                "keep others from your sheets: this page only covers them. Make your key to lock "
                "them with a passphrase of your own."
            )
        if self._example:
            return self.tr("This is the example: everybody knows its passphrase.")
        if self._left:
            return self.tr(
                "Everything you entered is kept. Forgotten the passphrase? Ask the secretariat for "
                "a new activation code."
            )
        return self.tr("Your passphrase opens your sheets and your signing key.")

    def _give(self) -> None:
        if self.field.text():
            self.passphrase_given.emit(self.field.text())
        else:
            self.field.setFocus()

    def _on_text(self) -> None:
        self.wrong.hide()

    @staticmethod
    def _line(tone: str, text: str) -> QLabel:
        label = toned(tone, text)
        label.setWordWrap(True)
        return label
