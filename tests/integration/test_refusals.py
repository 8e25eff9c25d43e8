# SPDX-License-Identifier: MIT
"""What must not be let in: each file is refused for its own reason, and changes nothing."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import string
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import FRAME_HEAD, Batch
from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.exchange.package import Purpose, read_package, write_package
from pkri_desktop.exchange.wrapping import MARK, Access, wrap
from pkri_desktop.identity import box, enrolment
from pkri_desktop.identity.codes import spoken
from pkri_desktop.identity.envelope import make_identity, recipient_of
from pkri_desktop.store.schema import LEDGER_TABLES
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.phrases import LANGUAGES, Phrasebook
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.quarantine import quarantined
from pkri_desktop.workflow.receive import Received, found_from_kit, receive
from pkri_desktop.workflow.sample import found_sample_event
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE
from tests.factories import (
    CHEAP,
    SampleDay,
    StepClock,
    Stream,
    assessor_holder,
    dump,
    header,
    own_entries,
    score_all,
    write_packed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pkri_desktop.identity.signer import Signer
    from pkri_desktop.store.event_file import EventFile

PDF = b"%PDF-1.7 contoh"
FLIPS = 60


class Foreign(NamedTuple):
    """Another event: its own root, its file, its kit."""

    event_path: Path
    kit: Path


@pytest.fixture(scope="module")
def returned_day(
    founded_day: SampleDay, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SampleDay, str]:
    """Return a day on which one assessor has returned a package, and the package's name."""
    day = founded_day.copy_to(tmp_path_factory.mktemp("returned") / "day")
    room = day.room()
    first, second = own_entries(room)[:2]
    score_all(room, "a1", first)
    room.finalise("a1", first)
    room.keep_signed("a1", first, room.sheet("a1", first).finalised, PDF)
    room.give_score("a1", second, room.rubric(second).criteria[0].id, 80)
    name = day.hand_back(room).path.name
    day.close()
    return day, name


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Foreign:
    """Return another event with the same people and entries."""
    folder = tmp_path_factory.mktemp("foreign")
    path, profile, clock = folder / "lain.pkri", Profile(folder / "profile", CHEAP), StepClock()
    found_sample_event(path, profile, clock)
    with open_event(path, profile) as file:
        kit = issue_kit(Office(file, profile, clock), "panel-a", folder).path
    return Foreign(path, kit)


class Gate:
    """The secretariat's file, and what is offered to it."""

    def __init__(self, day: SampleDay, name: str) -> None:
        self.day = day
        self.office = day.office()
        self.file = self.office.file
        self.event = self.office.event.id
        self.package = day.folder / "returns" / name
        self.file_bytes = self.package.read_bytes()
        self.data = day.content(self.package)
        self.batch = read_package(self.data, name).batch
        self.panel_file = day.panel_path("a1")
        self.recipients = self.file.queries.office_recipients()
        self.room = day.room()
        self.a1 = self.room.signer("a1")

    def offered(self, data: bytes) -> Path:
        """Write bytes as a package file."""
        path = self.day.folder / "ditawarkan.pkrix"
        path.write_bytes(data)
        return path

    def enclosed(self, content: bytes) -> Path:
        """Write any content into a package file that the secretariat can open."""
        return self.offered(wrap(content, self.event, self.recipients))

    def packed(self, batch: Batch, signer: Signer | None = None) -> Path:
        """Write a return in the assessor's name, signed by whom one likes."""
        path = self.day.folder / "ditawarkan.pkrix"
        return write_packed(path, batch, signer or self.a1, self.day)

    def foreign_copy(self, *statements: str) -> Path:
        """Copy the assessor's event file and change it behind its program's back."""
        return changed_copy(self.panel_file, self.day.folder / "ubah.pkri", *statements)

    def refused(self, path: Path, file: EventFile | None = None) -> Refusal:
        """Receive a file that must be refused, and return why."""
        file = file or self.file
        before = state(file)
        [received] = self.day.receive(file, path).files
        assert state(file) == before
        assert received.refusal is not None
        assert received == Received(path.name, refusal=received.refusal)
        check_sentences(received.refusal)
        check_quarantine(self.day.profile.quarantine(self.event), path, received.refusal)
        return received.refusal

    def reason(self, path: Path, file: EventFile | None = None) -> Reason:
        """Receive a file that must be refused, and return the reason alone."""
        return self.refused(path, file).reason


def state(file: EventFile) -> tuple[str, dict[str, list[tuple[object, ...]]]]:
    return file.ledger.fingerprint(), dump(file, LEDGER_TABLES)


def check_sentences(refusal: Refusal) -> None:
    for language in LANGUAGES:
        book = Phrasebook(language)
        pattern = book._phrases["refusal"][refusal.reason.value]
        wanted = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
        assert wanted - refusal.facts.keys() == set()
        assert "{" not in book.sentence(refusal)


def check_quarantine(folder: Path, path: Path, refusal: Refusal) -> None:
    data = path.read_bytes()
    name = hashlib.sha256(data).hexdigest()[:16]
    ours = data.startswith((MARK[:-1], b"SQLite format 3\0"))
    if not ours or refusal.reason is Reason.FILE_NOT_OURS:
        assert not (folder / name).exists()  # no file of ours, so none of our business
        return
    [kept] = [one for one in quarantined(folder) if one.path.parent.name == name]
    assert kept.path.read_bytes() == data
    assert kept.refusal is not None
    assert (kept.file, kept.size, kept.received_at) == (path.name, len(data), 0)
    assert (kept.refusal.reason, kept.refusal.facts) == (refusal.reason, refusal.facts)


def changed_copy(source: Path, target: Path, *statements: str) -> Path:
    shutil.copyfile(source, target)
    with closing(sqlite3.connect(target)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return target


@pytest.fixture
def gate(returned_day: tuple[SampleDay, str], tmp_path: Path) -> Iterator[Gate]:
    """Return the secretariat's file before it has received anything."""
    template, name = returned_day
    day = template.copy_to(tmp_path / "day")
    yield Gate(day, name)
    day.close()


# -- what is let in, so that the refusals below mean something -------------------------------------


def test_the_untouched_package_is_let_in(gate: Gate) -> None:
    [received] = gate.day.receive(gate.file, gate.package).files
    assert received.refusal is None
    assert (received.new, received.here, received.attachments) == (len(gate.batch.records), 0, 1)


def test_the_same_batch_signed_anew_is_let_in(gate: Gate) -> None:
    [received] = gate.day.receive(gate.file, gate.packed(gate.batch)).files
    assert (received.refusal, received.new) == (None, len(gate.batch.records))


def test_the_untouched_panel_file_is_let_in(gate: Gate) -> None:
    [received] = gate.day.receive(gate.file, gate.foreign_copy()).files
    assert (received.refusal, received.new) == (None, len(gate.batch.records))


# -- bytes -----------------------------------------------------------------------------------------


def content_start(data: bytes) -> int:
    """Return where the signed part of the content begins."""
    return FRAME_HEAD + int.from_bytes(data[1:FRAME_HEAD], "big")


def test_a_flipped_byte_anywhere_in_the_content_is_a_forgery(gate: Gate) -> None:
    start, end = content_start(gate.data), len(gate.data)
    step = (end - start) // FLIPS
    found = {}
    for position in (*range(start, end, step), end - 1):
        flipped = bytearray(gate.data)
        flipped[position] ^= 1 << position % 8
        found[position] = gate.reason(gate.enclosed(bytes(flipped)))
    assert len(found) >= FLIPS
    assert {p: r for p, r in found.items() if r is not Reason.PACKAGE_FORGED} == {}


def test_a_flipped_byte_in_the_signature_is_refused(gate: Gate) -> None:
    start = content_start(gate.data)
    reasons = {Reason.PACKAGE_DAMAGED, Reason.PACKAGE_FORGED, Reason.PACKAGE_STRANGER}
    found: dict[int, Reason] = {}
    for position in (*range(6), *range(6, start, start // FLIPS)):
        flipped = bytearray(gate.data)
        flipped[position] ^= 1
        found[position] = gate.reason(gate.enclosed(bytes(flipped)))
    assert set(found.values()) - reasons == set()


def test_a_flipped_byte_anywhere_in_the_file_is_refused(gate: Gate) -> None:
    label_end = len(MARK) + FRAME_HEAD + int.from_bytes(gate.file_bytes[9:13], "big")
    in_mark = {Reason.PACKAGE_BROKEN, Reason.PACKAGE_NEWER}
    in_label = {Reason.PACKAGE_DAMAGED, Reason.PACKAGE_OTHER_EVENT}
    in_envelope = {Reason.PACKAGE_DAMAGED, Reason.PACKAGE_FOR_OTHERS}
    end = len(gate.file_bytes)
    found: dict[int, Reason] = {}
    for position in (*range(label_end + 400), *range(label_end + 400, end, end // FLIPS), end - 1):
        flipped = bytearray(gate.file_bytes)
        flipped[position] ^= 1
        found[position] = gate.reason(gate.offered(bytes(flipped)))
    assert {r for p, r in found.items() if p < len(MARK)} - in_mark == set()
    assert {r for p, r in found.items() if len(MARK) <= p < label_end} - in_label == set()
    assert {r for p, r in found.items() if p >= label_end} - in_envelope == set()


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (lambda data: 0, Reason.PACKAGE_DAMAGED),
        (lambda data: 3, Reason.PACKAGE_DAMAGED),
        (lambda data: content_start(data) - 1, Reason.PACKAGE_DAMAGED),
        (lambda data: content_start(data), Reason.PACKAGE_FORGED),
        (lambda data: len(data) // 2, Reason.PACKAGE_FORGED),
        (lambda data: len(data) - 1, Reason.PACKAGE_FORGED),
    ],
    ids=["empty", "3", "signature-1", "no-content", "half", "all-but-one"],
)
def test_truncated_content_is_refused(
    gate: Gate, kept: Callable[[bytes], int], expected: Reason
) -> None:
    assert gate.reason(gate.enclosed(gate.data[: kept(gate.data)])) == expected


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (lambda data: 0, Reason.PACKAGE_BROKEN),
        (lambda data: 3, Reason.PACKAGE_BROKEN),
        (lambda data: len(MARK), Reason.PACKAGE_DAMAGED),
        (lambda data: len(MARK) + 3, Reason.PACKAGE_DAMAGED),
        (lambda data: 200, Reason.PACKAGE_DAMAGED),
        (lambda data: len(data) // 2, Reason.PACKAGE_DAMAGED),
        (lambda data: len(data) - 1, Reason.PACKAGE_DAMAGED),
    ],
    ids=["empty", "3", "mark", "frame-head", "200", "half", "all-but-one"],
)
def test_a_truncated_file_is_refused(
    gate: Gate, kept: Callable[[bytes], int], expected: Reason
) -> None:
    assert gate.reason(gate.offered(gate.file_bytes[: kept(gate.file_bytes)])) == expected


def test_a_package_with_something_behind_it_is_refused(gate: Gate) -> None:
    assert gate.reason(gate.enclosed(gate.data + b"\0")) == Reason.PACKAGE_FORGED
    assert gate.reason(gate.enclosed(gate.data * 2)) == Reason.PACKAGE_FORGED
    assert gate.reason(gate.offered(gate.file_bytes + b"\0")) == Reason.PACKAGE_DAMAGED
    assert gate.reason(gate.offered(gate.file_bytes * 2)) == Reason.PACKAGE_DAMAGED


def test_a_return_cannot_be_opened_without_the_key_of_the_secretariat(gate: Gate) -> None:
    for access in (Access(), Access(code="7KQM-7KQM-7KQM"), Access((make_identity(),))):
        [received] = receive(
            gate.file, [gate.package], profile=gate.day.profile, clock=gate.day.clock,
            access=partial(Access, *access),
        ).files  # fmt: skip
        assert received.refusal is not None
        assert received.refusal.reason is Reason.PACKAGE_FOR_OTHERS


def test_a_package_of_a_newer_form_is_refused_as_newer(gate: Gate) -> None:
    newer = b"PKRIPKG9" + gate.file_bytes[len(MARK) :]
    assert gate.reason(gate.offered(newer)) == Reason.PACKAGE_NEWER


@pytest.mark.parametrize("data", [b"\0" * 500, b"%PDF-1.7\n", b"PK\x03\x04", b"SQLite format 3\0"])
def test_something_else_is_not_ours(gate: Gate, data: bytes) -> None:
    reasons = {Reason.PACKAGE_BROKEN, Reason.FILE_NOT_OURS, Reason.FILE_DAMAGED}
    assert {gate.reason(gate.offered(data))} - reasons == set()


def test_a_missing_file_is_refused_and_leaves_no_trace(gate: Gate) -> None:
    before = state(gate.file)
    [received] = gate.day.receive(gate.file, gate.day.folder / "tiada.pkrix").files
    assert received.refusal is not None
    assert received.refusal.reason == Reason.FILE_MISSING
    assert state(gate.file) == before
    assert not gate.day.profile.quarantine(gate.event).exists()


# -- who signed it ---------------------------------------------------------------------------------


def test_a_kit_of_another_event_is_refused(gate: Gate, foreign: Foreign) -> None:
    assert gate.reason(foreign.kit) == Reason.PACKAGE_OTHER_EVENT


def test_a_kit_of_another_event_is_refused_by_a_panel_file(gate: Gate, foreign: Foreign) -> None:
    panel_file = gate.day.open(gate.panel_file)
    assert gate.reason(foreign.kit, panel_file) == Reason.PACKAGE_OTHER_EVENT


def test_a_key_of_another_root_is_a_stranger(gate: Gate) -> None:
    authority = enrolment.found_authority("Akar lain")
    offer = enrolment.offer(authority, gate.event, "a1", "7KQM", CHEAP)
    stranger = enrolment.enrol(offer, assessor_holder(gate.event, "a1"), "Penilai A1", "7KQM")
    assert gate.reason(gate.packed(gate.batch, stranger)) == Reason.PACKAGE_STRANGER


def test_a_package_in_the_name_of_a_colleague_is_a_stranger(gate: Gate) -> None:
    data = write_package(header(gate.event, author="a2"), gate.batch, gate.a1)
    assert gate.reason(gate.enclosed(data)) == Reason.PACKAGE_STRANGER


@pytest.mark.parametrize("author", ["a1", FOUNDER])
def test_a_kit_signed_by_an_assessor_is_a_stranger(gate: Gate, author: str) -> None:
    kit = read_package(gate.day.content(gate.day.kit_path()), "kit").batch
    forged = write_package(header(gate.event, purpose=Purpose.KIT, author=author), kit, gate.a1)
    assert gate.reason(gate.enclosed(forged)) == Reason.PACKAGE_STRANGER
    panel_file = gate.day.open(gate.day.panel_path("a2"))
    assert gate.reason(gate.enclosed(forged), panel_file) == Reason.PACKAGE_STRANGER


def test_a_return_signed_by_the_secretariat_is_a_stranger(gate: Gate) -> None:
    data = write_package(header(gate.event, author=FOUNDER), gate.batch, gate.office.signer)
    assert gate.reason(gate.enclosed(data)) == Reason.PACKAGE_STRANGER


def locked_kit(gate: Gate, content: bytes) -> bytes:
    """Return a package file that the kit code of the sample event opens."""
    identity = make_identity()
    lock = box.lock(identity.encode(), spoken(SAMPLE_CODE), CHEAP)
    return wrap(content, gate.event, [recipient_of(identity)], lock)


def test_no_panel_file_is_founded_from_what_an_assessor_signed(gate: Gate) -> None:
    kit = read_package(gate.day.content(gate.day.kit_path()), "kit").batch
    forged = write_package(header(gate.event, purpose=Purpose.KIT), kit, gate.a1)
    target = gate.day.folder / "baru.pkri"
    found = {}
    for name, path in {
        "forged": gate.offered(locked_kit(gate, forged)),
        "return": gate.package,
    }.items():
        with pytest.raises(Refusal) as caught:
            found_from_kit(path, target, profile=gate.day.profile, clock=gate.day.clock)
        found[name] = caught.value.reason
        assert not target.exists()
    assert found == {"forged": Reason.PACKAGE_STRANGER, "return": Reason.PACKAGE_FOR_OTHERS}


def test_a_panel_file_takes_no_return_and_no_event_file(gate: Gate) -> None:
    panel_file = gate.day.open(gate.day.panel_path("a2"))
    assert gate.reason(gate.package, panel_file) == Reason.PACKAGE_NOT_A_KIT
    assert gate.reason(gate.foreign_copy(), panel_file) == Reason.PACKAGE_NOT_A_KIT


# -- what is in it, signed by a key that is good ---------------------------------------------------


def test_altered_bytes_under_the_old_id_are_refused(gate: Gate) -> None:
    records = list(gate.batch.records)
    index = next(i for i, r in enumerate(records) if r.kind == "score.given")
    altered = records[index].data.replace(b'"steps":80', b'"steps":99')
    assert altered != records[index].data
    records[index] = records[index]._replace(data=altered)
    path = gate.packed(gate.batch._replace(records=records))
    assert gate.reason(path) == Reason.RECORD_WRONG_HASH


def test_a_record_of_no_known_form_is_refused(gate: Gate) -> None:
    records = list(gate.batch.records)
    records[-1] = records[-1]._replace(data=b'{"at": 1}')
    path = gate.packed(gate.batch._replace(records=records))
    assert gate.reason(path) == Reason.RECORD_MALFORMED


@pytest.mark.parametrize("dropped", [1, 3])
def test_a_missing_predecessor_is_refused(gate: Gate, dropped: int) -> None:
    records = [record for record in gate.batch.records if record.seq != dropped + 1]
    refusal = gate.refused(gate.packed(gate.batch._replace(records=records, seals=[])))
    assert (refusal.reason, refusal.facts["number"]) == (Reason.RECORD_NO_PREDECESSOR, dropped + 2)


def test_a_stream_without_its_opening_is_refused(gate: Gate) -> None:
    records = gate.batch.records[1:]
    refusal = gate.refused(gate.packed(gate.batch._replace(records=records)))
    assert (refusal.reason, refusal.facts["number"]) == (Reason.RECORD_NO_PREDECESSOR, 2)


def colleague_stream(gate: Gate) -> Stream:
    """Return a stream that claims to be a colleague's."""
    stream = Stream(assessor_holder(gate.event, "a2"))
    stream.write("score.given", ("score", "a2", "k-01", "operasional"), {"steps": 0})
    return stream


def test_unsealed_records_of_a_colleague_are_refused(gate: Gate) -> None:
    records = [*gate.batch.records, *colleague_stream(gate).records]
    refusal = gate.refused(gate.packed(gate.batch._replace(records=records)))
    assert (refusal.reason, refusal.facts["author"]) == (Reason.RECORD_UNSEALED, "a2")


def test_records_of_a_colleague_under_my_own_seal_are_refused(gate: Gate) -> None:
    stream = colleague_stream(gate)
    batch = gate.batch._replace(
        records=[*gate.batch.records, *stream.records],
        seals=[*gate.batch.seals, gate.a1.seal(stream.records[-1])],
    )
    refusal = gate.refused(gate.packed(batch))
    assert (refusal.reason, refusal.facts["author"]) == (Reason.RECORD_UNSEALED, "a2")


def test_records_in_the_name_of_the_secretariat_are_refused(gate: Gate) -> None:
    stream = Stream(gate.office.holder)
    stream.write("assessor.appointed", ("assessor", "a1"), {"name": "Ketua"})
    path = gate.packed(gate.batch._replace(records=[*gate.batch.records, *stream.records]))
    refusal = gate.refused(path)
    assert (refusal.reason, refusal.facts["author"]) == (Reason.RECORD_UNSEALED, FOUNDER)


def test_a_stream_opened_for_another_event_is_refused(gate: Gate) -> None:
    stream = Stream(assessor_holder("f" * 64, "a1"))
    path = gate.packed(Batch(stream.records))
    assert gate.reason(path) == Reason.PACKAGE_OTHER_EVENT


def test_a_seal_that_does_not_hold_is_refused(gate: Gate) -> None:
    seal, records = gate.batch.seals[-1], gate.batch.records
    other = next(r for r in records if r.seq == seal.seq - 1)
    broken = {
        "signature of something else": seal._replace(signature=gate.a1.sign(b"lain")),
        "no signature at all": seal._replace(signature=b"\0"),
        "of another record": seal._replace(record=other.id),
        "of another place": seal._replace(seq=seal.seq - 1),
        "of an unknown key": seal._replace(certificate="0" * 64),
        "of an unknown record": seal._replace(record="0" * 64),
    }
    found = {
        name: gate.reason(gate.packed(gate.batch._replace(seals=[*gate.batch.seals[:-1], bad])))
        for name, bad in broken.items()
    }
    assert found == dict.fromkeys(broken, Reason.SEAL_INVALID)


def test_a_missing_attachment_is_refused(gate: Gate) -> None:
    path = gate.packed(gate.batch._replace(attachments={}))
    assert gate.reason(path) == Reason.ATTACHMENT_MISSING


def test_an_attachment_that_nothing_names_is_refused(gate: Gate) -> None:
    extra = b"%PDF-1.7 lain"
    attachments = {**gate.batch.attachments, hashlib.sha256(extra).hexdigest(): extra}
    path = gate.packed(gate.batch._replace(attachments=attachments))
    assert gate.reason(path) == Reason.PACKAGE_DAMAGED


def test_an_exchanged_attachment_is_refused(gate: Gate) -> None:
    other = b"%PDF-1.7 lain"
    attachments = {hashlib.sha256(other).hexdigest(): other}
    path = gate.packed(gate.batch._replace(attachments=attachments))
    assert gate.reason(path) == Reason.ATTACHMENT_MISSING


# -- somebody's event file -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON turn BEGIN DELETE FROM record; END",
        "CREATE VIEW v AS SELECT * FROM record",
        "CREATE TABLE t (x TEXT)",
        "CREATE INDEX i ON record (kind)",
        "ALTER TABLE record ADD COLUMN extra TEXT",
        "DROP TABLE note",
    ],
)
def test_an_event_file_of_other_tables_is_refused(gate: Gate, statement: str) -> None:
    assert gate.reason(gate.foreign_copy(statement)) == Reason.FILE_FOREIGN_SCHEMA


ONE_SCORE = "(SELECT min(number) FROM record WHERE kind = 'score.given')"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("data = replace(data, '\"steps\":80', '\"steps\":99')", Reason.RECORD_WRONG_HASH),
        ("id = replace(id, substr(id, 1, 1), 'g')", Reason.RECORD_WRONG_HASH),
        (f"id = '{'0' * 64}'", Reason.RECORD_WRONG_HASH),
        ("data = '{}'", Reason.RECORD_MALFORMED),
        ("data = ''", Reason.RECORD_MALFORMED),
        ("data = data || ' '", Reason.RECORD_MALFORMED),
    ],
)
def test_an_altered_record_in_an_event_file_is_refused(
    gate: Gate, change: str, expected: Reason
) -> None:
    path = gate.foreign_copy(f"UPDATE record SET {change} WHERE number = {ONE_SCORE}")  # noqa: S608
    assert gate.reason(path) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (f"DELETE FROM record WHERE number = {ONE_SCORE}", Reason.RECORD_NO_PREDECESSOR),  # noqa: S608
        ("UPDATE seal SET signature = x'00'", Reason.SEAL_INVALID),
        ("DELETE FROM attachment", Reason.ATTACHMENT_MISSING),
        ("UPDATE attachment SET content = x'00'", Reason.ATTACHMENT_MISSING),
        ("PRAGMA user_version = 131072", Reason.FILE_NEWER),
        ("PRAGMA application_id = 1", Reason.FILE_NOT_OURS),
        ("UPDATE local SET value = '' WHERE key = 'event'", Reason.PACKAGE_OTHER_EVENT),
        ("DELETE FROM local", Reason.PACKAGE_OTHER_EVENT),
    ],
)
def test_an_event_file_with_something_missing_or_exchanged_is_refused(
    gate: Gate, statement: str, expected: Reason
) -> None:
    assert gate.reason(gate.foreign_copy(statement)) == expected


# What a column of text that is no text does: SQLite keeps it, Python cannot read it.
@pytest.mark.parametrize(
    ("statement", "reasons"),
    [
        ("UPDATE record SET data = CAST(x'ff' AS TEXT)", {Reason.FILE_DAMAGED}),
        ("UPDATE record SET id = CAST(x'ff' AS TEXT) WHERE number = 1", {Reason.FILE_DAMAGED}),
        (
            "UPDATE local SET value = CAST(x'ff' AS TEXT) WHERE key = 'event'",
            {Reason.FILE_DAMAGED},
        ),
        ("UPDATE seal SET stream = stream || 'x'", {Reason.SEAL_INVALID}),
        ("UPDATE seal SET certificate = 'x'", {Reason.SEAL_INVALID}),
        ("UPDATE seal SET record = 'é'", {Reason.SEAL_INVALID}),
        ("UPDATE seal SET signature = zeroblob(100000)", {Reason.SEAL_INVALID}),
    ],
)
def test_an_event_file_of_odd_values_is_refused(
    gate: Gate, statement: str, reasons: set[Reason]
) -> None:
    assert {gate.reason(gate.foreign_copy(statement))} == reasons


def test_an_event_file_of_another_event_is_refused(gate: Gate, foreign: Foreign) -> None:
    assert gate.reason(foreign.event_path) == Reason.PACKAGE_OTHER_EVENT


def test_an_event_file_of_another_event_under_our_name_is_refused(
    gate: Gate, foreign: Foreign
) -> None:
    renamed = changed_copy(
        foreign.event_path,
        gate.day.folder / "ubah.pkri",
        f"UPDATE local SET value = '{gate.event}' WHERE key = 'event'",  # noqa: S608
    )
    assert gate.reason(renamed) == Reason.PACKAGE_OTHER_EVENT


@pytest.mark.parametrize("kept", [50, 100, 4_096, 20_000])
def test_a_truncated_event_file_is_refused(gate: Gate, kept: int) -> None:
    path = gate.foreign_copy()
    path.write_bytes(path.read_bytes()[:kept])
    assert {gate.reason(path)} - {
        Reason.FILE_BROKEN,
        Reason.FILE_DAMAGED,
        Reason.FILE_NOT_OURS,
    } == set()


# -- again, and in another order -------------------------------------------------------------------


def test_the_same_package_twice_changes_nothing_the_second_time(gate: Gate) -> None:
    gate.day.receive(gate.file, gate.package)
    before = state(gate.file)
    [received] = gate.day.receive(gate.file, gate.package).files
    total = len(gate.batch.records)
    same = Received(gate.package.name, total=total, here=total)
    assert received == same._replace(panel=received.panel, heads=received.heads)
    assert received.panel == "panel-a"
    assert state(gate.file) == before


def test_the_same_package_twice_at_once_is_counted_once(gate: Gate) -> None:
    receipt = gate.day.receive(gate.file, gate.package, gate.package)
    total = len(gate.batch.records)
    assert [(r.new, r.here) for r in receipt.files] == [(total, 0), (0, total)]


def test_an_older_package_after_a_newer_one_changes_nothing(gate: Gate) -> None:
    gate.room.write_note("a1", own_entries(gate.room)[0], None, "Kemudian", "")
    newer = gate.day.hand_back(gate.room).path
    assert newer != gate.package
    gate.day.receive(gate.file, newer)
    before = gate.file.ledger.fingerprint(), dump(gate.file, ("record", "replacement"))
    [received] = gate.day.receive(gate.file, gate.package).files
    assert (received.refusal, received.new, received.here) == (None, 0, len(gate.batch.records))
    assert (gate.file.ledger.fingerprint(), dump(gate.file, ("record", "replacement"))) == before


def test_a_refused_file_does_not_keep_a_good_one_out(gate: Gate) -> None:
    bad = gate.offered(gate.file_bytes[:-1])
    receipt = gate.day.receive(gate.file, bad, gate.package)
    assert [received.new for received in receipt.files] == [0, len(gate.batch.records)]
    refusals = [received.refusal.reason if received.refusal else None for received in receipt.files]
    assert refusals == [Reason.PACKAGE_DAMAGED, None]


def test_a_rehearsal_changes_nothing_and_quarantines_nothing(gate: Gate) -> None:
    before = state(gate.file)
    bad = gate.offered(gate.file_bytes[:-1])
    receipt = gate.day.receive(gate.file, bad, gate.package, dry_run=True)
    assert [received.new for received in receipt.files] == [0, len(gate.batch.records)]
    assert state(gate.file) == before
    assert not gate.day.profile.quarantine(gate.event).exists()
