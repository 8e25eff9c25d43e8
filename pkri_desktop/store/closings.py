# SPDX-License-Identifier: MIT
"""What chairs have said at the end, what their members have sealed, and what was released."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkri_desktop.domain.closing import Closing, MemberClosing, Release

if TYPE_CHECKING:
    import sqlite3

# A closing is its chair's; where heads of one reading differ, nothing is said.
_CLOSINGS = """
    SELECT panel.id, panel.chair, json_extract(record.data, '$.at'),
        json_extract(record.data, '$.body')
    FROM panel CROSS JOIN head ON head.subject = 'closing/' || panel.chair || '/' || panel.id
        AND head.sealed
    CROSS JOIN record ON record.id = head.effective
    GROUP BY panel.id HAVING count(DISTINCT json_extract(record.data, '$.body')) = 1
"""
_RELEASE = """
    SELECT json_extract(record.data, '$.at'), json_extract(record.data, '$.body')
    FROM head CROSS JOIN record ON record.id = head.effective
    WHERE head.subject = 'release' AND head.sealed
    GROUP BY head.subject HAVING count(DISTINCT json_extract(record.data, '$.body')) = 1
"""


_CHANGED = """
    SELECT 1 FROM stream CROSS JOIN record ON record.stream = stream.id
        AND record.seq <= stream.sealed_to
    LEFT JOIN record AS named ON :head <> '' AND named.id >= :head AND named.id < :head || 'g'
        AND named.stream = stream.id
    WHERE stream.role = 'assessor' AND stream.author = :assessor AND stream.standing = 'good'
    AND record.kind IN ('sheet.finalised', 'sheet.reopened', 'sheet.recused')
    AND NOT EXISTS (SELECT 1 FROM disowned WHERE disowned.record = record.id)
    AND iif(named.id IS NULL, json_extract(record.data, '$.at') > :at, record.seq > named.seq)
    LIMIT 1
"""


class Closings:
    """Reads the closings of one event file, from the sealed reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``."""
        self._execute = connection.execute

    def by_panel(self) -> dict[str, Closing]:
        """Return panel → what its chair said at the end, sealed and undisputed."""
        return {
            panel: Closing(
                panel,
                chair,
                at,
                tuple(MemberClosing(**member) for member in said["members"]),
                tuple(said["absent"]),
                said["remark"],
            )
            for panel, chair, at, body in self._execute(_CLOSINGS)
            for said in (json.loads(body),)
        }

    def release(self) -> Release | None:
        """Return the secretariat's word that results are final although something is missing."""
        row = self._execute(_RELEASE).fetchone()
        if row is None:
            return None
        said = json.loads(row[1])
        return Release(row[0], said["reason"], frozenset(said["gaps"]))

    def last_sealed(self, assessor: str) -> str:
        """Return the id of the record that an assessor sealed last, as far as is known here."""
        row = self._execute(
            "SELECT record.id FROM stream JOIN record"
            " ON record.stream = stream.id AND record.seq = stream.sealed_to"
            " WHERE stream.role = 'assessor' AND stream.author = ? AND stream.standing = 'good'"
            " ORDER BY record.number DESC LIMIT 1",
            (assessor,),
        ).fetchone()
        return row[0] if row else ""

    def changed_since(self, closing: Closing, member: MemberClosing) -> bool:
        """Say whether a member sealed a decision on a sheet after the chair's word.

        That is after the record that the chair named, in its stream; in another stream of the
        member, by the laptops' clocks.
        """
        row = self._execute(
            _CHANGED,
            {"assessor": member.assessor, "head": member.head, "at": closing.at},
        ).fetchone()
        return row is not None

    def has_sealed(self, assessor: str, head: str) -> bool:
        """Say whether a record is here whose id begins so, and that this assessor has sealed."""
        row = self._execute(
            "SELECT 1 FROM record JOIN stream ON stream.id = record.stream"
            " WHERE record.id >= ? AND record.id < ? || 'g'"
            " AND stream.role = 'assessor' AND stream.author = ? AND stream.standing = 'good'"
            " AND record.seq <= stream.sealed_to",
            (head, head, assessor),
        ).fetchone()
        return row is not None
