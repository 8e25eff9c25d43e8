# SPDX-License-Identifier: MIT
"""How an assessor or a further operator comes to a key that nobody else has ever held.

The secretariat makes a one-time enrolment key per person and locks it under a code. On that
person's laptop the code opens it once, it certifies the key made there, and is thrown away.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.identity import box, certificates
from pkri_desktop.identity.codes import spoken
from pkri_desktop.identity.signer import SoftwareSigner, private_bytes, private_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    from pkri_desktop.domain.record import Body


class Authority(NamedTuple):
    """The root of an event: its certificate and its key."""

    certificate: bytes
    key: EllipticCurvePrivateKey


def found_authority(name: str) -> Authority:
    """Make the root of a new event."""
    key = certificates.generate_key()
    return Authority(certificates.make_root(key, name), key)


def appoint_operator(authority: Authority, event: str, operator: str, name: str) -> SoftwareSigner:
    """Make and certify the key of an operator of the secretariat."""
    key = certificates.generate_key()
    certificate = certificates.make_holder(
        key.public_key(),
        Holder(event, Role.SECRETARIAT, operator),
        name,
        authority.certificate,
        authority.key,
    )
    return SoftwareSigner(key, (certificate, authority.certificate))


def offer(
    authority: Authority, event: str, author: str, code: str, effort: box.Effort,
    role: Role = Role.ASSESSOR,
) -> Body:  # fmt: skip
    """Return the body of an enrolment offer: one-time certificate, and its key locked by code."""
    key = certificates.generate_key()
    certificate = certificates.make_enrolment(
        key.public_key(), event, author, authority.certificate, authority.key, role
    )
    return {
        "chain": [base64.b64encode(der).decode() for der in (certificate, authority.certificate)],
        "box": box.lock(private_bytes(key), spoken(code), effort),
    }


def enrol(
    offered: Body, holder: Holder, name: str, code: str, key: EllipticCurvePrivateKey | None = None
) -> SoftwareSigner:
    """Certify the holder's own key with the one-time key; without ``key``, one is made here.

    Raises:
        WrongPhraseError: the code does not open the offer.
    """
    issuing = private_key(box.unlock(cast("Body", offered["box"]), spoken(code)))
    above = tuple(base64.b64decode(der) for der in cast("list[str]", offered["chain"]))
    key = key or certificates.generate_key()
    certificate = certificates.make_holder(key.public_key(), holder, name, above[0], issuing)
    return SoftwareSigner(key, (certificate, *above))


def issuer_of(offered: Body) -> str:
    """Return the SHA-256 of the one-time certificate of an offer, hexadecimal."""
    return certificates.fingerprint(base64.b64decode(cast("list[str]", offered["chain"])[0]))
