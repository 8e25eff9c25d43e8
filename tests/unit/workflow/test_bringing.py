# SPDX-License-Identifier: MIT
"""A key from a .p12 file does all that a key made here does, and no more."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from pkri_desktop.documents.verification import verify_pdf
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.identity.certificates import common_name, public_bytes, public_key_of
from pkri_desktop.workflow.keys import KeyState
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit
from pkri_desktop.workflow.revoke import keys_of, revoke_key
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE
from tests.factories import CHEAP, SampleDay, own_entries, score_all
from tests.key_files import PASSWORD, key_file
from tests.unit.documents.tools import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pkri_desktop.workflow.office import Office

MINE = "frasa sandi saya"


@pytest.fixture
def key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def path(tmp_path: Path, key: ec.EllipticCurvePrivateKey) -> Path:
    path = tmp_path / "sari.p12"
    path.write_bytes(key_file(key))
    return path


def laptop(day: SampleDay, name: str) -> Room:
    """Return panel A's room on a laptop on which nobody has a key yet."""
    profile, path = Profile(day.folder / name, CHEAP), day.folder / f"{name}.pkri"
    found_from_kit(day.kit_path(), path, profile=profile, clock=day.clock)
    file = open_event(path, profile)
    return Room(file, profile, day.clock)


@pytest.fixture
def room(day: SampleDay) -> Iterator[Room]:
    room = laptop(day, "laptop-1")
    yield room
    room.file.close()


def bring(room: Room, path: Path, assessor: str = "a1") -> None:
    brought = room.bring_key(assessor, path, PASSWORD)
    room.enrol(assessor, SAMPLE_CODE, MINE, brought)


def finish(room: Room, number: int = 0) -> str:
    """Finish and sign one of a1's sheets; return its entry."""
    entry = own_entries(room)[number]
    score_all(room, "a1", entry)
    room.finalise("a1", entry)
    job = room.signing("a1", entry)
    room.keep_signed("a1", entry, job.finalised, job())
    return entry


def test_the_event_certifies_the_key_that_was_brought(
    room: Room, path: Path, key: ec.EllipticCurvePrivateKey
) -> None:
    bring(room, path)

    assert room.key_state("a1") is KeyState.UNLOCKED
    chain = room.signer("a1").chain
    assert public_key_of(chain[0]) == public_bytes(key.public_key())
    assert common_name(chain[0]) == "Penilai A1"  # the roster's name, not that of the file
    room.lock("a1")
    with pytest.raises(Refusal) as caught:
        room.unlock("a1", PASSWORD)  # it was the file's, and is not kept
    assert caught.value.reason is Reason.KEY_WRONG_PASSPHRASE
    room.unlock("a1", MINE)


def test_what_it_signs_is_received_counts_and_verifies_elsewhere(
    day: SampleDay, room: Room, path: Path, tmp_path: Path
) -> None:
    bring(room, path)
    entry = finish(room)
    root = room.signer("a1").chain[-1]
    returned = day.hand_back(room).path
    office = day.office()

    [received] = day.receive(office.file, returned).files

    assert received.refusal is None
    row = office.file.queries.sheet_rows()["a1", entry]
    assert (row.counts, row.signed) == (True, True)
    pdf = office.file.ledger.attachment(office.file.queries.signed_attachment("a1", entry))
    assert pdf is not None
    assert verify_pdf(pdf, root).valid
    (tmp_path / "sheet.pdf").write_bytes(pdf)
    (tmp_path / "root.der").write_bytes(root)
    trusted = f"sql:{tmp_path}"
    run("certutil", "-N", "-d", trusted, "--empty-password")
    run("certutil", "-A", "-d", trusted, "-n", "root", "-t", ",C,", "-i", tmp_path / "root.der")
    told = run("pdfsig", "-nssdir", trusted, tmp_path / "sheet.pdf")
    assert "Certificate is Trusted." in told
    office.file.close()
    done = subprocess.run(
        [sys.executable, "tools/verifikator", str(day.event_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_a_file_that_is_refused_changes_nothing(room: Room, tmp_path: Path, path: Path) -> None:
    before = room.fingerprint()
    for name, content, reason in (
        ("tidak-ada.p12", None, Reason.FILE_MISSING),
        ("besar.p12", b"0" * 2_000_000, Reason.KEY_FILE_UNREADABLE),
        ("bukan.p12", b"teks", Reason.KEY_FILE_UNREADABLE),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(Refusal) as caught:
            room.bring_key("a1", tmp_path / name, PASSWORD)
        assert caught.value.reason is reason
    brought = room.bring_key("a1", path, PASSWORD)
    with pytest.raises(Refusal) as caught:
        room.enrol("a1", "XXXX-XXXX-XXXX", MINE, brought)
    assert caught.value.reason is Reason.KEY_WRONG_CODE
    assert (room.fingerprint(), room.key_state("a1")) == (before, KeyState.NONE)


def test_two_people_cannot_bring_one_key(room: Room, path: Path) -> None:
    bring(room, path)

    with pytest.raises(Refusal) as caught:
        room.bring_key("a2", path, PASSWORD)

    assert caught.value.reason is Reason.KEY_FILE_OF_ANOTHER


def test_after_a_renewed_code_only_a_new_key_can_be_made(
    day: SampleDay, room: Room, path: Path
) -> None:
    bring(room, path)
    office = day.office()
    issued = day.issue(office, renew=["a1"])
    [received] = day.receive(room.file, issued.path).files
    assert received.refusal is None
    room.refresh()
    assert room.key_state("a1") is KeyState.NONE

    with pytest.raises(Refusal) as caught:
        room.bring_key("a1", path, PASSWORD)
    with pytest.raises(Refusal) as before_any_file:
        room.check_may_bring("a1")

    assert caught.value.reason is Reason.KEY_FILE_RENEWED
    assert before_any_file.value.reason is Reason.KEY_FILE_RENEWED


def test_revoking_a_key_revokes_it_in_every_certificate(
    day: SampleDay, room: Room, path: Path
) -> None:
    bring(room, path)
    finish(room)
    first = day.hand_back(room).path
    office = day.office()
    day.receive(office.file, first)
    second = laptop(day, "laptop-2")
    bring(second, path)
    finish(second, 1)
    day.receive(office.file, day.hand_back(second).path)
    keys = keys_of(office)
    assert len({key.certificate for key in keys}) == 2
    assert len({key.public for key in keys}) == 1

    revoke_key(office, keys[0], "laptop hilang")

    assert all(key.revoked for key in keys_of(office))
    counting = [row.counts for row in office.file.queries.sheet_rows().values()]
    assert counting == [True, True]  # both had been received before
    second.file.close()


def test_with_a_last_record_named_nothing_stays_of_the_same_key_elsewhere(
    day: SampleDay, room: Room, path: Path
) -> None:
    bring(room, path)
    entry = finish(room)
    second = laptop(day, "laptop-2")
    bring(second, path)
    finish(second, 1)
    office = day.office()
    for each in (room, second):
        day.receive(office.file, day.hand_back(each).path)
        each.file.close()
    first = next(k for k in keys_of(office) if k.last == sealed_last(office, entry))

    revoke_key(office, first, "laptop hilang", last=first.last)

    rows = office.file.queries.sheet_rows()
    assert [key for key, row in rows.items() if row.counts] == [("a1", entry)]


def sealed_last(office: Office, entry: str) -> str:
    """Return the last record in the stream in which a1 finished an entry."""
    ledger = office.file.ledger
    [signature] = ledger.heads(f"signature/a1/{entry}")
    signed = ledger.record(signature)
    assert signed is not None
    last = [k.last for k in keys_of(office)]
    found = [ledger.record(name) for name in last]
    return next(r.id for r in found if r is not None and r.stream == signed.stream)
