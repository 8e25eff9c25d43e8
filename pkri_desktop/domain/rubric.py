# SPDX-License-Identifier: MIT
"""The rubric (Instrumen): criteria, their weights, and the scale a score is given on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

WHOLE_WEIGHT = 10_000  # hundredths of a percent: 100,00 %

_NUMBER = re.compile(r"(\d{1,6})(?:[.,](\d{1,6}))?")


class ImpossibleScoreError(ValueError):
    """What was typed is not a value of the criterion's scale."""


class InvalidRubricError(ValueError):
    """A rubric whose weights or scales do not add up."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The values that a score can take, in units of its step.

    Attributes:
        low: lowest value in steps; with ``decimals`` 1, 60 stands for 6,0.
        high: highest value in steps.
        decimals: how many decimals a step has: 0 for whole numbers, 1 for tenths.
        excluded: steps between that are not values (1–7 without 4).
    """

    low: int = 0
    high: int = 100
    decimals: int = 0
    excluded: tuple[int, ...] = ()

    def allows(self, steps: int) -> bool:
        """Say whether ``steps`` is a value of this scale."""
        return self.low <= steps <= self.high and steps not in self.excluded

    def value(self, steps: int) -> Fraction:
        """Return the exact value of ``steps``."""
        from fractions import Fraction  # noqa: PLC0415 -- slow import

        return Fraction(steps, 10**self.decimals)

    def parse(self, typed: str) -> int | None:
        """Return the steps that ``typed`` means, or None when it is blank.

        Understands a decimal comma or point, surrounding space, and any decimal digits of
        Unicode (``"85,5"``, ``" 85 "``, ``"٨٥"``).

        Raises:
            ImpossibleScoreError: it is no number, or no value of this scale.
        """
        trimmed = typed.strip()
        if not trimmed:
            return None
        match = _NUMBER.fullmatch(trimmed)
        if match is None:
            raise ImpossibleScoreError(trimmed)
        whole, fraction = match.group(1), (match.group(2) or "")
        if any(int(digit) for digit in fraction[self.decimals :]):
            raise ImpossibleScoreError(trimmed)
        padded = fraction[: self.decimals].ljust(self.decimals, "0")
        steps: int = int(whole) * 10**self.decimals + (int(padded) if padded else 0)
        if not self.allows(steps):
            raise ImpossibleScoreError(trimmed)
        return steps

    def format(self, steps: int) -> str:
        """Return ``steps`` as people write it, with a decimal comma."""
        if not self.decimals:
            return str(steps)
        whole, fraction = divmod(steps, 10**self.decimals)
        return f"{whole},{fraction:0{self.decimals}d}"


@dataclass(frozen=True, slots=True)
class Band:
    """What a range of values means, both ends included, in steps."""

    low: int
    high: int
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is scored.

    Attributes:
        aspect: the heading it stands under, such as Substansi or Penyajian.
        weight: in hundredths of a percent; 1500 is 15,00 %.
        explain_below: a score of fewer steps needs a note on this criterion; None for no such rule.
        explain_above: the same of more steps.
    """

    id: str
    name: str
    description: str
    aspect: str
    weight: int
    scale: Scale
    bands: tuple[Band, ...] = ()
    explain_below: int | None = None
    explain_above: int | None = None

    def must_explain(self, steps: int) -> bool:
        """Say whether a score of ``steps`` needs a note on this criterion."""
        low, high = self.explain_below, self.explain_above
        return (low is not None and steps < low) or (high is not None and steps > high)

    def band_of(self, steps: int) -> Band | None:
        """Return the band that ``steps`` falls in, if one is described."""
        return next((band for band in self.bands if band.low <= steps <= band.high), None)


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria of one group, as adopted.

    Attributes:
        revision: id of the record that adopted it; empty while it is a draft.
        label: what must be said of it, such as "Templat contoh, bukan bobot resmi".
    """

    revision: str
    group: str
    label: str
    criteria: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        """Refuse what cannot be totalled.

        Raises:
            InvalidRubricError: weights do not sum to exactly 100 %, an id stands twice, or the
                criteria are scored on scales of different range, so that a sum means nothing.
        """
        weights = sum(criterion.weight for criterion in self.criteria)
        if weights != WHOLE_WEIGHT:
            raise InvalidRubricError(f"weights sum to {weights} of {WHOLE_WEIGHT}")
        if len({criterion.id for criterion in self.criteria}) != len(self.criteria):
            raise InvalidRubricError("a criterion stands twice")
        ranges = {(c.scale.low, c.scale.high, c.scale.decimals) for c in self.criteria}
        if len(ranges) != 1:
            raise InvalidRubricError("criteria have scales of different range")

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion with this id.

        Raises:
            KeyError: there is none.
        """
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)
