# SPDX-License-Identifier: MIT
"""Makes the assessor's key at first use, takes one that was brought, or unlocks it."""

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
from pkri_desktop.ui.dialogs.secret_dialog import secret_field
from pkri_desktop.ui.guard import EACH_TIME, UNTIL_LOCKED
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.workflow.keys import SHORTEST_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.identity.key_file import KeyFile
    from pkri_desktop.ui.file_dialogs import FileDialogs
    from pkri_desktop.ui.seat import Seat


class KeyDialog(QDialog):
    """Asks for the activation code and a new passphrase, or for the passphrase alone.

    Args:
        parent: the window.
        seat: whose key it is.
        sentence: says why something was refused.
        files: asks for a certificate that exists already.
        hold_for: how many minutes the key will stay open, see ``Guard``.

    Attributes:
        bringing: the question about a certificate's file that is open now, or None.

    Signals:
        unlocked: the key is unlocked now.
    """

    unlocked = Signal()

    def __init__(
        self, parent: QWidget, seat: Seat, sentence: Callable[[Refusal], str],
        files: FileDialogs, hold_for: int,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._seat, self._sentence = seat, sentence
        self._files, self._hold_for = files, hold_for
        self._brought: KeyFile | None = None
        self.bringing: QDialog | None = None
        self._assessor = seat.assessor
        self._enrols = seat.room.key_state(seat.assessor) == "none"
        self.code = QLineEdit()
        self.passphrase = secret_field()
        self.repeat = secret_field()
        self.wrong = toned("red")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.deed = QPushButton(self.tr("Make my key") if self._enrols else self.tr("Unlock"))
        self.deed.clicked.connect(self._do)
        self.bring = QPushButton(self.tr("Use a .p12 certificate that you have…"))
        self.bring.setProperty("kind", "quiet")
        self.bring.setAutoDefault(False)
        self.bring.clicked.connect(self._bring)
        self._lay_out()
        self._prefill()

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
            words = self._how_long()
        self._words = words
        self.explanation = toned("muted", words)
        self.explanation.setWordWrap(True)
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
        whole.addWidget(self.explanation)
        whole.addLayout(form)
        whole.addWidget(self.wrong)
        buttons = foot(self, self.deed, self.tr("Not now"))
        if self._enrols:
            buttons.insertWidget(0, self.bring)
        whole.addLayout(buttons)
        self.setMinimumWidth(580 if self._enrols else 460)

    def _how_long(self) -> str:
        if self._hold_for == EACH_TIME:
            return self.tr("The passphrase is asked each time your key is needed.")
        if self._hold_for == UNTIL_LOCKED:
            return self.tr("Your key then stays open until you lock the screen or leave.")
        return self.tr(
            "Your key then stays open for {n} minutes, or until you lock the screen or leave."
        ).format(n=self._hold_for)

    def _bring(self) -> None:
        """Ask for a certificate that exists already; asked again, make a new key after all."""
        if self._brought is not None:
            self._take(None)
            return
        try:
            self._seat.room.check_may_bring(self._assessor)
        except Refusal as refusal:
            self._say(self._sentence(refusal))
            return
        path = self._files.key_file(self, self.tr("Your certificate with its key"))
        if path is None:
            return
        from pkri_desktop.ui.dialogs.key_file_dialog import (  # noqa: PLC0415 -- rarely needed
            KeyFileDialog,
        )

        room, assessor = self._seat.room, self._assessor
        dialog = KeyFileDialog(
            self, path.name, lambda word: room.bring_key(assessor, path, word), self._sentence
        )
        dialog.opened.connect(self._take)
        dialog.finished.connect(self._on_brought)
        self.bringing = dialog
        dialog.open()

    def _on_brought(self) -> None:
        self.bringing = None
        (self.passphrase if self.code.text() else self.code).setFocus()

    def _take(self, brought: KeyFile | None) -> None:
        """Use a key that was brought, or none."""
        self._brought = brought
        self.deed.setText(self.tr("Make my key") if brought is None else self.tr("Use this key"))
        self.bring.setText(
            self.tr("Use a .p12 certificate that you have…")
            if brought is None
            else self.tr("Make a new key after all")
        )
        self.explanation.setText(
            self._words
            if brought is None
            else self.tr(
                "Key of the certificate of {name}, issued by {issuer}, valid until {until}. This "
                "event certifies the same key in your name; here your own passphrase protects it."
            ).format(name=brought.name, issuer=brought.issuer, until=brought.until)
        )
        self.wrong.hide()
        grow(self)

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
                refusal = self._seat.write(
                    lambda: room.enrol(self._assessor, code, passphrase, self._brought)
                )
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
