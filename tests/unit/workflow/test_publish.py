# SPDX-License-Identifier: MIT
from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import CancelledError, Reason, Refusal
from pkri_desktop.domain.record import Change
from pkri_desktop.domain.roster import Agency, Entry, Group
from pkri_desktop.workflow.publish import Published, pem, publish, sheet_file_name
from pkri_desktop.workflow.verify import roots_for, verify_file
from tests.factories import SampleDay, found_sample_day, own_entries, score_all

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.workflow.room import Room


@pytest.fixture(scope="module")
def signed_day(founded_day: SampleDay, tmp_path_factory: pytest.TempPathFactory) -> SampleDay:
    """Return a day with two final sheets of a1 at the office, of which one is signed."""
    day = founded_day.copy_to(tmp_path_factory.mktemp("signed") / "day")
    room = day.room("a1")
    first, second = own_entries(room)[:2]
    for entry in (first, second):
        score_all(room, "a1", entry)
        room.finalise("a1", entry)
    sign(room, first)
    with day.open(day.event_path) as file:
        day.receive(file, day.hand_back(room).path)
    day.close()
    return day


@pytest.fixture
def day(signed_day: SampleDay, tmp_path: Path):  # type: ignore[no-untyped-def] # noqa: ANN201
    copied = signed_day.copy_to(tmp_path / "day")
    yield copied
    copied.close()


def sign(room: Room, entry: str) -> bytes:
    job = room.signing("a1", entry)
    pdf = job()
    room.keep_signed("a1", entry, job.finalised, pdf)
    return pdf


def published(day: SampleDay) -> Published:
    return publish(day.office(), day.folder / "out")


def return_to_office(day: SampleDay, room: Room) -> None:
    with day.open(day.event_path) as file:
        [received] = day.receive(file, day.hand_back(room).path).files
        assert received.refusal is None


def test_signed_sheets_are_written_and_verify(day: SampleDay) -> None:
    result = published(day)

    [sheet] = result.sheets
    assert (result.invalid, result.unsigned) == ((), 1)
    verdict = verify_file(sheet, roots_for(sheet, None, day.folder / "nowhere"))
    assert (verdict.valid, verdict.signer) == (True, "Penilai A1")
    assert sheet.parent == day.folder / "out" / "lembar"


def test_recapitulation_is_signed_by_the_secretariat(day: SampleDay) -> None:
    result = published(day)

    roots = roots_for(result.recapitulation, result.root, day.folder)
    verdict = verify_file(result.recapitulation, roots)
    assert (verdict.valid, verdict.signer) == (True, "Sekretariat")


def test_root_is_written_as_other_software_reads_it(day: SampleDay) -> None:
    office = day.office()
    root = base64.b64decode(office.file.queries.root_certificate())

    lines = pem(root).decode().splitlines()

    assert (lines[0], lines[-1]) == ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----")
    assert root == base64.b64decode("".join(lines[1:-1]))
    assert max(len(line) for line in lines[1:-1]) == 64


def test_publishing_twice_writes_the_same_sheets(day: SampleDay) -> None:
    first = published(day)
    before = [path.read_bytes() for path in first.sheets]
    day.close()

    second = published(day)

    assert first.sheets == second.sheets
    assert before == [path.read_bytes() for path in second.sheets]


def test_reopened_sheet_supersedes_its_paper_and_deletes_nothing(day: SampleDay) -> None:
    room = day.room("a1")
    entry = own_entries(room)[0]
    digest = room.sheet("a1", entry).attachment
    room.reopen("a1", entry, "salah ketik")
    assert room.sheet("a1", entry).attachment == ""
    assert room.file.ledger.attachment(digest) is not None
    room.finalise("a1", entry)
    return_to_office(day, room)

    result = published(day)

    assert (result.sheets, result.unsigned) == ((), 2)
    with day.open(day.event_path, read_only=True) as file:
        assert file.ledger.attachment(digest) is not None


def test_paper_of_the_new_finalisation_is_the_one_published(day: SampleDay) -> None:
    room = day.room("a1")
    entry = own_entries(room)[0]
    room.reopen("a1", entry, "salah ketik")
    room.finalise("a1", entry)
    newest = sign(room, entry)
    return_to_office(day, room)

    [sheet] = published(day).sheets

    assert newest == sheet.read_bytes()


def test_paper_of_an_older_finalisation_is_not_kept(day: SampleDay) -> None:
    room = day.room("a1")
    entry = own_entries(room)[1]
    job = room.signing("a1", entry)
    pdf = job()
    room.reopen("a1", entry, "salah ketik")
    room.finalise("a1", entry)

    with pytest.raises(Refusal) as refused:
        room.keep_signed("a1", entry, job.finalised, pdf)

    assert refused.value.reason is Reason.SHEET_NOT_FINAL


@pytest.mark.parametrize("what", ["junk", "unsigned", "of another assessor", "changed"])
def test_attachment_that_is_no_paper_of_its_assessor_is_not_published(
    day: SampleDay, what: str
) -> None:
    room = day.room("a1")
    entry = own_entries(room)[1]
    finalised = room.sheet("a1", entry).finalised
    whole = room.signing("a1", entry)()
    if what == "junk":
        pdf = b"%PDF-1.7 junk"
    elif what == "of another assessor":
        other = day.room("a2")
        score_all(other, "a2", entry)
        other.finalise("a2", entry)
        pdf = other.signing("a2", entry)()
    elif what == "changed":
        pdf = whole[:-200] + b"x" + whole[-199:]
    else:
        pdf = whole[: whole.rfind(b"/Contents")]
    room.keep_signed("a1", entry, finalised, pdf)
    return_to_office(day, room)

    result = published(day)

    assert len(result.sheets) == 1
    assert len(result.invalid) == 1


# -- what stands no longer -------------------------------------------------------------------------


def withdrawn(day: SampleDay) -> None:
    """Let the assessor take the signed sheet back, and the office learn of it."""
    room = day.room("a1")
    entry = own_entries(room)[0]
    room.reopen("a1", entry, "benturan kepentingan")
    room.recuse("a1", entry, "benturan kepentingan")
    return_to_office(day, room)


def test_withdrawn_sheet_is_moved_aside_when_published_again(day: SampleDay) -> None:
    [sheet] = published(day).sheets
    before = sheet.read_bytes()
    day.close()
    withdrawn(day)

    result = published(day)

    [moved] = result.superseded
    assert moved == day.folder / "out" / "digantikan" / sheet.name
    assert before == moved.read_bytes()
    assert list(sheet.parent.iterdir()) == []


def test_sheet_that_became_final_again_puts_the_older_paper_aside(day: SampleDay) -> None:
    [sheet] = published(day).sheets
    papers = [sheet.read_bytes()]
    day.close()
    room = day.room("a1")
    entry = own_entries(room)[0]
    for _ in range(2):
        room.reopen("a1", entry, "salah ketik")
        room.finalise("a1", entry)
        papers.append(sign(room, entry))
        return_to_office(day, room)
        result = published(day)
        assert (result.sheets, len(result.superseded)) == ((sheet,), 1)
        day.close()
        room = day.room("a1")

    assert sheet.read_bytes() == papers[-1]
    kept = {path.read_bytes() for path in (day.folder / "out" / "digantikan").iterdir()}
    assert kept == set(papers[:-1])


def test_what_publishing_did_not_write_is_not_touched(day: SampleDay) -> None:
    result = published(day)
    [sheet] = result.sheets
    foreign = {
        "K-01_Milik_Orang.pdf": b"%PDF-1.7 milik orang",
        "K-02_Rekapitulasi_Sekretariat.pdf": result.recapitulation.read_bytes(),
        "salinan saya.pdf": sheet.read_bytes(),
        "catatan.txt": b"x",
    }
    for name, content in foreign.items():
        (sheet.parent / name).write_bytes(content)
    (sheet.parent / "K-03_Tautan_Orang.pdf").symlink_to(sheet)
    (sheet.parent / "K-04_Folder_Orang.pdf").mkdir()
    day.close()

    again = published(day)

    assert again.superseded == ()
    assert foreign == {name: (sheet.parent / name).read_bytes() for name in foreign}
    assert len(list(sheet.parent.iterdir())) == len(foreign) + 3
    assert not (day.folder / "out" / "digantikan").exists()


def test_sheet_of_another_event_is_not_touched(day: SampleDay, signed_day: SampleDay) -> None:
    other = found_sample_day(day.folder / "other")
    room = other.room("a1")
    entry = own_entries(room)[0]
    score_all(room, "a1", entry)
    room.finalise("a1", entry)
    foreign = day.folder / "out" / "lembar" / "K-01_Kegiatan_Lain.pdf"
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(sign(room, entry))
    other.close()

    assert published(day).superseded == ()
    assert foreign.exists()


def test_publishing_can_be_cancelled(day: SampleDay) -> None:
    def cancel(done: int, total: int) -> None:
        assert (done, total) == (1, 2)
        raise CancelledError

    with pytest.raises(CancelledError):
        publish(day.office(), day.folder / "out", cancel)


def test_folder_that_is_in_the_way_is_said(day: SampleDay) -> None:
    (day.folder / "out").write_text("x")

    with pytest.raises(Refusal) as refused:
        published(day)

    assert refused.value.reason is Reason.FILE_UNWRITABLE


@pytest.mark.parametrize(
    ("title", "assessor", "name"),
    [
        ("SIMPATOR", "Penilai A1", "K-02_SIMPATOR_Penilai-A1.pdf"),
        ("../../etc/passwd", "a/b\\c:d", "K-02_etc-passwd_a-b-c-d.pdf"),
        ("Ñandú: café", "Ø", "K-02_Nandu-cafe_x.pdf"),
        ("名前", "", "K-02_x_x.pdf"),
        ("x" * 200, "y", f"K-02_{'x' * 40}_y.pdf"),
        ("CON", "nul", "K-02_CON_nul.pdf"),
    ],
)
def test_file_name_of_a_sheet_is_one_that_every_system_takes(
    title: str, assessor: str, name: str
) -> None:
    entry = Entry(
        "k-02", "K-02", Group("k", "K", "Khusus", 1), Agency("x", "X", "", ""), title, "", "", "",
        "terkirim", "", "",
    )  # fmt: skip

    assert name == sheet_file_name(entry, assessor)


def test_code_of_an_entry_leads_out_of_no_folder() -> None:
    entry = Entry(
        "k-02", "../../K-02", Group("k", "K", "Khusus", 1), Agency("x", "X", "", ""), "Judul", "",
        "", "", "terkirim", "", "",
    )  # fmt: skip

    name = sheet_file_name(entry, "a1")

    assert not set(name) & set("/\\:")


def test_sheets_of_two_assessors_of_one_name_are_both_written(day: SampleDay) -> None:
    office = day.office()
    office.file.ledger.append(
        office.holder,
        [Change("assessor.appointed", ("assessor", "a2"), {"name": "Penilai A1"})],
        at=day.clock.now(),
        sealer=office.signer.seal,
    )
    kit = day.issue(office)
    office.file.close()
    room = day.room("a2")
    day.receive(room.file, kit.path)
    room.refresh()
    entry = own_entries(room, "a2")[0]
    score_all(room, "a2", entry)
    room.finalise("a2", entry)
    job = room.signing("a2", entry)
    room.keep_signed("a2", entry, job.finalised, job())
    with day.open(day.event_path) as file:
        day.receive(file, day.hand_back(room, "a2").path)

    result = published(day)

    assert len({path.read_bytes() for path in result.sheets}) == 2
