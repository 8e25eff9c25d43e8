# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.kinds import MOST_NOTE_CHARACTERS, MOST_REASON_CHARACTERS
from pkri_desktop.domain.note import DAY, NoteMarks
from pkri_desktop.domain.session import Session
from pkri_desktop.domain.sheet import Decision, SheetStatus
from pkri_desktop.store.schema import LEDGER_TABLES
from pkri_desktop.workflow.keys import KeyState
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample_keys import SAMPLE_PASSPHRASE
from tests.factories import dump, own_entries, score_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories import SampleDay

PDF = b"%PDF-1.7 contoh"
DIGEST = hashlib.sha256(PDF).hexdigest()
REASON = "Pernah mendampingi inovasi ini"


def refused(room: Room, action: Callable[[], object]) -> tuple[Reason, dict[str, Any]]:
    """Return why ``action`` is refused; it must have changed nothing."""
    before = dump(room.file, LEDGER_TABLES)
    with pytest.raises(Refusal) as caught:
        action()
    assert dump(room.file, LEDGER_TABLES) == before
    return caught.value.reason, caught.value.facts


def because(reason: Reason) -> tuple[Reason, dict[str, Any]]:
    """Return a refusal that needs no facts."""
    return reason, {}


@pytest.fixture
def room(day: SampleDay) -> Room:
    """Return the first assessor's room, the key unlocked."""
    return day.room()


@pytest.fixture
def entry(room: Room) -> str:
    """Return the first entry that the assessor sees."""
    return own_entries(room)[0]


def explain(room: Room, entry: str, criterion: str) -> None:
    room.write_note("a1", entry, None, "sebabnya", "", NoteMarks(criterion))


def first_criterion(room: Room, entry: str) -> str:
    return room.rubric(entry).criteria[0].id


def finalised(room: Room, entry: str) -> str:
    """Make the sheet final and return the finalising record."""
    score_all(room, "a1", entry)
    room.finalise("a1", entry)
    return room.sheet("a1", entry).finalised


# -- whose sheet it is -----------------------------------------------------------------------------


def test_an_entry_of_the_other_panel_is_refused(room: Room) -> None:
    other = next(e for e in room.entries if not room.assigned("a1", e))
    criterion = first_criterion(room, other)
    expected = because(Reason.SCORE_NOT_ASSIGNED)
    assert refused(room, lambda: room.give_score("a1", other, criterion, 80)) == expected
    assert refused(room, lambda: room.write_note("a1", other, None, "x", "")) == expected
    assert refused(room, lambda: room.note_attendance("a1", other, True)) == expected
    assert refused(room, lambda: room.recuse("a1", other, REASON)) == expected
    assert refused(room, lambda: room.reopen("a1", other, REASON)) == expected
    assert refused(room, lambda: room.finalise("a1", other)) == expected


def test_an_assessor_of_the_other_panel_is_refused(day: SampleDay) -> None:
    theirs = own_entries(day.room("b1"), "b1")[0]
    room = day.room()
    criterion = first_criterion(room, theirs)
    expected = because(Reason.SCORE_NOT_ASSIGNED)
    assert refused(room, lambda: room.give_score("b1", theirs, criterion, 80)) == expected


def test_an_unknown_entry_or_assessor_is_refused(room: Room, entry: str) -> None:
    criterion = first_criterion(room, entry)
    expected = because(Reason.SCORE_NOT_ASSIGNED)
    assert refused(room, lambda: room.give_score("a1", "k-99", criterion, 80)) == expected
    assert refused(room, lambda: room.give_score("a9", entry, criterion, 80)) == expected
    unknown = (Reason.ENTRY_UNKNOWN, {"entry": "k-99"})
    assert refused(room, lambda: room.rubric("k-99")) == unknown
    assert refused(room, lambda: room.sheet("a1", "k-99")) == unknown


def test_the_secretariats_file_refuses_scoring(day: SampleDay, entry: str) -> None:
    office = Room(day.open(day.event_path), day.profile, day.clock)
    office.unlock("a1", SAMPLE_PASSPHRASE)
    criterion = first_criterion(office, entry)
    expected = because(Reason.SCORE_NOT_ASSIGNED)
    assert office.role == "secretariat"
    assert refused(office, lambda: office.give_score("a1", entry, criterion, 80)) == expected
    assert refused(office, lambda: office.write_note("a1", entry, None, "x", "")) == expected
    assert refused(office, lambda: office.note_attendance("a1", entry, True)) == expected
    assert refused(office, lambda: office.recuse("a1", entry, REASON)) == expected
    assert refused(office, lambda: office.finalise("a1", entry)) == expected


def test_a_file_open_for_reading_refuses_scoring(day: SampleDay) -> None:
    room = Room(day.open(day.panel_path("a1"), read_only=True), day.profile, day.clock)
    entry = own_entries(room)[0]
    reason, _ = refused(
        room, lambda: room.give_score("a1", entry, first_criterion(room, entry), 80)
    )
    assert reason == Reason.FILE_READ_ONLY


# -- scores ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [-1, 101, 10_000, 10**12])
def test_steps_off_the_scale_are_refused(room: Room, entry: str, steps: int) -> None:
    criterion = first_criterion(room, entry)
    expected = because(Reason.SCORE_IMPOSSIBLE)
    assert refused(room, lambda: room.give_score("a1", entry, criterion, steps)) == expected


def test_an_unknown_criterion_is_refused(room: Room, entry: str) -> None:
    expected = because(Reason.SCORE_IMPOSSIBLE)
    assert refused(room, lambda: room.give_score("a1", entry, "tidak-ada", 80)) == expected


@pytest.mark.parametrize("steps", [0, 1, 100])
def test_the_ends_of_the_scale_are_taken(room: Room, entry: str, steps: int) -> None:
    criterion = first_criterion(room, entry)
    room.give_score("a1", entry, criterion, steps)
    assert room.sheet("a1", entry).scores == {criterion: steps}


def test_a_cleared_score_is_not_scored_again(room: Room, entry: str) -> None:
    criterion = first_criterion(room, entry)
    room.give_score("a1", entry, criterion, 80)
    room.give_score("a1", entry, criterion, None)
    sheet = room.sheet("a1", entry)
    assert (sheet.scores, sheet.status) == ({}, SheetStatus.NOT_BEGUN)


def test_not_scored_zero_absent_and_recused_are_four_different_things(room: Room) -> None:
    untouched, zero, absent, recused = own_entries(room)[:4]
    for criterion in room.rubric(zero).criteria:
        room.give_score("a1", zero, criterion.id, 0)
    room.note_attendance("a1", absent, True)
    room.recuse("a1", recused, REASON)
    sheets = [room.sheet("a1", entry) for entry in (untouched, zero, absent, recused)]
    assert [(sheet.status, sheet.total) for sheet in sheets] == [
        (SheetStatus.NOT_BEGUN, None),
        (SheetStatus.COMPLETE, Fraction(0)),
        (SheetStatus.ABSENT, None),
        (SheetStatus.RECUSED, None),
    ]
    progress = room.progress("a1")
    assert [progress[sheet.entry].status for sheet in sheets] == [s.status for s in sheets]
    assert [progress[sheet.entry].scored for sheet in sheets] == [
        0, len(room.rubric(zero).criteria), 0, 0,
    ]  # fmt: skip


def test_one_zero_counts_as_scored(room: Room, entry: str) -> None:
    criterion = first_criterion(room, entry)
    room.give_score("a1", entry, criterion, 0)
    sheet = room.sheet("a1", entry)
    assert (sheet.scores, sheet.status) == ({criterion: 0}, SheetStatus.IN_PROGRESS)
    assert len(sheet.missing) == len(sheet.rubric.criteria) - 1


def test_a_sheet_of_zeros_can_be_made_final(room: Room, entry: str) -> None:
    for criterion in room.rubric(entry).criteria:
        room.give_score("a1", entry, criterion.id, 0)
        explain(room, entry, criterion.id)
    room.finalise("a1", entry)
    sheet = room.sheet("a1", entry)
    assert (sheet.status, sheet.total) == (SheetStatus.FINAL, Fraction(0))


@pytest.mark.parametrize(("steps", "explained"), [(49, False), (50, True), (95, True), (96, False)])
def test_a_very_low_or_high_score_needs_a_note_on_its_criterion(
    room: Room, entry: str, steps: int, explained: bool
) -> None:
    score_all(room, "a1", entry)
    criterion = first_criterion(room, entry)
    room.give_score("a1", entry, criterion, steps)
    room.write_note("a1", entry, None, "tentang seluruhnya", "")

    missing = [one.id for one in room.unexplained("a1", entry)]

    assert missing == ([] if explained else [criterion])
    if not explained:
        reason, facts = refused(room, lambda: room.finalise("a1", entry))
        assert (reason, facts) == (Reason.SHEET_UNEXPLAINED, {"missing": 1})
        explain(room, entry, criterion)
    room.finalise("a1", entry)
    assert room.sheet("a1", entry).status is SheetStatus.FINAL


# -- final, recused, absent ------------------------------------------------------------------------


def test_a_final_sheet_refuses_scores_recusal_and_being_made_final_again(
    room: Room, entry: str
) -> None:
    finalised(room, entry)
    criterion = first_criterion(room, entry)
    expected = because(Reason.SHEET_FINAL)
    assert refused(room, lambda: room.give_score("a1", entry, criterion, 70)) == expected
    assert refused(room, lambda: room.give_score("a1", entry, criterion, None)) == expected
    assert refused(room, lambda: room.recuse("a1", entry, REASON)) == expected
    assert refused(room, lambda: room.finalise("a1", entry)) == expected


def test_a_final_sheet_still_takes_notes(room: Room, entry: str) -> None:
    finalised(room, entry)
    room.write_note("a1", entry, None, "Catatan kemudian", "")
    assert [note.text for note in room.notes("a1", entry)] == ["Catatan kemudian"]
    assert room.sheet("a1", entry).status == SheetStatus.FINAL


def test_a_recused_sheet_refuses_scores_recusal_and_being_made_final(
    room: Room, entry: str
) -> None:
    criterion = first_criterion(room, entry)
    room.recuse("a1", entry, f"  {REASON}\r\n")
    sheet = room.sheet("a1", entry)
    assert (sheet.decision, sheet.reason) == (Decision.RECUSED, REASON)
    expected = because(Reason.SHEET_RECUSED)
    assert refused(room, lambda: room.give_score("a1", entry, criterion, 70)) == expected
    assert refused(room, lambda: room.recuse("a1", entry, REASON)) == expected
    assert refused(room, lambda: room.finalise("a1", entry)) == expected


def test_an_absent_entry_refuses_scores_and_being_made_final(room: Room, entry: str) -> None:
    score_all(room, "a1", entry)
    room.note_attendance("a1", entry, True)
    criterion = first_criterion(room, entry)
    expected = because(Reason.SHEET_ABSENT)
    assert refused(room, lambda: room.give_score("a1", entry, criterion, 70)) == expected
    assert refused(room, lambda: room.finalise("a1", entry)) == expected


def test_an_entry_that_came_after_all_keeps_its_scores(room: Room, entry: str) -> None:
    scores = score_all(room, "a1", entry).scores
    room.note_attendance("a1", entry, True)
    room.note_attendance("a1", entry, False)
    sheet = room.sheet("a1", entry)
    assert (sheet.scores, sheet.status) == (scores, SheetStatus.COMPLETE)


def test_one_can_step_back_from_an_absent_entry(room: Room, entry: str) -> None:
    room.note_attendance("a1", entry, True)
    room.recuse("a1", entry, REASON)
    assert room.sheet("a1", entry).status == SheetStatus.RECUSED


def test_an_incomplete_sheet_is_not_made_final(room: Room, entry: str) -> None:
    criteria = room.rubric(entry).criteria
    everything = (Reason.SHEET_INCOMPLETE, {"missing": len(criteria)})
    assert refused(room, lambda: room.finalise("a1", entry)) == everything
    for criterion in criteria[:-1]:
        room.give_score("a1", entry, criterion.id, 80)
    one = (Reason.SHEET_INCOMPLETE, {"missing": 1})
    assert refused(room, lambda: room.finalise("a1", entry)) == one


def test_a_locked_key_makes_nothing_final(day: SampleDay) -> None:
    room = day.room(unlocked=False)
    entry = own_entries(room)[0]
    score_all(room, "a1", entry)
    expected = (Reason.KEY_LOCKED, {"holder": "a1"})
    assert room.key_state("a1") == KeyState.LOCKED
    assert refused(room, lambda: room.finalise("a1", entry)) == expected
    assert room.sheet("a1", entry).status == SheetStatus.COMPLETE


def test_a_key_locked_again_makes_nothing_final(room: Room, entry: str) -> None:
    score_all(room, "a1", entry)
    room.lock("a1")
    expected = (Reason.KEY_LOCKED, {"holder": "a1"})
    assert refused(room, lambda: room.finalise("a1", entry)) == expected


def test_a_wrong_passphrase_leaves_the_key_locked(day: SampleDay) -> None:
    room = day.room(unlocked=False)
    expected = because(Reason.KEY_WRONG_PASSPHRASE)
    assert refused(room, lambda: room.unlock("a1", "bukan ini")) == expected
    assert room.key_state("a1") == KeyState.LOCKED


def test_there_is_no_second_enrolment(room: Room) -> None:
    code = room.sample_code("a1")
    expected = because(Reason.KEY_PRESENT)
    assert refused(room, lambda: room.enrol("a1", code, SAMPLE_PASSPHRASE)) == expected


# -- reasons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "   ", "\r\n\t", "\x00\x1f"])
def test_stepping_back_and_reopening_need_a_reason(room: Room, reason: str) -> None:
    open_entry, final_entry = own_entries(room)[:2]
    finalised(room, final_entry)
    expected = because(Reason.TEXT_MISSING)
    assert refused(room, lambda: room.recuse("a1", open_entry, reason)) == expected
    assert refused(room, lambda: room.reopen("a1", final_entry, reason)) == expected


def test_a_reason_may_be_just_so_long(room: Room, entry: str) -> None:
    longest = "x" * MOST_REASON_CHARACTERS
    expected = (Reason.TEXT_TOO_LONG, {"most": MOST_REASON_CHARACTERS})
    assert refused(room, lambda: room.recuse("a1", entry, longest + "x")) == expected
    room.recuse("a1", entry, longest)
    assert room.sheet("a1", entry).reason == longest


# -- reopening and signing -------------------------------------------------------------------------


def test_an_open_sheet_cannot_be_reopened(room: Room, entry: str) -> None:
    expected = because(Reason.SHEET_NOT_FINAL)
    assert refused(room, lambda: room.reopen("a1", entry, REASON)) == expected


def test_reopening_keeps_the_signed_pdf_and_the_scores(room: Room, entry: str) -> None:
    room.keep_signed("a1", entry, finalised(room, entry), PDF)
    signed = room.sheet("a1", entry)
    assert (signed.status, signed.attachment) == (SheetStatus.SIGNED, DIGEST)
    room.reopen("a1", entry, REASON)
    sheet = room.sheet("a1", entry)
    assert (sheet.status, sheet.scores) == (SheetStatus.COMPLETE, signed.scores)
    assert (sheet.attachment, sheet.finalised, sheet.reason) == ("", "", REASON)
    assert room.file.ledger.attachment(DIGEST) == PDF


def test_a_reopened_sheet_is_made_final_with_the_next_revision(room: Room, entry: str) -> None:
    first = finalised(room, entry)
    room.keep_signed("a1", entry, first, PDF)
    room.reopen("a1", entry, REASON)
    room.give_score("a1", entry, first_criterion(room, entry), 60)
    room.finalise("a1", entry)
    sheet = room.sheet("a1", entry)
    assert (sheet.status, sheet.revision, sheet.attachment) == (SheetStatus.FINAL, 2, "")
    assert sheet.finalised != first


def test_a_reopened_recusal_keeps_what_was_scored(room: Room, entry: str) -> None:
    criterion = first_criterion(room, entry)
    room.give_score("a1", entry, criterion, 80)
    room.recuse("a1", entry, REASON)
    room.reopen("a1", entry, "Keliru")
    sheet = room.sheet("a1", entry)
    assert (sheet.status, sheet.scores) == (SheetStatus.IN_PROGRESS, {criterion: 80})


def test_a_pdf_of_an_outdated_finalisation_is_not_kept(room: Room, entry: str) -> None:
    first = finalised(room, entry)
    room.reopen("a1", entry, REASON)
    expected = because(Reason.SHEET_NOT_FINAL)
    assert refused(room, lambda: room.keep_signed("a1", entry, first, PDF)) == expected
    assert refused(room, lambda: room.keep_signed("a1", entry, "", PDF)) == expected
    room.finalise("a1", entry)
    assert refused(room, lambda: room.keep_signed("a1", entry, first, PDF)) == expected
    assert room.sheet("a1", entry).status == SheetStatus.FINAL


@pytest.mark.parametrize("scored", [False, True])
def test_an_open_sheet_is_not_signed(room: Room, entry: str, scored: bool) -> None:
    if scored:
        score_all(room, "a1", entry)
    assert refused(room, lambda: room.signing("a1", entry)) == because(Reason.SHEET_NOT_FINAL)


def test_a_final_sheet_is_not_signed_with_a_locked_key(room: Room, entry: str) -> None:
    finalised(room, entry)
    room.lock("a1")
    expected = (Reason.KEY_LOCKED, {"holder": "a1"})
    assert refused(room, lambda: room.signing("a1", entry)) == expected


# -- notes -----------------------------------------------------------------------------------------


def test_a_note_may_be_just_so_long(room: Room, entry: str) -> None:
    longest = "x" * MOST_NOTE_CHARACTERS
    expected = (Reason.TEXT_TOO_LONG, {"most": MOST_NOTE_CHARACTERS})
    assert refused(room, lambda: room.write_note("a1", entry, None, longest + "x", "")) == expected
    room.write_note("a1", entry, None, longest, "")
    assert [note.text for note in room.notes("a1", entry)] == [longest]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("satu\r\ndua\rtiga\n\tempat", "satu\ndua\ntiga\n\tempat"),
        ("\x00a\x07b\x1bc\x7fd", "abcd"),
        ("kiri\u202ekanan\u2066x\u2069", "kirikananx"),
        ("setengah \ud83d huruf", "setengah  huruf"),
        ("🙂 ñ 中文", "🙂 ñ 中文"),
    ],
)
def test_control_characters_are_left_out_of_notes(
    room: Room, entry: str, typed: str, kept: str
) -> None:
    room.write_note("a1", entry, None, typed, "")
    assert [note.text for note in room.notes("a1", entry)] == [kept]


def test_a_rewritten_note_keeps_its_id_and_its_time(room: Room, entry: str) -> None:
    note_id, _ = room.write_note("a1", entry, None, "satu", "bukti")
    [begun] = room.notes("a1", entry)
    room.clock.moment += 3_600_000  # type: ignore[attr-defined]
    again, _ = room.write_note("a1", entry, note_id, "dua", "")
    [note] = room.notes("a1", entry)
    assert (again, note.id) == (note_id, note_id)
    assert (note.text, note.tag, note.written) == ("dua", "", begun.written)


def test_a_note_keeps_its_marks_and_is_stamped_with_the_stage(room: Room, entry: str) -> None:
    criterion = first_criterion(room, entry)
    room.day.time("a1", entry, Session.started)
    room.clock.moment += 130_000  # type: ignore[attr-defined]
    marks = NoteMarks(criterion, shared=True, use="improvement")

    note_id, _ = room.write_note("a1", entry, None, "satu", "bukti", marks)
    room.day.time("a1", entry, Session.advanced)
    room.write_note("a1", entry, note_id, "dua", "bukti", NoteMarks(use="policy"))
    later, _ = room.write_note("a1", entry, None, "tiga", "")

    rewritten, new = room.notes("a1", entry)
    assert new.id == later
    assert rewritten.marks == NoteMarks("", shared=False, use="policy")
    assert rewritten.stage == "presentation"
    assert 130 <= rewritten.elapsed < 150
    assert new.stage == "interview"


def test_a_note_of_the_day_belongs_to_no_innovator(room: Room, day: SampleDay) -> None:
    room.write_note("a1", DAY, None, "Listrik padam pukul sepuluh", "")

    [note] = room.notes("a1", DAY)
    assert (note.text, note.stage) == ("Listrik padam pukul sepuluh", "")
    reason, _ = refused(room, lambda: room.write_note("b1", DAY, None, "x", ""))
    assert reason is Reason.SCORE_NOT_ASSIGNED


@pytest.mark.parametrize("nothing", ["", "\x00\x1f"])
def test_an_empty_text_removes_the_note(room: Room, entry: str, nothing: str) -> None:
    room.write_note("a1", entry, None, "tetap", "")
    removed, _ = room.write_note("a1", entry, None, "hilang", "")
    room.write_note("a1", entry, removed, nothing, "")
    assert [note.text for note in room.notes("a1", entry)] == ["tetap"]
    assert room.progress("a1")[entry].notes == 1


def test_a_note_on_an_entry_begins_no_sheet(room: Room, entry: str) -> None:
    room.write_note("a1", entry, None, "Catatan", "")
    assert room.sheet("a1", entry).status == SheetStatus.NOT_BEGUN


def test_a_tag_that_no_record_can_hold_is_refused(room: Room, entry: str) -> None:
    reason, _ = refused(room, lambda: room.write_note("a1", entry, None, "x", "t" * 41))
    assert reason == Reason.RECORD_MALFORMED


def test_a_removed_note_that_is_put_back_keeps_its_stamp(room: Room, entry: str) -> None:
    room.day.time("a1", entry, Session.started)
    note_id, _ = room.write_note("a1", entry, None, "satu", "")
    [before] = room.notes("a1", entry)
    room.write_note("a1", entry, note_id, "", "")
    room.day.time("a1", entry, Session.advanced)

    room.write_note("a1", entry, note_id, "satu", "")

    assert room.notes("a1", entry) == (before,)
