# SPDX-License-Identifier: MIT
"""A key that somebody has already, from a .p12 (or .pfx) file.

Only the key is taken over: the event certifies it anew, and the file's own certificate says no
more than whose the key is and until when. Knows nothing of what the issuer's word is worth.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Name

# The two kinds of bag in which a key lies, as object identifiers in DER (RFC 7292, appendix D).
# The library hands over one key and does not say that there are more.
_KEY_BAGS = (
    bytes.fromhex("060b2a864886f70d010c0a0101"),
    bytes.fromhex("060b2a864886f70d010c0a0102"),
)


class KeyFile(NamedTuple):
    """What was found in a .p12 file, opened.

    Attributes:
        key: the private key, on the curve P-256.
        name: whose it is, as its certificate says.
        issuer: who says so.
        until: the last day of its certificate, as ``2027-12-31``.
    """

    key: EllipticCurvePrivateKey
    name: str
    issuer: str
    until: str


def open_key_file(content: bytes, password: str, name: str, at: int) -> KeyFile:
    """Return the key in ``content``, the bytes of the file ``name``.

    Args:
        content: all bytes of the file.
        password: of the file; it is not kept.
        name: for the sentences.
        at: the time now in milliseconds, as this computer has it.

    Raises:
        Refusal: it is no such file, the password is wrong, it holds no key with its certificate
            or several, the key is of a kind that cannot seal here, or is not valid now.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, password.encode())
    except UnsupportedAlgorithm as error:
        raise Refusal(Reason.KEY_FILE_UNREADABLE, file=name) from error
    except (ValueError, TypeError) as error:
        wrong = "password" in str(error).lower()
        reason = Reason.KEY_FILE_WRONG_PASSWORD if wrong else Reason.KEY_FILE_UNREADABLE
        raise Refusal(reason, file=name) from error
    if key is None or certificate is None:
        raise Refusal(Reason.KEY_FILE_NO_KEY, file=name)
    if sum(content.count(bag) for bag in _KEY_BAGS) > 1:
        raise Refusal(Reason.KEY_FILE_SEVERAL, file=name)
    usable = _on_our_curve(key)
    if usable is None:
        raise Refusal(Reason.KEY_FILE_OTHER_KIND, file=name, kind=_kind(key))
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    now = datetime.fromtimestamp(at / 1000, UTC)
    if not first <= now <= last:
        raise Refusal(
            Reason.KEY_FILE_NOT_VALID, file=name, first=f"{first:%Y-%m-%d}",
            last=f"{last:%Y-%m-%d}", today=f"{now:%Y-%m-%d}",
        )  # fmt: skip
    subject, issuer = _called(certificate.subject), _called(certificate.issuer)
    return KeyFile(usable, subject, issuer, f"{last:%Y-%m-%d}")


def _on_our_curve(key: object) -> EllipticCurvePrivateKey | None:
    from cryptography.hazmat.primitives.asymmetric import ec

    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    return None


def _kind(key: object) -> str:
    """Return the name of a key's kind, such as ``RSA 2048``."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, rsa.RSAPrivateKey):
        return f"RSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.curve.name
    return type(key).__name__.removesuffix("PrivateKey").lstrip("_")


def _called(name: Name) -> str:
    """Return the common name, or all there is; texts from elsewhere are shown short."""
    from cryptography.x509.oid import NameOID

    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return " ".join(str(common[0].value if common else name.rfc4514_string()).split())[:120]
