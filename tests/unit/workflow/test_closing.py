# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.closing import MemberClosing
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.workflow.closing import (
    close_panel,
    completeness_of,
    members_here,
    release_of,
    release_results,
)
from pkri_desktop.workflow.publish import publish
from pkri_desktop.workflow.recapitulate import recapitulation_of
from tests.factories import SampleDay, own_entries, score_all

if TYPE_CHECKING:
    from pkri_desktop.analysis.completeness import Completeness
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.room import Room

OTHERS = (MemberClosing("a2", 0, 0, ""), MemberClosing("a3", 0, 0, ""))


@pytest.fixture
def room(day: SampleDay) -> Room:
    """Return the chair's laptop, with one final sheet and one recusal."""
    room = day.room("a1")
    first, second = own_entries(room)[:2]
    score_all(room, "a1", first)
    room.finalise("a1", first)
    room.recuse("a1", second, "Pernah menjadi pembimbing")
    return room


def own(room: Room) -> MemberClosing:
    """Return what the laptop knows of its own assessor."""
    [known] = [member.known for member in members_here(room) if member.known is not None]
    return known


def complete(file: EventFile) -> Completeness:
    return completeness_of(file, recapitulation_of(file))


def test_laptop_knows_of_its_own_assessor_and_must_ask_for_the_others(room: Room) -> None:
    members = members_here(room)

    assert [member.assessor.id for member in members] == ["a1", "a2", "a3"]
    assert [member.known is None for member in members] == [False, True, True]
    assert (own(room).final, own(room).recused, len(own(room).head)) == (1, 1, 8)


def test_absent_entries_are_expected_of_nobody(room: Room) -> None:
    before = members_here(room)[0].assigned

    room.note_attendance("a1", own_entries(room)[2], absent=True)

    assert members_here(room)[0].assigned == before - 1


def test_closing_travels_and_agrees_with_what_came_with_it(day: SampleDay, room: Room) -> None:
    close_panel(room, "a1", (own(room), *OTHERS), "Semua hadir")
    with day.open(day.event_path) as file:
        day.receive(file, day.hand_back(room).path)

        [panel_a, panel_b] = complete(file).panels

    assert panel_a.closing is not None
    assert panel_a.closed
    assert panel_a.closing.closing.remark == "Semua hadir"
    assert panel_b.closing is None


def test_sheet_decided_anew_after_the_closing_is_told_until_the_chair_closes_again(
    day: SampleDay, room: Room
) -> None:
    close_panel(room, "a1", (own(room), *OTHERS), "")
    room.write_note("a1", own_entries(room)[0], None, "Sesudah ditutup", "")
    with day.open(day.event_path) as file:
        day.receive(file, day.hand_back(room).path)
        assert complete(file).panels[0].closed  # a note changes no sheet

        entry = own_entries(room)[0]
        room.reopen("a1", entry, "salah ketik")
        room.finalise("a1", entry)
        day.receive(file, day.hand_back(room).path)
        [count, _] = complete(file).panels
        assert count.closing is not None
        assert not count.closed
        assert [member.changed for member in count.closing.members] == [True, False, False]
        assert "closing/panel-a" in complete(file).gaps

        close_panel(room, "a1", (own(room), *OTHERS), "")
        day.receive(file, day.hand_back(room).path)
        assert complete(file).panels[0].closed


def test_package_that_is_held_back_is_missed(day: SampleDay, room: Room) -> None:
    older = day.hand_back(room).path
    score_all(room, "a1", own_entries(room)[3])
    room.finalise("a1", own_entries(room)[3])
    said = own(room)
    other = day.room("a2")
    score_all(other, "a2", own_entries(other)[0])
    other.finalise("a2", own_entries(other)[0])
    [theirs] = [m.known for m in members_here(other) if m.known is not None]
    close_panel(room, "a1", (said, theirs, OTHERS[1]), "")
    newer = day.hand_back(room).path

    with day.open(day.event_path) as file:
        day.receive(file, older)
        assert complete(file).panels[0].closing is None
        day.receive(file, newer)
        [first, second, _] = complete(file).panels[0].closing.members  # type: ignore[union-attr]
        assert (first.agrees, second.agrees, second.arrived) == (True, False, False)
        day.receive(file, day.hand_back(other, "a2").path)
        assert complete(file).panels[0].closed


@pytest.mark.parametrize(
    "members",
    [
        OTHERS,  # not of everybody
        (MemberClosing("a1", 500, 0, ""), *OTHERS),  # more than there are
        (MemberClosing("a1", 1, 0, ""), *OTHERS, MemberClosing("b1", 0, 0, "")),  # a stranger
        (MemberClosing("a1", 1, 0, ""), *OTHERS, OTHERS[0]),  # one of them twice
    ],
)
def test_impossible_closing_is_refused(room: Room, members: tuple[MemberClosing, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        close_panel(room, "a1", members, "")

    assert refused.value.reason is Reason.CLOSING_INCOMPLETE


def test_remark_that_no_record_can_hold_is_refused(room: Room) -> None:
    with pytest.raises(Refusal) as refused:
        close_panel(room, "a1", (own(room), *OTHERS), "x" * 1_001)

    assert refused.value.reason is Reason.TEXT_TOO_LONG
    assert room.file.closings.by_panel() == {}


def test_only_the_chair_closes(day: SampleDay) -> None:
    room = day.room("a2")

    with pytest.raises(Refusal) as refused:
        close_panel(room, "a2", OTHERS, "")

    assert refused.value.reason is Reason.NOT_CHAIR


def test_closing_of_somebody_who_is_not_the_chair_counts_for_nothing(
    day: SampleDay, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert room.panel is not None
    pretended = room.panel._replace(chair="a2")
    other = day.room("a2")
    monkeypatch.setitem(other.__dict__, "panel", pretended)
    close_panel(other, "a2", (MemberClosing("a1", 1, 1, ""), *OTHERS), "")

    with day.open(day.event_path) as file:
        day.receive(file, day.hand_back(other, "a2").path)

        assert file.closings.by_panel() == {}


def test_needs_the_chairs_key(day: SampleDay) -> None:
    room = day.room("a1", unlocked=False)
    members = (MemberClosing("a1", 0, 0, ""), *OTHERS)

    with pytest.raises(Refusal) as refused:
        close_panel(room, "a1", members, "")

    assert refused.value.reason is Reason.KEY_LOCKED
    assert room.file.closings.by_panel() == {}


def test_results_are_provisional_until_somebody_says_why_they_are_not(day: SampleDay) -> None:
    office = day.office()
    gaps = complete(office.file).gaps

    assert publish(office, day.folder / "out").gaps == gaps != ()
    release_results(office, gaps, "Pleno menyetujui")

    assert publish(office, day.folder / "out").final


def test_release_does_not_cover_what_was_not_missing_then(day: SampleDay) -> None:
    office = day.office()
    now = complete(office.file)
    release_results(office, now.gaps[1:], "Pleno menyetujui")

    assert release_of(office.file, now) is None
    release_results(office, now.gaps, "Pleno menyetujui semuanya")
    found = release_of(office.file, now)
    assert found is not None
    assert found.reason == "Pleno menyetujui semuanya"


def test_release_needs_a_reason(day: SampleDay) -> None:
    office = day.office()

    with pytest.raises(Refusal) as refused:
        release_results(office, (), "  ")

    assert refused.value.reason is Reason.TEXT_MISSING
    assert office.file.closings.release() is None
