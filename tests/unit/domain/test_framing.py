# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain.canonical import canonical_bytes
from pkri_desktop.domain.framing import (
    ATTACHMENT,
    HEADER,
    MOST_ATTACHMENT_BYTES,
    RECORD,
    SEAL,
    BadFrameError,
    Batch,
    WrongHashError,
    batch_frames,
    frame,
    frames,
    read_batch,
    read_record,
    read_seal,
    seal_content,
)
from pkri_desktop.domain.record import MalformedRecordError, Seal
from tests.factories import Stream, assessor_holder
from tests.strategies import DIGESTS, STREAM_IDS

EVENT = "cd" * 32
SEALS = st.builds(
    Seal, STREAM_IDS, st.integers(1, 100_000_000), DIGESTS, DIGESTS, st.binary(min_size=1)
)


def some_stream() -> Stream:
    stream = Stream(assessor_holder(EVENT, "a1"))
    for steps in (80, 90, None):
        stream.write("score.given", ("score", "a1", "k-01", "c1"), {"steps": steps})
    return stream


def read(data: bytes) -> Batch:
    return read_batch(frames(data))


@given(st.lists(SEALS, max_size=4), st.lists(st.binary(), max_size=3, unique=True))
def test_batch_round_trips(seals: list[Seal], contents: list[bytes]) -> None:
    attachments = {hashlib.sha256(content).hexdigest(): content for content in contents}
    batch = Batch(some_stream().records, seals, attachments)

    assert batch == read(b"".join(batch_frames(batch)))


@given(st.lists(st.tuples(st.sampled_from([RECORD, SEAL, b"x"]), st.binary()), max_size=5))
def test_frames_round_trip(parts: list[tuple[bytes, bytes]]) -> None:
    data = b"".join(frame(letter, content) for letter, content in parts)

    assert parts == list(frames(data))
    assert parts == list(frames(b"mark" + data, 4))


def test_frame_is_a_letter_a_length_and_the_content() -> None:
    assert frame(HEADER, b"abc") == b"H\x00\x00\x00\x03abc"


@pytest.mark.parametrize("cut", range(1, 13))
def test_frames_that_are_cut_off_are_refused(cut: int) -> None:
    data = frame(SEAL, b"abc") + frame(RECORD, b"x")

    with pytest.raises(BadFrameError):
        list(frames(data[:-cut] if cut not in (6,) else data[:-1]))


def test_frame_with_a_length_beyond_the_end_is_refused() -> None:
    with pytest.raises(BadFrameError):
        list(frames(b"R\xff\xff\xff\xffabc"))


@pytest.mark.parametrize("letter", [HEADER, b"G", b"r", b"\x00", b"\xff"])
def test_batch_with_an_unknown_frame_is_refused(letter: bytes) -> None:
    with pytest.raises(BadFrameError):
        read(frame(letter, b""))


def test_record_under_another_id_is_refused() -> None:
    first, second = some_stream().records[:2]

    with pytest.raises(WrongHashError):
        read_record(bytes.fromhex(first.id) + second.data)


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33])
def test_record_frame_that_is_too_short_is_refused(length: int) -> None:
    with pytest.raises(MalformedRecordError):
        read_record(b"1" * length)


def test_attachment_that_is_too_large_is_refused() -> None:
    largest = bytes(MOST_ATTACHMENT_BYTES)
    assert list(read(frame(ATTACHMENT, largest)).attachments.values()) == [largest]

    with pytest.raises(BadFrameError):
        read(frame(ATTACHMENT, largest + b"x"))


@pytest.mark.parametrize(
    "fields",
    [
        None,
        {},
        [],
        ["12" * 16, 1, "ab" * 32, "cd" * 32],
        ["12" * 16, 1, "ab" * 32, "cd" * 32, "AAAA", "AAAA"],
        ["12" * 15, 1, "ab" * 32, "cd" * 32, "AAAA"],
        ["12" * 16, 0, "ab" * 32, "cd" * 32, "AAAA"],
        ["12" * 16, True, "ab" * 32, "cd" * 32, "AAAA"],
        ["12" * 16, 1, "AB" * 32, "cd" * 32, "AAAA"],
        ["12" * 16, 1, "ab" * 32, "cd" * 31, "AAAA"],
        ["12" * 16, 1, "ab" * 32, "cd" * 32, ""],
        ["12" * 16, 1, "ab" * 32, "cd" * 32, "A"],
        ["12" * 16, 1, "ab" * 32, "cd" * 32, "AA A"],
        ["12" * 16, 1, "ab" * 32, "cd" * 32, None],
    ],
)
def test_seal_out_of_form_is_refused(fields: list[str | int]) -> None:
    with pytest.raises(BadFrameError):
        read_seal(canonical_bytes(fields))  # type: ignore[arg-type]


def test_seal_in_other_bytes_is_refused() -> None:
    content = seal_content(Seal("12" * 16, 1, "ab" * 32, "cd" * 32, b"abc"))
    assert read_seal(content).seq == 1

    for changed in (content + b" ", content.replace(b",1,", b", 1,"), b"\xff" + content):
        with pytest.raises(BadFrameError):
            read_seal(changed)


@given(st.binary(max_size=80))
def test_batch_of_any_bytes_is_read_or_refused_and_never_crashes(data: bytes) -> None:
    for letter in (RECORD, SEAL, ATTACHMENT, b"?"):
        try:
            read(data)
            read(frame(letter, data))
        except (BadFrameError, MalformedRecordError):
            continue


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_batch_with_a_changed_byte_is_refused_or_says_something_else(place: int, by: int) -> None:
    batch = Batch(some_stream().records, [Seal("12" * 16, 1, "ab" * 32, "cd" * 32, b"abc")])
    data = bytearray(b"".join(batch_frames(batch)))
    data[place % len(data)] ^= by

    try:
        changed = read(bytes(data))
    except (BadFrameError, MalformedRecordError):
        return

    assert changed != batch
