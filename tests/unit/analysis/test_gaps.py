# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.analysis.gaps import NOWHERE, Gap, GapKind, gaps_of
from pkri_desktop.domain.sheet import Decision, ScoreSheet
from tests.strategies import rubrics

if TYPE_CHECKING:
    from pkri_desktop.domain.rubric import Rubric


def complete(rubric: Rubric) -> ScoreSheet:
    return ScoreSheet("k-1", "a1", rubric, {c.id: c.scale.high for c in rubric.criteria})


@given(rubrics(), st.data())
def test_begun_sheet_lacks_its_unscored_criteria_and_its_unexplained_scores(
    rubric: Rubric, data: st.DataObject
) -> None:
    ids = [criterion.id for criterion in rubric.criteria]
    missing = data.draw(st.sets(st.sampled_from(ids), max_size=len(ids) - 1))
    wanting = data.draw(st.sets(st.sampled_from(ids)))
    whole = complete(rubric)
    sheet = replace(whole, scores={k: v for k, v in whole.scores.items() if k not in missing})

    found = gaps_of(sheet, [c for c in rubric.criteria if c.id in wanting])

    kinds = {gap.place: gap.kind for gap in found}
    assert [gap.place for gap in found] == sorted(kinds)
    if missing or wanting:
        assert {ids[place] for place in kinds} == missing | wanting
        assert {ids[p] for p, kind in kinds.items() if kind is GapKind.NOT_SCORED} == missing
    else:
        assert found == (Gap(GapKind.NOT_FINAL, NOWHERE),)


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        ({"scores": {}}, [GapKind.UNDECLARED]),
        ({"decision": Decision.FINAL, "counts": True}, [GapKind.NOT_SIGNED]),
        ({"decision": Decision.FINAL}, [GapKind.UNSEALED]),
        ({"decision": Decision.FINAL, "counts": True, "attachment": "ab"}, []),
        ({"decision": Decision.RECUSED}, []),
        ({"decision": Decision.CONFLICT}, [GapKind.CONFLICT]),
        ({"absent": True}, []),
        ({"absent": True, "scores": {}}, []),
    ],
)
@given(rubric=rubrics())
def test_each_state_of_a_whole_sheet_is_said_once(
    rubric: Rubric, state: dict[str, object], kinds: list[GapKind]
) -> None:
    sheet = replace(complete(rubric), **state)  # type: ignore[arg-type]

    assert [gap.kind for gap in gaps_of(sheet, rubric.criteria)] == kinds
