# SPDX-License-Identifier: MIT
"""Projections: what the records come to, as ordinary tables that screens read.

Computed from the ledger tables alone, by SQL, for the subjects that were touched; one path for
one keystroke, for a merge of a hundred files, and for rebuilding everything. Nothing in here
depends on the order in which records arrived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.store.reading import (
    ATTENDANCE,
    CANDIDATES,
    CONFLICTS,
    HEADS,
    NOTES,
    ROSTER,
    ROSTER_DERIVED,
    SCORES,
    SHEETS,
)
from pkri_desktop.store.schema import PROJECTION_TABLES
from pkri_desktop.store.streams import HolderOf, Streams

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

ROSTER_TOPICS = frozenset(
    ("event", "description", "group", "agency", "entry", "assessor", "panel", "slot", "break",
     "rubric", "fork")
)  # fmt: skip

_WORK_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS touched"
    " (subject TEXT PRIMARY KEY, rejudged INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS candidate"
    " (subject TEXT, record TEXT, PRIMARY KEY (subject, record)) WITHOUT ROWID",
)

NONE_NEW = 2**62  # a record's number that no file reaches


class Projections:
    """Keeps the projections of one event file in step with its ledger."""

    def __init__(self, connection: sqlite3.Connection, holder_of: HolderOf) -> None:
        """Work on ``connection``; ``holder_of`` follows a certificate's chain."""
        self._connection = connection
        self._streams = Streams(connection, holder_of)
        for statement in _WORK_TABLES:
            connection.execute(statement)

    def refresh(self, before: int, streams: Iterable[str]) -> bool:
        """Bring up to date what depends on new records and on streams that may stand otherwise.

        To be called inside the transaction that wrote them.

        Args:
            before: number of the last record that is not new.
            streams: streams that got seals, or records from elsewhere.

        Returns:
            Whether what the event stands on changed, so that everything was computed anew.
        """
        rows = self._connection.execute("SELECT subject FROM record WHERE number > ?", (before,))
        grown = {row[0] for row in rows}
        rejudged = self._streams.refresh(streams, grown)
        if not ROSTER_TOPICS.isdisjoint(_topics(grown | rejudged)):
            self.rebuild()
            return True
        self._compute(grown, rejudged, before)
        return False

    def rebuild(self) -> None:
        """Throw all projections away and compute them from the ledger."""
        for table in PROJECTION_TABLES:
            self._connection.execute(f"DELETE FROM {table}")
        self._streams.refresh_all()
        everything = {row[0] for row in self._connection.execute(_ALL_SUBJECTS)}
        roster = {s for s in everything if s.partition("/")[0] in ROSTER_TOPICS}
        # Who may write of an entry depends on the panels, so the roster comes first.
        self._compute(set(), roster, NONE_NEW)
        for statement in ROSTER_DERIVED:
            self._connection.execute(statement)
        self._compute(set(), everything - roster, NONE_NEW)

    def _compute(self, grown: set[str], rejudged: set[str], before: int) -> None:
        """Compute subjects from the heads they had and records since ``before``, or from scratch.

        Args:
            grown: subjects that only got new records.
            rejudged: subjects of records that may act now, or act no longer.
            before: number of the last record that is not new.
        """
        execute, many = self._connection.execute, self._connection.executemany
        execute("DELETE FROM touched")
        execute("DELETE FROM candidate")
        # A sheet shows whether it is signed.
        signed = {f"sheet{s.removeprefix('signature')}" for s in grown if s.startswith("signature")}
        subjects = sorted(grown | rejudged | signed)
        many("INSERT INTO touched VALUES (?, ?)", [(s, s in rejudged) for s in subjects])
        for statement in (*CANDIDATES, *HEADS, *CONFLICTS):
            execute(statement, {"before": before} if ":before" in statement else {})
        topics = _topics(subjects)
        for on_topics, statements in _BY_TOPIC.items():
            if not topics.isdisjoint(on_topics):
                for statement in statements:
                    execute(statement)


def _topics(subjects: Iterable[str]) -> set[str]:
    return {subject.partition("/")[0] for subject in subjects}


_ALL_SUBJECTS = "SELECT DISTINCT subject FROM record"

_BY_TOPIC: dict[tuple[str, ...], tuple[str, ...]] = {
    tuple(sorted(ROSTER_TOPICS)): ROSTER,
    ("attendance",): ATTENDANCE,
    ("score",): SCORES,
    ("sheet", "signature"): SHEETS,
    ("note",): NOTES,
}
