# SPDX-License-Identifier: MIT
"""Words for how the day goes, in the window's language: stages, turns, and time on a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.domain.pace import TurnState
from pkri_desktop.domain.session import Stage

if TYPE_CHECKING:
    from pkri_desktop.domain.session import Session


class DayWording(QObject):
    """Says how far sessions and turns are. Makes no decision."""

    def stage_name(self, stage: Stage) -> str:
        """Return the name of a stage of a session."""
        return {
            Stage.PRESENTATION: self.tr("presentation"),
            Stage.INTERVIEW: self.tr("interview"),
            Stage.PAUSE: self.tr("pause"),
            Stage.OVER: self.tr("over"),
        }[stage]

    def stage(self, session: Session) -> str:
        """Return what happens in a session now: its stage, or that it has not begun."""
        if not session.begun:
            return self.tr("not begun")
        name = self.stage_name(session.stage)
        if session.running or session.stage is Stage.OVER:
            return name
        return self.tr("{stage}, held").format(stage=name)

    def turn(self, state: TurnState) -> str:
        """Return how far a turn is."""
        return {
            TurnState.WAITING: self.tr("waiting"),
            TurnState.UNDER_WAY: self.tr("under way"),
            TurnState.DONE: self.tr("session over"),
            TurnState.ABSENT: self.tr("absent"),
            TurnState.PUT_OFF: self.tr("put off"),
        }[state]


def clock_words(seconds: int) -> str:
    """Return seconds as a clock shows them: ``08:42``; what is overdrawn as ``+01:05``."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes:02d}:{rest:02d}"
