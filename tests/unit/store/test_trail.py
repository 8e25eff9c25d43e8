# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.domain.trail import TrailEntry, TrailFilter
from tests import small_event as se
from tests.small_event import OFFICE, Laptop, World


@pytest.fixture
def office(world: World) -> Laptop:
    """Return the secretariat's file after a score was given, changed, noted and returned."""
    laptop = world.laptops["l1"]
    laptop.write("a1", se.score("a1", "k-1", "c1", 80), sealed=True)
    laptop.write("a1", se.score("a1", "k-1", "c1", 85), se.note("a1", "k-1", "n1", "Bukti KUAT"))
    laptop.write("a2", se.score("a2", "k-2", "c1", 70), se.score("a2", "k-1", "c1", 99, of="a1"))
    world.laptops[OFFICE].unite(laptop.pack())
    return world.laptops[OFFICE]


def found(office: Laptop, wanted: TrailFilter) -> list[TrailEntry]:
    entries = list(office.file.trail.entries(wanted))
    assert len(entries) == office.file.trail.count(wanted)
    assert [entry.number for entry in entries] == sorted(
        (entry.number for entry in entries), reverse=True
    )
    return entries


def test_trail_of_a_score_says_from_what_to_what_by_whom_and_in_which_file(
    office: Laptop,
) -> None:
    changed, given = (
        entry
        for entry in found(office, TrailFilter(subject=("score", "a1", "k-1", "c1")))
        if entry.origin.author == "a1"
    )

    assert (changed.before, changed.body) == (({"steps": 80},), {"steps": 85})
    assert (given.before, given.body) == ((), {"steps": 80})
    assert (changed.standing, given.standing) == (True, False)
    assert (changed.origin.sealed, given.origin.sealed) == (False, True)
    assert {changed.origin.file, given.origin.file} == {"file 0"}


def test_what_nobody_may_say_is_in_the_trail_and_does_not_act(office: Laptop) -> None:
    [foreign] = found(office, TrailFilter(subject=("score", "a1"), author="a2"))

    assert foreign.body == {"steps": 99}
    assert (foreign.acts, foreign.standing) == (False, False)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (TrailFilter(subject=("score", "a1")), 3),
        (TrailFilter(subject=("score", "a")), 0),
        (TrailFilter(entry="k-2"), 2),  # its registration, and a score
        (TrailFilter(author="a2", kinds=("score.given",)), 2),
        (TrailFilter(kinds=("score.given", "note.written")), 5),
        (TrailFilter(words="bukti kuat"), 1),
        (TrailFilter(words="tidak ada"), 0),
        (TrailFilter(author="a2", words="70"), 1),
    ],
)
def test_trail_is_filtered(office: Laptop, wanted: TrailFilter, count: int) -> None:
    assert len(found(office, wanted)) == count


def test_trail_of_one_received_file_holds_what_it_brought(office: Laptop) -> None:
    [received] = office.file.queries.imports()

    entries = found(office, TrailFilter(turn=received.turn))

    assert len(entries) == received.records
    assert {entry.origin.author for entry in entries} == {"a1", "a2"}


def test_trail_is_read_page_by_page(office: Laptop) -> None:
    every = [entry.number for entry in office.file.trail.entries(TrailFilter())]
    paged: list[int] = []
    while len(paged) < len(every):
        last = paged[-1] if paged else 0
        page = office.file.trail.entries(TrailFilter(), limit=7, before=last)
        paged += [entry.number for entry in page]

    assert every == paged


def test_undone_file_leaves_the_trail_and_stays_in_the_list(office: Laptop) -> None:
    office.undo_last(1)

    [received] = office.file.queries.imports()

    assert (received.file, received.records) == ("file 0", 0)
    assert received.undone_by > received.turn
    assert found(office, TrailFilter(author="a1")) == []
    assert found(office, TrailFilter(author=FOUNDER)) != []
