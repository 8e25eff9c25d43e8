# SPDX-License-Identifier: MIT
"""Reads what records disagree on: differences between heads, and streams that forked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from pkri_desktop.domain.dispute import Branch, Difference, Fork, Origin, Side

if TYPE_CHECKING:
    import sqlite3

    from pkri_desktop.domain.record import Body, Subject

_ORIGIN = """
    stream.author, record.stream, record.seq, json_extract(record.data, '$.at'), turn.origin,
    record.seq <= stream.sealed_to
"""
_HEADS = f"""
    SELECT record.id, record.kind, json_extract(record.data, '$.body'), {_ORIGIN}
    FROM head CROSS JOIN record ON record.id = head.effective
    CROSS JOIN stream ON stream.id = record.stream CROSS JOIN turn ON turn.number = record.turn
    WHERE head.subject = ? ORDER BY record.id
"""
_BRANCH_RECORDS = f"""
    SELECT record.id, record.prev, record.kind, record.subject,
        json_extract(record.data, '$.body'), {_ORIGIN},
        EXISTS (SELECT 1 FROM disowned WHERE disowned.record = record.id),
        EXISTS (SELECT 1 FROM disowned WHERE disowned.record = record.id AND contested)
    FROM record CROSS JOIN stream ON stream.id = record.stream
    CROSS JOIN turn ON turn.number = record.turn
    WHERE record.stream = ? AND record.seq >= ? ORDER BY record.seq, record.id
"""
_DECIDED = "SELECT 1 FROM head WHERE subject = 'fork/' || ? AND written"


_SCORED = frozenset(("score", "sheet", "attendance"))  # topics that results come from


class Disputes:
    """Reads differences and forks of one event file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``."""
        self._execute = connection.execute

    def differences(self) -> tuple[Difference, ...]:
        """Return everything that records disagree on, by subject."""
        rows = self._execute(
            "SELECT subject, max(entry), max(sealed) FROM conflict GROUP BY subject"
            " ORDER BY subject"
        ).fetchall()
        return tuple(
            Difference(tuple(subject.split("/")), entry, bool(sealed), self._sides(subject))
            for subject, entry, sealed in rows
        )

    def _sides(self, subject: str) -> tuple[Side, ...]:
        """Return the values that stand against each other; equal ones are one side."""
        sides: dict[tuple[str, str], Side] = {}
        for record, kind, body, *origin in self._execute(_HEADS, (subject,)).fetchall():
            known = sides.get((kind, body))
            records = (*(known.records if known else ()), record)
            origins = (*(known.origins if known else ()), _origin(*origin))
            sides[kind, body] = Side(
                tuple(dict.fromkeys(records)), kind, json.loads(body), tuple(dict.fromkeys(origins))
            )
        return tuple(sides.values())

    def forks(self) -> tuple[Fork, ...]:
        """Return all streams that forked, decided or not."""
        rows = self._execute(
            "SELECT id, author, forked_at FROM stream WHERE forked_at IS NOT NULL ORDER BY id"
        ).fetchall()
        return tuple(self._fork(*row) for row in rows)

    def _fork(self, stream: str, author: str, forked_at: int) -> Fork:
        rows = self._execute(_BRANCH_RECORDS, (stream, forked_at)).fetchall()
        after: dict[str, list[str]] = {}
        for row in rows:
            after.setdefault(row[1], []).append(row[0])
        by_id = {row[0]: row for row in rows}
        firsts = [row[0] for row in rows if row[7] == forked_at]
        branches, kept = [], ""
        for first in firsts:
            path = [first]
            while len(following := after.get(path[-1], [])) == 1:
                path.append(following[0])
            branches.append(_branch(path, by_id))
            if not by_id[first][11]:
                kept = path[-1]
        decided = self._execute(_DECIDED, (stream,)).fetchone() is not None
        blocks = any(row[12] and row[3].partition("/")[0] in _SCORED for row in rows)
        return Fork(stream, author, tuple(branches), kept, decided and bool(kept), blocks)


def _origin(*columns: Any) -> Origin:  # noqa: ANN401 -- columns of a row
    author, stream, seq, at, file, sealed = columns
    return Origin(author, stream, seq, at, file, bool(sealed))


def _branch(path: list[str], rows: dict[str, tuple[object, ...]]) -> Branch:
    found = [rows[record] for record in path]
    changes = tuple(
        (str(row[2]), cast("Subject", tuple(str(row[3]).split("/"))),
         cast("Body", json.loads(str(row[4]))))
        for row in found
    )  # fmt: skip
    origins = tuple(_origin(*row[5:10], row[10] or row[12]) for row in found)
    return Branch(path[-1], origins[0].seq, changes, origins)
