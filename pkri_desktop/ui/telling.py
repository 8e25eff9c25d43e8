# SPDX-License-Identifier: MIT
"""Records in words: what somebody said of what, as a person would put it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.domain.schedule import local_time, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkri_desktop.domain.dispute import Origin
    from pkri_desktop.domain.record import Body, Subject
    from pkri_desktop.domain.roster import Assessor, Entry, Event
    from pkri_desktop.domain.rubric import Criterion, Rubric
    from pkri_desktop.domain.trail import Said, TrailEntry
    from pkri_desktop.store.queries import Queries

_ENTRY_PLACES = {"score": 2, "sheet": 2, "note": 2, "signature": 2, "attendance": 1, "entry": 1}
_OF_SOMEBODY = frozenset(("score", "sheet", "note", "signature", "enrolment", "key", "revocation"))


class Telling(QObject):
    """Knows the names that records give only ids of."""

    def __init__(self, queries: Queries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self.reload()

    def reload(self) -> None:
        """Read the names again."""
        queries = self._queries
        self._event: Event = queries.event()
        self.entries: Mapping[str, Entry] = queries.entries()
        self.assessors: Mapping[str, Assessor] = queries.assessors()
        self._rubrics: Mapping[str, Rubric] = queries.rubrics()
        self._panels = {panel.id: panel.name for panel in queries.panels()}

    def entry(self, subject: Subject) -> str:
        """Return the entry that a subject speaks of: ``K-05 SADELPOS``; empty for none."""
        place = _ENTRY_PLACES.get(subject[0], 0)
        entry = self.entries.get(subject[place]) if place and len(subject) > place else None
        return f"{entry.code} {entry.name}" if entry else ""

    def person(self, author: str) -> str:
        """Return the name of an assessor, or which operator of the secretariat it is."""
        assessor = self.assessors.get(author)
        if assessor is not None or not author.startswith(FOUNDER):
            return assessor.name if assessor else author
        number = author.removeprefix(FOUNDER).lstrip("-")
        return " ".join(part for part in (self.tr("Secretariat"), number) if part)

    def topic(self, subject: Subject) -> str:
        """Return what a subject is about, without the entry: ``Skor: Hasil dan dampak``."""
        topic = subject[0]
        if topic == "score" and len(subject) > 3:
            criterion = self._criterion(subject[2], subject[3])
            name = criterion.name if criterion else subject[3]
            return self.tr("Score: {criterion}").format(criterion=name)
        return {
            "sheet": self.tr("The sheet as a whole"),
            "note": self.tr("Note"),
            "signature": self.tr("Signed sheet"),
            "attendance": self.tr("Attendance"),
            "event": self.tr("The event"),
            "description": self.tr("Description of the event"),
            "group": self.tr("Group"),
            "agency": self.tr("Agency"),
            "entry": self.tr("Entry"),
            "assessor": self.tr("Assessor"),
            "panel": self.tr("Panel"),
            "rubric": self.tr("Rubric"),
            "slot": self.tr("Slot"),
            "break": self.tr("Break"),
            "stream": self.tr("Begins to write on a computer"),
            "enrolment": self.tr("Activation code"),
            "key": self.tr("Key"),
            "revocation": self.tr("Revoked key"),
            "kit": self.tr("Kit code"),
            "fork": self.tr("Copies that went apart"),
            "closing": self.tr("Closing of the panel"),
            "release": self.tr("Results declared final"),
        }.get(topic, topic)

    def topics(self, topic: str) -> str:
        """Return what many subjects with this first part are about: ``Skor``."""
        return {
            "score": self.tr("Scores"),
            "sheet": self.tr("Sheets"),
            "note": self.tr("Notes"),
            "signature": self.tr("Signed sheets"),
        }.get(topic, self.topic((topic,)))

    def line(self, entry: TrailEntry) -> str:
        """Return a record in one line: ``12/07 10.15 · K-05 SADELPOS · Lembar: final``."""
        value = self.value(entry.kind, entry.subject, entry.body)
        what = self.topic(entry.subject)
        parts = [
            self.when(entry.origin.at),
            self.entry(entry.subject),
            self.tr("{topic}: {value}").format(topic=what, value=value) if value else what,
            entry.origin.file,
        ]
        return " · ".join(part for part in parts if part)

    def brought(self, entries: Iterable[TrailEntry]) -> list[tuple[str, str]]:
        """Return whose words some records are, and of what how many: ``Skor: 10 · Lembar: 1``."""
        counts: dict[str, Counter[str]] = {}
        for entry in entries:
            counts.setdefault(entry.origin.author, Counter())[entry.subject[0]] += 1
        told = []
        for author in sorted(counts):
            parts = [
                self.tr("{topic}: {n}").format(topic=self.topics(topic), n=number)
                for topic, number in counts[author].most_common()
            ]
            told.append((self.person(author), " · ".join(parts)))
        return told

    def value(self, kind: str, subject: Subject, body: Body) -> str:
        """Return what was said, in few words."""
        if kind == "score.given":
            return self._score(subject, body)
        if kind == "attendance.noted":
            return self.tr("absent") if body["status"] == "absent" else self.tr("present")
        if kind == "sheet.finalised":
            return self.tr("final, revision {n}").format(n=body["revision"])
        if kind == "note.written":
            return str(body["text"]) or self.tr("removed")
        if kind == "panel.closed":
            return self._closing(body)
        if kind in {"slot.planned", "break.planned"}:
            return self._slot(body)
        reason = body.get("reason")
        words = {
            "sheet.reopened": self.tr("opened again"),
            "sheet.recused": self.tr("recused"),
            "sheet.signed": self.tr("signed PDF"),
            "conflict.decided": self.tr("decided"),
            "fork.decided": self.tr("decided"),
            "key.enrolled": self.tr("made"),
            "key.revoked": self.tr("revoked"),
            "enrolment.offered": self.tr("offered"),
            "kit.locked": self.tr("made"),
            "results.released": self.tr("final all the same"),
            "stream.opened": "",
        }.get(kind)
        if words is None:
            words = str(body.get("name") or body.get("title") or body.get("label") or "")
        return f"{words}: {reason}" if reason else words

    def said(self, entry: TrailEntry) -> str:
        """Return what an entry of the trail says; of a decision, what it chose on which copy."""
        if entry.chosen is None:
            return self.value(entry.kind, entry.subject, entry.body)
        chosen = self._chosen(entry, entry.chosen)
        return self.tr("decided for {value}: {reason}").format(
            value=chosen, reason=entry.body["reason"]
        )

    def replaced(self, entry: TrailEntry) -> str:
        """Return what an entry of the trail replaced; before a decision, on which copies."""
        return "; ".join(
            self._chosen(entry, said)
            if entry.chosen is not None
            else self.value(said.kind, entry.subject, said.body)
            for said in entry.replaced
        )

    def whose(self, entry: TrailEntry) -> str:
        """Return of or for whom an entry of the trail speaks, where that is not its author."""
        subject = entry.subject
        if subject[0] == "kit":
            return self._panels.get(subject[1], subject[1])
        if subject[0] == "fork" and entry.chosen is not None:
            return self.person(entry.chosen.origin.author)
        if subject[0] not in _OF_SOMEBODY or subject[1] == entry.origin.author:
            return ""
        return self.person(subject[1])

    def when(self, at: int) -> str:
        """Return a claimed moment in local time: ``12/07 10.05``."""
        moment = local_time(at, self._event.timezone)
        return f"{moment:%d/%m %H.%M}"

    def moment(self, at: int) -> str:
        """Return a claimed moment in full: ``2024-07-12T10:05:33+07:00`` (ISO 8601)."""
        return moment(at, self._event.timezone).isoformat(timespec="seconds")

    def origin(self, origin: Origin) -> str:
        """Return who wrote where and when, and in which file it came."""
        parts = [
            self.person(origin.author),
            self.tr("{when} by the laptop's clock").format(when=self.when(origin.at)),
            self.tr("copy {copy}").format(copy=origin.stream[:4].upper()),
        ]
        if origin.file:
            parts.append(self.tr("from {file}").format(file=origin.file))
        parts.append(self.tr("sealed") if origin.sealed else self.tr("not sealed: a draft"))
        return " · ".join(parts)

    def copy(self, origin: Origin) -> str:
        """Return on which copy something was written, and its file: ``Salinan 3F2A · a.pkrix``."""
        parts = [self.tr("Copy {copy}").format(copy=origin.stream[:4].upper()), origin.file]
        return " · ".join(part for part in parts if part)

    def _chosen(self, entry: TrailEntry, said: Said) -> str:
        """Return a value with the copy that it was given on; of a fork's branch, the copy alone."""
        value = (
            "" if entry.subject[0] == "fork" else self.value(said.kind, entry.subject, said.body)
        )
        copy = self.copy(said.origin)
        return f"{value} ({copy})" if value else copy

    def _slot(self, body: Body) -> str:
        """Return who presents when and where: ``12/07 09.00, Panel A, K-05 SADELPOS``."""
        starts = datetime.fromisoformat(str(body["starts"]))
        panel = str(body["panel"])
        entry = self.entries.get(str(body.get("entry", "")))
        named = f"{entry.code} {entry.name}" if entry else str(body.get("name", ""))
        parts = (f"{starts:%d/%m %H.%M}", self._panels.get(panel, panel), named)
        return ", ".join(part for part in parts if part)

    def _closing(self, body: Body) -> str:
        """Return what the chair said of each member: ``Penilai A1 14, Penilai A2 13``."""
        members = body["members"] if isinstance(body["members"], list) else []
        said = [
            f"{self.person(str(one['assessor']))} {one['final']}"
            for one in members
            if isinstance(one, dict)
        ]
        return ", ".join(said)

    def _criterion(self, entry_id: str, criterion_id: str) -> Criterion | None:
        entry = self.entries.get(entry_id)
        rubric = self._rubrics.get(entry.group.id) if entry else None
        found = (c for c in rubric.criteria if c.id == criterion_id) if rubric else iter(())
        return next(found, None)

    def _score(self, subject: Subject, body: Body) -> str:
        steps = body["steps"]
        if not isinstance(steps, int):
            return self.tr("not scored")
        criterion = self._criterion(subject[2], subject[3])
        return criterion.scale.format(steps) if criterion else str(steps)
