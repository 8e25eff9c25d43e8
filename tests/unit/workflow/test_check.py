# SPDX-License-Identifier: MIT
"""What is edited behind the program's back is found, wherever it is."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.domain.record import Body, Change
from pkri_desktop.store.schema import LEDGER_TABLES, PROJECTION_TABLES
from pkri_desktop.workflow.check import Checked, check
from tests import small_event as se
from tests.factories import SampleDay, own_entries, score_all
from tests.small_event import OFFICE, Laptop, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A stream that forked leaves these empty or not; they are filled by hand where they are.
TABLES = [*LEDGER_TABLES, *PROJECTION_TABLES]


@pytest.fixture(scope="module")
def lived_in(template: se.Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an office's file in which every table has rows."""
    world = World(template, tmp_path_factory.mktemp("lived-in")).begin()
    office, laptop = world.laptops[OFFICE], world.laptops["l1"]
    for author, entry in (("a1", "k-1"), ("a2", "k-1"), ("a2", "k-2")):
        laptop.write(author, *(se.score(author, entry, c, 80) for c in se.CRITERIA))
        laptop.write(author, se.finalise(laptop, author, entry), sealed=True)
        laptop.write(author, se.note(author, entry, "n1", "catatan"), se.attend(entry, "present"))
    pdf = b"%PDF-1.7"
    digest = hashlib.sha256(pdf).hexdigest()
    body: Body = {
        "finalised": laptop.file.ledger.heads("sheet/a1/k-1")[0],
        "attachment": digest,
        "size": len(pdf),
    }
    laptop.attach("a1", Change("sheet.signed", ("signature", "a1", "k-1"), body), {digest: pdf})
    for name, steps in (("l1", 70), ("l2", 71)):
        world.laptops[name].write("a1", se.score("a1", "k-2", "c1", steps), sealed=True)
    clone = world.clone("l3")
    for name in ("l3", clone.name):
        world.laptops[name].write(
            "b1", se.note("b1", "k-3", name[:2] + name[-1], name), sealed=True
        )
    moments: list[Body] = [
        {"entry": "k-1", "panel": "p1", "starts": "2024-07-12T08:00", "presentation": 7,
         "interview": 13},
        {"panel": "p1", "starts": "2024-07-12T12:00", "minutes": 60, "name": "Istirahat"},
    ]  # fmt: skip
    office.write(
        FOUNDER,
        Change("slot.planned", ("slot", "s-1"), moments[0]),
        Change("break.planned", ("break", "b-1"), moments[1]),
        sealed=True,
    )
    for other in ("l1", "l2", "l3", clone.name):
        office.unite(world.laptops[other].pack())
    world.close()
    return office.folder


@pytest.fixture
def office(template: se.Template, lived_in: Path, tmp_path: Path) -> Laptop:
    """Return the office's computer with a copy of its file, not open."""
    shutil.copytree(lived_in, tmp_path / "office")
    laptop = Laptop(World(template, tmp_path), OFFICE, "device", tmp_path / "office")
    laptop.file.close()
    return laptop


def edited(office: Laptop, statement: str, *values: Any) -> int:  # noqa: ANN401
    """Edit the file with other software; return how many rows that changed."""
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        return connection.execute(statement, values).rowcount


def checked(office: Laptop) -> Checked | None:
    """Check the file; None when it cannot be read through, which is found as well."""
    try:
        office.open()
    except Refusal:
        return None
    try:
        return check(office.file)
    except Refusal:
        return None
    finally:
        office.file.close()


def is_found(office: Laptop) -> bool:
    result = checked(office)
    return result is None or result.findings != ()


def columns_of(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            (table, row[0])
            for table in TABLES
            for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        ]


def test_untouched_file_is_well(office: Laptop) -> None:
    result = checked(office)

    assert result is not None
    assert result.findings == ()
    assert (len(result.differences), result.forks) == (1, 1)
    office.open()
    assert result.records == office.file.ledger.count()
    assert result.fingerprint == office.file.ledger.fingerprint()
    office.file.close()


def test_every_table_has_rows_to_edit(office: Laptop) -> None:
    with closing(sqlite3.connect(office.path)) as connection:
        empty = [
            table
            for table in TABLES
            if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0  # noqa: S608
        ]

    assert empty == []


def other_values(value: Any, chance: random.Random) -> list[Any]:  # noqa: ANN401
    """Return values that somebody might put in place of one."""
    if value is None:
        return [1]
    if isinstance(value, int):
        return [value + 1, chance.randint(2, 10**6) + value]
    if isinstance(value, bytes):
        return [b"", value[:-1] + bytes([value[-1] ^ 1])]
    place = chance.randrange(len(value)) if value else 0
    return [value[:place] + "z" + value[place + 1 :], "", "{}", value + " "]


@pytest.mark.parametrize("kind", range(4))
def test_edit_of_any_column_of_any_table_is_found(
    office: Laptop, lived_in: Path, kind: int
) -> None:
    """More than a hundred edits for each kind of value."""
    chance = random.Random(kind)
    missed = []
    for table, column in columns_of(office.path):
        with closing(sqlite3.connect(office.path)) as connection:
            rows = connection.execute(f"SELECT {column} FROM {table}").fetchall()  # noqa: S608
        value = chance.choice(rows)[0]
        wanted = other_values(value, chance)
        other = wanted[kind % len(wanted)]
        try:
            changed = edited(
                office,
                f"UPDATE OR IGNORE {table} SET {column} = ?"  # noqa: S608
                f" WHERE {column} IS ? AND {column} IS NOT ?",
                other, value, other,
            )  # fmt: skip
        except sqlite3.IntegrityError:
            continue  # SQLite itself does not let it be
        if changed and not is_found(office):
            missed.append((table, column, value, other))
        shutil.rmtree(office.folder)
        shutil.copytree(lived_in, office.folder)

    assert missed == []


@pytest.mark.parametrize("table", TABLES)
def test_deleted_row_of_any_table_is_found(office: Laptop, table: str) -> None:
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        row = random.Random(table).choice(rows)
        names = [
            r[0] for r in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        ]
        where = " AND ".join(f"{name} IS ?" for name in names)
        connection.execute(f"DELETE FROM {table} WHERE {where}", row)  # noqa: S608
        left = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    assert left == count - 1

    assert is_found(office)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO attachment VALUES ('{digest}', x'255044', 1)",
        "INSERT INTO seal SELECT stream, seq + 1, record, certificate, signature, turn FROM seal"
        " LIMIT 1",
        "INSERT INTO replacement VALUES ('{digest}', '{digest}')",
        "INSERT INTO disowned VALUES ('{digest}', 0)",
        "INSERT INTO assignment VALUES ('a1', 'k-3', 'p2')",
        "INSERT INTO record SELECT 10000, '{digest}', stream, 1000, prev, kind, subject, authority,"
        " data, turn FROM record WHERE number = 5",
        "UPDATE score SET steps = 100 WHERE steps = 80",
        "UPDATE sheet SET counts = ''",
        "CREATE TABLE extra (x)",
        "CREATE TRIGGER extra AFTER INSERT ON record BEGIN DELETE FROM score; END",
        "CREATE VIEW extra AS SELECT * FROM score",
        "DROP INDEX record_of_subject",
        "UPDATE record SET data = CAST(x'ff' AS TEXT) WHERE number = 5",
        "UPDATE record SET data = 'no JSON' WHERE kind = 'sheet.signed'",
        "UPDATE record SET data = 'no JSON' WHERE kind = 'key.enrolled'",
        "UPDATE record SET data = '' WHERE kind = 'event.founded'",
        "UPDATE record SET data = replace(data, '\"steps\":80', '\"steps\":90')",
        "UPDATE note SET text = CAST(x'c328' AS TEXT)",
        "DELETE FROM record WHERE kind = 'event.founded'",
        "DELETE FROM record",
        "DELETE FROM local WHERE key = 'event'",
        "UPDATE local SET value = 'b' WHERE key = 'role'",
        "INSERT INTO local VALUES ('more', 'x')",
        "UPDATE local SET value = (SELECT min(id) FROM stream WHERE role = 'assessor')"
        " WHERE key LIKE 'writer/%'",
        "UPDATE local SET key = replace(key, '/secretariat/', '/assessor/')"
        " WHERE key LIKE 'writer/%'",
        "UPDATE turn SET at = at + 1 WHERE number = 1",
        "UPDATE turn SET mark = x'0011223344556677' WHERE number = 1",
        "UPDATE turn SET origin = 'lain.pkrix' WHERE number = (SELECT min(number) FROM turn)",
        "INSERT INTO turn VALUES (-1, x'0011223344556677', 0, 'lain.pkrix', 0)",
    ],
)
def test_planted_edit_is_found(office: Laptop, statement: str) -> None:
    edited(office, statement.replace("{digest}", "ab" * 32))

    assert is_found(office)


def test_dropped_draft_is_found_by_the_mirror(office: Laptop) -> None:
    """The last record of a stream, with all that was computed from it, leaves no other trace."""
    office.open()
    office.write(FOUNDER, se.attend("k-3", "absent"))
    office.file.close()
    edited(office, "DELETE FROM record WHERE number = (SELECT max(number) FROM record)")
    edited(office, "DELETE FROM replacement WHERE record NOT IN (SELECT id FROM record)")
    edited(office, "DELETE FROM turn WHERE number = (SELECT max(number) FROM turn)")
    laptop = office
    laptop.file = type(laptop.file)(
        laptop.path, laptop.folder / "profile", laptop.device, lambda c, r: None, read_only=True
    )

    findings = {finding.what for finding in check(laptop.file).findings}
    laptop.file.close()

    assert "mirror.only-there" in findings


def test_check_changes_no_byte(office: Laptop) -> None:
    before = {p: p.read_bytes() for p in office.folder.rglob("*") if p.is_file()}

    assert checked(office) is not None

    assert before == {p: p.read_bytes() for p in office.folder.rglob("*") if p.is_file()}


def test_sample_day_is_well_after_a_sheet_was_finalised(day: SampleDay) -> None:
    room = day.room("a1")
    entry = own_entries(room)[0]
    score_all(room, "a1", entry)
    room.finalise("a1", entry)

    result = check(room.file)

    assert result.findings == ()
    assert result.seals > 0


def test_record_that_only_calls_itself_a_key_is_found_not_stumbled_over(office: Laptop) -> None:
    assert edited(office, "UPDATE record SET kind = 'key.enrolled' WHERE kind = 'sheet.signed'")

    assert is_found(office)


@contextmanager
def lax(office: Laptop, table: str) -> Iterator[None]:
    """Let a table hold what only a damaged page can: anything in any column."""

    def put(sql: str) -> None:
        with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, table))

    with closing(sqlite3.connect(office.path)) as connection:
        [strict] = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (table,)
        ).fetchone()
    put(re.sub(r"STRICT,?|NOT NULL", "", strict))
    yield
    put(strict)


@pytest.mark.parametrize("table", TABLES)
def test_value_of_another_type_than_its_column_is_found_not_stumbled_over(
    office: Laptop, lived_in: Path, table: str
) -> None:
    missed = []
    for column in [column for one, column in columns_of(office.path) if one == table]:
        for other in ("NULL", f"CAST({column} AS BLOB)", "-7", "x'ff'"):
            try:
                with lax(office, table):
                    changed = edited(
                        office,
                        f"UPDATE {table} SET {column} = {other}"  # noqa: S608
                        f" WHERE {column} IS NOT {other}",
                    )
            except sqlite3.DatabaseError:
                changed = 0  # not even then
            if changed and not is_found(office):
                missed.append((column, other))
            shutil.rmtree(office.folder)
            shutil.copytree(lived_in, office.folder)

    assert missed == []


def test_a_fact_that_no_file_says_of_itself_is_found(office: Laptop) -> None:
    assert edited(office, "INSERT INTO local VALUES ('issued/panel-a', '1720746000000')")

    assert is_found(office)
