# SPDX-License-Identifier: MIT
"""Envelopes: what travels can be read only by those it is meant for (age, X25519).

An envelope says nothing about who closed it: what is inside is signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyrage import x25519


class NotForUsError(Exception):
    """None of the identities opens the envelope."""


class BrokenEnvelopeError(Exception):
    """The envelope has been changed or cut off, or is none."""


def make_identity() -> str:
    """Return the secret by which somebody opens envelopes: ``AGE-SECRET-KEY-1…``."""
    from pyrage import x25519

    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the public name to which envelopes for this identity are closed: ``age1…``."""
    return str(_identity(identity).to_public())


def enclose(content: bytes, recipients: Iterable[str]) -> bytes:
    """Return ``content`` in an envelope that each of ``recipients`` can open alone.

    Raises:
        ValueError: there are no recipients, or one is no recipient.
    """
    import pyrage

    try:
        keys = [pyrage.x25519.Recipient.from_str(name) for name in dict.fromkeys(recipients)]
    except pyrage.RecipientError as error:
        raise ValueError(str(error)) from error
    if not keys:
        raise ValueError("an envelope for nobody")
    enclosed: bytes = pyrage.encrypt(content, keys)
    return enclosed


def disclose(envelope: bytes, identities: Iterable[str]) -> bytes:
    """Return what is in ``envelope``, whole and unchanged.

    Raises:
        NotForUsError: it is for others.
        BrokenEnvelopeError: it is not whole.
    """
    import pyrage

    try:
        content: bytes = pyrage.decrypt(envelope, [_identity(secret) for secret in identities])
    except pyrage.DecryptError as error:
        if "matching keys" in str(error).lower():
            raise NotForUsError from error
        raise BrokenEnvelopeError(str(error)) from error
    return content


def _identity(secret: str) -> x25519.Identity:
    import pyrage

    try:
        return pyrage.x25519.Identity.from_str(secret)
    except pyrage.IdentityError as error:
        raise ValueError("no identity of this kind") from error
