# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain.pace import Turn, TurnState, pace_of, remaining_of, turn_state
from pkri_desktop.domain.schedule import Slot
from pkri_desktop.domain.session import Session, Stage

NINE = datetime(2024, 7, 12, 9)  # noqa: DTZ001 -- local time
NOW = 1_720_749_600_000
WAITING, UNDER_WAY, DONE = TurnState.WAITING, TurnState.UNDER_WAY, TurnState.DONE


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def turn(number: int, state: TurnState, remaining: int = 0) -> Turn:
    return Turn(at(20 * number), at(20 * number + 20), state, remaining)


@pytest.mark.parametrize(
    ("session", "absent", "put_off", "state"),
    [
        (Session("k"), False, False, WAITING),
        (Session("k"), False, True, TurnState.PUT_OFF),
        (Session("k").started(NOW), False, True, UNDER_WAY),
        (Session("k").started(NOW).held(NOW), False, False, UNDER_WAY),
        (Session("k", Stage.PAUSE, at=NOW), False, False, DONE),
        (Session("k", Stage.OVER, at=NOW), False, True, DONE),
        (Session("k").started(NOW), True, False, TurnState.ABSENT),
    ],
)
def test_state_of_a_turn(session: Session, absent: bool, put_off: bool, state: TurnState) -> None:
    assert turn_state(session, absent=absent, put_off=put_off) is state


@pytest.mark.parametrize(
    ("states", "remaining", "minute", "late", "ends"),
    [
        ((WAITING, WAITING, WAITING), 0, -30, 0, 60),  # before the day
        ((UNDER_WAY, WAITING, WAITING), 600, 10, 0, 60),
        ((UNDER_WAY, WAITING, WAITING), 600, 16, 6, 66),
        ((DONE, UNDER_WAY, WAITING), 300, 30, -5, 55),
        ((DONE, WAITING, WAITING), 0, 27, 7, 67),  # the next one should have begun
        ((DONE, WAITING, WAITING), 0, 15, 0, 60),
        ((DONE, DONE, UNDER_WAY), 0, 75, 15, 75),  # overdrawn
    ],
)
def test_pace_is_told_from_who_is_in_and_who_waits(
    states: tuple[TurnState, ...], remaining: int, minute: int, late: int, ends: int
) -> None:
    turns = [
        turn(n, state, remaining if state is UNDER_WAY else 0) for n, state in enumerate(states)
    ]

    pace = pace_of(turns, at(minute))

    assert pace is not None
    assert (pace.late, pace.ends) == (late, at(ends))


def test_nothing_is_told_of_a_day_that_is_over_or_another() -> None:
    waiting = turn(0, WAITING)

    assert pace_of([turn(0, DONE), turn(1, TurnState.ABSENT)], at(5)) is None
    assert pace_of([waiting], NINE + timedelta(days=1)) is None
    assert pace_of([], NINE) is None


def test_what_is_left_of_a_session_counts_the_stages_that_follow() -> None:
    slot = Slot("s", "k", "p", NINE, 7, 13)
    session = Session("k").started(NOW)

    assert remaining_of(session, slot, NOW + 60_000) == 19 * 60
    assert remaining_of(session.advanced(NOW), slot, NOW + 60_000) == 12 * 60
    assert remaining_of(session.advanced(NOW), slot, NOW + 3_600_000) == 0
    assert remaining_of(session.advanced(NOW).advanced(NOW), slot, NOW) == 0


@given(st.lists(st.sampled_from(TurnState), max_size=6), st.integers(-600, 900))
def test_pace_never_ends_before_now_while_somebody_is_in(
    states: list[TurnState], minute: int
) -> None:
    turns = [turn(number, state, 120) for number, state in enumerate(states)]

    pace = pace_of(turns, at(minute))

    if pace is not None and UNDER_WAY in states:
        assert pace.ends >= at(minute)
