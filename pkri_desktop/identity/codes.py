# SPDX-License-Identifier: MIT
"""Codes that are printed on a slip, read aloud and typed: kode aktivasi and kode paket."""

from __future__ import annotations

import secrets

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that sound or look alike
_CODE_GROUPS = 3
_CODE_GROUP = 4


def make_code() -> str:
    """Return a code of about 59 bits that can be read aloud, such as ``7KQM-2XHD-9RTB``."""
    groups = (
        "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_GROUP))
        for _ in range(_CODE_GROUPS)
    )
    return "-".join(groups)


def spoken(code: str) -> str:
    """Return a code as it is meant, however it was typed: case and separators do not matter."""
    return "".join(letter for letter in code.upper() if letter in _CODE_LETTERS)
