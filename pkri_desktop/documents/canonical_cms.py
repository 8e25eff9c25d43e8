# SPDX-License-Identifier: MIT
"""The one form that a signature's container may have.

A signature cannot cover the bytes that hold it, and CMS leaves room there: spare certificates,
unsigned attributes, padding, upper or lower case. Everything but the form we write ourselves is
refused, so that no byte of a valid file can differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn1crypto import cms, x509

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def is_canonical(pdf: bytes, signature: EmbeddedPdfSignature, root: bytes) -> bool:
    """Say whether the container of ``signature`` in ``pdf`` has exactly our form.

    Expects a signature that was found intact, covering the file, and trusted under ``root``.
    """
    start, before, after, rest = (int(number) for number in signature.byte_range)
    if (start, after + rest) != (0, len(pdf)):
        return False
    expected = _rebuilt(signature, root).hex().upper().encode()
    hole = pdf[before:after]
    padded = expected.ljust(len(hole) - 2, b"0")
    return hole == b"<" + padded + b">"


def _rebuilt(signature: EmbeddedPdfSignature, root: bytes) -> bytes:
    info = signature.signer_info
    leaf = signature.signer_cert
    below = [leaf, *(other for other in signature.other_embedded_certs if other.dump() != root)]
    sha256 = {"algorithm": "sha256"}
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {
                "issuer_and_serial_number": {
                    "issuer": leaf.issuer,
                    "serial_number": leaf.serial_number,
                }
            }
        ),
        "digest_algorithm": sha256,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signed_attrs": info["signed_attrs"],
        "signature": info["signature"].native,
    }
    content = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": [
            cms.CertificateChoices(name="certificate", value=certificate)
            for certificate in (*map(_as_certified, below), x509.Certificate.load(root))
        ],
        "signer_infos": [signer],
    }
    message = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)})
    return bytes(message.dump())


def _as_certified(certificate: x509.Certificate) -> x509.Certificate:
    # Around what an issuer signed stand an algorithm and a bit string, which nobody signed.
    certified = certificate["tbs_certificate"]
    return x509.Certificate(
        {
            "tbs_certificate": certified,
            "signature_algorithm": certified["signature"],
            "signature_value": certificate["signature_value"].native,
        }
    )
