# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""Signing a finished PDF: PAdES baseline B over the whole file, no changes allowed afterwards.

Knows how a signature sits in a file. Knows no key: a signer is given, which holds it.
"""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING, Final, Protocol

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject
from pyhanko_certvalidator.registry import SimpleCertificateStore

if TYPE_CHECKING:
    from datetime import datetime

FIELD: Final = "PKRI"
DIGEST: Final = "sha256"

_BESIDE_CERTIFICATES: Final = 1024  # bytes: attributes, signature, names of algorithms


class PdfSigner(Protocol):
    """Who can sign: certificates to show, and a key that never leaves its holder."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Return the certificates in DER, the signer's own first, the root last."""

    def sign(self, data: bytes) -> bytes:
        """Return the ECDSA P-256 signature with SHA-256 over ``data``, in DER."""


class PdfSeal:
    """One signer's way of signing any number of PDFs; its certificates are read once."""

    def __init__(self, signer: PdfSigner) -> None:
        self._signer = _ChainSigner(signer)
        certificates = sum(len(certificate) for certificate in signer.chain)
        # As hexadecimal digits, two a byte.
        self._reserved = 2 * (certificates + _BESIDE_CERTIFICATES)

    def sign(self, pdf: bytes, *, reason: str, location: str, signed_at: datetime) -> bytes:
        """Return ``pdf`` with the signature appended.

        Args:
            pdf: a finished, unsigned document.
            reason: why it is signed, shown by other people's software.
            location: where.
            signed_at: the moment the laptop claims, with its offset from UTC.

        Raises:
            ValueError: ``signed_at`` has no offset, so that others would misread it.
        """
        if signed_at.utcoffset() is None:
            raise ValueError("signed_at has no offset from UTC")
        placeholder = SignatureObject(
            timestamp=signed_at,
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            location=location,
            bytes_reserved=self._reserved,
        )
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        embedding = PdfCMSEmbedder(SigFieldSpec(FIELD)).write_cms(FIELD, writer)
        next(embedding)
        embedding.send(
            SigObjSetup(
                sig_placeholder=placeholder,
                mdp_setup=SigMDPSetup(
                    md_algorithm=DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES
                ),
            )
        )
        prepared: PreparedByteRangeDigest
        output: BytesIO
        prepared, output = embedding.send(SigIOSetup(md_algorithm=DIGEST))
        message = asyncio.run(
            self._signer.async_sign(prepared.document_digest, DIGEST, use_pades=True)
        )
        embedding.send(message)
        return output.getvalue()


def sign_pdf(
    pdf: bytes, signer: PdfSigner, *, reason: str, location: str, signed_at: datetime
) -> bytes:
    """Return ``pdf`` signed once; for many of one signer keep a :class:`PdfSeal`."""
    return PdfSeal(signer).sign(pdf, reason=reason, location=location, signed_at=signed_at)


class _ChainSigner(Signer):
    """pyHanko's view of a :class:`PdfSigner`: it asks for one signature and nothing twice."""

    def __init__(self, signer: PdfSigner) -> None:
        leaf, *others = (x509.Certificate.load(der) for der in signer.chain)
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(others)
        super().__init__(signing_cert=leaf, cert_registry=store)
        self._holder = signer

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Return the holder's signature over ``data``.

        Raises:
            ValueError: another digest than SHA-256, or a trial run, is asked for.
        """
        if digest_algorithm != DIGEST or dry_run:
            raise ValueError(digest_algorithm)
        return self._holder.sign(data)
