# SPDX-License-Identifier: MIT
"""Whole ledgers: one that is well, and what damage does to it."""

import json
from pathlib import Path

from tests.verifier.builder import (
    Event,
    b64,
    canonical,
    enrol,
    opened,
    sha,
)
from tests.verifier.reports import ANI, BOTH, BUDI, Verify, found, means, noted, totals
from verifikator.report import Keys, verify


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


def test_a_second_founding_takes_no_stream_away(event: Event, run: Verify) -> None:
    value = json.loads(event.book.bytes_of(event.id))
    for value["at"] in range(200):
        if sha(b"pkri:record:1\n" + canonical(value)) < event.id:
            break
    event.book.put(canonical(value))
    report = run(event)
    assert report["well"]
    assert noted(report) == {"stream.fork"}
    assert means(report) == [BOTH, BOTH]  # the sealed branch is kept


def test_every_stored_seal_counts_for_the_state(event: Event, run: Verify) -> None:
    def state() -> str:
        return str(run(event)["state_fingerprint"])

    whole = state()
    ani = event.assessors["ani"]
    certificate = event.book.seals[1][3]
    first = next(name for name, data in event.book.records if ani.stream in data.decode())
    event.book.seals.append((ani.stream, 1, first, certificate, b"bad"))
    assert found(run(event)) == {"seal.bad"}
    assert state() == whole  # another one of the same certificate says it too
    event.book.seals[-1] = (ani.stream, 1, first, "0" * 64, b"bad")
    assert state() != whole
    event.book.seals[-1] = (ani.stream, 9, "0" * 64, certificate, b"bad")
    assert state() != whole  # over a record that is not here


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
