# SPDX-License-Identifier: MIT
"""What screens and papers read: projections as domain values, a constant number of queries."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pkri_desktop.domain.roster import Agency, Assessor, Entry, Event, Group, Panel
from pkri_desktop.domain.rubric import Band, Criterion, Rubric, Scale
from pkri_desktop.domain.schedule import Break, Slot
from pkri_desktop.domain.sheet import Decision, ScoreSheet
from pkri_desktop.store.reading import CONTESTED, COUNTED_SCORES, SEALED_ABSENCES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_ENTRIES = """
    SELECT entry.id, entry.code, entry.title, entry.short_title, entry.unit, entry.predicate,
        entry.form_status, entry.source, entry.summary,
        groups.id, groups.code, groups.name, groups.position,
        agency.id, agency.name, agency.type, agency.province
    FROM entry JOIN groups ON groups.id = entry.group_id JOIN agency ON agency.id = entry.agency
    ORDER BY groups.position, entry.code
"""


class SheetRow(NamedTuple):
    """How far one sheet is, without its scores."""

    assessor: str
    entry: str
    decision: Decision
    scored: int
    conflict: bool
    signed: bool
    counts: bool


# What is shown of an event that nobody has described, or whose description does not count.
_UNDESCRIBED: dict[str, Any] = {
    "name": "?", "short_name": "?", "decree": "", "date": "1970-01-01", "city": "",
    "timezone": "WIB", "panel_label": "Panel", "letterhead": [], "notice": "",
}  # fmt: skip


class Import(NamedTuple):
    """A file that was taken in.

    Attributes:
        turn: its number here, by which it is undone.
        at: claimed moment, milliseconds UTC.
        file: its name.
        undone_by: the turn that took its additions out again; 0 while they stand.
        records: how many records it added, and that are still here.
    """

    turn: int
    at: int
    file: str
    undone_by: int
    records: int


class Queries:
    """Reads the projections of one event file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``."""
        self._execute = connection.execute

    def local(self, key: str) -> str:
        """Return a fact about this copy of the file; empty when it is not noted."""
        row = self._execute("SELECT value FROM local WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    # -- the event and who takes part --------------------------------------------------------

    def event(self) -> Event:
        """Return the event."""
        bodies = {row[0]: json.loads(row[1]) for row in self._execute("SELECT * FROM event")}
        said = _UNDESCRIBED | bodies.get("description", {})
        return Event(
            id=self.local("event"),
            name=said["name"],
            short_name=said["short_name"],
            decree=said["decree"],
            day=date.fromisoformat(said["date"]),
            city=said["city"],
            timezone=said["timezone"],
            panel_label=said["panel_label"],
            letterhead=tuple(said["letterhead"]),
            notice=said["notice"],
            sample=bodies.get("event", {}).get("sample", False),
        )

    def root_certificate(self) -> str:
        """Return the root certificate of the event, DER in base64."""
        row = self._execute(
            "SELECT json_extract(data, '$.body.root') FROM record WHERE id = ?",
            (self.local("event"),),
        ).fetchone()
        return str(row[0])

    def groups(self) -> tuple[Group, ...]:
        """Return the groups in their order."""
        rows = self._execute("SELECT id, code, name, position FROM groups ORDER BY position, id")
        return tuple(Group(*row) for row in rows)

    def entries(self) -> dict[str, Entry]:
        """Return all entries by id, in order of group and code."""
        found = {}
        for row in self._execute(_ENTRIES):
            found[row[0]] = Entry(
                id=row[0],
                code=row[1],
                group=Group(*row[9:13]),
                agency=Agency(*row[13:17]),
                title=row[2],
                short_title=row[3],
                unit=row[4],
                predicate=row[5],
                form_status=row[6],
                source=row[7],
                summary=row[8],
            )
        return found

    def assessors(self) -> dict[str, Assessor]:
        """Return all assessors by id, in order of name."""
        rows = self._execute("SELECT id, name FROM assessor ORDER BY name, id")
        return {row[0]: Assessor(*row) for row in rows}

    def panels(self) -> tuple[Panel, ...]:
        """Return the panels in order of name."""
        rows = self._execute(
            "SELECT id, name, room, chair, members, entries FROM panel ORDER BY name, id"
        )
        return tuple(
            Panel(row[0], row[1], row[2], row[3], tuple(json.loads(row[4])),
                  tuple(json.loads(row[5])))
            for row in rows
        )  # fmt: skip

    def slots(self) -> tuple[Slot, ...]:
        """Return the slots in order of time and panel."""
        rows = self._execute(
            "SELECT id, entry, panel, starts, presentation, interview FROM slot"
            " ORDER BY starts, panel, id"
        )
        return tuple(
            Slot(row[0], row[1], row[2], datetime.fromisoformat(row[3]), row[4], row[5])
            for row in rows
        )

    def breaks(self) -> tuple[Break, ...]:
        """Return the breaks in order of time and panel."""
        rows = self._execute(
            "SELECT id, panel, starts, minutes, name FROM pause ORDER BY starts, panel, id"
        )
        return tuple(
            Break(row[0], row[1], datetime.fromisoformat(row[2]), row[3], row[4]) for row in rows
        )

    def rubrics(self) -> dict[str, Rubric]:
        """Return the adopted rubric of each group, by the group's id."""
        rows = self._execute("SELECT group_id, revision, body FROM rubric ORDER BY group_id")
        return {row[0]: _rubric(row[0], row[1], json.loads(row[2])) for row in rows}

    def assigned(self, assessor: str, entry: str) -> bool:
        """Say whether the assessor sits on a panel that sees the entry."""
        row = self._execute(
            "SELECT 1 FROM assignment WHERE assessor = ? AND entry = ?", (assessor, entry)
        ).fetchone()
        return row is not None

    def absent(self) -> frozenset[str]:
        """Return the ids of the entries that did not come, as it is written."""
        rows = self._execute("SELECT entry FROM attendance WHERE absent")
        return frozenset(row[0] for row in rows)

    def surely_absent(self) -> frozenset[str]:
        """Return the ids of the entries that did not come, as sealed records agree."""
        return frozenset(row[0] for row in self._execute(SEALED_ABSENCES))

    # -- sheets ------------------------------------------------------------------------------

    def sheet(self, assessor: str, entry: str, rubric: Rubric) -> ScoreSheet:
        """Return one sheet as it is written."""
        scores: dict[str, int] = {}
        conflicts = set()
        for criterion, steps, differs in self._execute(
            "SELECT criterion, steps, conflict FROM score WHERE assessor = ? AND entry = ?",
            (assessor, entry),
        ):
            if differs:
                conflicts.add(criterion)
            elif steps is not None:
                scores[criterion] = steps
        row = self._execute(
            "SELECT decision, record, revision, reason, at, attachment, counts FROM sheet"
            " WHERE subject = ?",
            (f"sheet/{assessor}/{entry}",),
        ).fetchone() or ("open", "", 0, "", 0, "", "")
        if (assessor, entry) in self.contested():
            row = (Decision.CONFLICT, *row[1:])
        final = row[0] == Decision.FINAL
        return ScoreSheet(
            entry=entry,
            assessor=assessor,
            rubric=rubric,
            scores=scores,
            conflicts=frozenset(conflicts),
            decision=Decision(row[0]),
            absent=self._is_absent(entry),
            revision=row[2],
            finalised=row[1] if final else "",
            attachment=row[5] if final else "",
            reason=row[3],
            finalised_at=row[4] if final else 0,
            counts=bool(row[6]),
        )

    def score_heads(self, assessor: str, entry: str) -> dict[str, str]:
        """Return criterion → id of the record that gives its score, where one is given."""
        rows = self._execute(
            "SELECT score.criterion, head.effective FROM score"
            " JOIN head ON head.subject = score.subject AND head.written"
            " WHERE score.assessor = ? AND score.entry = ? AND score.steps IS NOT NULL",
            (assessor, entry),
        )
        return dict(rows.fetchall())

    def sheet_rows(self, assessor: str | None = None) -> dict[tuple[str, str], SheetRow]:
        """Return how far each sheet is that anything was written on, of one assessor or all."""
        where, given = ("WHERE assessor = ?", (assessor,)) if assessor else ("", ())
        scored: Counter[tuple[str, str]] = Counter()
        conflicts = set()
        for who, what, steps, differs in self._execute(
            f"SELECT assessor, entry, steps, conflict FROM score {where}",
            given,
        ):
            scored[who, what] += steps is not None
            if differs:
                conflicts.add((who, what))
        decisions = {
            (row[0], row[1]): row
            for row in self._execute(
                f"SELECT assessor, entry, decision, attachment, counts FROM sheet {where}",
                given,
            )
        }
        contested = {key for key in self.contested() if key[0] and assessor in (None, key[0])}
        rows = {}
        for key in scored.keys() | decisions.keys() | contested:
            decision = decisions.get(key, (*key, "open", "", ""))
            rows[key] = SheetRow(
                assessor=key[0],
                entry=key[1],
                decision=Decision(decision[2]),
                scored=scored[key],
                conflict=key in conflicts or key in contested,
                signed=bool(decision[3]),
                counts=bool(decision[4]),
            )
        return rows

    def signed_attachment(self, assessor: str, entry: str) -> str:
        """Return the SHA-256 of the signed PDF of the finalisation that stands; empty for none."""
        row = self._execute(
            "SELECT attachment FROM sheet WHERE subject = ?", (f"sheet/{assessor}/{entry}",)
        ).fetchone()
        return row[0] if row else ""

    def counted_scores(self) -> Mapping[tuple[str, str], dict[str, int]]:
        """Return (assessor, entry) → criterion → steps of the sheets that count."""
        counted: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        doubtful = set()
        for assessor, entry, criterion, steps in self._execute(COUNTED_SCORES):
            if criterion in counted[assessor, entry]:
                doubtful.add((assessor, entry))  # it names two scores of one criterion
            counted[assessor, entry][criterion] = steps
        return {key: scores for key, scores in counted.items() if key not in doubtful}

    def contested(self) -> frozenset[tuple[str, str]]:
        """Return (assessor, entry) of which a copy that went apart speaks, while none is kept.

        Notes are not meant: nothing is scored on them. Where it is about attendance, the assessor
        is empty.
        """
        return frozenset(self._execute(CONTESTED).fetchall())

    def blocked_entries(self) -> frozenset[str]:
        """Return the ids of entries on which sealed records disagree, undecided."""
        return self._in_conflict() | {entry for _, entry in self.contested()}

    def _in_conflict(self) -> frozenset[str]:
        rows = self._execute(
            "SELECT entry FROM conflict WHERE sealed AND entry <> ''"
            " AND (EXISTS (SELECT 1 FROM score WHERE score.subject = conflict.subject)"
            " OR EXISTS (SELECT 1 FROM sheet WHERE sheet.subject = conflict.subject)"
            " OR EXISTS (SELECT 1 FROM attendance WHERE attendance.subject = conflict.subject))"
        )
        return frozenset(row[0] for row in rows)

    def conflicts(self) -> tuple[str, ...]:
        """Return the subjects on which records disagree."""
        rows = self._execute("SELECT DISTINCT subject FROM conflict ORDER BY subject")
        return tuple(row[0] for row in rows)

    def forked_streams(self) -> tuple[str, ...]:
        """Return the streams that forked, decided or not."""
        rows = self._execute("SELECT id FROM stream WHERE forked_at IS NOT NULL ORDER BY id")
        return tuple(row[0] for row in rows)

    def imports(self) -> tuple[Import, ...]:
        """Return every file that was taken in, the last first, undone or not."""
        counts = dict(self._execute("SELECT turn, count(*) FROM record GROUP BY turn").fetchall())
        rows = self._execute(
            "SELECT number, at, origin, undone_by FROM turn WHERE origin <> '' ORDER BY number DESC"
        )
        return tuple(
            Import(turn, at, file, undone_by, counts.get(turn, 0))
            for turn, at, file, undone_by in rows
        )

    def last_turn_at(self) -> int:
        """Return the claimed moment of the last commit, milliseconds UTC; 0 before the first."""
        row = self._execute("SELECT at FROM turn ORDER BY number DESC LIMIT 1").fetchone()
        return row[0] if row else 0

    def office_recipients(self) -> tuple[str, ...]:
        """Return to whom what goes to the secretariat is closed: its operators, and escrow."""
        operators = [name for names in self.recipients("secretariat").values() for name in names]
        founded = self.body("event") or {}
        return (*operators, str(founded["escrow"]))

    def recipients(self, role: str) -> dict[str, tuple[str, ...]]:
        """Return author → to whom an envelope for them is closed, as they sealed it themselves."""
        found: dict[str, tuple[str, ...]] = {}
        for author, recipient in self._execute(
            "SELECT stream.author, json_extract(record.data, '$.body.recipient')"
            " FROM record JOIN stream ON stream.id = record.stream"
            " WHERE record.kind = 'key.enrolled' AND stream.role = ? AND stream.standing = 'good'"
            " AND record.seq <= stream.sealed_to"
            " AND json_extract(record.data, '$.subject[1]') = stream.author"
            " AND NOT EXISTS (SELECT 1 FROM disowned WHERE disowned.record = record.id)"
            " AND NOT EXISTS (SELECT 1 FROM head WHERE head.written AND head.subject ="
            " 'revocation/' || stream.author || '/' || json_extract(record.data, '$.subject[2]'))"
            " ORDER BY record.id",
            (role,),
        ):
            found[author] = (*found.get(author, ()), recipient)
        return found

    def offered(self) -> tuple[str, ...]:
        """Return the ids of those to whom an enrolment is offered: assessors and operators."""
        rows = self._execute(
            "SELECT DISTINCT subject FROM head WHERE subject >= 'enrolment/'"
            " AND subject < 'enrolment0' AND written ORDER BY subject"
        )
        return tuple(row[0].removeprefix("enrolment/") for row in rows)

    def body(self, subject: str) -> dict[str, object] | None:
        """Return the body of a subject's only head, such as an enrolment offer; else None."""
        rows = self._execute(
            "SELECT json_extract(record.data, '$.body') FROM head JOIN record"
            " ON record.id = head.effective WHERE head.subject = ? AND head.written",
            (subject,),
        ).fetchall()
        return json.loads(rows[0][0]) if len(rows) == 1 else None

    def vouched_for(self, assessor: str) -> int:
        """Return how many records of an assessor their seals vouch for."""
        row = self._execute(
            "SELECT sum(sealed_to) FROM stream WHERE author = ? AND role = 'assessor'"
            " AND standing = 'good'",
            (assessor,),
        ).fetchone()
        return row[0] or 0

    def said_at(self, subject: str) -> int:
        """Return the claimed moment of the newest word that stands on a subject; 0 for none."""
        row = self._execute(
            "SELECT max(json_extract(record.data, '$.at')) FROM head JOIN record"
            " ON record.id = head.effective WHERE head.subject = ? AND head.written",
            (subject,),
        ).fetchone()
        return row[0] or 0

    def _is_absent(self, entry: str) -> bool:
        row = self._execute(
            "SELECT absent FROM attendance WHERE subject = ?", (f"attendance/{entry}",)
        ).fetchone()
        return bool(row and row[0])


def _rubric(group: str, revision: str, body: dict[str, object]) -> Rubric:
    items = body["criteria"]
    if not isinstance(items, list):
        raise TypeError("criteria")
    criteria = tuple(
        Criterion(
            id=item["id"],
            name=item["name"],
            description=item["description"],
            aspect=item["aspect"],
            weight=item["weight"],
            scale=Scale(
                item["scale"]["low"],
                item["scale"]["high"],
                item["scale"]["decimals"],
                tuple(item["scale"]["excluded"]),
            ),
            bands=tuple(Band(b["low"], b["high"], b["text"]) for b in item["bands"]),
            explain_below=item["explain"]["below"],
            explain_above=item["explain"]["above"],
        )
        for item in items
    )
    return Rubric(revision=revision, group=group, label=str(body["label"]), criteria=criteria)
