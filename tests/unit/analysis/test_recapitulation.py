# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.analysis.recapitulation import entry_result, recapitulate
from pkri_desktop.domain.results import EntryResult, SheetResult
from pkri_desktop.domain.roster import Agency, Assessor, Entry, Event, Group
from pkri_desktop.domain.sheet import SheetStatus

EVENT = Event(
    "ab" * 32, "PKRI", "PKRI", "", date(2024, 7, 12), "Jakarta", "WIB", "TPI", (), "", True
)
GROUPS = (Group("k", "K", "Khusus", 2), Group("i", "I", "Instansi", 1))
TOTALS = st.none() | st.fractions(0, 100, max_denominator=10_000)


def entry(code: str = "K-01", group: Group = GROUPS[0]) -> Entry:
    agency = Agency("x", "Pemprov", "provinsi", "")
    return Entry(code.lower(), code, group, agency, "Judul", "", "", "", "terkirim", "", "")


def sheets(*totals: Fraction | int | None) -> list[SheetResult]:
    return [
        SheetResult(
            Assessor(f"a{number}", f"Penilai {number}"),
            SheetStatus.NOT_BEGUN if total is None else SheetStatus.FINAL,
            None if total is None else Fraction(total),
        )
        for number, total in enumerate(totals)
    ]


def result(*totals: Fraction | int | None, code: str = "K-01", group: Group = GROUPS[0],
           absent: bool = False, in_conflict: bool = False) -> EntryResult:  # fmt: skip
    return entry_result(
        entry(code, group), None, sheets(*totals), absent=absent, in_conflict=in_conflict
    )


def test_mean_is_of_the_sheets_that_count_and_not_a_sum() -> None:
    counted = result(80, None, 85)

    assert (counted.mean, counted.counted) == (Fraction(165, 2), 2)


def test_mean_of_one_zero_is_zero_and_of_no_sheet_is_none() -> None:
    assert result(0).mean == 0
    assert result(0).counted == 1
    assert result(None).mean is None
    assert result(None).counted == 0
    assert result().mean is None


@pytest.mark.parametrize(("absent", "in_conflict"), [(True, False), (False, True), (True, True)])
def test_absent_or_disputed_entry_has_no_mean_though_sheets_count(
    absent: bool, in_conflict: bool
) -> None:
    held = result(80, 90, absent=absent, in_conflict=in_conflict)

    assert held.mean is None
    assert held.counted == 2
    assert [sheet.total for sheet in held.sheets] == [80, 90]


@given(st.lists(TOTALS, max_size=6), st.randoms(use_true_random=False))
def test_mean_does_not_depend_on_the_order_of_sheets(totals: list[Fraction | None], chance) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    shuffled = list(totals)
    chance.shuffle(shuffled)

    assert result(*totals).mean == result(*shuffled).mean


def test_results_stand_by_group_then_mean_then_code() -> None:
    results = [
        result(70, code="K-02"),
        result(None, code="K-01"),
        result(90, code="K-04"),
        result(70, code="K-03"),
        result(10, code="I-01", group=GROUPS[1]),
        result(99, code="K-05", absent=True),
    ]

    recapitulation = recapitulate(EVENT, GROUPS, reversed(results), "fingerprint")

    codes = [r.entry.code for r in recapitulation.results]
    assert codes == ["I-01", "K-04", "K-02", "K-03", "K-01", "K-05"]
    assert [group.id for group in recapitulation.groups] == ["i", "k"]
    assert recapitulation.fingerprint == "fingerprint"


def test_means_are_compared_exactly() -> None:
    """What is written with two decimals may be equal and still have an order."""
    close = [result(Fraction(80), code="K-01"), result(Fraction(800_001, 10_000), code="K-02")]

    recapitulation = recapitulate(EVENT, GROUPS, close, "")

    assert [r.entry.code for r in recapitulation.results] == ["K-02", "K-01"]


@given(st.lists(TOTALS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_of_results_does_not_depend_on_the_order_they_come_in(  # type: ignore[no-untyped-def]
    totals: list[Fraction | None],
    chance,  # noqa: ANN001
) -> None:
    results = [result(total, code=f"K-{n:02}") for n, total in enumerate(totals)]
    shuffled = list(results)
    chance.shuffle(shuffled)

    assert recapitulate(EVENT, GROUPS, results, "") == recapitulate(EVENT, GROUPS, shuffled, "")
