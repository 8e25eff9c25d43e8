# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.identity.key_file import KeyFile, open_key_file
from pkri_desktop.identity.signer import private_bytes
from tests.factories import MORNING
from tests.key_files import ISSUER, NAME, PASSWORD, file_with_two_keys, key_file


def opened(content: bytes, password: str = PASSWORD) -> KeyFile:
    return open_key_file(content, password, "sari.p12", MORNING)


def refused(content: bytes, password: str = PASSWORD) -> tuple[Reason, dict[str, str | int]]:
    with pytest.raises(Refusal) as caught:
        opened(content, password)
    return caught.value.reason, caught.value.facts


def test_a_key_is_taken_with_what_its_certificate_says() -> None:
    key = ec.generate_private_key(ec.SECP256R1())

    found = opened(key_file(key))

    assert private_bytes(found.key) == private_bytes(key)
    assert (found.name, found.issuer, found.until) == (NAME, ISSUER, "2025-04-03")


def test_a_wrong_password_is_told_from_a_file_of_another_kind() -> None:
    named = {"file": "sari.p12"}

    assert refused(key_file(), "sandi lain") == (Reason.KEY_FILE_WRONG_PASSWORD, named)
    assert refused(key_file(), "") == (Reason.KEY_FILE_WRONG_PASSWORD, named)
    for content in (b"", b"bukan sertifikat", b"\x30\x03abc", key_file()[:-40], key_file()[:90]):
        assert refused(content) == (Reason.KEY_FILE_UNREADABLE, named)


def test_a_file_without_a_key_or_its_certificate_is_refused() -> None:
    assert refused(key_file(with_key=False))[0] is Reason.KEY_FILE_NO_KEY
    assert refused(key_file(with_certificate=False))[0] is Reason.KEY_FILE_NO_KEY


def test_of_several_keys_none_is_chosen() -> None:
    assert refused(file_with_two_keys(), "")[0] is Reason.KEY_FILE_SEVERAL


def test_a_key_that_cannot_seal_is_named() -> None:
    kinds = {
        refused(key_file(key))[1]["kind"]
        for key in (
            rsa.generate_private_key(65537, 2048),
            ec.generate_private_key(ec.SECP384R1()),
            ed25519.Ed25519PrivateKey.generate(),
        )
    }

    assert kinds == {"RSA 2048", "secp384r1", "Ed25519"}


@pytest.mark.parametrize("days", [(-400, -1), (1, 300)])
def test_a_certificate_that_is_not_valid_today_is_refused(days: tuple[int, int]) -> None:
    reason, facts = refused(key_file(days=days))

    assert reason is Reason.KEY_FILE_NOT_VALID
    assert facts["today"] == "2024-07-12"
    assert facts["first"] < facts["last"]  # type: ignore[operator]  # texts, of one form
