# SPDX-License-Identifier: MIT
"""Fingerprints as words, so that two people can compare them over the telephone.

Two hex digits are one of 256 Indonesian words, of which any two differ in at least two letters.
"""

from __future__ import annotations

import re
from functools import cache

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.runtime.resources import resources_folder

SPOKEN = 6  # words: 48 bits, more than enough against a mistake


def words_of(digits: str, count: int = SPOKEN) -> str:
    """Return the first ``count`` words of a fingerprint in hexadecimal digits."""
    numbers = bytes.fromhex(digits[: 2 * count])
    return " ".join(_words()[number] for number in numbers)


def digits_of(words: str) -> str:
    """Return the hexadecimal digits that stand behind words that were read out.

    Whatever is no letter stands between two words, however they were written down.

    Raises:
        Refusal: one of them is no word of the list.
    """
    known = {word: number for number, word in enumerate(_words())}
    numbers = []
    for word in re.findall(r"[^\W\d_]+", words.casefold()):
        if word not in known:
            raise Refusal(Reason.WORDS_UNKNOWN, word=word)
        numbers.append(known[word])
    return bytes(numbers).hex()


@cache
def _words() -> tuple[str, ...]:
    path = resources_folder() / "phrases" / "words.txt"
    return tuple(path.read_text(encoding="utf-8").split())
