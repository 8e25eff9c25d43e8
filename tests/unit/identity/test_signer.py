# SPDX-License-Identifier: MIT
from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.identity.certificates import fingerprint, verify_signature
from pkri_desktop.identity.enrolment import appoint_operator, found_authority
from pkri_desktop.identity.signer import SoftwareSigner, private_bytes, private_key, seal_holds
from tests.factories import Stream

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Seal

EVENT = "ab" * 32


@pytest.fixture(scope="module")
def signer() -> SoftwareSigner:
    return appoint_operator(found_authority("PKRI"), EVENT, "sekretariat", "Sekretariat")


@pytest.fixture(scope="module")
def seal(signer: SoftwareSigner) -> Seal:
    stream = Stream(Holder(EVENT, Role.SECRETARIAT, "sekretariat"))
    return signer.seal(stream.records[-1])


def test_seal_holds(signer: SoftwareSigner, seal: Seal) -> None:
    assert fingerprint(signer.chain[0]) == seal.certificate
    assert seal_holds(seal, signer.chain[0])


@pytest.mark.parametrize(
    "change",
    [
        {"stream": "12" * 16},
        {"seq": 2},
        {"record": "ab" * 32},
        {"certificate": "ab" * 32},
        {"signature": b""},
        {"signature": b"junk"},
    ],
)
def test_changed_seal_does_not_hold(
    signer: SoftwareSigner, seal: Seal, change: dict[str, object]
) -> None:
    assert not seal_holds(seal._replace(**change), signer.chain[0])  # type: ignore[arg-type]


def test_seal_under_another_certificate_does_not_hold(seal: Seal) -> None:
    other = appoint_operator(found_authority("PKRI"), EVENT, "sekretariat", "Sekretariat")

    assert not seal_holds(seal, other.chain[0])
    # Not even when it names that certificate, since the key is another.
    named = seal._replace(certificate=fingerprint(other.chain[0]))
    assert not seal_holds(named, other.chain[0])


def test_signature_is_over_the_exact_bytes(signer: SoftwareSigner) -> None:
    signature = signer.sign(b"data")

    assert verify_signature(signer.chain[0], signature, b"data")
    assert not verify_signature(signer.chain[0], signature, b"datA")


def test_signer_goes_to_a_process_of_our_own_and_signs_there(signer: SoftwareSigner) -> None:
    piped = pickle.loads(pickle.dumps(signer))  # noqa: S301 -- our own

    assert signer.chain == piped.chain
    assert verify_signature(signer.chain[0], piped.sign(b"data"), b"data")


def test_private_key_survives_its_bytes(signer: SoftwareSigner) -> None:
    again = private_key(private_bytes(signer.key))

    assert private_bytes(signer.key) == private_bytes(again)


def test_private_key_of_another_kind_is_refused() -> None:
    der = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    for junk in (der, b"", b"junk"):
        with pytest.raises(ValueError, match=r".+"):
            private_key(junk)
