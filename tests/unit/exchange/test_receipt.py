# SPDX-License-Identifier: MIT
from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.canonical import canonical_bytes
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.exchange.receipt import (
    Head,
    StatedFile,
    StatedRefusal,
    StatedSheet,
    Statement,
    heads_of,
    read_receipt,
    told_name,
    write_receipt,
)
from tests.factories import MORNING, Stream, assessor_holder
from tests.small_event import Template, note

if TYPE_CHECKING:
    from collections.abc import Callable

DIGEST = "ab" * 32


def statement(event: str) -> Statement:
    head = Head("cd" * 16, 7, DIGEST, 6, "assessor", "a1")
    return Statement(
        event=event,
        author=FOUNDER,
        at=MORNING,
        application="2026.1",
        fingerprint=DIGEST,
        files=(StatedFile("kembali.pkrix", "p1", 9, 7, 2, (head,)),),
        refused=(StatedRefusal("foto é.jpg", "file.not-ours"),),
        sheets=(StatedSheet("a1", "k-1", "K-1", DIGEST, ""),),
    )


def root_of(template: Template) -> bytes:
    return template.signers[FOUNDER].chain[-1]


@pytest.fixture
def data(template: Template) -> bytes:
    return write_receipt(statement(template.event), template.signers[FOUNDER])


def test_receipt_says_what_was_stated_and_whose_it_is(template: Template, data: bytes) -> None:
    signed = read_receipt(data, "x")

    assert signed.statement == statement(template.event)
    assert signed.intact
    assert signed.is_from_office(root_of(template))


def test_receipt_is_canonical_json_that_anybody_can_read(data: bytes) -> None:
    said = json.loads(data)
    assert canonical_bytes(said) == data
    assert said["format"] == "pkri-receipt-1"
    assert said["receipt"]["files"][0]["total"] == 9


def test_changed_statement_is_not_intact(data: bytes) -> None:
    said = json.loads(data)
    said["receipt"]["files"][0]["new"] = 8

    assert not read_receipt(canonical_bytes(said), "x").intact


def test_receipt_by_an_assessor_or_of_another_root_is_not_the_secretariats(
    template: Template, tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    by_assessor = write_receipt(statement(template.event), template.signers["a1"])
    named = write_receipt(
        statement(template.event)._replace(author="a1"), template.signers[FOUNDER]
    )

    for forged in (by_assessor, named):
        signed = read_receipt(forged, "x")
        assert signed.intact
        assert not signed.is_from_office(root_of(template))
    assert not read_receipt(data, "x").is_from_office(template.signers["a1"].chain[0])


def without_format(said: dict[str, object]) -> None:
    del said["format"]


def with_more(said: dict[str, object]) -> None:
    said["more"] = 1


def with_many_certificates(said: dict[str, object]) -> None:
    said["chain"] = ["AAAA"] * 5


@pytest.mark.parametrize("change", [without_format, with_more, with_many_certificates])
def test_other_forms_are_refused(data: bytes, change: Callable[[dict[str, object]], None]) -> None:
    said = json.loads(data)
    change(said)

    with pytest.raises(Refusal) as refused:
        read_receipt(canonical_bytes(said), "x")
    assert refused.value.reason is Reason.RECEIPT_DAMAGED


def test_every_prefix_and_other_spelling_is_refused(data: bytes) -> None:
    spelled = json.dumps(json.loads(data)).encode()
    for damaged in (*(data[:end] for end in range(0, len(data), 97)), spelled, data + b"\n"):
        with pytest.raises(Refusal) as refused:
            read_receipt(damaged, "x")
        assert refused.value.reason is Reason.RECEIPT_DAMAGED


def test_newer_receipt_is_said_to_be_newer(data: bytes) -> None:
    said = json.loads(data) | {"format": "pkri-receipt-2", "more": 1}

    with pytest.raises(Refusal) as refused:
        read_receipt(canonical_bytes(said), "x")
    assert refused.value.reason is Reason.FILE_NEWER


def test_name_of_a_file_is_made_storable() -> None:
    assert told_name("a\u202eb\x00\udce9.pkrix" + "x" * 300) == "ab.pkrix" + "x" * 247


def test_head_is_what_nothing_follows_and_says_how_far_it_is_sealed(template: Template) -> None:
    stream = Stream(assessor_holder(template.event, "a1"))
    for number in range(3):
        change = note("a1", "k-1", f"n{number}", "x")
        stream.write(change.kind, change.subject, change.body)
    seal = template.signers["a1"].seal(stream.records[1])
    authors = {stream.id: Holder(template.event, Role.ASSESSOR, "a1")}

    [head] = heads_of(Batch(stream.records, [seal]), authors)
    assert head == Head(stream.id, 4, stream.records[3].id, 2, "assessor", "a1")
    [unsealed] = heads_of(Batch(stream.records), authors)
    assert unsealed.sealed == 0


def test_branches_have_a_head_each(template: Template) -> None:
    holder = assessor_holder(template.event, "a1")
    one, other = Stream(holder), Stream(holder)
    for stream, text in ((one, "x"), (other, "y")):
        change = note("a1", "k-1", "n", text)
        stream.write(change.kind, change.subject, change.body)
    assert one.id == other.id
    batch = Batch([*one.records, other.records[1]], [template.signers["a1"].seal(one.records[1])])

    heads = heads_of(batch, {one.id: holder})

    assert {(head.record, head.sealed) for head in heads} == {
        (one.records[1].id, 2),
        (other.records[1].id, 0),
    }
