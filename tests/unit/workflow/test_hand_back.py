# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import Role
from pkri_desktop.exchange.package import Purpose, read_package
from pkri_desktop.identity.signer import seal_holds
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE
from tests.factories import SampleDay, own_entries, score_all


@pytest.fixture
def room(day: SampleDay) -> Room:
    return day.room("a1")


def authors(room: Room, day: SampleDay, assessor: str) -> dict[str, int]:
    """Return whose records, and how many, a return carries."""
    package = read_package(day.content(day.hand_back(room, assessor).path), "x")
    streams = room.file.ledger.streams(Role.ASSESSOR)
    counted: dict[str, int] = {}
    for record in package.batch.records:
        counted[streams[record.stream]] = counted.get(streams[record.stream], 0) + 1
    return counted


def test_return_is_a_package_of_the_assessor(day: SampleDay, room: Room) -> None:
    entry = own_entries(room)[0]
    score_all(room, "a1", entry)

    returned = day.hand_back(room)
    package = read_package(day.content(returned.path), "x")

    assert (package.header.purpose, package.header.author) == (Purpose.RETURN, "a1")
    assert (package.header.panel, package.header.event) == ("panel-a", room.event.id)
    assert returned.records == len(package.batch.records)
    assert room.signer("a1").chain == package.chain


def test_return_is_sealed_to_its_last_record(day: SampleDay, room: Room) -> None:
    score_all(room, "a1", own_entries(room)[0])

    package = read_package(day.content(day.hand_back(room).path), "x")

    last = max(package.batch.records, key=lambda record: record.seq)
    assert last.id in {seal.record for seal in package.batch.seals}
    assert all(seal_holds(seal, room.signer("a1").chain[0]) for seal in package.batch.seals)


def test_returning_again_writes_the_same_records_to_the_same_file(
    day: SampleDay, room: Room
) -> None:
    score_all(room, "a1", own_entries(room)[0])

    first, second = day.hand_back(room), day.hand_back(room)

    assert (first.path, first.records) == (second.path, second.records)
    assert len(list(first.path.parent.iterdir())) == 1


def test_name_of_a_return_tells_nothing_of_who_and_what(day: SampleDay, room: Room) -> None:
    name = day.hand_back(room).path.name

    assert name == f"kembali-{room.fingerprint()[:12]}.pkrix"


def test_return_carries_of_others_what_they_sealed_themselves(day: SampleDay, room: Room) -> None:
    entry = own_entries(room)[0]
    room.unlock("a2", SAMPLE_PASSPHRASE)
    room.write_note("a2", entry, None, "belum disegel", "")
    sealed = authors(room, day, "a1")["a2"]

    score_all(room, "a2", entry)
    room.finalise("a2", entry)
    room.write_note("a2", entry, None, "sesudahnya", "")
    criteria = len(room.rubric(entry).criteria)

    # Key at first; then the note, the scores and the finalisation, but not the last note.
    assert authors(room, day, "a1")["a2"] == sealed + 1 + criteria + 1
    assert authors(room, day, "a2")["a2"] == sealed + 1 + criteria + 1 + 1


def test_return_of_a_locked_key_is_refused(day: SampleDay) -> None:
    room = day.room("a1", unlocked=False)

    with pytest.raises(Refusal) as refused:
        day.hand_back(room)

    assert refused.value.reason is Reason.KEY_LOCKED
    assert not (day.folder / "returns").exists()


def test_return_of_somebody_without_a_key_is_refused(day: SampleDay, room: Room) -> None:
    with pytest.raises(Refusal) as refused:
        day.hand_back(room, "b9")

    assert refused.value.reason is Reason.KEY_MISSING


def test_secretariats_file_returns_nothing(day: SampleDay) -> None:
    room = Room(day.open(day.event_path), day.profile, day.clock)
    room.keys.unlock(room.holder("a1"), SAMPLE_PASSPHRASE)

    with pytest.raises(Refusal) as refused:
        day.hand_back(room)

    assert refused.value.reason is Reason.SCORE_NOT_ASSIGNED


def test_signed_sheets_are_counted_as_they_stand(day: SampleDay, room: Room) -> None:
    """A reopened sheet's paper travels along, but is no signed sheet any more."""
    first, second = own_entries(room)[:2]
    for entry in (first, second):
        score_all(room, "a1", entry)
        room.finalise("a1", entry)
        room.keep_signed("a1", entry, room.sheet("a1", entry).finalised, b"%PDF " + entry.encode())
    assert day.hand_back(room).sheets == 2
    room.reopen("a1", first, "salah ketik")

    returned = day.hand_back(room)

    assert returned.sheets == 1
    package = read_package(day.content(returned.path), "x")
    assert len(package.batch.attachments) == 2


def test_name_that_is_taken_by_a_folder_is_said(day: SampleDay, room: Room) -> None:
    in_the_way = day.folder / "file"
    in_the_way.write_text("x")

    with pytest.raises(Refusal) as refused:
        hand_back(room, "a1", in_the_way)

    assert refused.value.reason is Reason.FILE_UNWRITABLE


def test_sample_code_is_known_to_everybody(room: Room) -> None:
    assert room.sample_code("a1") == SAMPLE_CODE
    assert room.sample_passphrase() == SAMPLE_PASSPHRASE
