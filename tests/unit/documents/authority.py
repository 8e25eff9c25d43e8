# SPDX-License-Identifier: MIT
"""Throwaway certificates for tests: root, enrolment, assessor, as identity will issue them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BEGIN = datetime(2024, 7, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Issued:
    """A certificate, its key, and those above it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    above: tuple[Issued, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def chain(self) -> tuple[bytes, ...]:
        return (self.der, *(issued.der for issued in self.above))

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data, ec.ECDSA(SHA256()))


@dataclass(frozen=True)
class Profile:
    """Which extensions a signer's certificate gets."""

    email_protection: bool = True
    basic_constraints: bool = True
    key_identifiers: bool = True
    key_usage: bool = True
    content_commitment: bool = True


def make_root(name: str = "PKRI Root", path_length: int = 1) -> Issued:
    return _issue(name, None, path_length=path_length)


def make_enrolment(root: Issued, name: str = "PKRI Enrolment") -> Issued:
    return _issue(name, root, path_length=0)


def make_signer(issuer: Issued, name: str, profile: Profile | None = None) -> Issued:
    return _issue(name, issuer, path_length=None, profile=profile or Profile())


def _usage(*, authority: bool, commitment: bool = True) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority and commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _issue(
    name: str, issuer: Issued | None, *, path_length: int | None, profile: Profile | None = None
) -> Issued:
    profile = profile or Profile()
    authority = path_length is not None
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signing = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGIN)
        .not_valid_after(BEGIN + timedelta(days=3650))
    )
    if authority or profile.basic_constraints:
        builder = builder.add_extension(x509.BasicConstraints(authority, path_length), True)
    if authority or profile.key_usage:
        usage = _usage(authority=authority, commitment=profile.content_commitment)
        builder = builder.add_extension(usage, True)
    if not authority and profile.email_protection:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(purpose, False)
    if authority or profile.key_identifiers:
        builder = builder.add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
        ).add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False
        )
    return Issued(builder.sign(signing, SHA256()), key, (issuer, *issuer.above) if issuer else ())
