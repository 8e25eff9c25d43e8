# SPDX-License-Identifier: MIT
"""The SQL by which the ledger is read: which records act, which are heads, what they come to.

There are two readings. The *written* one takes every record that acts; screens show it. The
*sealed* one takes only records that their author's certificate vouches for; results come from it
alone, so that an unsealed record counts for nothing.

Every join says ``CROSS JOIN``, which SQLite takes in the order written: from what was touched to
its records. Left to itself it may walk the whole history of a subject instead.
"""

from __future__ import annotations

from pkri_desktop.domain.note import DAY


def acts(record: str, stream: str) -> str:
    """Return the condition under which a record acts: who wrote it may speak of its subject."""
    return f"""(
        {_may_speak(record, stream)}
        AND NOT EXISTS (SELECT 1 FROM disowned WHERE disowned.record = {record}.id)
    )"""


def _may_speak(record: str, stream: str) -> str:
    """Return the condition that a record's author has a say on its subject, fork or no fork."""
    return f"""(
        {stream}.standing = 'good'
        AND CASE {record}.authority
            WHEN '@secretariat' THEN {stream}.role = 'secretariat'
            WHEN '@room' THEN {stream}.role = 'secretariat' OR EXISTS (
                SELECT 1 FROM assignment
                WHERE assignment.assessor = {stream}.author
                AND assignment.entry = json_extract({record}.data, '$.subject[1]'))
            WHEN '@anyone' THEN 1
            ELSE {stream}.role = 'assessor' AND {stream}.author = {record}.authority
        END
    )"""


# Records that do not act, and whether that is since their stream forked.
IDLE_RECORDS = f"""
    SELECT record.id, EXISTS (SELECT 1 FROM disowned WHERE disowned.record = record.id)
    FROM record CROSS JOIN stream ON stream.id = record.stream
    WHERE record.number > ? AND NOT {acts("record", "stream")}
"""


def _decides(record: str, *, sealed: bool = False) -> str:
    """Return the condition under which a decision is one: it chooses a record that it replaces.

    In the sealed reading it cannot lift up a record that its own author has not sealed.
    """
    within = "AND chosen.seq <= chosen_stream.sealed_to" if sealed else ""
    # Not OR: where it is a column, SQLite looks at both sides of that.
    return f"""iif({record}.kind <> 'conflict.decided', 1, EXISTS (
        SELECT 1 FROM replacement AS given
        CROSS JOIN record AS chosen ON chosen.id = given.replaced
        CROSS JOIN stream AS chosen_stream ON chosen_stream.id = chosen.stream
        WHERE given.record = {record}.id
        AND chosen.id = json_extract({record}.data, '$.body.chosen')
        AND chosen.subject = {record}.subject
        AND chosen.kind <> 'conflict.decided'
        AND {acts("chosen", "chosen_stream")} {within}
    ))"""


def _replaced(*, by_sealed: bool) -> str:
    """Return the condition under which an acting record has been replaced, in one reading."""
    within = "AND later.seq <= later_stream.sealed_to" if by_sealed else ""
    return f"""EXISTS (
        SELECT 1 FROM replacement
        CROSS JOIN record AS later ON later.id = replacement.record
        CROSS JOIN stream AS later_stream ON later_stream.id = later.stream
        WHERE replacement.replaced = record.id AND later.subject = record.subject
        AND {acts("later", "later_stream")} {within}
        AND {_decides("later", sealed=by_sealed)}
    )"""


_EFFECTIVE = """CASE record.kind WHEN 'conflict.decided'
    THEN json_extract(record.data, '$.body.chosen') ELSE record.id END"""

_REPLACED_CANDIDATES = """(
    SELECT number FROM candidate
    WHERE EXISTS (SELECT 1 FROM replacement WHERE replacement.replaced = candidate.record)
) AS candidate"""


def _acting(candidates: str) -> str:
    return f"""
    FROM {candidates}
    CROSS JOIN record ON record.number = candidate.number
    CROSS JOIN stream ON stream.id = record.stream
    WHERE {acts("record", "stream")} AND {_decides("record")}
    """


# A record that an acting one replaced stays replaced while nobody's standing changes. So where
# records were only added, the heads there were, the new records and decisions (which begin to
# act when what they choose arrives) are all that can be heads.
CANDIDATES = (
    "INSERT INTO candidate SELECT number, id FROM record WHERE number > :before",
    """
    INSERT OR IGNORE INTO candidate
    SELECT record.number, record.id
    FROM touched CROSS JOIN head ON head.subject = touched.subject
    CROSS JOIN record ON record.id = head.record
    """,
    """
    INSERT OR IGNORE INTO candidate
    SELECT record.number, record.id
    FROM touched CROSS JOIN record ON record.subject = touched.subject
    WHERE record.kind = 'conflict.decided'
    """,
    """
    INSERT OR IGNORE INTO candidate
    SELECT record.number, record.id
    FROM touched CROSS JOIN record ON record.subject = touched.subject
    WHERE touched.rejudged
    """,
)

# Heads of the written reading; a sealed one among them is a head of the sealed reading as well.
# What else is a head there has been replaced, by unsealed records alone.
HEADS = (
    "DELETE FROM head WHERE subject IN (SELECT subject FROM touched)",
    f"""
    INSERT INTO head (subject, record, effective, written, sealed)
    SELECT record.subject, record.id, {_EFFECTIVE}, 1,
        record.seq <= stream.sealed_to AND {_decides("record", sealed=True)}
    {_acting("candidate")} AND NOT {_replaced(by_sealed=False)}
    """,
    f"""
    INSERT OR IGNORE INTO head (subject, record, effective, written, sealed)
    SELECT record.subject, record.id, {_EFFECTIVE}, 0, 1
    {_acting(_REPLACED_CANDIDATES)} AND record.seq <= stream.sealed_to
    AND {_decides("record", sealed=True)}
    AND NOT {_replaced(by_sealed=True)}
    """,
)

# A signed PDF follows the sheet that stands, and a fork is undecided while its decisions differ:
# neither is a question of its own.
CONFLICTS = (
    "DELETE FROM conflict WHERE subject IN (SELECT subject FROM touched)",
    """
    INSERT INTO conflict (subject, sealed, entry)
    SELECT several.subject, reading.sealed,
        CASE substr(several.subject, 1, instr(several.subject || '/', '/') - 1)
            WHEN 'score' THEN json_extract(record.data, '$.subject[2]')
            WHEN 'sheet' THEN json_extract(record.data, '$.subject[2]')
            WHEN 'attendance' THEN json_extract(record.data, '$.subject[1]')
            ELSE '' END
    FROM (
        SELECT touched.subject FROM touched CROSS JOIN head ON head.subject = touched.subject
        WHERE touched.subject NOT GLOB 'signature/*' AND touched.subject NOT GLOB 'fork/*'
        GROUP BY touched.subject HAVING count(*) > 1
    ) AS several
    CROSS JOIN (SELECT 0 AS sealed UNION ALL SELECT 1) AS reading
    CROSS JOIN head ON head.subject = several.subject
        AND iif(reading.sealed, head.sealed, head.written)
    CROSS JOIN record ON record.id = head.effective
    GROUP BY several.subject, reading.sealed
    HAVING count(DISTINCT record.kind || json_extract(record.data, '$.body')) > 1
    """,
)


def _simple(table: str, kind: str, **columns: str) -> tuple[str, ...]:
    """Return the statements for a table whose columns are fields of one kind of record.

    Where heads differ the one with the lowest id is shown, and the subject stands in ``conflict``.
    """
    names = ", ".join(columns)
    values = ", ".join(columns.values())
    return (
        f"DELETE FROM {table} WHERE subject IN (SELECT subject FROM touched)",
        f"""
        INSERT INTO {table} (subject, {names})
        SELECT subject, {names} FROM (
            SELECT head.subject, min(head.record) AS lowest, {values}
            FROM touched
            CROSS JOIN head ON head.subject = touched.subject AND head.written
            CROSS JOIN record ON record.id = head.effective
            WHERE record.kind = '{kind}'
            GROUP BY touched.subject
        )
        """,
    )


def _part(number: int, name: str) -> str:
    return f"json_extract(record.data, '$.subject[{number}]') AS {name}"


def _field(name: str, alias: str = "") -> str:
    return f"json_extract(record.data, '$.body.{name}') AS {alias or name}"


def _fields(*names: str) -> dict[str, str]:
    return {name: _field(name) for name in names}


_ID = _part(1, "id")
_BODY = "json_extract(record.data, '$.body') AS body"

ROSTER = (
    *_simple("event", "event.founded", body=_BODY),
    _simple("event", "event.described", body=_BODY)[1],
    *_simple("groups", "group.registered", id=_ID, **_fields("code", "name", "position")),
    *_simple("agency", "agency.registered", id=_ID, **_fields("name", "type", "province")),
    *_simple(
        "entry",
        "entry.registered",
        id=_ID,
        group_id=_field("group", "group_id"),
        **_fields(
            "code", "agency", "title", "short_title", "unit", "predicate", "form_status",
            "source", "summary",
        ),
    ),
    *_simple("assessor", "assessor.appointed", id=_ID, **_fields("name")),
    *_simple(
        "panel",
        "panel.formed",
        id=_ID,
        **_fields("name", "room", "chair", "members", "entries"),
    ),
    *_simple(
        "slot",
        "slot.planned",
        id=_ID,
        **_fields("entry", "panel", "starts", "presentation", "interview"),
    ),
    *_simple("pause", "break.planned", id=_ID, **_fields("panel", "starts", "minutes", "name")),
    *_simple(
        "rubric",
        "rubric.adopted",
        group_id=_part(1, "group_id"),
        revision="record.id AS revision",
        body=_BODY,
    ),
)  # fmt: skip

ROSTER_DERIVED = (
    "DELETE FROM assignment",
    """
    INSERT OR IGNORE INTO assignment (assessor, entry, panel)
    SELECT member.value, entry.value, panel.id
    FROM panel, json_each(panel.members) AS member, json_each(panel.entries) AS entry
    """,
    "DELETE FROM criterion",
    """
    INSERT OR IGNORE INTO criterion (group_id, id, low, high, excluded)
    SELECT rubric.group_id, json_extract(item.value, '$.id'),
        json_extract(item.value, '$.scale.low'), json_extract(item.value, '$.scale.high'),
        ',' || trim(json_extract(item.value, '$.scale.excluded'), '[]') || ','
    FROM rubric, json_each(rubric.body, '$.criteria') AS item
    """,
)

_POSSIBLE = """
    FROM entry CROSS JOIN criterion ON criterion.group_id = entry.group_id
    WHERE entry.id = {entry} AND criterion.id = {criterion}
    AND ({steps} IS NULL OR ({steps} BETWEEN criterion.low AND criterion.high
        AND (criterion.excluded = ',,' OR NOT instr(criterion.excluded, ',' || {steps} || ','))))
"""


def _on(topic: str) -> str:
    """Return the condition that a touched subject is of this topic, as a range of the key."""
    after = chr(ord("/") + 1)
    return f"touched.subject >= '{topic}/' AND touched.subject < '{topic}{after}'"


SCORES = (
    "DELETE FROM score WHERE subject IN (SELECT subject FROM touched)",
    f"""
    INSERT INTO score (subject, assessor, entry, criterion, steps, conflict)
    SELECT subject, assessor, entry, criterion, iif(differs, NULL, steps), differs
    FROM (
        SELECT head.subject, min(head.record),
            record.authority AS assessor, {_part(2, "entry")}, {_part(3, "criterion")},
            {_field("steps")},
            EXISTS (SELECT 1 FROM conflict WHERE conflict.subject = head.subject) AS differs
        FROM touched
        CROSS JOIN head ON head.subject = touched.subject AND head.written
        CROSS JOIN record ON record.id = head.effective
        WHERE {_on("score")} AND record.kind = 'score.given'
        GROUP BY touched.subject
    ) AS given
    WHERE EXISTS (
        SELECT 1 FROM assignment
        WHERE assignment.assessor = given.assessor AND assignment.entry = given.entry)
    AND EXISTS (SELECT 1 {
        _POSSIBLE.format(
            entry="given.entry",
            criterion="given.criterion",
            steps="iif(given.differs, NULL, given.steps)",
        )
    })
    """,
)

SHEETS = (
    "DELETE FROM sheet WHERE subject IN (SELECT subject FROM touched)",
    f"""
    INSERT INTO sheet
        (subject, assessor, entry, decision, record, revision, reason, at, attachment, counts)
    SELECT subject, assessor, entry,
        CASE WHEN differs THEN 'conflict' ELSE
            CASE kind WHEN 'sheet.finalised' THEN 'final' WHEN 'sheet.recused' THEN 'recused'
            ELSE 'open' END
        END,
        effective,
        coalesce((
            SELECT max(json_extract(earlier.data, '$.body.revision'))
            FROM record AS earlier CROSS JOIN stream AS earlier_stream
            ON earlier_stream.id = earlier.stream
            WHERE earlier.subject = latest.subject AND earlier.kind = 'sheet.finalised'
            AND {acts("earlier", "earlier_stream")}), 0),
        reason, at,
        coalesce((
            SELECT min(json_extract(signed.data, '$.body.attachment'))
            FROM head AS signature CROSS JOIN record AS signed ON signed.id = signature.effective
            WHERE signature.subject = 'signature' || substr(latest.subject, length('sheet') + 1)
            AND signature.written AND signed.kind = 'sheet.signed'
            AND json_extract(signed.data, '$.body.finalised') = latest.effective), ''),
        coalesce((
            SELECT min(vouched.effective)
            FROM head AS vouched CROSS JOIN record AS final ON final.id = vouched.effective
            WHERE vouched.subject = latest.subject AND vouched.sealed
            AND final.kind = 'sheet.finalised'
            AND NOT EXISTS (SELECT 1 FROM conflict
                WHERE conflict.subject = latest.subject AND conflict.sealed = 1)), '')
    FROM (
        SELECT head.subject, min(head.record), head.effective AS effective, record.kind AS kind,
            {_part(1, "assessor")}, {_part(2, "entry")},
            json_extract(record.data, '$.at') AS at,
            coalesce(json_extract(record.data, '$.body.reason'), '') AS reason,
            EXISTS (SELECT 1 FROM conflict WHERE conflict.subject = head.subject) AS differs
        FROM touched
        CROSS JOIN head ON head.subject = touched.subject AND head.written
        CROSS JOIN record ON record.id = head.effective
        WHERE {_on("sheet")}
        AND record.kind IN ('sheet.finalised', 'sheet.reopened', 'sheet.recused')
        GROUP BY touched.subject
    ) AS latest
    WHERE EXISTS (
        SELECT 1 FROM assignment
        WHERE assignment.assessor = latest.assessor AND assignment.entry = latest.entry)
    """,
)

# The finalisation names its scores by id, so sealing it vouches for those very values.
COUNTED_SCORES = f"""
    SELECT DISTINCT sheet.assessor, sheet.entry,
        json_extract(given.data, '$.subject[3]'), json_extract(given.data, '$.body.steps')
    FROM sheet
    CROSS JOIN record AS final ON final.id = sheet.counts
    CROSS JOIN entry AS scored ON scored.id = sheet.entry
    CROSS JOIN rubric ON rubric.group_id = scored.group_id
        AND rubric.revision = json_extract(final.data, '$.body.rubric')
    CROSS JOIN json_each(final.data, '$.body.scores') AS item
    CROSS JOIN record AS given ON given.id = item.value
    CROSS JOIN stream ON stream.id = given.stream AND stream.role = 'assessor'
    WHERE sheet.counts <> ''
    AND given.kind = 'score.given' AND given.authority = sheet.assessor
    AND stream.author = sheet.assessor
    AND json_extract(given.data, '$.subject[2]') = sheet.entry
    AND json_extract(given.data, '$.body.steps') IS NOT NULL
    AND EXISTS (SELECT 1 {
    _POSSIBLE.format(
        entry="sheet.entry",
        criterion="json_extract(given.data, '$.subject[3]')",
        steps="json_extract(given.data, '$.body.steps')",
    )
})
"""

NOTES = (
    "DELETE FROM note WHERE subject IN (SELECT subject FROM touched)",
    f"""
    INSERT INTO note (subject, id, assessor, entry, text, tag, written, at,
        criterion, stage, elapsed, shared, use, conflict)
    SELECT subject, id, assessor, entry, text, tag, written, at,
        criterion, stage, elapsed, shared, use, differs
    FROM (
        SELECT head.subject, min(head.record),
            {_part(1, "assessor")}, {_part(2, "entry")}, {_part(3, "id")},
            {_field("text")}, {_field("tag")}, {_field("written")}, {_field("criterion")},
            {_field("stage")}, {_field("elapsed")}, {_field("shared")}, {_field("use")},
            (SELECT min(json_extract(first.data, '$.at')) FROM record AS first
                CROSS JOIN stream AS first_stream ON first_stream.id = first.stream
                WHERE first.subject = head.subject AND {acts("first", "first_stream")}) AS at,
            EXISTS (SELECT 1 FROM conflict WHERE conflict.subject = head.subject) AS differs
        FROM touched
        CROSS JOIN head ON head.subject = touched.subject AND head.written
        CROSS JOIN record ON record.id = head.effective
        WHERE {_on("note")} AND record.kind = 'note.written'
        GROUP BY touched.subject
    ) AS kept
    WHERE text <> '' AND (
        EXISTS (SELECT 1 FROM assignment
            WHERE assignment.assessor = kept.assessor AND assignment.entry = kept.entry)
        OR kept.entry = '{DAY}' AND EXISTS (SELECT 1 FROM assignment
            WHERE assignment.assessor = kept.assessor)
    )
    """,
)

ATTENDANCE = (
    "DELETE FROM attendance WHERE subject IN (SELECT subject FROM touched)",
    f"""
    INSERT INTO attendance (subject, entry, absent, conflict)
    SELECT subject, entry, status = 'absent' AND NOT differs, differs FROM (
        SELECT head.subject, min(head.record), {_part(1, "entry")}, {_field("status")},
            EXISTS (SELECT 1 FROM conflict WHERE conflict.subject = head.subject) AS differs
        FROM touched
        CROSS JOIN head ON head.subject = touched.subject AND head.written
        CROSS JOIN record ON record.id = head.effective
        WHERE {_on("attendance")} AND record.kind = 'attendance.noted'
        GROUP BY touched.subject
    )
    """,
)

# Assessor (empty where it is about attendance) and entry of which a copy that went apart speaks,
# sealed, while no copy is kept. Notes are not meant: nothing is scored on them.
CONTESTED = f"""
    SELECT DISTINCT iif(about = 'attendance', '', who), iif(about = 'attendance', who, entry)
    FROM (
        SELECT json_extract(record.data, '$.subject[0]') AS about,
            json_extract(record.data, '$.subject[1]') AS who,
            json_extract(record.data, '$.subject[2]') AS entry
        FROM disowned CROSS JOIN record ON record.id = disowned.record
        CROSS JOIN stream ON stream.id = record.stream
        WHERE disowned.contested AND {_may_speak("record", "stream")}
    )
    WHERE about = 'attendance' OR about IN ('score', 'sheet') AND EXISTS (
        SELECT 1 FROM assignment WHERE assignment.assessor = who AND assignment.entry = entry)
"""

SEALED_ABSENCES = """
    SELECT json_extract(record.data, '$.subject[1]')
    FROM head CROSS JOIN record ON record.id = head.effective
    WHERE head.subject >= 'attendance/' AND head.subject < 'attendance0' AND head.sealed
    GROUP BY head.subject
    HAVING min(json_extract(record.data, '$.body.status')) = 'absent'
    AND max(json_extract(record.data, '$.body.status')) = 'absent'
"""
