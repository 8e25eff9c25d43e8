# SPDX-License-Identifier: MIT
"""pyHanko's own way to write a signature's container, to hold ours against."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from asn1crypto import x509
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

if TYPE_CHECKING:
    from pkri_desktop.documents.signing import PdfSigner


class _ChainSigner(Signer):
    def __init__(self, signer: PdfSigner) -> None:
        leaf, *others = (x509.Certificate.load(der) for der in signer.chain)
        store = SimpleCertificateStore()
        store.register_multiple(others)
        super().__init__(signing_cert=leaf, cert_registry=store)
        self._holder = signer

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        assert (digest_algorithm, dry_run) == ("sha256", False)
        return self._holder.sign(data)


def container(signer: PdfSigner, digest: bytes) -> bytes:
    """Return the signed container for a file of that SHA-256, in DER."""
    message = asyncio.run(_ChainSigner(signer).async_sign(digest, "sha256", use_pades=True))
    return bytes(message.dump())
