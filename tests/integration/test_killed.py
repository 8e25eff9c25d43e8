# SPDX-License-Identifier: MIT
"""The program is killed at any moment: what it said is saved is saved, and the file is whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pkri_desktop.domain.framing import RECORD, frames
from pkri_desktop.store.mirror import read_turns
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.room import Room
from tests.factories import PANELS, SampleDay, own_entries, score_all

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile

ASSESSOR = "a1"
NEW_NOTE = "note/"
PLANNED = 400  # writes that a child has before it; none lives to do them all
READY = "ready"

State = dict[str, int | str]  # "entry/criterion" → steps, "entry/note/id" → text
Say = Callable[[str], None]


class Write(NamedTuple):
    """One thing to write: a score where ``field`` is a criterion, else a note."""

    entry: str
    field: str
    value: int | str


@dataclass
class Child:
    """A child that was killed.

    Attributes:
        said: what it acknowledged, in order.
        status: as ``os.waitpid`` gives it.
    """

    said: list[str]
    status: int


def run_and_kill(action: Callable[[Say], None], lines: int, delay: float) -> Child:
    """Fork a child, kill it ``delay`` seconds after it said ``lines`` lines.

    Nothing of SQLite and no lock may be open here, since the child would share it.
    """
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(readable)
        try:
            action(lambda line: _say(writable, line))
        except BaseException:
            _say(writable, traceback.format_exc())
            os._exit(1)
        os._exit(0)
    os.close(writable)
    heard = b""
    while heard.count(b"\n") < lines and (more := os.read(readable, 65_536)):
        heard += more
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    while more := os.read(readable, 65_536):
        heard += more
    os.close(readable)
    return Child(heard.decode().splitlines(), status)


def _say(pipe: int, line: str) -> None:
    """Write a line; a pipe has no buffer of ours that a kill could empty."""
    os.write(pipe, f"{line}\n".encode())


def was_killed(child: Child) -> bool:
    return os.WIFSIGNALED(child.status) and os.WTERMSIG(child.status) == signal.SIGKILL


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


def mirrored(file: EventFile) -> set[str]:
    """Return the ids of the records in the mirror."""
    return {
        content[:32].hex()
        for _, turn in read_turns(file._mirror_path())
        for letter, content in frames(turn)
        if letter == RECORD
    }


def records_of(file: EventFile) -> set[str]:
    return {row[0] for row in file._connection.execute("SELECT id FROM record")}


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


@pytest.fixture(scope="module")
def returned_day(founded_day: SampleDay, tmp_path_factory: pytest.TempPathFactory) -> SampleDay:
    """Return the sample event with six returned packages that nobody has received yet."""
    day = founded_day.copy_to(tmp_path_factory.mktemp("returned") / "day")
    for members in PANELS.values():
        for assessor in members:
            room = day.room(assessor)
            for entry in own_entries(room, assessor):
                score_all(room, assessor, entry)
                room.write_note(assessor, entry, None, f"{assessor} tentang {entry}", "")
            day.hand_back(room, assessor)
    day.close()
    return day


def fingerprint(day: SampleDay) -> str:
    with open_event(day.event_path, day.profile) as file:
        assert check(file).findings == ()
        assert records_of(file) == mirrored(file)
        return file.ledger.fingerprint()


def receiving(day: SampleDay) -> Callable[[Say], None]:
    def child(say: Say) -> None:
        file = day.open(day.event_path)
        say(READY)
        day.receive(file, day.folder / "returns")
        say("received")
        signal.pause()

    return child


def test_receiving_is_done_or_not_done_wherever_it_is_killed(
    returned_day: SampleDay, tmp_path: Path
) -> None:
    """Never anything between; and what was not received can be received afterwards."""
    seed = random.SystemRandom().getrandbits(32)
    rng = random.Random(seed)
    whole = returned_day.copy_to(tmp_path / "whole")
    before = fingerprint(whole)
    with open_event(whole.event_path, whole.profile) as file:
        whole.receive(file, whole.folder / "returns")
    after = fingerprint(whole)
    assert before != after

    for number in range(1, 41):
        day = returned_day.copy_to(tmp_path / "killed")
        child = run_and_kill(receiving(day), 1, rng.uniform(0.001, 0.040))
        try:
            assert was_killed(child), "\n".join(child.said)
            found = fingerprint(day)
            assert found in (before, after)
            if "received" in child.said:
                assert after == found
            with open_event(day.event_path, day.profile) as file:
                day.receive(file, day.folder / "returns")
            assert after == fingerprint(day)
        except AssertionError as error:
            error.add_note(f"seed {seed}, kill {number}")
            raise
        shutil.rmtree(day.folder)
