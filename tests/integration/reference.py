# SPDX-License-Identifier: MIT
"""A second reading of the ledger, from the words of the design and in plain Python.

Slow, short, and sharing nothing with the SQL that it is compared with.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.domain.kinds import KINDS, Authority
from pkri_desktop.identity.certificates import fingerprint
from pkri_desktop.identity.signer import seal_holds
from pkri_desktop.workflow.opening import trusted_holder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pkri_desktop.domain.record import Record, Seal


@dataclass
class Reading:
    """What a set of records and seals comes to."""

    records: dict[str, Record]
    seals: list[Seal]
    event: str
    disowned: set[str] = field(default_factory=set)
    contested: set[str] = field(default_factory=set)
    sealed: set[str] = field(default_factory=set)
    standing: dict[str, str] = field(default_factory=dict)
    assignments: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.by_stream: dict[str, list[Record]] = defaultdict(list)
        self.by_subject: dict[str, list[Record]] = defaultdict(list)
        self.followers: dict[str, list[Record]] = defaultdict(list)
        for record in sorted(self.records.values(), key=lambda r: (r.seq, r.id)):
            self.by_stream[record.stream].append(record)
            self.by_subject["/".join(record.subject)].append(record)
            for replaced in record.replaces:
                self.followers[replaced].append(record)
        self.root = base64.b64decode(str(self.records[self.event].body["root"]))
        self.authors = {
            stream: self._author(records[0]) for stream, records in self.by_stream.items()
        }
        self._judge_streams()
        self.assignments = {
            (member, entry)
            for _, body in self.shown("panel", "panel.formed")
            for member in cast("list[str]", body["members"])
            for entry in cast("list[str]", body["entries"])
        }
        self.rubrics = {
            record.subject[1]: (record.id, cast("list[dict[str, Any]]", body["criteria"]))
            for record, body in self.shown("rubric", "rubric.adopted")
        }
        self.groups = {
            record.subject[1]: str(body["group"])
            for record, body in self.shown("entry", "entry.registered")
        }

    # -- streams -----------------------------------------------------------------------------

    @staticmethod
    def _author(opening: Record) -> Holder:
        if opening.kind == "event.founded":
            return Holder(opening.id, Role.SECRETARIAT, FOUNDER)
        body = cast("dict[str, str]", opening.body)
        return Holder(body["event"], Role(body["role"]), body["author"])

    def _judge_streams(self) -> None:
        chains = {}
        for record in self.records.values():
            if record.kind == "key.enrolled":
                chain = [base64.b64decode(c) for c in cast("list[str]", record.body["chain"])]
                chains[fingerprint(chain[0]), record.subject[1]] = chain
        vouched = defaultdict(set)
        holding = []
        for seal in self.seals:
            author = self.authors.get(seal.stream)
            chain = chains.get((seal.certificate, author.author if author else ""), [])
            if chain and seal_holds(seal, chain[0]) and trusted_holder(chain, self.root) == author:
                holding.append(seal)
                vouched[seal.stream].add(seal.record)
        offices = [s for s, author in self.authors.items() if author.role is Role.SECRETARIAT]
        # No test here forks a stream of the secretariat in which a fork is decided.
        for stream in offices:
            self._judge_branches(stream, vouched[stream], {})
        self._judge_standing(offices, vouched)
        keeps = self._kept_branches()
        vouched.clear()
        for seal in holding:
            counted = self._counted(seal)
            if counted is not None:
                vouched[seal.stream].add(counted)
        for stream in self.by_stream:
            self._judge_branches(stream, vouched[stream], keeps)
        self._judge_standing(list(self.by_stream), vouched)

    def _counted(self, seal: Seal) -> str | None:
        """Return over which record a seal counts, after every revocation of its certificate."""
        author = self.authors.get(seal.stream)
        until = seal.seq
        if author is None or author.role is not Role.ASSESSOR:
            return seal.record
        for record in self.by_subject[f"revocation/{author.author}/{seal.certificate[:40]}"]:
            later = (r for r in self.followers[record.id] if r.subject == record.subject)
            if not self._by_office(record) or any(self._by_office(r) for r in later):
                continue
            last = self.records.get(str(record.body["last"]))
            here = last is not None and last.stream == seal.stream
            until = min(until, last.seq if here and last is not None else 0)
        at = self.records.get(seal.record)
        while at is not None and at.seq > until:
            at = self.records.get(at.prev)
        return at.id if at is not None and until > 0 else None

    def _judge_standing(self, streams: list[str], vouched: dict[str, set[str]]) -> None:
        appointed = {
            record.subject[1]
            for record in self.records.values()
            if record.kind == "assessor.appointed" and self._by_office(record)
        }
        for stream in streams:
            author = self.authors[stream]
            if author.event != self.event:
                self.standing[stream] = "foreign"
            elif author.role is Role.ASSESSOR:
                self.standing[stream] = "good" if author.author in appointed else "unknown"
            elif self.records[self.event].stream == stream or self._owned(vouched[stream]):
                self.standing[stream] = "good"
            else:
                self.standing[stream] = "unsealed"

    def _by_office(self, record: Record) -> bool:
        return (
            self.authors[record.stream].role is Role.SECRETARIAT
            and self.standing.get(record.stream) == "good"
            and record.id not in self.disowned
        )

    def _owned(self, records: Iterable[str]) -> set[str]:
        return {record for record in records if record not in self.disowned}

    def _kept_branches(self) -> dict[str, str]:
        """Return stream → the record whose branch is kept, where one decision stands."""
        decisions = defaultdict(set)
        for record in self.records.values():
            if record.kind != "fork.decided" or not self._by_office(record):
                continue
            later = (r for r in self.followers[record.id] if r.subject == record.subject)
            if not any(self._by_office(r) for r in later):
                decisions[record.subject[1]].add(str(record.body["keep"]))
        return {stream: min(keep) for stream, keep in decisions.items() if len(keep) == 1}

    def _judge_branches(self, stream: str, vouched: set[str], keeps: dict[str, str]) -> None:
        """Say which records of a stream are sealed, and which do not act because it forked."""
        records = self.by_stream[stream]
        mine = {record.id for record in records}
        sealed = set()
        for vouched_for in vouched & mine:
            sealed |= self._chain(vouched_for)
        children: dict[str, list[str]] = defaultdict(list)
        for record in records:
            children[record.prev].append(record.id)
        self.disowned -= mine
        self.contested -= mine
        self.sealed -= mine
        fork = self.forked_at(stream)
        if fork is not None:
            kept: set[str] = set()
            after = {r.id for r in records if r.seq >= fork}
            keep = keeps.get(stream, "")
            if keep not in after:
                tips = [r for r in vouched & after if not (sealed - self._chain(r)) & after]
                keep = max(tips, key=lambda r: self.records[r].seq, default="")
            if keep:
                kept = self._chain(keep)
                while len(children[keep]) == 1:
                    keep = children[keep][0]
                    kept.add(keep)
            self.disowned |= after - kept
            if not keep:
                self.contested |= sealed & after
        self.sealed |= sealed - self.disowned

    def forked_at(self, stream: str) -> int | None:
        """Return the first seq that two records of the stream have."""
        seqs = [record.seq for record in self.by_stream[stream]]
        return min((seq for seq in seqs if seqs.count(seq) > 1), default=None)

    def sealed_to(self, stream: str) -> int:
        """Return the last seq that the stream's author vouches for."""
        return max((r.seq for r in self.by_stream[stream] if r.id in self.sealed), default=0)

    def _chain(self, record: str) -> set[str]:
        passed = set()
        while record:
            passed.add(record)
            record = self.records[record].prev
        return passed

    # -- heads -------------------------------------------------------------------------------

    def acts(self, record: Record) -> bool:
        """Say whether who wrote the record may speak of its subject."""
        if self.standing[record.stream] != "good" or record.id in self.disowned:
            return False
        author, authority = self.authors[record.stream], KINDS[record.kind].authority
        office = author.role is Role.SECRETARIAT
        if authority is Authority.SECRETARIAT:
            return office
        if authority is Authority.ROOM:
            return office or (author.author, record.subject[1]) in self.assignments
        if authority is Authority.OWNER:
            return not office and author.author == record.subject[1]
        return True

    def decides(self, record: Record, within: Callable[[Record], bool]) -> bool:
        """Say whether a decision chooses something that it replaces and that could be chosen."""
        if record.kind != "conflict.decided":
            return True
        chosen = self.records.get(str(record.body["chosen"]))
        return (
            chosen is not None
            and chosen.id in record.replaces
            and chosen.subject == record.subject
            and chosen.kind != "conflict.decided"
            and within(chosen)
        )

    def heads(self, subject: str, *, sealed: bool) -> list[Record]:
        """Return the heads of a subject in one reading, lowest id first."""

        def within(record: Record) -> bool:
            return self.acts(record) and (not sealed or record.id in self.sealed)

        def stands(record: Record) -> bool:
            return within(record) and self.decides(record, within)

        heads = [
            record
            for record in self.by_subject[subject]
            if stands(record)
            and not any(
                stands(later)
                for later in self.followers[record.id]
                if later.subject == record.subject
            )
        ]
        return sorted(heads, key=lambda record: record.id)

    def effective(self, record: Record) -> Record:
        """Return the record itself, or what a decision chose."""
        if record.kind == "conflict.decided":
            return self.records[str(record.body["chosen"])]
        return record

    def differs(self, subject: str, *, sealed: bool) -> bool:
        """Say whether the heads of a subject disagree in one reading."""
        heads = [self.effective(head) for head in self.heads(subject, sealed=sealed)]
        return len({(head.kind, repr(head.body)) for head in heads}) > 1

    def in_conflict(self, subject: str) -> bool:
        """Say whether the heads of a subject disagree in either reading."""
        return self.differs(subject, sealed=False) or self.differs(subject, sealed=True)

    def shown(self, topic: str, *kinds: str) -> list[tuple[Record, dict[str, Any]]]:
        """Return, of each subject of a topic, the lowest head of these kinds."""
        found = []
        for subject in list(self.by_subject):
            if subject.split("/")[0] != topic:
                continue
            heads = [(h, self.effective(h)) for h in self.heads(subject, sealed=False)]
            heads = [(h, e) for h, e in heads if e.kind in kinds]
            if heads:
                effective = heads[0][1]
                found.append((effective, cast("dict[str, Any]", effective.body)))
        return found

    # -- tables ------------------------------------------------------------------------------

    def tables(self) -> dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
        """Return columns and rows of what the projections should hold, as far as this goes."""
        streams = (
            (s, a.role.value, a.author, self.standing[s], self.sealed_to(s), self.forked_at(s))
            for s, a in self.authors.items()
        )
        found: dict[str, tuple[str, Iterable[tuple[Any, ...]]]] = {
            "stream": ("id role author standing sealed_to forked_at", streams),
            "disowned": (
                "record contested",
                ((record, int(record in self.contested)) for record in self.disowned),
            ),
            "conflict": ("subject sealed entry", self._conflicts()),
            "score": ("subject assessor entry criterion steps record conflict", self._scores()),
            "sheet": (
                "subject assessor entry decision record revision reason at attachment counts",
                self._sheets(),
            ),
            "note": (
                "subject id assessor entry text tag written at criterion stage elapsed shared use"
                " conflict",
                self._notes(),
            ),
            "attendance": ("subject entry absent conflict", self._attendance()),
            "head": ("subject record effective written sealed", self._heads()),
        }
        return {table: (tuple(names.split()), list(rows)) for table, (names, rows) in found.items()}

    def _heads(self) -> Iterable[tuple[Any, ...]]:
        for subject in self.by_subject:
            written = {r.id: self.effective(r).id for r in self.heads(subject, sealed=False)}
            sealed = {r.id: self.effective(r).id for r in self.heads(subject, sealed=True)}
            for record, effective in (written | sealed).items():
                yield subject, record, effective, int(record in written), int(record in sealed)

    def _conflicts(self) -> Iterable[tuple[Any, ...]]:
        places = {"score": 2, "sheet": 2, "attendance": 1}
        for subject in self.by_subject:
            parts = subject.split("/")
            if parts[0] in ("signature", "fork"):
                continue  # is no question of its own
            for sealed in (False, True):
                if self.differs(subject, sealed=sealed):
                    entry = parts[places[parts[0]]] if parts[0] in places else ""
                    yield subject, int(sealed), entry

    def possible(self, entry: str, criterion: str, steps: int | None) -> bool:
        """Say whether the rubric in force lets this value be given."""
        _, criteria = self.rubrics.get(self.groups.get(entry, ""), ("", []))
        for known in criteria:
            if known["id"] == criterion:
                scale = known["scale"]
                return steps is None or (
                    scale["low"] <= steps <= scale["high"] and steps not in scale["excluded"]
                )
        return False

    def _scores(self) -> Iterable[tuple[Any, ...]]:
        for record, body in self.shown("score", "score.given"):
            _, assessor, entry, criterion = record.subject
            subject = "/".join(record.subject)
            differs = self.in_conflict(subject)
            steps = None if differs else body["steps"]
            if (assessor, entry) in self.assignments and self.possible(entry, criterion, steps):
                head = self.heads(subject, sealed=False)[0]
                yield (
                    subject, assessor, entry, criterion, steps, head.id,
                    int(differs),
                )  # fmt: skip

    def _sheets(self) -> Iterable[tuple[Any, ...]]:
        decisions = {"sheet.finalised": "final", "sheet.recused": "recused"}
        for record, body in self.shown("sheet", *decisions, "sheet.reopened"):
            _, assessor, entry = record.subject
            if (assessor, entry) not in self.assignments:
                continue
            subject = "/".join(record.subject)
            decision = decisions.get(record.kind, "open")
            revisions = [
                cast("int", r.body["revision"])
                for r in self.by_subject[subject]
                if r.kind == "sheet.finalised" and self.acts(r)
            ]
            signatures = [
                str(signed.body["attachment"])
                for signed, _ in self._effective_heads(f"signature/{assessor}/{entry}")
                if signed.kind == "sheet.signed" and signed.body["finalised"] == record.id
            ]
            yield (
                subject, assessor, entry,
                "conflict" if self.in_conflict(subject) else decision,
                record.id, max(revisions, default=0), body.get("reason", ""), record.at,
                min(signatures, default=""), self.counts(subject),
            )  # fmt: skip

    def _effective_heads(self, subject: str) -> list[tuple[Record, Record]]:
        return [(self.effective(h), h) for h in self.heads(subject, sealed=False)]

    def counts(self, subject: str) -> str:
        """Return the finalisation by which a sheet counts; empty when it does not."""
        if self.differs(subject, sealed=True):
            return ""
        heads = [self.effective(head) for head in self.heads(subject, sealed=True)]
        return min((head.id for head in heads if head.kind == "sheet.finalised"), default="")

    def counted_scores(self) -> dict[tuple[str, str], dict[str, int]]:
        """Return (assessor, entry) → criterion → steps of the sheets that count."""
        counted: dict[tuple[str, str], dict[str, int]] = {}
        for row in self._sheets():
            _, assessor, entry, *_, final = row
            if not final:
                continue
            body = self.records[final].body
            revision, _ = self.rubrics.get(self.groups.get(entry, ""), ("", []))
            for score in cast("list[str]", body["scores"]) if body["rubric"] == revision else ():
                given = self.records.get(score)
                if (
                    given is not None
                    and given.kind == "score.given"
                    and given.subject[1:3] == (assessor, entry)
                    and self.authors[given.stream] == Holder(self.event, Role.ASSESSOR, assessor)
                    and given.body["steps"] is not None
                    and self.possible(entry, given.subject[3], cast("int", given.body["steps"]))
                ):
                    steps = cast("int", given.body["steps"])
                    counted.setdefault((assessor, entry), {})[given.subject[3]] = steps
        return counted

    def _notes(self) -> Iterable[tuple[Any, ...]]:
        for record, body in self.shown("note", "note.written"):
            _, assessor, entry, note = record.subject
            seen = {one for who, one in self.assignments if who == assessor}
            if body["text"] and (entry in seen or (seen and entry == "day")):
                subject = "/".join(record.subject)
                begun = min(one.at for one in self.by_subject[subject] if self.acts(one))
                yield (
                    subject, note, assessor, entry, body["text"], body["tag"], body["written"],
                    begun, body["criterion"], body["stage"], body["elapsed"], int(body["shared"]),
                    body["use"], int(self.in_conflict(subject)),
                )  # fmt: skip

    def _attendance(self) -> Iterable[tuple[Any, ...]]:
        for record, body in self.shown("attendance", "attendance.noted"):
            subject = "/".join(record.subject)
            differs = self.in_conflict(subject)
            absent = body["status"] == "absent" and not differs
            yield subject, record.subject[1], int(absent), int(differs)


def read(records: Iterable[Record], seals: Iterable[Seal], event: str) -> Reading:
    """Return the second reading of a ledger."""
    return Reading({record.id: record for record in records}, list(seals), event)
