# SPDX-License-Identifier: MIT
from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pkri_desktop.domain.rubric import (
    WHOLE_WEIGHT,
    Band,
    Criterion,
    ImpossibleScoreError,
    InvalidRubricError,
    Rubric,
    Scale,
)
from tests.strategies import rubrics, scales

HUNDRED = Scale()
TENTHS = Scale(60, 100, 1)  # 6,0–10,0
SEVEN = Scale(1, 7, 0, (4,))  # 1–7 without 4
HUNDREDTHS = Scale(0, 400, 2)  # 0,00–4,00


def criterion(
    name: str = "c1",
    weight: int = WHOLE_WEIGHT,
    scale: Scale = HUNDRED,
    bands: tuple[Band, ...] = (),
) -> Criterion:
    return Criterion(name, "Kriteria", "", "Substansi", weight, scale, bands)


# -- scales --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "typed", "steps"),
    [
        (HUNDRED, "85", 85),
        (HUNDRED, " 85 ", 85),
        (HUNDRED, "\t85\n", 85),
        (HUNDRED, "\xa085\u3000", 85),
        (HUNDRED, "085", 85),
        (HUNDRED, "0", 0),
        (HUNDRED, "000", 0),
        (HUNDRED, "100", 100),
        (HUNDRED, "85,0", 85),
        (HUNDRED, "85.00", 85),
        (HUNDRED, "\u0668\u0665", 85),
        (HUNDRED, "۸۵", 85),
        (HUNDRED, "\uff18\uff15", 85),
        (HUNDRED, "᮸᮵", 85),
        (HUNDRED, "꧘꧕", 85),
        (HUNDRED, "8\u0665", 85),
        (HUNDRED, "\u0668\u0665,\u0660", 85),
        (TENTHS, "6", 60),
        (TENTHS, "6,0", 60),
        (TENTHS, "8,5", 85),
        (TENTHS, "8.5", 85),
        (TENTHS, "8,50", 85),
        (TENTHS, "10", 100),
        (TENTHS, "\u0668,\u0665", 85),
        (SEVEN, "1", 1),
        (SEVEN, "7", 7),
        (SEVEN, "5,0", 5),
        (HUNDREDTHS, "3,05", 305),
        (HUNDREDTHS, "3,5", 350),
        (HUNDREDTHS, "4", 400),
        (HUNDRED, "", None),
        (HUNDRED, "  \t ", None),
    ],
)
def test_scale_understands_what_people_type(scale: Scale, typed: str, steps: int | None) -> None:
    assert steps == scale.parse(typed)


@pytest.mark.parametrize(
    ("scale", "typed"),
    [
        (HUNDRED, "85,5"),
        (HUNDRED, "85.5"),
        (HUNDRED, "85,\u0665"),
        (HUNDRED, "-1"),
        (HUNDRED, "−1"),
        (HUNDRED, "-0"),
        (HUNDRED, "+85"),
        (HUNDRED, "101"),
        (HUNDRED, "999999"),
        (HUNDRED, "1e2"),
        (HUNDRED, "1E1"),
        (HUNDRED, "0x10"),
        (HUNDRED, "8 5"),
        (HUNDRED, "8_5"),
        (HUNDRED, "85,"),
        (HUNDRED, ",5"),
        (HUNDRED, "."),
        (HUNDRED, "1.000,00"),
        (HUNDRED, "85,,0"),
        (HUNDRED, "85%"),
        (HUNDRED, "²"),
        (HUNDRED, "⑤"),
        (HUNDRED, "½"),
        (HUNDRED, "五"),
        (HUNDRED, "nan"),
        (HUNDRED, "inf"),
        (HUNDRED, "delapan"),
        (HUNDRED, "8\u200b5"),
        (HUNDRED, "\u202e58"),
        (HUNDRED, "0000000085"),
        (HUNDRED, "9" * 5_000),
        (TENTHS, "5,9"),
        (TENTHS, "10,1"),
        (TENTHS, "8,55"),
        (TENTHS, "85"),
        (SEVEN, "0"),
        (SEVEN, "4"),
        (SEVEN, "4,0"),
        (SEVEN, "8"),
        (HUNDREDTHS, "3,055"),
        (HUNDREDTHS, "4,01"),
    ],
)
def test_scale_refuses_what_is_no_value_of_it(scale: Scale, typed: str) -> None:
    with pytest.raises(ImpossibleScoreError):
        scale.parse(typed)


@pytest.mark.parametrize("scale", [HUNDRED, TENTHS, SEVEN, HUNDREDTHS])
def test_scale_parses_each_of_its_values_as_it_formats_it(scale: Scale) -> None:
    values = [steps for steps in range(scale.high + 1) if scale.allows(steps)]
    assert len(values) > 5

    assert values == [scale.parse(scale.format(steps)) for steps in values]


@given(scales(), st.integers(0, 600), st.data())
def test_scale_parses_what_it_formats_with_any_digits(
    scale: Scale, steps: int, data: st.DataObject
) -> None:
    written = scale.format(steps)
    zero = data.draw(st.sampled_from("0\u0660\u06f0\u0966\uff10\u1bb0"))
    comma = data.draw(st.sampled_from(",."))
    typed = "".join(chr(ord(zero) + int(c)) if c.isdigit() else comma for c in written)

    if scale.allows(steps):
        assert steps == scale.parse(typed)
    else:
        with pytest.raises(ImpossibleScoreError):
            scale.parse(typed)


@given(
    scales(), st.text(st.characters(categories=["Nd", "Zs", "Po", "Pd", "No", "Nl"]), max_size=8)
)
@example(HUNDRED, "\u066b\u0665")
def test_scale_reads_any_text_as_a_value_of_it_or_refuses(scale: Scale, typed: str) -> None:
    try:
        steps = scale.parse(typed)
    except ImpossibleScoreError:
        return

    if steps is None:
        assert typed.strip() == ""
    else:
        assert scale.allows(steps)
        plain = unicodedata.normalize("NFKC", typed.strip()).replace(",", ".")
        digits = "".join(str(unicodedata.decimal(c)) if c != "." else "." for c in plain)
        assert Fraction(digits) == scale.value(steps)


@pytest.mark.parametrize(
    ("scale", "steps", "written"),
    [(HUNDRED, 0, "0"), (HUNDRED, 85, "85"), (TENTHS, 85, "8,5"), (TENTHS, 100, "10,0"),
     (HUNDREDTHS, 5, "0,05"), (HUNDREDTHS, 400, "4,00")],
)  # fmt: skip
def test_scale_formats_with_a_decimal_comma(scale: Scale, steps: int, written: str) -> None:
    assert written == scale.format(steps)


def test_scale_allows_both_ends_and_not_what_is_left_out() -> None:
    assert [steps for steps in range(10) if SEVEN.allows(steps)] == [1, 2, 3, 5, 6, 7]


def test_scale_value_is_exact() -> None:
    assert Fraction(17, 2) == TENTHS.value(85)


# -- rubrics -------------------------------------------------------------------------------------


@given(rubrics())
def test_rubric_whose_weights_sum_to_the_whole_is_taken(rubric: Rubric) -> None:
    assert sum(criterion.weight for criterion in rubric.criteria) == WHOLE_WEIGHT


@pytest.mark.parametrize("weights", [(), (9_999,), (10_001,), (5_000, 4_999), (5_000, 5_001)])
def test_rubric_whose_weights_do_not_sum_to_the_whole_is_refused(weights: tuple[int, ...]) -> None:
    criteria = tuple(criterion(f"c{n}", weight) for n, weight in enumerate(weights))

    with pytest.raises(InvalidRubricError, match="weights"):
        Rubric("", "g", "", criteria)


def test_rubric_in_which_a_criterion_stands_twice_is_refused() -> None:
    with pytest.raises(InvalidRubricError, match="twice"):
        Rubric("", "g", "", (criterion("c1", 5_000), criterion("c1", 5_000)))


@pytest.mark.parametrize("other", [TENTHS, SEVEN, Scale(0, 100, 1), Scale(1, 100, 0)])
def test_rubric_with_scales_of_different_range_is_refused(other: Scale) -> None:
    with pytest.raises(InvalidRubricError, match="range"):
        Rubric("", "g", "", (criterion("c1", 5_000), criterion("c2", 5_000, other)))


def test_rubric_finds_its_criteria_by_id() -> None:
    first, second = criterion("c1", 4_000), criterion("c2", 6_000)
    rubric = Rubric("", "g", "", (first, second))

    assert second == rubric.criterion("c2")
    with pytest.raises(KeyError):
        rubric.criterion("c3")


def test_band_of_a_value_includes_both_ends() -> None:
    low, high = Band(0, 59, "kurang"), Band(70, 100, "baik")
    described = criterion(bands=(low, high))

    found = [described.band_of(steps) for steps in (0, 59, 60, 69, 70, 100)]
    assert found == [low, low, None, None, high, high]
