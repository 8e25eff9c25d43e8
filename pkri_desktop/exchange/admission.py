# SPDX-License-Identifier: MIT
"""Admission: what must be true of records before any of them is stored.

Here it is decided whether records are *whole and really from whom they say*. Whether they count
is decided later and anew each time, when the ledger is read.
"""

from __future__ import annotations

import base64
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.identity import certificates
from pkri_desktop.identity.signer import seal_holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pkri_desktop.domain.framing import Batch
    from pkri_desktop.domain.record import Record, Seal


class Here(Protocol):
    """What admission must know of the ledger that records are to enter."""

    def positions(self, ids: Sequence[str]) -> Mapping[str, tuple[str, int]]:
        """Return stream and seq of those of these records that are here."""
        ...

    def authors(self) -> Mapping[str, Holder]:
        """Return who opened each stream that is here."""
        ...

    def chains(self) -> Mapping[str, tuple[bytes, ...]]:
        """Return certificate fingerprint → chain of every key published here."""
        ...

    def attachment(self, digest: str) -> bytes | None:
        """Return an attachment by its SHA-256."""
        ...


class Remembered:
    """A ledger that is not written to meanwhile: what was asked of it once is not asked again."""

    def __init__(self, here: Here) -> None:
        """Remember what ``here`` answers."""
        self._here = here

    def positions(self, ids: Sequence[str]) -> Mapping[str, tuple[str, int]]:
        """Return stream and seq of those of these records that are here."""
        return self._here.positions(ids) if ids else {}

    def authors(self) -> Mapping[str, Holder]:
        """Return who opened each stream that is here."""
        return self._authors

    def chains(self) -> Mapping[str, tuple[bytes, ...]]:
        """Return certificate fingerprint → chain of every key published here."""
        return self._chains

    def attachment(self, digest: str) -> bytes | None:
        """Return an attachment by its SHA-256."""
        return self._here.attachment(digest)

    @cached_property
    def _authors(self) -> Mapping[str, Holder]:
        return self._here.authors()

    @cached_property
    def _chains(self) -> Mapping[str, tuple[bytes, ...]]:
        return self._here.chains()


class NothingHere:
    """A ledger before its first record."""

    def positions(self, ids: Sequence[str]) -> Mapping[str, tuple[str, int]]:
        """Return nothing."""
        del ids
        return {}

    def authors(self) -> Mapping[str, Holder]:
        """Return nobody."""
        return {}

    def chains(self) -> Mapping[str, tuple[bytes, ...]]:
        """Return no key."""
        return {}

    def attachment(self, digest: str) -> bytes | None:
        """Return no attachment."""
        del digest
        return None


class Charter(NamedTuple):
    """What pins an event: the id of its founding record, and the root named in it."""

    event: str
    root: bytes


class Admission:
    """Checks batches from one file against one event."""

    def __init__(self, charter: Charter, here: Here, name: str) -> None:
        """Check for the event of ``charter``; ``name`` is the file's, for the sentences."""
        self._charter = charter
        self._here = here
        self._name = name
        self._holders: dict[bytes, Holder] = {}  # by certificate: chains repeat with every seal

    def signer(self, chain: Sequence[bytes]) -> Holder:
        """Return whom the package's certificates speak for.

        Raises:
            Refusal: they do not lead to this event's root.
        """
        try:
            holder = certificates.holder_of(chain, self._charter.root)
        except certificates.UntrustedCertificateError as error:
            raise self._refused(Reason.PACKAGE_STRANGER) from error
        if holder.event != self._charter.event:
            raise self._refused(Reason.PACKAGE_OTHER_EVENT)
        return holder

    def check(self, batch: Batch, signer: Holder | None, *, drafts: bool = False) -> None:
        """Let the batch pass, or say why not.

        Args:
            batch: records whose hashes have been checked.
            signer: who signed the package; None for an event file, which nobody signs.
            drafts: whether unsealed records of assessors pass, as the drafts they are: from an
                event file, and from an operator who took one in.

        Raises:
            Refusal: a chain has a gap, a stream was opened for another event or by nobody, a seal
                does not hold, or records are vouched for by nobody.
        """
        inside = {record.id: record for record in batch.records}
        self._check_chains(inside)
        authors = dict(self._here.authors()) | self._openings(batch.records)
        sealed = _with_ancestors(self._check_seals(batch, inside, authors), inside)
        self._check_vouched(batch.records, authors, sealed, signer, drafts=drafts)
        self._check_attachments(batch)

    def _check_chains(self, inside: Mapping[str, Record]) -> None:
        """Demand of each record that the one before it in its stream is inside or here."""
        outside = []
        for record in inside.values():
            if record.seq > 1:
                before = inside.get(record.prev)
                if before is None:
                    outside.append(record)
                elif before.seq != record.seq - 1 or before.stream != record.stream:
                    raise self._refused(Reason.RECORD_NO_PREDECESSOR, number=record.seq)
        places = self._here.positions([record.prev for record in outside])
        for record in outside:
            if places.get(record.prev) != (record.stream, record.seq - 1):
                raise self._refused(Reason.RECORD_NO_PREDECESSOR, number=record.seq)

    def _openings(self, records: Sequence[Record]) -> dict[str, Holder]:
        """Return who opens the streams that begin in these records."""
        authors = {}
        for record in records:
            if record.seq != 1:
                continue
            if record.kind == "event.founded":
                holder = Holder(record.id, Role.SECRETARIAT, FOUNDER)
            elif record.kind == "stream.opened" and record.subject[1] == record.stream:
                body = cast("dict[str, str]", record.body)
                holder = Holder(body["event"], Role(body["role"]), body["author"])
            else:
                raise self._refused(Reason.RECORD_UNKNOWN_AUTHOR)
            if holder.event != self._charter.event:
                raise self._refused(Reason.PACKAGE_OTHER_EVENT)
            authors[record.stream] = holder
        return authors

    def _check_seals(
        self, batch: Batch, inside: Mapping[str, Record], authors: Mapping[str, Holder]
    ) -> list[str]:
        """Return the records that their own stream's author has sealed."""
        chains = self._chains(batch.records)
        places = dict(self._here.positions([s.record for s in batch.seals]))
        for seal in batch.seals:
            if (record := inside.get(seal.record)) is not None:
                places[record.id] = (record.stream, record.seq)
        return [
            seal.record
            for seal in batch.seals
            if self._sealer(seal, chains, places) == authors.get(seal.stream)
        ]

    def _chains(self, records: Sequence[Record]) -> Mapping[str, tuple[bytes, ...]]:
        """Return certificate fingerprint → chain, of the keys published here or in the batch.

        Anybody may publish anybody's certificate, with other certificates behind it: of several
        chains one that leads to the root is taken.
        """
        chains = dict(self._here.chains())
        for name, chain in published_chains(records):
            if name not in chains or not self._leads_to_the_root(chains[name]):
                chains[name] = chain
        return chains

    def _leads_to_the_root(self, chain: Sequence[bytes]) -> bool:
        try:
            certificates.holder_of(chain, self._charter.root)
        except certificates.UntrustedCertificateError:
            return False
        return True

    def _sealer(
        self,
        seal: Seal,
        chains: Mapping[str, tuple[bytes, ...]],
        places: Mapping[str, tuple[str, int]],
    ) -> Holder:
        chain = chains.get(seal.certificate)
        if chain is None or places.get(seal.record) != (seal.stream, seal.seq):
            raise self._refused(Reason.SEAL_INVALID)
        if not seal_holds(seal, chain[0]):
            raise self._refused(Reason.SEAL_INVALID)
        if chain[0] not in self._holders:
            try:
                self._holders[chain[0]] = certificates.holder_of(chain, self._charter.root)
            except certificates.UntrustedCertificateError as error:
                raise self._refused(Reason.CERTIFICATE_UNTRUSTED) from error
        return self._holders[chain[0]]

    def _check_vouched(
        self,
        records: Sequence[Record],
        authors: Mapping[str, Holder],
        sealed: set[str],
        signer: Holder | None,
        *,
        drafts: bool,
    ) -> None:
        """Refuse records that neither a seal of their author nor the package's signer vouches for.

        An assessor's drafts may pass; unsealed records in the secretariat's name never do.
        """
        unsealed_of: dict[str, list[str]] = {record.stream: [] for record in records}
        for record in records:
            if record.id not in sealed:
                unsealed_of[record.stream].append(record.id)
        for stream, unsealed in unsealed_of.items():
            author = authors.get(stream)
            if author is None:
                raise self._refused(Reason.RECORD_UNKNOWN_AUTHOR)
            if author == signer or not unsealed:
                continue
            if drafts and author.role is Role.ASSESSOR:
                continue
            if len(self._here.positions(unsealed)) < len(unsealed):
                raise self._refused(Reason.RECORD_UNSEALED, author=author.author)

    def _check_attachments(self, batch: Batch) -> None:
        named = {
            str(record.body["attachment"])
            for record in batch.records
            if record.kind == "sheet.signed"
        }
        for digest in named - batch.attachments.keys():
            if self._here.attachment(digest) is None:
                raise self._refused(Reason.ATTACHMENT_MISSING)
        if batch.attachments.keys() - named:
            raise self._refused(Reason.PACKAGE_DAMAGED)

    def _refused(self, reason: Reason, **facts: str | int) -> Refusal:
        return Refusal(reason, file=self._name, **facts)


def _with_ancestors(sealed: Sequence[str], inside: Mapping[str, Record]) -> set[str]:
    """Return the sealed records and all before them in their chains: what a seal vouches for."""
    vouched: set[str] = set()
    for name in sealed:
        record = inside.get(name)
        while record is not None and record.id not in vouched:
            vouched.add(record.id)
            record = inside.get(record.prev)
    return vouched


def charter_of(records: Sequence[Record], event: str) -> Charter | None:
    """Return the charter of ``event`` from its founding record, if that is among these."""
    for record in records:
        if record.id == event and record.kind == "event.founded":
            return Charter(event, base64.b64decode(str(record.body["root"])))
    return None


def published_chains(records: Sequence[Record]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """Yield certificate fingerprint and chain of the keys that these records publish."""
    for record in records:
        if record.kind == "key.enrolled":
            links = cast("list[str]", record.body["chain"])
            chain = tuple(base64.b64decode(link) for link in links)
            yield certificates.fingerprint(chain[0]), chain
