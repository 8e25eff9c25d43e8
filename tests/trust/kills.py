# SPDX-License-Identifier: MIT
"""Children that are killed: while they write, and while they receive.

A kill keeps what the system holds for the disk, so it is the same on a disk and in memory. What a
power cut leaves is another question.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.framing import RECORD, frames
from pkri_desktop.store.mirror import read_turns
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.opening import open_event
from tests.factories import PANELS, SampleDay, own_entries, score_all
from tests.processes import in_children
from tests.trust.places import shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.store.turn import Done

Say = Callable[[str], None]


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
    """Say whether a child ended by the kill, and not by itself."""
    return os.WIFSIGNALED(child.status) and os.WTERMSIG(child.status) == signal.SIGKILL


def mirrored(file: EventFile) -> set[str]:
    """Return the ids of the records in the mirror."""
    return {
        content[:32].hex()
        for _, turn in read_turns(file._mirror_path())
        for letter, content in frames(turn)
        if letter == RECORD
    }


def records_of(file: EventFile) -> set[str]:
    """Return the ids of the records in the file."""
    return {row[0] for row in file._connection.execute("SELECT id FROM record")}


# -- receiving -----------------------------------------------------------------------------------


class Moment(StrEnum):
    """How far a child that receives had come; each is said as soon as it begins."""

    CHECKING = "before the transaction"
    WRITING = "inside the transaction"
    COMMITTING = "during the commit"
    MIRRORING = "after the commit, before it is told"
    TOLD = "after it is told"


class Target(NamedTuple):
    """A day whose returned packages nobody has received, and what receiving them comes to.

    Attributes:
        before: fingerprint before.
        after: fingerprint afterwards.
        reached: moment → seconds from the beginning until a child comes to it.
    """

    day: SampleDay
    before: str
    after: str
    reached: dict[Moment, float]


@dataclass
class Kills:
    """What kills found.

    Attributes:
        landed: moment at which the child died → how many.
        left: moment and state that was left → how many.
        between: kills that left neither the state before nor that after, or were not made good.
    """

    landed: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    between: list[str] = field(default_factory=list)

    def __add__(self, other: Kills) -> Kills:
        """Return both together."""
        return Kills(
            self.landed + other.landed, self.left + other.left, self.between + other.between
        )


def play_until_returned(founded: SampleDay, folder: Path) -> SampleDay:
    """Let six assessors score and hand back; nobody has received it yet."""
    day = founded.copy_to(folder)
    for members in PANELS.values():
        for assessor in members:
            room = day.room(assessor)
            for entry in own_entries(room, assessor):
                score_all(room, assessor, entry)
                room.write_note(assessor, entry, None, f"{assessor} tentang {entry}", "")
            day.hand_back(room, assessor)
    day.close()
    return day


def take_aim(day: SampleDay, folder: Path) -> Target:
    """Receive once, unharmed, and see how long each part of it takes."""
    whole = day.copy_to(folder)
    before = whole_fingerprint(whole)
    child = run_and_kill(partial(_receiving, whole), lines=len(Moment), delay=0)
    moments = [line.split("@") for line in child.said]
    reached = {Moment(name): float(at) for name, at in moments}
    start = reached[Moment.CHECKING]
    return Target(
        day, before, whole_fingerprint(whole), {m: at - start for m, at in reached.items()}
    )


def _receiving(day: SampleDay, say: Say) -> None:
    """Receive what was returned, and say how far it has come."""

    def tell(moment: Moment) -> None:
        say(f"{moment.value}@{time.perf_counter()}")

    def trace(statement: str) -> None:
        if statement in moments:
            tell(moments[statement])

    def keep(turns: Sequence[Done]) -> None:
        tell(Moment.MIRRORING)
        real(turns)

    moments = {"BEGIN IMMEDIATE": Moment.WRITING, "COMMIT": Moment.COMMITTING}
    file = day.open(day.event_path)
    real = file._keep_turns
    file._keep_turns = keep  # type: ignore[method-assign]
    file._connection.set_trace_callback(trace)
    tell(Moment.CHECKING)
    day.receive(file, day.folder / "returns")
    tell(Moment.TOLD)
    signal.pause()


def whole_fingerprint(day: SampleDay) -> str:
    """Return the fingerprint of the secretariat's file, which must be whole, and its mirror too.

    Raises:
        AssertionError: it is not.
    """
    with open_event(day.event_path, day.profile) as file:
        assert check(file).findings == ()
        assert records_of(file) == mirrored(file)
        return file.ledger.fingerprint()


def kill_while_receiving(target: Target, folder: Path, numbers: Iterable[int], seed: int) -> Kills:
    """Kill a child for each number: some anywhere, most in the transaction or at its end."""
    kills = Kills()
    for number in numbers:
        chance = random.Random(f"{seed}/{number}")
        day = target.day.copy_to(folder)
        lines, since = chance.choice(
            ((1, Moment.CHECKING), (2, Moment.WRITING), (2, Moment.WRITING), (3, Moment.COMMITTING))
        )
        until = Moment.WRITING if lines == 1 else Moment.TOLD
        longest = 1.1 * (target.reached[until] - target.reached[since])
        child = run_and_kill(partial(_receiving, day), lines, chance.uniform(0, longest))
        landed = Moment(child.said[-1].split("@")[0]) if was_killed(child) else None
        try:
            assert landed is not None, "\n".join(child.said)
            kills.landed[landed.value] += 1
            left = _left(target, day, landed)
            kills.left[f"{landed.value}: {left}"] += 1
        except AssertionError:
            kills.between.append(f"{seed}/{number} {landed}\n{traceback.format_exc(limit=1)}")
        shutil.rmtree(folder)
    return kills


def _left(target: Target, day: SampleDay, landed: Moment) -> str:
    """Return which state a kill left, and demand that receiving again makes it good.

    Raises:
        AssertionError: it is neither, or not the one that it must be.
    """
    found = whole_fingerprint(day)
    assert found in (target.before, target.after)
    if landed in (Moment.CHECKING, Moment.WRITING):
        assert found == target.before
    if landed in (Moment.MIRRORING, Moment.TOLD):
        assert found == target.after
    with open_event(day.event_path, day.profile) as file:
        day.receive(file, day.folder / "returns")
    assert whole_fingerprint(day) == target.after
    return "before" if found == target.before else "after"


def kill(target: Target, folder: Path, total: int, seed: int, children: int = 2) -> Kills:
    """Kill ``total`` times, shared among children."""
    works = [
        partial(kill_while_receiving, target, folder / f"killed-{numbers.start}", numbers, seed)
        for numbers in shares(total, children)
    ]
    return sum(in_children(works), Kills())
