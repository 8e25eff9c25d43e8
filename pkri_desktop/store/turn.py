# SPDX-License-Identifier: MIT
"""Turns: what one keystroke, one received file or one undoing did to the ledger.

Several turns can share a transaction, as the files do that are received together. A transaction
is committed and mirrored, or as if it had never been.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple, Self

from pkri_desktop.domain.framing import (
    ORIGIN,
    UNDOING,
    Batch,
    TurnOrigin,
    batch_frames,
    frame,
    origin_content,
    undoing_content,
)
from pkri_desktop.domain.record import Seal, parse_record
from pkri_desktop.store.mirror import TurnName


class Done(NamedTuple):
    """What one turn did.

    Attributes:
        added: what was not in the ledger before.
        undone: numbers of the turns whose additions it took out again.
    """

    name: TurnName
    origin: TurnOrigin
    added: Batch
    undone: tuple[int, ...] = ()


KeepTurns = Callable[[Sequence[Done]], None]


class Transaction:
    """Turns that are committed and mirrored together at exit, or rolled back together.

    Without ``keep_turns`` it is a rehearsal, which is always rolled back.
    """

    def __init__(
        self, connection: sqlite3.Connection, keep_turns: KeepTurns | None, at: int
    ) -> None:
        self._connection = connection
        self._keep_turns = keep_turns
        self._at = at
        self._name, self._origin = TurnName(0, b""), TurnOrigin(at, "")
        self.last_before = 0
        self.done: list[Done] = []

    def __enter__(self) -> Self:
        self._connection.execute("BEGIN IMMEDIATE")
        self.last_before = self.last_number()
        return self

    @property
    def turn(self) -> int:
        """Return the number of the turn that was begun last."""
        return self._name.number

    def begin_turn(self, file: str = "", at: int | None = None) -> None:
        """Begin a turn.

        Args:
            file: the file that it takes in, if it does.
            at: its claimed moment, where that is not the transaction's.
        """
        mark = secrets.token_bytes(8)
        self._origin = TurnOrigin(self._at if at is None else at, file)
        inserted = self._connection.execute(
            "INSERT INTO turn (mark, at, origin, undone_by) VALUES (?, ?, ?, 0)",
            (mark, self._origin.at, file),
        )
        self._name = TurnName(inserted.lastrowid or 0, mark)

    def end_turn(self, added: Batch, undone: Sequence[int] = ()) -> None:
        """Note what the turn did."""
        self.done.append(Done(self._name, self._origin, added, tuple(undone)))

    def last_number(self) -> int:
        """Return the number of the last record there is now."""
        row = self._connection.execute("SELECT max(number) FROM record").fetchone()
        return row[0] or 0

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None or self._keep_turns is None:
            self._roll_back()
            return
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            self._roll_back()
            raise
        self._keep_turns(self.done)

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def turn_frames(done: Done) -> bytes:
    """Return a turn as the mirror keeps it."""
    origin = frame(ORIGIN, origin_content(done.origin))
    undoing = [frame(UNDOING, undoing_content(done.undone))] if done.undone else []
    return b"".join((origin, *batch_frames(done.added), *undoing))


def stored_turn(connection: sqlite3.Connection, name: TurnName) -> Done:
    """Return what one turn did, as far as it is still stored."""
    records = connection.execute(
        "SELECT data FROM record WHERE turn = ? ORDER BY number", (name.number,)
    )
    seals = connection.execute(
        "SELECT stream, seq, record, certificate, signature FROM seal WHERE turn = ?"
        " ORDER BY stream, seq, record, certificate",
        (name.number,),
    )
    attachments = connection.execute(
        "SELECT digest, content FROM attachment WHERE turn = ? ORDER BY digest", (name.number,)
    )
    undone = connection.execute(
        "SELECT number FROM turn WHERE undone_by = ? ORDER BY number", (name.number,)
    )
    added = Batch(
        [parse_record(row[0].encode()) for row in records],
        [Seal(*row) for row in seals],
        dict(attachments.fetchall()),
    )
    origin = connection.execute(
        "SELECT at, origin FROM turn WHERE number = ?", (name.number,)
    ).fetchone()
    return Done(name, TurnOrigin(*origin), added, tuple(row[0] for row in undone))
