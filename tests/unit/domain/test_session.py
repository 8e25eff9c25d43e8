# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain.schedule import Slot
from pkri_desktop.domain.session import Session, Stage, left, length_of

if TYPE_CHECKING:
    from collections.abc import Callable

SLOT = Slot("s", "k-1", "p", datetime(2024, 7, 12, 9), 7, 13)  # noqa: DTZ001 -- local time
NOON = 1_720_760_400_000
DEEDS: list[Callable[[Session, int], Session]] = [
    Session.started, Session.held, Session.lengthened, Session.advanced, Session.returned,
]  # fmt: skip


def after(seconds: int) -> int:
    return NOON + seconds * 1_000


def test_session_goes_through_its_stages_and_ends() -> None:
    session = Session("k-1").started(NOON)
    stages = [session.stage]
    for number in range(1, 5):
        session = session.advanced(after(number * 60))
        stages.append(session.stage)

    assert stages == [Stage.PRESENTATION, Stage.INTERVIEW, Stage.PAUSE, Stage.OVER, Stage.OVER]
    assert not session.running
    assert session.spent(after(9_999)) == 0


def test_clock_counts_only_while_it_runs() -> None:
    session = Session("k-1").started(NOON)
    held = session.held(after(100))
    resumed = held.started(after(500))

    assert session.spent(after(100)) == 100
    assert held.spent(after(500)) == 100
    assert resumed.spent(after(530)) == 130


def test_what_is_added_lengthens_the_stage_and_ends_with_it() -> None:
    session = Session("k-1").started(NOON).lengthened(after(400)).lengthened(after(410))
    length = length_of(Stage.PRESENTATION, SLOT)

    assert left(session, length, after(420)) == 7 * 60 + 120 - 420
    assert left(session, length, after(600)) == -60
    assert session.advanced(after(600)).added == 0


def test_going_back_begins_the_stage_before_anew_with_the_clock_standing() -> None:
    interview = Session("k-1").started(NOON).advanced(after(400))

    back = interview.returned(after(410))

    assert (back.stage, back.running, back.spent(after(900))) == (Stage.PRESENTATION, False, 0)
    assert back.returned(after(420)).stage is Stage.PRESENTATION


def test_clock_that_is_set_back_takes_nothing_away() -> None:
    session = Session("k-1").started(NOON).held(after(60)).started(after(70))

    assert session.spent(NOON - 3_600_000) == 60


@pytest.mark.parametrize(
    ("stage", "seconds"),
    [(Stage.PRESENTATION, 420), (Stage.INTERVIEW, 780), (Stage.PAUSE, 300), (Stage.OVER, 0)],
)
def test_lengths_come_from_the_schedule(stage: Stage, seconds: int) -> None:
    assert length_of(stage, SLOT, pause=5) == seconds
    assert length_of(stage, None) == 0


@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(-60, 90_000)), max_size=30))
def test_whatever_is_done_gives_a_session_that_a_record_can_hold(
    deeds: list[tuple[Callable[[Session, int], Session], int]],
) -> None:
    session, now = Session("k-1"), NOON
    for deed, seconds in deeds:
        now += seconds * 1_000
        session = deed(session, now)

        assert 0 <= session.elapsed <= 86_400
        assert 0 <= session.spent(now + 10**9) <= 86_400
        assert 0 <= session.added <= 1_440
        assert not (session.stage is Stage.OVER and session.running)
