# SPDX-License-Identifier: MIT
"""Somebody who can sign: one interface, whether the key is in memory or, later, on a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pkri_desktop.domain.record import Record, Seal, seal_bytes
from pkri_desktop.identity import certificates

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey


class Signer(Protocol):
    """Signs with one key; its certificates say whose it is."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Return the DER certificates, the signer's own first, the event's root last."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return an ECDSA signature over the SHA-256 of ``data``, DER-encoded."""
        ...

    def seal(self, record: Record) -> Seal:
        """Vouch for the record's stream up to and including it."""
        ...


class SoftwareSigner:
    """A signer whose key is held in memory."""

    def __init__(self, key: EllipticCurvePrivateKey, chain: tuple[bytes, ...]) -> None:
        """Hold ``key``, certified by ``chain``."""
        self.key = key
        self._chain = chain

    def __reduce__(self) -> tuple[object, ...]:
        # Only ever piped to a worker process of our own, which signs with it and ends.
        return _from_private_bytes, (private_bytes(self.key), self._chain)

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Return the DER certificates, the signer's own first, the event's root last."""
        return self._chain

    def sign(self, data: bytes) -> bytes:
        """Return an ECDSA signature over the SHA-256 of ``data``, DER-encoded."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))

    def seal(self, record: Record) -> Seal:
        """Vouch for the record's stream up to and including it."""
        return Seal(
            stream=record.stream,
            seq=record.seq,
            record=record.id,
            certificate=certificates.fingerprint(self._chain[0]),
            signature=self.sign(seal_bytes(record.stream, record.seq, record.id)),
        )


def private_bytes(key: EllipticCurvePrivateKey) -> bytes:
    """Return the key as unencrypted PKCS#8 DER; for locked boxes and pipes, never for a file."""
    from cryptography.hazmat.primitives import serialization

    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def private_key(der: bytes) -> EllipticCurvePrivateKey:
    """Return the P-256 key in PKCS#8 DER bytes.

    Raises:
        ValueError: it is no such key.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = serialization.load_der_private_key(der, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("not an elliptic-curve key")
    return key


def _from_private_bytes(der: bytes, chain: tuple[bytes, ...]) -> SoftwareSigner:
    return SoftwareSigner(private_key(der), chain)


def seal_holds(seal: Seal, certificate: bytes) -> bool:
    """Say whether ``seal`` was made with the key of ``certificate``."""
    if certificates.fingerprint(certificate) != seal.certificate:
        return False
    statement = seal_bytes(seal.stream, seal.seq, seal.record)
    return certificates.verify_signature(certificate, seal.signature, statement)
