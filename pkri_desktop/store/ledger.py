# SPDX-License-Identifier: MIT
"""The ledger: records that are only ever added, by one transaction and one union.

Writing one score and merging a hundred files go through the same path. What a write returns from
is committed and mirrored. What a received file added can be taken out again, exactly.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.kinds import KINDS, Authority
from pkri_desktop.domain.record import (
    Body,
    Change,
    Record,
    Seal,
    Subject,
    make_record,
    parse_record,
    stream_id,
)
from pkri_desktop.domain.touched import Touched
from pkri_desktop.store.reading import IDLE_RECORDS
from pkri_desktop.store.records import Records
from pkri_desktop.store.turn import KeepTurns, Transaction
from pkri_desktop.store.undoing import check_undoable, take_out

if TYPE_CHECKING:
    import sqlite3

    from pkri_desktop.domain.holder import Holder
    from pkri_desktop.store.projections import Projections

Sealer = Callable[[Record], Seal]
Seen = TypeVar("Seen")


class Incoming(NamedTuple):
    """A batch to be taken in.

    Attributes:
        file: name of the file that it came in.
        at: claimed moment at which it came, where that is not now.
    """

    batch: Batch
    file: str
    at: int | None = None


class Added(NamedTuple):
    """What one batch added to the ledger: the rest of it was here already.

    Attributes:
        idle: of the added records, those that do not act: their author may not write them.
        forked: of the added records, those that do not act since their stream forked.
        conflicts: of the subjects of the added records, those on which records disagree now.
    """

    records: int
    attachments: int
    idle: int
    forked: int
    conflicts: frozenset[str]


class United(NamedTuple):
    """What a union added, batch by batch, and what that touched."""

    batches: tuple[Added, ...]
    touched: Touched


class Ledger(Records):
    """The records, seals and attachments of one event file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        projections: Projections,
        keep_turns: KeepTurns,
        device: str,
    ) -> None:
        """Write through ``connection``.

        Args:
            connection: of the event file, in manual transactions.
            projections: refreshed inside each transaction.
            keep_turns: mirrors committed turns; called after every commit.
            device: which computer profile writes, so that a copied file starts new streams.
        """
        super().__init__(connection)
        self._projections = projections
        self._keep_turns = keep_turns
        self._device = device

    # -- writing ---------------------------------------------------------------------------

    def append(
        self,
        author: Holder,
        changes: Sequence[Change],
        *,
        at: int,
        sealer: Sealer | None = None,
        attachments: Mapping[str, bytes] | None = None,
    ) -> Touched:
        """Write what ``author`` decided on this copy of the file, in one transaction.

        Each record replaces the heads of its subject that stand here, in either reading.

        Raises:
            MalformedRecordError: a change is not of its kind's form; nothing is written.
            sqlite3.Error: nothing is written.
        """
        with self._transaction(at) as transaction:
            return self._append(transaction, author, changes, at, sealer, attachments or {})

    def rehearse(
        self,
        author: Holder,
        changes: Sequence[Change],
        look: Callable[[], Seen],
        *,
        at: int,
        sealer: Sealer | None = None,
    ) -> Seen:
        """Write what ``author`` would decide, look at what is so then, and take it all back.

        Raises:
            MalformedRecordError: a change is not of its kind's form.
            sqlite3.Error: it could not be written.
        """
        with self._transaction(at, rehearse=True) as transaction:
            self._append(transaction, author, changes, at, sealer, {})
            return look()

    def seal(self, author: Holder, sealer: Sealer, *, at: int) -> None:
        """Vouch for all that ``author`` has written on this copy, unless it is sealed already."""
        head = self._head_of_writer(author)
        if head is None:
            return
        done = self._connection.execute(
            "SELECT 1 FROM seal WHERE stream = ? AND record = ?", (head.stream, head.id)
        ).fetchone()
        if done is None:
            with self._transaction(at) as transaction:
                transaction.begin_turn()
                self._insert_rows(Batch(seals=[sealer(head)]), transaction)
                self._refreshed(transaction, {head.stream})

    def unite(self, incoming: Sequence[Incoming], *, at: int, rehearse: bool = False) -> United:
        """Add what is not here yet, all in one transaction; the rest changes nothing.

        Each batch is a turn of its own, so that it can be undone alone. The batches must have
        passed admission: structure, hashes, chains and signatures.

        Args:
            incoming: what to add.
            at: the claimed moment, milliseconds UTC.
            rehearse: only say what would be added.

        Raises:
            sqlite3.Error: nothing is written.
        """
        with self._transaction(at, rehearse=rehearse) as transaction:
            for batch, file, moment in incoming:
                transaction.begin_turn(file, moment)
                self._insert_rows(batch, transaction)
            streams = {r.stream for done in transaction.done for r in done.added.records}
            streams |= {seal.stream for done in transaction.done for seal in done.added.seals}
            touched = self._refreshed(transaction, streams)
            return United(self._added(transaction), touched)

    def undo(self, turns: Sequence[int], *, at: int) -> Touched:
        """Take out again, exactly, what received files added; what came after them stays.

        Args:
            turns: numbers of turns that took files in.
            at: the claimed moment, milliseconds UTC.

        Raises:
            Refusal: a turn took no file in or is undone already, or something that stays here
                rests on what it added: a later file of the same writer, or a decision.
            sqlite3.Error: nothing is changed.
        """
        with self._transaction(at) as transaction:
            check_undoable(self._connection, turns)
            transaction.begin_turn()
            take_out(self._connection, turns, transaction.turn)
            self._projections.rebuild()
            transaction.end_turn(Batch(), turns)
        return Touched(foundation=True)

    def _added(self, transaction: Transaction) -> tuple[Added, ...]:
        rows = self._connection.execute(IDLE_RECORDS, (transaction.last_before,))
        idle, forked = set[str](), set[str]()
        for record, is_forked in rows:
            (forked if is_forked else idle).add(record)
        rows = self._connection.execute("SELECT DISTINCT subject FROM conflict")
        conflicts = {row[0] for row in rows}
        return tuple(
            Added(
                records=len(done.added.records),
                attachments=len(done.added.attachments),
                idle=_among(done.added.records, idle),
                forked=_among(done.added.records, forked),
                conflicts=frozenset(conflicts.intersection(r.path for r in done.added.records)),
            )
            for done in transaction.done
        )

    # -- inside ----------------------------------------------------------------------------

    def _transaction(self, at: int, *, rehearse: bool = False) -> Transaction:
        return Transaction(self._connection, None if rehearse else self._keep_turns, at)

    def _append(
        self,
        transaction: Transaction,
        author: Holder,
        changes: Sequence[Change],
        at: int,
        sealer: Sealer | None,
        attachments: Mapping[str, bytes],
    ) -> Touched:
        transaction.begin_turn()
        stream, seq, prev, opening = self._writer(author, at)
        records = [opening] if opening else []
        pending: dict[str, tuple[str, ...]] = {}
        for change in changes:
            subject = "/".join(change.subject)
            replaces = {*(pending.get(subject) or self.heads(subject)), *change.replaces}
            seq += 1
            record = make_record(
                change, stream=stream, seq=seq, prev=prev, replaces=[*replaces], at=at
            )
            records.append(record)
            prev, pending[subject] = record.id, (record.id,)
        seals = [sealer(records[-1])] if sealer and records else []
        self._insert_rows(Batch(records, seals, attachments), transaction)
        return self._refreshed(transaction, {stream} if opening or seals else set())

    def _writer(self, author: Holder, at: int) -> tuple[str, int, str, Record | None]:
        """Return stream, last seq and last id to go on from, and an opening record if new."""
        head = self._head_of_writer(author)
        if head is not None:
            return head.stream, head.seq, head.id, None
        body: Body = {
            "event": author.event,
            "role": author.role.value,
            "author": author.author,
            "nonce": secrets.token_hex(32),
        }
        stream = stream_id(body)
        change = Change("stream.opened", ("stream", stream), body)
        opening = make_record(change, stream=stream, seq=1, prev="", replaces=(), at=at)
        self._connection.execute(
            "INSERT OR REPLACE INTO local VALUES (?, ?)", (writer_key(self._device, author), stream)
        )
        return stream, 1, opening.id, opening

    def _head_of_writer(self, author: Holder) -> Record | None:
        """Return the last record of the stream that ``author`` writes here, unless it forked."""
        row = self._connection.execute(
            "SELECT record.data FROM local JOIN record ON record.stream = local.value"
            " LEFT JOIN stream ON stream.id = record.stream"
            " WHERE local.key = ? AND stream.forked_at IS NULL ORDER BY record.seq DESC LIMIT 1",
            (writer_key(self._device, author),),
        ).fetchone()
        return parse_record(row[0].encode()) if row else None

    def _refreshed(self, transaction: Transaction, streams: set[str]) -> Touched:
        """Refresh the projections for what was added, and say what that touched.

        Args:
            transaction: whose turns added something.
            streams: streams that got seals, or records from elsewhere.
        """
        foundation = self._projections.refresh(transaction.last_before, streams)
        added = {record.subject for done in transaction.done for record in done.added.records}
        return _touched(added, foundation=foundation)

    def _insert_rows(self, batch: Batch, transaction: Transaction) -> None:
        """Insert what is not here yet, and end the turn."""
        turn = transaction.turn
        fresh = self._insert_records(batch.records, transaction)
        seals = [seal for seal in batch.seals if self._insert_seal(seal, turn)]
        attachments = {
            digest: content
            for digest, content in batch.attachments.items()
            if self._insert_attachment(digest, content, turn)
        }
        transaction.end_turn(Batch(fresh, seals, attachments))

    def _insert_records(
        self, records: Sequence[Record], transaction: Transaction
    ) -> Sequence[Record]:
        """Insert the records that are not here yet, and return them.

        An id is the hash of a record's bytes, so a row with that id is that record.
        """
        if not records:
            return ()
        many = self._connection.executemany
        before, turn = transaction.last_number(), transaction.turn
        inserted = many(
            "INSERT OR IGNORE INTO record"
            " (id, stream, seq, prev, kind, subject, authority, data, turn)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (r.id, r.stream, r.seq, r.prev, r.kind, r.path, authority_of(r),
                 r.data.decode(), turn)
                for r in records
            ],
        )  # fmt: skip
        if inserted.rowcount < len(records):
            rows = self._connection.execute("SELECT id FROM record WHERE number > ?", (before,))
            new = {row[0] for row in rows}
            records = list({r.id: r for r in records if r.id in new}.values())
        many(
            "INSERT OR IGNORE INTO replacement (replaced, record) VALUES (?, ?)",
            [(replaced, r.id) for r in records for replaced in r.replaces],
        )
        return records

    def _insert_seal(self, seal: Seal, turn: int) -> bool:
        inserted = self._connection.execute(
            "INSERT INTO seal (stream, seq, record, certificate, signature, turn)"
            " SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM seal"
            " WHERE stream = ? AND seq = ? AND record = ? AND certificate = ?)",
            (*seal.key, seal.signature, turn, *seal.key),
        )
        return inserted.rowcount == 1

    def _insert_attachment(self, digest: str, content: bytes, turn: int) -> bool:
        inserted = self._connection.execute(
            "INSERT INTO attachment (digest, content, turn)"
            " SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE digest = ?)",
            (digest, content, turn, digest),
        )
        return inserted.rowcount == 1


def writer_key(device: str, author: Holder) -> str:
    """Return the local key under which a file notes the stream that an author writes on it."""
    return f"writer/{device}/{author.role.value}/{author.author}"


_AUTHORITIES = {
    name: "" if kind.authority is Authority.OWNER else f"@{kind.authority.value}"
    for name, kind in KINDS.items()
}


def authority_of(record: Record) -> str:
    """Return who may write this record, as a column: an assessor's id, or a role."""
    return _AUTHORITIES[record.kind] or record.subject[1]


def _among(records: Sequence[Record], ids: set[str]) -> int:
    return sum(record.id in ids for record in records) if ids else 0


_OF_THE_DAY = ("attendance", "session", "turn", "presenter")  # the entry comes last in each


def _touched(added: Iterable[Subject], *, foundation: bool) -> Touched:
    subjects: defaultdict[str, set[Subject]] = defaultdict(set)
    for subject in added:
        subjects[subject[0]].add(subject[1:3])
    sheets = subjects["score"] | subjects["sheet"] | subjects["signature"]
    return Touched(
        sheets=frozenset((assessor, entry) for assessor, entry in sheets),
        notes=frozenset((assessor, entry) for assessor, entry in subjects["note"]),
        entries=frozenset(subject[-1] for topic in _OF_THE_DAY for subject in subjects[topic]),
        foundation=foundation,
    )
