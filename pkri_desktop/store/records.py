# SPDX-License-Identifier: MIT
"""What is in the ledger: its records, seals and attachments, and who wrote them."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.record import Record, Seal, parse_record
from pkri_desktop.store.fingerprints import score_fingerprint, state_fingerprint
from pkri_desktop.store.streams import opener

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from pkri_desktop.domain.holder import Holder, Role

# A seal vouches for the whole chain before it, so of an undivided stream the last one suffices.
TRAVELLING_SEALS = """
    SELECT seal.stream, max(seal.seq), seal.record, seal.certificate, seal.signature
    FROM seal LEFT JOIN stream ON stream.id = seal.stream
    WHERE seal.stream = ? AND seal.seq <= ?
    GROUP BY seal.certificate, iif(stream.forked_at IS NULL, '', seal.record)
    ORDER BY seal.seq, seal.record, seal.certificate
"""


class Records:
    """Reads the ledger tables of one event file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``."""
        self._connection = connection

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
            " WHERE seq = 1 AND kind IN ('event.founded', 'stream.opened')"
            " ORDER BY id = (SELECT value FROM local WHERE key = 'event'), id DESC"
        )
        return {row[0]: opener(*row[1:]) for row in rows}

    def chains(self) -> dict[str, tuple[bytes, ...]]:
        """Return certificate fingerprint → chain of every key published here."""
        rows = self._connection.execute(
            "SELECT json_extract(data, '$.body.chain') FROM record WHERE kind = 'key.enrolled'"
        )
        chains = [tuple(base64.b64decode(link) for link in json.loads(row[0])) for row in rows]
        return {hashlib.sha256(chain[0]).hexdigest(): chain for chain in chains}

    def published_keys(self, role: Role) -> tuple[Record, ...]:
        """Return the records by which people made their own keys known, oldest first."""
        rows = self._connection.execute(
            "SELECT record.data FROM record JOIN stream ON stream.id = record.stream"
            " WHERE record.kind = 'key.enrolled' AND stream.role = ? AND stream.standing = 'good'"
            " AND json_extract(record.data, '$.subject[1]') = stream.author"
            " GROUP BY record.subject ORDER BY min(json_extract(record.data, '$.at')), record.id",
            (role.value,),
        )
        return tuple(parse_record(row[0].encode()) for row in rows)

    def last_sealed_with(self, certificate: str) -> Record | None:
        """Return the record that this certificate sealed last, by its place in the stream."""
        row = self._connection.execute(
            "SELECT record.data FROM seal JOIN record ON record.id = seal.record"
            " WHERE seal.certificate = ? ORDER BY seal.seq DESC, seal.record LIMIT 1",
            (certificate,),
        ).fetchone()
        return parse_record(row[0].encode()) if row else None

    def vouched_with(self, certificate: str) -> tuple[Record, ...]:
        """Return the records that this certificate vouches for, the last of a stream first."""
        rows = self._connection.execute(
            "SELECT record.data FROM record JOIN (SELECT stream, max(seq) AS last FROM seal"
            " WHERE certificate = ? GROUP BY stream) AS vouched"
            " ON vouched.stream = record.stream AND record.seq <= vouched.last"
            " ORDER BY record.seq DESC, record.id",
            (certificate,),
        )
        return tuple(parse_record(row[0].encode()) for row in rows)

    def records(self, ids: Sequence[str]) -> tuple[Record, ...]:
        """Return those of these records that are here, in the order of the ids."""
        found = (self.record(record_id) for record_id in ids)
        return tuple(record for record in found if record is not None)

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
            sealed_only: of these, the ones to give only as far as they are sealed: up to the seal
                that says so, which may lie beyond what counts.
        """
        until = dict.fromkeys(streams, -1)
        for stream in sealed_only:
            row = self._connection.execute(
                "SELECT min(seal.seq) FROM stream JOIN seal ON seal.stream = stream.id"
                " WHERE stream.id = ? AND seal.seq >= stream.sealed_to AND stream.sealed_to > 0",
                (stream,),
            ).fetchone()
            until[stream] = row[0] or 0
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
