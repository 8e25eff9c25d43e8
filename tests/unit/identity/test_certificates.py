# SPDX-License-Identifier: MIT
from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.identity import certificates
from pkri_desktop.identity.certificates import (
    UntrustedCertificateError,
    common_name,
    fingerprint,
    generate_key,
    holder_of,
    make_enrolment,
    make_holder,
    make_root,
    verify_signature,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

EVENT, OTHER_EVENT = "ab" * 32, "cd" * 32
A1 = Holder(EVENT, Role.ASSESSOR, "a1")
A2 = Holder(EVENT, Role.ASSESSOR, "a2")
OFFICE = Holder(EVENT, Role.SECRETARIAT, "sekretariat")


@dataclass(frozen=True)
class Issuer:
    der: bytes
    key: EllipticCurvePrivateKey

    def enrolment(self, assessor: str, event: str = EVENT) -> Issuer:
        key = generate_key()
        return Issuer(make_enrolment(key.public_key(), event, assessor, self.der, self.key), key)

    def holder(self, holder: Holder) -> Issuer:
        key = generate_key()
        return Issuer(make_holder(key.public_key(), holder, "Nama", self.der, self.key), key)


def new_root() -> Issuer:
    key = generate_key()
    return Issuer(make_root(key, "PKRI"), key)


@pytest.fixture(scope="module")
def root() -> Issuer:
    return new_root()


@pytest.fixture(scope="module")
def enrolment(root: Issuer) -> Issuer:
    return root.enrolment("a1")


def refused(chain: list[bytes], root: bytes) -> bool:
    try:
        holder_of(chain, root)
    except UntrustedCertificateError:
        return True
    return False


# -- chains that hold ----------------------------------------------------------------------------


def test_chain_of_an_assessor_speaks_for_the_assessor(root: Issuer, enrolment: Issuer) -> None:
    leaf = enrolment.holder(A1)

    assert holder_of([leaf.der, enrolment.der], root.der) == A1
    assert holder_of([leaf.der, enrolment.der, root.der], root.der) == A1


def test_chain_of_the_secretariat_speaks_for_its_operator(root: Issuer) -> None:
    leaf = root.holder(OFFICE)

    assert holder_of([leaf.der], root.der) == OFFICE
    assert holder_of([leaf.der, root.der], root.der) == OFFICE


# -- chains that do not --------------------------------------------------------------------------


def test_enrolment_certifies_nobody_but_its_own_assessor(root: Issuer, enrolment: Issuer) -> None:
    for holder in (A2, OFFICE, A1._replace(event=OTHER_EVENT), OFFICE._replace(author="a1")):
        assert refused([enrolment.holder(holder).der, enrolment.der], root.der)


def test_root_certifies_no_assessor_without_enrolment(root: Issuer) -> None:
    assert refused([root.holder(A1).der, root.der], root.der)


def test_leaf_certifies_nobody(root: Issuer, enrolment: Issuer) -> None:
    leaf = enrolment.holder(A1)
    office = root.holder(OFFICE)

    assert refused([leaf.holder(A1).der, leaf.der], root.der)
    assert refused([leaf.holder(A1).der, leaf.der, enrolment.der], root.der)
    assert refused([office.holder(A1).der, office.der], root.der)
    assert refused([office.holder(OFFICE).der, office.der], root.der)
    assert refused([office.enrolment("a1").holder(A1).der, office.enrolment("a1").der], root.der)


def test_secretariat_cannot_enrol_an_assessor_with_its_own_key(root: Issuer) -> None:
    office = root.holder(OFFICE)
    offered = office.enrolment("a1")

    assert refused([offered.holder(A1).der, offered.der, office.der], root.der)
    assert refused([offered.holder(A1).der, offered.der], root.der)


def test_enrolment_cannot_enrol_others(root: Issuer, enrolment: Issuer) -> None:
    second = enrolment.enrolment("a1")

    assert refused([second.holder(A1).der, second.der], root.der)
    assert refused([second.holder(A1).der, second.der, enrolment.der], root.der)


def test_authorities_do_not_speak_for_themselves(root: Issuer, enrolment: Issuer) -> None:
    assert refused([enrolment.der], root.der)
    assert refused([enrolment.der, root.der], root.der)
    assert refused([root.der], root.der)


def test_chain_to_another_root_is_refused(root: Issuer, enrolment: Issuer) -> None:
    stranger = new_root()
    leaf = enrolment.holder(A1)
    theirs = stranger.enrolment("a1")

    assert refused([leaf.der, enrolment.der], stranger.der)
    assert refused([leaf.der, enrolment.der, root.der], stranger.der)
    assert refused([theirs.holder(A1).der, theirs.der], root.der)
    assert refused([theirs.holder(A1).der, theirs.der, stranger.der], root.der)
    assert refused([theirs.holder(A1).der, theirs.der, root.der], root.der)
    assert refused([stranger.holder(OFFICE).der], root.der)


def test_links_in_another_order_or_number_are_refused(root: Issuer, enrolment: Issuer) -> None:
    leaf = enrolment.holder(A1)

    for chain in (
        [],
        [leaf.der],
        [enrolment.der, leaf.der],
        [root.der, enrolment.der, leaf.der],
        [leaf.der, root.der],
        [leaf.der, leaf.der],
        [leaf.der, enrolment.der, enrolment.der],
        [leaf.der, root.der, enrolment.der],
        [leaf.der, enrolment.der, root.der, root.der],
    ):
        assert refused(chain, root.der), len(chain)


def test_links_of_two_assessors_do_not_mix(root: Issuer, enrolment: Issuer) -> None:
    other = root.enrolment("a2")

    assert refused([enrolment.holder(A1).der, other.der], root.der)
    assert refused([other.holder(A1).der, other.der], root.der)
    assert refused([enrolment.holder(A2).der, enrolment.der], root.der)


def test_second_enrolment_of_the_same_assessor_does_not_vouch_for_the_first(root: Issuer) -> None:
    first, second = root.enrolment("a1"), root.enrolment("a1")

    assert not refused([first.holder(A1).der, first.der], root.der)
    assert refused([first.holder(A1).der, second.der], root.der)


@pytest.mark.parametrize("junk", [b"", b"x", b"0" * 100, b"\x30\x82\xff\xff"])
def test_junk_in_place_of_a_certificate_is_refused(
    root: Issuer, enrolment: Issuer, junk: bytes
) -> None:
    leaf = enrolment.holder(A1)

    assert refused([junk], root.der)
    assert refused([junk, enrolment.der], root.der)
    assert refused([leaf.der, junk], root.der)
    assert refused([leaf.der, enrolment.der], junk)


@given(st.integers(0, 5_000), st.integers(1, 255), st.integers(0, 1))
def test_certificate_with_a_changed_byte_is_refused(place: int, by: int, which: int) -> None:
    chain = list(_KNOWN[0])
    data = bytearray(chain[which])
    data[place % len(data)] ^= by
    chain[which] = bytes(data)

    assert refused(chain, _KNOWN[1])


def _known() -> tuple[list[bytes], bytes]:
    root = new_root()
    enrolment = root.enrolment("a1")
    return [enrolment.holder(A1).der, enrolment.der], root.der


_KNOWN = _known()


# -- what an assessor could make with the one-time key, instead of throwing it away ----------------


def crafted(issuer: Issuer, *extensions: Any, key: Any = None) -> bytes:  # noqa: ANN401
    above = x509.load_der_x509_certificate(issuer.der)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")]))
        .issuer_name(above.subject)
        .public_key((key or generate_key()).public_key())
        .serial_number(1)
        .not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(datetime.datetime(2060, 1, 1, tzinfo=datetime.UTC))
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    signed = builder.sign(issuer.key, hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER)


def uris(*names: str) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.UniformResourceIdentifier(name) for name in names])


NAME = f"urn:pkri:{EVENT}:assessor:a1"
LEAF = x509.BasicConstraints(ca=False, path_length=None)


def test_crafted_leaf_with_all_that_is_needed_is_taken(root: Issuer, enrolment: Issuer) -> None:
    """So that the crafted ones below are refused for what they lack and nothing else."""
    assert holder_of([crafted(enrolment, uris(NAME), LEAF), enrolment.der], root.der) == A1


@pytest.mark.parametrize(
    "extensions",
    [
        (),
        (LEAF,),
        (uris(NAME),),
        (uris(NAME), x509.BasicConstraints(ca=True, path_length=0)),
        (uris(NAME, NAME), LEAF),
        (uris(NAME, f"urn:pkri:{EVENT}:assessor:a2"), LEAF),
        (uris(), LEAF),
        (x509.SubjectAlternativeName([x509.DNSName(NAME)]), LEAF),
        (uris(f"urn:pkri:{EVENT}:assessor:a1/x"), LEAF),
        (uris(f"urn:pkri:{EVENT}:assessor:A1"), LEAF),
        (uris(f"urn:pkri:{EVENT}:assessor:"), LEAF),
        (uris(f"urn:pkri:{EVENT}:root:a1"), LEAF),
        (uris(f"urn:pkri:{EVENT}:enrolment:a1"), LEAF),
        (uris(f"urn:pkri:{EVENT}:secretariat:a1"), LEAF),
        (uris(f"x{NAME}"), LEAF),
        (uris(f"{NAME}\n"), LEAF),
    ],
)
def test_crafted_leaf_that_lacks_something_is_refused(
    root: Issuer, enrolment: Issuer, extensions: tuple[Any, ...]
) -> None:
    assert refused([crafted(enrolment, *extensions), enrolment.der], root.der)


def test_crafted_leaf_with_a_key_of_another_kind_signs_nothing(
    root: Issuer, enrolment: Issuer
) -> None:
    for key in (
        rsa.generate_private_key(65_537, 2_048),
        ed25519.Ed25519PrivateKey.generate(),
    ):
        leaf = crafted(enrolment, uris(NAME), LEAF, key=key)

        assert not verify_signature(leaf, b"signature", b"data")


# -- signatures ----------------------------------------------------------------------------------


def test_signature_holds_for_its_key_and_data_only(root: Issuer, enrolment: Issuer) -> None:
    leaf, other = enrolment.holder(A1), enrolment.holder(A1)
    signature = leaf.key.sign(b"data", ec.ECDSA(hashes.SHA256()))

    assert verify_signature(leaf.der, signature, b"data")
    assert not verify_signature(leaf.der, signature, b"data ")
    assert not verify_signature(leaf.der, signature[:-1], b"data")
    assert not verify_signature(leaf.der, b"", b"data")
    assert not verify_signature(other.der, signature, b"data")
    assert not verify_signature(b"junk", signature, b"data")


def test_fingerprint_is_of_the_exact_bytes(root: Issuer) -> None:
    assert len(fingerprint(root.der)) == 64
    assert fingerprint(root.der) != fingerprint(root.der + b"\x00")


@pytest.mark.parametrize("name", ["Penilai A1", "Dr. Ñandú, S.H.", "x" * 100, "名前"])
def test_common_name_is_shown_to_people(root: Issuer, name: str) -> None:
    key = generate_key()
    der = make_holder(key.public_key(), OFFICE, name, root.der, root.key)

    assert name[:64] == common_name(der)


def test_certificates_are_valid_whatever_the_laptop_takes_the_time_to_be(root: Issuer) -> None:
    certificate = x509.load_der_x509_certificate(root.der)

    assert certificate.not_valid_before_utc.year <= 2020
    assert certificate.not_valid_after_utc.year >= 2060
    assert certificate.not_valid_after_utc == certificates.NOT_AFTER


@pytest.mark.parametrize(
    ("of", "instead"),
    [
        ("06072a8648ce3d0201", "06072a8648ce3d0209"),  # an elliptic-curve key → of no known kind
        ("06082a8648ce3d030107", "06082a8648ce3d030177"),  # P-256 → no known curve
        ("06082a8648ce3d040302", "06082a8648ce3d040372"),  # ECDSA with SHA-256 → unknown
    ],
)
def test_certificate_of_an_algorithm_that_nobody_knows_vouches_for_nothing(
    root: Issuer, enrolment: Issuer, of: str, instead: str
) -> None:
    leaf = enrolment.holder(A1)
    signature = leaf.key.sign(b"data", ec.ECDSA(hashes.SHA256()))
    odd = leaf.der.replace(bytes.fromhex(of), bytes.fromhex(instead))
    assert odd != leaf.der

    assert refused([odd, enrolment.der], root.der)
    assert refused([leaf.der, odd], root.der)
    assert refused([leaf.der, enrolment.der], odd)
    if of != "06082a8648ce3d040302":  # what signed the certificate is not asked here
        assert not verify_signature(odd, signature, b"data")
