# SPDX-License-Identifier: MIT
from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.store.migrations import migrate
from pkri_desktop.store.schema import (
    LEDGER,
    LEDGER_TABLES,
    PROJECTION_TABLES,
    PROJECTIONS,
    pack_version,
    schema_differences,
    unpack_version,
)


def fresh() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


def test_m001_ledger_and_projections_makes_every_table() -> None:
    connection = fresh()
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}

    assert {*LEDGER_TABLES, *PROJECTION_TABLES, "turn", "local"} <= tables
    assert schema_differences(connection) == []


def test_migrating_twice_changes_nothing() -> None:
    connection = fresh()
    before = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY 1").fetchall()

    migrate(connection)

    after = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY 1").fetchall()
    assert before == after


@pytest.mark.parametrize("statement", [s for s in (*LEDGER, *PROJECTIONS) if "CREATE TABLE" in s])
def test_tables_are_strict(statement: str) -> None:
    assert "STRICT" in statement.rsplit(")", 1)[1]


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE extra (x)",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER extra AFTER INSERT ON record BEGIN SELECT 1; END",
        "CREATE INDEX extra ON record (kind)",
        "ALTER TABLE record ADD COLUMN extra TEXT",
        "ALTER TABLE record RENAME COLUMN kind TO sort",
        "DROP TABLE note",
        "DROP INDEX record_of_subject",
        "CREATE TABLE _sqlite_migrations_2 (x)",
        "CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM record; END",
        "CREATE VIRTUAL TABLE extra USING fts5(x)",
    ],
)
def test_difference_in_the_schema_is_seen(change: str) -> None:
    connection = fresh()

    connection.execute(change)

    assert schema_differences(connection) != []


@given(st.integers(0, 32_767), st.integers(0, 65_535))
def test_version_survives_packing(major: int, minor: int) -> None:
    assert (major, minor) == unpack_version(pack_version(major, minor))


@given(st.tuples(st.integers(0, 32_767), st.integers(0, 65_535)),
       st.tuples(st.integers(0, 32_767), st.integers(0, 65_535)))  # fmt: skip
def test_packed_versions_sort_as_versions(left: tuple[int, int], right: tuple[int, int]) -> None:
    assert (left < right) == (pack_version(*left) < pack_version(*right))
