# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""Reading a signed PDF back: is it signed, by whom, as it was, and under our root?

Knows the root it is given and nothing else: no network, no clock, no store of trust.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from threading import get_ident
from typing import TYPE_CHECKING, Final

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from pkri_desktop.documents.canonical_cms import is_canonical

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import datetime

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

# A refused signature is a verdict here, not an incident; and names in hostile files are no log's.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

MOST_BYTES: Final = 32 * 1024 * 1024

_USUAL_CHAIN: Final = 16 * 1024  # bytes of certificates; of longer chains nothing is remembered


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """What can be said of a PDF.

    Attributes:
        valid: everything is as it must be; only then may the rest be relied on.
        signer: common name in the signer's certificate; a claim unless valid.
        signed_at: moment the signer's laptop claimed; None when it says none.
        covers_whole_file: nothing stands outside what was signed.
        problem: empty when valid, else one of ``damaged``, ``too-large``, ``unsigned``,
            ``several-signatures``, ``altered``, ``extended``, ``not-certified``, ``untrusted``.
        chain: the embedded certificates in DER, the signer's own first, without the root. That
            they lead there is checked here; for whom they may speak is not.
    """

    valid: bool
    signer: str
    signed_at: datetime | None
    covers_whole_file: bool
    problem: str
    chain: tuple[bytes, ...] = ()


def verify_pdf(pdf: bytes, root: bytes) -> PdfVerdict:
    """Return the verdict on ``pdf`` when only ``root`` (a certificate in DER) is trusted.

    Never raises on hostile bytes.
    """
    if len(pdf) > MOST_BYTES:
        return _nothing("too-large")
    try:
        return _judge(pdf, root)
    except Exception:  # a parser fed with hostile bytes fails in any way there is
        return _nothing("damaged")


def _nothing(problem: str) -> PdfVerdict:
    return PdfVerdict(
        valid=False, signer="", signed_at=None, covers_whole_file=False, problem=problem
    )


def _judge(pdf: bytes, root: bytes) -> PdfVerdict:
    signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if not signatures:
        return _nothing("unsigned")
    if len(signatures) > 1:
        return _nothing("several-signatures")
    signature = signatures[0]
    embedded = _embedded(signature)
    status = _at_once(async_validate_pdf_signature(signature, _context(root, embedded)))
    signer = status.signing_cert
    chain = (signer.dump(), *(der for der in embedded if der not in (signer.dump(), root)))
    problem = _problem(pdf, (*chain, root), signature, status)
    return PdfVerdict(
        valid=not problem,
        signer=_common_name(signer),
        signed_at=signature.self_reported_timestamp,
        covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        problem=problem,
        chain=chain,
    )


def _embedded(signature: EmbeddedPdfSignature) -> tuple[bytes, ...]:
    return tuple(
        choice.chosen.untag().dump()
        for choice in signature.signed_data["certificates"]
        if choice.name == "certificate"
    )


def _at_once(coroutine: Coroutine[None, None, PdfSignatureStatus]) -> PdfSignatureStatus:
    # It waits for nothing, since nothing may be fetched; so it needs no event loop of its own.
    try:
        coroutine.send(None)
    except StopIteration as end:
        status: PdfSignatureStatus = end.value
        return status
    coroutine.close()
    raise RuntimeError("a verification that waits")


def _context(root: bytes, embedded: tuple[bytes, ...]) -> ValidationContext:
    if len(root) + sum(map(len, embedded)) > _USUAL_CHAIN:
        return _new_context(root, embedded)
    return _kept_context(root, embedded, get_ident())


@lru_cache(maxsize=64)
def _kept_context(root: bytes, embedded: tuple[bytes, ...], _thread: int) -> ValidationContext:
    # A context collects the certificates it sees, and is not made for threads: so it is shared
    # only by papers with just the same certificates, which an assessor's all have, in one thread.
    return _new_context(root, embedded)


def _new_context(root: bytes, embedded: tuple[bytes, ...]) -> ValidationContext:
    # The moment at which all certificates of the chain had begun: a laptop's clock decides nothing.
    authority = x509.Certificate.load(root)
    chain = (authority, *map(x509.Certificate.load, embedded))
    return ValidationContext(
        trust_roots=[authority],
        moment=max(certificate.not_valid_before for certificate in chain),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _problem(
    pdf: bytes,
    chain: tuple[bytes, ...],
    signature: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
) -> str:
    if not (status.intact and status.valid):
        return "altered"
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE or not status.docmdp_ok:
        return "extended"
    if signature.docmdp_level is not MDPPerm.NO_CHANGES:
        return "not-certified"
    # An authority issues certificates and signs no paper.
    if not status.bottom_line or chain[0] == chain[-1]:
        return "untrusted"
    # What a signature does not cover, its own container, must be the only one possible.
    if not is_canonical(pdf, signature, chain):
        return "altered"
    return ""


def _common_name(certificate: x509.Certificate) -> str:
    name = certificate.subject.native.get("common_name", "")
    return name if isinstance(name, str) else ", ".join(name)
