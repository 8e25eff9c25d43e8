# SPDX-License-Identifier: MIT
"""Recapitulate: what the sheets that count come to, entry by entry, from the sealed reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.analysis.recapitulation import entry_result, recapitulate
from pkri_desktop.domain import scoring
from pkri_desktop.domain.results import EntryResult, Recapitulation, SheetResult
from pkri_desktop.domain.sheet import Decision, status_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkri_desktop.domain.roster import Assessor, Entry, Panel
    from pkri_desktop.domain.rubric import Rubric
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.store.queries import SheetRow


def recapitulation_of(file: EventFile) -> Recapitulation:
    """Return the recapitulation of an event file as it stands."""
    queries = file.queries
    entries, rubrics = queries.entries(), queries.rubrics()
    panels, assessors = queries.panels(), queries.assessors()
    absent, blocked = queries.surely_absent(), queries.blocked_entries()
    rows, counted = queries.sheet_rows(), queries.counted_scores()

    def result(entry: Entry) -> EntryResult:
        seeing = [panel for panel in panels if entry.id in panel.entries]
        members = dict.fromkeys(member for panel in seeing for member in panel.members)
        sheets = [
            _sheet_result(assessors[member], entry, rubrics.get(entry.group.id), rows, counted,
                          absent=entry.id in absent)
            for member in members
            if member in assessors
        ]  # fmt: skip
        panel: Panel | None = seeing[0] if seeing else None
        return entry_result(
            entry, panel, sheets, absent=entry.id in absent, in_conflict=entry.id in blocked
        )

    return recapitulate(
        queries.event(),
        queries.groups(),
        (result(entry) for entry in entries.values()),
        file.ledger.fingerprint(),
    )


def _sheet_result(
    assessor: Assessor,
    entry: Entry,
    rubric: Rubric | None,
    rows: Mapping[tuple[str, str], SheetRow],
    counted: Mapping[tuple[str, str], dict[str, int]],
    *,
    absent: bool,
) -> SheetResult:
    row = rows.get((assessor.id, entry.id))
    scored = row.scored if row else 0
    criteria = len(rubric.criteria) if rubric else 0
    status = status_of(
        decision=row.decision if row else Decision.OPEN,
        signed=bool(row and row.signed),
        absent=absent,
        conflict=bool(row and row.conflict),
        scored=scored,
        criteria=criteria,
        unsealed=not (row and row.counts),
    )
    scores = counted.get((assessor.id, entry.id), {})
    total = scoring.total(rubric, scores) if rubric and row and row.counts else None
    return SheetResult(assessor, status, total, scored, criteria)
