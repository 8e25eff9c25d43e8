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
     "rubric", "fork", "revocation")
)  # fmt: skip

_WORK_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS touched"
    " (subject TEXT PRIMARY KEY, rejudged INTEGER NOT NULL) WITHOUT ROWID",
    # By number: the records of one merge lie side by side, and are read in that order.
    "CREATE TEMP TABLE IF NOT EXISTS candidate (number INTEGER PRIMARY KEY, record TEXT)",
)

_TOUCHED_BY_NEW = """
    INSERT INTO touched
    SELECT DISTINCT subject, 0 FROM record WHERE number > :before ORDER BY subject
"""
_KEYS_TOUCHED = "SELECT subject FROM touched WHERE subject >= 'key/' AND subject < 'key0'"
_TOPICS_TOUCHED = """
    SELECT DISTINCT substr(subject, 1, instr(subject || '/', '/') - 1) FROM touched
"""
# A sheet shows whether it is signed.
_SHEETS_OF_SIGNATURES = """
    INSERT OR IGNORE INTO touched
    SELECT 'sheet' || substr(subject, length('signature') + 1), 0 FROM touched
    WHERE subject >= 'signature/' AND subject < 'signature0'
"""

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
        execute, many = self._connection.execute, self._connection.executemany
        execute("DELETE FROM touched")
        execute(_TOUCHED_BY_NEW, {"before": before})
        keys = {row[0] for row in execute(_KEYS_TOUCHED)}
        rejudged = sorted(self._streams.refresh(streams, keys))
        many("INSERT OR REPLACE INTO touched VALUES (?, 1)", ((subject,) for subject in rejudged))
        topics = {row[0] for row in execute(_TOPICS_TOUCHED)}
        if not ROSTER_TOPICS.isdisjoint(topics):
            self.rebuild()
            return True
        self._compute(topics, before)
        return False

    def rebuild(self) -> None:
        """Throw all projections away and compute them from the ledger."""
        for table in PROJECTION_TABLES:
            self._connection.execute(f"DELETE FROM {table}")
        self._streams.refresh_all()
        # Who may write of an entry depends on the panels, so the roster comes first.
        for of_roster in (True, False):
            self._rejudge_all(of_roster=of_roster)
            if of_roster:
                for statement in ROSTER_DERIVED:
                    self._connection.execute(statement)

    def _rejudge_all(self, *, of_roster: bool) -> None:
        rows = self._connection.execute("SELECT DISTINCT subject FROM record ORDER BY subject")
        wanted = [row for row in rows if (row[0].partition("/")[0] in ROSTER_TOPICS) is of_roster]
        self._connection.execute("DELETE FROM touched")
        self._connection.executemany("INSERT INTO touched VALUES (?, 1)", wanted)
        self._compute({row[0].partition("/")[0] for row in wanted}, NONE_NEW)

    def _compute(self, topics: set[str], before: int) -> None:
        """Compute the touched subjects: from the heads they had and new records, or from scratch.

        Args:
            topics: of the touched subjects.
            before: number of the last record that is not new.
        """
        execute = self._connection.execute
        execute("DELETE FROM candidate")
        execute(_SHEETS_OF_SIGNATURES)
        for statement in (*CANDIDATES, *HEADS, *CONFLICTS):
            execute(statement, {"before": before} if ":before" in statement else {})
        for on_topics, statements in _BY_TOPIC.items():
            if not topics.isdisjoint(on_topics):
                for statement in statements:
                    execute(statement)


_BY_TOPIC: dict[tuple[str, ...], tuple[str, ...]] = {
    tuple(sorted(ROSTER_TOPICS)): ROSTER,
    ("attendance",): ATTENDANCE,
    ("score",): SCORES,
    ("sheet", "signature"): SHEETS,
    ("note",): NOTES,
}
