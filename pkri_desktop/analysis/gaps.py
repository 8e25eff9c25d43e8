# SPDX-License-Identifier: MIT
"""What a sheet still lacks before its assessor can leave the room, thing by thing.

Knows the sheet's values only; a thing that another one already says is not said twice.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.sheet import SheetStatus

if TYPE_CHECKING:
    from collections.abc import Collection

    from pkri_desktop.domain.rubric import Criterion
    from pkri_desktop.domain.sheet import ScoreSheet

NOWHERE = -1  # the gap is the sheet's as a whole


class GapKind(StrEnum):
    """What is missing."""

    UNDECLARED = "undeclared"  # no score at all, and nobody has said that the presenter is absent
    NOT_SCORED = "not-scored"
    UNEXPLAINED = "unexplained"  # a very low or high score without its note
    NOT_FINAL = "not-final"
    NOT_SIGNED = "not-signed"
    UNSEALED = "unsealed"
    CONFLICT = "conflict"


class Gap(NamedTuple):
    """One thing that is missing.

    Attributes:
        place: number of the criterion in the rubric, from 0; ``NOWHERE`` for the whole sheet.
    """

    kind: GapKind
    place: int = NOWHERE


_OF_THE_WHOLE = {
    SheetStatus.NOT_BEGUN: GapKind.UNDECLARED,
    SheetStatus.FINAL: GapKind.NOT_SIGNED,
    SheetStatus.UNSEALED: GapKind.UNSEALED,
    SheetStatus.CONFLICT: GapKind.CONFLICT,
}


def gaps_of(sheet: ScoreSheet, unexplained: Collection[Criterion]) -> tuple[Gap, ...]:
    """Return what a sheet lacks, in the order of its criteria; nothing when it is settled.

    That a sheet is not final is said only where nothing else keeps it from being so.

    Args:
        sheet: as it stands.
        unexplained: its criteria whose score wants a note and has none.
    """
    status = sheet.status
    if status in _OF_THE_WHOLE:
        return (Gap(_OF_THE_WHOLE[status]),)
    if status not in {SheetStatus.IN_PROGRESS, SheetStatus.COMPLETE}:
        return ()
    wanting = {criterion.id for criterion in unexplained}
    found = []
    for place, criterion in enumerate(sheet.rubric.criteria):
        if criterion.id not in sheet.scores:
            found.append(Gap(GapKind.NOT_SCORED, place))
        elif criterion.id in wanting:
            found.append(Gap(GapKind.UNEXPLAINED, place))
    return tuple(found) or (Gap(GapKind.NOT_FINAL),)
