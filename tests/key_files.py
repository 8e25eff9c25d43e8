# SPDX-License-Identifier: MIT
"""Certificates from elsewhere, in .p12 files, as people may bring them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from asn1crypto import cms
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from tests.factories import MORNING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes

PASSWORD = "sandi berkas"
NAME, ISSUER = "Pemegang Sertifikat", "Penyelenggara Contoh"


def certificate(
    key: CertificateIssuerPrivateKeyTypes, *, days: tuple[int, int] = (-100, 265)
) -> x509.Certificate:
    """Return a certificate that is valid from and until some days after the sample's morning."""
    day = datetime.fromtimestamp(MORNING / 1000, UTC)

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    builder = (
        x509.CertificateBuilder()
        .subject_name(named(NAME))
        .issuer_name(named(ISSUER))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(day + timedelta(days=days[0]))
        .not_valid_after(day + timedelta(days=days[1]))
    )
    by_itself = isinstance(key, ed25519.Ed25519PrivateKey)
    return builder.sign(key, None if by_itself else hashes.SHA256())


def key_file(
    key: CertificateIssuerPrivateKeyTypes | None = None,
    *,
    days: tuple[int, int] = (-100, 265),
    with_key: bool = True,
    with_certificate: bool = True,
) -> bytes:
    """Return a .p12 file that ``PASSWORD`` opens."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    return pkcs12.serialize_key_and_certificates(
        b"kunci",
        key if with_key else None,  # type: ignore[arg-type]
        certificate(key, days=days) if with_certificate else None,
        None if with_key else [certificate(key, days=days)],
        BestAvailableEncryption(PASSWORD.encode()),
    )


def file_with_two_keys() -> bytes:
    """Return an unencrypted .p12 file that holds two keys with their certificates."""
    bags: list[cms.ContentInfo] = []
    for _ in range(2):
        key = ec.generate_private_key(ec.SECP256R1())
        one = pkcs12.serialize_key_and_certificates(
            b"kunci", key, certificate(key), None, NoEncryption()
        )
        bags.extend(asn1_pkcs12.Pfx.load(one).authenticated_safe)
    safe = cms.ContentInfo(
        {"content_type": "data", "content": asn1_pkcs12.AuthenticatedSafe(bags).dump()}
    )
    return bytes(asn1_pkcs12.Pfx({"version": "v3", "auth_safe": safe}).dump())
