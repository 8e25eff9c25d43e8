# SPDX-License-Identifier: MIT
"""Makes the assessor's key at first use, or unlocks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import grow
from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.ui.seat import Seat

SHORTEST_PASSPHRASE = 8


class KeyDialog(QDialog):
    """Asks for the activation code and a new passphrase, or for the passphrase alone.

    Signals:
        unlocked: the key is unlocked now.
    """

    unlocked = Signal()

    def __init__(self, parent: QWidget, seat: Seat, sentence: Callable[[Refusal], str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._seat, self._sentence = seat, sentence
        self._assessor = seat.assessor
        self._enrols = seat.room.key_state(seat.assessor) == "none"
        self.code = QLineEdit()
        self.passphrase = self._secret()
        self.repeat = self._secret()
        self.wrong = toned("red")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.deed = QPushButton(self.tr("Make my key") if self._enrols else self.tr("Unlock"))
        self.deed.clicked.connect(self._do)
        self._lay_out()
        self._prefill()

    def _secret(self) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        return field

    def _lay_out(self) -> None:
        name = self._seat.assessor_name
        title = self.tr("Make your signing key") if self._enrols else self.tr("Unlock your key")
        self.setWindowTitle(title)
        if self._enrols:
            words = self.tr(
                "Final sheets are signed with a key that only you have. The activation code is on "
                "your slip; the passphrase is yours to choose and nobody can recover it."
            )
        else:
            words = self.tr("The passphrase is asked once, then kept in memory until you leave.")
        explanation = toned("muted", words)
        explanation.setWordWrap(True)
        self._show = QCheckBox(self.tr("Show what I type"))
        self._show.toggled.connect(self._on_show)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        who = toned("strong", name)
        form.addRow(toned("muted", self.tr("Assessor")), who)
        fields = [(self.tr("Activation code"), self.code)] if self._enrols else []
        fields.append((self.tr("Passphrase"), self.passphrase))
        if self._enrols:
            fields.append((self.tr("Passphrase again"), self.repeat))
        for text, field in fields:
            field.setAccessibleName(text)
            label = toned("muted", text)
            label.setMinimumHeight(field.sizeHint().height())
            label.setBuddy(field)
            form.addRow(label, field)
        form.addRow(toned("muted"), self._show)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", title))
        whole.addWidget(explanation)
        whole.addLayout(form)
        whole.addWidget(self.wrong)
        whole.addLayout(foot(self, self.deed, self.tr("Not now")))
        self.setMinimumWidth(460)

    def _prefill(self) -> None:
        room = self._seat.room
        example = room.sample_passphrase()
        self.code.setText(room.sample_code(self._assessor))
        self.passphrase.setText(example)
        self.repeat.setText(example)
        first = self.code if self._enrols and not self.code.text() else self.passphrase
        first.setFocus()
        if example:
            self.deed.setFocus()

    def _on_show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.passphrase, self.repeat):
            field.setEchoMode(mode)

    def _do(self) -> None:
        problem = self._problem()
        if problem:
            self._say(problem)
            return
        room, passphrase = self._seat.room, self.passphrase.text()
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            if self._enrols:
                code = self.code.text().strip()
                refusal = self._seat.write(lambda: room.enrol(self._assessor, code, passphrase))
                if refusal is not None:
                    raise refusal
            if room.key_state(self._assessor) != "unlocked":
                room.unlock(self._assessor, passphrase)
        except Refusal as refusal:
            self._say(self._sentence(refusal))
            self._enrols = self._enrols and room.key_state(self._assessor) == "none"
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.unlocked.emit()
        self.accept()

    def _problem(self) -> str:
        if self._enrols and not self.code.text().strip():
            self.code.setFocus()
            return self.tr("The activation code on your slip is needed.")
        if not self.passphrase.text():
            self.passphrase.setFocus()
            return self.tr("Type the passphrase.")
        chosen = self.passphrase.text() != self._seat.room.sample_passphrase()
        if self._enrols and chosen and len(self.passphrase.text()) < SHORTEST_PASSPHRASE:
            self.passphrase.setFocus()
            return self.tr("The passphrase needs at least {n} characters.").format(
                n=SHORTEST_PASSPHRASE
            )
        if self._enrols and self.passphrase.text() != self.repeat.text():
            self.repeat.setFocus()
            return self.tr("The two passphrases differ.")
        return ""

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.show()
        grow(self)
