# SPDX-License-Identifier: MIT
from __future__ import annotations

import errno
import hashlib
import shutil
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from pkri_desktop.documents.verification import verify_pdf
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.exchange.package import read_package
from pkri_desktop.runtime.files import write_durably
from pkri_desktop.workflow import handing_over
from pkri_desktop.workflow.handing_over import hand_over, recap_of
from tests.factories import SampleDay, own_entries, score_all

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.workflow.room import Room


@pytest.fixture
def room(day: SampleDay) -> Room:
    """Return a morning: one sheet final, one recused, one absent, one begun."""
    room = day.room("a1")
    entries = own_entries(room)
    score_all(room, "a1", entries[0])
    room.finalise("a1", entries[0])
    room.recuse("a1", entries[1], "Pernah mendampingi.")
    room.note_attendance("a1", entries[2], absent=True)
    room.give_score("a1", entries[3], room.rubric(entries[3]).criteria[0].id, 80)
    return room


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return an empty folder."""
    path = tmp_path / "STIK"
    path.mkdir()
    return path


def codes(room: Room, *places: int) -> tuple[str, ...]:
    entries = own_entries(room)
    return tuple(room.entries[entries[place]].code for place in places)


def test_recap_puts_each_sheet_in_one_place(room: Room) -> None:
    recap = recap_of(room, "a1")

    assert recap.final == recap.unsigned == codes(room, 0)
    assert (recap.recused, recap.absent) == (codes(room, 1), codes(room, 2))
    assert recap.missing == codes(room, *range(3, recap.sheets))
    assert recap.sheets == len(own_entries(room))
    assert recap.total == room.sheet("a1", own_entries(room)[0]).total


def test_colleagues_do_not_enter_a_recap(room: Room) -> None:
    recap = recap_of(room, "a2")

    assert recap.final == recap.recused == ()
    assert recap.absent == codes(room, 2)  # who is absent is absent for everybody
    assert recap.total == Fraction(0)


def test_package_and_signed_slip_are_written_and_say_the_same(
    day: SampleDay, room: Room, stick: Path
) -> None:
    done = hand_over(room, "a1", stick)()
    package = read_package(day.content(done.package), "x")
    slip = done.slip.read_bytes()

    assert sorted(path.name for path in stick.iterdir()) == [done.slip.name, done.package.name]
    assert done.paper.records == len(package.batch.records)
    assert done.paper.digest == hashlib.sha256(done.package.read_bytes()).hexdigest()
    assert done.paper.fingerprint == room.fingerprint()
    assert done.package.name == f"kembali-{room.fingerprint()[:12]}.pkrix"
    assert verify_pdf(slip, room.signer("a1").chain[-1]).valid


def test_code_says_panel_assessor_sheets_missing_totals_and_fingerprint(
    room: Room, stick: Path
) -> None:
    done = hand_over(room, "a1", stick)()
    fields = done.paper.code.split("|")

    assert fields[:1] + fields[2:9] == ["PKRISERAH1", "panel-a", "a1", "15", "1", "0", "1", "1"]
    assert fields[9] == ",".join(done.paper.missing)
    assert fields[10] == done.paper.total
    assert fields[11:] == [room.fingerprint()[:16], done.paper.digest[:16]]
    side = len(done.modules)
    assert side > 20
    assert all(len(row) == side for row in done.modules)


def test_handing_over_again_takes_the_same_place_and_later_holds_more(
    day: SampleDay, room: Room, stick: Path
) -> None:
    first = hand_over(room, "a1", stick)()
    again = hand_over(room, "a1", stick)()
    assert (first.package, first.slip) == (again.package, again.slip)
    older = {record.id for record in read_package(day.content(again.package), "x").batch.records}

    room.note_attendance("a1", own_entries(room)[5], absent=True)
    newer = hand_over(room, "a1", stick)()

    ids = {record.id for record in read_package(day.content(newer.package), "x").batch.records}
    assert older < ids
    assert len(list(stick.iterdir())) == 4


def test_locked_key_is_refused(day: SampleDay, stick: Path) -> None:
    with pytest.raises(Refusal) as refused:
        hand_over(day.room("a1", unlocked=False), "a1", stick)

    assert refused.value.reason is Reason.KEY_LOCKED


def test_folder_that_went_away_is_said_and_not_made(room: Room, stick: Path) -> None:
    job = hand_over(room, "a1", stick)
    stick.rmdir()

    with pytest.raises(Refusal) as refused:
        job()

    assert refused.value.reason is Reason.MEDIUM_GONE
    assert not stick.exists()


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, Reason.DISK_FULL), (errno.EIO, Reason.MEDIUM_GONE),
     (errno.EROFS, Reason.FILE_READ_ONLY)],
)  # fmt: skip
@pytest.mark.parametrize("fails_at", [".pkrix", ".pdf"])
def test_nothing_half_done_is_left(
    room: Room, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: Reason,
    fails_at: str,
) -> None:  # fmt: skip
    def fail(path: Path, content: bytes) -> None:
        if path.suffix == fails_at:
            raise OSError(number, "as planned")
        write_durably(path, content)

    monkeypatch.setattr(handing_over, "write_durably", fail)
    with pytest.raises(Refusal) as refused:
        hand_over(room, "a1", stick)()

    assert refused.value.reason is reason
    assert list(stick.iterdir()) == []


def test_stick_pulled_out_in_the_midst_is_said(
    room: Room, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def pull(*_arguments: Any) -> None:  # noqa: ANN401
        shutil.rmtree(stick)
        raise OSError(errno.EACCES, "as some systems say it")

    monkeypatch.setattr(handing_over, "try_writing", pull)
    with pytest.raises(Refusal) as refused:
        hand_over(room, "a1", stick)()

    assert refused.value.reason is Reason.MEDIUM_GONE


def test_package_that_was_there_stays_when_the_slip_fails(
    room: Room, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = hand_over(room, "a1", stick)()

    def fail(path: Path, content: bytes) -> None:
        if path.suffix == ".pdf":
            raise OSError(errno.ENOSPC, "as planned")
        write_durably(path, content)

    monkeypatch.setattr(handing_over, "write_durably", fail)
    with pytest.raises(Refusal):
        hand_over(room, "a1", stick)()

    assert sorted(stick.iterdir()) == sorted([done.package, done.slip])


def test_what_is_read_back_otherwise_is_refused(
    room: Room, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bend(path: Path, content: bytes) -> None:
        write_durably(path, content[:-1] + b"?")

    monkeypatch.setattr(handing_over, "write_durably", bend)
    with pytest.raises(Refusal) as refused:
        hand_over(room, "a1", stick)()

    assert refused.value.reason is Reason.FILE_UNWRITABLE
    assert list(stick.iterdir()) == []
