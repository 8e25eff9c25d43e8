# SPDX-License-Identifier: MIT
from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest

from pkri_desktop.domain.rubric import Criterion, Rubric, Scale
from pkri_desktop.domain.sheet import Decision, ScoreSheet, SheetStatus, status_of

RUBRIC = Rubric(
    "", "g", "",
    (Criterion("s", "Substansi", "", "Substansi", 7_000, Scale()),
     Criterion("p", "Penyajian", "", "Penyajian", 3_000, Scale())),
)  # fmt: skip

EVERYTHING = list(
    itertools.product(Decision, (False, True), (False, True), (False, True), (0, 1, 2, 3))
)


def status(
    decision: Decision, signed: bool, absent: bool, conflict: bool, scored: int
) -> SheetStatus:
    return status_of(
        decision=decision, signed=signed, absent=absent, conflict=conflict, scored=scored,
        criteria=2, unsealed=False,
    )  # fmt: skip


@pytest.mark.parametrize("known", EVERYTHING)
def test_status_is_the_first_that_holds_in_order_of_precedence(
    known: tuple[Decision, bool, bool, bool, int],
) -> None:
    decision, signed, absent, conflict, scored = known
    in_order = [
        (SheetStatus.CONFLICT, conflict or decision is Decision.CONFLICT),
        (SheetStatus.RECUSED, decision is Decision.RECUSED),
        (SheetStatus.SIGNED, decision is Decision.FINAL and signed),
        (SheetStatus.FINAL, decision is Decision.FINAL),
        (SheetStatus.ABSENT, absent),
        (SheetStatus.NOT_BEGUN, scored == 0),
        (SheetStatus.IN_PROGRESS, scored < 2),
        (SheetStatus.COMPLETE, True),
    ]

    assert next(name for name, holds in in_order if holds) == status(*known)


def test_statuses_are_all_reached() -> None:
    reached = {status(*known) for known in EVERYTHING}

    assert set(SheetStatus) == reached | {SheetStatus.UNSEALED}


@pytest.mark.parametrize("known", EVERYTHING)
def test_final_sheet_without_a_good_seal_is_told_apart(
    known: tuple[Decision, bool, bool, bool, int],
) -> None:
    decision, signed, absent, conflict, scored = known
    unsealed = status_of(
        decision=decision, signed=signed, absent=absent, conflict=conflict, scored=scored,
        criteria=2, unsealed=True,
    )  # fmt: skip

    final = status(*known) in (SheetStatus.FINAL, SheetStatus.SIGNED)
    assert unsealed is (SheetStatus.UNSEALED if final else status(*known))


def test_sheet_that_is_not_begun_has_no_total_and_misses_everything() -> None:
    sheet = ScoreSheet("k-01", "a1", RUBRIC)

    assert sheet.status is SheetStatus.NOT_BEGUN
    assert sheet.total is None
    assert sheet.running_total == 0
    assert sheet.weight_scored == 0
    assert RUBRIC.criteria == sheet.missing
    assert sheet.editable


def test_sheet_scored_with_zero_is_not_a_sheet_that_is_not_scored() -> None:
    sheet = ScoreSheet("k-01", "a1", RUBRIC, {"s": 0, "p": 0})

    assert sheet.status is SheetStatus.COMPLETE
    assert sheet.total == 0
    assert sheet.missing == ()


def test_sheet_in_progress_names_what_is_missing_in_the_order_of_the_rubric() -> None:
    sheet = ScoreSheet("k-01", "a1", RUBRIC, {"p": 50})

    assert sheet.status is SheetStatus.IN_PROGRESS
    assert [c.id for c in sheet.missing] == ["s"]
    assert sheet.running_total == Fraction(15)
    assert sheet.weight_scored == 3_000


@pytest.mark.parametrize("decision", list(Decision))
def test_sheet_can_be_edited_while_it_is_open_only(decision: Decision) -> None:
    sheet = ScoreSheet("k-01", "a1", RUBRIC, decision=decision)

    assert (decision is Decision.OPEN) == sheet.editable


def test_sheet_with_a_criterion_in_conflict_is_in_conflict() -> None:
    sheet = ScoreSheet("k-01", "a1", RUBRIC, {"p": 1}, conflicts=frozenset(["s"]))

    assert sheet.status is SheetStatus.CONFLICT
    assert [c.id for c in sheet.missing] == ["s"]


def test_sheet_is_signed_when_its_finalisation_has_a_paper() -> None:
    unsealed = ScoreSheet("k-01", "a1", RUBRIC, decision=Decision.FINAL)
    final = replace(unsealed, counts=True)
    signed = replace(final, attachment="ab" * 32)

    assert [sheet.status for sheet in (unsealed, final, signed)] == [
        SheetStatus.UNSEALED, SheetStatus.FINAL, SheetStatus.SIGNED,
    ]  # fmt: skip
