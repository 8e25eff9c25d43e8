# SPDX-License-Identifier: MIT
from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.analysis.own_scores import (
    CLOSE,
    MOST_RANGES,
    OwnSheet,
    close_pairs,
    distribution,
    heaviest,
    inverted_pairs,
)
from pkri_desktop.domain import scoring
from pkri_desktop.domain.rubric import Criterion, Rubric, Scale
from tests.strategies import rubrics, scales

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random


@st.composite
def days(draw: st.DrawFn) -> tuple[Rubric, list[OwnSheet]]:
    """Return a rubric and complete sheets on it, many of them near each other."""
    rubric = draw(rubrics())
    scale = rubric.criteria[0].scale
    steps = st.integers(scale.low, min(scale.high, scale.low + 5)) | st.integers(
        scale.low, scale.high
    )
    sheets = []
    for number in range(draw(st.integers(0, 8))):
        scores = {criterion.id: draw(steps) for criterion in rubric.criteria}
        total = scoring.total(rubric, scores)
        assert total is not None
        sheets.append(OwnSheet(f"K-{number:02d}", scores, total))
    return rubric, sheets


def by_code(sheets: Sequence[OwnSheet]) -> dict[str, OwnSheet]:
    return {sheet.code: sheet for sheet in sheets}


@given(scales(), st.data())
def test_ranges_cover_the_scale_once_and_count_every_score(
    scale: Scale, data: st.DataObject
) -> None:
    scores = data.draw(st.lists(st.integers(scale.low, scale.high)))
    ranges = distribution(scale, scores)

    assert ranges[0].low == scale.low
    assert ranges[-1].high == scale.high
    assert all(a.high + 1 == b.low for a, b in itertools.pairwise(ranges))
    assert 1 <= len(ranges) <= MOST_RANGES
    for part in ranges:
        assert part.used == sum(part.low <= score <= part.high for score in scores)
        assert part.low <= part.high


def test_usual_scale_has_the_ranges_that_people_name() -> None:
    ranges = distribution(Scale(), [0, 9, 10, 89, 90, 100])

    assert [(r.low, r.high) for r in ranges][:2] == [(0, 9), (10, 19)]
    assert (ranges[-1].low, ranges[-1].high, ranges[-1].used) == (90, 100, 2)


@given(days())
def test_close_pairs_are_neighbours_within_the_bound(day: tuple[Rubric, list[OwnSheet]]) -> None:
    rubric, sheets = day
    scale, named = rubric.criteria[0].scale, by_code(sheets)
    bound = Fraction(scale.high - scale.low, 10**scale.decimals) * CLOSE
    pairs = close_pairs(rubric, sheets)

    for pair in pairs:
        higher, lower = named[pair.higher].total, named[pair.lower].total
        assert pair.difference == higher - lower
        assert 0 <= pair.difference <= bound
        assert not [one for one in sheets if lower < one.total < higher]
    assert [p.difference for p in pairs] == sorted(p.difference for p in pairs)
    # Whoever has somebody within the bound is in a pair.
    near = {
        one.code
        for one in sheets
        for other in sheets
        if one is not other and abs(one.total - other.total) <= bound
    }
    assert near == {code for pair in pairs for code in (pair.higher, pair.lower)}


@given(days())
def test_inverted_pairs_are_exactly_those(day: tuple[Rubric, list[OwnSheet]]) -> None:
    rubric, sheets = day
    criterion = heaviest(rubric)
    found = inverted_pairs(rubric, sheets)

    expected = (
        {
            (a.code, b.code)
            for a in sheets
            for b in sheets
            if a.total > b.total and a.scores[criterion.id] < b.scores[criterion.id]
        }
        if criterion is not None
        else set()
    )
    assert {(pair.higher, pair.lower) for pair in found} == expected
    assert len(found) == len(expected)
    assert [pair.gap for pair in found] == sorted((p.gap for p in found), reverse=True)


@given(days(), st.randoms(use_true_random=False))
def test_order_in_which_sheets_come_does_not_matter(
    day: tuple[Rubric, list[OwnSheet]], random: Random
) -> None:
    rubric, sheets = day
    shuffled = list(sheets)
    random.shuffle(shuffled)

    assert close_pairs(rubric, shuffled) == close_pairs(rubric, sheets)
    assert inverted_pairs(rubric, shuffled) == inverted_pairs(rubric, sheets)


@pytest.mark.parametrize(
    ("weights", "name"), [((5000, 3000, 2000), "c0"), ((4000, 4000, 2000), None), ((10_000,), None)]
)
def test_heaviest_criterion_is_one_alone(weights: tuple[int, ...], name: str | None) -> None:
    criteria = tuple(Criterion(f"c{n}", "", "", "", w, Scale()) for n, w in enumerate(weights))
    found = heaviest(Rubric("r", "g", "", criteria))

    assert (found.id if found else None) == name
