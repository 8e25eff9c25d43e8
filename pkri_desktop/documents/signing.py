# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""Signing a finished PDF: PAdES baseline B over the whole file, no changes allowed afterwards.

Knows how a signature sits in a file. Knows no key: a signer is given, which holds it.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final, Protocol

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject

from pkri_desktop.documents.canonical_cms import LONGEST_SIGNATURE, form_of

if TYPE_CHECKING:
    from datetime import datetime

FIELD: Final = "PKRI"
DIGEST: Final = "sha256"


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
        self._signer = signer
        self._form = form_of(signer.chain)
        # As hexadecimal digits, two a byte. No room is left for anything that nobody signed.
        self._reserved = 2 * self._form.size

    def sign(self, pdf: bytes, *, reason: str, location: str, signed_at: datetime) -> bytes:
        """Return ``pdf`` with the signature appended.

        Args:
            pdf: a finished, unsigned document.
            reason: why it is signed, shown by other people's software.
            location: where.
            signed_at: the moment the laptop claims, with its offset from UTC.

        Raises:
            ValueError: ``signed_at`` has no offset, so that others would misread it; or the
                signer returned something longer than a signature.
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
        attributes = self._form.attributes(prepared.document_digest)
        signature = self._signer.sign(attributes)
        if len(signature) > LONGEST_SIGNATURE:
            raise ValueError("not a signature over P-256")
        embedding.send(self._form.container(attributes, signature))
        return output.getvalue()


def sign_pdf(
    pdf: bytes, signer: PdfSigner, *, reason: str, location: str, signed_at: datetime
) -> bytes:
    """Return ``pdf`` signed once; for many of one signer keep a :class:`PdfSeal`."""
    return PdfSeal(signer).sign(pdf, reason=reason, location=location, signed_at=signed_at)
