# SPDX-License-Identifier: MIT
"""Reads the trail: records with who wrote them, what they replaced, and how they came here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pkri_desktop.domain.dispute import Origin
from pkri_desktop.domain.trail import Said, TrailEntry, TrailFilter
from pkri_desktop.store.reading import acts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_ENTRY_PLACES = {"score": 2, "sheet": 2, "note": 2, "signature": 2, "attendance": 1, "entry": 1}

_ROWS = f"""
    SELECT record.number, record.id, record.kind, record.subject, record.data,
        stream.author, record.stream, record.seq, json_extract(record.data, '$.at'), turn.origin,
        record.seq <= stream.sealed_to, {acts("record", "stream")},
        EXISTS (SELECT 1 FROM disowned WHERE disowned.record = record.id),
        EXISTS (SELECT 1 FROM head WHERE head.subject = record.subject AND head.record = record.id
            AND head.written)
    FROM record CROSS JOIN stream ON stream.id = record.stream
    CROSS JOIN turn ON turn.number = record.turn
"""
_BEFORE = """
    SELECT json_extract(record.data, '$.body'), coalesce(
        json_extract(record.data, '$.body.chosen'),
        json_extract(record.data, '$.body.keep'),
        record.id
    )
    FROM json_each(?) AS replaced
    CROSS JOIN record ON record.id = replaced.value ORDER BY record.id
"""
_SAID = """
    SELECT record.kind, json_extract(record.data, '$.body'),
        stream.author, record.stream, record.seq, json_extract(record.data, '$.at'), turn.origin,
        record.seq <= stream.sealed_to
    FROM record CROSS JOIN stream ON stream.id = record.stream
    CROSS JOIN turn ON turn.number = record.turn
    WHERE record.id = ?
"""
_CHOICES = {"conflict.decided": "chosen", "fork.decided": "keep"}  # field with a record's id


class Trail:
    """Reads the trail of one event file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``."""
        self._execute = connection.execute

    def entries(
        self, wanted: TrailFilter, *, limit: int = 1_000, before: int = 0
    ) -> Iterator[TrailEntry]:
        """Yield entries, what came last first.

        Args:
            wanted: which part.
            limit: at most so many.
            before: only what has a lower number, to go on from an earlier page; 0 from the end.
        """
        conditions, given = _conditions(wanted)
        if before:
            conditions.append("record.number < :before")
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        rows = self._execute(
            f"{_ROWS} {where} ORDER BY record.number DESC LIMIT :limit",
            given | {"limit": limit, "before": before},
        )
        for row in rows.fetchall():
            yield self._entry(row)

    def count(self, wanted: TrailFilter) -> int:
        """Return how many entries there are."""
        conditions, given = _conditions(wanted)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        row = self._execute(
            f"SELECT count(*) FROM record CROSS JOIN stream ON stream.id = record.stream {where}",
            given,
        ).fetchone()
        return int(row[0])

    def _entry(self, row: tuple[Any, ...]) -> TrailEntry:
        number, record, kind, subject, data = row[:5]
        fields = json.loads(data)
        before = self._execute(_BEFORE, (json.dumps(fields["replaces"]),)).fetchall()
        chosen = fields["body"][_CHOICES[kind]] if kind in _CHOICES else ""
        return TrailEntry(
            number=number,
            record=record,
            kind=kind,
            subject=tuple(subject.split("/")),
            body=fields["body"],
            before=tuple(json.loads(body[0]) for body in before),
            origin=Origin(row[5], row[6], row[7], row[8], row[9], sealed=bool(row[10])),
            acts=bool(row[11]),
            forked=bool(row[12]),
            standing=bool(row[13]),
            replaced=tuple(said for _, named in before if (said := self._said(named)) is not None),
            chosen=self._said(chosen) if chosen else None,
        )

    def _said(self, record: str) -> Said | None:
        row = self._execute(_SAID, (record,)).fetchone()
        if row is None:
            return None
        return Said(
            row[0],
            json.loads(row[1]),
            Origin(row[2], row[3], row[4], row[5], row[6], sealed=bool(row[7])),
        )


# Keys, seals and hashes are left out: their digits hold any short number somewhere.
# A decision says what it chose.
_SAYS = """
    EXISTS (
        SELECT 1 FROM record AS said CROSS JOIN json_tree(said.data, '$.body')
        WHERE said.id IN (record.id, json_extract(record.data, '$.body.chosen'))
        AND instr(lower(atom), :words)
        AND NOT (length(atom) >= 32 AND atom NOT GLOB '*[^0-9a-zA-Z+/=]*')
    )
"""


def _conditions(wanted: TrailFilter) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    given: dict[str, Any] = {}
    if wanted.subject:
        conditions.append("(record.subject = :subject OR record.subject GLOB :below)")
        given["subject"] = "/".join(wanted.subject)
        given["below"] = f"{given['subject']}/*"
    if wanted.entry:
        places = " OR ".join(
            f"(record.subject GLOB '{topic}/*'"
            f" AND json_extract(record.data, '$.subject[{place}]') = :entry)"
            for topic, place in _ENTRY_PLACES.items()
        )
        conditions.append(f"({places})")
        given["entry"] = wanted.entry
    if wanted.author:
        conditions.append("stream.author = :author")
        given["author"] = wanted.author
    if wanted.kinds:
        conditions.append("record.kind IN (SELECT value FROM json_each(:kinds))")
        given["kinds"] = json.dumps(wanted.kinds)
    if wanted.words:
        conditions.append(_SAYS)
        given["words"] = wanted.words.lower()
    if wanted.turn:
        conditions.append("record.turn = :turn")
        given["turn"] = wanted.turn
    return conditions, given
