# SPDX-License-Identifier: MIT
"""A turn: one transaction on the ledger, committed and mirrored, or as if it had never been."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from typing import Self

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.record import Seal, parse_record
from pkri_desktop.store.mirror import TurnName

KeepTurn = Callable[[TurnName, Batch], None]


class Turn:
    """One transaction: begun at entry, committed and mirrored at exit, or rolled back.

    Without ``keep_turn`` it is a rehearsal, which is always rolled back.
    """

    def __init__(
        self, connection: sqlite3.Connection, keep_turn: KeepTurn | None, at: int, origin: str
    ) -> None:
        self._connection = connection
        self._keep_turn = keep_turn
        self._at, self._origin = at, origin
        self._mark = secrets.token_bytes(8)
        self.number = 0
        self.last_before = 0
        self.added: list[Batch] = []

    def __enter__(self) -> Self:
        self._connection.execute("BEGIN IMMEDIATE")
        inserted = self._connection.execute(
            "INSERT INTO turn (mark, at, origin) VALUES (?, ?, ?)",
            (self._mark, self._at, self._origin),
        )
        self.number = inserted.lastrowid or 0
        self.last_before = self.last_number()
        return self

    def last_number(self) -> int:
        """Return the number of the last record there is now."""
        row = self._connection.execute("SELECT max(number) FROM record").fetchone()
        return row[0] or 0

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None or self._keep_turn is None:
            self._roll_back()
            return
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            self._roll_back()
            raise
        self._keep_turn(TurnName(self.number, self._mark), joined(self.added))

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def joined(batches: Sequence[Batch]) -> Batch:
    """Return one batch that holds what several hold."""
    if len(batches) == 1:
        return batches[0]
    attachments: dict[str, bytes] = {}
    for batch in batches:
        attachments.update(batch.attachments)
    return Batch(
        [record for batch in batches for record in batch.records],
        [seal for batch in batches for seal in batch.seals],
        attachments,
    )


def turn_batch(connection: sqlite3.Connection, turn: int) -> Batch:
    """Return what one turn added, as it is stored."""
    records = connection.execute("SELECT data FROM record WHERE turn = ? ORDER BY number", (turn,))
    seals = connection.execute(
        "SELECT stream, seq, record, certificate, signature FROM seal WHERE turn = ?"
        " ORDER BY stream, seq, record, certificate",
        (turn,),
    )
    attachments = connection.execute(
        "SELECT digest, content FROM attachment WHERE turn = ? ORDER BY digest", (turn,)
    )
    return Batch(
        [parse_record(row[0].encode()) for row in records],
        [Seal(*row) for row in seals],
        dict(attachments.fetchall()),
    )
