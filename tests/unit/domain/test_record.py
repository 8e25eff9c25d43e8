# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain.canonical import canonical_bytes
from pkri_desktop.domain.record import (
    MOST_MOMENT,
    MOST_RECORD_BYTES,
    MOST_REPLACED,
    Body,
    Change,
    MalformedRecordError,
    Seal,
    make_record,
    parse_record,
    record_id,
    seal_bytes,
    stream_id,
)
from tests.strategies import DIGESTS, JSON_VALUES, MOMENTS, STREAM_IDS

FIELDS: Body = {
    "stream": "12" * 16,
    "seq": 2,
    "prev": "ab" * 32,
    "kind": "score.given",
    "subject": ["score", "a1", "k-01", "c1"],
    "replaces": ["01" * 32, "02" * 32],
    "at": 1_720_749_600_000,
    "body": {"steps": 85},
}
OPENING: Body = {"event": "cd" * 32, "role": "assessor", "author": "a1", "nonce": "ef" * 32}
OPENED: Body = {
    "stream": stream_id(OPENING),
    "seq": 1,
    "prev": "",
    "kind": "stream.opened",
    "subject": ["stream", stream_id(OPENING)],
    "replaces": [],
    "at": 0,
    "body": OPENING,
}


def test_record_parses_into_its_fields() -> None:
    data = canonical_bytes(FIELDS)

    record = parse_record(data)

    assert {
        "stream": record.stream,
        "seq": record.seq,
        "prev": record.prev,
        "kind": record.kind,
        "subject": list(record.subject),
        "replaces": list(record.replaces),
        "at": record.at,
        "body": record.body,
    } == FIELDS
    assert record.path == "score/a1/k-01/c1"
    assert data == record.data
    assert hashlib.sha256(b"pkri:record:1\n" + data).hexdigest() == record.id


def test_record_id_of_a_known_record_never_changes() -> None:
    """Seals that were made years ago vouch for it."""
    known = "44b325b4cf638d2af77e01c77fb8ded385f6b85644d3ebe44284bf76fd0d1531"
    assert known == parse_record(canonical_bytes(FIELDS)).id


@given(STREAM_IDS, st.integers(2, 100_000_000), DIGESTS, st.sets(DIGESTS, max_size=5), MOMENTS)
def test_record_made_is_the_record_parsed(
    stream: str, seq: int, prev: str, replaces: set[str], at: int
) -> None:
    change = Change("score.given", ("score", "a1", "k-01", "c1"), {"steps": None})

    record = make_record(change, stream=stream, seq=seq, prev=prev, replaces=tuple(replaces), at=at)

    assert record == parse_record(record.data)
    assert tuple(sorted(replaces)) == record.replaces


def test_record_that_opens_a_stream_is_taken() -> None:
    assert parse_record(canonical_bytes(OPENED)).stream == stream_id(OPENING)


@pytest.mark.parametrize(
    "change",
    [
        {"stream": "AB" * 16},
        {"stream": "12" * 15},
        {"stream": "12" * 32},
        {"stream": 1},
        {"stream": None},
        {"seq": 0},
        {"seq": -1},
        {"seq": 100_000_001},
        {"seq": True},
        {"seq": 2.0},
        {"seq": "2"},
        {"seq": 1},
        {"prev": ""},
        {"prev": "AB" * 32},
        {"prev": "ab" * 31},
        {"prev": None},
        {"stream": "12" * 16 + " " + "ab" * 32, "prev": ""},
        {"stream": "", "prev": "12" * 16 + " " + "ab" * 32},
        {"prev": "ab" * 32 + " score", "subject": ["a1", "k-01", "c1"]},
        {"prev": "ab" * 32 + "\n"},
        {"kind": "score.taken"},
        {"kind": 1},
        {"kind": None},
        {"kind": ["score.given"]},
        {"subject": []},
        {"subject": "score/a1/k-01/c1"},
        {"subject": ["score", "a1", "k-01"]},
        {"subject": ["score", "a1", "k-01", "c1", "c2"]},
        {"subject": ["note", "a1", "k-01", "c1"]},
        {"subject": ["score", "a1", "k-01", 1]},
        {"subject": ["score", "a1", "k-01", "C1"]},
        {"replaces": None},
        {"replaces": "01" * 32},
        {"replaces": ["02" * 32, "01" * 32]},
        {"replaces": ["01" * 32, "01" * 32]},
        {"replaces": ["01" * 31]},
        {"replaces": [1]},
        {"replaces": [f"{number:064x}" for number in range(MOST_REPLACED + 1)]},
        {"at": -1},
        {"at": MOST_MOMENT + 1},
        {"at": None},
        {"at": 1.5},
        {"at": True},
        {"body": None},
        {"body": {}},
        {"body": {"steps": 85, "by": "me"}},
        {"body": {"steps": "85"}},
        {"body": {"steps": True}},
        {"body": {"steps": -1}},
        {"body": {"steps": 85.0}},
        {"body": {"steps": 10_001}},
    ],
)
def test_record_with_a_field_out_of_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(MalformedRecordError):
        parse_record(canonical_bytes(FIELDS | change))


@pytest.mark.parametrize(
    "change",
    [
        {"stream": "12" * 16},
        {"seq": 2, "prev": "ab" * 32},
        {"prev": "ab" * 32},
        {"body": OPENING | {"author": "a2"}},
        {"body": OPENING | {"role": "secretariat"}},
        {"body": OPENING | {"nonce": "00" * 32}},
        {"subject": ["stream", "A"]},
    ],
)
def test_opening_of_somebody_elses_stream_is_refused(change: Body) -> None:
    with pytest.raises(MalformedRecordError):
        parse_record(canonical_bytes(OPENED | change))


def test_record_with_most_replaced_records_is_taken() -> None:
    replaces: list[Any] = [f"{number:064x}" for number in range(MOST_REPLACED)]

    record = parse_record(canonical_bytes(FIELDS | {"replaces": replaces}))

    assert tuple(replaces) == record.replaces


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_record_without_a_field_or_with_another_is_refused(name: str) -> None:
    without = {key: value for key, value in FIELDS.items() if key != name}

    for fields in (without, without | {f"{name}2": FIELDS[name]}, FIELDS | {"x": 1}):
        with pytest.raises(MalformedRecordError):
            parse_record(canonical_bytes(fields))


def test_record_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(MalformedRecordError, match="larger"):
        parse_record(b"[" * (MOST_RECORD_BYTES + 1))


def test_record_that_is_written_in_other_bytes_is_refused() -> None:
    loose = json.dumps(FIELDS).encode()

    with pytest.raises(MalformedRecordError, match="canonical"):
        parse_record(loose)


@given(JSON_VALUES)
def test_record_of_any_value_is_refused_and_never_crashes(value: Any) -> None:  # noqa: ANN401
    for data in (value, {**FIELDS, "body": value}, {**FIELDS, "subject": value}):
        if data != FIELDS:
            with pytest.raises(MalformedRecordError):
                parse_record(canonical_bytes(data))


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_record_with_a_changed_byte_is_another_record_or_none(place: int, byte: int) -> None:
    data = bytearray(canonical_bytes(FIELDS))
    place %= len(data)
    if data[place] == byte:
        return
    data[place] = byte

    try:
        record = parse_record(bytes(data))
    except MalformedRecordError:
        return

    assert record.id != record_id(canonical_bytes(FIELDS))


def test_change_out_of_form_makes_no_record() -> None:
    change = Change("score.given", ("score", "a1", "k-01", "c1"), {"steps": 85, "x": 1})

    with pytest.raises(MalformedRecordError):
        make_record(change, stream="12" * 16, seq=2, prev="ab" * 32, replaces=(), at=0)


def test_seal_bytes_are_what_the_file_format_promises() -> None:
    assert seal_bytes("s", 3, "r") == b'pkri:seal:1\n["s",3,"r"]'


def test_seal_key_leaves_out_how_it_was_signed() -> None:
    assert Seal("s", 3, "r", "c", b"1").key == Seal("s", 3, "r", "c", b"2").key
