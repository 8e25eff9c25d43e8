# SPDX-License-Identifier: MIT
"""What counts: sheets, attendance, conflicts and decisions, rubrics, attachments."""

import json

from tests.verifier.builder import (
    RUBRIC,
    Event,
    Writer,
    sha,
)
from tests.verifier.reports import ANI, BOTH, Verify, found, means, noted, totals


def test_unsealed_finalisation(run: Verify) -> None:
    event = Event()
    for who in ("ani", "budi"):
        event.sheet(who, "e1")
    event.assessors["budi"].seal()
    report = run(event)
    assert report["well"]
    assert "sheet.unsealed" in noted(report)
    assert means(report) == ["72,00", None]
    assert [one["counted"] for one in report["entries"]] == [1, 0]


def test_reopened_and_recused(event: Event, run: Verify) -> None:
    ani, budi = event.assessors["ani"], event.assessors["budi"]
    heads = {
        who: next(
            name
            for name, data in event.book.records
            if json.loads(data)["subject"] == ["sheet", who, "e1"]
        )
        for who in ("ani", "budi")
    }
    ani.write("sheet.reopened", "sheet/ani/e1", {"reason": "keliru"}, heads["ani"])
    budi.write("sheet.recused", "sheet/budi/e1", {"reason": "keluarga"}, heads["budi"])
    report = run(event)
    assert means(report) == [BOTH, BOTH]  # not sealed yet
    for writer in (ani, budi):
        writer.seal()
    report = run(event)
    assert report["well"]
    assert "sheet.recused" in noted(report)
    assert means(report) == [None, BOTH]


def test_absent_entry(event: Event, run: Verify) -> None:
    note = event.office.write("attendance.noted", "attendance/e1", {"status": "absent"})
    event.office.seal()
    report = run(event)
    assert noted(report) == {"entry.absent"}
    assert means(report) == [None, BOTH]
    event.assessors["ani"].write("attendance.noted", "attendance/e1", {"status": "present"}, note)
    assert means(run(event)) == [BOTH, BOTH]  # an assessor who sees the entry may say so


def test_attendance_in_conflict(event: Event, run: Verify) -> None:
    for writer, status in ((event.office, "absent"), (event.assessors["ani"], "present")):
        writer.write("attendance.noted", "attendance/e1", {"status": status})
        writer.seal()
    report = run(event)
    assert report["conflicts"] == ["attendance/e1"]
    first = report["entries"][0]
    assert (first["absent"], first["conflict"]) == (False, True)
    assert means(report) == [None, BOTH]


def test_absence_that_was_decided_but_not_sealed(event: Event, run: Verify) -> None:
    """Written it is settled, sealed it is not: no mean, and in conflict rather than absent."""
    notes = []
    for writer, status in ((event.office, "absent"), (event.assessors["ani"], "present")):
        notes.append(writer.write("attendance.noted", "attendance/e1", {"status": status}))
        writer.seal()
    body = {"chosen": notes[0], "reason": "x"}
    event.office.write("conflict.decided", "attendance/e1", body, *notes)
    report = run(event)
    first = report["entries"][0]
    assert (report["conflicts_written"], report["conflicts_sealed"]) == ([], ["attendance/e1"])
    assert (first["mean"], first["absent"], first["conflict"]) == (None, False, True)
    event.office.seal()
    first = run(event)["entries"][0]
    assert (first["mean"], first["absent"], first["conflict"]) == (None, True, False)


def test_attendance_by_somebody_who_does_not_see_the_entry(event: Event, run: Verify) -> None:
    event.office.write("assessor.appointed", "assessor/cici", {"name": "Cici"})
    event.office.seal()
    cici = event.assessor("cici")
    cici.write("attendance.noted", "attendance/e1", {"status": "absent"})
    cici.seal()
    report = run(event)
    assert noted(report) == {"record.silent"}
    assert means(report) == [BOTH, BOTH]


def test_conflict_and_its_decision(event: Event, run: Verify) -> None:
    again = event.sheet("ani", "e1", (60, 60))
    event.assessors["ani"].seal()
    report = run(event)
    assert report["well"]
    subject = "sheet/ani/e1"
    # The scores were given anew without replacing the old ones, so they are in conflict too.
    assert subject in report["conflicts"]
    assert means(report) == [None, BOTH]
    ids: dict[str, list[str]] = {}
    for name, data in event.book.records:
        ids.setdefault("/".join(json.loads(data)["subject"]), []).append(name)
    for about in report["conflicts"]:
        chosen = ids[about][-1]
        body = {"chosen": chosen, "reason": "sesuai lembar kertas"}
        event.office.write("conflict.decided", about, body, *ids[about])
    assert ids[subject][-1] == again
    undecided = run(event)
    assert undecided["conflicts_written"] == []
    assert undecided["conflicts_sealed"] == report["conflicts"]
    event.office.seal()
    decided = run(event)
    assert decided["conflicts"] == []
    assert totals(decided)["ani", "e1"] == "60/1"
    assert means(decided) == ["66,00", BOTH]


def test_a_decision_for_what_is_not_sealed(event: Event, run: Verify) -> None:
    """Written it stands; in the sealed reading it is as if it were not there."""
    first = next(
        name
        for name, data in event.book.records
        if json.loads(data)["subject"] == ["sheet", "ani", "e1"]
    )
    scores = json.loads(event.book.bytes_of(first))["body"]["scores"]
    second = event.finalise("ani", "e1", scores[:1])
    body = {"chosen": second, "reason": "x"}
    event.office.write("conflict.decided", "sheet/ani/e1", body, *sorted((first, second)))
    event.office.seal()
    report = run(event)
    assert report["well"]
    assert report["conflicts"] == []
    assert totals(report)["ani", "e1"] == ANI
    event.assessors["ani"].seal()
    assert totals(run(event))["ani", "e1"] is None  # the second has no total


def test_decision_that_does_not_replace_its_choice(event: Event, run: Verify) -> None:
    head = event.sheet("ani", "e1", (60, 60))
    body = {"chosen": head, "reason": "x"}
    event.office.write("conflict.decided", "sheet/ani/e1", body)
    assert found(run(event)) == {"record.author"}


def test_same_value_twice_is_no_conflict(event: Event, run: Verify) -> None:
    event.office.write("assessor.appointed", "assessor/ani", {"name": "ani"})
    assert run(event)["conflicts"] == []


def test_another_rubric(event: Event, run: Verify) -> None:
    changed = {**RUBRIC, "label": "baru"}
    event.office.write("rubric.adopted", "rubric/g", changed, event.rubric)
    report = run(event)
    assert "sheet.total" in noted(report)
    assert means(report) == [None, None]


def test_scores_that_do_not_count(run: Verify) -> None:
    event = Event()
    good = [event.score("ani", "e1", "k1", 80), event.score("ani", "e1", "k2", 90)]
    for bad in (
        event.score("ani", "e1", "k2", None),
        event.score("ani", "e1", "k2", 101),
        event.score("ani", "e1", "k2", 13),
        event.score("ani", "e1", "k3", 50),
        event.score("ani", "e2", "k2", 50),
        event.score("budi", "e1", "k2", 50),
        event.rubric,
        "0" * 64,
    ):
        head = event.finalise("ani", "e1", [good[0], bad])
        event.assessors["ani"].seal()
        assert totals(run(event)) == {("ani", "e1"): None}
        event.book.drop(head)
        event.assessors["ani"] = rewound(event, "ani")
        event.book.seals = event.book.seals[:1]
    event.finalise("ani", "e1", [good[1], event.score("ani", "e1", "k1", 50), good[0]])
    event.assessors["ani"].seal()
    assert totals(run(event)) == {("ani", "e1"): ANI}  # the later in the list


def rewound(event: Event, who: str) -> Writer:
    """The writer of a stream at the last record that is still there."""
    writer = event.assessors[who]
    mine = [
        (json.loads(data)["seq"], name)
        for name, data in event.book.records
        if json.loads(data)["stream"] == writer.stream
    ]
    return Writer(event.book, writer.signer, writer.stream, *max(mine))


def test_not_assigned(event: Event, run: Verify) -> None:
    body = json.loads(event.book.bytes_of(event.panel))["body"]
    body["members"] = ["budi"]
    event.office.write("panel.formed", "panel/p", body, event.panel)
    assert means(run(event)) == ["72,00"] * 2


def test_attachments(event: Event, run: Verify) -> None:
    pdf = b"%PDF-1.7 signed"
    final = next(
        name
        for name, data in event.book.records
        if json.loads(data)["subject"] == ["sheet", "ani", "e1"]
    )
    body = {"finalised": final, "attachment": sha(pdf), "size": len(pdf)}
    event.assessors["ani"].write("sheet.signed", "signature/ani/e1", body)
    assert found(run(event)) == {"attachment.missing"}
    event.book.attachments[sha(pdf)] = pdf
    report = run(event)
    assert report["well"]
    assert report["attachments"] == 1
    assert [one["signed"] for one in report["sheets"]] == [True, False, False, False]
    reopened = event.assessors["ani"].twin()
    keep = event.book.records[:]
    reopened.write("sheet.reopened", "sheet/ani/e1", {"reason": "x"}, final)
    assert not any(one["signed"] for one in run(event)["sheets"])  # as written, sealed or not
    event.book.records = keep
    event.book.attachments[sha(b"other")] = b"other"
    assert found(run(event)) == {"attachment.unnamed"}
    event.book.attachments = {sha(pdf): pdf + b"!"}
    assert found(run(event)) == {"attachment.digest", "attachment.missing"}
