# SPDX-License-Identifier: MIT
"""Completeness (Kelengkapan): what is there, what is missing, panel by panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkri_desktop.domain.sheet import SheetStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkri_desktop.domain.results import EntryResult, SheetResult
    from pkri_desktop.domain.roster import Entry, Panel


@dataclass(frozen=True, slots=True)
class PanelCount:
    """How far a panel is.

    Attributes:
        sheets: one per entry and member: which entry, what stands, and whether that is all.
    """

    panel: Panel
    sheets: tuple[tuple[Entry, SheetResult, bool], ...]

    @property
    def expected(self) -> int:
        """Return how many sheets there must be."""
        return len(self.sheets)

    @property
    def missing(self) -> tuple[tuple[Entry, SheetResult], ...]:
        """Return the sheets of which something is still expected."""
        return tuple((entry, sheet) for entry, sheet, done in self.sheets if not done)

    def having(self, *statuses: SheetStatus) -> int:
        """Return how many sheets have one of these statuses."""
        return sum(sheet.status in statuses for _, sheet, _ in self.sheets)


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is there and what is missing, panel by panel."""

    panels: tuple[PanelCount, ...]

    @property
    def missing(self) -> tuple[tuple[Entry, SheetResult], ...]:
        """Return the sheets of which something is still expected."""
        return tuple(item for panel in self.panels for item in panel.missing)

    @property
    def expected(self) -> int:
        """Return how many sheets there must be."""
        return sum(panel.expected for panel in self.panels)

    @property
    def complete(self) -> bool:
        """Say whether nothing more is expected."""
        return not self.missing


def is_done(sheet: SheetResult) -> bool:
    """Say whether nothing more is expected of a sheet.

    A final sheet whose finalisation its assessor has not sealed does not count yet.
    """
    if sheet.status in (SheetStatus.FINAL, SheetStatus.SIGNED):
        return sheet.total is not None
    return sheet.status in (SheetStatus.RECUSED, SheetStatus.ABSENT)


def completeness(results: Iterable[EntryResult]) -> Completeness:
    """Return how complete the sheets of an event are, from its results."""
    by_panel: dict[str, tuple[Panel, list[tuple[Entry, SheetResult, bool]]]] = {}
    for result in results:
        if result.panel is not None:
            _, sheets = by_panel.setdefault(result.panel.id, (result.panel, []))
            sheets += [(result.entry, sheet, is_done(sheet)) for sheet in result.sheets]
    ordered = sorted(by_panel.values(), key=lambda item: (item[0].name, item[0].id))
    return Completeness(tuple(PanelCount(panel, tuple(sheets)) for panel, sheets in ordered))
