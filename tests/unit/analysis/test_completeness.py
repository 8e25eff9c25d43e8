# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from pkri_desktop.analysis.completeness import completeness
from pkri_desktop.domain.closing import Closing, MemberClosing
from pkri_desktop.domain.results import EntryResult, SheetResult
from pkri_desktop.domain.roster import Assessor, Panel
from pkri_desktop.domain.sheet import SheetStatus
from tests.unit.analysis.test_recapitulation import entry

PANELS = {
    name: Panel(name, f"Panel {name.upper()}", "Ruang", "a1", ("a1", "a2"), ("k-1",))
    for name in ("b", "a")
}
HEAD = "ab" * 4
ARRIVED = {("a1", HEAD)}


def sheet(status: SheetStatus, assessor: str = "a1", total: int | None = None) -> SheetResult:
    fraction = None if total is None else Fraction(total)
    return SheetResult(Assessor(assessor, assessor.upper()), status, fraction)


def closing(panel: str, *sheets: SheetResult) -> Closing:
    """Return the closing that says of a1 what these sheets are, and of a2 nothing."""
    final = sum(one.status in (SheetStatus.FINAL, SheetStatus.SIGNED) for one in sheets)
    recused = sum(one.status is SheetStatus.RECUSED for one in sheets)
    members = (MemberClosing("a1", final, recused, HEAD), MemberClosing("a2", 0, 0, ""))
    return Closing(panel, "a1", 0, members, (), "")


def result(panel: str | None, *sheets: SheetResult) -> EntryResult:
    seen = PANELS[panel] if panel else None
    return EntryResult(entry(), seen, sheets, absent=False, in_conflict=False, mean=None)


DONE = sheet(SheetStatus.SIGNED, total=80)


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
    counted = completeness([result("a", one)], {"a": closing("a", one)}, ARRIVED)

    assert counted.complete is done
    assert len(counted.missing) == (0 if done else 1)


def test_panels_are_counted_apart_and_in_order() -> None:
    counted = completeness(
        [
            result("b", sheet(SheetStatus.NOT_BEGUN)),
            result("a", sheet(SheetStatus.SIGNED, total=80), sheet(SheetStatus.RECUSED, "a2")),
            result("a", sheet(SheetStatus.FINAL, total=1), sheet(SheetStatus.IN_PROGRESS, "a2")),
        ],
        {},
        (),
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
    assert completeness([result(None)], {}, ()).complete
    assert completeness([], {}, ()).expected == 0


def test_panel_that_its_chair_has_not_closed_is_a_gap() -> None:
    counted = completeness([result("a", DONE)], {}, ())

    assert (counted.missing, counted.complete) == ((), False)
    assert counted.gaps == ("closing/a",)


@pytest.mark.parametrize(
    ("said", "closed"),
    [
        ({}, True),
        ({"final": 2}, False),  # a sheet that the chair saw final has not come
        ({"final": 0}, False),
        ({"recused": 1}, False),
        ({"head": "0" * 8}, False),  # an older package has come
        ({"head": ""}, True),
    ],
)
def test_closing_is_compared_with_what_is_here(said: dict[str, Any], closed: bool) -> None:
    word = closing("a", DONE)
    one = word.members[0]._replace(**said)
    word = word._replace(members=(one, *word.members[1:]))

    [count] = completeness([result("a", DONE)], {"a": word}, ARRIVED).panels

    assert (count.closed, count.closing is not None) == (closed, True)


def test_closing_is_overtaken_by_what_a_member_decided_since() -> None:
    word = closing("a", DONE)
    changed = [(word.members[0].assessor, word.members[0].head)]

    [count] = completeness([result("a", DONE)], {"a": word}, ARRIVED, changed).panels

    assert not count.closed


def test_closing_must_speak_of_every_member_and_of_the_same_absences() -> None:
    word = closing("a", DONE)

    for other in (word._replace(members=word.members[:1]), word._replace(absent=("k-1",))):
        [count] = completeness([result("a", DONE)], {"a": other}, ARRIVED).panels
        assert not count.closed


def test_disputed_entry_is_a_gap_of_its_own() -> None:
    disputed = replace(result("a", DONE), in_conflict=True)

    counted = completeness([disputed], {"a": closing("a", DONE)}, ARRIVED)

    assert counted.gaps == ("entry/k-01",)
