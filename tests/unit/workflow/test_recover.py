# SPDX-License-Identifier: MIT
from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import CancelledError, Reason, Refusal
from pkri_desktop.store.schema import LEDGER_TABLES, PROJECTION_TABLES
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.recover import is_whole, known_files, recover
from tests.factories import SampleDay, dump, own_entries, score_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile

    State = tuple[str, dict[str, list[tuple[object, ...]]]]


@pytest.fixture(scope="module")
def played_day(founded_day: SampleDay, tmp_path_factory: pytest.TempPathFactory) -> SampleDay:
    """Return a day on which a sheet was finished, signed and returned, and something was undone."""
    day = founded_day.copy_to(tmp_path_factory.mktemp("played") / "day")
    room, office = day.room(), day.office()
    first, second = own_entries(room)[:2]
    score_all(room, "a1", first)
    room.finalise("a1", first)
    room.keep_signed("a1", first, room.sheet("a1", first).finalised, b"%PDF-1.7 contoh")
    day.receive(office.file, day.hand_back(room).path)
    room.give_score("a1", second, room.rubric(second).criteria[0].id, 80)
    room.write_note("a1", second, None, "belum selesai", "bukti")
    day.receive(office.file, day.hand_back(room).path)
    last = office.file._connection.execute("SELECT max(number) FROM turn").fetchone()[0]
    office.file.ledger.undo([last], at=day.clock.now())
    day.close()
    return day


@pytest.fixture
def day(played_day: SampleDay, tmp_path: Path) -> Iterator[SampleDay]:
    """Return a copy, with the safety nets of its files in their new place."""
    day = played_day.copy_to(tmp_path / "day")
    for path in (day.event_path, day.panel_path("a1")):
        day.open(path)
    day.close()
    yield day
    day.close()


COLUMNS = {
    "record": "id, stream, seq, prev, kind, subject, authority, data",
    "seal": "stream, seq, record, certificate",
    "attachment": "digest, content",
    "replacement": "replaced, record",
}


def state(file: EventFile) -> State:
    """Return all that a file holds, whatever the order in which it came."""
    rows = {t: dump(file, [t], COLUMNS[t])[t] for t in LEDGER_TABLES}
    return file.ledger.fingerprint(), rows | dump(file, PROJECTION_TABLES)


def damage(path: Path, chance: random.Random) -> None:
    """Damage a file: some bytes, whole pages, its end, its beginning, or all of it."""
    data = bytearray(path.read_bytes())
    what = chance.randrange(6)
    if what == 0:
        for _ in range(200):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    elif what == 1:
        for _ in range(chance.randrange(1, 20)):
            page = chance.randrange(len(data) // 4096) * 4096
            data[page : page + 4096] = bytes(4096)
    elif what == 2:
        del data[chance.randrange(len(data)) :]
    elif what == 3:
        data[:100] = bytes(100)
    elif what == 4:
        data[:] = chance.randbytes(len(data))
    else:
        data.clear()
    path.write_bytes(data)


@pytest.mark.parametrize("which", ["office", "panel"])
def test_missing_file_comes_back_whole(day: SampleDay, which: str) -> None:
    path = day.event_path if which == "office" else day.panel_path("a1")
    with_all = state(day.open(path))
    day.close()
    path.unlink()

    recovered = recover(path, day.profile, day.clock)

    file = day.open(path)
    assert with_all == state(file)
    assert recovered.damaged is None
    assert recovered.records == recovered.from_mirror == file.ledger.count()
    assert check(file).findings == ()
    assert (file.queries.local("role"), file.read_only) == (
        "secretariat" if which == "office" else "panel", False,
    )  # fmt: skip


def test_damaged_file_is_put_aside_and_never_deleted(day: SampleDay) -> None:
    path = day.panel_path("a1")
    path.write_bytes(b"x" * 5_000)
    path.with_name(f"{path.name}-journal").write_bytes(b"junk")

    recovered = recover(path, day.profile, day.clock)

    assert recovered.damaged is not None
    assert recovered.damaged.read_bytes() == b"x" * 5_000
    assert recovered.damaged.with_name(f"{recovered.damaged.name}-journal").read_bytes() == b"junk"
    assert is_whole(path, day.profile)
    path.write_bytes(b"y" * 5_000)
    again = recover(path, day.profile, day.clock)
    assert again.damaged is not None
    assert again.damaged != recovered.damaged


def test_assessor_goes_on_where_the_recovered_file_ends(day: SampleDay) -> None:
    path = day.panel_path("a1")
    path.write_bytes(b"")
    recover(path, day.profile, day.clock)
    room, office = day.room(), day.office()

    entry = own_entries(room)[1]
    score_all(room, "a1", entry)
    room.finalise("a1", entry)
    [received] = day.receive(office.file, day.hand_back(room).path).files

    assert received.refusal is None
    assert office.file.queries.sheet_rows()["a1", entry].counts
    assert office.file.disputes.forks() == ()
    assert office.file.disputes.differences() == ()


def test_whole_file_is_left_alone(day: SampleDay) -> None:
    before = day.event_path.read_bytes()
    with pytest.raises(Refusal) as refused:
        recover(day.event_path, day.profile, day.clock)

    assert refused.value.reason is Reason.FILE_WHOLE
    assert before == day.event_path.read_bytes()


def test_open_file_is_not_replaced(day: SampleDay) -> None:
    file = day.open(day.event_path)
    file._connection.execute("UPDATE record SET data = '{}' WHERE number = 3")
    with pytest.raises(Refusal) as refused:
        recover(day.event_path, day.profile, day.clock)

    assert refused.value.reason is Reason.FILE_HELD


def test_file_that_this_profile_never_saw_is_not_recovered(day: SampleDay, tmp_path: Path) -> None:
    path = tmp_path / "lain.pkri"
    path.write_bytes(b"x")
    with pytest.raises(Refusal) as refused:
        recover(path, day.profile, day.clock)

    assert refused.value.reason is Reason.NOTHING_TO_RECOVER
    assert path.read_bytes() == b"x"


def test_snapshot_is_a_second_net(day: SampleDay) -> None:
    file = day.open(day.panel_path("a1"))
    file.snapshots.take(day.clock.now())
    with_all = state(file)
    mirror = file._mirror_path()
    day.close()
    mirror.unlink()
    day.panel_path("a1").write_bytes(b"")

    recovered = recover(day.panel_path("a1"), day.profile, day.clock)

    assert recovered.from_mirror == 0
    assert with_all == state(day.open(day.panel_path("a1")))


def test_mirror_with_a_hole_is_read_around_it_and_no_chain_is_made_up(day: SampleDay) -> None:
    file = day.open(day.panel_path("a1"))
    count, mirror = file.ledger.count(), file._mirror_path()
    shutil.rmtree(day.profile.folder / "snapshots", ignore_errors=True)
    day.close()
    data = bytearray(mirror.read_bytes())
    data[len(data) * 9 // 10] ^= 1
    mirror.write_bytes(data)
    day.panel_path("a1").write_bytes(b"")

    recovered = recover(day.panel_path("a1"), day.profile, day.clock)

    assert 0 < recovered.records < count
    assert check(day.open(day.panel_path("a1"))).findings == ()


def shatter(day: SampleDay, times: int) -> None:
    """Damage the secretariat's file in many ways and demand it back each time."""
    path, chance = day.event_path, random.Random(20240712)
    whole = path.read_bytes()
    expected = state(day.open(path))
    day.close()
    recovered = 0
    for number in range(times):
        path.write_bytes(whole)
        damage(path, chance)
        if not is_whole(path, day.profile):
            recover(path, day.profile, day.clock)
            recovered += 1
        assert expected == state(day.open(path)), number
        day.close()
        for aside in path.parent.glob("*.rusak-*"):
            aside.unlink()
    assert recovered > times // 2


def test_nothing_is_lost_however_the_file_is_damaged(day: SampleDay) -> None:
    shatter(day, 12)


@pytest.mark.nightly
@pytest.mark.timeout(7_200)
def test_nothing_is_lost_in_a_thousand_ways_of_damage(day: SampleDay) -> None:
    shatter(day, 1_000)


def test_files_that_could_be_recovered_are_known_also_when_they_are_gone(
    day: SampleDay, tmp_path: Path
) -> None:
    day.office()
    day.room("b1")
    day.close()
    day.panel_path("b1").unlink()

    known = {file.path: file for file in known_files(day.profile)}

    office, panel = known[day.event_path], known[day.panel_path("b1")]
    assert (office.panel, office.exists) == ("", True)
    assert (panel.panel, panel.exists) == ("panel-b", False)
    assert known_files(Profile(tmp_path / "other")) == ()


@pytest.mark.parametrize("last", range(5))
def test_recovery_tells_how_far_it_is_and_can_be_stopped(day: SampleDay, last: int) -> None:
    day.office()
    day.close()
    day.event_path.write_bytes(day.event_path.read_bytes()[:20_000])
    before = sorted(day.folder.iterdir())

    def stop(done: int, steps: int) -> None:
        assert steps == 5
        if done == last:
            raise CancelledError

    with pytest.raises(CancelledError):
        recover(day.event_path, day.profile, day.clock, stop)

    assert before == sorted(day.folder.iterdir())
    seen: list[int] = []
    recover(day.event_path, day.profile, day.clock, lambda done, _all: seen.append(done))
    assert seen == [0, 1, 2, 3, 4, 5]
