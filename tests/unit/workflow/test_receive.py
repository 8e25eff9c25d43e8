# SPDX-License-Identifier: MIT
from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkri_desktop.domain.errors import CancelledError, Reason, Refusal
from pkri_desktop.store.schema import LEDGER_TABLES
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.quarantine import quarantined
from pkri_desktop.workflow.receive import found_from_first_kit, found_from_kit, receive
from pkri_desktop.workflow.room import Room
from tests.factories import SampleDay, dump, own_entries, score_all

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.hand_back import HandedBack


def played(day: SampleDay, assessor: str = "a1", steps: int = 80) -> tuple[Room, HandedBack]:
    """Let an assessor make one sheet final and hand it back."""
    room = day.room(assessor)
    entry = own_entries(room, assessor)[0]
    score_all(room, assessor, entry, steps)
    room.finalise(assessor, entry)
    return room, day.hand_back(room, assessor)


@pytest.fixture
def office(day: SampleDay) -> EventFile:
    return day.open(day.event_path)


# -- what is received ------------------------------------------------------------------------------


def test_numbers_of_a_receipt_add_up(day: SampleDay, office: EventFile) -> None:
    _, first = played(day, "a1")
    _, second = played(day, "b1")

    receipt = day.receive(office, first.path, second.path, first.path)

    assert [r.refusal for r in receipt.files] == [None, None, None]
    assert all(r.total == r.new + r.here for r in receipt.files)
    assert [r.new for r in receipt.files] == [first.records, second.records, 0]
    assert {("a1", own_entries(day.room("a2"), "a2")[0])} <= receipt.touched.sheets


def test_newest_return_holds_the_older_ones(day: SampleDay, office: EventFile) -> None:
    room, older = played(day)
    entry = own_entries(room)[1]
    score_all(room, "a1", entry)
    room.finalise("a1", entry)
    newer = day.hand_back(room)
    assert older.path != newer.path

    day.receive(office, newer.path)
    before = office.ledger.fingerprint()
    [received] = day.receive(office, older.path).files

    assert (received.new, received.here) == (0, older.records)
    assert before == office.ledger.fingerprint()


def test_panel_file_itself_is_received_as_its_package_would_be(
    day: SampleDay, office: EventFile
) -> None:
    room, returned = played(day)
    room.file.close()

    [by_file] = day.receive(office, day.panel_path("a1")).files
    [by_package] = day.receive(office, returned.path).files

    assert by_file.refusal is None
    assert by_file.new == returned.records
    assert by_package.new == 0


def test_panel_file_that_is_open_elsewhere_is_received_as_it_is_saved(
    day: SampleDay, office: EventFile
) -> None:
    played(day)

    [received] = day.receive(office, day.panel_path("a1")).files

    assert received.refusal is None
    assert received.new > 0


def test_folder_stands_for_the_packages_and_files_in_it(day: SampleDay, office: EventFile) -> None:
    for assessor in ("a1", "a2", "b1"):
        played(day, assessor)
    returns = day.folder / "returns"
    (returns / "catatan.txt").write_text("x")
    (returns / ".tersembunyi").write_text("x")

    receipt = day.receive(office, returns)

    assert len(receipt.files) == 3
    assert [r.refusal for r in receipt.files] == [None] * 3


def test_newer_kit_changes_a_panel_file(day: SampleDay, office: EventFile) -> None:
    room = day.room("a1")
    before = room.file.ledger.count()
    newer = day.issue(day.office_again(office))

    receipt = day.receive(room.file, newer.path)

    assert receipt.files[0].refusal is None
    assert receipt.files[0].new == newer.records - receipt.files[0].here
    assert room.file.ledger.count() == before + receipt.files[0].new


def test_progress_is_told_file_by_file(day: SampleDay, office: EventFile) -> None:
    _, returned = played(day)
    told: list[tuple[int, int]] = []

    receive(
        office, [returned.path, returned.path], profile=day.profile, clock=day.clock,
        access=day.access, progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip

    assert told == [(1, 2), (2, 2)]


def test_receiving_that_is_cancelled_receives_nothing(day: SampleDay, office: EventFile) -> None:
    _, returned = played(day)
    before = dump(office, LEDGER_TABLES)

    def cancel(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        receive(
            office, [returned.path], profile=day.profile, clock=day.clock, access=day.access,
            progress=cancel,
        )  # fmt: skip

    assert before == dump(office, LEDGER_TABLES)
    assert day.receive(office, returned.path).files[0].new == returned.records


def test_snapshot_is_taken_before_anything_is_received(day: SampleDay, office: EventFile) -> None:
    _, returned = played(day)
    before = office.ledger.fingerprint()

    day.receive(office, returned.path)

    [snapshot] = office.snapshots.list()
    kept = day.open(snapshot, read_only=True)
    assert before == kept.ledger.fingerprint()


def test_nothing_to_receive_takes_no_snapshot(day: SampleDay, office: EventFile) -> None:
    (day.folder / "x.pkrix").write_bytes(b"x")

    day.receive(office, day.folder / "x.pkrix")
    day.receive(office)

    assert office.snapshots.list() == []


def test_file_that_is_open_elsewhere_receives_nothing(day: SampleDay, office: EventFile) -> None:
    _, returned = played(day)
    second = day.open(day.event_path)
    assert second.holder != ""

    with pytest.raises(Refusal) as refused:
        day.receive(second, returned.path)

    assert refused.value.reason is Reason.FILE_HELD


# -- what is too large, or damaged in the middle --------------------------------------------------


def sparse(path: Path, mark: bytes, size: int) -> Path:
    with path.open("wb") as file:
        file.write(mark)
        file.truncate(size)
    return path


@pytest.mark.parametrize(
    ("name", "mark", "size"),
    [("x.pkrix", b"PKRIPKG1", 200 * 2**20), ("x.pkri", b"SQLite format 3\0", 600 * 2**20)],
)
def test_file_that_is_absurdly_large_is_refused_unread(
    day: SampleDay, office: EventFile, name: str, mark: bytes, size: int
) -> None:
    path = sparse(day.folder / name, mark, size)

    [received] = day.receive(office, path).files

    assert received.refusal is not None
    assert received.refusal.reason is Reason.PACKAGE_TOO_LARGE
    assert not day.profile.quarantine(office.queries.local("event")).exists()


@given(data=st.data())
@settings(max_examples=40)
def test_damaged_event_file_is_refused_or_brings_what_is_whole(
    founded_day: SampleDay, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Bytes changed anywhere in a panel file: nothing false gets in, and nothing crashes."""
    day = founded_day.copy_to(tmp_path_factory.mktemp("damaged") / "day")
    path = day.panel_path("a1")
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(100, len(content) - 1))
        content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    office = day.open(day.event_path)
    before = dump(office, LEDGER_TABLES)
    whole = dump(day.open(founded_day.panel_path("a1"), read_only=True), ["record"], "id")

    [received] = day.receive(office, path).files

    if received.refusal is not None:
        assert before == dump(office, LEDGER_TABLES)
    here = {row[0] for row in dump(office, ["record"], "id")["record"]}
    known = {row[1] for row in before["record"]} | {row[0] for row in whole["record"]}
    assert here <= known
    day.close()
    shutil.rmtree(day.folder)


def test_page_of_zeros_makes_an_event_file_damaged(day: SampleDay, office: EventFile) -> None:
    path = day.panel_path("a1")
    content = bytearray(path.read_bytes())
    content[4_096 * 10 : 4_096 * 11] = bytes(4_096)
    path.write_bytes(content)

    [received] = day.receive(office, path).files

    assert received.refusal is not None
    assert received.refusal.reason is Reason.FILE_DAMAGED


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"PKRIPKG1" + os.urandom(3_000), "package.damaged"),
        (b"PKRIPKG9" + os.urandom(3_000), "package.newer"),
    ],
)
def test_refused_file_is_kept_with_the_reason(
    day: SampleDay, office: EventFile, content: bytes, expected: str
) -> None:
    path = day.folder / "x.pkrix"
    path.write_bytes(content)

    day.receive(office, path)
    day.receive(office, path)

    folder = day.profile.quarantine(office.queries.local("event"))
    [kept] = quarantined(folder)
    assert kept.path.read_bytes() == content
    assert kept.refusal is not None
    assert (kept.file, kept.path.name, kept.refusal.reason) == ("x.pkrix", "x.pkrix", expected)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"root:x:0:0:root\n",
        os.urandom(3_000),
        b"PKRI",
        b"SQLite format 3\0" + os.urandom(3_000),  # of another program
    ],
)
def test_file_that_was_named_by_mistake_is_not_copied(
    day: SampleDay, office: EventFile, content: bytes
) -> None:
    path = day.folder / "passwd"
    path.write_bytes(content)

    [received] = day.receive(office, path).files

    assert received.refusal is not None
    assert not day.profile.quarantine(office.queries.local("event")).exists()


# -- the first kit --------------------------------------------------------------------------------


def found(day: SampleDay, kit: Path, path: Path) -> Reason | None:
    try:
        found_from_kit(kit, path, profile=day.profile, clock=day.clock)
    except Refusal as refusal:
        return refusal.reason
    return None


def test_first_kit_makes_a_panel_file(day: SampleDay) -> None:
    path = day.folder / "new" / "panel-b.pkri"

    assert found(day, day.kit_path("panel-b"), path) is None

    room = Room(day.open(path), day.profile, day.clock)
    assert room.role == "panel"
    assert room.panel is not None
    assert room.panel.id == "panel-b"
    assert [a.id for a in room.assessors()] == ["b1", "b2", "b3"]


def test_all_of_the_first_kit_is_new(day: SampleDay) -> None:
    received = found_from_kit(
        day.kit_path("panel-b"), day.folder / "new.pkri", profile=day.profile, clock=day.clock
    )

    file = day.open(day.folder / "new.pkri")
    count = file.ledger.count()
    assert (received.new, received.here, received.total) == (count, 0, count)


def test_panel_file_is_founded_from_the_first_kit_there_is(day: SampleDay) -> None:
    folder = day.folder / "stick"
    folder.mkdir()
    (folder / "a.pkrix").write_bytes(b"sampah")
    shutil.copyfile(day.kit_path("panel-a"), folder / "b.pkrix")
    shutil.copyfile(day.kit_path("panel-b"), folder / "c.pkrix")
    path = day.folder / "new.pkri"

    founded, rest = found_from_first_kit([folder], path, profile=day.profile, clock=day.clock)

    assert founded.file == "b.pkrix"
    assert [other.name for other in rest] == ["a.pkrix", "c.pkrix"]
    receipt = day.receive(day.open(path), *rest)
    reasons = [r.refusal.reason for r in receipt.files if r.refusal is not None]
    assert reasons == [Reason.PACKAGE_BROKEN, Reason.PACKAGE_OTHER_PANEL]


@pytest.mark.parametrize("name", ["kegiatan.pkri", "empty", "missing.pkrix"])
def test_nothing_is_founded_without_a_kit(day: SampleDay, name: str) -> None:
    (day.folder / "empty").mkdir()
    path = day.folder / "new.pkri"

    with pytest.raises(Refusal) as refused:
        found_from_first_kit([day.folder / name], path, profile=day.profile, clock=day.clock)

    expected = {
        "kegiatan.pkri": Reason.PACKAGE_NOT_A_KIT,
        "empty": Reason.FOLDER_EMPTY,
        "missing.pkrix": Reason.FILE_MISSING,
    }
    assert expected[name] is refused.value.reason
    assert not path.exists()


def test_kit_of_another_panel_is_refused(day: SampleDay) -> None:
    file = day.open(day.panel_path("a1"))
    before = dump(file, LEDGER_TABLES)

    [received] = day.receive(file, day.kit_path("panel-b")).files

    assert received.refusal is not None
    assert received.refusal.reason is Reason.PACKAGE_OTHER_PANEL
    assert (received.refusal.facts["panel"], received.refusal.facts["own"]) == (
        "Panel B",
        "Panel A",
    )
    assert before == dump(file, LEDGER_TABLES)


def test_kit_does_not_write_over_a_file(day: SampleDay) -> None:
    before = day.panel_path("a1").read_bytes()

    assert found(day, day.kit_path(), day.panel_path("a1")) is Reason.FILE_EXISTS
    assert before == day.panel_path("a1").read_bytes()


def test_what_is_no_whole_kit_makes_no_file(day: SampleDay) -> None:
    _, returned = played(day)
    folder = day.folder / "odd"
    folder.mkdir()
    whole = day.kit_path().read_bytes()
    (folder / "cut").write_bytes(whole[:-100])
    (folder / "changed").write_bytes(whole[:-100] + b"x" + whole[-99:])
    (folder / "empty").write_bytes(b"")
    reasons = {
        path.name: found(day, path, day.folder / "new.pkri")
        for path in [*sorted(folder.iterdir()), returned.path, day.folder / "missing"]
    }

    assert reasons == {
        "changed": Reason.PACKAGE_DAMAGED,
        "cut": Reason.PACKAGE_DAMAGED,
        "empty": Reason.FILE_NOT_OURS,
        returned.path.name: Reason.PACKAGE_FOR_OTHERS,
        "missing": Reason.FILE_MISSING,
    }
    assert not (day.folder / "new.pkri").exists()


@pytest.mark.parametrize("dry_run", [True, False])
def test_kit_among_what_came_back_is_named_and_not_kept(day: SampleDay, dry_run: bool) -> None:
    office = day.office()

    [received] = receive(
        office.file, [day.kit_path()], profile=day.profile, clock=day.clock,
        access=office.access, dry_run=dry_run, keep_refused=True,
    ).files  # fmt: skip

    assert received.refusal is not None
    assert received.refusal.reason is Reason.PACKAGE_FOR_PANEL
    assert quarantined(day.profile.quarantine(office.event.id)) == ()


@pytest.mark.parametrize("content", [b"", b"PKRI", b"PKRIPKGx" + bytes(90), bytes(3_000)])
@pytest.mark.parametrize(
    ("name", "expected"),
    [("kembali.pkrix", Reason.PACKAGE_BROKEN), ("KEMBALI.PKRI", Reason.FILE_BROKEN)],
)
def test_file_that_is_ours_by_its_name_alone_is_to_be_copied_again(
    day: SampleDay, name: str, expected: Reason, content: bytes
) -> None:
    path = day.folder / name
    path.write_bytes(content)
    files = [day.open(day.event_path), day.open(day.panel_path("a1"))]

    refusals = [day.receive(file, path).files[0].refusal for file in files]

    assert [one.reason for one in refusals if one] == [expected] * 2
    assert found(day, path, day.folder / "new.pkri") is expected
    with pytest.raises(Refusal) as caught:
        open_event(path, day.profile)
    is_package = content.startswith(b"PKRIPKG")
    assert caught.value.reason is (Reason.FILE_IS_PACKAGE if is_package else expected)
