# SPDX-License-Identifier: MIT
from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.domain.record import Change
from pkri_desktop.exchange.admission import (
    Admission,
    Charter,
    NothingHere,
    Remembered,
    charter_of,
    published_chains,
)
from pkri_desktop.identity import enrolment
from pkri_desktop.identity.certificates import fingerprint
from pkri_desktop.workflow.founding import key_published
from tests.factories import CHEAP, Stream, assessor_holder
from tests.small_event import OFFICE, RECIPIENT, Laptop, Template, World, score

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Body, Record
    from pkri_desktop.identity.signer import SoftwareSigner


@pytest.fixture
def charter(world: World) -> Charter:
    queries = world.laptops[OFFICE].file.queries
    return Charter(queries.local("event"), base64.b64decode(queries.root_certificate()))


@pytest.fixture
def admission(world: World, charter: Charter) -> Admission:
    return Admission(charter, world.laptops[OFFICE].file.ledger, "x.pkrix")


def reason(
    admission: Admission, batch: Batch, signer: Holder | None, *, drafts: bool = False
) -> Reason | None:
    """Return why a batch is refused; None when it may enter."""
    try:
        admission.check(batch, signer, drafts=drafts)
    except Refusal as refusal:
        assert refusal.facts["file"] == "x.pkrix"  # noqa: PT017 -- and which it was
        return refusal.reason
    return None


def stream_of(template: Template, author: str = "a1", nonce: str = "0" * 64) -> Stream:
    """Return an author's stream with key, score and note, not sealed."""
    holder = template.holder(author)
    stream = Stream(holder, nonce)
    published = key_published(holder, template.signers[author], RECIPIENT)
    stream.write(published.kind, published.subject, published.body)
    stream.write("score.given", ("score", author, "k-1", "c1"), {"steps": 80})
    note: dict[str, Any] = {
        "text": "x",
        "tag": "",
        "written": "",
        "criterion": "",
        "stage": "",
        "elapsed": 0,
        "shared": False,
        "use": "",
    }
    stream.write("note.written", ("note", author, "k-1", "n1"), note)
    return stream


def sealed(template: Template, stream: Stream, at: int = -1, by: str = "") -> Batch:
    """Return a stream sealed at one of its records."""
    signer = template.signers[by or stream.holder.author]
    return Batch(stream.records, [signer.seal(stream.records[at])])


# -- whole chains --------------------------------------------------------------------------------


def test_own_unsealed_records_enter_in_ones_own_package(
    template: Template, admission: Admission
) -> None:
    batch = Batch(stream_of(template).records)

    assert reason(admission, batch, template.holder("a1")) is None


def test_sealed_records_enter_in_anybodys_package(template: Template, admission: Admission) -> None:
    batch = sealed(template, stream_of(template))

    for signer in (template.holder("a2"), template.holder(FOUNDER), None):
        assert reason(admission, batch, signer) is None


def test_order_within_a_package_does_not_matter(template: Template, admission: Admission) -> None:
    batch = sealed(template, stream_of(template))
    backwards = Batch(list(reversed(batch.records)), batch.seals)

    assert reason(admission, backwards, None) is None


def test_continuation_of_what_is_here_enters(world: World, admission: Admission) -> None:
    stream = stream_of(world.template)
    first = Batch(stream.records[:3], [world.template.signers["a1"].seal(stream.records[2])])
    world.laptops[OFFICE].unite(first)

    rest = Batch(stream.records[3:])

    assert reason(admission, rest, world.template.holder("a1")) is None


@pytest.mark.parametrize("missing", [1, 2])
def test_gap_in_a_chain_is_refused(template: Template, admission: Admission, missing: int) -> None:
    records = stream_of(template).records
    batch = Batch([r for r in records if r.seq != missing + 1])

    assert reason(admission, batch, template.holder("a1")) is Reason.RECORD_NO_PREDECESSOR


def test_chain_that_goes_on_from_another_stream_is_refused(
    template: Template, admission: Admission
) -> None:
    stream, other = stream_of(template), stream_of(template, nonce="1" * 64)
    stream.records[-1] = other.records[-2]
    stream.write("score.given", ("score", "a1", "k-1", "c2"), {"steps": 80})

    batch = Batch([*stream.records, *other.records])

    assert reason(admission, batch, template.holder("a1")) is Reason.RECORD_NO_PREDECESSOR


def test_chain_that_leaves_out_a_number_is_refused(
    template: Template, admission: Admission
) -> None:
    stream = stream_of(template)
    short = [*stream.records[:2], stream.records[3]]

    assert reason(admission, Batch(short), template.holder("a1")) is Reason.RECORD_NO_PREDECESSOR


# -- who opened the stream -------------------------------------------------------------------------


def test_stream_opened_for_another_event_is_refused(
    template: Template, admission: Admission
) -> None:
    stream = Stream(assessor_holder("cd" * 32, "a1"))

    for signer in (template.holder("a1"), None):
        assert reason(admission, Batch(stream.records), signer) is Reason.PACKAGE_OTHER_EVENT


def test_stream_opened_under_another_streams_name_is_refused(
    template: Template, admission: Admission
) -> None:
    stream = Stream(template.holder("a1"))
    [opening] = stream.records
    odd = opening._replace(subject=("stream", "12" * 16))

    assert reason(admission, Batch([odd]), template.holder("a1")) is Reason.RECORD_UNKNOWN_AUTHOR


def test_second_founding_is_refused(template: Template, admission: Admission) -> None:
    stream = Stream(template.holder(FOUNDER))
    [opening] = stream.records
    founding = opening._replace(kind="event.founded", subject=("event",))

    assert reason(admission, Batch([founding]), None) is Reason.PACKAGE_OTHER_EVENT


def test_records_of_a_stream_that_nobody_opened_are_refused(
    world: World, admission: Admission
) -> None:
    stream = stream_of(world.template)
    world.laptops[OFFICE].unite(Batch(stream.records[1:3]))

    batch = Batch(stream.records[3:])

    assert reason(admission, batch, world.template.holder("a1")) is Reason.RECORD_UNKNOWN_AUTHOR


# -- who vouches -----------------------------------------------------------------------------------


@pytest.mark.parametrize("signer", ["a2", FOUNDER])
def test_unsealed_records_in_anothers_name_are_refused(
    template: Template, admission: Admission, signer: str
) -> None:
    batch = Batch(stream_of(template).records)

    assert reason(admission, batch, template.holder(signer)) is Reason.RECORD_UNSEALED


def test_records_after_the_seal_in_anothers_name_are_refused(
    template: Template, admission: Admission
) -> None:
    batch = sealed(template, stream_of(template), at=2)

    assert reason(admission, batch, template.holder("a2")) is Reason.RECORD_UNSEALED
    assert reason(admission, batch, template.holder("a1")) is None


def test_unsealed_drafts_of_an_assessor_enter_in_an_event_file(
    template: Template, admission: Admission
) -> None:
    batch = Batch(stream_of(template).records)

    assert reason(admission, batch, None, drafts=True) is None
    assert reason(admission, batch, template.holder(FOUNDER), drafts=True) is None
    assert reason(admission, batch, template.holder(FOUNDER)) is Reason.RECORD_UNSEALED


def test_unsealed_records_of_the_secretariat_enter_in_no_event_file(
    template: Template, admission: Admission
) -> None:
    stream = Stream(template.holder(FOUNDER))
    stream.write("attendance.noted", ("attendance", "k-1"), {"status": "absent"})

    assert reason(admission, Batch(stream.records), None, drafts=True) is Reason.RECORD_UNSEALED
    assert reason(admission, sealed(template, stream), None) is None


def test_unsealed_records_that_are_here_already_are_no_matter(
    world: World, admission: Admission
) -> None:
    stream = stream_of(world.template)
    world.laptops[OFFICE].unite(Batch(stream.records))

    assert reason(admission, Batch(stream.records), world.template.holder("a2")) is None


def test_seal_does_not_vouch_for_a_branch_beside_its_chain(
    template: Template, admission: Admission
) -> None:
    """Though the forged record has a smaller number than the sealed one."""
    stream = stream_of(template)
    forged = stream_of(template)
    forged.records[2:] = []
    forged.write("score.given", ("score", "a1", "k-1", "c1"), {"steps": 1})
    batch = sealed(template, stream)
    assert reason(admission, batch, template.holder("a2")) is None

    both = Batch([*batch.records, forged.records[-1]], batch.seals)

    assert reason(admission, both, template.holder("a2")) is Reason.RECORD_UNSEALED


def test_seal_of_somebody_else_does_not_vouch(world: World, admission: Admission) -> None:
    batch = sealed(world.template, stream_of(world.template), by="a2")
    world.laptops[OFFICE].unite(world.laptops["l1"].pack())  # where a2 has published a key

    assert reason(admission, batch, world.template.holder("a2")) is Reason.RECORD_UNSEALED


# -- seals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"signature": b"x"},
        {"seq": 1},
        {"record": "ab" * 32},
        {"stream": "12" * 16},
        {"certificate": "ab" * 32},
    ],
)
def test_seal_that_does_not_hold_is_refused(
    template: Template, admission: Admission, change: dict[str, Any]
) -> None:
    batch = sealed(template, stream_of(template))
    changed = Batch(batch.records, [batch.seals[0]._replace(**change)])

    assert reason(admission, changed, template.holder("a1")) is Reason.SEAL_INVALID


def test_seal_of_a_key_that_nobody_published_is_refused(
    template: Template, admission: Admission
) -> None:
    stream = Stream(template.holder("a1"))
    stream.write("score.given", ("score", "a1", "k-1", "c1"), {"steps": 80})

    batch = sealed(template, stream)

    assert reason(admission, batch, template.holder("a1")) is Reason.SEAL_INVALID


def test_seal_of_a_key_under_another_root_is_refused(
    template: Template, admission: Admission
) -> None:
    holder = template.holder("a1")
    theirs = stranger(template, "a1")
    stream = Stream(holder)
    published = key_published(holder, theirs, RECIPIENT)
    stream.write(published.kind, published.subject, published.body)

    batch = Batch(stream.records, [theirs.seal(stream.records[-1])])

    assert reason(admission, batch, holder) is Reason.CERTIFICATE_UNTRUSTED


def stranger(template: Template, author: str) -> SoftwareSigner:
    """Return a key in the author's name, certified by another root."""
    authority = enrolment.found_authority("x")
    offered = enrolment.offer(authority, template.event, author, "7KQM", CHEAP)
    return enrolment.enrol(offered, template.holder(author), "x", "7KQM")


def test_published_key_that_is_no_certificate_is_refused_with_its_seal(
    template: Template, admission: Admission
) -> None:
    holder = template.holder("a1")
    stream = Stream(holder)
    junk = base64.b64encode(b"junk").decode()
    digits = fingerprint(b"junk")
    body: dict[str, Any] = {"chain": [junk], "recipient": RECIPIENT}
    stream.write("key.enrolled", ("key", "a1", digits[:40]), body)
    seal = template.signers["a1"].seal(stream.records[-1])

    assert reason(admission, Batch(stream.records), holder) is None
    batch = Batch(stream.records, [seal._replace(certificate=digits)])
    assert reason(admission, batch, holder) is Reason.SEAL_INVALID


# -- signers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [True, False])
def test_key_published_with_another_chain_by_somebody_else_is_no_matter(
    template: Template, admission: Admission, first: bool
) -> None:
    theirs = sealed(template, stream_of(template, "b1"))
    stream = stream_of(template)
    certificate, _, root = template.signers["b1"].chain
    links = [base64.b64encode(der).decode() for der in (certificate, root, root)]
    key: Body = {"chain": [*links], "recipient": RECIPIENT}
    stream.write("key.enrolled", ("key", "a1", "0" * 40), key)
    parts = [stream.records, theirs.records]
    records = [record for part in (parts if first else reversed(parts)) for record in part]

    batch = Batch(records, [*theirs.seals, *sealed(template, stream).seals])

    assert reason(admission, batch, template.holder("a1")) is None


def test_signer_is_whom_the_chain_speaks_for(template: Template, admission: Admission) -> None:
    for author in ("a1", FOUNDER):
        assert template.holder(author) == admission.signer(template.signers[author].chain)


def test_signer_under_another_root_is_a_stranger(template: Template, admission: Admission) -> None:
    with pytest.raises(Refusal) as refused:
        admission.signer(stranger(template, "a1").chain)

    assert refused.value.reason is Reason.PACKAGE_STRANGER


def test_signer_of_another_event_under_the_same_root_is_refused(
    template: Template, charter: Charter
) -> None:
    other = Admission(charter._replace(event="cd" * 32), NothingHere(), "x")

    with pytest.raises(Refusal) as refused:
        other.signer(template.signers["a1"].chain)

    assert refused.value.reason is Reason.PACKAGE_OTHER_EVENT


# -- attachments -----------------------------------------------------------------------------------


def signed_sheet(template: Template) -> tuple[Stream, str, bytes]:
    """Return a stream that names a PDF, its digest and its bytes."""
    pdf = b"%PDF-1.7"
    digest = hashlib.sha256(pdf).hexdigest()
    stream = stream_of(template)
    body: dict[str, Any] = {"finalised": "ab" * 32, "attachment": digest, "size": len(pdf)}
    stream.write("sheet.signed", ("signature", "a1", "k-1"), body)
    return stream, digest, pdf


def test_attachments_must_be_those_that_are_named(template: Template, admission: Admission) -> None:
    stream, digest, pdf = signed_sheet(template)
    holder = template.holder("a1")

    def reason_with(attachments: dict[str, bytes]) -> Reason | None:
        return reason(admission, Batch(stream.records, [], attachments), holder)

    assert reason_with({digest: pdf}) is None
    assert reason_with({}) is Reason.ATTACHMENT_MISSING
    assert reason_with({"ab" * 32: b"x"}) is Reason.ATTACHMENT_MISSING
    assert reason_with({digest: pdf, "ab" * 32: b"x"}) is Reason.PACKAGE_DAMAGED


def test_attachment_that_is_here_already_need_not_travel(
    world: World, admission: Admission
) -> None:
    stream, digest, pdf = signed_sheet(world.template)
    world.laptops[OFFICE].unite(Batch(stream.records, [], {digest: pdf}))

    assert reason(admission, Batch(stream.records), world.template.holder("a1")) is None


# -- an event before it is here --------------------------------------------------------------------


def founding(world: World) -> list[Record]:
    """Return the secretariat's records."""
    ledger = world.laptops[OFFICE].file.ledger
    return list(ledger.stream_batch(ledger.streams(Role.SECRETARIAT)).records)


def test_charter_is_in_the_founding_record(world: World, charter: Charter) -> None:
    records = founding(world)

    assert charter == charter_of(records, charter.event)
    assert charter_of(records, "ab" * 32) is None
    assert charter_of(records[1:], charter.event) is None


def test_founding_stream_enters_where_nothing_is(world: World, charter: Charter) -> None:
    ledger = world.laptops[OFFICE].file.ledger
    batch = ledger.stream_batch(ledger.streams(Role.SECRETARIAT))
    fresh = Admission(charter, NothingHere(), "x.pkrix")

    assert reason(fresh, batch, world.template.holder(FOUNDER)) is None
    cut = Batch(batch.records[1:], batch.seals)
    said = reason(fresh, cut, world.template.holder(FOUNDER))
    assert said is Reason.RECORD_NO_PREDECESSOR


def test_published_chains_are_by_fingerprint(world: World) -> None:
    chain = world.template.signers[FOUNDER].chain

    assert [(fingerprint(chain[0]), chain)] == list(published_chains(founding(world)))


def test_remembered_ledger_answers_as_the_ledger_does(world: World) -> None:
    ledger = world.laptops[OFFICE].file.ledger
    remembered = Remembered(ledger)
    ids = [record.id for record in founding(world)]

    assert ledger.authors() == remembered.authors()
    assert ledger.chains() == remembered.chains()
    assert ledger.positions(ids) == remembered.positions(ids)
    assert remembered.attachment("ab" * 32) is None


def test_colleague_whose_key_was_revoked_before_a_seal_is_handed_on_up_to_that_seal(
    world: World, template: Template, charter: Charter
) -> None:
    laptop, office = world.laptops["l1"], world.laptops[OFFICE]
    laptop.write("a2", score("a2", "k-1", "c1", 70))
    [good] = laptop.file.ledger.heads("score/a2/k-1/c1")
    laptop.write("a2", score("a2", "k-1", "c2", 70), sealed=True)
    digits = fingerprint(template.signers["a2"].chain[0])[:40]
    body: Body = {"last": good, "reason": "hilang"}
    laptop.unite(office.pack())
    office.write(FOUNDER, Change("key.revoked", ("revocation", "a2", digits), body), sealed=True)
    laptop.unite(office.pack())
    ledger = laptop.file.ledger
    streams = ledger.streams(Role.ASSESSOR)

    batch = ledger.stream_batch(streams, sealed_only=own_streams(laptop, "a2"))

    admission = Admission(charter, office.file.ledger, "x.pkrix")
    assert reason(admission, batch, template.holder("a1")) is None
    assert any(record.kind == "score.given" for record in batch.records)


def own_streams(laptop: Laptop, author: str) -> list[str]:
    streams = laptop.file.ledger.streams(Role.ASSESSOR)
    return [stream for stream, who in streams.items() if who == author]
