# SPDX-License-Identifier: MIT
"""Acting records, the two readings, heads and conflicts (section 7)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from verifikator import canonical
from verifikator.findings import Findings
from verifikator.kinds import DECISION, KINDS, OWNER, ROOM, SECRETARIAT
from verifikator.ledger import Ledger
from verifikator.records import Record
from verifikator.standing import Stream

Pairs = frozenset[tuple[str, str]]
"""Assessor and entry."""


@dataclass(slots=True)
class Reading:
    """One reading of the ledger.

    Attributes:
        records: All records of the ledger, for what a decision chose.
        heads: Heads by subject, ascending by id.
        conflicts: Subjects in conflict.
    """

    records: dict[str, Record]
    heads: dict[str, list[Record]] = field(default_factory=dict)
    conflicts: set[str] = field(default_factory=set)

    def effect(self, head: Record) -> Record:
        """What a head stands for: itself, or what it chose."""
        return self.records[head.body["chosen"]] if head.kind == DECISION else head

    def effects(self, subject: str) -> list[Record]:
        """What the heads of a subject stand for."""
        return [self.effect(head) for head in self.heads.get(subject, [])]

    def value(self, subject: str) -> Record | None:
        """What the head with the lowest id stands for."""
        heads = self.heads.get(subject)
        return self.effect(heads[0]) if heads else None

    def under(self, first: str) -> list[tuple[list[str], Record]]:
        """Parts of the subject and value of all subjects that begin with a word."""
        return [
            (subject.split("/"), self.effect(heads[0]))
            for subject, heads in sorted(self.heads.items())
            if subject.split("/")[0] == first
        ]


@dataclass(frozen=True, slots=True)
class Readings:
    """Both readings, and who is assigned to what."""

    written: Reading
    sealed: Reading
    assigned: Pairs


def read(records: dict[str, Record], taken: Iterable[Record]) -> Reading:
    """The reading that takes some of the records."""
    by_subject = defaultdict(list)
    for record in taken:
        by_subject[record.subject].append(record)
    reading = Reading(records)
    for subject, found in by_subject.items():
        replaced = {other for one in found for other in one.replaces if other != one.id}
        heads = sorted((one for one in found if one.id not in replaced), key=lambda one: one.id)
        reading.heads[subject] = heads
        effects = [reading.effect(one) for one in heads]
        if len({(one.kind, canonical.encode(one.body)) for one in effects}) > 1:
            reading.conflicts.add(subject)
    return reading


def both_readings(ledger: Ledger, streams: dict[str, Stream], findings: Findings) -> Readings:
    """Both readings of a ledger."""
    records = ledger.records
    # Nobody but the secretariat forms panels, so who is assigned does not depend on who may
    # speak for a room.
    first, _ = _acting(records, streams, frozenset())
    assigned = assignments(read(records, first))
    acting, silent = _acting(records, streams, assigned)
    for record, reason in silent:
        if reason in (_FOREIGN, _CHOICE):
            findings.add("record.author", record.place, reason)
        else:
            findings.note("record.silent", record.place, reason)
    written = read(records, acting)
    vouched = [one for one in acting if one.seq <= streams[one.stream].sealed]
    ids = {one.id for one in vouched}
    sealed = read(records, [one for one in vouched if _is_vouched(one, ids)])
    return Readings(written, sealed, assigned)


def _is_vouched(record: Record, sealed: set[str]) -> bool:
    """Whether the sealed reading takes a sealed record: a decision only with what it chose."""
    return record.kind != DECISION or record.body["chosen"] in sealed


_FOREIGN = "penulis aliran tidak berwenang menulisnya; tidak berlaku"
_ROOM = "penulis tidak bertugas pada peserta ini; tidak berlaku"
_CHOICE = "keputusan tidak menyebut pilihannya dalam replaces; tidak berlaku"
_CHOSEN = "pilihan keputusan tidak berlaku; keputusan tidak berlaku"


def _acting(
    records: dict[str, Record], streams: dict[str, Stream], assigned: Pairs
) -> tuple[list[Record], list[tuple[Record, str]]]:
    """Records that act, and those of acting streams that do not, with the reason."""
    acting: dict[str, Record] = {}
    decisions = []
    silent = []
    for record in records.values():
        stream = streams[record.stream]
        if not stream.acts or record.id in stream.disowned:
            continue
        reason = objection(record, stream, assigned)
        if reason:
            silent.append((record, reason))
        elif record.kind == DECISION:
            decisions.append(record)
        else:
            acting[record.id] = record
    standing = []
    for decision in decisions:
        chosen = acting.get(decision.body["chosen"])
        if decision.body["chosen"] not in decision.replaces:
            silent.append((decision, _CHOICE))
        elif chosen is None or chosen.subject != decision.subject:
            silent.append((decision, _CHOSEN))
        else:
            standing.append(decision)
    return [*acting.values(), *standing], silent


def objection(record: Record, stream: Stream, assigned: Pairs) -> str:
    """Why a record may not speak of its subject, fork or no fork; empty when it may."""
    who = KINDS[record.kind].who
    secretariat = stream.is_of("secretariat")
    if who == SECRETARIAT and not secretariat:
        return _FOREIGN
    if who == OWNER and not stream.is_of("assessor", record.parts[1]):
        return _FOREIGN
    if who == ROOM and not secretariat:
        author = stream.author.author if stream.author is not None else ""
        return "" if (author, record.parts[1]) in assigned else _ROOM
    return ""


def assignments(written: Reading) -> Pairs:
    """Assessor and entry of all that a panel has both of."""
    return frozenset(
        (assessor, entry)
        for _, panel in written.under("panel")
        for assessor in panel.body["members"]
        for entry in panel.body["entries"]
    )
