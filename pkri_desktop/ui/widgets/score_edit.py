# SPDX-License-Identifier: MIT
"""The field in which one score is typed: what cannot be a score is marked in place.

It is kept whole, since half of it could be a score that nobody meant: 101 is not 10, 85,5 not 85.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
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


_MOST_SIGNS = 32  # in the field; more of a pasted text is not shown


class ScoreEdit(QLineEdit):
    """One score being typed.

    Signals:
        impossible: no score can come of what the field holds now, or would have to hold.
        possible: what the field holds now is a score, or can become one.
        going: the score is to be saved and the row left, by this many rows.
        entered: Enter was pressed; the score is to be saved and the next gap looked for.
        given_up: Escape was pressed.
    """

    impossible = Signal(str)
    possible = Signal()
    going = Signal(int)
    entered = Signal()
    given_up = Signal()

    def __init__(self, criterion: Criterion, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("score")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(criterion.name)
        self.setMaxLength(_MOST_SIGNS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._scale = criterion.scale
        self.textEdited.connect(self._judge)

    @property
    def steps(self) -> int | None:
        """Return the value typed so far, None while it is none."""
        return steps_of(self._scale, self.text())

    def may_leave(self) -> bool:
        """Say whether this can be saved; if not, mark it and let typing begin anew."""
        if not self.text().strip() or self.steps is not None:
            return True
        self._refuse(self.text())
        self.selectAll()
        return False

    def show_score(self, text: str) -> None:
        """Hold what the cell shows; all of it is replaced by typing."""
        self.setText(text)
        self.selectAll()
        retone(self, "wrong", "false" if can_become(self._scale, text) else "true")

    def event(self, event: QEvent) -> bool:
        """Keep Tab for going on, before the window takes it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.going.emit(step)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter and the arrows, give up with Escape, type the rest."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Down:
                self.going.emit(1)
            case Qt.Key.Key_Up:
                self.going.emit(-1)
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _ if event.matches(QKeySequence.StandardKey.Paste):
                self.put_in(QGuiApplication.clipboard().text())
            case _:
                super().keyPressEvent(event)

    def put_in(self, text: str) -> None:
        """Put text in at the cursor, in place of what is selected."""
        would_be = self._with(text)
        if len(would_be) > _MOST_SIGNS:  # cut off, it could be a score that nobody meant
            self.setText(would_be[: _MOST_SIGNS - 1] + "…")
            self.setModified(True)  # setText denies it, and what is saved would be put over it
            self._refuse(would_be)
            return
        self.insert(text.strip())
        self.textEdited.emit(self.text())

    def _with(self, text: str) -> str:
        now, start = self.text(), self.cursorPosition()
        end = start
        if self.hasSelectedText():
            start, end = self.selectionStart(), self.selectionEnd()
        return (now[:start] + text + now[end:]).strip()

    def _judge(self, text: str) -> None:
        if can_become(self._scale, text):
            retone(self, "wrong", "false")
            self.possible.emit()
        else:
            self._refuse(text)

    def _refuse(self, text: str) -> None:
        retone(self, "wrong", "true")
        self.impossible.emit(text)
