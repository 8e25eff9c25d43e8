# SPDX-License-Identifier: MIT
"""The laws of merging, as a checker that a test can turn on the real code and on planted bugs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.record import Seal, parse_record
from pkri_desktop.store.schema import LEDGER_TABLES, PROJECTION_TABLES
from tests.factories import dump
from tests.integration import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkri_desktop.store.inspection import Finding
    from tests.small_event import Laptop, World


class LawBrokenError(AssertionError):
    """A law of merging does not hold."""


def tables(laptop: Laptop) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a file computed from its records."""
    return dump(laptop.file, PROJECTION_TABLES)


def what_is_here(laptop: Laptop) -> tuple[Any, ...]:
    """Return the ledger without the order of arrival."""
    connection = laptop.file._connection
    return (
        sorted(row[0] for row in connection.execute("SELECT data FROM record")),
        sorted(connection.execute("SELECT stream, seq, record, certificate FROM seal").fetchall()),
        sorted(row[0] for row in connection.execute("SELECT digest FROM attachment")),
    )


def demand(holds: bool, law: str, *evidence: object) -> None:
    """Fail unless a law holds."""
    if not holds:
        raise LawBrokenError("\n".join((law, *(str(item) for item in evidence))))


def differences(left: dict[str, Any], right: dict[str, Any]) -> list[str]:
    """Say which rows two dumps do not share."""
    return [
        f"{table}: {sorted(set(left[table]) ^ set(right[table]), key=repr)}"
        for table in left
        if left[table] != right.get(table)
    ]


def check_laws(
    world: World,
    packages: Sequence[Batch],
    first: Sequence[Sequence[int]],
    second: Sequence[Sequence[int]],
    newest: Sequence[int],
) -> None:
    """Demand every law of two files that get the same packages in different ways.

    Args:
        world: where to add the files.
        packages: what is delivered.
        first: the packages by number, in the order and the groups of the first file.
        second: the same packages otherwise, some of them more than once.
        newest: packages that hold all that the others hold.

    Raises:
        LawBrokenError: one does not hold.
    """
    x, y, z = (world.add(name, source="office") for name in ("x", "y", "z"))
    deliver(x, packages, first)
    deliver(y, packages, second)
    deliver(z, packages, [newest])
    demand(what_is_here(x) == what_is_here(y), "union: nothing is lost or made up")
    agree("any order, any number of times", x, y)
    agree("the newest packages hold what the older ones hold", x, z)

    before, ledger = tables(x), dump(x.file, LEDGER_TABLES)
    for group in (first[0], second[-1], newest):
        new = x.unite(*(packages[number] for number in group))
        demand(new == 0, "received twice adds nothing", new)
    demand(ledger == dump(x.file, LEDGER_TABLES), "received twice changes no ledger")
    after = tables(x)
    demand(before == after, "received twice changes nothing", differences(before, after))
    x.file.rebuild()
    after = tables(x)
    demand(before == after, "a rebuild changes nothing", differences(before, after))
    check_reading(x)
    check_undoing(world.add("w", source="office"), packages, first)


def check_undoing(
    laptop: Laptop, packages: Sequence[Batch], groups: Sequence[Sequence[int]]
) -> None:
    """Demand that what arrived last can be taken out again, exactly, and be taken in once more.

    Raises:
        LawBrokenError: it cannot.
    """
    deliver(laptop, packages, groups[:-1])
    before = (tables(laptop), what_is_here(laptop))
    deliver(laptop, packages, groups[-1:])
    after = (tables(laptop), what_is_here(laptop))
    laptop.undo_last(len(groups[-1]))
    demand(before == (tables(laptop), what_is_here(laptop)), "undoing is exact")
    found = findings(laptop)
    demand(not found, "what was undone leaves a whole file", *found)
    deliver(laptop, packages, groups[-1:])
    demand(after == (tables(laptop), what_is_here(laptop)), "what was undone can come again")


def findings(laptop: Laptop) -> list[Finding]:
    """Return what a check of the file finds."""
    with laptop.file.inspection() as inspection:
        return list(inspection.findings())


def deliver(laptop: Laptop, packages: Sequence[Batch], groups: Sequence[Sequence[int]]) -> None:
    """Let packages in, group by group."""
    for group in groups:
        laptop.unite(*(packages[number] for number in group))


def agree(law: str, left: Laptop, right: Laptop) -> None:
    """Demand that two files show the same."""
    demand(left.file.ledger.fingerprint() == right.file.ledger.fingerprint(), f"{law}: fingerprint")
    shown = tables(left), tables(right)
    demand(shown[0] == shown[1], f"{law}: tables", *differences(*shown))


def check_reading(laptop: Laptop) -> None:
    """Demand that a file shows what the second reading says.

    Raises:
        LawBrokenError: it does not.
    """
    every = everything(laptop)
    reading = reference.read(every.records, every.seals, laptop.world.template.event)
    for table, (names, rows) in reading.tables().items():
        kept = [name for name in names if name in columns(laptop, table)]
        places = [names.index(name) for name in kept]
        expected = sorted((tuple(row[place] for place in places) for row in rows), key=repr)
        shown = dump(laptop.file, [table], ", ".join(kept))[table]
        demand(
            expected == shown,
            f"the table {table} shows what the records say",
            f"missing: {[row for row in expected if row not in shown]}",
            f"too many: {[row for row in shown if row not in expected]}",
        )
    expected_scores, counted = reading.counted_scores(), laptop.file.queries.counted_scores()
    demand(expected_scores == counted, "what counts is what is sealed", expected_scores, counted)


def columns(laptop: Laptop, table: str) -> list[str]:
    """Return the columns of a table."""
    rows = laptop.file._connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [row[0] for row in rows]


def everything(laptop: Laptop) -> Batch:
    """Return all records and seals of a file, not only those that travel."""
    connection = laptop.file._connection
    return Batch(
        [parse_record(row[0].encode()) for row in connection.execute("SELECT data FROM record")],
        [
            Seal(*row)
            for row in connection.execute(
                "SELECT stream, seq, record, certificate, signature FROM seal"
            )
        ],
    )
