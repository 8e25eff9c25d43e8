# SPDX-License-Identifier: MIT
"""The program is killed at any moment: what it said is saved is saved, and the file is whole."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pkri_desktop.store.event_file import EventFile
from pkri_desktop.store.ledger import Ledger, United
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.room import Room
from tests.factories import SampleDay, own_entries
from tests.trust.kills import (
    Moment,
    Say,
    Target,
    kill,
    mirrored,
    play_until_returned,
    records_of,
    run_and_kill,
    take_aim,
    was_killed,
)
from tests.trust.places import any_seed, scratch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pkri_desktop.store.ledger import Incoming

ASSESSOR = "a1"
NEW_NOTE = "note/"
PLANNED = 400  # writes that a child has before it; none lives to do them all

State = dict[str, int | str]  # "entry/criterion" → steps, "entry/note/id" → text


class Write(NamedTuple):
    """One thing to write: a score where ``field`` is a criterion, else a note."""

    entry: str
    field: str
    value: int | str


# -- scoring -------------------------------------------------------------------------------------


def plan(rng: random.Random, day: SampleDay, round_number: int) -> list[Write]:
    """Return what a child shall write: scores over and over, new notes, notes written anew."""
    with open_event(day.panel_path(ASSESSOR), day.profile, read_only=True) as file:
        room = Room(file, day.profile, day.clock)
        fields = {
            entry: [criterion.id for criterion in room.rubric(entry).criteria]
            for entry in own_entries(room, ASSESSOR)
        }
        notes = {e: [note.id for note in room.notes(ASSESSOR, e)] for e in fields}
    writes = []
    for number in range(PLANNED):
        entry = rng.choice(list(fields))
        text = f"catatan {round_number}/{number}"
        chance = rng.random()
        if chance < 0.1:
            writes.append(Write(entry, NEW_NOTE, text))
        elif chance < 0.3 and notes[entry]:
            writes.append(Write(entry, NEW_NOTE + rng.choice(notes[entry]), text))
        else:
            writes.append(Write(entry, rng.choice(fields[entry]), rng.randint(0, 100)))
    return writes


def do(room: Room, write: Write) -> str:
    """Write one thing and return its key in a state."""
    if isinstance(write.value, int):
        room.give_score(ASSESSOR, write.entry, write.field, write.value)
        return f"{write.entry}/{write.field}"
    known = write.field.removeprefix(NEW_NOTE) or None
    note, _ = room.write_note(ASSESSOR, write.entry, known, write.value, "")
    return f"{write.entry}/{NEW_NOTE}{note}"


def acknowledging_after(day: SampleDay, writes: list[Write]) -> Callable[[Say], None]:
    """Return the child that is as it should be."""

    def child(say: Say) -> None:
        room = day.room(ASSESSOR, unlocked=False)
        for write in writes:
            say(do(room, write))

    return child


def acknowledging_before(day: SampleDay, writes: list[Write]) -> Callable[[Say], None]:
    """Return the child with the bug: it says that it has written, and is held before it does."""

    def child(say: Say) -> None:
        room = day.room(ASSESSOR, unlocked=False)
        for write in writes:
            say(f"{write.entry}/{write.field}")
            never, _ = os.pipe()
            os.read(never, 1)
            do(room, write)

    return child


def shown(room: Room) -> State:
    """Return what screens show of the assessor's sheets."""
    state: State = {}
    for entry in own_entries(room, ASSESSOR):
        for criterion, steps in room.sheet(ASSESSOR, entry).scores.items():
            state[f"{entry}/{criterion}"] = steps
        for note in room.notes(ASSESSOR, entry):
            state[f"{entry}/{NEW_NOTE}{note.id}"] = note.text
    return state


def with_one_more(state: State, write: Write, seen: State) -> State:
    """Return the state in which the write that was under way has been done too."""
    key = f"{write.entry}/{write.field}"
    if write.field == NEW_NOTE:  # its id was never told
        key = next((k for k in seen if k.startswith(key) and k not in state), key)
    return {**state, key: write.value}


def check_survived(day: SampleDay, before: State, writes: list[Write], said: list[str]) -> State:
    """Open the file again and compare it with what was acknowledged; return what it shows.

    The write that was under way may be there or not, but nothing beyond it.
    """
    with open_event(day.panel_path(ASSESSOR), day.profile) as file:
        assert not file.read_only
        seen = shown(Room(file, day.profile, day.clock))
        acknowledged = dict(before)
        for key, write in zip(said, writes, strict=False):
            acknowledged[key] = write.value
        under_way = with_one_more(acknowledged, writes[len(said)], seen)
        assert seen in (acknowledged, under_way)
        assert check(file).findings == ()
        assert records_of(file) == mirrored(file)
        return seen


def kill_again_and_again(day: SampleDay, kills: int, seed: int) -> None:
    rng = random.Random(seed)
    state = check_survived(day, {}, plan(rng, day, 0), [])
    for number in range(1, kills + 1):
        writes = plan(rng, day, number)
        child = run_and_kill(
            acknowledging_after(day, writes), rng.randint(1, 4), rng.uniform(0.001, 0.050)
        )
        try:
            assert was_killed(child), "\n".join(child.said)
            state = check_survived(day, state, writes, child.said)
        except AssertionError as error:
            error.add_note(f"seed {seed}, kill {number}")
            raise


def test_what_is_acknowledged_survives_two_hundred_kills(day: SampleDay) -> None:
    kill_again_and_again(day, 200, random.SystemRandom().getrandbits(32))


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
def test_what_is_acknowledged_survives_a_thousand_kills(day: SampleDay) -> None:
    kill_again_and_again(day, 1_000, random.SystemRandom().getrandbits(32))


@pytest.mark.parametrize(
    "write",
    [Write("k-01", "dampak", 77), Write("k-01", NEW_NOTE, "belum disimpan")],
    ids=["score", "note"],
)
def test_a_child_that_acknowledges_before_it_writes_is_found_out(
    day: SampleDay, write: Write
) -> None:
    """The planted bug: the checker of the tests above must not be content with it."""
    writes = [write, Write("k-01", "bukti", 50)]
    before = check_survived(day, {}, writes, [])

    child = run_and_kill(acknowledging_before(day, writes), lines=1, delay=0)

    assert was_killed(child)
    assert len(child.said) == 1
    with pytest.raises(AssertionError):
        check_survived(day, before, writes, child.said)
    assert before == check_survived(day, before, writes, [])


# -- receiving -----------------------------------------------------------------------------------


@pytest.fixture
def target(founded_day: SampleDay, folder: Path) -> Target:
    return take_aim(play_until_returned(founded_day, folder / "day"), folder / "whole")


@pytest.fixture
def folder() -> Iterator[Path]:
    with scratch() as folder:
        yield folder


def test_receiving_is_done_or_not_done_wherever_it_is_killed(target: Target, folder: Path) -> None:
    """Never anything between; and what was not received can be received afterwards."""
    kills = kill(target, folder, 40, any_seed(), children=1)
    assert kills.between == []
    assert kills.landed.total() == 40
    assert kills.landed[Moment.WRITING] > 0


def _one_transaction_a_file(patch: pytest.MonkeyPatch) -> None:
    def unite(self: Ledger, incoming: Sequence[Incoming], *, at: int) -> United:
        united = [real(self, [one], at=at) for one in incoming]
        return United(tuple(one.batches[0] for one in united), united[0].touched)

    real = Ledger.unite
    patch.setattr(
        Ledger, "unite", lambda self, incoming, at, rehearse: unite(self, incoming, at=at)
    )


def _mirror_not_caught_up_with(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(EventFile, "_catch_up", lambda self: None)


@pytest.mark.parametrize("plant", [_one_transaction_a_file, _mirror_not_caught_up_with])
def test_a_receiving_that_can_be_cut_in_two_is_found_out(
    target: Target,
    folder: Path,
    plant: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(monkeypatch)
    for seed in range(20):
        if kill(target, folder, 5, seed, children=1).between:
            return
    pytest.fail("a hundred kills did not find it")
