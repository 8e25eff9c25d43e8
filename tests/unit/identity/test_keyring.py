# SPDX-License-Identifier: MIT
from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.identity.box import Effort
from pkri_desktop.identity.enrolment import Authority, appoint_operator, found_authority
from pkri_desktop.identity.keyring import HeldKey, Keyring, with_identity
from pkri_desktop.identity.signer import SoftwareSigner, private_bytes
from tests.factories import CHEAP
from tests.processes import as_nobody, open_folder

if TYPE_CHECKING:
    from pathlib import Path

EVENT = "ab" * 32
OFFICE = Holder(EVENT, Role.SECRETARIAT, "sekretariat")
A1 = Holder(EVENT, Role.ASSESSOR, "a1")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return found_authority("PKRI")


@pytest.fixture(scope="module")
def signer(authority: Authority) -> SoftwareSigner:
    return appoint_operator(authority, EVENT, "sekretariat", "Sekretariat")


@pytest.fixture(scope="module")
def held(signer: SoftwareSigner) -> HeldKey:
    return with_identity(signer)


@pytest.fixture
def keyring(tmp_path: Path, held: HeldKey, authority: Authority) -> Keyring:
    keyring = Keyring(tmp_path / "keys", CHEAP)
    keyring.keep(OFFICE, held, "contoh saja")
    keyring.keep_authority(EVENT, authority, "contoh saja")
    return keyring


def key_file(tmp_path: Path) -> Path:
    return next(tmp_path.glob("keys/*/secretariat-sekretariat.json"))


def reason_of_opening(keyring: Keyring, holder: Holder, phrase: str) -> Reason | None:
    try:
        keyring.open(holder, phrase)
    except Refusal as refusal:
        return refusal.reason
    return None


def test_key_opens_with_its_passphrase(
    keyring: Keyring, signer: SoftwareSigner, held: HeldKey
) -> None:
    opened = keyring.open(OFFICE, "contoh saja")

    assert private_bytes(signer.key) == private_bytes(opened.signer.key)
    assert (held.identity, held.recipient) == (opened.identity, opened.recipient)
    assert signer.chain == opened.signer.chain
    assert signer.chain == keyring.chain(OFFICE)
    assert keyring.has(OFFICE)


def test_key_stays_shut_for_another_passphrase(keyring: Keyring) -> None:
    for phrase in ("", "Contoh saja", "contoh saja "):
        assert reason_of_opening(keyring, OFFICE, phrase) is Reason.KEY_WRONG_PASSPHRASE


def test_key_that_is_not_here_is_said_to_be_missing(keyring: Keyring) -> None:
    assert reason_of_opening(keyring, A1, "contoh saja") is Reason.KEY_MISSING
    for holder in (OFFICE._replace(event="cd" * 32), OFFICE._replace(author="other")):
        assert not keyring.has(holder)
        assert reason_of_opening(keyring, holder, "contoh saja") is Reason.KEY_MISSING_OFFICE


def test_root_opens_with_its_passphrase_only(keyring: Keyring, authority: Authority) -> None:
    opened = keyring.open_authority(EVENT, "contoh saja")

    assert authority.certificate == opened.certificate
    assert private_bytes(authority.key) == private_bytes(opened.key)
    with pytest.raises(Refusal) as refused:
        keyring.open_authority(EVENT, "wrong")
    assert refused.value.reason is Reason.KEY_WRONG_PASSPHRASE
    with pytest.raises(Refusal) as missing:
        keyring.open_authority("cd" * 32, "contoh saja")
    assert missing.value.reason is Reason.KEY_MISSING_OFFICE


def test_key_file_holds_no_key_that_could_be_read(
    keyring: Keyring, tmp_path: Path, signer: SoftwareSigner
) -> None:
    kept = key_file(tmp_path).read_bytes()

    assert private_bytes(signer.key) not in kept
    assert b"PRIVATE" not in kept


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b'"x"',
        b"\xff\xfe",
        b"\x00" * 100,
        b'{"chain": [], "box": {}}',
        b'{"chain": ["A"], "box": 1}',
    ],
)
def test_key_file_that_is_damaged_is_said_to_be(
    keyring: Keyring, tmp_path: Path, content: bytes
) -> None:
    key_file(tmp_path).write_bytes(content)

    assert reason_of_opening(keyring, OFFICE, "contoh saja") is Reason.FILE_DAMAGED
    with pytest.raises(Refusal):
        keyring.chain(OFFICE)


def test_key_file_with_any_changed_byte_opens_unharmed_or_is_refused(
    keyring: Keyring, tmp_path: Path, signer: SoftwareSigner
) -> None:
    path = key_file(tmp_path)
    whole = path.read_bytes()
    expected = {Reason.FILE_DAMAGED, Reason.KEY_WRONG_PASSPHRASE, None}

    for place in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[place] ^= 0x15
        path.write_bytes(damaged)
        reason = reason_of_opening(keyring, OFFICE, "contoh saja")
        assert reason in expected, place
        if reason is None:
            opened = keyring.open(OFFICE, "contoh saja")
            assert private_bytes(signer.key) == private_bytes(opened.signer.key)


def test_key_file_that_is_cut_off_is_refused(keyring: Keyring, tmp_path: Path) -> None:
    path = key_file(tmp_path)
    whole = path.read_bytes()

    for length in range(0, len(whole) - 1, 40):
        path.write_bytes(whole[:length])
        assert reason_of_opening(keyring, OFFICE, "contoh saja") is Reason.FILE_DAMAGED


def test_key_file_that_asks_for_absurd_memory_is_refused_and_not_obeyed(
    keyring: Keyring, tmp_path: Path
) -> None:
    path = key_file(tmp_path)
    kept = json.loads(path.read_bytes())
    kept["box"]["memory"] = 2**31
    path.write_text(json.dumps(kept))

    assert reason_of_opening(keyring, OFFICE, "contoh saja") is Reason.FILE_DAMAGED


def test_profile_that_cannot_be_written_to_is_said(held: HeldKey) -> None:
    with open_folder() as folder:
        folder.chmod(0o555)

        def keep() -> str:
            try:
                Keyring(folder / "keys", CHEAP).keep(OFFICE, held, "x")
            except Refusal as refusal:
                return refusal.reason.value
            return "kept"

        assert as_nobody(keep) == "file.read-only"


def test_keys_of_two_events_and_roles_do_not_meet(keyring: Keyring, held: HeldKey) -> None:
    keyring.keep(OFFICE._replace(event="cd" * 32), held, "other")
    keyring.keep(A1, held, "another")

    assert reason_of_opening(keyring, OFFICE, "contoh saja") is None
    assert reason_of_opening(keyring, OFFICE._replace(event="cd" * 32), "other") is None
    assert reason_of_opening(keyring, A1, "another") is None


def test_guessing_costs_by_default_what_the_standard_recommends(tmp_path: Path) -> None:
    assert Effort() == Keyring(tmp_path).effort


def test_passphrase_opens_the_envelopes_of_all_whose_keys_it_opens(
    keyring: Keyring, held: HeldKey, signer: SoftwareSigner
) -> None:
    second, other = with_identity(signer), with_identity(signer)
    keyring.keep(A1, second, "contoh saja")
    keyring.keep(A1._replace(author="a2"), other, "lain")

    assert {held.identity, second.identity} == set(keyring.identities("contoh saja"))
    assert (other.identity,) == keyring.identities("lain")
    assert keyring.identities("salah") == ()
