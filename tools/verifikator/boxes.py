# SPDX-License-Identifier: MIT
"""Locked boxes, activation codes and key files: how to come by an age identity."""

import base64
import json
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from verifikator.forms import FormError, array, base64_text, locked_box, members, one_of

_ALPHABET = frozenset("23456789ABCDEFGHJKMNPQRSTVWXYZ")
_PREFIX = "AGE-SECRET-KEY-1"


class BoxError(ValueError):
    """A box does not open, or does not hold what it should."""


def phrase_of_code(code: str) -> str:
    """The phrase that is made from an activation code or a *kode paket*."""
    return "".join(c for c in code.upper() if c in _ALPHABET)


def open_box(box: dict[str, Any], phrase: str) -> bytes:
    """The secret in a locked box.

    Raises:
        BoxError: The phrase is wrong, or the box is damaged.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        locked_box(box)
        salt, nonce, locked = (base64.b64decode(box[n]) for n in ("salt", "nonce", "locked"))
        kdf = Argon2id(
            salt=salt,
            length=32,
            iterations=box["passes"],
            lanes=box["lanes"],
            memory_cost=box["memory"],
        )
        key = kdf.derive(unicodedata.normalize("NFC", phrase).encode())
        return ChaCha20Poly1305(key).decrypt(nonce, locked, None)
    except InvalidTag:
        raise BoxError("kotak terkunci tidak terbuka: kode atau frasa sandi salah") from None
    except (ValueError, TypeError, MemoryError) as error:
        raise BoxError("kotak terkunci rusak") from error


def identity_of_box(box: dict[str, Any], code: str) -> str:
    """The identity in the lock box of a kit's label.

    Raises:
        BoxError: The code is wrong, or the box is damaged.
    """
    return _identity(open_box(box, phrase_of_code(code)))


def identity_of_key(path: Path, variable: str) -> str:
    """The identity in a key file of a profile.

    Raises:
        BoxError: It is not a key file, or the passphrase is wrong.
        OSError: The file cannot be read.
    """
    form = members(format=one_of("pkri-key-1"), chain=array(1, 4, base64_text), box=locked_box)
    try:
        value = json.loads(path.read_bytes())
        form(value)
    except (FormError, ValueError, RecursionError) as error:
        raise BoxError(f"{path.name} bukan berkas kunci") from error
    if variable not in os.environ:
        raise BoxError(f"variabel {variable} tidak ada")
    secret = open_box(value["box"], os.environ[variable])
    return _identity(secret.partition(b"\n")[0])


def identities_of_file(path: Path) -> list[str]:
    """The identities in a text file, one a line; lines that start with # are comments.

    Raises:
        BoxError: There is none in it.
        OSError: The file cannot be read.
    """
    text = path.read_bytes().decode("ascii", "replace")
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line.upper().startswith(_PREFIX)]
    if not found:
        raise BoxError(f"{path.name} tidak memuat identitas age")
    return found


def _identity(secret: bytes) -> str:
    text = secret.decode("ascii", "replace").strip()
    if not text.startswith(_PREFIX):
        raise BoxError("kotak terkunci tidak memuat identitas age")
    return text


def open_envelope(envelope: bytes, identities: Sequence[str]) -> bytes:
    """The content of an age file.

    Raises:
        BoxError: No identity opens it, or it is damaged, or `pyrage` is not installed.
    """
    try:
        import pyrage
    except ImportError:
        raise BoxError("pustaka pyrage tidak terpasang") from None
    try:
        keys = [pyrage.x25519.Identity.from_str(one) for one in identities]
    except Exception as error:  # the library has its own kinds of errors
        raise BoxError("identitas age tidak terbaca") from error
    if not keys:
        raise BoxError("tidak ada identitas atau kode untuk membukanya")
    try:
        content: bytes = pyrage.decrypt(envelope, keys)
    except Exception as error:  # the library has its own kinds of errors
        raise BoxError("amplop tidak terbuka dengan identitas yang ada") from error
    return content
