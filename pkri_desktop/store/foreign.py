# SPDX-License-Identifier: MIT
"""Reading somebody else's event file: hostile until proven otherwise, never written to.

Only the bytes of its records, seals and attachments are taken; they go through the same admission
as a package. Its projections, views and triggers are never looked at.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of_reading
from pkri_desktop.store.connection import connect, database_errors
from pkri_desktop.store.schema import schema_differences

MOST_FILE_BYTES = 512 * 1024 * 1024
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 8 * 1024 * 1024,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}


class ForeignContent(NamedTuple):
    """The raw ledger of a foreign file; nothing in it has been checked yet.

    Attributes:
        panel: whose file it says to be; empty when it says none.
        records: (id as claimed, bytes).
        seals: (stream, seq, record, certificate, signature).
    """

    event: str
    panel: str
    records: list[tuple[str, bytes]]
    seals: list[tuple[str, int, str, str, bytes]]
    attachments: list[bytes]


def read_foreign(path: Path) -> ForeignContent:
    """Return the raw ledger of the event file at ``path``, read from a copy of it.

    Raises:
        Refusal: it is not an event file, newer, damaged, too large, or its tables are not ours.
    """
    with tempfile.TemporaryDirectory(prefix="pkri-") as folder:
        copy = Path(folder) / "copy.pkri"
        try:
            if path.stat().st_size > MOST_FILE_BYTES:
                raise Refusal(Reason.PACKAGE_TOO_LARGE, file=path.name)
            shutil.copyfile(path, copy)
            journal = path.with_name(f"{path.name}-journal")
            if journal.exists():
                shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
        except OSError as error:
            raise refusal_of_reading(error, path.name) from error
        try:
            return _read(copy)
        except Refusal as refusal:
            raise Refusal(refusal.reason, **(refusal.facts | {"file": path.name})) from refusal


def _read(path: Path) -> ForeignContent:
    with database_errors(path):
        # The copy is ours, so an unfinished transaction of its owner may be rolled back in it.
        connection = connect(path)
        try:
            for limit, value in _LIMITS.items():
                connection.setlimit(limit, value)
            connection.execute("PRAGMA query_only = ON")
            _check_schema(connection, path)
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise Refusal(Reason.FILE_DAMAGED, file=path.name)
            return _content(connection)
        except (UnicodeDecodeError, sqlite3.OperationalError) as error:
            raise Refusal(Reason.FILE_DAMAGED, file=path.name) from error
        finally:
            connection.close()


def _content(connection: sqlite3.Connection) -> ForeignContent:
    local = "SELECT value FROM local WHERE key = ?"
    event = connection.execute(local, ("event",)).fetchone()
    panel = connection.execute(local, ("panel",)).fetchone()
    records = connection.execute("SELECT id, data FROM record ORDER BY stream, seq, id")
    seals = connection.execute("SELECT stream, seq, record, certificate, signature FROM seal")
    attachments = connection.execute("SELECT content FROM attachment")
    return ForeignContent(
        event=event[0] if event else "",
        panel=panel[0] if panel else "",
        records=[(row[0], row[1].encode()) for row in records],
        seals=seals.fetchall(),
        attachments=[row[0] for row in attachments],
    )


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables are not ours to the letter, or that brings views or triggers."""
    if schema_differences(connection):
        raise Refusal(Reason.FILE_FOREIGN_SCHEMA, file=path.name)
