# SPDX-License-Identifier: MIT
"""The ledger: records that are only ever added, by one transaction and one union.

Writing one score and merging a hundred files go through the same ``add``. What it returns from is
committed and mirrored.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

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
from pkri_desktop.store.fingerprints import score_fingerprint, state_fingerprint
from pkri_desktop.store.streams import opener
from pkri_desktop.store.turn import KeepTurn, Turn, joined

if TYPE_CHECKING:
    import sqlite3

    from pkri_desktop.domain.holder import Holder, Role
    from pkri_desktop.store.projections import Projections
from pkri_desktop.store.reading import IDLE_RECORDS

# A seal vouches for the whole chain before it, so of an undivided stream the last one suffices.
TRAVELLING_SEALS = """
    SELECT seal.stream, max(seal.seq), seal.record, seal.certificate, seal.signature
    FROM seal LEFT JOIN stream ON stream.id = seal.stream
    WHERE seal.stream = ? AND seal.seq <= ?
    GROUP BY seal.certificate, iif(stream.forked_at IS NULL, '', seal.record)
    ORDER BY seal.seq, seal.record, seal.certificate
"""

Sealer = Callable[[Record], Seal]


class Added(NamedTuple):
    """What one batch added to the ledger: the rest of it was here already.

    Attributes:
        idle: of the added records, those that do not act: their author may not write them.
        conflicts: of the subjects of the added records, those on which records disagree now.
    """

    records: int
    attachments: int
    idle: int
    conflicts: frozenset[str]


class United(NamedTuple):
    """What a union added, batch by batch, and what that touched."""

    batches: tuple[Added, ...]
    touched: Touched


class Ledger:
    """The records, seals and attachments of one event file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        projections: Projections,
        keep_turn: KeepTurn,
        device: str,
    ) -> None:
        """Write through ``connection``.

        Args:
            connection: of the event file, in manual transactions.
            projections: refreshed inside each transaction.
            keep_turn: mirrors a committed turn; called after every commit.
            device: which computer profile writes, so that a copied file starts new streams.
        """
        self._connection = connection
        self._projections = projections
        self._keep_turn = keep_turn
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
        with self._turn(at, origin="") as turn:
            stream, seq, prev, opening = self._writer(author, at)
            records = [opening] if opening else []
            pending: dict[str, tuple[str, ...]] = {}
            for change in changes:
                subject = "/".join(change.subject)
                replaces = pending.get(subject) or self.heads(subject)
                seq += 1
                record = make_record(
                    change, stream=stream, seq=seq, prev=prev, replaces=replaces, at=at
                )
                records.append(record)
                prev, pending[subject] = record.id, (record.id,)
            seals = [sealer(records[-1])] if sealer and records else []
            self._insert_rows(Batch(records, seals, attachments or {}), turn)
            return self._refreshed(turn, {stream} if opening or seals else set())

    def seal(self, author: Holder, sealer: Sealer, *, at: int) -> None:
        """Vouch for all that ``author`` has written on this copy, unless it is sealed already."""
        head = self._head_of_writer(author)
        if head is None:
            return
        done = self._connection.execute(
            "SELECT 1 FROM seal WHERE stream = ? AND record = ?", (head.stream, head.id)
        ).fetchone()
        if done is None:
            with self._turn(at, origin="") as turn:
                self._insert_rows(Batch(seals=[sealer(head)]), turn)
                self._refreshed(turn, {head.stream})

    def unite(
        self, batches: Sequence[Batch], *, at: int, origin: str, rehearse: bool = False
    ) -> United:
        """Add what is not here yet, in one transaction; the rest changes nothing.

        The batches must have passed admission: structure, hashes, chains and signatures.

        Args:
            batches: what to add.
            at: the claimed moment, milliseconds UTC.
            origin: which files they came in.
            rehearse: only say what would be added.

        Raises:
            sqlite3.Error: nothing is written.
        """
        with self._turn(at, origin, rehearse=rehearse) as turn:
            for batch in batches:
                self._insert_rows(batch, turn)
            streams = {record.stream for new in turn.added for record in new.records}
            streams |= {seal.stream for new in turn.added for seal in new.seals}
            touched = self._refreshed(turn, streams)
            return United(self._added(turn), touched)

    def _added(self, turn: Turn) -> tuple[Added, ...]:
        rows = self._connection.execute(IDLE_RECORDS, (turn.last_before,))
        idle = {row[0] for row in rows}
        rows = self._connection.execute("SELECT DISTINCT subject FROM conflict")
        conflicts = {row[0] for row in rows}
        return tuple(
            Added(
                records=len(new.records),
                attachments=len(new.attachments),
                idle=sum(record.id in idle for record in new.records) if idle else 0,
                conflicts=frozenset(r.path for r in new.records if r.path in conflicts),
            )
            for new in turn.added
        )

    # -- reading ---------------------------------------------------------------------------

    def heads(self, subject: str) -> tuple[str, ...]:
        """Return the ids of a subject's heads, of both readings."""
        rows = self._connection.execute(
            "SELECT DISTINCT record FROM head WHERE subject = ? ORDER BY record", (subject,)
        )
        return tuple(row[0] for row in rows)

    def positions(self, ids: Sequence[str]) -> dict[str, tuple[str, int]]:
        """Return stream and seq of those of these records that are here."""
        rows = self._connection.execute(
            "SELECT record.id, record.stream, record.seq FROM json_each(?) AS wanted"
            " CROSS JOIN record ON record.id = wanted.value",
            (json.dumps(list(ids)),),
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def authors(self) -> dict[str, Holder]:
        """Return who opened each stream that is here."""
        rows = self._connection.execute(
            "SELECT stream, id, kind, json_extract(data, '$.body') FROM record"
            " WHERE seq = 1 AND kind IN ('event.founded', 'stream.opened') ORDER BY id DESC"
        )
        return {row[0]: opener(*row[1:]) for row in rows}

    def chains(self) -> dict[str, tuple[bytes, ...]]:
        """Return certificate fingerprint → chain of every key published here."""
        rows = self._connection.execute(
            "SELECT json_extract(data, '$.body.chain') FROM record WHERE kind = 'key.enrolled'"
        )
        chains = [tuple(base64.b64decode(link) for link in json.loads(row[0])) for row in rows]
        return {hashlib.sha256(chain[0]).hexdigest(): chain for chain in chains}

    def record(self, record_id: str) -> Record | None:
        """Return one record."""
        row = self._connection.execute(
            "SELECT data FROM record WHERE id = ?", (record_id,)
        ).fetchone()
        return parse_record(row[0].encode()) if row else None

    def stream_batch(self, streams: Iterable[str], *, sealed_only: Iterable[str] = ()) -> Batch:
        """Return whole streams with their seals and the attachments that they name.

        Args:
            streams: streams to give in full.
            sealed_only: of these, the ones to give only as far as they are sealed.
        """
        until = dict.fromkeys(streams, -1)
        for stream in sealed_only:
            row = self._connection.execute(
                "SELECT sealed_to FROM stream WHERE id = ?", (stream,)
            ).fetchone()
            until[stream] = row[0] if row else 0
        records: list[Record] = []
        seals: list[Seal] = []
        for stream in sorted(until):
            last = until[stream] if until[stream] >= 0 else 100_000_000
            rows = self._connection.execute(
                "SELECT data FROM record WHERE stream = ? AND seq <= ? ORDER BY seq, id",
                (stream, last),
            )
            records.extend(parse_record(row[0].encode()) for row in rows)
            seals.extend(
                Seal(*row) for row in self._connection.execute(TRAVELLING_SEALS, (stream, last))
            )
        named = [str(r.body["attachment"]) for r in records if r.kind == "sheet.signed"]
        attachments = {digest: self.attachment(digest) for digest in named}
        return Batch(records, seals, {d: c for d, c in attachments.items() if c is not None})

    def attachment(self, digest: str) -> bytes | None:
        """Return an attachment by its SHA-256."""
        row = self._connection.execute(
            "SELECT content FROM attachment WHERE digest = ?", (digest,)
        ).fetchone()
        return row[0] if row else None

    def streams(self, role: Role) -> dict[str, str]:
        """Return the streams of everybody who writes in this role: stream → author."""
        rows = self._connection.execute(
            "SELECT id, author FROM stream WHERE role = ?", (role.value,)
        )
        return dict(rows.fetchall())

    def count(self) -> int:
        """Return how many records there are."""
        return int(self._connection.execute("SELECT count(*) FROM record").fetchone()[0])

    def fingerprint(self) -> str:
        """Return a fingerprint of the whole state; the order of arrival does not enter it."""
        return state_fingerprint(self._connection)

    def score_fingerprint(self) -> str:
        """Return a fingerprint over entry, assessor, criterion and value alone."""
        return score_fingerprint(self._connection)

    # -- inside ----------------------------------------------------------------------------

    def _turn(self, at: int, origin: str, *, rehearse: bool = False) -> Turn:
        keep_turn = None if rehearse else self._keep_turn
        return Turn(self._connection, keep_turn, at, origin)

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

    def _refreshed(self, turn: Turn, streams: set[str]) -> Touched:
        """Refresh the projections for what the turn added, and say what that touched.

        Args:
            turn: what was added.
            streams: streams that got seals, or records from elsewhere.
        """
        new = joined(turn.added)
        foundation = self._projections.refresh(turn.last_before, streams)
        return _touched(new.records, foundation=foundation)

    def _insert_rows(self, batch: Batch, turn: Turn) -> None:
        """Insert what is not here yet."""
        fresh = self._insert_records(batch.records, turn)
        seals = [seal for seal in batch.seals if self._insert_seal(seal, turn.number)]
        attachments = {
            digest: content
            for digest, content in batch.attachments.items()
            if self._insert_attachment(digest, content, turn.number)
        }
        turn.added.append(Batch(fresh, seals, attachments))

    def _insert_records(self, records: Sequence[Record], turn: Turn) -> Sequence[Record]:
        """Insert the records that are not here yet, and return them.

        An id is the hash of a record's bytes, so a row with that id is that record.
        """
        if not records:
            return ()
        many = self._connection.executemany
        before = turn.last_number()
        inserted = many(
            "INSERT OR IGNORE INTO record"
            " (id, stream, seq, prev, kind, subject, authority, data, turn)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (r.id, r.stream, r.seq, r.prev, r.kind, r.path, authority_of(r),
                 r.data.decode(), turn.number)
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


def authority_of(record: Record) -> str:
    """Return who may write this record, as a column: an assessor's id, or a role."""
    authority = KINDS[record.kind].authority
    return record.subject[1] if authority is Authority.OWNER else f"@{authority.value}"


def _touched(records: Sequence[Record], *, foundation: bool) -> Touched:
    subjects: defaultdict[str, set[Subject]] = defaultdict(set)
    for record in records:
        subjects[record.subject[0]].add(record.subject[1:3])
    sheets = subjects["score"] | subjects["sheet"] | subjects["signature"]
    return Touched(
        sheets=frozenset((assessor, entry) for assessor, entry in sheets),
        notes=frozenset((assessor, entry) for assessor, entry in subjects["note"]),
        entries=frozenset(entry for (entry,) in subjects["attendance"]),
        foundation=foundation,
    )
