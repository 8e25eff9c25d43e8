# SPDX-License-Identifier: MIT
"""The seat: who scores here and which entry lies open. Every write of the window goes through it.

A write is done when it returns; the views hear what it touched. Nothing here is remembered that
the room does not know, apart from the choice itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.domain.sheet import SheetStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.domain.sheet import ScoreSheet
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.ports import RoomPort


# A sheet in one of these states needs nothing more of its assessor.
SETTLED = frozenset(
    {SheetStatus.FINAL, SheetStatus.SIGNED, SheetStatus.RECUSED, SheetStatus.ABSENT}
)


class Seat(QObject):
    """Holds the choice of assessor and entry, and does the writes.

    Signals:
        leaving: the entry, the assessor or the window is about to go; save what is being typed.
        sat: another assessor scores now.
        turned: another entry lies open now.
        touched: a write returned; what it touched.
        scored: a score was given: entry, criterion, and from what to what in steps.
        unsaved: a write of something typed was refused, so that it is on screen only.
    """

    leaving = Signal()
    sat = Signal()
    turned = Signal()
    touched = Signal(object)
    scored = Signal(str, str, object, object)
    unsaved = Signal()

    def __init__(self, room: RoomPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.assessor = ""
        self.entry = ""

    @property
    def assessor_name(self) -> str:
        """Return the name of who scores, empty before somebody does."""
        return next((a.name for a in self.room.assessors() if a.id == self.assessor), "")

    @property
    def scores_here(self) -> bool:
        """Say whether this file is for scoring and can be written."""
        return self.room.role == "panel" and not self.room.read_only

    @property
    def writable(self) -> bool:
        """Say whether who sits here may write about the open entry."""
        return bool(
            self.scores_here
            and self.assessor
            and self.entry
            and self.room.assigned(self.assessor, self.entry)
        )

    def sheet(self) -> ScoreSheet:
        """Return the open sheet as it stands."""
        return self.room.sheet(self.assessor, self.entry)

    def sit(self, assessor_id: str) -> None:
        """Let another assessor score; no entry lies open then."""
        self.leave()
        self.assessor = assessor_id
        self.entry = ""
        self.sat.emit()

    def turn(self, entry_id: str) -> None:
        """Open another entry, after what is being typed has been saved."""
        if entry_id == self.entry:
            return
        self.leave()
        self.entry = entry_id
        self.turned.emit()

    def leave(self) -> None:
        """Save what is being typed."""
        self.leaving.emit()

    def write(self, deed: Callable[[], Touched], *, typed: bool = False) -> Refusal | None:
        """Do a write; return why it was refused, or None when it is saved.

        Args:
            deed: does it.
            typed: whether something is on screen that the file does not have while it is refused.
        """
        try:
            touched = deed()
        except Refusal as refusal:
            if typed:
                self.unsaved.emit()
            return refusal
        self.touched.emit(touched)
        return None
