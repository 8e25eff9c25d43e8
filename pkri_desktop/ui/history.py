# SPDX-License-Identifier: MIT
"""Undo and redo of scores. Each is a record of its own: nothing that was written goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.seat import Seat

_MOST = 200  # scores that can be taken back


class Step(NamedTuple):
    """A score that was given: where, and from what to what; None is not scored."""

    entry: str
    criterion: str
    before: int | None
    after: int | None


class History(QObject):
    """Remembers what the one who sits here has scored, until somebody else does.

    Signals:
        changed: other steps can be undone or redone now.
        went: a step was undone or redone: its entry and criterion.
        refused: it could not be; why. It can be tried again.
    """

    changed = Signal()
    went = Signal(str, str)
    refused = Signal(object)

    def __init__(self, seat: Seat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seat = seat
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._going = False
        seat.sat.connect(self.forget)
        seat.scored.connect(self._on_scored)

    @property
    def can_undo(self) -> bool:
        """Say whether a score can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Say whether one that was taken back can be given again."""
        return bool(self._undone)

    def forget(self) -> None:
        """Forget everything: somebody else scores now."""
        self._done, self._undone = [], []
        self.changed.emit()

    def undo(self) -> None:
        """Take the last score back, on its own sheet."""
        if self._done:
            step = self._done[-1]
            if self._give(step, step.before):
                self._undone.append(self._done.pop())
                self._tell(step)

    def redo(self) -> None:
        """Give again what was taken back last."""
        if self._undone:
            step = self._undone[-1]
            if self._give(step, step.after):
                self._done.append(self._undone.pop())
                self._tell(step)

    def _give(self, step: Step, steps: int | None) -> bool:
        seat = self._seat
        seat.turn(step.entry)
        self._going = True
        refusal: Refusal | None = seat.write(
            lambda: seat.room.give_score(seat.assessor, step.entry, step.criterion, steps)
        )
        self._going = False
        if refusal is not None:
            self.refused.emit(refusal)
        return refusal is None

    def _tell(self, step: Step) -> None:
        self.changed.emit()
        self.went.emit(step.entry, step.criterion)

    def _on_scored(self, entry: str, criterion: str, before: int | None, after: int | None) -> None:
        if self._going or before == after:
            return
        self._done = [*self._done[1 - _MOST :], Step(entry, criterion, before, after)]
        self._undone = []
        self.changed.emit()
