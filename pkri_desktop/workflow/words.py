# SPDX-License-Identifier: MIT
"""Fingerprints as words, so that two people can compare them over the telephone.

Two hex digits are one of 256 Indonesian words, of which any two differ in at least two letters.
"""

from __future__ import annotations

from functools import cache

from pkri_desktop.runtime.resources import resources_folder

SPOKEN = 6  # words: 48 bits, more than enough against a mistake


def words_of(digits: str, count: int = SPOKEN) -> str:
    """Return the first ``count`` words of a fingerprint in hexadecimal digits."""
    numbers = bytes.fromhex(digits[: 2 * count])
    return " ".join(_words()[number] for number in numbers)


@cache
def _words() -> tuple[str, ...]:
    path = resources_folder() / "phrases" / "words.txt"
    return tuple(path.read_text(encoding="utf-8").split())
