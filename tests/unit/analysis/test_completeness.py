# SPDX-License-Identifier: MIT
from __future__ import annotations

from fractions import Fraction

import pytest

from pkri_desktop.analysis.completeness import completeness
from pkri_desktop.domain.results import EntryResult, SheetResult
from pkri_desktop.domain.roster import Assessor, Panel
from pkri_desktop.domain.sheet import SheetStatus
from tests.unit.analysis.test_recapitulation import entry

PANELS = {
    name: Panel(name, f"Panel {name.upper()}", "Ruang", "a1", ("a1", "a2"), ("k-1",))
    for name in ("b", "a")
}


def sheet(status: SheetStatus, assessor: str = "a1", total: int | None = None) -> SheetResult:
    fraction = None if total is None else Fraction(total)
    return SheetResult(Assessor(assessor, assessor.upper()), status, fraction)


def result(panel: str | None, *sheets: SheetResult) -> EntryResult:
    seen = PANELS[panel] if panel else None
    return EntryResult(entry(), seen, sheets, absent=False, in_conflict=False, mean=None)


@pytest.mark.parametrize(
    ("one", "done"),
    [
        (sheet(SheetStatus.NOT_BEGUN), False),
        (sheet(SheetStatus.IN_PROGRESS), False),
        (sheet(SheetStatus.COMPLETE), False),
        (sheet(SheetStatus.CONFLICT), False),
        (sheet(SheetStatus.FINAL), False),  # not sealed: it does not count yet
        (sheet(SheetStatus.FINAL, total=0), True),
        (sheet(SheetStatus.SIGNED, total=80), True),
        (sheet(SheetStatus.RECUSED), True),
        (sheet(SheetStatus.ABSENT), True),
    ],
)
def test_sheet_is_missing_while_something_more_is_expected_of_it(
    one: SheetResult, done: bool
) -> None:
    counted = completeness([result("a", one)])

    assert counted.complete is done
    assert len(counted.missing) == (0 if done else 1)


def test_panels_are_counted_apart_and_in_order() -> None:
    counted = completeness(
        [
            result("b", sheet(SheetStatus.NOT_BEGUN)),
            result("a", sheet(SheetStatus.SIGNED, total=80), sheet(SheetStatus.RECUSED, "a2")),
            result("a", sheet(SheetStatus.FINAL, total=1), sheet(SheetStatus.IN_PROGRESS, "a2")),
        ]
    )

    assert [panel.panel.id for panel in counted.panels] == ["a", "b"]
    first, second = counted.panels
    assert (first.expected, first.having(SheetStatus.SIGNED, SheetStatus.FINAL)) == (4, 2)
    assert [(s.assessor.id, s.status) for _, s in first.missing] == [
        ("a2", SheetStatus.IN_PROGRESS)
    ]
    assert (second.expected, len(second.missing)) == (1, 1)
    assert (counted.expected, len(counted.missing)) == (5, 2)


def test_entry_that_no_panel_sees_is_expected_of_nobody() -> None:
    assert completeness([result(None)]).complete
    assert completeness([]).expected == 0
