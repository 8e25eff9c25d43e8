# SPDX-License-Identifier: MIT
"""Completeness (Kelengkapan): what is there, what is missing, panel by panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.sheet import SheetStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pkri_desktop.domain.closing import Closing, MemberClosing
    from pkri_desktop.domain.results import EntryResult, SheetResult
    from pkri_desktop.domain.roster import Entry, Panel

_FINAL = (SheetStatus.FINAL, SheetStatus.SIGNED)


class MemberCheck(NamedTuple):
    """What the chair said of a member, beside what is here.

    Attributes:
        arrived: whether the record is here that the member had sealed last.
        changed: whether the member has decided on a sheet since.
    """

    said: MemberClosing
    final: int
    recused: int
    arrived: bool
    changed: bool

    @property
    def agrees(self) -> bool:
        """Say whether what is here is what the chair said."""
        here = (self.final, self.recused)
        as_said = here == (self.said.final, self.said.recused)
        return self.arrived and as_said and not self.changed


class ClosingCheck(NamedTuple):
    """A panel's closing, beside what is here.

    Attributes:
        members: those of the panel; one of whom the chair said nothing is not among them.
        same_absent: whether the same entries are absent here as the chair said.
        speaks_of_all: whether the chair spoke of every member.
    """

    closing: Closing
    members: tuple[MemberCheck, ...]
    same_absent: bool
    speaks_of_all: bool

    @property
    def agrees(self) -> bool:
        """Say whether what is here is what the chair said."""
        return self.same_absent and self.speaks_of_all and all(m.agrees for m in self.members)


@dataclass(frozen=True, slots=True)
class PanelCount:
    """How far a panel is.

    Attributes:
        sheets: one per entry and member: which entry, what stands, and whether that is all.
        closing: what its chair said at the end, beside that; None while it is not closed.
    """

    panel: Panel
    sheets: tuple[tuple[Entry, SheetResult, bool], ...]
    closing: ClosingCheck | None = None

    @property
    def closed(self) -> bool:
        """Say whether the chair has closed it, and all of that is here."""
        return self.closing is not None and self.closing.agrees

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
    """What is there and what is missing, panel by panel.

    Attributes:
        disputed: entries on which records disagree, undecided.
    """

    panels: tuple[PanelCount, ...]
    disputed: tuple[Entry, ...] = ()

    @property
    def missing(self) -> tuple[tuple[Entry, SheetResult], ...]:
        """Return the sheets of which something is still expected."""
        return tuple(item for panel in self.panels for item in panel.missing)

    @property
    def expected(self) -> int:
        """Return how many sheets there must be."""
        return sum(panel.expected for panel in self.panels)

    @property
    def unclosed(self) -> tuple[PanelCount, ...]:
        """Return the panels that their chair has not closed, or whose closing says otherwise."""
        return tuple(panel for panel in self.panels if not panel.closed)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return what keeps the results from being final, each as a path of ids."""
        return (
            *(f"sheet/{sheet.assessor.id}/{entry.id}" for entry, sheet in self.missing),
            *(f"entry/{entry.id}" for entry in self.disputed),
            *(f"closing/{count.panel.id}" for count in self.unclosed),
        )

    @property
    def complete(self) -> bool:
        """Say whether nothing more is expected."""
        return not self.gaps


def is_done(sheet: SheetResult) -> bool:
    """Say whether nothing more is expected of a sheet.

    A final sheet whose finalisation its assessor has not sealed does not count yet.
    """
    if sheet.status in (SheetStatus.FINAL, SheetStatus.SIGNED):
        return sheet.total is not None
    return sheet.status in (SheetStatus.RECUSED, SheetStatus.ABSENT)


def completeness(
    results: Iterable[EntryResult],
    closings: Mapping[str, Closing],
    arrived: Collection[tuple[str, str]],
    changed: Collection[tuple[str, str]] = (),
) -> Completeness:
    """Return how complete the sheets of an event are.

    Args:
        results: of every entry.
        closings: panel → what its chair said at the end.
        arrived: assessor and ``head`` of those members' closings whose record is here.
        changed: the same of those who have decided on a sheet since.
    """
    by_panel: dict[str, tuple[Panel, list[tuple[Entry, SheetResult, bool]]]] = {}
    absent: set[str] = set()
    disputed = []
    for result in results:
        if result.absent:
            absent.add(result.entry.id)
        if result.in_conflict:
            disputed.append(result.entry)
        if result.panel is not None:
            _, sheets = by_panel.setdefault(result.panel.id, (result.panel, []))
            sheets += [(result.entry, sheet, is_done(sheet)) for sheet in result.sheets]

    def count(panel: Panel, sheets: list[tuple[Entry, SheetResult, bool]]) -> PanelCount:
        closing = closings.get(panel.id)
        checked = (
            None if closing is None else _check(panel, closing, sheets, absent, arrived, changed)
        )
        return PanelCount(panel, tuple(sheets), checked)

    ordered = sorted(by_panel.values(), key=lambda item: (item[0].name, item[0].id))
    return Completeness(tuple(count(*item) for item in ordered), tuple(disputed))


def _check(
    panel: Panel,
    closing: Closing,
    sheets: list[tuple[Entry, SheetResult, bool]],
    absent: set[str],
    arrived: Collection[tuple[str, str]],
    changed: Collection[tuple[str, str]],
) -> ClosingCheck:
    def having(assessor: str, *statuses: SheetStatus) -> int:
        return sum(s.assessor.id == assessor and s.status in statuses for _, s, _ in sheets)

    members = tuple(
        MemberCheck(
            said,
            having(said.assessor, *_FINAL),
            having(said.assessor, SheetStatus.RECUSED),
            not said.head or (said.assessor, said.head) in arrived,
            (said.assessor, said.head) in changed,
        )
        for said in closing.members
        if said.assessor in panel.members
    )
    return ClosingCheck(
        closing,
        members,
        same_absent=set(closing.absent) == absent & set(panel.entries),
        speaks_of_all={check.said.assessor for check in members} == set(panel.members),
    )
