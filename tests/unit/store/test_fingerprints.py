# SPDX-License-Identifier: MIT
from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from pkri_desktop.domain.framing import Batch
from tests import small_event as se
from tests.small_event import OFFICE, Laptop, World


@pytest.fixture
def laptop(world: World) -> Laptop:
    laptop = world.laptops["l1"]
    laptop.write("a1", se.score("a1", "k-1", "c1", 80), sealed=True)
    return laptop


def state(laptop: Laptop) -> str:
    return laptop.file.ledger.fingerprint()


def scores(laptop: Laptop) -> str:
    return laptop.file.ledger.score_fingerprint()


def test_state_changes_with_every_record_and_seal(laptop: Laptop) -> None:
    seen = [state(laptop)]
    for sealed in (False, False, True):
        laptop.write("a1", se.note("a1", "k-1", "n1", "x"), sealed=sealed)
        seen.append(state(laptop))
    laptop.write("a1", se.note("a1", "k-1", "n1", "x"))
    seen.append(state(laptop))
    laptop.seal("a1")
    seen.append(state(laptop))

    assert len(seen) == len(set(seen))


def test_state_does_not_change_with_what_is_local(laptop: Laptop) -> None:
    before = state(laptop)

    with closing(sqlite3.connect(laptop.file.path)) as connection, connection:
        connection.execute("INSERT INTO local VALUES ('x', 'y')")
    laptop.file.rebuild()

    assert before == state(laptop)


def test_state_is_the_same_whatever_came_first(world: World, laptop: Laptop) -> None:
    other = world.laptops["l3"]
    other.write("b1", se.score("b1", "k-3", "c1", 70), sealed=True)
    batches = [laptop.pack(), other.pack()]
    left, right = world.add("left"), world.add("right")
    left.unite(batches[0])
    left.unite(batches[1])
    right.unite(*reversed(batches))

    assert state(left) == state(right)
    assert scores(left) == scores(right)


def test_state_leaves_out_how_a_seal_was_signed(world: World, laptop: Laptop) -> None:
    """One statement can be signed in many ways, and anybody may make another of them."""
    batch = laptop.pack()
    signer = world.template.signers["a1"]
    again = [
        signer.seal(record)
        for record in batch.records
        for seal in batch.seals
        if record.id == seal.record and seal.certificate != "x" and record.kind == "score.given"
    ]
    assert again != []
    before = state(laptop)

    laptop.unite(Batch(seals=again))

    assert before == state(laptop)


def test_scores_change_with_a_score_and_with_nothing_else(laptop: Laptop) -> None:
    before = scores(laptop)
    laptop.write("a1", se.note("a1", "k-1", "n1", "x"), se.attend("k-2", "absent"), sealed=True)
    assert before == scores(laptop)

    laptop.write("a1", se.score("a1", "k-1", "c1", 81))
    changed = scores(laptop)
    laptop.write("a1", se.score("a1", "k-1", "c1", 80))

    assert changed != before
    assert before == scores(laptop)


def test_scores_of_two_plays_agree_though_their_records_differ(world: World) -> None:
    for name in ("l1", "l2"):
        world.laptops[name].write("a1", se.score("a1", "k-1", "c1", 80))

    left, right = world.laptops["l1"], world.laptops["l2"]

    assert scores(left) == scores(right)
    assert state(left) != state(right)


def test_cleared_score_is_as_one_never_given(world: World) -> None:
    before = scores(world.laptops[OFFICE])
    laptop = world.laptops["l1"]
    laptop.write("a1", se.score("a1", "k-1", "c1", 80))
    assert before != scores(laptop)

    laptop.write("a1", se.score("a1", "k-1", "c1", None))

    assert before == scores(laptop)
