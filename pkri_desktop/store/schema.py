# SPDX-License-Identifier: MIT
"""The tables of an event file, and the versions of its form.

``ledger`` tables hold what was decided and are never changed; ``projection`` tables are computed
from them and can be thrown away and rebuilt at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x504B5249  # "PKRI"
MAJOR = 1  # a file of a higher major version cannot be read at all
MINOR = 0  # a file of a higher minor version can

LEDGER = (
    """
    CREATE TABLE record (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        stream TEXT NOT NULL,
        seq INTEGER NOT NULL,
        prev TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        authority TEXT NOT NULL,
        data TEXT NOT NULL,
        turn INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX record_of_subject ON record (subject)",
    "CREATE INDEX record_of_stream ON record (stream, seq)",
    "CREATE INDEX opening_of_stream ON record (stream) WHERE seq = 1",
    "CREATE INDEX published_key ON record (subject) WHERE kind = 'key.enrolled'",
    "CREATE INDEX decision_on_subject ON record (subject) WHERE kind = 'conflict.decided'",
    """
    CREATE TABLE replacement (
        replaced TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (replaced, record)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE seal (
        stream TEXT NOT NULL,
        seq INTEGER NOT NULL,
        record TEXT NOT NULL,
        certificate TEXT NOT NULL,
        signature BLOB NOT NULL,
        turn INTEGER NOT NULL,
        PRIMARY KEY (stream, seq, record, certificate)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE attachment (
        digest TEXT PRIMARY KEY,
        content BLOB NOT NULL,
        turn INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE turn (
        number INTEGER PRIMARY KEY,
        mark BLOB NOT NULL,
        at INTEGER NOT NULL,
        origin TEXT NOT NULL,
        undone_by INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

PROJECTIONS = (
    """
    CREATE TABLE stream (
        id TEXT PRIMARY KEY,
        role TEXT NOT NULL,
        author TEXT NOT NULL,
        standing TEXT NOT NULL,
        sealed_to INTEGER NOT NULL,
        forked_at INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE disowned (
        record TEXT PRIMARY KEY,
        contested INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE head (
        subject TEXT NOT NULL,
        record TEXT NOT NULL,
        effective TEXT NOT NULL,
        written INTEGER NOT NULL,
        sealed INTEGER NOT NULL,
        PRIMARY KEY (subject, record)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE conflict (
        subject TEXT NOT NULL,
        sealed INTEGER NOT NULL,
        entry TEXT NOT NULL,
        PRIMARY KEY (subject, sealed)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE event (
        subject TEXT PRIMARY KEY,
        body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE groups (
        subject TEXT PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE agency (
        subject TEXT PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        province TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE entry (
        subject TEXT PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL,
        group_id TEXT NOT NULL,
        agency TEXT NOT NULL,
        title TEXT NOT NULL,
        short_title TEXT NOT NULL,
        unit TEXT NOT NULL,
        predicate TEXT NOT NULL,
        form_status TEXT NOT NULL,
        source TEXT NOT NULL,
        summary TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE assessor (
        subject TEXT PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE panel (
        subject TEXT PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        room TEXT NOT NULL,
        chair TEXT NOT NULL,
        members TEXT NOT NULL,
        entries TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE assignment (
        assessor TEXT NOT NULL,
        entry TEXT NOT NULL,
        panel TEXT NOT NULL,
        PRIMARY KEY (assessor, entry, panel)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE slot (
        subject TEXT PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        entry TEXT NOT NULL,
        panel TEXT NOT NULL,
        starts TEXT NOT NULL,
        presentation INTEGER NOT NULL,
        interview INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE pause (
        subject TEXT PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        panel TEXT NOT NULL,
        starts TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE rubric (
        subject TEXT PRIMARY KEY,
        group_id TEXT NOT NULL UNIQUE,
        revision TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE criterion (
        group_id TEXT NOT NULL,
        id TEXT NOT NULL,
        low INTEGER NOT NULL,
        high INTEGER NOT NULL,
        excluded TEXT NOT NULL,
        PRIMARY KEY (group_id, id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE score (
        subject TEXT PRIMARY KEY,
        assessor TEXT NOT NULL,
        entry TEXT NOT NULL,
        criterion TEXT NOT NULL,
        steps INTEGER,
        conflict INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE sheet (
        subject TEXT PRIMARY KEY,
        assessor TEXT NOT NULL,
        entry TEXT NOT NULL,
        decision TEXT NOT NULL,
        record TEXT NOT NULL,
        revision INTEGER NOT NULL,
        reason TEXT NOT NULL,
        at INTEGER NOT NULL,
        attachment TEXT NOT NULL,
        counts TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE note (
        subject TEXT PRIMARY KEY,
        id TEXT NOT NULL,
        assessor TEXT NOT NULL,
        entry TEXT NOT NULL,
        text TEXT NOT NULL,
        tag TEXT NOT NULL,
        written TEXT NOT NULL,
        at INTEGER NOT NULL,
        criterion TEXT NOT NULL,
        stage TEXT NOT NULL,
        elapsed INTEGER NOT NULL,
        shared INTEGER NOT NULL,
        use TEXT NOT NULL,
        conflict INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE attendance (
        subject TEXT PRIMARY KEY,
        entry TEXT NOT NULL,
        absent INTEGER NOT NULL,
        conflict INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

PROJECTION_TABLES = tuple(
    statement.split("CREATE TABLE ", 1)[1].split(None, 1)[0] for statement in PROJECTIONS
)
LEDGER_TABLES = ("record", "replacement", "seal", "attachment")


def schema_differences(connection: sqlite3.Connection) -> list[str]:
    """Return the names of tables, indexes, views and triggers that are not ours to the letter.

    The table in which sqlite-utils notes applied migrations is its own affair.
    """
    ours = {_normal(statement) for statement in (*LEDGER, *PROJECTIONS)}
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND NOT (tbl_name = '_sqlite_migrations' AND type IN ('table', 'index'))"
    )
    found = {_normal(row[1]): row[0] for row in rows}
    return [found.get(statement, statement[:60]) for statement in sorted(found.keys() ^ ours)]


def _normal(sql: str) -> str:
    return " ".join(sql.split())


def pack_version(major: int, minor: int) -> int:
    """Return the ``user_version`` that says this version."""
    return major << 16 | minor


def unpack_version(user_version: int) -> tuple[int, int]:
    """Return major and minor part of a ``user_version``."""
    return user_version >> 16, user_version & 0xFFFF
