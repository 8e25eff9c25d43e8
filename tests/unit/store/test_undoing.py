# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.store.schema import LEDGER_TABLES, PROJECTION_TABLES
from tests import small_event as se
from tests.factories import dump
from tests.small_event import OFFICE, Laptop, World

SUBJECT = "score/a1/k-1/c1"


def received(laptop: Laptop) -> list[int]:
    """Return the turns that took files in and stand, oldest first."""
    rows = laptop.file._connection.execute(
        "SELECT number FROM turn WHERE origin <> '' AND undone_by = 0 ORDER BY number"
    )
    return [row[0] for row in rows]


def refused(laptop: Laptop, *turns: int) -> Refusal | None:
    """Undo turns; return why that is refused, with nothing changed."""
    before = dump(laptop.file, ("turn", *LEDGER_TABLES))
    try:
        laptop.file.ledger.undo(turns, at=laptop.world.clock.now())
    except Refusal as refusal:
        assert before == dump(laptop.file, ("turn", *LEDGER_TABLES))
        return refusal
    return None


@pytest.fixture
def office(world: World) -> Laptop:
    """Return the secretariat's file with one return of each laptop."""
    for name in ("l1", "l3"):
        world.laptops[name].write("a1" if name == "l1" else "b1", se.score(
            "a1" if name == "l1" else "b1", "k-1" if name == "l1" else "k-3", "c1", 80
        ))  # fmt: skip
        world.laptops[OFFICE].unite(world.laptops[name].pack())
    return world.laptops[OFFICE]


def test_one_of_two_files_is_undone_and_the_other_stays(office: Laptop) -> None:
    first, second = received(office)

    assert refused(office, first) is None

    assert [second] == received(office)
    assert office.file.ledger.heads(SUBJECT) == ()
    assert len(office.file.ledger.heads("score/b1/k-3/c1")) == 1
    assert not office.file.ledger.heads("key/a1")


def test_undoing_is_kept_in_the_mirror_and_the_file_is_whole(office: Laptop) -> None:
    office.undo_last(1)
    office.file.close()
    office.open()

    with office.file.inspection() as inspection:
        assert list(inspection.findings()) == []


def test_file_edited_to_look_undone_is_found(office: Laptop) -> None:
    [first, _] = received(office)
    office.file._connection.execute("UPDATE turn SET undone_by = 99 WHERE number = ?", (first,))

    with office.file.inspection() as inspection:
        assert "mirror.missing" in {finding.what for finding in inspection.findings()}


def test_projections_are_as_if_it_had_never_come(world: World, office: Laptop) -> None:
    before = dump(office.file, PROJECTION_TABLES)
    world.laptops["l1"].write("a1", se.score("a1", "k-2", "c1", 70), se.note("a1", "k-1", "n", "x"))
    office.unite(world.laptops["l1"].pack())
    assert before != dump(office.file, PROJECTION_TABLES)

    office.undo_last(1)

    assert before == dump(office.file, PROJECTION_TABLES)


def test_older_file_is_not_undone_under_a_newer_one_of_the_same_writer(
    world: World, office: Laptop
) -> None:
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 90))
    office.unite(world.laptops["l1"].pack())
    first, _, newest = received(office)

    refusal = refused(office, first)

    assert refusal is not None
    assert (refusal.reason, refusal.facts) == (Reason.IMPORT_RESTED_ON, {"file": "file 0"})
    assert refused(office, newest, first) is None


def test_neither_side_of_a_decided_fork_is_undone(world: World, office: Laptop) -> None:
    clone = world.clone("l1")
    for laptop, steps in ((world.laptops["l1"], 80), (clone, 90)):
        laptop.write("a1", se.score("a1", "k-1", "c1", steps), sealed=True)
        office.unite(laptop.pack())
    [fork] = office.file.disputes.forks()
    first, second = received(office)[-2:]
    assert refused(office, second) is None
    clone.write("a1", se.score("a1", "k-1", "c1", 91), sealed=True)
    office.unite(clone.pack())

    office.write(FOUNDER, se.decide_fork(fork.stream, fork.branches[0].tip), sealed=True)

    for turn in (first, received(office)[-1]):
        refusal = refused(office, turn)
        assert refusal is not None
        assert refusal.reason is Reason.IMPORT_DECIDED_ON


def test_what_was_decided_on_is_not_undone(world: World, office: Laptop) -> None:
    world.laptops["l2"].write("a1", se.score("a1", "k-1", "c1", 81))
    office.unite(world.laptops["l2"].pack())
    chosen = office.file.ledger.heads(SUBJECT)[0]
    office.write(FOUNDER, se.decide(office, SUBJECT, chosen), sealed=True)

    refusal = refused(office, received(office)[-1])

    assert refusal is not None
    assert refusal.reason is Reason.IMPORT_DECIDED_ON


def test_finalisation_that_came_apart_from_its_scores_rests_on_them(
    world: World, office: Laptop
) -> None:
    world.laptops["l2"].unite(world.laptops["l1"].pack())
    world.laptops["l2"].write("a1", se.finalise(world.laptops["l2"], "a1", "k-1"), sealed=True)
    finalised = world.laptops["l2"].pack()
    office.unite(finalised)

    refusal = refused(office, received(office)[0])

    assert refusal is not None
    assert refusal.reason is Reason.IMPORT_RESTED_ON


@pytest.mark.parametrize("turns", [(), (1,), (10_000,)])
def test_what_took_no_file_in_is_not_undone(office: Laptop, turns: tuple[int, ...]) -> None:
    refusal = refused(office, *turns)

    assert refusal is not None
    assert refusal.reason is Reason.IMPORT_NOT_UNDOABLE


def test_nothing_is_undone_twice(office: Laptop) -> None:
    [first, _] = received(office)
    assert refused(office, first) is None

    refusal = refused(office, first)

    assert refusal is not None
    assert refusal.reason is Reason.IMPORT_NOT_UNDOABLE
