# SPDX-License-Identifier: MIT
"""Streams as the ledger is read: whose each is, whether it may speak, how far it is sealed."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.holder import FOUNDER, Holder, Role

if TYPE_CHECKING:
    import sqlite3

HolderOf = Callable[[Sequence[bytes], bytes], Holder | None]

_NO_RECORD = 2**62  # a seq that no stream reaches
KEY_SUBJECT_DIGITS = 40  # a subject's part holds at most forty characters of a fingerprint


# A decision about streams is read before streams are: it stands when the secretariat made it and
# has not replaced it by another of its kind. A conflict.decided cannot take it away.
_STANDS = """stream.role = 'secretariat' AND stream.standing = 'good'
    AND NOT EXISTS (SELECT 1 FROM replacement JOIN record AS later
        ON later.id = replacement.record
        JOIN stream AS later_stream ON later_stream.id = later.stream
        WHERE replacement.replaced = record.id AND later.subject = record.subject
        AND later.kind = record.kind
        AND later_stream.role = 'secretariat' AND later_stream.standing = 'good')"""


class _Standing(NamedTuple):
    """One row of the ``stream`` projection, and the records of the stream that do not act.

    Attributes:
        contested: of those, what stands sealed on one of several branches, none of which is kept.
    """

    role: str
    author: str
    standing: str
    sealed_to: int
    forked_at: int | None
    disowned: frozenset[str]
    contested: frozenset[str]


class Streams:
    """Computes the ``stream`` and ``disowned`` projections."""

    def __init__(self, connection: sqlite3.Connection, holder_of: HolderOf) -> None:
        """Work on ``connection``; ``holder_of`` follows a chain of certificates to a root."""
        self._connection = connection
        self._holder_of = holder_of
        self._holders: dict[str, Holder] = {}  # by fingerprint: a pure function's memory

    def refresh_all(self) -> None:
        """Compute every stream anew."""
        rows = self._connection.execute("SELECT DISTINCT stream FROM record")
        self.refresh([row[0] for row in rows], set())

    def refresh(self, streams: Iterable[str], subjects: set[str]) -> set[str]:
        """Compute the given streams, and those that the keys among ``subjects`` vouch for.

        Returns:
            Subjects whose reading may change because a stream's standing changed.
        """
        wanted = set(streams)
        for subject in subjects:
            if subject.startswith("key/"):
                wanted |= self._sealed_with(subject.rsplit("/", 1)[1])
        if not wanted:
            return set()
        event, root = self._event()
        authors = {stream: self._author(stream) for stream in wanted}
        touched: set[str] = set()
        # Who is on the roster is known only once the secretariat's own streams are; and one of
        # these may hold the decision about a fork of another.
        for role in (Role.SECRETARIAT, Role.SECRETARIAT, Role.ASSESSOR):
            roster = self._roster() if role is Role.ASSESSOR else set()
            for stream in sorted(wanted):
                holder = authors[stream]
                if holder is not None and holder.role is role:
                    new = self._standing(stream, holder, event, root, roster)
                    touched |= self._put(stream, new)
        return touched

    def _event(self) -> tuple[str, bytes]:
        """Return id and root certificate of the event; empty while it is not founded."""
        row = self._connection.execute(
            "SELECT id, json_extract(data, '$.body.root') FROM record"
            " WHERE id = (SELECT value FROM local WHERE key = 'event')"
        ).fetchone()
        return (row[0], base64.b64decode(row[1])) if row else ("", b"")

    def _author(self, stream: str) -> Holder | None:
        """Return who says to be writing the stream, by its first record."""
        row = self._connection.execute(
            "SELECT id, kind, json_extract(data, '$.body') FROM record"
            " WHERE stream = ? AND seq = 1 AND kind IN ('event.founded', 'stream.opened')"
            " ORDER BY id <> (SELECT value FROM local WHERE key = 'event'), id LIMIT 1",
            (stream,),
        ).fetchone()
        return opener(*row) if row else None

    def _roster(self) -> set[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT json_extract(record.data, '$.subject[1]') FROM record"
            " CROSS JOIN stream ON stream.id = record.stream"
            " WHERE record.subject >= 'assessor/' AND record.subject < 'assessor0'"
            " AND record.kind = 'assessor.appointed'"
            " AND stream.role = 'secretariat' AND stream.standing = 'good'"
            " AND NOT EXISTS (SELECT 1 FROM disowned WHERE disowned.record = record.id)"
        )
        return {row[0] for row in rows}

    def _standing(
        self, stream: str, holder: Holder, event: str, root: bytes, roster: set[str]
    ) -> _Standing:
        seals = self._seals(stream, holder, root)
        forked_at = self._forked_at(stream)
        disowned, contested = self._disowned(stream, forked_at, [record for _, record in seals])
        sealed_to = self._vouched_to(seals, disowned)
        if holder.event != event:
            standing = "foreign"
        elif holder.role is Role.ASSESSOR:
            standing = "good" if holder.author in roster else "unknown"
        else:
            founding = self._is_founding(stream, event)
            standing = "good" if founding or sealed_to else "unsealed"
        return _Standing(
            holder.role.value, holder.author, standing, sealed_to, forked_at, disowned, contested
        )

    def _vouched_to(self, seals: Sequence[tuple[int, str]], disowned: frozenset[str]) -> int:
        """Return the last record that acts of those that seals vouch for.

        A seal on a branch that is not kept still vouches for what comes before the fork.
        """
        last, passed = 0, set[str]()
        for seq, record in seals:
            while record in disowned and record not in passed:  # each is walked over once
                passed.add(record)
                row = self._connection.execute("SELECT prev FROM record WHERE id = ?", (record,))
                seq, record = seq - 1, row.fetchone()[0]
            if record not in passed:
                last = max(last, seq)
        return last

    def _is_founding(self, stream: str, event: str) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM record WHERE id = ? AND stream = ?", (event, stream)
        ).fetchone()
        return row is not None

    def _forked_at(self, stream: str) -> int | None:
        row = self._connection.execute(
            "SELECT seq FROM record WHERE stream = ? GROUP BY seq HAVING count(*) > 1"
            " ORDER BY seq LIMIT 1",
            (stream,),
        ).fetchone()
        return row[0] if row else None

    def _disowned(
        self, stream: str, forked_at: int | None, sealed: Sequence[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return the ids that do not act because the stream forked before or at them.

        Unsealed records count for nothing, so they cannot bring down a branch that is sealed;
        between two sealed branches, or two unsealed ones, only a decision chooses.

        Returns:
            All of them; and those that are sealed while no branch is kept.
        """
        if forked_at is None:
            return frozenset(), frozenset()
        rows = self._connection.execute(
            "SELECT id, prev, seq FROM record WHERE stream = ? AND seq >= ?", (stream, forked_at)
        ).fetchall()
        branches = _Branches({row[0]: (row[1], row[2]) for row in rows})
        decided = self._kept_branch(stream)
        keep = decided if decided in branches else branches.only_tip(sealed)
        contested = frozenset[str]() if keep else branches.back_from_all(sealed)
        return branches.all_but(keep), contested

    def _kept_branch(self, stream: str) -> str:
        """Return the record whose branch the secretariat decided to keep; empty for none."""
        rows = self._connection.execute(
            "SELECT DISTINCT json_extract(record.data, '$.body.keep') FROM record"
            " JOIN stream ON stream.id = record.stream"
            " WHERE record.subject = 'fork/' || ? AND record.kind = 'fork.decided'"
            f" AND {_STANDS}",
            (stream,),
        ).fetchall()
        return rows[0][0] if len(rows) == 1 else ""

    def _seals(self, stream: str, holder: Holder, root: bytes) -> list[tuple[int, str]]:
        """Return seq and record of the places up to which the author vouches for the stream.

        A seal made after the last good record of a revocation still says that all before it is the
        author's: it counts as one over its own forerunner there. So it does not matter which of an
        author's seals have arrived.
        """
        rows = self._connection.execute(
            "SELECT seal.seq, seal.record, seal.certificate FROM seal JOIN record"
            " ON record.id = seal.record AND record.stream = seal.stream"
            " AND record.seq = seal.seq WHERE seal.stream = ?",
            (stream,),
        ).fetchall()
        revoked = self._revoked(holder) if holder.role is Role.ASSESSOR else {}
        places, late = [], defaultdict[int, list[tuple[int, str]]](list)
        for seq, record, certificate in rows:
            if self._holder(certificate, holder, root) != holder:
                continue
            last = self._good_until(revoked.get(certificate[:KEY_SUBJECT_DIGITS]), stream)
            if seq <= last:
                places.append((seq, record))
            elif last > 0:
                late[last].append((seq, record))
        for last, sealed in late.items():
            places += ((last, record) for record in self._forerunners(sealed, last))
        return places

    def _forerunners(self, sealed: Sequence[tuple[int, str]], last: int) -> set[str]:
        """Return the records at ``last`` on the ways back from later ones."""
        found, passed = set(), set[str]()
        for seq, record in sealed:
            while seq > last and record not in passed:  # each is walked over once
                passed.add(record)
                row = self._connection.execute("SELECT prev FROM record WHERE id = ?", (record,))
                seq, record = seq - 1, row.fetchone()[0]
            if seq == last:
                found.add(record)
        return found

    def _revoked(self, holder: Holder) -> dict[str, set[str]]:
        """Return certificate → the last good records that revocations of it name.

        Usually one record; more than one while operators of the secretariat disagree.
        """
        rows = self._connection.execute(
            f"SELECT record.subject, json_extract(record.data, '$.body.last') FROM record"
            f" JOIN stream ON stream.id = record.stream"
            f" WHERE record.subject >= ? AND record.subject < ? AND record.kind = 'key.revoked'"
            f" AND {_STANDS}",
            (f"revocation/{holder.author}/", f"revocation/{holder.author}0"),
        )
        revoked: dict[str, set[str]] = {}
        for subject, last in rows:
            revoked.setdefault(subject.rsplit("/", 1)[1], set()).add(last)
        return revoked

    def _good_until(self, lasts: set[str] | None, stream: str) -> int:
        """Return up to which place of a stream all revocations leave it good; 0 for nothing."""
        if lasts is None:
            return _NO_RECORD
        rows = self._connection.execute(
            "SELECT record.seq FROM json_each(?) AS last JOIN record ON record.id = last.value"
            " WHERE record.stream = ?",
            (json.dumps(sorted(lasts)), stream),
        ).fetchall()
        return min(row[0] for row in rows) if len(rows) == len(lasts) else 0

    def _holder(self, certificate: str, claimed: Holder, root: bytes) -> Holder | None:
        """Return whom a certificate speaks for, from the chain that its holder published."""
        if certificate not in self._holders:
            rows = self._connection.execute(
                "SELECT json_extract(data, '$.body.chain') FROM record"
                " WHERE subject = ? AND kind = 'key.enrolled' ORDER BY id",
                (f"key/{claimed.author}/{certificate[:KEY_SUBJECT_DIGITS]}",),
            )
            chains = [[base64.b64decode(link) for link in json.loads(row[0])] for row in rows]
            holders = [
                self._holder_of(chain, root)
                for chain in chains
                if hashlib.sha256(chain[0]).hexdigest() == certificate
            ]
            known = [holder for holder in holders if holder is not None]
            if not known:
                return None
            self._holders[certificate] = known[0]
        return self._holders[certificate]

    def _sealed_with(self, digits: str) -> set[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT stream FROM seal WHERE substr(certificate, 1, ?) = ?",
            (KEY_SUBJECT_DIGITS, digits),
        )
        return {row[0] for row in rows}

    def _put(self, stream: str, new: _Standing) -> set[str]:
        """Write one stream's row; return the subjects whose reading it may change."""
        execute = self._connection.execute
        old = execute(
            "SELECT role, author, standing, sealed_to, forked_at FROM stream WHERE id = ?",
            (stream,),
        ).fetchone()
        whole = new.forked_at is None
        if old == new[:5] and whole:
            return set()
        touched = self._subjects(stream, _changed_from(old, new))
        execute(
            "INSERT OR REPLACE INTO stream"
            " (id, role, author, standing, sealed_to, forked_at) VALUES (?, ?, ?, ?, ?, ?)",
            (stream, *new[:5]),
        )
        if not whole:
            execute(
                "DELETE FROM disowned WHERE record IN (SELECT id FROM record WHERE stream = ?)",
                (stream,),
            )
        self._connection.executemany(
            "INSERT INTO disowned VALUES (?, ?)",
            ((record, record in new.contested) for record in sorted(new.disowned)),
        )
        return touched

    def _subjects(self, stream: str, first: int) -> set[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT subject FROM record WHERE stream = ? AND seq >= ?", (stream, first)
        )
        return {row[0] for row in rows}


def _changed_from(old: tuple[str, str, str, int, int | None] | None, new: _Standing) -> int:
    """Return from which record of a stream on its reading may be another one now.

    Nothing was read of a stream without a row: its records are new themselves.
    """
    if old is None:
        return _NO_RECORD if new.forked_at is None else 1
    if (*old[:3], old[4], new.forked_at) == (*new[:3], None, None):
        return min(old[3], new.sealed_to) + 1
    return 1


def opener(record: str, kind: str, body: str) -> Holder:
    """Return who opens a stream by its first record: the founder of an event, or who it names."""
    if kind == "event.founded":
        return Holder(record, Role.SECRETARIAT, FOUNDER)
    fields = json.loads(body)
    return Holder(fields["event"], Role(fields["role"]), fields["author"])


class _Branches:
    """The records of a forked stream from the fork on: id → (id before it, seq)."""

    def __init__(self, records: dict[str, tuple[str, int]]) -> None:
        self._records = records

    def __contains__(self, record: str) -> bool:
        return record in self._records

    def only_tip(self, sealed: Sequence[str]) -> str:
        """Return the last sealed record, if all sealed ones lie in one branch; else nothing."""
        inside = [record for record in sealed if record in self._records]
        tip = max(inside, key=lambda record: self._records[record][1], default="")
        return tip if set(inside) <= self._back_from(tip) else ""

    def back_from_all(self, records: Sequence[str]) -> frozenset[str]:
        """Return what stands on the way back from any of ``records`` to the fork."""
        return frozenset[str]().union(*(self._back_from(record) for record in records))

    def all_but(self, keep: str) -> frozenset[str]:
        """Return all records but those before ``keep`` and those that follow it undivided."""
        kept = self._back_from(keep)
        following: dict[str, list[str]] = {}
        for record, (before, _) in self._records.items():
            following.setdefault(before, []).append(record)
        while keep in self._records and len(following.get(keep, ())) == 1:
            keep = following[keep][0]
            kept.add(keep)
        return frozenset(self._records) - kept

    def _back_from(self, record: str) -> set[str]:
        passed = set()
        while record in self._records:
            passed.add(record)
            record = self._records[record][0]
        return passed
