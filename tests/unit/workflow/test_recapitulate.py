# SPDX-License-Identifier: MIT
from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.workflow.recapitulate import recapitulation_of
from tests import small_event as se
from tests.small_event import OFFICE, Laptop, World

if TYPE_CHECKING:
    from pkri_desktop.domain.results import EntryResult


def finalised(laptop: Laptop, author: str, entry: str, *steps: int, sealed: bool = True) -> None:
    scores = zip(se.CRITERIA, steps, strict=True)
    laptop.write(author, *(se.score(author, entry, c, value) for c, value in scores))
    laptop.write(author, se.finalise(laptop, author, entry), sealed=sealed)


def result_of(world: World, entry: str = "k-1") -> EntryResult:
    """Return what came out for an entry once the office has everything."""
    office = world.laptops[OFFICE]
    for name in ("l1", "l2", "l3"):
        office.unite(world.laptops[name].pack())
    return next(r for r in recapitulation_of(office.file).results if r.entry.id == entry)


def statuses(result: EntryResult) -> dict[str, SheetStatus]:
    return {sheet.assessor.id: sheet.status for sheet in result.sheets}


def test_mean_is_exact_over_the_sheets_that_count(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80, 85)
    finalised(world.laptops["l2"], "a2", "k-1", 70, 70)

    result = result_of(world)

    assert [sheet.total for sheet in result.sheets] == [Fraction("82.5"), Fraction(70)]
    assert result.mean == Fraction("76.25")
    assert statuses(result) == {"a1": SheetStatus.FINAL, "a2": SheetStatus.FINAL}


def test_recused_assessor_lowers_the_number_and_not_the_mean(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80, 80)
    world.laptops["l1"].write("a2", se.recuse("a2", "k-1"), sealed=True)

    result = result_of(world)

    assert result.mean == 80
    assert result.counted == 1
    assert statuses(result)["a2"] is SheetStatus.RECUSED


def test_sheet_that_is_not_final_does_not_count(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80, 80)
    world.laptops["l1"].write("a2", *(se.score("a2", "k-1", c, 0) for c in se.CRITERIA))
    world.laptops["l1"].seal("a2")

    result = result_of(world)

    assert result.mean == 80
    assert result.counted == 1
    assert statuses(result)["a2"] is SheetStatus.COMPLETE


def test_incomplete_finalisation_does_not_count(world: World) -> None:
    laptop = world.laptops["l1"]
    laptop.write("a1", se.score("a1", "k-1", "c1", 80))
    laptop.write("a1", se.finalise(laptop, "a1", "k-1"), sealed=True)

    result = result_of(world)

    assert result.mean is None
    assert result.counted == 0


def test_absent_entry_has_no_mean_and_keeps_its_sheets(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80, 80)
    world.laptops["l1"].write("a2", se.attend("k-1", "absent"), sealed=True)

    result = result_of(world)

    assert result.absent
    assert result.mean is None
    assert result.counted == 1
    assert statuses(result)["a2"] is SheetStatus.ABSENT


def test_absence_that_nobody_sealed_takes_no_result_away(world: World) -> None:
    """Unsealed records count for nothing, whatever they say."""
    finalised(world.laptops["l1"], "a1", "k-1", 80, 80)
    world.laptops["l1"].write("a2", se.attend("k-1", "absent"))

    assert result_of(world).mean == 80


def test_disputed_entry_has_no_mean_until_it_is_decided(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80, 80)
    finalised(world.laptops["l2"], "a1", "k-1", 60, 60)
    finalised(world.laptops["l2"], "a2", "k-1", 70, 70)
    disputed = result_of(world)
    assert disputed.in_conflict
    assert (disputed.mean, disputed.counted) == (None, 1)
    assert statuses(disputed)["a1"] is SheetStatus.CONFLICT

    office = world.laptops[OFFICE]
    for subject in ("score/a1/k-1/c1", "score/a1/k-1/c2", "sheet/a1/k-1"):
        heads = office.file.ledger.heads(subject)
        records = {head: office.file.ledger.record(head) for head in heads}
        first = min(records, key=lambda head: records[head].at if records[head] else 0)  # type: ignore[union-attr]
        office.write(FOUNDER, se.decide(office, subject, first), sealed=True)

    decided = result_of(world)
    assert not decided.in_conflict
    assert decided.mean == 75
    assert decided.counted == 2


def test_entry_that_nobody_scored_has_every_sheet_and_no_mean(world: World) -> None:
    result = result_of(world, "k-3")

    assert statuses(result) == {"b1": SheetStatus.NOT_BEGUN}
    assert result.mean is None
    assert result.counted == 0
    assert result.panel is not None
    assert result.panel.id == "p2"


def test_entry_of_no_panel_has_no_sheet(world: World) -> None:
    world.laptops[OFFICE].write(FOUNDER, se.panel("p2", ["b1"], []), sealed=True)

    result = result_of(world, "k-3")

    assert (result.panel, result.sheets) == (None, ())


def test_assessor_on_two_panels_counts_once(world: World) -> None:
    world.laptops[OFFICE].write(FOUNDER, se.panel("p2", ["a1", "b1"], ["k-1"]), sealed=True)
    finalised(world.laptops["l1"], "a1", "k-1", 80, 80)

    result = result_of(world)

    assert list(statuses(result)) == ["a1", "a2", "b1"]
    assert result.mean == 80
    assert result.counted == 1


def test_recapitulation_carries_the_fingerprint_of_what_it_was_computed_from(world: World) -> None:
    office = world.laptops[OFFICE].file

    assert office.ledger.fingerprint() == recapitulation_of(office).fingerprint
