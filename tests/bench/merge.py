# SPDX-License-Identifier: MIT
"""Merging a hundred returned packages: verified, united, projected, mirrored, snapshot taken."""

from __future__ import annotations

import cProfile
import pstats
import shutil
import sqlite3
import time
from typing import TYPE_CHECKING, Any

from pkri_desktop.exchange.package import read_package
from pkri_desktop.exchange.wrapping import Access, unwrap, wrap
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.store.connection import apply_settings
from pkri_desktop.store.ledger import authority_of
from pkri_desktop.store.schema import LEDGER
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import receive
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample_keys import SAMPLE_PASSPHRASE
from tests.bench.big_event import ASSESSORS, CHEAP, BigEvent, big_event
from tests.bench.measure import (
    Figure,
    caught,
    demand,
    demand_caught,
    interleaved,
    middle,
    milliseconds,
    spread,
    timed,
)
from tests.bench.save import panel_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.receive import Receipt

ROUNDS = 5
MOST = 6.0  # times the raw insert
COLUMNS = ("id", "stream", "seq", "prev", "kind", "subject", "authority", "data", "turn")

FILLED = (
    "record", "replacement", "seal", "stream", "head", "conflict", "score", "sheet",
    "counted_score", "note", "attendance",
)  # fmt: skip

Row = tuple[Any, ...]


def measure(folder: Path, *, profile: bool) -> list[Figure]:
    """Return the figures of a merge."""
    begun = time.perf_counter()
    event = big_event(folder)
    made = time.perf_counter() - begun
    print(
        f"      {event.records} records and {event.seals} seals in {ASSESSORS} packages"
        f" (made in {made:.1f} s)"
    )
    _prove(event, folder / "proof")
    _prove_alike(event, folder / "alike")
    files = _rows(event)
    rows = [row for file in files for row in file]
    if profile:
        _profiled(event, folder / "profiled")
        _steps(event, folder / "steps")
    work = folder / "work"
    times = interleaved(
        {
            "raw": lambda: _raw(rows, work),
            "product": lambda: _merge(event, work),
            "upsert": lambda: _upsert([rows], work),
            "upsert files": lambda: _upsert(files, work),
            "upsert files, held": lambda: _upsert(files, work, held=True),
            "upsert, held": lambda: _upsert([rows], work, held=True),
        },
        ROUNDS,
    )
    product = middle(times["product"])
    print(
        f"      {event.records / product:,.0f} records/s; raw {spread(times['raw'])},"
        f" product {spread(times['product'])}, sqlite-utils {spread(times['upsert'])}"
    )
    size = f"{len(rows)} records in {ASSESSORS} packages"
    figures = [
        Figure(
            "merge",
            f"receive() of {size}, all verified, projected, mirrored, against executemany of the"
            " same rows into the same indexed table in one transaction",
            middle(times["raw"]),
            product,
            MOST,
        ),
        Figure(
            "merge-sqlite-utils",
            "the same receive() against sqlite-utils upsert_all of the same rows (pk id) in one"
            " call, with its defaults, in the same journal mode",
            middle(times["upsert"]),
            product,
            1.0,
            faster=True,
        ),
        Figure(
            "merge-upsert-files",
            "the same receive() against such a call for each file",
            middle(times["upsert files"]),
            product,
            1.0,
            faster=True,
        ),
        Figure(
            "merge-upsert-files-held",
            "the same receive() against such a call for each file, each held in one transaction,"
            " which the library does not do by itself; nothing is verified or computed there",
            middle(times["upsert files, held"]),
            product,
            1.0,
            faster=True,
            judged=False,
        ),
        Figure(
            "merge-upsert-held",
            "the same receive() against one call held in one transaction",
            middle(times["upsert, held"]),
            product,
            1.0,
            faster=True,
            judged=False,
        ),
    ]
    planted = _merge(event, work, slower=MOST * middle(times["raw"]))
    demand_caught(
        Figure("merge", "", middle(times["raw"]), planted, MOST), "a pause of six raw inserts"
    )
    _inform(event, work)
    everything = middle([_upsert_everything(event, work) for _ in range(3)])
    figures.append(
        Figure(
            "merge-all-tables",
            "the same receive() against sqlite-utils upsert_all of all rows that it leaves, in all"
            " tables; nothing is verified or computed there",
            everything,
            product,
            1.0,
            faster=True,
            judged=False,
        )
    )
    return figures


def _received(event: BigEvent, path: Path, packages: Sequence[Path]) -> Receipt:
    profile = Profile(path.parent / "profile", CHEAP)
    with open_event(path, profile) as file:
        return _receive(file, event, packages, profile)


def _receive(
    file: EventFile, event: BigEvent, packages: Sequence[Path], profile: Profile
) -> Receipt:
    return receive(file, packages, profile=profile, clock=SystemClock(), access=event.access)


def _merge(event: BigEvent, work: Path, slower: float = 0.0) -> float:
    """Return the seconds of one merge into a fresh file, after seeing that it was one."""
    path = event.fresh(work)
    profile = Profile(path.parent / "profile", CHEAP)
    with open_event(path, profile) as file:
        before = file.ledger.count()
        receipts: list[Receipt] = []

        def merge() -> None:
            receipts.append(
                receive(
                    file, event.packages, profile=profile, clock=SystemClock(), access=event.access
                )
            )
            time.sleep(slower)

        seconds = timed(merge)
        added = sum(received.new for received in receipts[0].files)
        demand(added == event.records == file.ledger.count() - before, "not all was merged")
        sheets = file.queries.sheet_rows().values()
        demand(sheets and all(row.counts for row in sheets), "not every sheet counts")
    return seconds


def _prove(event: BigEvent, work: Path) -> None:
    """Show that what is measured verifies: packages with one changed byte are refused."""
    path = event.fresh(work)
    first, second, third = event.packages[:3]
    for package, what in ((first, b'"steps":'), (second, b'["')):
        data = bytearray(_content(package, event.access()))
        place = data.rindex(what) + len(what)
        data[place] = ord("1") if data[place] != ord("1") else ord("2")
        (work / package.name).write_bytes(wrap(bytes(data), event.event, event.recipients))
    receipt = _received(event, path, [work / first.name, work / second.name, third])
    refused = [received.refusal is not None for received in receipt.files]
    demand(refused == [True, True, False], f"changed bytes were let in: {receipt.files}")
    caught("one changed byte in a record and in a seal → both packages refused")


def _prove_alike(event: BigEvent, folder: Path) -> None:
    """Show that a made package holds as many seals a stream as one that is really handed back.

    How many there are weighs a good deal in a merge, so this must not drift unseen.
    """
    folder.mkdir()
    kept = Profile(folder / "profile", CHEAP)
    path = panel_file(folder, kept)
    with open_event(path, kept) as file:
        room = Room(file, kept, SystemClock())
        assessor = room.assessors()[0].id
        room.enrol(assessor, room.sample_code(assessor), room.sample_passphrase())
        entries = [row.entry.id for row in room.schedule() if row.panel == room.panel][:3]
        for entry in entries:
            for criterion in room.rubric(entry).criteria:
                room.give_score(assessor, entry, criterion.id, 80)
            room.finalise(assessor, entry)
        real = hand_back(room, assessor, folder).path
    office = Access(kept.keyring.identities(SAMPLE_PASSPHRASE))
    counts = []
    for package, access in ((real, office), (event.packages[0], event.access())):
        batch = read_package(_content(package, access), package.name).batch
        sheets = sum(record.kind == "sheet.finalised" for record in batch.records)
        demand(sheets > 1, "a package without several final sheets proves nothing")
        counts.append((len(batch.seals), len({record.stream for record in batch.records})))
    demand(counts[0] == counts[1], f"seals and streams, really and made: {counts}")
    caught(f"made and real packages hold the same: {counts[0][0]} seal, {counts[0][1]} stream")


def _content(package: Path, access: Access) -> bytes:
    return unwrap(package.read_bytes(), package.name, access)


def _rows(event: BigEvent) -> list[list[Row]]:
    """Return, file by file, the rows that a merge puts into the table of records."""
    access = event.access()
    batches = [read_package(_content(path, access), path.name).batch for path in event.packages]
    return [
        [
            (r.id, r.stream, r.seq, r.prev, r.kind, r.path, authority_of(r), r.data.decode(), 2)
            for r in batch.records
        ]
        for batch in batches
    ]


def _empty(work: Path) -> sqlite3.Connection:
    """Return a new file with the table of records and its indexes, set as an event file is."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    connection = sqlite3.connect(work / "rows.db", isolation_level=None)
    apply_settings(connection, read_only=False)
    for statement in LEDGER:
        if " record " in statement.split("(")[0] or " ON record " in statement:
            connection.execute(statement)
    return connection


def _raw(rows: list[Row], work: Path) -> float:
    connection = _empty(work)
    marks = ", ".join("?" * len(COLUMNS))
    statement = f"INSERT INTO record ({', '.join(COLUMNS)}) VALUES ({marks})"  # noqa: S608

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(statement, rows)
        connection.execute("COMMIT")

    seconds = timed(insert)
    demand(_count(connection) == len(rows), "the floor did not insert all")
    connection.close()
    return seconds


def _upsert(files: Sequence[Sequence[Row]], work: Path, *, held: bool = False) -> float:
    """Return the seconds that sqlite-utils takes for the same rows, a call for each file.

    Args:
        files: their rows.
        work: an empty folder.
        held: whether a transaction of ours is held around each call. By itself the library begins
            one for each batch of a hundred rows.
    """
    from sqlite_utils import Database

    connection = _empty(work)
    database = Database(connection)
    named = [[dict(zip(COLUMNS, row, strict=True)) for row in rows] for rows in files]

    def upsert() -> None:
        for rows in named:
            if held:
                connection.execute("BEGIN IMMEDIATE")
            database["record"].upsert_all(rows, pk="id")  # type: ignore[union-attr]
            if held:
                connection.execute("COMMIT")

    seconds = timed(upsert)
    demand(_count(connection) == sum(map(len, files)), "sqlite-utils did not insert all")
    connection.close()
    return seconds


def _upsert_everything(event: BigEvent, work: Path) -> float:
    """Return the seconds of upserting all rows that a merge leaves, in all tables it fills."""
    from sqlite_utils import Database

    path = event.fresh(work)
    _received(event, path, event.packages)
    merged = Database(path)
    tables = [table for table in FILLED if table in merged.table_names()]
    rows = {table: list(merged[table].rows) for table in tables}
    keys = {table: merged.table(table).pks for table in tables}
    schemas = {table: merged[table].schema for table in tables}
    indexes = [
        str(row[0])
        for row in merged.execute(
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql <> ''"
        )
    ]
    merged.close()
    connection = sqlite3.connect(work / "everything.db", isolation_level=None)
    apply_settings(connection, read_only=False)
    for schema in schemas.values():
        connection.execute(schema)
    for index in indexes:
        if index.split(" ON ")[1].split()[0] in tables:
            connection.execute(index)
    database = Database(connection)

    def upsert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table in tables:
            database[table].upsert_all(rows[table], pk=keys[table])  # type: ignore[union-attr]
        if connection.in_transaction:
            connection.execute("COMMIT")

    seconds = timed(upsert)
    demand(_count(connection) == len(rows["record"]), "sqlite-utils did not insert all")
    connection.close()
    total = sum(len(found) for found in rows.values())
    print(
        f"info  sqlite-utils upsert_all {milliseconds(seconds)}  of the {total} rows in"
        f" {len(tables)} tables that a merge leaves"
    )
    return seconds


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM record").fetchone()[0])


def _inform(event: BigEvent, work: Path) -> None:
    """Report what else a file of this size costs."""
    path = event.fresh(work)
    _received(event, path, event.packages)
    profile = Profile(path.parent / "profile", CHEAP)
    opening = timed(lambda: open_event(path, profile).close())
    with open_event(path, profile) as file:
        fingerprint = timed(file.ledger.fingerprint)
        again = timed(
            lambda: receive(
                file, event.packages, profile=profile, clock=SystemClock(), access=event.access
            )
        )
        checking = timed(lambda: demand(not check(file).findings, "the file is not whole"))
        rebuilding = timed(file.rebuild)
        records = file.ledger.count()
    for what, seconds in (
        ("open", opening),
        ("fingerprint", fingerprint),
        ("receive all again", again),
        ("check", checking),
        ("rebuild projections", rebuilding),
    ):
        print(f"info  {what:<22} {milliseconds(seconds)}  on a file of {records} records")


def _profiled(event: BigEvent, work: Path) -> None:
    path = event.fresh(work)
    profile = Profile(path.parent / "profile", CHEAP)
    with open_event(path, profile) as file:
        profiler = cProfile.Profile()
        profiler.runcall(
            receive, file, event.packages, profile=profile, clock=SystemClock(), access=event.access
        )
    stats = pstats.Stats(profiler)
    stats.sort_stats("tottime").print_stats(25)
    stats.sort_stats("cumtime").print_stats(45)


def _steps(event: BigEvent, work: Path) -> None:
    """Print what the SQL of a merge costs, statement by statement."""
    path = event.fresh(work)
    profile = Profile(path.parent / "profile", CHEAP)
    with open_event(path, profile) as file:
        spent: dict[str, float] = {}
        connection = file._connection
        last: list[tuple[str, float]] = []

        def trace(statement: str) -> None:
            now = time.perf_counter()
            if last:
                key = " ".join(last[0][0].split())[:90]
                spent[key] = spent.get(key, 0.0) + now - last[0][1]
            last[:] = [(statement, now)]

        connection.set_trace_callback(trace)
        receive(file, event.packages, profile=profile, clock=SystemClock(), access=event.access)
        connection.set_trace_callback(None)
    for key, seconds in sorted(spent.items(), key=lambda item: -item[1])[:25]:
        print(f"      {milliseconds(seconds)}  {key}")
