# SPDX-License-Identifier: MIT
"""The certificates of an event: root → enrolment → assessor, and root → secretariat.

The name that counts is a URI in the subject alternative name; the common name is for people.
Validity is wide on purpose: nothing here depends on what a laptop's clock says.
"""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pkri_desktop.domain.holder import Holder, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey,
        EllipticCurvePublicKey,
    )
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
    from cryptography.x509 import Certificate, CertificateBuilder, KeyUsage

NOT_BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
NOT_AFTER = datetime(2069, 12, 31, tzinfo=UTC)

_URI = re.compile(
    r"urn:pkri:(?P<event>[0-9a-f]{64}):(?P<role>secretariat|assessor|enrolment|appointment):"
    r"(?P<author>[a-z0-9][a-z0-9-]{0,39})"
)


_ISSUES = {Role.ASSESSOR: "enrolment", Role.SECRETARIAT: "appointment"}


class UntrustedCertificateError(Exception):
    """The chain does not lead to the event's root, or does not say whose it is."""


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate's DER bytes as hexadecimal digits."""
    return sha256(certificate).hexdigest()


def generate_key() -> EllipticCurvePrivateKey:
    """Return a new P-256 key."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def make_root(key: EllipticCurvePrivateKey, name: str) -> bytes:
    """Return the self-signed root of an event; two certificates may stand below it."""
    builder = _builder(f"Akar {name}", f"Akar {name}", key.public_key())
    return _sign(_authority(builder, path_length=1), key)


def make_enrolment(
    key: EllipticCurvePublicKey, event: str, author: str, root: bytes,
    root_key: EllipticCurvePrivateKey, role: Role = Role.ASSESSOR,
) -> bytes:  # fmt: skip
    """Return the certificate by which one author's own key is certified, once."""
    issuer = _load(root)
    builder = _builder(f"Pendaftaran {author}", issuer, key)
    builder = _named(builder, f"urn:pkri:{event}:{_ISSUES[role]}:{author}")
    return _sign(_authority(builder, path_length=0), root_key)


def make_holder(
    key: EllipticCurvePublicKey, holder: Holder, name: str, issuer: bytes,
    issuer_key: EllipticCurvePrivateKey,
) -> bytes:  # fmt: skip
    """Return the certificate of somebody who signs."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    above = _load(issuer)
    builder = _builder(name, above, key)
    builder = _named(builder, f"urn:pkri:{holder.event}:{holder.role.value}:{holder.author}")
    builder = builder.add_extension(
        x509.BasicConstraints(ca=False, path_length=None), critical=True
    ).add_extension(_usage(signs_documents=True), critical=True)
    builder = builder.add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
    )
    return _sign(builder, issuer_key)


def holder_of(chain: Sequence[bytes], root: bytes) -> Holder:
    """Follow ``chain`` (holder first) to ``root`` and say whom it speaks for.

    Raises:
        UntrustedCertificateError: it does not lead there, or a link may not certify the next.
    """
    return _holder_of(tuple(chain), root)


@lru_cache(maxsize=4_096)
def _holder_of(chain: tuple[bytes, ...], root: bytes) -> Holder:
    """Remember the answers: they follow from the bytes alone, and chains repeat in every file."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    refusals = (
        ValueError, TypeError, LookupError, InvalidSignature, UnsupportedAlgorithm,
        x509.ExtensionNotFound, x509.DuplicateExtension, x509.InvalidVersion,
        x509.UnsupportedGeneralNameType,
    )  # fmt: skip
    links = list(chain)
    if links and links[-1] == root:
        links.pop()
    if not 1 <= len(links) <= 2:
        raise UntrustedCertificateError("length of the chain")
    try:
        certificates = [_load(link) for link in [*links, root]]
        for below, above in itertools.pairwise(certificates):
            below.verify_directly_issued_by(above)
        return _whom(certificates[:-1])
    except refusals as error:
        raise UntrustedCertificateError(str(error)) from error


def verify_signature(certificate: bytes, signature: bytes, data: bytes) -> bool:
    """Say whether ``signature`` over ``data`` was made with the key of ``certificate``."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        key = _load(certificate).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
            return False
        key.verify(signature, data, ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def public_key_of(certificate: bytes) -> bytes:
    """Return the public key that is certified, as DER; empty when that cannot be read.

    Two certificates may say the same one: a key that was brought can be brought again.
    """
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        return public_bytes(_load(certificate).public_key())
    except (ValueError, UnsupportedAlgorithm):
        return b""


def public_bytes(key: PublicKeyTypes) -> bytes:
    """Return a public key as DER."""
    from cryptography.hazmat.primitives import serialization

    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def common_name(certificate: bytes) -> str:
    """Return the name of the holder, for people."""
    from cryptography.x509.oid import NameOID

    names = _load(certificate).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def _whom(links: list[Certificate]) -> Holder:
    """Say whom a verified chain speaks for; a one-time certificate certifies its own author only.

    The operator who founds an event stands directly below the root.
    """
    event, name, author = _uri_of(links[0])
    if _may_certify(links[0]):
        raise UntrustedCertificateError("a certificate authority does not sign for itself")
    role = Role(name)
    if len(links) == 1 and role is Role.SECRETARIAT:
        return Holder(event, role, author)
    issuer = (event, _ISSUES[role], author)
    if len(links) == 2 and _may_certify(links[1]) and _uri_of(links[1]) == issuer:
        return Holder(event, role, author)
    raise UntrustedCertificateError("the chain does not certify what it names")


def _uri_of(certificate: Certificate) -> tuple[str, str, str]:
    from cryptography import x509

    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    match = _URI.fullmatch(uris[0]) if len(uris) == 1 else None
    if match is None:
        raise UntrustedCertificateError("no name of an event")
    return match["event"], match["role"], match["author"]


def _may_certify(certificate: Certificate) -> bool:
    from cryptography import x509

    return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def _load(der: bytes) -> Certificate:
    from cryptography import x509

    return x509.load_der_x509_certificate(der)


def _builder(
    subject: str, issuer: Certificate | str, key: EllipticCurvePublicKey
) -> CertificateBuilder:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])

    return (
        x509.CertificateBuilder()
        .subject_name(named(subject))
        .issuer_name(named(issuer) if isinstance(issuer, str) else issuer.subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOT_BEFORE)
        .not_valid_after(NOT_AFTER)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _named(builder: CertificateBuilder, uri: str) -> CertificateBuilder:
    from cryptography import x509

    return builder.add_extension(
        x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uri)]), critical=False
    )


def _authority(builder: CertificateBuilder, path_length: int) -> CertificateBuilder:
    from cryptography import x509

    return builder.add_extension(
        x509.BasicConstraints(ca=True, path_length=path_length), critical=True
    ).add_extension(_usage(signs_documents=False), critical=True)


def _usage(*, signs_documents: bool) -> KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        encipher_only=False,
        decipher_only=False,
    )


def _sign(builder: CertificateBuilder, key: EllipticCurvePrivateKey) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
