# SPDX-License-Identifier: MIT
"""One score through the workflow: projected, committed, mirrored and flushed."""

from __future__ import annotations

import cProfile
import itertools
import pstats
import sqlite3
import time
from typing import TYPE_CHECKING

from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.store.connection import apply_settings
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample import found_sample_event
from tests.bench.big_event import CHEAP
from tests.bench.measure import (
    Figure,
    demand,
    demand_caught,
    interleaved,
    middle,
    milliseconds,
    spread,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUNDS = 300
MOST = 5.0  # times a bare one-row commit
PLANTED = 0.03


def panel_file(folder: Path, profile: Profile) -> Path:
    """Make the file of panel A of the sample event."""
    clock = SystemClock()
    office, panel = folder / "kegiatan.pkri", folder / "panel-a.pkri"
    found_sample_event(office, profile, clock)
    with open_event(office, profile) as file:
        kit = issue_kit(Office(file, profile, clock), "panel-a", folder)
    found_from_kit(kit.path, panel, profile=profile, clock=clock)
    return panel


def measure(folder: Path, *, profile: bool) -> list[Figure]:
    """Return the figure of a saved score."""
    kept = Profile(folder / "profile", CHEAP)
    path = panel_file(folder, kept)
    with open_event(path, kept) as file, _Floor(folder / "floor.db", path) as floor:
        room = Room(file, kept, SystemClock())
        scores = _scores(room)
        if profile:
            _profiled(room, scores)
        before, begun = file.ledger.count(), time.perf_counter()
        times = interleaved(
            {"floor": floor.commit, "product": lambda: _save(room, scores)}, ROUNDS, warm=10
        )
        demand(floor.count() == ROUNDS + 10, "the floor did not commit each row")
        demand(file.ledger.count() >= before + ROUNDS + 10, "a score was not written")
        figure = Figure(
            "save",
            f"Room.give_score, {ROUNDS} times on a panel's file (checked, projected, committed,"
            " mirrored), against a one-row commit in the same mode",
            middle(times["floor"]),
            middle(times["product"]),
            MOST,
        )
        print(
            f"      floor {spread(times['floor'])}, product {spread(times['product'])},"
            f" 99th of a hundred {milliseconds(sorted(times['product'])[-ROUNDS // 100]).strip()};"
            f" {time.perf_counter() - begun:.1f} s"
        )
        slow = [_save(room, scores, slower=PLANTED) for _ in range(5)]
        demand_caught(
            Figure("save", "", figure.floor, middle(slow), MOST), "a pause of 30 ms in each save"
        )
    return [figure]


class _Floor:
    """A file with one STRICT table, of the same settings and page size."""

    def __init__(self, path: Path, like: Path) -> None:
        other = sqlite3.connect(like)
        page_size = other.execute("PRAGMA page_size").fetchone()[0]
        other.close()
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute(f"PRAGMA page_size = {page_size}")
        apply_settings(self._connection, read_only=False)
        self._connection.execute(
            "CREATE TABLE score (number INTEGER PRIMARY KEY, subject TEXT NOT NULL,"
            " steps INTEGER NOT NULL) STRICT"
        )

    def commit(self) -> float:
        """Return the seconds that one committed row takes."""
        execute = self._connection.execute
        begun = time.perf_counter()
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO score (subject, steps) VALUES (?, ?)", ("score/a1/k-01/dampak", 85))
        execute("COMMIT")
        return time.perf_counter() - begun

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM score").fetchone()[0])

    def __enter__(self) -> _Floor:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def _scores(room: Room) -> Iterator[tuple[str, str, str, int]]:
    """Yield scores without end, each another value than the last of its cell."""
    assessor = room.assessors()[0].id
    cells = [
        (assessor, row.entry.id, criterion.id)
        for row in room.schedule()
        if room.assigned(assessor, row.entry.id)
        for criterion in room.rubric(row.entry.id).criteria
    ]
    for number in itertools.count():
        yield *cells[number % len(cells)], 50 + (number + number // len(cells)) % 50


def _save(room: Room, scores: Iterator[tuple[str, str, str, int]], slower: float = 0.0) -> float:
    assessor, entry, criterion, steps = next(scores)
    begun = time.perf_counter()
    room.give_score(assessor, entry, criterion, steps)
    if slower:
        time.sleep(slower)
    return time.perf_counter() - begun


def _profiled(room: Room, scores: Iterator[tuple[str, str, str, int]]) -> None:
    profiler = cProfile.Profile()

    def work() -> list[float]:
        return [_save(room, scores) for _ in range(300)]

    profiler.runcall(work)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(15)
