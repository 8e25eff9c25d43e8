# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

import pytest

from pkri_desktop.domain.sheet import Decision
from pkri_desktop.store.queries import Queries
from tests import small_event as se
from tests.factories import SampleDay, own_entries, score_all
from tests.small_event import OFFICE, Laptop, World

if TYPE_CHECKING:
    from pkri_desktop.workflow.room import Room


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptops["l1"]


@pytest.fixture
def room(day: SampleDay) -> Room:
    return day.room("a1")


def test_roster_of_the_sample_is_read_as_it_was_written(room: Room) -> None:
    queries = room.file.queries
    event = queries.event()

    assert event.day == date(2024, 7, 12)
    assert event.sample
    assert (event.timezone, event.city) == ("WIB", "Jakarta")
    assert len(queries.entries()) == 30
    assert len(queries.assessors()) == 6
    assert [panel.id for panel in queries.panels()] == ["panel-a", "panel-b"]
    assert queries.panels()[0].members == ("a1", "a2", "a3")
    assert len(queries.slots()) == 30
    assert sorted(queries.slots(), key=lambda s: (s.starts, s.panel, s.id)) == [*queries.slots()]
    assert all(isinstance(pause.starts, datetime) for pause in queries.breaks())
    assert [group.position for group in queries.groups()] == [1, 2, 3]


def test_entries_stand_in_the_order_of_group_and_code(room: Room) -> None:
    entries = list(room.file.queries.entries().values())

    assert sorted(entries, key=lambda e: (e.group.position, e.code)) == entries


def test_rubrics_are_those_adopted(room: Room) -> None:
    rubrics = room.file.queries.rubrics()

    for group, rubric in rubrics.items():
        assert group == rubric.group
        record = room.file.ledger.record(rubric.revision)
        assert record is not None
        assert record.subject == ("rubric", group)
        adopted = cast("list[dict[str, str]]", record.body["criteria"])
        assert [c["id"] for c in adopted] == [c.id for c in rubric.criteria]


def test_assignment_is_by_panel(room: Room) -> None:
    queries = room.file.queries
    [first, second] = queries.panels()

    assert all(queries.assigned(m, e) for m in first.members for e in first.entries)
    assert not any(queries.assigned(m, e) for m in first.members for e in second.entries)
    assert not queries.assigned("nobody", first.entries[0])


def test_sheet_that_nothing_was_written_on_is_open_and_empty(room: Room) -> None:
    entry = own_entries(room)[0]
    sheet = room.file.queries.sheet("a1", entry, room.rubric(entry))

    assert (sheet.decision, sheet.scores, sheet.revision) == (Decision.OPEN, {}, 0)
    assert (sheet.finalised, sheet.attachment, sheet.reason, sheet.finalised_at) == ("", "", "", 0)


def test_sheet_shows_scores_decision_and_revision(room: Room) -> None:
    entry = own_entries(room)[0]
    scores = score_all(room, "a1", entry).scores
    room.finalise("a1", entry)
    room.reopen("a1", entry, "salah ketik")
    reopened = room.sheet("a1", entry)
    room.finalise("a1", entry)
    again = room.sheet("a1", entry)

    assert scores == reopened.scores == again.scores
    assert (reopened.decision, reopened.revision, reopened.reason) == (
        Decision.OPEN,
        1,
        "salah ketik",
    )
    assert reopened.finalised == ""
    assert (again.decision, again.revision) == (Decision.FINAL, 2)
    assert again.finalised_at > 0
    record = room.file.ledger.record(again.finalised)
    assert record is not None
    assert record.kind == "sheet.finalised"


def test_score_heads_name_records_of_scores_that_are_given(laptop: Laptop) -> None:
    laptop.write("a1", se.score("a1", "k-1", "c1", 80), se.score("a1", "k-1", "c2", None))

    heads = laptop.file.queries.score_heads("a1", "k-1")

    assert list(heads) == ["c1"]
    assert (heads["c1"],) == laptop.file.ledger.heads("score/a1/k-1/c1")


def test_sheet_rows_tell_how_far_each_sheet_is(laptop: Laptop) -> None:
    laptop.write("a1", *(se.score("a1", "k-1", c, 80) for c in se.CRITERIA))
    laptop.write("a1", se.finalise(laptop, "a1", "k-1"), sealed=True)
    laptop.write("a1", se.score("a1", "k-2", "c1", 0))
    laptop.write("a2", se.recuse("a2", "k-1"))

    rows = laptop.file.queries.sheet_rows()

    shown = {key: (row.decision, row.scored, row.counts) for key, row in rows.items()}
    assert shown == {
        ("a1", "k-1"): (Decision.FINAL, 2, True),
        ("a1", "k-2"): (Decision.OPEN, 1, False),
        ("a2", "k-1"): (Decision.RECUSED, 0, False),
    }
    own = {key: row for key, row in rows.items() if key[0] == "a1"}
    assert own == laptop.file.queries.sheet_rows("a1")


def test_notes_stand_in_the_order_of_the_minutes_in_which_they_were_begun(
    day: SampleDay, room: Room
) -> None:
    entry = own_entries(room)[0]
    day.clock.step = 60_000
    ids = [room.write_note("a1", entry, None, f"catatan {n}", "")[0] for n in range(3)]
    room.write_note("a1", entry, ids[0], "diubah", "bukti")
    room.write_note("a1", entry, ids[1], "", "")

    notes = room.notes("a1", entry)

    assert [(ids[0], "diubah", "bukti"), (ids[2], "catatan 2", "")] == [
        (note.id, note.text, note.tag) for note in notes
    ]
    assert Counter({entry: 2}) == room.file.notes.counts("a1")


def test_local_facts_and_bodies_that_are_not_there_are_empty(world: World) -> None:
    queries = world.laptops[OFFICE].file.queries

    assert queries.local("no such key") == ""
    assert queries.body("enrolment/a1") is None
    assert queries.signed_attachment("a1", "k-1") == ""


def test_body_of_a_subject_with_two_heads_is_none(world: World) -> None:
    office = world.laptops[OFFICE]
    body = office.file.queries.body("attendance/k-1")
    assert body is None
    for name, status in (("l1", "absent"), ("l2", "present")):
        world.laptops[name].write("a1", se.attend("k-1", status))
        office.unite(world.laptops[name].pack())
        body = office.file.queries.body("attendance/k-1")
        assert ({"status": "absent"} if name == "l1" else None) == body


def test_last_turn_is_the_last_commit(laptop: Laptop) -> None:
    at = laptop.world.clock.moment

    laptop.write("a1", se.note("a1", "k-1", "n1", "x"))

    assert at + 1_000 == laptop.file.queries.last_turn_at()


@pytest.mark.parametrize(
    "read",
    [
        lambda queries: queries.sheet_rows(),
        lambda queries: queries.sheet_rows("a1"),
        lambda queries: queries.entries(),
        lambda queries: queries.slots(),
        lambda queries: queries.rubrics(),
        lambda queries: queries.counted_scores(),
        lambda queries: queries.blocked_entries(),
    ],
)
def test_lists_are_read_with_as_many_queries_for_many_as_for_few(room: Room, read) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    def queries_needed() -> int:
        seen: list[str] = []
        room.file._connection.set_trace_callback(seen.append)
        read(Queries(room.file._connection))
        room.file._connection.set_trace_callback(None)
        return len(seen)

    entries = own_entries(room)
    score_all(room, "a1", entries[0])
    room.finalise("a1", entries[0])
    few = queries_needed()
    for entry in entries[1:4]:
        score_all(room, "a1", entry)
        room.finalise("a1", entry)
        room.write_note("a1", entry, None, "x", "")

    assert few == queries_needed()
