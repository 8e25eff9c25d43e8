# SPDX-License-Identifier: MIT
"""Edits of an event file with a database editor: any table, any byte; and who finds them.

An edit that leaves every row, the schema, the file's version and the indexes as they were is none:
bytes of pages that are free, for one. Nor is it one to write in the table in which sqlite-utils
notes when it made the tables, which nobody reads; nor to say that this is another copy of the file,
or that another computer or none has written it, which is so of every copy: the program then begins
a new stream. Such a draw is drawn again.
"""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.domain.record import record_id
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.opening import open_to_look
from tests.processes import in_children
from tests.trust.bending import written
from tests.trust.places import shares
from tests.trust.played import Day, verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pkri_desktop.workflow.profile import Profile

_OTHER = "SELECT DISTINCT {0} FROM record WHERE {0} <> ? ORDER BY {0}"


class Editor:
    """Changes a copy at random; each method says what it did."""

    def __init__(self, db: sqlite3.Connection, chance: random.Random) -> None:
        """Change through ``db``."""
        self.db = db
        self.chance = chance

    def one(self, query: str, *values: object) -> tuple[Any, ...]:
        """Return a row at random."""
        rows = self.db.execute(query, values).fetchall()
        found: tuple[Any, ...] = self.chance.choice(rows)
        return found

    def record(self, where: str = "1") -> tuple[str, bytes]:
        """Return id and bytes of a record at random."""
        query = f"SELECT id, CAST(data AS BLOB) FROM record WHERE {where} ORDER BY id"  # noqa: S608
        name, data = self.one(query)
        return name, data

    def bent(self, data: bytes) -> bytes:
        """Return the same bytes but for one."""
        bent = bytearray(data)
        bent[self.chance.randrange(len(bent))] ^= self.chance.randrange(1, 256)
        return bytes(bent)

    def write(self, name: str, data: bytes) -> None:
        """Put other bytes under an id."""
        self.db.execute("UPDATE record SET data = CAST(? AS TEXT) WHERE id = ?", (data, name))

    def byte_of_a_record(self) -> str:
        """Change one byte of a record."""
        name, data = self.record()
        self.write(name, self.bent(data))
        return name

    def steps(self) -> str:
        """Change a score, and nothing that should fit it."""
        name, data = self.record("kind = 'score.given' AND data NOT LIKE '%\"steps\":null%'")
        value = json.loads(data)
        value["body"]["steps"] += self.chance.choice((-1, 1))
        self.write(name, written(value))
        return name

    def steps_and_id(self) -> str:
        """Change a score, and let its id and the tables beside it fit."""
        name, data = self.record("kind = 'score.given' AND data NOT LIKE '%\"steps\":null%'")
        value = json.loads(data)
        value["body"]["steps"] += self.chance.choice((-1, 1))
        self.write(name, written(value))
        fitting = record_id(written(value))
        self.db.execute("UPDATE record SET id = ? WHERE id = ?", (fitting, name))
        self.db.execute("UPDATE replacement SET record = ? WHERE record = ?", (fitting, name))
        return name

    def deleted_record(self) -> str:
        """Take a record out."""
        name, _ = self.record()
        self.db.execute("DELETE FROM record WHERE id = ?", (name,))
        self.db.execute("DELETE FROM replacement WHERE record = ?", (name,))
        return name

    def swapped_ids(self) -> str:
        """Let two records have each other's id."""
        one, _ = self.record()
        two, _ = self.record(f"id <> '{one}'")
        for old, new in ((one, "x"), (two, one), ("x", two)):
            self.db.execute("UPDATE record SET id = ? WHERE id = ?", (new, old))
        return f"{one} {two}"

    def swapped_contents(self) -> str:
        """Let two ids have each other's bytes."""
        one, data = self.record()
        two, other = self.record(f"id <> '{one}'")
        self.write(one, other)
        self.write(two, data)
        return f"{one} {two}"

    def column(self) -> str:
        """Change what is repeated from a record."""
        name, _ = self.record()
        column = self.chance.choice(("stream", "seq", "prev", "kind", "subject", "authority"))
        (old,) = self.one(f"SELECT {column} FROM record WHERE id = ?", name)  # noqa: S608
        new = old + 1 if column == "seq" else self.one(_OTHER.format(column), old)[0]
        self.db.execute(f"UPDATE record SET {column} = ? WHERE id = ?", (new, name))  # noqa: S608
        return f"{column} of {name}"

    def seal_signature(self) -> str:
        """Change one byte of a signature."""
        rowid = "stream, seq, record, certificate"
        *key, signature = self.one(f"SELECT {rowid}, signature FROM seal ORDER BY {rowid}")  # noqa: S608
        where = "stream = ? AND seq = ? AND record = ? AND certificate = ?"
        self.db.execute(
            f"UPDATE seal SET signature = ? WHERE {where}",  # noqa: S608
            (self.bent(signature), *key),
        )
        return f"{key}"

    def seal_place(self) -> str:
        """Let a seal speak of something else."""
        stream, seq = self.one("SELECT stream, seq FROM seal ORDER BY stream, seq")
        change = self.chance.choice(
            ("seq = seq - 1", f"record = '{'0' * 64}'", f"certificate = '{'0' * 64}'")
        )
        self.db.execute(
            f"UPDATE seal SET {change} WHERE stream = ? AND seq = ?",  # noqa: S608
            (stream, seq),
        )
        return f"{stream} {seq} {change}"

    def byte_of_an_attachment(self) -> str:
        """Change one byte of a PDF."""
        digest, content = self.one("SELECT digest, content FROM attachment ORDER BY digest")
        self.db.execute(
            "UPDATE attachment SET content = ? WHERE digest = ?", (self.bent(content), digest)
        )
        return str(digest)

    def deleted_attachment(self) -> str:
        """Take a PDF out."""
        (digest,) = self.one("SELECT digest FROM attachment ORDER BY digest")
        self.db.execute("DELETE FROM attachment WHERE digest = ?", (digest,))
        return str(digest)

    def replacement(self) -> str:
        """Change what replaces what."""
        replaced, record = self.one("SELECT replaced, record FROM replacement ORDER BY 1, 2")
        change = self.chance.choice(("delete", "other", "more"))
        other, _ = self.record()
        if change != "more":
            self.db.execute(
                "DELETE FROM replacement WHERE replaced = ? AND record = ?", (replaced, record)
            )
        if change != "delete":
            self.db.execute("INSERT OR IGNORE INTO replacement VALUES (?, ?)", (other, record))
        return f"{change} {replaced} {record} {other}"

    def event(self) -> str:
        """Name another event."""
        other, _ = self.record("kind <> 'event.founded'")
        self.db.execute("UPDATE local SET value = ? WHERE key = 'event'", (other,))
        return other

    def cell(self) -> str:
        """Change one value in one row of any table."""
        table, row, keys = self._row()
        column = self.chance.choice([*row])
        old = row[column]
        if isinstance(old, int):
            new: object = old + self.chance.choice((-1, 1, 7))
        elif isinstance(old, bytes) and old:
            new = self.bent(old)
        elif isinstance(old, str) and old:
            new = self._bent_text(old)
        else:
            new = 1 if old is None else "x"
        where = " AND ".join(f"{key} IS ?" for key in keys)
        values = (new, *(row[key] for key in keys))
        self.db.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", values)  # noqa: S608
        return f"{table}.{column}: {old!r:.60} → {new!r:.60}"

    def row_taken_out(self) -> str:
        """Take one row out of any table."""
        table, row, keys = self._row()
        where = " AND ".join(f"{key} IS ?" for key in keys)
        self.db.execute(f"DELETE FROM {table} WHERE {where}", [row[key] for key in keys])  # noqa: S608
        return f"{table} {[row[key] for key in keys]}"

    def row_put_in(self) -> str:
        """Put a row like another into any table."""
        table, row, keys = self._row()
        for key in keys:
            old = row[key]
            row[key] = old + 100_000 if isinstance(old, int) else self._bent_text(str(old))
        marks = ", ".join("?" * len(row))
        columns = ", ".join(row)
        self.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", [*row.values()])  # noqa: S608
        return f"{table} {[row[key] for key in keys]}"

    def statement(self) -> str:
        """Put something beside the tables, or change what is said of the file."""
        made = self.chance.choice(
            ("CREATE VIEW scores AS SELECT * FROM score", "CREATE TABLE more (x)",
             "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM seal; END",
             "CREATE INDEX more ON record (kind)", "DROP INDEX record_of_subject",
             "ALTER TABLE note ADD COLUMN x TEXT", "PRAGMA user_version = 131072",
             "PRAGMA application_id = 1")
        )  # fmt: skip
        self.db.execute(made)
        return made

    def _bent_text(self, text: str) -> str:
        place = self.chance.randrange(len(text))
        other = self.chance.choice([c for c in "0123456789abcdefxyz" if c != text[place]])
        return text[:place] + other + text[place + 1 :]

    def _row(self) -> tuple[str, dict[str, Any], list[str]]:
        """Return a table that is not empty, one of its rows, and by what that is found."""
        names = self.db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%sqlite_%'"
        )
        tables = [name for (name,) in names if self._first(name)]
        table = self.chance.choice(tables)
        about = self.db.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
        count = self._first(table)
        query = f"SELECT * FROM {table} LIMIT 1 OFFSET ?"  # noqa: S608
        found = self.db.execute(query, (self.chance.randrange(count),)).fetchone()
        row = dict(zip([name for name, _ in about], found, strict=True))
        return table, row, [name for name, key in about if key] or [*row]

    def _first(self, table: str) -> int:
        return int(self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


Edit = Callable[[Editor], str]

FORGERIES: tuple[Edit, ...] = (
    Editor.byte_of_a_record, Editor.byte_of_a_record, Editor.steps, Editor.steps_and_id,
    Editor.deleted_record, Editor.swapped_ids, Editor.swapped_contents, Editor.column,
    Editor.seal_signature, Editor.seal_place, Editor.byte_of_an_attachment,
    Editor.deleted_attachment, Editor.replacement, Editor.event,
)  # fmt: skip
ANYWHERE: tuple[Edit, ...] = (
    Editor.cell, Editor.cell, Editor.cell, Editor.cell, Editor.row_taken_out, Editor.row_put_in,
    Editor.statement,
)  # fmt: skip
BYTES = "byte of the file"  # None among edits
EDITS: tuple[Edit | None, ...] = (*FORGERIES, *ANYWHERE, *ANYWHERE, None, None)


@dataclass
class Found:
    """Who found what.

    Attributes:
        edits: kind of edit → how many.
        program: what the program's check said → of how many edits it did.
        verifier: the same of the verifier.
        by: who found an edit → how many.
        escaped: edits that nobody found, and forgeries that one of the two did not.
    """

    edits: Counter[str] = field(default_factory=Counter)
    program: Counter[str] = field(default_factory=Counter)
    verifier: Counter[str] = field(default_factory=Counter)
    by: Counter[str] = field(default_factory=Counter)
    escaped: list[str] = field(default_factory=list)

    def __add__(self, other: Found) -> Found:
        """Return both together."""
        return Found(
            self.edits + other.edits,
            self.program + other.program,
            self.verifier + other.verifier,
            self.by + other.by,
            self.escaped + other.escaped,
        )


def said_of(path: Path) -> str:
    """Return all that a file says: rows, schema, version; and whether its indexes fit."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.text_factory = bytes
        names = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> '_sqlite_migrations'"
        ).fetchall()
        rows = {
            name: sorted(db.execute(f"SELECT * FROM {name.decode()}").fetchall(), key=repr)  # noqa: S608
            for (name,) in names
        }
        rows[b"local"] = _said_of_itself(rows)
        entries = db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        about = [
            db.execute(f"PRAGMA {name}").fetchall()
            for name in ("user_version", "application_id", "encoding", "integrity_check")
        ]
    return repr((rows, sorted(entries, key=repr), about))


def _said_of_itself(rows: dict[bytes, list[Any]]) -> list[tuple[bytes, bytes]]:
    """Return the facts about a file, without which copy of it this is and who writes on that."""
    authors = {stream: (role, author) for stream, role, author, *_ in rows.get(b"stream", [])}
    kept = []
    for key, value in rows.get(b"local", []):
        parts = key.split(b"/")
        if parts[0] == b"writer" and authors.get(value) == (*parts[2:],):
            continue
        kept.append((key, b"" if key == b"file" and len(value) == 32 else value))
    return kept


def edited(source: Path, path: Path, kind: Edit | None, chance: random.Random) -> str:
    """Copy a file and edit the copy; return what was done, or nothing if that changed nothing."""
    shutil.copyfile(source, path)
    if kind is None:
        data = bytearray(path.read_bytes())
        place = chance.choice((chance.randrange(len(data)), chance.randrange(4_096)))
        data[place] ^= chance.randrange(1, 256)
        path.write_bytes(data)
        told = str(place)
    else:
        with contextlib.closing(sqlite3.connect(path)) as db:
            try:
                told = kind(Editor(db, chance))
                db.commit()
            except sqlite3.IntegrityError:
                return ""
    try:
        return told if said_of(path) != said_of(source) else ""
    except sqlite3.Error:
        return told


def found_by_program(path: Path, profile: Profile) -> set[str]:
    """Return what the program's own check says is wrong."""
    try:
        with open_to_look(path, profile) as file:
            return {finding.what for finding in check(file).findings}
    except Refusal as refusal:
        return {refusal.reason.value}


def found_by_verifier(path: Path) -> set[str]:
    """Return what the verifier says is wrong."""
    return {str(one["what"]) for one in verified(path)["findings"]}


def edit_and_look(
    day: Day,
    folder: Path,
    numbers: Iterable[int],
    seed: int,
    kinds: Sequence[Edit | None] = EDITS,
) -> Found:
    """Edit copies of the secretariat's file, and let both look at each."""
    found, profile = Found(), day.own_profile()
    path = folder / f"{seed}.pkri"
    for number in numbers:
        kind = kinds[number % len(kinds)]
        name = kind.__name__ if kind else BYTES
        told, attempt = "", 0
        while not told:
            attempt += 1
            told = edited(day.central, path, kind, random.Random(f"{seed}/{number}/{attempt}"))
        program, verifier = found_by_program(path, profile), found_by_verifier(path)
        found.edits[name] += 1
        found.program.update(program)
        found.verifier.update(verifier)
        by = [who for who, what in (("program", program), ("verifier", verifier)) if what]
        found.by[" and ".join(by) or "nobody"] += 1
        if not by or (kind in FORGERIES and len(by) < 2):
            found.escaped.append(f"{seed}/{number} {name} {told}: {program} {verifier}")
    return found


def look(day: Day, folder: Path, total: int, seed: int, children: int = 2) -> Found:
    """Make ``total`` edits, shared among children."""
    works = []
    for numbers in shares(total, children):
        own = folder / str(numbers.start)
        own.mkdir()
        works.append(partial(edit_and_look, day, own, numbers, seed))
    return sum(in_children(works), Found())
