# SPDX-License-Identifier: MIT
"""Whole ledgers: one that is well, and what each kind of damage or dispute does to it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.builder import (
    RUBRIC,
    Event,
    Writer,
    b64,
    canonical,
    enrol,
    opened,
    sha,
)
from verifikator.report import Keys, as_json, as_text, verify

Report = dict[str, Any]
Verify = Callable[[Event], Report]

# 0,6 × 80 + 0,4 × 90 = 84; 0,6 × 70 + 0,4 × 75 = 72
ANI, BUDI, BOTH = "84/1", "72/1", "78,00"


@pytest.fixture
def event() -> Event:
    return Event().play()


@pytest.fixture
def run(tmp_path: Path) -> Verify:
    def verified(event: Event) -> Report:
        found = verify([event.book.save(tmp_path / "a.pkri")], Keys(root=event.root))
        assert as_text(found).startswith("Semua baik" if found.well else "TIDAK BAIK")
        return as_json(found)

    return verified


def found(report: Report) -> set[str]:
    assert report["well"] == (not report["findings"])
    return {one["what"] for one in report["findings"]}


def noted(report: Report) -> set[str]:
    return {one["what"] for one in report["notes"]}


def means(report: Report) -> list[str | None]:
    return [one["mean"] for one in report["entries"]]


def totals(report: Report) -> dict[tuple[str, str], str | None]:
    return {
        (one["assessor"], one["entry"]): one["total"] for one in report["sheets"] if one["counts"]
    }


def test_a_good_ledger(event: Event, run: Verify) -> None:
    report = run(event)
    assert report["well"]
    assert not report["notes"]
    assert means(report) == [BOTH, BOTH]
    assert [one["mean_exact"] for one in report["entries"]] == ["78/1"] * 2
    assert totals(report) == {
        (who, entry): {"ani": ANI, "budi": BUDI}[who]
        for who in ("ani", "budi")
        for entry in ("e1", "e2")
    }
    assert (report["records"], report["seals"]) == (len(event.book.records), 3)
    assert report["event"] == event.id
    assert report["root"] == sha(event.root)


def test_fingerprints_by_hand(event: Event, run: Verify) -> None:
    report = run(event)
    seals = sorted(event.book.seals)
    state = "pkri:state:1\n"
    state += "".join(f"{name}\n" for name in sorted(name for name, _ in event.book.records)) + "\n"
    state += "".join(f"{s} {n} {r} {c}\n" for s, n, r, c, _ in seals) + "\n" + "\n"
    assert report["state_fingerprint"] == sha(state.encode())
    scores = "pkri:scores:1\n"
    for code in ("K-01", "K-02"):
        for who, pair in (("ani", (80, 90)), ("budi", (70, 75))):
            for criterion, steps in zip(("k1", "k2"), pair, strict=True):
                scores += f'["{code}", "{who}", "{criterion}", {steps}]\n'
    assert report["score_fingerprint"] == sha(scores.encode())


def test_only_the_last_seal_of_a_certificate_tells(event: Event, run: Verify) -> None:
    event.office.write("assessor.appointed", "assessor/cici", {"name": "Cici"})
    event.office.seal()
    with_both = run(event)["state_fingerprint"]
    del event.book.seals[0]
    assert run(event)["state_fingerprint"] == with_both


def test_arrival_order_does_not_matter(event: Event, run: Verify) -> None:
    first = run(event)
    event.book.records.reverse()
    event.book.seals.reverse()
    assert run(event) == first


# Damage


def test_flipped_byte(event: Event, run: Verify) -> None:
    name, data = event.book.records[9]
    event.book.change(name, bytes([*data[:50], data[50] ^ 1, *data[51:]]))
    assert "record.id" in found(run(event))


def test_every_flipped_bit_of_a_record_is_noticed(event: Event, run: Verify) -> None:
    name = event.book.records[-1][0]
    data = event.book.bytes_of(name)
    for at in range(0, len(data), 7):
        event.book.change(name, bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]]))
        assert found(run(event)), at


def test_not_canonical(event: Event, run: Verify) -> None:
    data = event.book.bytes_of(event.panel).replace(b",", b", ")
    event.book.put(data)
    assert found(run(event)) == {"record.canonical"}


def test_malformed(event: Event, run: Verify) -> None:
    value = json.loads(event.book.bytes_of(event.panel))
    value["body"]["colour"] = "red"
    event.book.put(canonical(value))
    assert found(run(event)) == {"record.form"}


def test_missing_predecessor(event: Event, run: Verify) -> None:
    event.book.drop(event.book.records[4][0])
    assert found(run(event)) == {"record.prev"}


def test_missing_opening(event: Event, run: Verify) -> None:
    stream = event.assessors["ani"].stream
    opening = next(
        name for name, data in event.book.records if json.loads(data)["stream"] == stream
    )
    event.book.drop(opening)
    report = run(event)
    assert {"record.prev", "stream.opening", "seal.foreign"} <= found(report)
    assert means(report) == ["72,00"] * 2


def test_missing_founding(event: Event, run: Verify) -> None:
    event.book.drop(event.id)
    assert "event.founding" in found(run(event))


def test_another_root(event: Event, tmp_path: Path) -> None:
    report = verify([event.book.save(tmp_path / "a.pkri")], Keys(root=Event().root))
    assert "root.other" in {one.what for one in report.findings.wrong}


def test_foreign_author(event: Event, run: Verify) -> None:
    event.assessors["ani"].write("score.given", "score/budi/e1/k1", {"steps": 1})
    event.assessors["ani"].write("assessor.appointed", "assessor/doni", {"name": "D"})
    event.office.write("score.given", "score/budi/e1/k2", {"steps": 1})
    for writer in (event.assessors["ani"], event.office):
        writer.seal()
    report = run(event)
    assert [one["what"] for one in report["findings"]] == ["record.author"] * 3
    assert means(report) == [BOTH, BOTH]


def test_never_appointed(event: Event, run: Verify) -> None:
    event.assessor("cici")
    assert found(run(event)) == {"stream.appointment"}


def test_stream_of_another_event(event: Event, run: Verify) -> None:
    opened(event.book, "0" * 64, "secretariat", "sekretariat", None)
    assert found(run(event)) == {"stream.event"}


def test_bad_signature(event: Event, run: Verify) -> None:
    *seal, signature = event.book.seals[1]
    event.book.seals[1] = (*seal, event.book.seals[2][-1])  # type: ignore[assignment]
    report = run(event)
    assert found(report) == {"seal.bad"}
    assert means(report) == ["72,00"] * 2
    assert "sheet.unsealed" in noted(report)
    event.book.seals[1] = (*seal, b"")  # type: ignore[assignment]
    assert found(run(event)) == {"seal.bad"}
    event.book.seals[1] = (*seal, signature)  # type: ignore[assignment]
    assert run(event)["well"]


def test_seal_of_an_unpublished_certificate(event: Event, run: Verify) -> None:
    event.assessors["ani"].seal(event.holder("ani"))
    assert found(run(event)) == {"seal.bad"}


def test_seal_of_somebody_else(event: Event, run: Verify) -> None:
    event.score("ani", "e1", "k1", 3)
    event.assessors["ani"].seal(event.assessors["budi"].signer)
    assert found(run(event)) == {"seal.foreign"}


def test_seal_of_another_place(event: Event, run: Verify) -> None:
    stream, seq, record, certificate, signature = event.book.seals[1]
    event.book.seals[1] = (stream, seq - 1, record, certificate, signature)
    assert found(run(event)) == {"seal.bad"}


def test_chain_that_is_not_good(event: Event, run: Verify) -> None:
    writer = event.assessors["ani"]
    other = Event()
    for signer in (event.holder("budi"), event.holder("ani", event="0" * 64), other.holder("ani")):
        enrol(writer, "ani", signer)
        writer.seal(signer)
    alone = event.holder("ani")
    alone.chain = alone.chain[:1]
    enrol(writer, "ani", alone)
    writer.write(
        "key.enrolled",
        f"key/ani/{'0' * 40}",
        {"chain": [b64(b"not a certificate")], "recipient": "age1" + "q" * 58},
    )
    report = run(event)
    assert [one["what"] for one in report["findings"]] == ["key.chain"] * 5 + ["seal.bad"] * 3


# What counts


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
    event.assessors["ani"].seal()
    assert found(run(event)) == {"attachment.missing"}
    event.book.attachments[sha(pdf)] = pdf
    report = run(event)
    assert report["well"]
    assert report["attachments"] == 1
    assert [one["signed"] for one in report["sheets"]] == [True, False, False, False]
    event.book.attachments[sha(b"other")] = b"other"
    assert found(run(event)) == {"attachment.unnamed"}
    event.book.attachments = {sha(pdf): pdf + b"!"}
    assert found(run(event)) == {"attachment.digest", "attachment.missing"}


# Forks


def forked(event: Event) -> tuple[Writer, Writer]:
    """Two copies of ani's file go on in different ways."""
    one = event.assessors["ani"]
    two = one.twin()
    for writer, steps in ((one, 60), (two, 40)):
        writer.write("note.written", "note/ani/e1/n1", note(str(steps)))
        writer.write("note.written", "note/ani/e1/n2", note(str(steps)))
    return one, two


def note(text: str) -> dict[str, str]:
    return {"text": text, "tag": "", "written": ""}


def test_fork_without_decision(event: Event, run: Verify) -> None:
    one, two = forked(event)
    report = run(event)
    assert report["forks"] == [one.stream]
    assert noted(report) == {"stream.fork"}
    assert means(report) == [BOTH, BOTH]  # what was before it still counts
    one.seal()
    assert run(event)["conflicts"] == []
    two.seal()
    report = run(event)
    assert report["seals"] == 5
    assert report["well"]
    assert means(report) == [BOTH, BOTH]


def test_a_seal_on_a_branch_vouches_for_what_was_before(run: Verify) -> None:
    event = Event()
    event.sheet("ani", "e1")
    one, two = forked(event)
    report = run(event)
    assert means(report) == [None, None]
    one.seal()
    assert means(run(event)) == ["84,00", None]
    two.seal()
    assert means(run(event)) == ["84,00", None]  # both branches are disowned, not the sheet


def test_telling_seals_of_a_forked_stream(event: Event, run: Verify) -> None:
    one, two = forked(event)
    one.seal()
    two.seal()
    both = run(event)["state_fingerprint"]
    assert len(event.book.seals) == 5
    before = event.book.seals.pop(1)  # covered by either of the later ones
    assert run(event)["state_fingerprint"] == both
    for at in (-1, -2):  # but each of them says what the other does not
        seals = event.book.seals[:]
        del event.book.seals[at]
        assert run(event)["state_fingerprint"] != both
        event.book.seals = seals
    assert before[0] == one.stream


def test_fork_of_finalisations(run: Verify) -> None:
    event = Event()
    event.sheet("budi", "e1")
    event.assessors["budi"].seal()
    two = event.assessors["ani"].twin()
    first = event.sheet("ani", "e1", (60, 60))
    event.assessors["ani"].seal()
    assert means(run(event)) == ["66,00", None]
    one, event.assessors["ani"] = event.assessors["ani"], two
    second = event.sheet("ani", "e1", (40, 40))
    assert means(run(event)) == ["66,00", None]  # only one branch is sealed
    two.seal()
    assert means(run(event)) == ["72,00", None]  # both are: neither is kept
    for keep, mean in ((first, "66,00"), (second, "56,00")):
        records, seals, office = event.book.records[:], event.book.seals[:], event.office.twin()
        body = {"keep": keep, "reason": "laptop kedua"}
        event.office.write("fork.decided", f"fork/{one.stream}", body)
        event.office.seal()
        report = run(event)
        assert report["well"]
        assert report["forks"] == [one.stream]
        assert means(report) == [mean, None]
        other = {"keep": second if keep == first else first, "reason": "x"}
        event.office.write("fork.decided", f"fork/{one.stream}", other)
        assert means(run(event)) == ["72,00", None]  # decisions do not agree
        event.book.records, event.book.seals, event.office = records, seals, office


def test_what_follows_a_kept_branch(run: Verify) -> None:
    event = Event()
    ani = event.assessors["ani"]
    two = ani.twin()
    event.sheet("ani", "e1")
    first = ani.last
    ani.seal()
    event.sheet("ani", "e2")
    three = ani.twin()
    ani.seal()
    two.write("note.written", "note/ani/e1/n1", note("x"))
    assert means(run(event)) == ["84,00", "84,00"]
    # The kept branch divides again after the first record that follows it.
    for text in "yz":
        three.twin().write("note.written", "note/ani/e1/n1", note(text))
    body = {"keep": first, "reason": "x"}
    event.office.write("fork.decided", f"fork/{ani.stream}", body)
    assert means(run(event)) == ["84,00", "84,00"]


def test_second_operator(event: Event, run: Verify) -> None:
    signer = event.operator("wakil")
    writer = opened(event.book, event.id, "secretariat", "wakil", signer)
    enrol(writer, "wakil", signer)
    writer.write("attendance.noted", "attendance/e1", {"status": "absent"})
    report = run(event)
    assert noted(report) == {"stream.unsealed"}
    assert means(report) == [BOTH, BOTH]
    writer.seal()
    assert means(run(event)) == [None, BOTH]
