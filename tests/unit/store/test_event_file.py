# SPDX-License-Identifier: MIT
"""The event file: how it is opened, refused, locked, mirrored, copied and computed anew."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import RECORD, Batch, frames
from pkri_desktop.domain.holder import Role
from pkri_desktop.store.creation import create_event_file
from pkri_desktop.store.ledger import Incoming
from pkri_desktop.store.mirror import read_turns
from pkri_desktop.store.schema import MAJOR, MINOR, PROJECTION_TABLES, pack_version
from pkri_desktop.store.snapshots import KEPT
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.opening import open_event, trusted_holder
from pkri_desktop.workflow.room import Room
from tests.factories import MORNING, SampleDay, dump, own_entries, score_all
from tests.processes import with_full_disk

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile

PRAGMAS = {
    "journal_mode": "delete",
    "synchronous": 3,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "secure_delete": 1,
    "busy_timeout": 5000,
}


def records_of(file: EventFile) -> set[str]:
    return {row[0] for row in file._connection.execute("SELECT id FROM record")}


def mirrored(path: Path) -> set[str]:
    """Return the ids of the records in a mirror."""
    return {
        content[:32].hex()
        for _, turn in read_turns(path)
        for letter, content in frames(turn)
        if letter == RECORD
    }


def refused_opening(day: SampleDay, path: Path) -> Reason:
    """Return why the file is refused, for writing and for reading alike."""
    with pytest.raises(Refusal) as writing:
        open_event(path, day.profile)
    with pytest.raises(Refusal) as reading:
        open_event(path, day.profile, read_only=True)
    assert writing.value.reason is reading.value.reason
    return writing.value.reason


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# -- opening -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "expected"), PRAGMAS.items())
def test_settings_are_taken_on_a_fresh_connection(
    day: SampleDay, name: str, expected: object
) -> None:
    file = day.open(day.event_path)

    row = file._connection.execute(f"PRAGMA {name}").fetchone()

    assert (expected,) == row


def set_version(path: Path, major: int, minor: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {pack_version(major, minor)}")


def test_a_file_of_a_newer_major_version_is_refused_untouched(day: SampleDay) -> None:
    path = day.folder / "alone" / "baru.pkri"
    path.parent.mkdir()
    shutil.copy(day.event_path, path)
    set_version(path, MAJOR + 1, 0)
    before = contents(path.parent)

    assert Reason.FILE_NEWER is refused_opening(day, path)
    assert before == contents(path.parent)


def test_a_file_of_a_newer_minor_version_opens(day: SampleDay) -> None:
    set_version(day.panel_path("a1"), MAJOR, MINOR + 1)
    room = day.room()
    room.give_score("a1", "k-01", "dampak", 70)
    assert room.sheet("a1", "k-01").scores == {"dampak": 70}


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE record (id TEXT)")
        connection.commit()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("empty", Reason.FILE_BROKEN),
        ("random", Reason.FILE_BROKEN),
        ("foreign", Reason.FILE_NOT_OURS),
        ("fifty bytes", Reason.FILE_NOT_OURS),
        ("header alone", Reason.FILE_DAMAGED),
        ("one page", Reason.FILE_DAMAGED),
        ("a half", Reason.FILE_DAMAGED),
        ("a page less", Reason.FILE_DAMAGED),
        ("folder", Reason.FILE_NOT_OURS),
    ],
)
def test_what_is_no_whole_event_file_is_refused_untouched(
    day: SampleDay, kind: str, expected: Reason
) -> None:
    whole = day.event_path.read_bytes()
    path = day.folder / "alone" / "berkas.pkri"
    path.parent.mkdir()
    if kind == "foreign":
        foreign_database(path)
    elif kind == "folder":
        path.mkdir()
        assert expected is refused_opening(day, path)
        assert [path] == list(path.parent.iterdir())
        return
    else:
        path.write_bytes(
            {
                "empty": b"",
                "random": random.Random(7).randbytes(20_000),
                "fifty bytes": whole[:50],
                "header alone": whole[:100],
                "one page": whole[:4096],
                "a half": whole[: len(whole) // 2],
                "a page less": whole[:-4096],
            }[kind]
        )
    before = contents(path.parent)

    assert expected is refused_opening(day, path)
    assert before == contents(path.parent)


def test_a_missing_file_is_refused_and_not_made(day: SampleDay) -> None:
    folder = day.folder / "alone"
    folder.mkdir()
    assert Reason.FILE_MISSING is refused_opening(day, folder / "tidak-ada.pkri")
    assert contents(folder) == {}


# -- creating ------------------------------------------------------------------------------------


def create(path: Path, day: SampleDay, batch: Batch) -> None:
    create_event_file(
        path,
        "0" * 64,
        [Incoming(batch, "")],
        facts={"role": "panel", "panel": "panel-a"},
        at=MORNING,
        holder_of=trusted_holder,
        device=day.profile.device,
    )


def test_a_file_is_not_created_over_another(day: SampleDay) -> None:
    path = day.folder / "alone" / "berkas.pkri"
    path.parent.mkdir()
    path.write_bytes(b"sudah ada")

    with pytest.raises(Refusal) as refused:
        create(path, day, Batch())

    assert Reason.FILE_EXISTS is refused.value.reason
    assert contents(path.parent) == {"berkas.pkri": b"sudah ada"}


def test_a_creation_that_fails_midway_leaves_nothing(day: SampleDay) -> None:
    """Its last row, a seal without a signature, is one that no table takes."""
    path = day.folder / "alone" / "berkas.pkri"
    with open_event(day.event_path, day.profile, read_only=True) as file:
        whole = file.ledger.stream_batch(file.ledger.authors())
    bad = whole.seals[0]._replace(signature=None)  # type: ignore[arg-type]

    with pytest.raises(sqlite3.IntegrityError):
        create(path, day, Batch(whole.records, [bad]))

    assert contents(path.parent) == {}


def test_a_full_disk_leaves_no_half_created_file(day: SampleDay) -> None:
    path = day.folder / "alone" / "berkas.pkri"
    with open_event(day.event_path, day.profile, read_only=True) as file:
        whole = file.ledger.stream_batch(file.ledger.authors())

    def refused() -> Reason | None:
        try:
            create(path, day, whole)
        except Refusal as refusal:
            return refusal.reason
        return None

    assert with_full_disk(refused, 65_536) in (Reason.DISK_FULL, Reason.FILE_UNWRITABLE)
    assert contents(path.parent) == {}


# -- one writer ----------------------------------------------------------------------------------


def test_who_comes_second_reads_and_is_told_who_was_first(day: SampleDay) -> None:
    first = day.open(day.panel_path("a1"))
    second = day.open(day.panel_path("a1"))

    assert not first.read_only
    assert second.read_only
    assert f"(pid {os.getpid()})" in second.holder
    assert first.holder == ""
    with pytest.raises(Refusal) as refused:
        Room(second, day.profile, day.clock).give_score("a1", "k-01", "dampak", 70)
    assert Reason.FILE_HELD is refused.value.reason


def test_the_file_is_free_once_the_first_has_closed_it(day: SampleDay) -> None:
    with open_event(day.event_path, day.profile):
        pass
    assert not day.open(day.event_path).read_only
    assert day.event_path.with_name("kegiatan.pkri.lock").exists()


def test_the_file_is_free_once_its_holder_was_killed(day: SampleDay) -> None:
    path = day.panel_path("a1")
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            held = open_event(path, day.profile)
            os.write(writable, b"held" if not held.read_only else b"----")
            signal.pause()
        finally:
            os._exit(1)
    os.close(writable)
    assert os.read(readable, 4) == b"held"
    with open_event(path, day.profile) as meanwhile:
        assert meanwhile.read_only
        assert f"(pid {pid})" in meanwhile.holder

    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(readable)

    room = day.room(unlocked=False)
    assert not room.read_only
    room.give_score("a1", "k-01", "dampak", 70)
    assert room.sheet("a1", "k-01").scores == {"dampak": 70}


# -- mirror --------------------------------------------------------------------------------------


def test_the_mirror_has_every_record_at_once(day: SampleDay) -> None:
    room = day.room()
    assert records_of(room.file) == mirrored(room.file._mirror_path())
    for steps in range(5):
        room.give_score("a1", "k-01", "dampak", steps)
        assert records_of(room.file) == mirrored(room.file._mirror_path())


@pytest.mark.parametrize(
    "tear",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[:-9],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:10],
        lambda whole: b"",
        lambda whole: whole + b"TURN",
        lambda whole: whole + bytes(4096),
        lambda whole: whole[:-40] + bytes(40),
    ],
    ids=["byte", "tail", "half", "head", "all", "begun", "zeros", "zeroed"],
)
def test_a_torn_mirror_is_caught_up_at_the_next_opening(day: SampleDay, tear: object) -> None:
    assert callable(tear)
    room = day.room()
    score_all(room, "a1", "k-01")
    path, identity = room.file._mirror_path(), room.file.queries.local("file")
    day.close()
    whole = path.read_bytes()
    path.write_bytes(tear(whole))

    file = day.open(day.panel_path("a1"))

    assert identity == file.queries.local("file")
    assert records_of(file) == mirrored(path)
    assert whole == path.read_bytes()
    assert check(file).findings == ()


def test_a_lost_mirror_is_made_anew(day: SampleDay) -> None:
    room = day.room()
    score_all(room, "a1", "k-01")
    path = room.file._mirror_path()
    day.close()
    whole = path.read_bytes()
    path.unlink()

    file = day.open(day.panel_path("a1"))

    assert path == file._mirror_path()
    assert whole == path.read_bytes()


def test_an_older_copy_goes_its_own_way_without_a_fork(day: SampleDay) -> None:
    """Both have written after the copy was made; uniting them loses and divides nothing."""
    path = day.panel_path("a1")
    room = day.room()
    room.give_score("a1", "k-01", "dampak", 70)
    day.close()
    older = path.read_bytes()
    room = day.room()
    room.give_score("a1", "k-02", "dampak", 71)
    identity, mirror = room.file.queries.local("file"), room.file._mirror_path()
    streams = room.file.ledger.streams(Role.ASSESSOR)
    day.hand_back(room)
    day.close()
    kept = mirror.read_bytes()

    path.write_bytes(older)
    room = day.room()
    room.give_score("a1", "k-03", "dampak", 72)
    again = room.file.ledger.streams(Role.ASSESSOR)
    day.hand_back(room)

    assert identity != room.file.queries.local("file")
    assert len(streams) == 1
    assert len(again) == 2
    assert streams.items() < again.items()
    assert kept == mirror.read_bytes()
    assert records_of(room.file) == mirrored(room.file._mirror_path())
    office = day.office()
    receipt = day.receive(office.file, day.folder / "returns")
    assert [received.refusal for received in receipt.files] == [None, None]
    sheets = [room.rubric(entry) for entry in ("k-01", "k-02", "k-03")]
    given = [
        dict(office.file.queries.sheet("a1", entry, rubric).scores)
        for entry, rubric in zip(("k-01", "k-02", "k-03"), sheets, strict=True)
    ]
    assert given == [{"dampak": 70}, {"dampak": 71}, {"dampak": 72}]
    assert len(office.file.queries.forked_streams()) == 0
    assert check(office.file).findings == ()


def test_a_copy_beside_an_open_file_goes_its_own_way(day: SampleDay) -> None:
    first = day.open(day.panel_path("a1"))
    beside = day.folder / "salinan.pkri"
    shutil.copy(day.panel_path("a1"), beside)

    second = day.open(beside)

    assert not second.read_only
    assert first.queries.local("file") != second.queries.local("file")
    assert first._mirror_path() != second._mirror_path()


# -- snapshots -----------------------------------------------------------------------------------


def test_the_last_thirty_snapshots_are_kept_and_open(day: SampleDay) -> None:
    room = day.room()
    taken = []
    for number in range(KEPT + 3):
        room.give_score("a1", "k-01", "dampak", number)
        taken.append((room.file.snapshots.take(MORNING + number * 1_000), room.fingerprint()))

    assert KEPT == 30
    assert [path for path, _ in taken[-KEPT:]] == room.file.snapshots.list()
    for path, fingerprint in taken[-KEPT:]:
        with open_event(path, day.profile, read_only=True) as copy:
            assert fingerprint == copy.ledger.fingerprint()
            assert check(copy).findings == () or copy.read_only


def test_snapshots_of_one_moment_do_not_overwrite_each_other(day: SampleDay) -> None:
    room = day.room()
    taken = [room.file.snapshots.take(MORNING) for _ in range(3)]
    assert len(set(taken)) == 3
    assert taken == room.file.snapshots.list()


# -- rebuilding ----------------------------------------------------------------------------------


def busy_room(day: SampleDay) -> Room:
    """Return a room in which something of every kind was written."""
    room = day.room()
    entries = own_entries(room)
    for entry in entries[:3]:
        score_all(room, "a1", entry)
        room.write_note("a1", entry, None, f"catatan tentang {entry}", "bukti")
    room.finalise("a1", entries[0])
    room.finalise("a1", entries[1])
    room.reopen("a1", entries[1], "salah baca")
    room.give_score("a1", entries[1], "dampak", None)
    room.recuse("a1", entries[3], "teman lama")
    room.note_attendance("a1", entries[4], absent=True)
    return room


def test_rebuilding_changes_no_table(day: SampleDay) -> None:
    file = busy_room(day).file
    before = dump(file, PROJECTION_TABLES)
    file.rebuild()
    after = dump(file, PROJECTION_TABLES)
    for table in PROJECTION_TABLES:
        assert before[table] == after[table], table


@pytest.mark.parametrize("table", PROJECTION_TABLES)
def test_rebuilding_brings_back_each_lost_table(day: SampleDay, table: str) -> None:
    file = busy_room(day).file
    before = dump(file, PROJECTION_TABLES)
    file._connection.execute(f"DELETE FROM {table}")  # noqa: S608
    file.rebuild()
    assert before == dump(file, PROJECTION_TABLES)


# -- a full disk ---------------------------------------------------------------------------------


@pytest.mark.parametrize("room_left", [0, 1, 4_096, 20_000, 100_000])
def test_a_full_disk_refuses_and_loses_nothing(day: SampleDay, room_left: int) -> None:
    path = day.panel_path("a1")
    limit = path.stat().st_size + room_left

    def score_until_refused() -> tuple[dict[tuple[str, str], int], Reason | None]:
        room = day.room(unlocked=False)
        given: dict[tuple[str, str], int] = {}
        for steps in range(101):
            for entry in own_entries(room):
                for criterion in room.rubric(entry).criteria:
                    try:
                        room.give_score("a1", entry, criterion.id, steps)
                    except Refusal as refusal:
                        return given, refusal.reason
                    given[entry, criterion.id] = steps
        return given, None

    given, reason = with_full_disk(score_until_refused, limit)

    assert reason in (Reason.DISK_FULL, Reason.FILE_UNWRITABLE)
    room = day.room(unlocked=False)
    found = {
        (entry, criterion): steps
        for entry in own_entries(room)
        for criterion, steps in room.sheet("a1", entry).scores.items()
    }
    assert given == found
    assert check(room.file).findings == ()
    assert records_of(room.file) == mirrored(room.file._mirror_path())
    room.give_score("a1", "k-01", "dampak", 99)
    assert room.sheet("a1", "k-01").scores["dampak"] == 99
