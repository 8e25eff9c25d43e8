# SPDX-License-Identifier: MIT
"""Periksa data: is everything in an event file as it was written, and as the records say?"""

from __future__ import annotations

import base64
import hashlib
import re
import sqlite3
from typing import TYPE_CHECKING, NamedTuple, TypeGuard, cast

from pkri_desktop.domain.framing import (
    ATTACHMENT,
    ORIGIN,
    RECORD,
    UNDOING,
    BadFrameError,
    TurnOrigin,
    frames,
    read_origin,
    read_undoing,
    seal_content,
)
from pkri_desktop.domain.record import MalformedRecordError, Record, Seal, parse_record
from pkri_desktop.domain.shapes import DIGEST, IDENTIFIER
from pkri_desktop.store.ledger import authority_of
from pkri_desktop.store.mirror import read_turns
from pkri_desktop.store.schema import PROJECTION_TABLES, schema_differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pkri_desktop.store.projections import Projections


class Finding(NamedTuple):
    """Something that is not as it should be.

    Attributes:
        what: a key such as ``record.hash``.
        where: the record, stream, table or attachment concerned.
    """

    what: str
    where: str


class Inspection:
    """Looks at one event file; writes nothing to it."""

    def __init__(
        self, connection: sqlite3.Connection, projections: Projections, mirror: Path | None
    ) -> None:
        """Look through ``connection`` at the file and at its mirror."""
        self._connection = connection
        self._projections = projections
        self._mirror = mirror

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong, cheapest check first."""
        for look in (
            self._integrity, self._schema, self._records, self._replacements, self._seals,
            self._attachments,
            self._facts, self._stale_projections, self._mirror_differences,
        ):  # fmt: skip
            try:
                yield from look()
            except _OF_DAMAGE as error:
                # What is damaged may keep a look from seeing anything.
                yield Finding("file.damaged", str(error)[:200])

    def seals(self) -> Iterator[Seal]:
        """Yield all seals that are of a seal's form, for whoever can verify them."""
        return (Seal(*row) for row in self._seal_rows() if _is_seal(row))

    def _seals(self) -> Iterator[Finding]:
        for row in self._seal_rows():
            if not _is_seal(row):
                yield Finding("seal.invalid", f"{row[0]} {row[1]}")

    def _seal_rows(self) -> Iterator[tuple[object, ...]]:
        return self._connection.execute(
            "SELECT stream, seq, record, certificate, signature FROM seal"
        )

    def chains(self) -> dict[str, tuple[bytes, ...]]:
        """Return certificate fingerprint → chain of every key published in a whole record."""
        rows = self._connection.execute("SELECT data FROM record WHERE kind = 'key.enrolled'")
        records = (record for row in rows if (record := _parsed(row[0])) is not None)
        # The column may say so of another kind, in a file that somebody has edited.
        lists = [
            cast("list[str]", record.body["chain"])
            for record in records
            if record.kind == "key.enrolled"
        ]
        chains = [tuple(base64.b64decode(link) for link in links) for links in lists]
        return {hashlib.sha256(chain[0]).hexdigest(): chain for chain in chains}

    def _integrity(self) -> Iterator[Finding]:
        for row in self._connection.execute("PRAGMA integrity_check(10)"):
            if row[0] != "ok":
                yield Finding("file.damaged", str(row[0])[:200])

    def _schema(self) -> Iterator[Finding]:
        for name in schema_differences(self._connection):
            yield Finding("file.schema", name)

    def _records(self) -> Iterator[Finding]:
        places: dict[str, tuple[str, int]] = {}
        previous: list[tuple[str, str, str, int]] = []
        rows = self._connection.execute(
            "SELECT id, stream, seq, prev, kind, subject, authority, data FROM record"
            " ORDER BY stream, seq"
        )
        for claimed, *columns, data in rows:
            record = _parsed(data)
            if record is None or record.id != claimed:
                yield Finding("record.hash", claimed)
                continue
            places[record.id] = (record.stream, record.seq)
            previous.append((record.id, record.prev, record.stream, record.seq))
            if columns != _columns(record):
                yield Finding("record.columns", claimed)
        count, last, undone = self._connection.execute(
            "SELECT count(*), max(number), (SELECT max(undone_by) FROM turn) FROM record"
        ).fetchone()
        if count != last and not undone:  # what was undone leaves gaps
            yield Finding("record.columns", "number")
        for record_id, prev, stream, seq in previous:
            if seq > 1 and places.get(prev) != (stream, seq - 1):
                yield Finding("record.chain", record_id)

    def _replacements(self) -> Iterator[Finding]:
        said = set()
        for row in self._connection.execute("SELECT data FROM record"):
            record = _parsed(row[0])
            if record is not None:
                said |= {(replaced, record.id) for replaced in record.replaces}
        rows = self._connection.execute("SELECT replaced, record FROM replacement")
        for replaced, record_id in said ^ set(rows.fetchall()):
            yield Finding("record.replaces", f"{record_id} → {replaced}")

    def _attachments(self) -> Iterator[Finding]:
        for digest, content in self._connection.execute("SELECT digest, content FROM attachment"):
            if hashlib.sha256(content).hexdigest() != digest:
                yield Finding("attachment.hash", digest)
        rows = self._connection.execute(
            "SELECT DISTINCT json_extract(data, '$.body.attachment') FROM record"
            " WHERE kind = 'sheet.signed' AND NOT EXISTS (SELECT 1 FROM attachment"
            " WHERE digest = json_extract(data, '$.body.attachment'))"
        )
        for row in rows:
            yield Finding("attachment.missing", str(row[0]))

    def _facts(self) -> Iterator[Finding]:
        """Look at what the file says of itself: whose it is, and who writes which stream here.

        Which copy it is and which computer writes it cannot be told from anything else in it.
        """
        streams = {
            row[0]: row[1:]
            for row in self._connection.execute("SELECT id, role, author FROM stream")
        }
        said = dict(self._connection.execute("SELECT key, value FROM local"))
        for key, value in said.items():
            parts = str(key).split("/")
            if parts[0] == "writer" and len(parts) == 4:
                if streams.get(value) != (*parts[2:],):
                    yield Finding("file.local", key)
            elif key not in _FACTS or not _FACTS[key](value):
                yield Finding("file.local", key)
        wanted = {"event", "file", "role"} | ({"panel"} if said.get("role") == "panel" else set())
        for key in sorted(wanted - said.keys()):
            yield Finding("file.local", key)

    def _stale_projections(self) -> Iterator[Finding]:
        """Compare the projections with what a rebuild would give, and undo the rebuild."""
        self._connection.execute("SAVEPOINT rebuild")
        try:
            kept = {table: self._digest(table) for table in PROJECTION_TABLES}
            self._projections.rebuild()
            for table, digest in kept.items():
                if self._digest(table) != digest:
                    yield Finding("projection.stale", table)
        finally:
            self._connection.execute("ROLLBACK TO rebuild")
            self._connection.execute("RELEASE rebuild")

    def _digest(self, table: str) -> str:
        digest = hashlib.sha256()
        rows = self._connection.execute(f"SELECT * FROM {table}").fetchall()
        for row in sorted(rows, key=repr):
            digest.update(repr(row).encode())
        return digest.hexdigest()

    def _mirror_differences(self) -> Iterator[Finding]:
        if self._mirror is None or not self._mirror.exists():
            return
        undone = {
            row[0]: row[1]
            for row in self._connection.execute(
                "SELECT number, undone_by FROM turn WHERE undone_by <> 0"
            )
        }
        mirrored, undone_there = _mirrored(self._mirror)
        if undone != undone_there:
            odd = sorted(undone.items() ^ undone_there.items())
            yield Finding("mirror.missing", f"undone: {odd}")
        here = list(self._here())
        for number, what, name in sorted(set(mirrored) - set(here)):
            yield Finding("mirror.only-there", f"{name} ({what}, {number})")
        for number, what, name in sorted(set(here) - set(mirrored)):
            yield Finding("mirror.missing", f"{name} ({what}, {number})")
        if set(mirrored) == set(here) and [m for m in mirrored if m[1] == _RECORD] != [
            h for h in here if h[1] == _RECORD
        ]:
            yield Finding("record.columns", "number")

    def _here(self) -> Iterator[tuple[int, str, str]]:
        """Yield turn, kind and name of all that a mirror should have, records in their order."""
        execute = self._connection.execute
        for turn, mark, *origin in execute("SELECT number, mark, at, origin FROM turn"):
            yield turn, _TURN, _turn_name(mark, TurnOrigin(*origin))
        for turn, record in execute("SELECT turn, id FROM record ORDER BY number"):
            yield turn, _RECORD, record
        for turn, *seal in execute(
            "SELECT turn, stream, seq, record, certificate, signature FROM seal"
        ):
            yield turn, _SEAL, seal_content(Seal(*seal)).decode()
        for turn, digest in execute("SELECT turn, digest FROM attachment"):
            yield turn, _ATTACHMENT, digest


def _mirrored(path: Path) -> tuple[list[tuple[int, str, str]], dict[int, int]]:
    """Return turn, kind and name of all that a mirror keeps; and undone turn → undoing turn."""
    found: list[tuple[int, str, str]] = []
    undone: dict[int, int] = {}
    for turn, frames_of_turn in read_turns(path):
        for letter, content in frames(frames_of_turn):
            if letter == UNDOING:
                undone |= dict.fromkeys(read_undoing(content), turn.number)
            elif letter == ORIGIN:
                found.append((turn.number, _TURN, _turn_name(turn.mark, read_origin(content))))
            else:
                found.append((turn.number, *_named(letter, content)))
    return [item for item in found if item[0] not in undone or item[1] == _TURN], undone


def _turn_name(mark: bytes, origin: TurnOrigin) -> str:
    """Return what is said of a turn itself."""
    return f"{mark.hex()} {origin.at} {origin.file}"


def _named(letter: bytes, content: bytes) -> tuple[str, str]:
    """Return kind and name of what a frame of the mirror holds."""
    if letter == RECORD:
        return _RECORD, content[:32].hex()
    if letter == ATTACHMENT:
        return _ATTACHMENT, hashlib.sha256(content).hexdigest()
    return _SEAL, content.decode()


_FACTS = {
    "event": re.compile(DIGEST).fullmatch,
    "file": re.compile("[0-9a-f]{32}").fullmatch,
    "role": re.compile("secretariat|panel").fullmatch,
    "panel": re.compile(IDENTIFIER).fullmatch,
}

# A damaged page may also hold something of another type than its column.
_OF_DAMAGE = (
    sqlite3.Error, BadFrameError, LookupError, TypeError, ValueError, AttributeError,
)  # fmt: skip

_TURN, _RECORD, _SEAL, _ATTACHMENT = "turn", "record", "seal", "attachment"


def _parsed(data: object) -> Record | None:
    """Return the record in a cell, or None: a damaged page may hold anything there."""
    try:
        return parse_record(data.encode()) if isinstance(data, str) else None
    except MalformedRecordError:
        return None


def _is_seal(row: tuple[object, ...]) -> TypeGuard[tuple[str, int, str, str, bytes]]:
    return [*map(type, row)] == [str, int, str, str, bytes]


def _columns(record: Record) -> list[object]:
    return [
        record.stream,
        record.seq,
        record.prev,
        record.kind,
        record.path,
        authority_of(record),
    ]
