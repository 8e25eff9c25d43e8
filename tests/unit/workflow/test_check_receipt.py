# SPDX-License-Identifier: MIT
"""Whoever drops something that a receipt names is caught, each time; who goes on honestly never."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.workflow.acknowledge import acknowledge
from pkri_desktop.workflow.check_receipt import check_receipt, receipts_in
from pkri_desktop.workflow.opening import open_to_look
from tests.factories import PANELS, SampleDay, found_sample_day, own_entries, score_all

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.workflow.check_receipt import ReceiptChecked

ASSESSORS = [member for members in PANELS.values() for member in members]


@pytest.fixture(scope="module")
def received_day(founded_day: SampleDay, tmp_path_factory: pytest.TempPathFactory) -> SampleDay:
    """Return a day on which six returns came, a1's with a signed sheet, and a receipt was given."""
    day = founded_day.copy_to(tmp_path_factory.mktemp("received") / "day")
    paths = []
    for assessor in ASSESSORS:
        room = day.room(assessor)
        entry = own_entries(room, assessor)[0]
        score_all(room, assessor, entry)
        room.finalise(assessor, entry)
        if assessor == "a1":
            job = room.signing(assessor, entry)
            room.keep_signed(assessor, entry, job.finalised, job())
        paths.append(day.hand_back(room, assessor).path)
    office = day.office()
    acknowledge(office, day.receive(office.file, *paths).files, day.folder / "out")
    day.close()
    return day


@pytest.fixture
def day(received_day: SampleDay, tmp_path: Path):  # type: ignore[no-untyped-def] # noqa: ANN201
    copied = received_day.copy_to(tmp_path / "day")
    yield copied
    copied.close()


def checked(day: SampleDay) -> ReceiptChecked:
    [receipt] = receipts_in([day.folder / "out"])
    with open_to_look(day.event_path, day.profile) as file:
        return check_receipt(file, receipt.path)


def drop(day: SampleDay, statement: str, *given: object) -> None:
    """Take something out of the event file behind the program's back."""
    with closing(sqlite3.connect(day.event_path)) as connection:
        assert connection.execute(statement, given).rowcount > 0
        connection.commit()


def test_all_that_was_received_is_there(day: SampleDay) -> None:
    outcome = checked(day)
    assert (outcome.problem, outcome.lost) == ("", ())
    assert (outcome.files, outcome.sheets) == (6, 6)


def test_each_package_that_is_taken_out_is_missed(received_day: SampleDay, tmp_path: Path) -> None:
    with open_to_look(received_day.event_path, received_day.profile) as file:
        imports = file.queries.imports()
    assert len(imports) == 6
    for one in imports:
        day = received_day.copy_to(tmp_path / str(one.turn))
        with day.open(day.event_path).writing() as ledger:
            ledger.undo([one.turn], at=day.clock.now())
        day.close()
        outcome = checked(day)
        assert {(lost.what, lost.where) for lost in outcome.lost} >= {("records", one.file)}
        assert len({lost.author for lost in outcome.lost}) == 1


def test_each_stream_that_is_cut_short_behind_the_programs_back_is_missed(
    received_day: SampleDay, tmp_path: Path
) -> None:
    for assessor in ASSESSORS:
        day = received_day.copy_to(tmp_path / assessor)
        drop(
            day,
            "DELETE FROM record WHERE number = (SELECT max(record.number) FROM record"
            " JOIN stream ON stream.id = record.stream WHERE stream.author = ?)",
            assessor,
        )
        assert ("records", assessor) in {(lost.what, lost.author) for lost in checked(day).lost}


def test_gap_in_a_stream_is_missed(day: SampleDay) -> None:
    drop(day, "DELETE FROM record WHERE seq = 3 AND stream IN"
         " (SELECT id FROM stream WHERE author = 'b2')")  # fmt: skip
    assert [(lost.what, lost.author) for lost in checked(day).lost] == [("records", "b2")]


def test_seal_that_is_gone_is_missed(day: SampleDay) -> None:
    drop(day, "DELETE FROM seal WHERE stream IN (SELECT id FROM stream WHERE author = 'b1')")
    assert [(lost.what, lost.author) for lost in checked(day).lost] == [("seal", "b1")]


def test_signed_pdf_that_is_gone_or_changed_is_missed(day: SampleDay) -> None:
    drop(day, "UPDATE attachment SET content = x'00'")
    assert [(lost.what, lost.author) for lost in checked(day).lost] == [("pdf", "a1")]
    drop(day, "DELETE FROM attachment")
    assert [(lost.what, lost.author) for lost in checked(day).lost] == [("pdf", "a1")]


def test_honest_going_on_is_never_missed(day: SampleDay) -> None:
    """A sheet that is reopened and made final again is further records, and so is a new score."""
    room = day.room("a1")
    first, second = own_entries(room)[:2]
    room.reopen("a1", first, "Salah ketik")
    score_all(room, "a1", first, 60)
    room.finalise("a1", first)
    score_all(room, "a1", second)
    path = day.hand_back(room).path
    day.close()
    with day.open(day.event_path) as file:
        [received] = day.receive(file, path).files
        assert received.new > 0

    assert checked(day).lost == ()


def test_receipt_of_another_event_is_refused(day: SampleDay, tmp_path: Path) -> None:
    other = found_sample_day(tmp_path / "other")
    [receipt] = receipts_in([day.folder / "out"])

    with (
        open_to_look(other.event_path, other.profile) as file,
        pytest.raises(Refusal) as refused,
    ):
        check_receipt(file, receipt.path)
    assert refused.value.reason is Reason.PACKAGE_OTHER_EVENT


def test_changed_receipt_holds_nobody_to_anything(day: SampleDay) -> None:
    [receipt] = receipts_in([day.folder / "out"])
    data = receipt.path.read_bytes()
    receipt.path.write_bytes(data.replace(b'"code":"', b'"code":"x', 1))

    outcome = checked(day)
    assert (outcome.problem, outcome.lost) == ("altered", ())


def test_missing_receipt_is_said(day: SampleDay) -> None:
    with open_to_look(day.event_path, day.profile) as file, pytest.raises(Refusal) as refused:
        check_receipt(file, day.folder / "nowhere.pkrit")
    assert refused.value.reason is Reason.FILE_MISSING
