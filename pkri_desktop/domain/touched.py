# SPDX-License-Identifier: MIT
"""What a change touched: the small value by which views know whether to refresh."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """What was written, so that only the views that show it refresh.

    Attributes:
        sheets: (assessor id, entry id) of every sheet whose scores, state or signature changed.
        notes: (assessor id, entry id) of every list of notes that changed.
        entries: ids of entries whose attendance, session, turn or presenter changed.
        foundation: whether the roster, a rubric, the schedule or a key changed: refresh all.
    """

    sheets: frozenset[tuple[str, str]] = frozenset()
    notes: frozenset[tuple[str, str]] = frozenset()
    entries: frozenset[str] = frozenset()
    foundation: bool = False
