# SPDX-License-Identifier: MIT
"""Standing of streams: authors, forks, disowned records, how far they are sealed (section 7)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from verifikator.certificates import Holder
from verifikator.findings import Findings
from verifikator.kinds import REVOCATION
from verifikator.ledger import Ledger, authors_of, way_back
from verifikator.records import Record, Seal


@dataclass(slots=True)
class Stream:
    """One stream, as the ledger shows it.

    Attributes:
        id: Its id.
        records: All of it.
        seals: The seals of its own author that no revocation takes away.
        author: Its author; none when its beginning is missing.
        acts: Whether its records can act.
        fork: The lowest place that two records claim; none when there is no fork.
        disowned: Ids of disowned records.
        contested: Of those, what stands sealed on a branch while none is kept.
        sealed: Place up to which it is sealed; 0 when it is not.
    """

    id: str
    records: list[Record] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)
    author: Holder | None = None
    acts: bool = False
    fork: int | None = None
    disowned: frozenset[str] = frozenset()
    contested: frozenset[str] = frozenset()
    sealed: int = 0

    @property
    def place(self) -> str:
        """Where to look for it, for people."""
        if self.author is None:
            return f"aliran {self.id}"
        return f"aliran {self.id} ({self.author.role} {self.author.author})"

    def is_of(self, role: str, author: str | None = None) -> bool:
        """Whether it is of somebody with this role, or of this very author."""
        holder = self.author
        return holder is not None and holder.role == role and author in (None, holder.author)


def standing(ledger: Ledger, findings: Findings) -> dict[str, Stream]:
    """All streams with their standing, by id."""
    streams: dict[str, Stream] = {}
    for record in ledger.records.values():
        streams.setdefault(record.stream, Stream(record.stream)).records.append(record)
    authors = authors_of(ledger.records.values(), ledger.event)
    here = set()
    for stream in streams.values():
        event, stream.author = authors.get(stream.id, ("", None))
        if stream.author is None:
            findings.add("stream.opening", stream.place, "catatan pembuka tidak ada")
        elif event == ledger.event:
            here.add(stream.id)
    for seal, holder in zip(ledger.seals, ledger.sealers, strict=True):
        stream = streams[seal.stream]
        if stream.author == holder:
            stream.seals.append(seal)
        else:
            findings.add("seal.foreign", seal.place, "penyegel bukan penulis aliran")
    _decide_acting(streams, here, ledger.event, findings)
    forks = _standing_records(streams.values(), "fork.decided")
    revocations = _standing_records(streams.values(), REVOCATION)
    for stream in streams.values():
        _revoke(stream, revocations, ledger, findings)
        _settle(stream, forks.get(f"fork/{stream.id}", []), findings)
    return streams


def _decide_acting(
    streams: dict[str, Stream], here: set[str], event: str, findings: Findings
) -> None:
    appointed = set()
    for stream in streams.values():
        if stream.id not in here or not stream.is_of("secretariat"):
            continue
        stream.acts = bool(stream.seals) or any(one.id == event for one in stream.records)
        if not stream.acts:
            findings.note("stream.unsealed", stream.place, "belum tersegel; belum berlaku")
            continue
        for record in stream.records:
            if record.kind == "assessor.appointed":
                appointed.add(record.parts[1])
    for stream in streams.values():
        if stream.id not in here or not stream.is_of("assessor") or stream.author is None:
            continue
        stream.acts = stream.author.author in appointed
        if not stream.acts:
            findings.add("stream.appointment", stream.place, "penilai tidak pernah ditunjuk")


def _standing_records(streams: Iterable[Stream], kind: str) -> dict[str, list[Record]]:
    """By subject, records of a kind from acting secretariat streams that no other one replaces."""
    found = defaultdict(list)
    for stream in streams:
        if stream.acts and stream.is_of("secretariat"):
            for record in stream.records:
                if record.kind == kind:
                    found[record.subject].append(record)
    heads = {}
    for subject, records in found.items():
        replaced = {other for one in records for other in one.replaces}
        heads[subject] = [one for one in records if one.id not in replaced]
    return heads


def _revoke(
    stream: Stream, revocations: dict[str, list[Record]], ledger: Ledger, findings: Findings
) -> None:
    """Let seals that a revoked certificate made after its last good record count up to there."""
    if stream.author is None or not stream.is_of("assessor"):
        return
    by_id = {one.id: one for one in stream.records}
    ends: dict[tuple[str, int], str | None] = {}
    good = []
    for seal in stream.seals:
        subject = f"revocation/{stream.author.author}/{seal.certificate[:40]}"
        lasts = [ledger.records.get(one.body["last"]) for one in revocations.get(subject, [])]
        places = [
            last.seq if last is not None and last.stream == stream.id else 0 for last in lasts
        ]
        until = min(places, default=seal.seq)
        if until >= seal.seq:
            good.append(seal)
            continue
        findings.note("seal.revoked", seal.place, "sertifikat penyegel sudah dicabut")
        end = _end(by_id, seal.record, until, ends)
        if end is not None:
            good.append(replace(seal, seq=until, record=end))
    stream.seals = good


def _end(
    by_id: dict[str, Record], record: str, until: int, ends: dict[tuple[str, int], str | None]
) -> str | None:
    """The record at a place on the way back from another, if it is there."""
    passed = []
    end = None
    for one in way_back(by_id, by_id.get(record)):
        if (one.id, until) in ends:
            end = ends[one.id, until]
            break
        passed.append(one.id)
        if one.seq <= until:
            end = one.id if one.seq == until else None
            break
    for name in passed:
        ends[name, until] = end
    return end


def _settle(stream: Stream, decisions: list[Record], findings: Findings) -> None:
    """Find the fork, what it disowns, and how far the stream is sealed."""
    at: dict[int, list[Record]] = defaultdict(list)
    for record in stream.records:
        at[record.seq].append(record)
    stream.fork = min((seq for seq, found in at.items() if len(found) > 1), default=None)
    if stream.fork is not None:
        kept = _kept(stream, stream.fork, decisions)
        stream.disowned = frozenset(
            one.id for one in stream.records if one.seq >= stream.fork and one.id not in kept
        )
        if not kept:
            stream.contested = frozenset(
                one.id for one in _sealed_ways(stream) if one.seq >= stream.fork
            )
        decided = "satu cabang berlaku" if kept else "belum ada cabang yang berlaku"
        findings.note(
            "stream.fork",
            stream.place,
            f"bercabang di {stream.fork}, {decided}; {len(stream.disowned)} catatan tak diakui",
        )
    stream.sealed = _sealed_up_to(stream)


def _sealed_ways(stream: Stream) -> Iterator[Record]:
    """What stands on the way back from a seal, whatever a fork disowns."""
    by_id = {one.id: one for one in stream.records}
    for seal in stream.seals:
        yield from way_back(by_id, by_id.get(seal.record))


def _sealed_up_to(stream: Stream) -> int:
    """The last place that is not disowned and that a seal vouches for.

    One over a disowned record still vouches for what was before the fork.
    """
    by_id = {one.id: one for one in stream.records}
    seen: set[str] = set()
    sealed = 0
    for seal in stream.seals:
        for at in way_back(by_id, by_id.get(seal.record)):
            if at.id in seen:
                break
            seen.add(at.id)
            if at.id not in stream.disowned:
                sealed = max(sealed, at.seq)
                break
    return sealed


def _kept(stream: Stream, fork: int, decisions: list[Record]) -> set[str]:
    """The branch to keep: ids on it, empty when there is none."""
    by_id = {one.id: one for one in stream.records}
    keeps = {one.body["keep"] for one in decisions}
    chosen = by_id.get(keeps.pop()) if len(keeps) == 1 else None
    if chosen is not None and chosen.seq >= fork:
        return _branch(stream, by_id, chosen)
    after = {seal.record for seal in stream.seals if seal.seq >= fork}
    if not after:
        return set()
    highest = max((by_id[one] for one in after), key=lambda one: (one.seq, one.id))
    if after <= {one.id for one in way_back(by_id, highest)}:
        return _branch(stream, by_id, highest)
    return set()


def _branch(stream: Stream, by_id: dict[str, Record], record: Record) -> set[str]:
    """A record, all before it, and what follows it as long as exactly one record does."""
    following = defaultdict(list)
    for one in stream.records:
        following[one.prev].append(one.id)
    branch = {one.id for one in way_back(by_id, record)}
    at = record.id
    while len(following[at]) == 1:
        at = following[at][0]
        branch.add(at)
    return branch
