# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.session import Session, Stage
from pkri_desktop.workflow.recapitulate import recapitulation_of
from tests.factories import own_entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.workflow.room import Room
    from tests.factories import SampleDay


@pytest.fixture
def room(day: SampleDay) -> Room:
    return day.room("a1")


def reason_of(deed: Callable[[], object]) -> Reason | None:
    try:
        deed()
    except Refusal as refusal:
        return refusal.reason
    return None


def test_session_is_kept_in_the_file_with_its_moment(day: SampleDay, room: Room) -> None:
    entry = own_entries(room)[0]
    assert not room.day.session(entry).begun

    touched = room.day.time("a1", entry, Session.started)

    assert entry in touched.entries
    with day.open(room.path, read_only=True) as file:
        at, body = file.days.said("session")[entry]
    assert (body["stage"], body["running"]) == ("presentation", True)
    assert room.day.session(entry) == Session(entry, running=True, at=at)


def test_session_that_begins_ends_the_one_before(room: Room) -> None:
    first, second = own_entries(room)[:2]
    room.day.time("a1", first, Session.started)

    room.day.time("a1", second, Session.started)

    sessions = room.day.sessions()
    assert (sessions[first].stage, sessions[first].running) == (Stage.OVER, False)
    assert sessions[second].running


def test_the_last_word_on_the_laptop_stands_whoever_gave_it(room: Room) -> None:
    entry = own_entries(room)[0]
    room.day.time("a1", entry, Session.started)

    room.day.time("a2", entry, Session.advanced)

    assert room.day.session(entry).stage is Stage.INTERVIEW


def test_turns_are_swapped_and_put_off_and_the_plan_stays(room: Room) -> None:
    rows = [row for row in room.schedule() if room.assigned("a1", row.entry.id)]
    first, second, third = rows[:3]
    assert first.slot is not None
    assert second.slot is not None
    swapped = {first.entry.id: second.slot.starts, second.entry.id: first.slot.starts}

    room.day.move("a1", swapped)
    room.day.move("a1", {third.entry.id: None})

    assert room.day.turns() == {**swapped, third.entry.id: None}
    assert next(r for r in room.schedule() if r.entry == first.entry).slot == first.slot


@pytest.mark.parametrize("leader", ["yes", "no", "unknown"])
def test_who_presents_is_noted(room: Room, leader: str) -> None:
    entry = own_entries(room)[0]

    room.day.note_leader("a1", entry, leader)

    assert room.day.leaders() == {entry: leader}


def test_nothing_of_the_day_is_said_of_another_panels_entry(room: Room) -> None:
    [other, *_] = own_entries(room, "b1")
    moment = datetime(2024, 7, 12, 9)  # noqa: DTZ001 -- local time
    deeds: list[Callable[[], object]] = [
        lambda: room.day.time("a1", other, Session.started),
        lambda: room.day.move("a1", {own_entries(room)[0]: moment, other: moment}),
        lambda: room.day.note_leader("a1", other, "yes"),
    ]

    assert [reason_of(deed) for deed in deeds] == [Reason.SCORE_NOT_ASSIGNED] * 3
    assert (room.day.sessions(), room.day.turns(), room.day.leaders()) == ({}, {}, {})


def test_the_day_travels_and_changes_no_result(day: SampleDay, room: Room) -> None:
    entry = own_entries(room)[0]
    with day.open(day.event_path) as file:
        before = recapitulation_of(file).results
        room.day.time("a1", entry, Session.started)
        room.day.note_leader("a1", entry, "yes")

        [received] = day.receive(file, day.hand_back(room).path).files

        assert received.refusal is None
        assert file.days.said("presenter").keys() == {entry}
        assert before == recapitulation_of(file).results
