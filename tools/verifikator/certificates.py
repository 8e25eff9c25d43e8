# SPDX-License-Identifier: MIT
"""Certificates, chains up to the root, signatures (section 4)."""

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

_URI = re.compile(
    r"urn:pkri:([0-9a-f]{64}):(secretariat|enrolment|assessor|appointment):([a-z0-9][a-z0-9-]{0,39})"
)
_FROM = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_TO = datetime.datetime(2069, 12, 31, tzinfo=datetime.UTC)


_ISSUED = (("assessor", "enrolment"), ("secretariat", "appointment"))


class ChainError(ValueError):
    """A certificate or a chain is not good."""


@dataclass(frozen=True, slots=True)
class Holder:
    """For whom a good chain speaks, in the event of its root."""

    role: str
    author: str


def fingerprint(der: bytes) -> str:
    """The SHA-256 of a certificate."""
    return hashlib.sha256(der).hexdigest()


def load(der: bytes) -> "x509.Certificate":
    """A certificate: version 3, P-256, signed with ECDSA and SHA-256.

    Raises:
        ChainError: It is something else.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    try:
        certificate = x509.load_der_x509_certificate(der)
        version, algorithm = certificate.version, certificate.signature_algorithm_oid
        digest = certificate.signature_hash_algorithm
        _ = certificate.issuer, certificate.subject, certificate.extensions
    except Exception as error:  # hostile bytes: whatever the library raises
        raise ChainError("sertifikat tidak terbaca") from error
    if version is not x509.Version.v3:
        raise ChainError("sertifikat bukan X.509 versi 3")
    _key(certificate)
    ecdsa = x509.SignatureAlgorithmOID.ECDSA_WITH_SHA256
    if algorithm != ecdsa or not isinstance(digest, hashes.SHA256):
        raise ChainError("sertifikat tidak ditandatangani dengan ECDSA dan SHA-256")
    return certificate


def _key(certificate: "x509.Certificate") -> "ec.EllipticCurvePublicKey":
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        key = certificate.public_key()
    except Exception as error:  # hostile bytes: whatever the library raises
        raise ChainError("kunci sertifikat tidak terbaca") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ChainError("kunci sertifikat bukan P-256")
    return key


def _is_issued(certificate: "x509.Certificate", by: "x509.Certificate") -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except Exception:  # a wrong name, a wrong signature, something unreadable
        return False
    return True


def _constraints(certificate: "x509.Certificate") -> tuple[bool, int | None]:
    from cryptography import x509

    try:
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return False, None
    return found.ca, found.path_length


def uri(certificate: "x509.Certificate") -> tuple[str, str, str]:
    """Event, role and name in the one URI of a certificate.

    Raises:
        ChainError: There is not exactly one URI, or it has another form.
    """
    from cryptography import x509

    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    except x509.ExtensionNotFound:
        uris = []
    match = _URI.fullmatch(uris[0]) if len(uris) == 1 else None
    if match is None:
        raise ChainError("sertifikat tidak memuat tepat satu nama URI kegiatan")
    return match[1], match[2], match[3]


def verify(der: bytes, signature: bytes, digest: bytes) -> bool:
    """Whether a signature over something with this SHA-256 is by the key of a certificate."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, utils

    try:
        _key(load(der)).verify(signature, digest, ec.ECDSA(utils.Prehashed(hashes.SHA256())))
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(slots=True)
class Trust:
    """What rests on the root certificate of one event."""

    root: bytes
    event: str
    _known: dict[tuple[bytes, ...], Holder | str] = field(default_factory=dict)

    def root_problems(self) -> list[str]:
        """What is the matter with the root itself."""
        try:
            root = load(self.root)
        except ChainError as error:
            return [str(error)]
        problems = [] if _is_issued(root, root) else ["akar tidak menandatangani dirinya sendiri"]
        return problems + deviations(root, "root")

    def holder(self, chain: Sequence[bytes]) -> Holder:
        """For whom a chain, holder first, speaks.

        Raises:
            ChainError: It is not good.
        """
        key = tuple(chain)
        if key not in self._known:
            try:
                self._known[key] = self._follow(list(chain))
            except ChainError as error:
                self._known[key] = str(error)
        known = self._known[key]
        if isinstance(known, str):
            raise ChainError(known)
        return known

    def _follow(self, ders: list[bytes]) -> Holder:
        if ders and ders[-1] == self.root:
            ders.pop()
        if not 1 <= len(ders) <= 2:
            raise ChainError("rantai bukan satu atau dua sertifikat di bawah akar")
        chain = [load(der) for der in ders]
        for one, issuer in zip(chain, [*chain[1:], load(self.root)], strict=True):
            if not _is_issued(one, issuer):
                raise ChainError("sertifikat tidak diterbitkan oleh yang berikutnya")
        names = [uri(one) for one in chain]
        if any(event != self.event for event, _, _ in names):
            raise ChainError("sertifikat untuk kegiatan lain")
        if _constraints(chain[0])[0]:
            raise ChainError("sertifikat pemegang adalah CA")
        roles = [role for _, role, _ in names]
        if roles == ["secretariat"]:
            return Holder("secretariat", names[0][2])
        if tuple(roles) in _ISSUED and names[0][2] == names[1][2]:
            return Holder(roles[0], names[0][2])
        raise ChainError("peran dalam rantai tidak cocok")

    def enrolment(self, chain: Sequence[bytes]) -> str:
        """For whom the one-time certificate at the start of a chain is.

        Raises:
            ChainError: It is not a one-time certificate of this event's root.
        """
        first = load(chain[0])
        event, role, name = uri(first)
        if event != self.event or role not in ("enrolment", "appointment"):
            raise ChainError("bukan sertifikat pendaftaran kegiatan ini")
        if not _is_issued(first, load(self.root)) or list(chain[1:]) not in ([], [self.root]):
            raise ChainError("sertifikat pendaftaran tidak diterbitkan oleh akar")
        return name


def deviations(certificate: "x509.Certificate", role: str) -> list[str]:
    """Where a certificate departs from the table of section 4, beside what makes a chain good."""
    from cryptography import x509

    wanted = {"root": (True, 1), "enrolment": (True, 0), "appointment": (True, 0)}.get(
        role, (False, None)
    )
    problems = [] if _constraints(certificate) == wanted else ["batasan dasar (CA) tidak sesuai"]
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        use = (
            usage.digital_signature,
            usage.content_commitment,
            usage.key_cert_sign,
            usage.crl_sign,
            usage.key_encipherment or usage.data_encipherment or usage.key_agreement,
        )
    except x509.ExtensionNotFound:
        use = (False,) * 5
    ca = wanted[0]
    if use != (not ca, not ca, ca, ca, False):
        problems.append("penggunaan kunci tidak sesuai")
    if not ca:
        try:
            extended = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
            mail = x509.oid.ExtendedKeyUsageOID.EMAIL_PROTECTION in extended
        except x509.ExtensionNotFound:
            mail = False
        if not mail:
            problems.append("penggunaan kunci tambahan tidak sesuai")
    valid = certificate.not_valid_before_utc.date(), certificate.not_valid_after_utc.date()
    if valid != (_FROM.date(), _TO.date()):
        problems.append("masa berlaku tidak sesuai")
    return problems
