# SPDX-License-Identifier: MIT
"""A locked box: a secret that a passphrase or a spoken code opens.

Argon2id (RFC 9106, second recommended option: 64 MiB, 3 passes, 4 lanes) makes the key, and
ChaCha20-Poly1305 (RFC 8439) encrypts and authenticates.
"""

from __future__ import annotations

import base64
import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Body


MOST_MEMORY = 131_072  # KiB; a box that asks for more is a trap, not a lock


class WrongPhraseError(Exception):
    """The phrase does not open the box, or the box is damaged."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How dear each guess is: memory in KiB, passes over it, parallel lanes."""

    memory: int = 65_536
    passes: int = 3
    lanes: int = 4


def lock(secret: bytes, phrase: str, effort: Effort) -> Body:
    """Return ``secret`` locked under ``phrase``, as fields that can stand in a record."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    locked = ChaCha20Poly1305(_key(phrase, salt, effort)).encrypt(nonce, secret, None)
    return {
        "memory": effort.memory,
        "passes": effort.passes,
        "lanes": effort.lanes,
        "salt": base64.b64encode(salt).decode(),
        "nonce": base64.b64encode(nonce).decode(),
        "locked": base64.b64encode(locked).decode(),
    }


def unlock(box: Body, phrase: str) -> bytes:
    """Return the secret in ``box``.

    Raises:
        WrongPhraseError: the phrase does not open it, or nothing could: it is out of any form.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    effort = Effort(
        cast("int", box["memory"]), cast("int", box["passes"]), cast("int", box["lanes"])
    )
    if effort.memory > MOST_MEMORY:
        raise WrongPhraseError
    try:
        salt, nonce, locked = (
            base64.b64decode(cast("str", box[field])) for field in ("salt", "nonce", "locked")
        )
        return ChaCha20Poly1305(_key(phrase, salt, effort)).decrypt(nonce, locked, None)
    except (InvalidTag, ValueError) as error:
        raise WrongPhraseError from error


def _key(phrase: str, salt: bytes, effort: Effort) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=salt,
        length=32,
        iterations=effort.passes,
        lanes=effort.lanes,
        memory_cost=effort.memory,
    )
    return derivation.derive(unicodedata.normalize("NFC", phrase).encode())
