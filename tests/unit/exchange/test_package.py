# SPDX-License-Identifier: MIT
from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkri_desktop.domain.canonical import canonical_bytes, parse_canonical
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import (
    FRAME_HEAD,
    HEADER,
    RECORD,
    Batch,
    batch_frames,
    frame,
    frames,
)
from pkri_desktop.exchange.package import (
    PACKAGE_DOMAIN,
    PADDED_TO,
    PADDING,
    SIGNATURE,
    Header,
    Package,
    Purpose,
    read_package,
    write_package,
)
from tests.factories import Stream, assessor_holder, header

if TYPE_CHECKING:
    from pkri_desktop.identity.signer import SoftwareSigner
    from tests.small_event import Template


END = frame(PADDING, b"")


@pytest.fixture(scope="module")
def signer(template: Template) -> SoftwareSigner:
    return template.signers["a1"]


@pytest.fixture(scope="module")
def batch(template: Template, signer: SoftwareSigner) -> Batch:
    stream = Stream(assessor_holder(template.event, "a1"))
    pdf = b"%PDF-1.7"
    digest = hashlib.sha256(pdf).hexdigest()
    body: dict[str, Any] = {"finalised": "ab" * 32, "attachment": digest, "size": len(pdf)}
    stream.write("sheet.signed", ("signature", "a1", "k-1"), body)
    return Batch(stream.records, [signer.seal(stream.records[-1])], {digest: pdf})


@pytest.fixture(scope="module")
def data(template: Template, batch: Batch, signer: SoftwareSigner) -> bytes:
    return write_package(header(template.event), batch, signer)


def reason(data: bytes) -> Reason | None:
    """Return why a package is refused; None when it is read."""
    try:
        read_package(data, "x.pkrix")
    except Refusal as refusal:
        return refusal.reason
    return None


def signed(signer: SoftwareSigner, content: bytes, **changes: object) -> bytes:
    """Return a package of any content, rightly signed."""
    fields: dict[str, Any] = {
        "chain": [base64.b64encode(der).decode() for der in signer.chain],
        "signature": base64.b64encode(signer.sign(PACKAGE_DOMAIN + content)).decode(),
        **changes,
    }
    return frame(SIGNATURE, canonical_bytes(fields)) + content


def content_of(data: bytes) -> bytes:
    """Return the signed part of a package."""
    _, first = next(frames(data))
    return data[FRAME_HEAD + len(first) :]


def fields_of(data: bytes) -> dict[str, Any]:
    """Return the header of a package."""
    _, first = next(frames(content_of(data)))
    value = parse_canonical(first)
    assert isinstance(value, dict)
    return value


def test_package_gives_back_what_was_written(
    template: Template, batch: Batch, signer: SoftwareSigner, data: bytes
) -> None:
    assert Package(header(template.event), signer.chain, batch) == read_package(data, "x")


@given(
    st.sampled_from(Purpose),
    st.sampled_from(("", "panel-a", "x" * 40)),
    st.integers(0, 253_402_300_799_999),
    st.text(st.characters(categories=["L", "N", "P"]), max_size=40),
)
@settings(max_examples=20)
def test_header_survives(
    template: Template, purpose: Purpose, panel: str, made_at: int, application: str
) -> None:
    written = Header(purpose, template.event, panel, "a1", made_at, application)

    package = read_package(write_package(written, Batch(), template.signers["a1"]), "x")

    assert written == package.header


def test_package_without_records_is_a_package(template: Template, signer: SoftwareSigner) -> None:
    package = read_package(write_package(header(template.event), Batch(), signer), "x")

    assert (package.batch.records, package.batch.seals, package.batch.attachments) == ([], [], {})


@given(st.integers(0, 100_000), st.integers(1, 255))
@settings(max_examples=150)
def test_changed_byte_is_refused_or_changes_nothing_that_is_signed(
    data: bytes, place: int, by: int
) -> None:
    """Certificates above the signer's own are looked at by admission."""
    changed = bytearray(data)
    place %= len(changed)  # most of it is padding; half of the examples shall not be
    place = place % 6_000 if by % 2 else place
    changed[place] ^= by

    said = reason(bytes(changed))

    if said is None:
        assert place < len(data) - len(content_of(data))
        whole, odd = read_package(data, "x"), read_package(bytes(changed), "x")
        assert (whole.header, whole.batch) == (odd.header, odd.batch)
    else:
        assert said in {
            Reason.PACKAGE_DAMAGED, Reason.PACKAGE_FORGED,
        }  # fmt: skip


def test_every_byte_of_frame_and_content_matters(data: bytes) -> None:
    start = len(data) - len(content_of(data))
    for place in [*range(20), *range(start, start + 40), *range(-40, 0)]:
        changed = bytearray(data)
        changed[place] ^= 0x01
        assert reason(bytes(changed)) is not None, place


@given(st.integers(0, 100_000))
@settings(max_examples=80)
def test_package_that_is_cut_off_is_refused(data: bytes, length: int) -> None:
    assert reason(data[: length % len(data)]) in {
        Reason.PACKAGE_DAMAGED, Reason.PACKAGE_FORGED,
    }  # fmt: skip


@pytest.mark.parametrize("more", [b"\0", b"x", b"R\0\0\0\0"])
def test_package_with_something_behind_it_is_refused(data: bytes, more: bytes) -> None:
    assert reason(data + more) is Reason.PACKAGE_FORGED


def test_signature_of_somebody_else_over_the_same_content_is_theirs(
    template: Template, data: bytes
) -> None:
    """Whose it is, and whether they may, is decided by admission."""
    other = template.signers["a2"]

    package = read_package(signed(other, content_of(data)), "x")

    assert other.chain == package.chain


def test_signature_over_another_content_is_a_forgery(signer: SoftwareSigner, data: bytes) -> None:
    other = base64.b64encode(signer.sign(PACKAGE_DOMAIN + b"x")).decode()
    undomained = base64.b64encode(signer.sign(content_of(data))).decode()

    for signature in (other, undomained):
        assert (
            reason(signed(signer, content_of(data), signature=signature)) is Reason.PACKAGE_FORGED
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"chain": []},
        {"chain": ["A"]},
        {"chain": ["AAAA"] * 5},
        {"chain": "AAAA"},
        {"chain": None},
        {"signature": ""},
        {"signature": "A"},
        {"signature": "\u0660AAA"},
        {"signature": None},
        {"extra": 1},
    ],
)
def test_signature_frame_out_of_form_is_damaged(
    signer: SoftwareSigner, data: bytes, changes: dict[str, object]
) -> None:
    assert reason(signed(signer, content_of(data), **changes)) is Reason.PACKAGE_DAMAGED


def test_certificate_that_is_none_is_a_forgery(signer: SoftwareSigner, data: bytes) -> None:
    junk = base64.b64encode(b"no certificate").decode()

    assert reason(signed(signer, content_of(data), chain=[junk])) is Reason.PACKAGE_FORGED


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "gift"},
        {"purpose": None},
        {"event": "x"},
        {"event": "AB" * 32},
        {"panel": "Panel A"},
        {"panel": "../x"},
        {"author": ""},
        {"author": "a/1"},
        {"made_at": -1},
        {"made_at": 1.5},
        {"application": "x" * 41},
        {"application": "\x00"},
        {"records": -1},
        {"records": True},
        {"records": 1},
        {"seals": 2},
        {"attachments": 0},
        {"extra": 1},
    ],
)
def test_header_out_of_form_or_counting_wrong_is_damaged_though_signed(
    signer: SoftwareSigner, batch: Batch, data: bytes, change: dict[str, Any]
) -> None:
    fields = canonical_bytes(fields_of(data) | change)
    content = b"".join((frame(HEADER, fields), *batch_frames(batch), END))

    assert reason(signed(signer, content)) is Reason.PACKAGE_DAMAGED


@pytest.mark.parametrize("end", [b"", frame(PADDING, b"x"), END * 2, END + b"R"])
def test_padding_that_is_missing_full_or_not_the_end_is_damaged(
    signer: SoftwareSigner, batch: Batch, data: bytes, end: bytes
) -> None:
    head = frame(HEADER, canonical_bytes(fields_of(data)))
    content = b"".join((head, *batch_frames(batch)))

    assert reason(signed(signer, content + frame(PADDING, bytes(7)))) is None
    assert reason(signed(signer, content + end)) is Reason.PACKAGE_DAMAGED


def test_size_tells_only_how_many_steps_of_padding(data: bytes, batch: Batch) -> None:
    assert len(content_of(data)) == PADDED_TO
    assert len(b"".join(batch_frames(batch))) < PADDED_TO


def test_content_without_or_with_two_headers_is_damaged(
    signer: SoftwareSigner, batch: Batch, data: bytes
) -> None:
    body = b"".join(batch_frames(batch))
    head = frame(HEADER, canonical_bytes(fields_of(data)))

    assert reason(signed(signer, head + body + END)) is None
    for content in (b"", body, body + head, head + head + body, head + frame(b"?", b"") + body):
        assert reason(signed(signer, content + END)) is Reason.PACKAGE_DAMAGED


def test_record_under_an_old_id_is_refused_though_signed(
    signer: SoftwareSigner, batch: Batch, data: bytes
) -> None:
    head = frame(HEADER, canonical_bytes(fields_of(data)))
    second = batch.records[1]
    altered = second.data.replace(b"k-1", b"k-2")
    body = list(batch_frames(batch))
    body[1] = frame(RECORD, bytes.fromhex(second.id) + altered)

    assert reason(signed(signer, head + b"".join(body) + END)) is Reason.RECORD_WRONG_HASH


def test_record_of_unknown_form_is_refused_though_signed(
    signer: SoftwareSigner, batch: Batch, data: bytes
) -> None:
    head = frame(HEADER, canonical_bytes(fields_of(data)))
    body = list(batch_frames(batch))
    for junk in (b"", b"x" * 31, b"x" * 32 + b"{}", b"x" * 300_000):
        body[1] = frame(RECORD, junk)
        assert reason(signed(signer, head + b"".join(body) + END)) is Reason.RECORD_MALFORMED


@given(st.integers(0, 100_000), st.integers(1, 255))
@settings(max_examples=100)
def test_changed_byte_in_rightly_signed_content_is_read_or_refused_and_never_crashes(
    template: Template, data: bytes, place: int, by: int
) -> None:
    """What a malicious insider can do, whose signature holds."""
    content = bytearray(content_of(data))
    content[place % (6_000 if by % 2 else len(content))] ^= by

    reason(signed(template.signers["a1"], bytes(content)))
