# SPDX-License-Identifier: MIT
"""Asks when the screen shall lock and how long a key shall stay open, for one assessor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import grow
from pkri_desktop.ui.guard import EACH_TIME, HOLDS, LOCKS, NEVER, UNTIL_LOCKED
from pkri_desktop.ui.widgets.choice import Choice
from pkri_desktop.ui.widgets.labels import retone, toned

if TYPE_CHECKING:
    from pkri_desktop.ui.guard import Guard
    from pkri_desktop.ui.seat import Seat


class LockDialog(QDialog):
    """Says what each choice means, while one chooses."""

    def __init__(self, parent: QWidget, guard: Guard, seat: Seat) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._guard, self._seat = guard, seat
        title = self.tr("Lock and key")
        self.setWindowTitle(title)
        self.lock = self._choice(
            self.tr("Lock the screen when nothing is touched for"),
            {minutes: self._minutes(minutes) for minutes in LOCKS} | {NEVER: self.tr("never")},
            guard.lock_after(seat.assessor),
        )
        self.hold = self._choice(
            self.tr("Keep my key open behind its passphrase for"),
            {minutes: self._minutes(minutes) for minutes in HOLDS}
            | {
                EACH_TIME: self.tr("ask each time"),
                UNTIL_LOCKED: self.tr("until the screen is locked"),
            },
            guard.hold_for(seat.assessor),
        )
        self.meaning = toned("muted")
        self.meaning.setWordWrap(True)
        self.meaning.setMinimumWidth(1)
        whose = self.tr("For {name} on this laptop. Others here choose for themselves.")
        deed = QPushButton(self.tr("Keep this"))
        deed.clicked.connect(self._keep)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", title))
        whole.addWidget(self._wrapped(whose.format(name=seat.assessor_name)))
        for box in (self.lock, self.hold):
            label = toned("strong", box.accessibleName())
            label.setWordWrap(True)
            label.setBuddy(box)
            whole.addWidget(label)
            whole.addWidget(box)
            if box is self.lock:
                whole.addWidget(self.meaning)
        whole.addLayout(foot(self, deed, self.tr("Cancel")))
        self.setMinimumWidth(460)
        self.lock.currentIndexChanged.connect(self._explain)
        self._explain()
        self.lock.setFocus()

    def _choice(self, name: str, choices: dict[int, str], chosen: int) -> Choice:
        box = Choice(name)
        for minutes, words in choices.items():
            box.addItem(words, minutes)
        box.setCurrentIndex(box.findData(chosen))
        return box

    def _minutes(self, minutes: int) -> str:
        if minutes == 1:
            return self.tr("1 minute")
        return self.tr("{n} minutes").format(n=minutes)

    def _explain(self) -> None:
        keyless = self._seat.room.key_state(self._seat.assessor) == "none"
        if self.lock.currentData() == NEVER:
            retone(self.meaning, "tone", "gold")
            words = self.tr(
                "Only for a laptop that nobody else uses: whoever sits down here, or opens this "
                "file, sees your sheets. Ctrl+L still locks them by hand."
            )
        elif keyless:
            retone(self.meaning, "tone", "gold")
            words = self.tr(
                "You have no key yet, or were given a new activation code since: the screen is "
                "covered, but anybody can go on. With your key comes the passphrase that locks it."
            )
        else:
            retone(self.meaning, "tone", "muted")
            words = self.tr(
                "Your passphrase then opens your sheets, here and when this file is opened. "
                "Nothing you typed is lost."
            )
        self.meaning.setText(words)
        grow(self)

    def _keep(self) -> None:
        self._guard.choose(self.lock.currentData(), self.hold.currentData())
        self.accept()

    @staticmethod
    def _wrapped(text: str) -> QWidget:
        label = toned("muted", text)
        label.setWordWrap(True)
        return label
