# SPDX-License-Identifier: MIT
"""Exact totals: fractions all the way, rounded once, for display.

Nilai = Bobot × Skor, as Indonesian score sheets print it (Pedoman PKM 2021, poster form).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.rubric import WHOLE_WEIGHT, Criterion, Rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction


def weighted(criterion: Criterion, steps: int) -> Fraction:
    """Return weight × score, exact, in points of the scale."""
    return criterion.weight * criterion.scale.value(steps) / WHOLE_WEIGHT


def running_total(rubric: Rubric, scores: Mapping[str, int]) -> Fraction:
    """Return the sum over the criteria scored so far, exact; the others add nothing yet."""
    from fractions import Fraction  # noqa: PLC0415 -- slow import

    return sum(
        (weighted(criterion, scores[criterion.id]) for criterion in rubric.criteria
         if criterion.id in scores),
        Fraction(0),
    )  # fmt: skip


def weight_scored(rubric: Rubric, scores: Mapping[str, int]) -> int:
    """Return the weight, in hundredths of a percent, of the criteria scored so far."""
    return sum(criterion.weight for criterion in rubric.criteria if criterion.id in scores)


def total(rubric: Rubric, scores: Mapping[str, int]) -> Fraction | None:
    """Return the exact total of a complete sheet, or None while a criterion is not scored."""
    if any(criterion.id not in scores for criterion in rubric.criteria):
        return None
    return running_total(rubric, scores)


def mean(totals: Sequence[Fraction]) -> Fraction | None:
    """Return the exact arithmetic mean, or None of nothing."""
    from fractions import Fraction  # noqa: PLC0415 -- slow import

    return sum(totals, Fraction(0)) / len(totals) if totals else None


def round_half_up(value: Fraction, decimals: int = 2) -> int:
    """Return ``value`` in units of its last decimal, halves away from zero.

    85.125 with two decimals is 8513: what a person rounding on paper gets.
    """
    scaled = abs(value) * 10**decimals
    rounded: int = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -rounded if value < 0 else rounded


def format_decimal(value: Fraction, decimals: int = 2) -> str:
    """Return ``value`` rounded half up, written with a decimal comma."""
    rounded = round_half_up(value, decimals)
    sign = "−" if rounded < 0 else ""
    whole, fraction = divmod(abs(rounded), 10**decimals)
    return f"{sign}{whole},{fraction:0{decimals}d}" if decimals else f"{sign}{whole}"


def format_weight(weight: int) -> str:
    """Return a weight in percent as people write it: ``15 %``, ``12,5 %``."""
    whole, fraction = divmod(weight, 100)
    decimals = f",{fraction:02d}".rstrip("0") if fraction else ""
    return f"{whole}{decimals} %"
