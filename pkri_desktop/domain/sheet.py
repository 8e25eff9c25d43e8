# SPDX-License-Identifier: MIT
"""The score sheet (Lembar penilaian): what one assessor says of one entry, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pkri_desktop.domain import scoring

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pkri_desktop.domain.rubric import Criterion, Rubric


class Decision(StrEnum):
    """What the assessor has decided about the sheet as a whole."""

    OPEN = "open"
    FINAL = "final"
    RECUSED = "recused"
    CONFLICT = "conflict"


class SheetStatus(StrEnum):
    """How far a sheet is. Not scored, absent and recused are never a score of zero."""

    NOT_BEGUN = "not-begun"
    IN_PROGRESS = "in-progress"
    COMPLETE = "complete"
    FINAL = "final"
    SIGNED = "signed"
    UNSEALED = "unsealed"  # final, but no seal of its assessor that is good vouches for it
    RECUSED = "recused"
    ABSENT = "absent"
    CONFLICT = "conflict"


def status_of(
    *,
    decision: Decision,
    signed: bool,
    absent: bool,
    conflict: bool,
    scored: int,
    criteria: int,
    unsealed: bool,
) -> SheetStatus:
    """Return the status of a sheet from what is known of it.

    A disagreement comes before everything, since nothing else is certain then; a recusal before an
    absence, since it is the assessor's own word; an absence before progress.
    """
    if conflict or decision is Decision.CONFLICT:
        return SheetStatus.CONFLICT
    if decision is Decision.RECUSED:
        return SheetStatus.RECUSED
    if decision is Decision.FINAL and unsealed:
        return SheetStatus.UNSEALED
    if decision is Decision.FINAL:
        return SheetStatus.SIGNED if signed else SheetStatus.FINAL
    if absent:
        return SheetStatus.ABSENT
    if scored == 0:
        return SheetStatus.NOT_BEGUN
    return SheetStatus.COMPLETE if scored >= criteria else SheetStatus.IN_PROGRESS


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One assessor's sheet for one entry, as it stands.

    Attributes:
        scores: criterion id → steps; a criterion that is not scored is not in it.
        conflicts: ids of the criteria whose score has several differing heads.
        revision: how many times it has been made final; 0 before the first.
        finalised: id of the finalising record; empty while it is not final.
        attachment: SHA-256 of the signed PDF of this very finalisation; empty when not signed.
        reason: given for the recusal or the last reopening.
        finalised_at: claimed moment of finalising in milliseconds UTC; 0 while not final.
        counts: whether it is final and a good seal of its assessor vouches for that.
    """

    entry: str
    assessor: str
    rubric: Rubric
    scores: Mapping[str, int] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()
    decision: Decision = Decision.OPEN
    absent: bool = False
    revision: int = 0
    finalised: str = ""
    attachment: str = ""
    reason: str = ""
    finalised_at: int = 0
    counts: bool = False

    @property
    def status(self) -> SheetStatus:
        """Return how far the sheet is."""
        return status_of(
            decision=self.decision,
            signed=bool(self.attachment),
            absent=self.absent,
            conflict=bool(self.conflicts),
            scored=len(self.scores),
            criteria=len(self.rubric.criteria),
            unsealed=not self.counts,
        )

    @property
    def editable(self) -> bool:
        """Say whether scores can be given without reopening the sheet."""
        return self.decision is Decision.OPEN

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """Return the criteria not scored yet, in the rubric's order."""
        return tuple(c for c in self.rubric.criteria if c.id not in self.scores)

    @property
    def total(self) -> Fraction | None:
        """Return the exact total, or None while a criterion is not scored."""
        return scoring.total(self.rubric, self.scores)

    @property
    def running_total(self) -> Fraction:
        """Return the exact sum over the criteria scored so far."""
        return scoring.running_total(self.rubric, self.scores)

    @property
    def weight_scored(self) -> int:
        """Return the weight scored so far, in hundredths of a percent."""
        return scoring.weight_scored(self.rubric, self.scores)
