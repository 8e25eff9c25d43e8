# SPDX-License-Identifier: MIT
"""The session (Sesi) of an entry as it went: which stage, since when, and how long it may last.

Each change is a record of whoever sits at the laptop; what stands is the last one there. It informs
and decides nothing: no score depends on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkri_desktop.domain.schedule import Slot

_MINUTE = 60
_MOST_SECONDS, _MOST_ADDED = 24 * 60 * 60, 24 * 60


class Stage(StrEnum):
    """What happens in a session, in this order."""

    PRESENTATION = "presentation"
    INTERVIEW = "interview"
    PAUSE = "pause"
    OVER = "over"


_STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Session:
    """How far the session of one entry is.

    Attributes:
        entry: id of the entry.
        stage: what happens now.
        running: whether the clock runs; it stands still before the start and while it is held.
        elapsed: seconds spent in the stage when this was said.
        added: minutes given to the stage beyond its planned length.
        at: claimed moment of that word in milliseconds UTC; 0 before the first.
    """

    entry: str
    stage: Stage = Stage.PRESENTATION
    running: bool = False
    elapsed: int = 0
    added: int = 0
    at: int = 0

    @property
    def begun(self) -> bool:
        """Say whether anything has been said of it."""
        return self.at > 0

    def spent(self, now: int) -> int:
        """Return the whole seconds spent in the stage at ``now`` (milliseconds UTC).

        A clock that was set back meanwhile takes nothing away.
        """
        since = max(now - self.at, 0) // 1_000 if self.running else 0
        return min(self.elapsed + since, _MOST_SECONDS)

    # -- what somebody can do; each returns the session as it is said at ``now`` ------------------

    def started(self, now: int) -> Session:
        """Let the clock run."""
        return replace(self, running=self.stage is not Stage.OVER, elapsed=self.spent(now), at=now)

    def held(self, now: int) -> Session:
        """Let the clock stand still."""
        return replace(self, running=False, elapsed=self.spent(now), at=now)

    def lengthened(self, now: int, minutes: int = 1) -> Session:
        """Give the stage more time."""
        added = min(self.added + minutes, _MOST_ADDED)
        return replace(self, elapsed=self.spent(now), added=added, at=now)

    def advanced(self, now: int) -> Session:
        """Go on to the next stage, whose clock runs at once; the last one is over."""
        following = _STAGES[min(_STAGES.index(self.stage) + 1, len(_STAGES) - 1)]
        return Session(self.entry, following, following is not Stage.OVER, at=now)

    def returned(self, now: int) -> Session:
        """Go back to the stage before, from its beginning, with the clock standing still."""
        before = _STAGES[max(_STAGES.index(self.stage) - 1, 0)]
        return Session(self.entry, before, at=now)


def length_of(stage: Stage, slot: Slot | None, pause: int = 0) -> int:
    """Return the planned seconds of a stage; 0 where nothing is planned.

    Args:
        stage: which.
        slot: of the entry; None without a schedule.
        pause: planned minutes until the next entry, for the pause.
    """
    minutes = {
        Stage.PRESENTATION: slot.presentation if slot else 0,
        Stage.INTERVIEW: slot.interview if slot else 0,
        Stage.PAUSE: pause,
    }.get(stage, 0)
    return minutes * _MINUTE


def left(session: Session, length: int, now: int) -> int:
    """Return the seconds that are left of the stage at ``now``, below zero once it is overdrawn."""
    return length + session.added * _MINUTE - session.spent(now)
