# SPDX-License-Identifier: MIT
"""Roster, rubrics, sheets that count, exact totals and means (section 7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from verifikator.findings import Findings
from verifikator.ledger import Ledger
from verifikator.reading import Readings, objection
from verifikator.records import Record
from verifikator.standing import Stream


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one assessor for one entry.

    Attributes:
        assessor: Who.
        entry: Id of the entry.
        code: Code of the entry; empty when it is not registered.
        state: `final`, `open` or `recused` in the written reading; `none` without any record.
        counts: Whether it counts.
        total: Its exact total, if it has one.
        signed: Whether the signed PDF is of the finalisation that stands.
    """

    assessor: str
    entry: str
    code: str
    state: str
    counts: bool
    total: Fraction | None
    signed: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one entry; `counted` is the number of totals that count."""

    id: str
    code: str
    mean: Fraction | None
    counted: int
    absent: bool
    conflict: bool


@dataclass(slots=True)
class Results:
    """Everything that follows from both readings."""

    entries: list[Result] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    scores: list[tuple[str, str, str, int]] = field(default_factory=list)


def rounded(value: Fraction) -> str:
    """Two decimals, halves away from zero, with a decimal comma."""
    hundredths = int(abs(value) * 100 + Fraction(1, 2))
    sign = "-" if value < 0 and hundredths else ""
    return f"{sign}{hundredths // 100},{hundredths % 100:02d}"


class Calculation:
    """Computes the results of an event from both readings."""

    def __init__(
        self, ledger: Ledger, streams: dict[str, Stream], readings: Readings, findings: Findings
    ) -> None:
        self._ledger = ledger
        self._streams = streams
        self._readings = readings
        self._findings = findings
        self._entries = {parts[1]: one for parts, one in readings.written.under("entry")}

    def run(self) -> Results:
        """All results."""
        results = Results()
        written, sealed = self._readings.written, self._readings.sealed
        pairs = set(self._readings.assigned)
        for reading in (written, sealed):
            for subject in reading.heads:
                parts = subject.split("/")
                if parts[0] == "sheet":
                    pairs.add((parts[1], parts[2]))
        results.sheets = [self._sheet(assessor, entry) for assessor, entry in sorted(pairs)]
        results.sheets.sort(key=lambda one: (one.code, one.entry, one.assessor))
        totals: dict[str, list[Fraction]] = {}
        for sheet in results.sheets:
            if sheet.counts and sheet.total is not None:
                totals.setdefault(sheet.entry, []).append(sheet.total)
        blocked = {
            subject.split("/")[1 if subject.startswith("attendance/") else 2]
            for subject in sealed.conflicts
            if subject.split("/")[0] in ("score", "sheet", "attendance")
        }
        blocked |= set(self._contested())
        for entry, record in self._entries.items():
            found = totals.get(entry, [])
            absent = self._is_absent(entry)
            conflict = entry in blocked
            mean = None
            if found and not absent and not conflict:
                mean = sum(found, Fraction(0)) / len(found)
            results.entries.append(
                Result(entry, record.body["code"], mean, len(found), absent, conflict)
            )
        results.entries.sort(key=lambda one: (one.code, one.id))
        results.scores = self._scores()
        return results

    def _contested(self) -> Iterator[str]:
        """Entries of which a sealed branch speaks, of a fork that nothing decides."""
        assigned = self._readings.assigned
        for stream in self._streams.values():
            for name in stream.contested:
                record = self._ledger.records[name]
                about, *of = record.parts
                if not stream.acts or objection(record, stream, assigned):
                    continue
                if about == "attendance":
                    yield of[0]
                elif about in ("score", "sheet") and (of[0], of[1]) in assigned:
                    yield of[1]

    def _is_absent(self, entry: str) -> bool:
        subject = f"attendance/{entry}"
        written = self._readings.written
        value = written.value(subject)
        disputed = written.conflicts | self._readings.sealed.conflicts
        if value is None or subject in disputed:
            return False
        return bool(value.body["status"] == "absent")

    def _rubric(self, entry: str) -> Record | None:
        registered = self._entries.get(entry)
        if registered is None:
            return None
        return self._readings.written.value(f"rubric/{registered.body['group']}")

    def _sheet(self, assessor: str, entry: str) -> Sheet:
        subject = f"sheet/{assessor}/{entry}"
        written, sealed = self._readings.written, self._readings.sealed
        registered = self._entries.get(entry)
        code = registered.body["code"] if registered is not None else ""
        place = f"lembar {assessor} untuk {code or entry}"
        shown = written.value(subject)
        kinds = {"sheet.finalised": "final", "sheet.reopened": "open", "sheet.recused": "recused"}
        state = kinds[shown.kind] if shown is not None else "none"
        final = None
        if (assessor, entry) in self._readings.assigned and subject not in sealed.conflicts:
            found = [one for one in sealed.effects(subject) if one.kind == "sheet.finalised"]
            final = found[0] if found else None
        total = self._total(final, assessor, entry) if final is not None else None
        if state == "recused":
            self._findings.note("sheet.recused", place, "penilai mengundurkan diri")
        elif final is None and state == "final":
            self._findings.note("sheet.unsealed", place, "final tetapi belum tersegel atau sah")
        elif final is not None and total is None:
            self._findings.note("sheet.total", place, "final tanpa nilai total")
        signature = written.value(f"signature/{assessor}/{entry}")
        signed = (
            signature is not None
            and shown is not None
            and state == "final"
            and signature.body["finalised"] == shown.id
        )
        return Sheet(assessor, entry, code, state, final is not None, total, signed)

    def _total(self, final: Record, assessor: str, entry: str) -> Fraction | None:
        rubric = self._rubric(entry)
        if rubric is None or final.body["rubric"] != rubric.id:
            return None
        criteria = {one["id"]: one for one in rubric.body["criteria"]}
        steps: dict[str, int] = {}
        for name in final.body["scores"]:
            score = self._ledger.records.get(name)
            if score is None or score.kind != "score.given":
                self._findings.add("sheet.score", final.place, f"nilai {name[:16]} tidak ada")
                continue
            _, owner, about, criterion = score.parts
            own = self._streams[score.stream].is_of("assessor", assessor)
            if (owner, about) != (assessor, entry) or not own:
                self._findings.add("sheet.score", final.place, f"nilai {name[:16]} milik lain")
            elif is_possible(criteria.get(criterion), score.body["steps"]):
                steps[criterion] = score.body["steps"]
        if steps.keys() != criteria.keys():
            return None
        return sum(
            (
                Fraction(one["weight"] * steps[name], 10_000 * 10 ** one["scale"]["decimals"])
                for name, one in criteria.items()
            ),
            Fraction(0),
        )

    def _scores(self) -> list[tuple[str, str, str, int]]:
        written, sealed = self._readings.written, self._readings.sealed
        found = []
        for (_, assessor, entry, criterion), score in written.under("score"):
            rubric = self._rubric(entry)
            if rubric is None or (assessor, entry) not in self._readings.assigned:
                continue
            subject = f"score/{assessor}/{entry}/{criterion}"
            if subject in written.conflicts or subject in sealed.conflicts:
                continue
            criteria = {one["id"]: one for one in rubric.body["criteria"]}
            steps = score.body["steps"]
            if is_possible(criteria.get(criterion), steps):
                code = self._entries[entry].body["code"]
                found.append((code, assessor, criterion, steps))
        return found


def is_possible(criterion: dict[str, Any] | None, steps: int | None) -> bool:
    """Whether a score is given, on a criterion that is there, and possible by its scale."""
    if criterion is None or steps is None:
        return False
    scale = criterion["scale"]
    return scale["low"] <= steps <= scale["high"] and steps not in scale["excluded"]
