# SPDX-License-Identifier: MIT
from __future__ import annotations

import itertools

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.workflow.words import _words, digits_of, words_of


def distance(left: str, right: str) -> int:
    """Return how many letters must be changed, added or left out (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        before, row = row, [i]
        for j, other in enumerate(right, start=1):
            row.append(min(row[-1] + 1, before[j] + 1, before[j - 1] + (letter != other)))
    return row[-1]


def test_there_are_256_words_that_are_not_mistaken_for_each_other() -> None:
    words = _words()

    assert len(set(words)) == 256
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 9 for word in words)
    assert min(distance(*pair) for pair in itertools.combinations(words, 2)) == 2


def test_each_pair_of_digits_is_a_word() -> None:
    first, last = _words()[0], _words()[255]

    assert words_of("00ff" * 16) == f"{first} {last} {first} {last} {first} {last}"
    assert words_of("00ff", count=2) == f"{first} {last}"


def test_fingerprints_that_differ_in_one_digit_sound_different() -> None:
    assert words_of("a" * 64) != words_of("ab" + "a" * 62)


@pytest.mark.parametrize("between", [" ", ", ", "-", " - ", "–", "/", ".", ";\n", "_"])
def test_words_are_read_whatever_stands_between_them(between: str) -> None:
    said = words_of("00ff2a", count=3)

    assert digits_of(said.upper().replace(" ", between)) == "00ff2a"


def test_word_that_is_none_is_named() -> None:
    with pytest.raises(Refusal) as caught:
        digits_of("aman-xyzzy")

    assert caught.value.reason is Reason.WORDS_UNKNOWN
    assert caught.value.facts["word"] == "xyzzy"
