# SPDX-License-Identifier: MIT
from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.store.snapshots import KEPT, Snapshots
from tests.factories import MORNING
from tests.processes import with_full_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE number (value)")
    connection.execute("INSERT INTO number VALUES (0)")
    yield connection
    connection.close()


@pytest.fixture
def snapshots(connection: sqlite3.Connection, tmp_path: Path) -> Snapshots:
    return Snapshots(connection, tmp_path / "snapshots" / "file", "kegiatan.pkri")


def value_in(path: Path) -> int:
    connection = sqlite3.connect(path)
    value: int = connection.execute("SELECT value FROM number").fetchone()[0]
    connection.close()
    return value


def take_numbered(
    connection: sqlite3.Connection, snapshots: Snapshots, moments: list[int]
) -> list[Path]:
    taken = []
    for number, at in enumerate(moments):
        connection.execute("UPDATE number SET value = ?", (number,))
        taken.append(snapshots.take(at))
        assert taken[-1].exists(), number
    return taken


def test_snapshot_is_the_whole_file_as_it_stands(
    connection: sqlite3.Connection, snapshots: Snapshots
) -> None:
    path = snapshots.take(MORNING)
    connection.execute("UPDATE number SET value = 1")

    assert value_in(path) == 0
    assert [path] == snapshots.list()


def test_snapshot_is_named_by_its_moment_for_people(snapshots: Snapshots) -> None:
    moment = datetime.fromtimestamp(MORNING / 1000, UTC)

    assert f"{moment:%Y%m%dT%H%M%S}" in snapshots.take(MORNING).name


@pytest.mark.parametrize(
    "moments",
    [
        [MORNING + 1_000 * number for number in range(KEPT + 5)],
        [MORNING] * (KEPT + 5),
        [MORNING - 3_600_000 * number for number in range(KEPT + 5)],
        [MORNING, *[MORNING - 86_400_000] * (KEPT + 4)],
        [0] * (KEPT + 5),
    ],
    ids=["clock goes on", "clock stands", "clock goes back", "clock was set back", "clock at 1970"],
)
def test_newest_thirty_are_kept_whatever_the_clock_does(
    connection: sqlite3.Connection, snapshots: Snapshots, moments: list[int]
) -> None:
    taken = take_numbered(connection, snapshots, moments)

    assert [value_in(path) for path in snapshots.list()] == list(range(5, KEPT + 5))
    assert taken[5:] == snapshots.list()


def test_snapshot_that_does_not_fit_is_not_kept_and_said(
    connection: sqlite3.Connection, snapshots: Snapshots, tmp_path: Path
) -> None:
    snapshots.take(MORNING)
    connection.execute("CREATE TABLE big AS SELECT randomblob(200000) AS data")

    def take() -> str:
        try:
            snapshots.take(MORNING)
        except Refusal as refusal:
            return refusal.reason.value
        return "taken"

    assert with_full_disk(take, 50_000) in ("disk.full", "file.unwritable")
    assert len(snapshots.list()) == 1
    assert len([path for path in (tmp_path / "snapshots").rglob("*") if path.is_file()]) == 1


def test_damage_is_said_of_the_file_and_not_of_its_copy(tmp_path: Path) -> None:
    path = tmp_path / "kegiatan.pkri"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE number AS SELECT zeroblob(20000) AS value")
        connection.commit()
    data = path.read_bytes()
    path.write_bytes(data[:4_096] + bytes(len(data) - 4_096))

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        snapshots = Snapshots(connection, tmp_path / "snapshots", path.name)
        with pytest.raises(Refusal) as refused:
            snapshots.take(MORNING)

    assert refused.value.reason is Reason.FILE_DAMAGED
    assert refused.value.facts == {"file": "kegiatan.pkri"}
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_folder_that_cannot_be_made_is_said(snapshots: Snapshots, tmp_path: Path) -> None:
    (tmp_path / "snapshots").write_text("in the way")

    with pytest.raises(Refusal) as refused:
        snapshots.take(MORNING)

    assert refused.value.reason is Reason.FILE_UNWRITABLE
