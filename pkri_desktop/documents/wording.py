# SPDX-License-Identifier: MIT
"""Indonesian wording of dates, times and numbers, as official papers spell them.

Pure; knows nothing of paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pkri_desktop.domain.scoring import round_half_up

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

LARGEST_NUMBER: Final = 999_999_999_999

_WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_DIGITS: Final = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
)  # fmt: skip
_THOUSANDS: Final = ("", "ribu", "juta", "miliar")


def date_long(day: date) -> str:
    """Return ``12 Juli 2024``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_words(day: date) -> str:
    """Return ``Jumat, 12 Juli 2024``."""
    return f"{_WEEKDAYS[day.weekday()]}, {date_long(day)}"


def date_in_words(day: date) -> str:
    """Return the day as a Berita Acara opens.

    ``Jumat tanggal dua belas bulan Juli tahun dua ribu dua puluh empat``
    """
    return (
        f"{_WEEKDAYS[day.weekday()]} tanggal {number_in_words(day.day)} "
        f"bulan {_MONTHS[day.month - 1]} tahun {number_in_words(day.year)}"
    )


def clock(moment: datetime) -> str:
    """Return the time of day as ``10.05``."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def number_in_words(number: int) -> str:
    """Return ``number`` spelled out (terbilang).

    Raises:
        ValueError: it is negative, or has more than twelve digits.
    """
    if not 0 <= number <= LARGEST_NUMBER:
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    words: list[str] = []
    for power in range(len(_THOUSANDS) - 1, -1, -1):
        group = number // 1000**power % 1000
        if power == 1 and group == 1:
            words.append("seribu")
        elif group:
            words += [*_below_thousand(group), _THOUSANDS[power]]
    return " ".join(word for word in words if word)


def score_in_words(score: Fraction, decimals: int = 2) -> str:
    """Return a score rounded half up and spelled out, decimals read digit by digit.

    83.03 is ``delapan puluh tiga koma nol tiga``.
    """
    rounded = round_half_up(score, decimals)
    whole, fraction = divmod(abs(rounded), 10**decimals)
    words = ["minus"] if rounded < 0 else []
    words.append(number_in_words(whole))
    if decimals:
        words.append("koma")
        words += [_DIGITS[int(digit)] for digit in f"{fraction:0{decimals}d}"]
    return " ".join(words)


def grouped_code(hexdigest: str, groups: int = 4) -> str:
    """Return the beginning of a digest for people to compare: ``7F3A-91C2-04DE-88B1``."""
    code = hexdigest[: 4 * groups].upper()
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds == 1:
        words.append("seratus")
    elif hundreds:
        words += [_DIGITS[hundreds], "ratus"]
    return words + _below_hundred(rest)


def _below_hundred(number: int) -> list[str]:
    tens, units = divmod(number, 10)
    if number == 0:
        return []
    if number < 10:
        return [_DIGITS[number]]
    if number == 10:
        return ["sepuluh"]
    if number == 11:
        return ["sebelas"]
    if number < 20:
        return [_DIGITS[units], "belas"]
    return [_DIGITS[tens], "puluh", *([_DIGITS[units]] if units else [])]
