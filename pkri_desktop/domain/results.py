# SPDX-License-Identifier: MIT
"""What came out for an entry, as values: exact, unrounded, with what is missing beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from pkri_desktop.domain.roster import Assessor, Entry, Event, Group, Panel
    from pkri_desktop.domain.sheet import SheetStatus


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What one assessor's sheet contributes.

    Attributes:
        total: exact total when the sheet counts (final, and sealed by its assessor), else None.
        scored: how many criteria are scored, of how many ``criteria``.
    """

    assessor: Assessor
    status: SheetStatus
    total: Fraction | None
    scored: int = 0
    criteria: int = 0


@dataclass(frozen=True, slots=True)
class EntryResult:
    """What came out for one entry.

    Attributes:
        sheets: one per assessor assigned to the entry, in the panel's order.
        mean: exact mean of the totals that count; None when none does, when the entry was absent,
            or while a conflict on it is undecided.
    """

    entry: Entry
    panel: Panel | None
    sheets: tuple[SheetResult, ...]
    absent: bool
    in_conflict: bool
    mean: Fraction | None

    @property
    def counted(self) -> int:
        """Return how many sheets count."""
        return sum(1 for sheet in self.sheets if sheet.total is not None)


@dataclass(frozen=True, slots=True)
class Recapitulation:
    """All results of an event, in order of group, then of mean; never the decision itself.

    Attributes:
        fingerprint: of the whole state that it was computed from.
    """

    event: Event
    groups: tuple[Group, ...]
    results: tuple[EntryResult, ...]
    fingerprint: str
