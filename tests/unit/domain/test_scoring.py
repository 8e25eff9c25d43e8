# SPDX-License-Identifier: MIT
from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain import scoring
from pkri_desktop.domain.rubric import Criterion, Rubric, Scale
from tests.strategies import complete_scores, rubrics

FRACTIONS = st.fractions(min_value=-1_000, max_value=1_000, max_denominator=100_000)


def two_criteria() -> Rubric:
    scale = Scale()
    return Rubric(
        "", "g", "",
        (Criterion("s", "Substansi", "", "Substansi", 7_000, scale),
         Criterion("p", "Penyajian", "", "Penyajian", 3_000, scale)),
    )  # fmt: skip


def test_total_is_weight_times_score_as_on_a_sheet_of_paper() -> None:
    assert scoring.total(two_criteria(), {"s": 85, "p": 70}) == Fraction("80.5")


@given(st.data())
def test_total_is_exact(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    scores = data.draw(complete_scores(rubric))

    expected = sum(
        (Fraction(c.weight, 10_000) * Fraction(scores[c.id], 10**c.scale.decimals)
         for c in rubric.criteria),
        Fraction(0),
    )  # fmt: skip
    assert expected == scoring.total(rubric, scores)


@given(st.data())
def test_total_does_not_depend_on_the_order_of_criteria_or_scores(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    scores = data.draw(complete_scores(rubric))
    shuffled = Rubric("", "g", "", tuple(data.draw(st.permutations(rubric.criteria))))
    reordered = dict(data.draw(st.permutations(list(scores.items()))))

    assert scoring.total(rubric, scores) == scoring.total(shuffled, reordered)


@given(st.data())
def test_total_lies_on_the_scale(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    scores = data.draw(complete_scores(rubric))
    scale = rubric.criteria[0].scale

    total = scoring.total(rubric, scores)

    assert total is not None
    assert scale.value(scale.low) <= total <= scale.value(scale.high)


@given(st.data())
def test_total_is_none_while_a_criterion_is_not_scored(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    scores = data.draw(complete_scores(rubric))
    assert scoring.total(rubric, scores) is not None
    missing = data.draw(st.sampled_from(sorted(scores)))
    del scores[missing]

    assert scoring.total(rubric, scores) is None


def test_zero_is_a_score_and_not_scored_is_none() -> None:
    rubric = two_criteria()

    assert scoring.total(rubric, {"s": 0, "p": 0}) == 0
    assert scoring.total(rubric, {"s": 0}) is None
    assert scoring.total(rubric, {}) is None


def test_running_total_and_weight_grow_with_what_is_scored() -> None:
    rubric = two_criteria()

    assert scoring.running_total(rubric, {}) == 0
    assert scoring.running_total(rubric, {"p": 50}) == 15
    assert scoring.weight_scored(rubric, {}) == 0
    assert scoring.weight_scored(rubric, {"p": 0}) == 3_000
    assert scoring.weight_scored(rubric, {"p": 0, "s": 0, "unknown": 1}) == 10_000


def test_scores_on_criteria_that_the_rubric_does_not_have_add_nothing() -> None:
    rubric = two_criteria()

    assert scoring.running_total(rubric, {"p": 50, "unknown": 100}) == 15


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("85.125", 8_513),
        ("85.124999", 8_512),
        ("85.115", 8_512),
        ("0.005", 1),
        ("0.0049999999", 0),
        ("99.995", 10_000),
        ("100", 10_000),
        ("0", 0),
        ("-85.125", -8_513),
        ("-0.005", -1),
        ("2.675", 268),
        ("1.005", 101),
    ],
)
def test_rounding_is_half_up_as_on_paper(value: str, rounded: int) -> None:
    assert rounded == scoring.round_half_up(Fraction(value))


@given(FRACTIONS, st.integers(0, 4))
def test_rounding_agrees_with_decimal_arithmetic(value: Fraction, decimals: int) -> None:
    # Enough digits that the division itself cannot decide which way a half goes.
    exact = value.limit_denominator(10**6) * 10**decimals
    whole, rest = divmod(abs(exact), 1)
    expected = int(whole) + (rest >= Fraction(1, 2))

    assert (expected if value >= 0 else -expected) == scoring.round_half_up(value, decimals)


@given(st.decimals(-1_000, 1_000, places=4))
def test_rounding_agrees_with_the_decimal_library(value: Decimal) -> None:
    expected = int(value.quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)

    assert expected == scoring.round_half_up(Fraction(value))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        ("85.125", 2, "85,13"),
        ("85", 2, "85,00"),
        ("0.004", 2, "0,00"),
        ("-0.004", 2, "0,00"),
        ("-1.5", 1, "−1,5"),
        ("7.5", 0, "8"),
        ("0.05", 1, "0,1"),
        ("100", 2, "100,00"),
        ("9.999", 2, "10,00"),
    ],
)
def test_numbers_are_written_with_a_decimal_comma(value: str, decimals: int, written: str) -> None:
    assert written == scoring.format_decimal(Fraction(value), decimals)


@pytest.mark.parametrize(
    ("weight", "written"),
    [(1_500, "15 %"), (1_250, "12,5 %"), (1_225, "12,25 %"), (5, "0,05 %"), (10_000, "100 %"),
     (1, "0,01 %"), (0, "0 %"), (1_010, "10,1 %")],
)  # fmt: skip
def test_weights_are_written_as_people_write_them(weight: int, written: str) -> None:
    assert written == scoring.format_weight(weight)


def test_mean_of_nothing_is_none() -> None:
    assert scoring.mean([]) is None


@given(st.lists(FRACTIONS, min_size=1, max_size=8))
def test_mean_is_exact_and_does_not_depend_on_order(totals: list[Fraction]) -> None:
    mean = scoring.mean(totals)

    assert mean is not None
    assert mean * len(totals) == sum(totals, Fraction(0))
    assert mean == scoring.mean(totals[::-1])
