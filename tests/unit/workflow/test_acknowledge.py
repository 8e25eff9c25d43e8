# SPDX-License-Identifier: MIT
from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.exchange.receipt import read_receipt
from pkri_desktop.workflow.acknowledge import Acknowledged, acknowledge, check_place
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.verify import Root, files_to_verify, roots_for, verify_file
from pkri_desktop.workflow.words import words_of
from tests.factories import SampleDay, own_entries, score_all
from tests.processes import with_full_disk
from tests.unit.documents import tools

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.exchange.receipt import Statement


def handed_in(day: SampleDay) -> list[Path]:
    """Return the return of a1, with one signed and one final sheet, and something else."""
    room = day.room("a1")
    for entry in own_entries(room)[:2]:
        score_all(room, "a1", entry, 61)
        room.finalise("a1", entry)
    job = room.signing("a1", own_entries(room)[0])
    room.keep_signed("a1", own_entries(room)[0], job.finalised, job())
    (day.folder / "foto.pkrix").write_bytes(b"foto")
    return [day.hand_back(room).path, day.folder / "foto.pkrix"]


def given(day: SampleDay, office: Office) -> Acknowledged:
    receipt = day.receive(office.file, *handed_in(day))
    return acknowledge(office, receipt.files, day.folder / "out")


def said(written: Acknowledged) -> Statement:
    return read_receipt(written.file.read_bytes(), "x").statement


def test_receipt_says_what_was_received_and_how_far_the_sheets_are(day: SampleDay) -> None:
    office = day.office()
    written = given(day, office)
    statement = said(written)
    room = day.room("a1")
    first, second = own_entries(room)[:2]

    [file] = statement.files
    assert (file.panel, file.new + file.here) == ("panel-a", file.total)
    assert [(sheet.assessor, sheet.entry) for sheet in statement.sheets] == [
        ("a1", first),
        ("a1", second),
    ]
    assert [bool(sheet.attachment) for sheet in statement.sheets] == [True, False]
    assert [refused.reason for refused in statement.refused] == ["package.broken"]
    assert statement.fingerprint == office.file.ledger.fingerprint()
    [head] = file.heads
    assert head.author == "a1"
    assert head.sealed == head.seq
    assert office.file.ledger.positions([head.record]) == {head.record: (head.stream, head.seq)}


def test_both_parts_are_signed_by_the_secretariat(day: SampleDay) -> None:
    office = day.office()
    written = given(day, office)
    root = Root(base64.b64decode(office.file.queries.root_certificate()), "")

    assert [path.path for path in files_to_verify([written.file.parent])] == sorted(written)
    for path in written:
        verdict = verify_file(path, [root])
        assert (verdict.valid, verdict.signer) == (True, "Sekretariat")


def test_changed_receipt_is_not_genuine_and_says_nothing_without_a_root(day: SampleDay) -> None:
    written = given(day, day.office())
    roots = roots_for(written.file, None, day.profile.folder / "keys")
    assert verify_file(written.file, []).problem == "no-root"
    changed = written.file.read_bytes().replace(b'"here":0', b'"here":1')
    assert changed != written.file.read_bytes()
    written.file.write_bytes(changed)

    assert verify_file(written.file, roots).problem == "altered"


def test_paper_says_the_same_and_no_score(day: SampleDay) -> None:
    office = day.office()
    written = given(day, office)
    words = tools.words_of(written.paper.read_bytes(), day.folder)

    assert "Penilai A1 – 2 lembar final:" in words
    assert words_of(office.file.ledger.fingerprint()) in words
    assert "foto.pkrix bukan paket PKRI Desktop, atau kosong, atau terpotong dari awalnya." in words
    assert "sekali lagi" not in words  # what to do about it is for the screen
    assert written.file.name in words
    names = json.loads(written.file.read_bytes())["receipt"]["sheets"][0].keys()
    assert names == {"assessor", "attachment", "code", "entry", "finalised"}


def test_panel_file_is_acknowledged_too(day: SampleDay) -> None:
    room = day.room("a1")
    score_all(room, "a1", own_entries(room)[0])
    room.finalise("a1", own_entries(room)[0])
    day.close()
    office = day.office()
    written = acknowledge(
        office, day.receive(office.file, day.panel_path("a1")).files, day.folder / "out"
    )

    [file] = said(written).files
    assert file.panel == "panel-a"
    assert {head.role for head in file.heads} == {"assessor", "secretariat"}


def test_rehearsal_has_no_heads(day: SampleDay) -> None:
    office = day.office()
    receipt = day.receive(office.file, *handed_in(day), dry_run=True)
    assert [received.heads for received in receipt.files] == [(), ()]


def test_nothing_half_is_left_when_the_paper_does_not_fit(day: SampleDay) -> None:
    office = day.office()
    files = day.receive(office.file, *handed_in(day)).files

    def attempt() -> str:
        with pytest.raises(Refusal) as refused:
            acknowledge(office, files, day.folder / "out")
        return refused.value.reason.value

    assert with_full_disk(attempt, 20_000) == Reason.DISK_FULL.value
    assert list((day.folder / "out").iterdir()) == []
    written = acknowledge(office, files, day.folder / "out")
    assert written.file.stat().st_size < 20_000 < written.paper.stat().st_size


def test_place_is_looked_at_before_files_are_taken(day: SampleDay) -> None:
    office = day.office()
    (day.folder / "file").write_bytes(b"")

    with pytest.raises(Refusal):
        check_place(office, day.folder / "file")

    def attempt() -> str:
        with pytest.raises(Refusal) as refused:
            check_place(office, day.folder / "out")
        return refused.value.reason.value

    assert with_full_disk(attempt, 50_000) == Reason.DISK_FULL.value
    assert list((day.folder / "out").iterdir()) == []


def test_receipt_needs_the_secretariats_key_and_file(day: SampleDay) -> None:
    wrong = Office(day.open(day.event_path), day.profile, day.clock, "salah")
    with pytest.raises(Refusal) as refused:
        check_place(wrong, day.folder / "out")
    assert refused.value.reason is Reason.KEY_WRONG_PASSPHRASE
    assert not (day.folder / "out").exists()
