# SPDX-License-Identifier: MIT
"""One assessor's own scores side by side: which ranges are used, and pairs worth a second look.

Says what stands beside what, and never what ought to be changed. Sheets are compared only within
one rubric.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pkri_desktop.domain.rubric import Criterion, Rubric, Scale

MOST_RANGES: Final = 10
CLOSE: Final = Fraction(1, 200)  # of the scale's width: half a point of 0–100


class OwnSheet(NamedTuple):
    """A sheet of which every criterion is scored.

    Attributes:
        code: of the entry.
        total: exact.
    """

    code: str
    scores: Mapping[str, int]
    total: Fraction


class RangeCount(NamedTuple):
    """How many scores lie in a range of steps, both ends included."""

    low: int
    high: int
    used: int


class ClosePair(NamedTuple):
    """Two sheets beside each other in the order of totals, with next to no difference."""

    higher: str
    lower: str
    difference: Fraction


class InvertedPair(NamedTuple):
    """The higher total stands with the lower score on the heaviest criterion.

    Attributes:
        gap: by how many steps that score is lower.
    """

    higher: str
    lower: str
    criterion: Criterion
    gap: int


def distribution(scale: Scale, scores: Iterable[int]) -> tuple[RangeCount, ...]:
    """Return how often each range of the scale was used, lowest range first.

    The ranges have the same width, apart from the last, which takes in the upper end.
    """
    width = scale.high - scale.low
    ranges = min(MOST_RANGES, width + 1)
    step = max(width // ranges, 1)
    counts = [0] * ranges
    for score in scores:
        counts[min((score - scale.low) // step, ranges - 1)] += 1
    return tuple(
        RangeCount(
            scale.low + number * step,
            scale.high if number == ranges - 1 else scale.low + (number + 1) * step - 1,
            count,
        )
        for number, count in enumerate(counts)
    )


def close_pairs(rubric: Rubric, sheets: Sequence[OwnSheet]) -> tuple[ClosePair, ...]:
    """Return neighbours in the order of totals that hardly differ, the closest first."""
    scale = rubric.criteria[0].scale
    bound = scale.value(scale.high - scale.low) * CLOSE
    ordered = sorted(sheets, key=lambda sheet: (-sheet.total, sheet.code))
    found = [
        ClosePair(higher.code, lower.code, higher.total - lower.total)
        for higher, lower in itertools.pairwise(ordered)
        if higher.total - lower.total <= bound
    ]
    return tuple(sorted(found, key=lambda pair: (pair.difference, pair.higher, pair.lower)))


def heaviest(rubric: Rubric) -> Criterion | None:
    """Return the criterion that weighs more than any other, if one does."""
    most = max(criterion.weight for criterion in rubric.criteria)
    of_most = [criterion for criterion in rubric.criteria if criterion.weight == most]
    return of_most[0] if len(of_most) == 1 and len(rubric.criteria) > 1 else None


def inverted_pairs(rubric: Rubric, sheets: Sequence[OwnSheet]) -> tuple[InvertedPair, ...]:
    """Return pairs where the heaviest criterion says otherwise than the total, widest first.

    There are none where no criterion is the heaviest.
    """
    criterion = heaviest(rubric)
    if criterion is None:
        return ()
    found = []
    for one, other in itertools.combinations(sheets, 2):
        higher, lower = (one, other) if one.total > other.total else (other, one)
        gap = lower.scores[criterion.id] - higher.scores[criterion.id]
        if higher.total != lower.total and gap > 0:
            found.append(InvertedPair(higher.code, lower.code, criterion, gap))
    return tuple(sorted(found, key=lambda pair: (-pair.gap, pair.higher, pair.lower)))
