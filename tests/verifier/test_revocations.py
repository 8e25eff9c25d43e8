# SPDX-License-Identifier: MIT
"""Certificates of assessors that the secretariat has revoked."""

import json
from dataclasses import dataclass

import pytest

from tests.verifier.builder import Event, Signer, Writer, enrol, opened
from tests.verifier.reports import BOTH, Report, Verify, found, means, noted

GOOD = ["84,00", "84,00"]


@dataclass
class Day:
    """Ani alone scores both entries and seals after each."""

    event: Event
    first: str
    second: str

    @property
    def ani(self) -> Writer:
        return self.event.assessors["ani"]


@pytest.fixture
def day() -> Day:
    event = Event()
    ends = []
    for entry in ("e1", "e2"):
        event.sheet("ani", entry)
        event.assessors["ani"].seal()
        ends.append(event.assessors["ani"].last)
    return Day(event, *ends)


def revoke(
    writer: Writer, signer: Signer | None, last: str, *replaces: str, author: str = "ani"
) -> str:
    assert signer is not None
    body = {"last": last, "reason": "laptop hilang"}
    subject = f"revocation/{author}/{signer.fingerprint[:40]}"
    return writer.write("key.revoked", subject, body, *replaces)


def test_with_empty_last(day: Day, run: Verify) -> None:
    assert means(run(day.event)) == GOOD
    revoke(day.event.office, day.ani.signer, "")
    report = run(day.event)
    assert report["well"]
    assert noted(report) == {"seal.revoked", "sheet.unsealed"}
    assert means(report) == [None, None]
    # What she wrote is still there to be read.
    assert [one["state"] for one in report["sheets"] if one["assessor"] == "ani"] == ["final"] * 2


def test_at_the_last_good_record(day: Day, run: Verify) -> None:
    revoke(day.event.office, day.ani.signer, day.first)
    assert means(run(day.event)) == ["84,00", None]
    # A later seal cannot bring back what comes after, nor take away what was before.
    day.event.score("ani", "e2", "k1", 1)
    day.ani.seal()
    assert means(run(day.event)) == ["84,00", None]


def test_at_the_end(day: Day, run: Verify) -> None:
    revoke(day.event.office, day.ani.signer, day.second)
    report = run(day.event)
    assert not report["notes"]
    assert means(report) == GOOD


def test_a_seal_beyond_the_last_good_record_vouches_up_to_it(day: Day, run: Verify) -> None:
    del day.event.book.seals[1]  # that of the first sheet
    revoke(day.event.office, day.ani.signer, day.first)
    assert means(run(day.event)) == ["84,00", None]


def test_two_that_disagree(day: Day, run: Verify) -> None:
    one = revoke(day.event.office, day.ani.signer, day.first)
    two = revoke(day.event.office, day.ani.signer, day.second)
    report = run(day.event)
    assert len(report["conflicts"]) == 1
    assert means(report) == ["84,00", None]  # both must leave it good
    revoke(day.event.office, day.ani.signer, day.second, *sorted((one, two)))
    assert means(run(day.event)) == GOOD


def test_replaced(day: Day, run: Verify) -> None:
    first = revoke(day.event.office, day.ani.signer, "")
    second = revoke(day.event.office, day.ani.signer, day.first, first)
    assert means(run(day.event)) == ["84,00", None]
    revoke(day.event.office, day.ani.signer, day.second, second)
    assert means(run(day.event)) == GOOD


def test_a_decision_does_not_replace_it(day: Day, run: Verify) -> None:
    both = [revoke(day.event.office, day.ani.signer, last) for last in ("", day.second)]
    assert day.ani.signer is not None
    subject = f"revocation/ani/{day.ani.signer.fingerprint[:40]}"
    body = {"chosen": both[1], "reason": "x"}
    day.event.office.write("conflict.decided", subject, body, *both)
    day.event.office.seal()
    assert means(run(day.event)) == [None, None]


@pytest.mark.parametrize("last", ["other stream", "not here"])
def test_last_elsewhere(day: Day, run: Verify, last: str) -> None:
    names = {"other stream": day.event.assessors["budi"].last, "not here": "0" * 64}
    revoke(day.event.office, day.ani.signer, names[last])
    assert means(run(day.event)) == [None, None]


def test_last_in_another_stream_of_the_same_assessor(day: Day, run: Verify) -> None:
    other = opened(day.event.book, day.event.id, "assessor", "ani", day.ani.signer, copy="2")
    for text in "abcdefghij":
        other.write(
            "note.written",
            "note/ani/e1/n",
            {
                "text": text,
                "tag": "",
                "written": "",
                "criterion": "",
                "stage": "",
                "elapsed": 0,
                "shared": False,
                "use": "",
            },
        )
    revoke(day.event.office, day.ani.signer, other.last)
    assert means(run(day.event)) == [None, None]


def test_another_certificate_goes_on(day: Day, run: Verify) -> None:
    revoke(day.event.office, day.ani.signer, "")
    fresh = day.event.holder("ani")
    enrol(day.ani, "ani", fresh)
    assert means(run(day.event)) == [None, None]
    day.ani.seal(fresh)
    assert means(run(day.event)) == GOOD  # it vouches for all that came before


def test_of_somebody_else(day: Day, run: Verify) -> None:
    revoke(day.event.office, day.ani.signer, "", author="budi")
    report = run(day.event)
    assert noted(report) == set()
    assert means(report) == GOOD


def test_by_one_who_may_not(day: Day, run: Verify) -> None:
    revoke(day.event.assessors["budi"], day.ani.signer, "")
    report = run(day.event)
    assert found(report) == {"record.author"}
    assert means(report) == GOOD


def test_from_an_operator_whose_stream_does_not_act(day: Day, run: Verify) -> None:
    signer = day.event.operator("wakil")
    writer = opened(day.event.book, day.event.id, "secretariat", "wakil", signer)
    enrol(writer, "wakil", signer)
    revoke(writer, day.ani.signer, "")
    report = run(day.event)
    assert noted(report) == {"stream.unsealed"}
    assert means(report) == GOOD
    writer.seal()
    assert means(run(day.event)) == [None, None]


def test_that_does_not_act_replaces_nothing(day: Day, run: Verify) -> None:
    empty = revoke(day.event.office, day.ani.signer, "")
    signer = day.event.operator("wakil")
    writer = opened(day.event.book, day.event.id, "secretariat", "wakil", signer)
    revoke(writer, day.ani.signer, day.second, empty)
    assert means(run(day.event)) == [None, None]


def test_certificates_of_the_secretariat_are_not_revoked(event: Event, run: Verify) -> None:
    signer = event.operator("wakil")
    writer = opened(event.book, event.id, "secretariat", "wakil", signer)
    enrol(writer, "wakil", signer)
    writer.write("attendance.noted", "attendance/e1", {"status": "absent"})
    writer.seal()
    assert means(run(event)) == [None, BOTH]
    for by in (signer, event.office.signer):
        revoke(event.office, by, "", author="wakil" if by is signer else "sekretariat")
    report = run(event)
    assert noted(report) == {"entry.absent"}
    assert means(report) == [None, BOTH]


def test_that_arrives_first(day: Day, run: Verify) -> None:
    """Before the certificate, the stream and the secretariat's own beginning."""
    revoke(day.event.office, day.ani.signer, day.first)
    expected = run(day.event)
    assert means(expected) == ["84,00", None]
    day.event.book.records.insert(0, day.event.book.records.pop())
    assert run(day.event) == expected
    alone = [one for one in day.event.book.records if _stream(one[1]) != day.ani.stream]
    seals = [one for one in day.event.book.seals if one[0] != day.ani.stream]
    everything = day.event.book.records, day.event.book.seals
    day.event.book.records, day.event.book.seals = alone, seals
    assert run(day.event)["well"]  # there is nothing yet that it revokes
    day.event.book.records, day.event.book.seals = everything
    assert run(day.event) == expected


def _stream(data: bytes) -> str:
    return str(json.loads(data)["stream"])


def test_of_one_branch_lets_the_other_be_kept(day: Day, run: Verify) -> None:
    """A stolen laptop goes on from the same place; its key no longer keeps the fork undecided."""
    thief = day.ani.twin()
    fresh = day.event.holder("ani")
    enrol(day.ani, "ani", fresh)
    day.ani.seal(fresh)
    thief.write(
        "note.written",
        "note/ani/e1/n1",
        {
            "text": "x",
            "tag": "",
            "written": "",
            "criterion": "",
            "stage": "",
            "elapsed": 0,
            "shared": False,
            "use": "",
        },
    )
    thief.write("sheet.reopened", "sheet/ani/e1", {"reason": "x"})
    thief.seal()
    before: Report = run(day.event)
    assert before["forks"] == [day.ani.stream]
    assert means(before) == [None, GOOD[1]]  # neither branch is kept, and one speaks of the first
    revoke(day.event.office, day.ani.signer, day.second)
    report = run(day.event)
    assert means(report) == GOOD
    assert noted(report) == {"stream.fork", "seal.revoked"}
    assert report["seals"] == before["seals"]  # revoked ones are still well-made
    day.event.office.seal()
    body = {"status": "absent"}
    day.ani.write("attendance.noted", "attendance/e1", body)  # on the branch that is kept
    assert means(run(day.event)) == [None, "84,00"]
