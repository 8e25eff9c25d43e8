# SPDX-License-Identifier: MIT
"""How the day goes against the plan: how far each turn is, how late it is, when it will be over."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.session import Stage, left, length_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkri_desktop.domain.schedule import Slot
    from pkri_desktop.domain.session import Session


class TurnState(StrEnum):
    """How far an entry's turn is."""

    WAITING = "waiting"
    UNDER_WAY = "under-way"
    DONE = "done"
    ABSENT = "absent"
    PUT_OFF = "put-off"


def turn_state(session: Session, *, absent: bool, put_off: bool) -> TurnState:
    """Return how far a turn is; who is absent or put off has none, whatever was timed."""
    if absent:
        return TurnState.ABSENT
    if session.begun and session.stage in (Stage.PAUSE, Stage.OVER):
        return TurnState.DONE
    if session.begun:
        return TurnState.UNDER_WAY
    return TurnState.PUT_OFF if put_off else TurnState.WAITING


class Turn(NamedTuple):
    """One entry's turn in a room.

    Attributes:
        starts: local time when it is to begin.
        ends: local time when it is to end.
        remaining: seconds that are still planned for it, once it is under way.
    """

    starts: datetime
    ends: datetime
    state: TurnState
    remaining: int = 0


class Pace(NamedTuple):
    """How late a room is.

    Attributes:
        late: whole minutes behind the plan; below zero ahead of it.
        ends: local time when the last turn will end if it stays so.
    """

    late: int
    ends: datetime


def pace_of(turns: Iterable[Turn], now: datetime) -> Pace | None:
    """Return how late a room is at ``now``; None when nothing more is planned for this day."""
    today = [turn for turn in turns if turn.starts.date() == now.date()]
    ahead = [turn for turn in today if turn.state in (TurnState.WAITING, TurnState.UNDER_WAY)]
    if not ahead:
        return None
    current = [turn for turn in ahead if turn.state is TurnState.UNDER_WAY]
    if current:
        one = max(current, key=lambda turn: turn.starts)
        behind = now + timedelta(seconds=one.remaining) - one.ends
    elif len(ahead) == len(today) and now < min(turn.starts for turn in ahead):
        behind = timedelta(0)  # the day has not begun
    else:
        behind = max(now - min(turn.starts for turn in ahead), timedelta(0))
    late = round(behind / timedelta(minutes=1))
    return Pace(late, max(turn.ends for turn in ahead) + timedelta(minutes=late))


def remaining_of(session: Session, slot: Slot | None, now: int) -> int:
    """Return the seconds that are still planned for a session at ``now`` (milliseconds UTC)."""
    if session.stage not in (Stage.PRESENTATION, Stage.INTERVIEW):
        return 0
    rest = max(left(session, length_of(session.stage, slot), now), 0)
    follows = length_of(Stage.INTERVIEW, slot) if session.stage is Stage.PRESENTATION else 0
    return rest + follows
