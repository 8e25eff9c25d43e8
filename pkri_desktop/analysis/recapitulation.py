# SPDX-License-Identifier: MIT
"""The recapitulation (Rekapitulasi): the mean of the sheets that count, entry by entry.

A mean, not a sum, since an assessor may be recused; the number of sheets stands beside it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pkri_desktop.domain import scoring
from pkri_desktop.domain.results import EntryResult, Recapitulation, SheetResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pkri_desktop.domain.roster import Entry, Event, Group, Panel


def entry_result(
    entry: Entry,
    panel: Panel | None,
    sheets: Sequence[SheetResult],
    *,
    absent: bool,
    in_conflict: bool,
) -> EntryResult:
    """Return what came out for ``entry``; nothing while it is absent or in conflict."""
    totals = [sheet.total for sheet in sheets if sheet.total is not None]
    mean = None if absent or in_conflict else scoring.mean(totals)
    return EntryResult(
        entry=entry,
        panel=panel,
        sheets=tuple(sheets),
        absent=absent,
        in_conflict=in_conflict,
        mean=mean,
    )


def recapitulate(
    event: Event, groups: Sequence[Group], results: Iterable[EntryResult], fingerprint: str
) -> Recapitulation:
    """Return the results by group, highest mean first, those without a mean last.

    Equal means stand in the order of their codes, which decides nothing.
    """

    def place(result: EntryResult) -> tuple[int, bool, Fraction, str]:
        mean = result.mean
        return (
            result.entry.group.position,
            mean is None,
            -mean if mean is not None else Fraction(0),
            result.entry.code,
        )

    return Recapitulation(
        event=event,
        groups=tuple(sorted(groups, key=lambda group: group.position)),
        results=tuple(sorted(results, key=place)),
        fingerprint=fingerprint,
    )
