# SPDX-License-Identifier: MIT
"""Forks, decisions on them, what seals say of a forked stream, and several operators."""

from tests.verifier.builder import Event, Writer, enrol, opened
from tests.verifier.reports import BOTH, Verify, means, noted


def forked(event: Event) -> tuple[Writer, Writer]:
    """Two copies of ani's file go on in different ways."""
    one = event.assessors["ani"]
    two = one.twin()
    for writer, steps in ((one, 60), (two, 40)):
        writer.write("note.written", "note/ani/e1/n1", note(str(steps)))
        writer.write("note.written", "note/ani/e1/n2", note(str(steps)))
    return one, two


def note(text: str) -> dict[str, object]:
    return {
        "text": text,
        "tag": "",
        "written": "",
        "criterion": "",
        "stage": "",
        "elapsed": 0,
        "shared": False,
        "use": "",
    }


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
    assert means(run(event)) == [None, None]  # both are: neither is kept, and both speak of it
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
        assert means(run(event)) == [None, None]  # decisions do not agree
        event.book.records, event.book.seals, event.office = records, seals, office


def test_a_decision_must_name_a_record_from_the_fork_on(run: Verify) -> None:
    event = Event()
    ani = event.assessors["ani"]
    before, two = ani.last, ani.twin()
    event.sheet("ani", "e1")
    ani.seal()
    two.write("note.written", "note/ani/e1/n1", note("x"))
    body = {"keep": before, "reason": "x"}
    decision = event.office.write("fork.decided", f"fork/{ani.stream}", body)
    assert means(run(event)) == ["84,00", None]  # as if there were none: the seal decides
    for other in (event.assessors["budi"].last, "0" * 64):
        body = {"keep": other, "reason": "x"}
        decision = event.office.write("fork.decided", f"fork/{ani.stream}", body, decision)
        assert means(run(event)) == ["84,00", None]
    body = {"keep": two.last, "reason": "x"}
    event.office.write("fork.decided", f"fork/{ani.stream}", body, decision)
    assert means(run(event)) == [None, None]


def test_a_finalisation_vouches_for_scores_that_do_not_act(run: Verify) -> None:
    event = Event()
    ani = event.assessors["ani"]
    two = ani.twin()
    scores = [event.score("ani", "e1", name, 80) for name in ("k1", "k2")]
    ani.seal()
    event.assessors["ani"] = two
    two.write("note.written", "note/ani/e1/n1", note("x"))
    event.finalise("ani", "e1", scores)
    two.seal()
    body = {"keep": two.last, "reason": "x"}
    event.office.write("fork.decided", f"fork/{ani.stream}", body)
    report = run(event)
    assert means(report) == ["80,00", None]
    event.book.seals = [one for one in event.book.seals if one[2] != scores[1]]
    assert means(run(event)) == ["80,00", None]


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
