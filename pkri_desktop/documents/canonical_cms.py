# SPDX-License-Identifier: MIT
"""The one form that a signature's container may have, written here for signing and for judging.

It is CMS SignedData in DER as PAdES baseline B asks for it: the certificates up to the root, and
as signed attributes the content's type, its digest, and which certificate signed (ESS, RFC 5035).

A signature cannot cover the bytes that hold it, and CMS leaves room there: spare certificates,
unsigned attributes, padding, upper or lower case. Everything but the form we write ourselves is
refused, so that no byte of a valid file can differ.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from asn1crypto import core, x509

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

LONGEST_SIGNATURE: Final = 72  # bytes: two numbers of 256 bits, their signs and headers

_INTEGER, _BITS, _OCTETS, _NULL, _OID, _SEQUENCE, _SET = 0x02, 0x03, 0x04, 0x05, 0x06, 0x30, 0x31
_IN_CONTEXT: Final = 0xA0  # constructed, numbered from here


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + content


def _set_of(*parts: bytes) -> bytes:
    return _der(_SET, *sorted(parts))


def _oid(dotted: str) -> bytes:
    return bytes(core.ObjectIdentifier(dotted).dump())


_ONE: Final = _der(_INTEGER, b"\x01")
_DATA: Final = _oid("1.2.840.113549.1.7.1")
_SIGNED_DATA: Final = _oid("1.2.840.113549.1.7.2")
_SHA256: Final = _der(_SEQUENCE, _oid("2.16.840.1.101.3.4.2.1"), _der(_NULL))
_ECDSA_SHA256: Final = _der(_SEQUENCE, _oid("1.2.840.10045.4.3.2"))
_MESSAGE_DIGEST: Final = _oid("1.2.840.113549.1.9.4")
_CONTENT_TYPE: Final = _der(_SEQUENCE, _oid("1.2.840.113549.1.9.3"), _set_of(_DATA))
_SIGNING_CERTIFICATE: Final = _oid("1.2.840.113549.1.9.16.2.47")


@dataclass(frozen=True, slots=True)
class Form:
    """What is the same in all containers of one chain of certificates.

    Attributes:
        before: in SignedData, all that stands before the signers.
        signer: in the signer's part, all that stands before the signed attributes.
        reference: the signed attribute that names the certificate.
    """

    before: bytes
    signer: bytes
    reference: bytes

    def attributes(self, digest: bytes) -> bytes:
        """Return what is signed for a file of that SHA-256: the attributes as a set."""
        value = _set_of(_der(_OCTETS, digest))
        return _set_of(_CONTENT_TYPE, _der(_SEQUENCE, _MESSAGE_DIGEST, value), self.reference)

    def container(self, attributes: bytes, signature: bytes) -> bytes:
        """Return the container of ``signature`` over ``attributes``."""
        signer = _der(
            _SEQUENCE,
            self.signer,
            bytes((_IN_CONTEXT,)) + attributes[1:],
            _ECDSA_SHA256,
            _der(_OCTETS, signature),
        )
        content = _der(_SEQUENCE, self.before, _set_of(signer))
        return _der(_SEQUENCE, _SIGNED_DATA, _der(_IN_CONTEXT, content))

    @property
    def size(self) -> int:
        """Return how many bytes a container has at most."""
        digest = bytes(hashlib.sha256().digest_size)
        return len(self.container(self.attributes(digest), bytes(LONGEST_SIGNATURE)))


@lru_cache(maxsize=64)
def form_of(chain: tuple[bytes, ...]) -> Form:
    """Return the form for certificates in DER, the signer's own first, the root last.

    Raises:
        ValueError: the first is no certificate.
    """
    leaf = x509.Certificate.load(chain[0])
    issuer, serial = leaf.issuer.dump(), leaf["tbs_certificate"]["serial_number"].dump()
    names = _der(_SEQUENCE, _der(_IN_CONTEXT + 4, issuer))
    digest = _der(_OCTETS, hashlib.sha256(chain[0]).digest())
    named = _der(_SEQUENCE, digest, _der(_SEQUENCE, names, serial))
    value = _der(_SEQUENCE, _der(_SEQUENCE, named))
    certificates = _der(_IN_CONTEXT, *sorted(chain))
    return Form(
        before=_ONE + _set_of(_SHA256) + _der(_SEQUENCE, _DATA) + certificates,
        signer=_ONE + _der(_SEQUENCE, issuer, serial) + _SHA256,
        reference=_der(_SEQUENCE, _SIGNING_CERTIFICATE, _set_of(value)),
    )


def is_canonical(pdf: bytes, signature: EmbeddedPdfSignature, chain: tuple[bytes, ...]) -> bool:
    """Say whether the container of ``signature`` in ``pdf`` has exactly our form.

    Expects a signature that was found intact, covering the file, and trusted under the last of
    ``chain``: the certificates in DER, the signer's own first, the root last.
    """
    start, before, after, rest = (int(number) for number in signature.byte_range)
    if (start, after + rest) != (0, len(pdf)):
        return False
    expected = _rebuilt(signature, chain).hex().upper().encode()
    hole = pdf[before:after]
    padded = expected.ljust(len(hole) - 2, b"0")
    return hole == b"<" + padded + b">"


def _rebuilt(signature: EmbeddedPdfSignature, chain: tuple[bytes, ...]) -> bytes:
    *below, root = chain
    info = signature.signer_info
    attributes = _der(_SET, info["signed_attrs"].contents)
    form = form_of((*map(_as_certified, below), root))
    return form.container(attributes, info["signature"].native)


@lru_cache(maxsize=64)
def _as_certified(der: bytes) -> bytes:
    # Around what an issuer signed stand an algorithm and a bit string, which nobody signed.
    certificate = x509.Certificate.load(der)
    certified = certificate["tbs_certificate"]
    algorithm = certified["signature"].dump()
    bits = _der(_BITS, b"\0", certificate["signature_value"].native)
    return _der(_SEQUENCE, certified.dump(), algorithm, bits)
