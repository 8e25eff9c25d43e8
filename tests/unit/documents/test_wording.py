# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.documents import wording

_NAMES = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas"
_UNITS = {word: value for value, word in enumerate(_NAMES.split())}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9}


def _understand(words: str) -> int:
    """Read a number in words back, the way a person does: left to right."""
    whole = group = last = 0
    for word in words.split():
        if word in _UNITS:
            last = _UNITS[word]
            group += last
        elif word == "belas":
            group += 10
        elif word == "puluh":
            group += last * 9
        elif word == "ratus":
            group += last * 99
        elif word == "seratus":
            group += 100
        elif word == "seribu":
            whole += 1000
        else:
            whole, group = whole + group * _SCALES[word], 0
    return whole + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2024, "dua ribu dua puluh empat"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_000_000_000, "satu miliar"),
    ],
)
def test_numbers_are_spelled_as_official_papers_do(number: int, words: str) -> None:
    assert wording.number_in_words(number) == words


@given(st.integers(0, wording.LARGEST_NUMBER))
def test_a_number_in_words_means_that_number(number: int) -> None:
    words = wording.number_in_words(number)
    assert _understand(words) == number
    assert "  " not in words
    assert words == words.strip()
    assert "satu ratus" not in words
    assert "satu puluh" not in words


@pytest.mark.parametrize("number", [-1, wording.LARGEST_NUMBER + 1])
def test_a_number_beyond_the_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        wording.number_in_words(number)


@pytest.mark.parametrize(
    ("score", "decimals", "words"),
    [
        (Fraction(8303, 100), 2, "delapan puluh tiga koma nol tiga"),
        (Fraction(70), 2, "tujuh puluh koma nol nol"),
        (Fraction(0), 2, "nol koma nol nol"),
        (Fraction(100), 2, "seratus koma nol nol"),
        (Fraction(85125, 1000), 2, "delapan puluh lima koma satu tiga"),
        (Fraction(2, 3), 3, "nol koma enam enam tujuh"),
        (Fraction(845, 10), 0, "delapan puluh lima"),
        (Fraction(-1, 2), 1, "minus nol koma lima"),
    ],
)
def test_scores_are_rounded_once_and_spelled(score: Fraction, decimals: int, words: str) -> None:
    assert wording.score_in_words(score, decimals) == words


def test_dates_and_times() -> None:
    day = date(2024, 7, 12)
    assert wording.date_long(day) == "12 Juli 2024"
    assert wording.date_words(day) == "Jumat, 12 Juli 2024"
    assert wording.date_in_words(day) == (
        "Jumat tanggal dua belas bulan Juli tahun dua ribu dua puluh empat"
    )
    assert wording.clock(datetime(2024, 7, 12, 9, 5)) == "09.05"  # noqa: DTZ001 -- wall time


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_has_words(day: date) -> None:
    weekday = wording.date_words(day).split(",")[0]
    assert wording.date_in_words(day).startswith(f"{weekday} tanggal ")
    assert wording.date_long(day).startswith(f"{day.day} ")


def test_codes_are_grouped_for_the_voice() -> None:
    assert wording.grouped_code("7f3a91c204de88b1ffff") == "7F3A-91C2-04DE-88B1"
    assert wording.grouped_code("7f3a91c204de88b1ffff", groups=2) == "7F3A-91C2"
    assert wording.grouped_code("") == ""
