# SPDX-License-Identifier: MIT
"""The field in which one score is typed: keys that cannot lead to a score are refused in place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from pkri_desktop.domain.rubric import Criterion, ImpossibleScoreError
from pkri_desktop.ui.widgets.labels import retone

if TYPE_CHECKING:
    from pkri_desktop.domain.rubric import Scale


def steps_of(scale: Scale, text: str) -> int | None:
    """Return the value that the text is now, None when it is blank or not one yet."""
    try:
        return scale.parse(text)
    except ImpossibleScoreError:
        return None


def can_become(scale: Scale, text: str) -> bool:
    """Say whether typing on could still make ``text`` a value of the scale."""
    trimmed = text.strip()
    if not trimmed or steps_of(scale, trimmed) is not None:
        return True
    plain = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in trimmed
    ).replace(".", ",")
    if not plain[0].isdigit():
        return False
    plain = plain.lstrip("0") or "0"
    plain = f"0{plain}" if plain.startswith(",") else plain
    return any(
        scale.format(steps).startswith(plain)
        for steps in range(scale.low, scale.high + 1)
        if scale.allows(steps)
    )


class _ScaleValidator(QValidator):
    def __init__(self, scale: Scale, parent: QWidget) -> None:
        super().__init__(parent)
        self._scale = scale

    def validate(self, text: str, position: int) -> object:
        """Refuse what can never become a score; let the rest be typed on."""
        if not can_become(self._scale, text):
            return QValidator.State.Invalid, text, position
        known = not text.strip() or steps_of(self._scale, text) is not None
        state = QValidator.State.Acceptable if known else QValidator.State.Intermediate
        return state, text, position


class ScoreEdit(QLineEdit):
    """One score being typed.

    Signals:
        impossible: a key or a pasted text was refused; what the field would have held.
        going: the score is to be saved and the row left, by this many rows (0 stays).
        given_up: Escape was pressed.
    """

    impossible = Signal(str)
    going = Signal(int)
    given_up = Signal()

    def __init__(self, criterion: Criterion, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("score")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(criterion.name)
        self.setMaxLength(32)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._scale = criterion.scale
        self.setValidator(_ScaleValidator(criterion.scale, self))
        self.textEdited.connect(lambda _: retone(self, "wrong", "false"))

    @property
    def steps(self) -> int | None:
        """Return the value typed so far, None while it is none."""
        return steps_of(self._scale, self.text())

    def event(self, event: QEvent) -> bool:
        """Keep Tab for going on, before the window takes it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.going.emit(step)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter and the arrows, give up with Escape, take what can be a score."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.going.emit(1)
            case Qt.Key.Key_Up:
                self.going.emit(-1)
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _ if event.matches(QKeySequence.StandardKey.Paste):
                self.insert_or_refuse(QGuiApplication.clipboard().text())
            case _:
                self._type(event)

    def insert_or_refuse(self, text: str) -> None:
        """Put text in at the cursor, or refuse it whole when no score can come of it."""
        would_be = self._with(text)
        if can_become(self._scale, would_be):
            self.insert(text.strip())
            self.textEdited.emit(self.text())
        else:
            self._refuse(would_be)

    def _type(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text.isprintable() and not can_become(self._scale, self._with(text)):
            self._refuse(self._with(text))
            return
        super().keyPressEvent(event)

    def _with(self, text: str) -> str:
        now, start = self.text(), self.cursorPosition()
        end = start
        if self.hasSelectedText():
            start, end = self.selectionStart(), self.selectionEnd()
        return (now[:start] + text + now[end:]).strip()

    def _refuse(self, would_be: str) -> None:
        retone(self, "wrong", "true")
        self.impossible.emit(would_be)
