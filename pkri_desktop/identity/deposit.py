# SPDX-License-Identifier: MIT
"""The deposit (titipan): the secretariat's keys, closed to escrow, so that a loss ends no event.

Whoever has the escrow identity and this envelope has the keys; either alone gives nothing.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pkri_desktop.domain.canonical import NotCanonicalError, canonical_bytes, parse_canonical
from pkri_desktop.domain.shapes import ShapeError, digest, form, many, matching, one_of
from pkri_desktop.domain.shapes import base64 as base64_text
from pkri_desktop.identity import certificates, envelope
from pkri_desktop.identity.enrolment import Authority
from pkri_desktop.identity.keyring import HeldKey
from pkri_desktop.identity.signer import SoftwareSigner, private_bytes, private_key

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Body

IDENTITY_BEGINNING = "AGE-SECRET-KEY-1"

_FORMAT = "pkri-escrow-1"
_CHAIN = many(base64_text, 4, least=1)
_DEPOSIT = form(
    format=one_of(_FORMAT),
    event=digest,
    root=form(chain=_CHAIN, key=base64_text),
    operator=form(
        chain=_CHAIN, key=base64_text, identity=matching(IDENTITY_BEGINNING + "[0-9A-Z]{58}")
    ),
)


class BadDepositError(Exception):
    """The envelope is not whole, holds no deposit, or one whose keys are not what they seem."""


class Deposit(NamedTuple):
    """What the secretariat needs to go on: the root, and the operator's key."""

    event: str
    authority: Authority
    operator: HeldKey


def close_deposit(deposit: Deposit, recipient: str) -> bytes:
    """Return the deposit in an envelope that the escrow identity opens, and nothing else."""
    signer = deposit.operator.signer
    content: Body = {
        "format": _FORMAT,
        "event": deposit.event,
        "root": _written(private_bytes(deposit.authority.key), (deposit.authority.certificate,)),
        "operator": {
            **_written(private_bytes(signer.key), signer.chain),
            "identity": deposit.operator.identity,
        },
    }
    return envelope.enclose(canonical_bytes(content), [recipient])


def open_deposit(closed: bytes, identity: str) -> Deposit:
    """Return the deposit, each of its keys compared with its certificate.

    Raises:
        NotForUsError: another identity opens it.
        BadDepositError: it is damaged, or somebody else has put it together.
    """
    try:
        content = parse_canonical(envelope.disclose(closed, [identity]))
        _DEPOSIT(content)
        said = cast("dict[str, Any]", content)
        root, operator = (_signer(said[part]) for part in ("root", "operator"))
    except (
        envelope.BrokenEnvelopeError, NotCanonicalError, ShapeError, RecursionError, ValueError,
    ) as error:  # fmt: skip
        raise BadDepositError(str(error)) from error
    authority = Authority(root.chain[0], root.key)
    return Deposit(said["event"], authority, HeldKey(operator, said["operator"]["identity"]))


def typed_identity(typed: str) -> str:
    """Return the escrow identity as it is meant, however it was typed from paper.

    Raises:
        ValueError: it was mistyped; its last letters are a checksum.
    """
    letters = "".join(typed.upper().split())
    rest = letters.removeprefix(IDENTITY_BEGINNING).replace("-", "")
    identity = IDENTITY_BEGINNING + rest
    envelope.recipient_of(identity)
    return identity


def _written(key: bytes, chain: tuple[bytes, ...]) -> Body:
    return {
        "chain": [base64.b64encode(der).decode() for der in chain],
        "key": base64.b64encode(key).decode(),
    }


def _signer(said: dict[str, Any]) -> SoftwareSigner:
    """Return what signs with a key of the deposit, if it is the one that was certified."""
    chain = tuple(base64.b64decode(der) for der in said["chain"])
    signer = SoftwareSigner(private_key(base64.b64decode(said["key"])), chain)
    if not certificates.verify_signature(chain[0], signer.sign(b"deposit"), b"deposit"):
        raise ValueError("a key of another certificate")
    return signer
