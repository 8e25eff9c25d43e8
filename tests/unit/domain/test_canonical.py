# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pkri_desktop.domain.canonical import (
    Json,
    NotCanonicalError,
    canonical_bytes,
    parse_canonical,
)
from tests.strategies import JSON_VALUES


@given(JSON_VALUES)
def test_canonical_json_round_trips(value: Json) -> None:
    assert value == parse_canonical(canonical_bytes(value))


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.none(), min_size=2))
def test_canonical_json_does_not_depend_on_the_order_of_keys(value: dict[str, Json]) -> None:
    backwards = dict(reversed(value.items()))

    assert canonical_bytes(value) == canonical_bytes(backwards)


@given(JSON_VALUES, JSON_VALUES)
def test_canonical_json_of_different_values_differs(left: Json, right: Json) -> None:
    # repr, since True == 1 in Python and not in JSON
    same_value = repr(_sorted(left)) == repr(_sorted(right))

    assert same_value == (canonical_bytes(left) == canonical_bytes(right))


def test_canonical_json_writes_what_the_file_format_promises() -> None:
    value: Json = {"ö": 'a"b\\c\n\u0001/é🎉', "b": [True, False, None, -7], "a": {}}

    written = '{"a":{},"b":[true,false,null,-7],"ö":"a\\"b\\\\c\\n\\u0001/é🎉"}'
    assert written.encode() == canonical_bytes(value)


def test_canonical_json_sorts_keys_by_code_point_and_not_by_utf16() -> None:
    # U+FF5E sorts before U+1F389 by code point, after its surrogates in UTF-16.
    assert '{"\uff5e":1,"🎉":2}'.encode() == canonical_bytes({"🎉": 2, "\uff5e": 1})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"1 ",
        b" 1",
        b"[1, 2]",
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b"1.50",
        b"1.",
        b".5",
        b"1e2",
        b"1e400",
        b"1E400",
        b"1E2",
        b"-0",
        b"01",
        b"+1",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"nan",
        b"True",
        b"'a'",
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u00e9"',
        b'"\\ud83c\\udf89"',
        b'"\\ud800"',
        b'"\\udc00\\ud800"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b'"\xc0\xaf"',
        b"\xef\xbb\xbf1",
        b'"a',
        b'"a\nb"',
        b"[1,]",
        b"[1]2",
        b'{"a":1}{"b":2}',
        b"// 1",
        b'"\\u001F"',
        b"\x00",
    ],
)
def test_parsing_refuses_what_is_not_canonical(data: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        parse_canonical(data)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("depth", [500, 5_000, 200_000])
def test_parsing_survives_deep_nesting(opening: bytes, depth: int) -> None:
    with pytest.raises(NotCanonicalError):
        parse_canonical(opening * depth)


@pytest.mark.parametrize("depth", [10, 300, 950, 5_000, 200_000])
def test_parsing_of_deep_lists_reads_or_refuses_and_never_crashes(depth: int) -> None:
    data = b"[" * depth + b"]" * depth
    try:
        value = parse_canonical(data)
    except NotCanonicalError:
        return

    assert data == canonical_bytes(value)


def test_parsing_refuses_a_number_of_a_million_digits() -> None:
    with pytest.raises(NotCanonicalError):
        parse_canonical(b"9" * 1_000_000)


@given(st.binary(max_size=60))
@example(b'"\\ud83d"')
@example(b"[1.e3]")
def test_parsing_of_any_bytes_gives_their_value_or_refuses(data: bytes) -> None:
    try:
        value = parse_canonical(data)
    except NotCanonicalError:
        return

    assert data == canonical_bytes(value)


@given(JSON_VALUES, st.data())
def test_parsing_refuses_white_space_anywhere_outside_of_texts(
    value: Json, data: st.DataObject
) -> None:
    written = canonical_bytes([value])
    space = data.draw(st.sampled_from([b" ", b"\n", b"\t", b"\r"]))
    place = data.draw(st.sampled_from([0, 1, len(written) - 1, len(written)]))
    assert value == parse_canonical(canonical_bytes(value))

    with pytest.raises(NotCanonicalError):
        parse_canonical(written[:place] + space + written[place:])


@pytest.mark.parametrize("number", [2**64, -(2**63) - 1, 10**30])
def test_numbers_beyond_64_bits_are_refused_on_the_way_out(number: int) -> None:
    with pytest.raises(NotCanonicalError):
        canonical_bytes([number])


@pytest.mark.parametrize("text", ["\ud800", "a\udfff", "\ude00\ud83d"])
def test_texts_that_are_no_unicode_are_refused_on_the_way_out(text: str) -> None:
    with pytest.raises(NotCanonicalError):
        canonical_bytes({"a": text})


def test_canonical_form_of_a_known_value_never_changes() -> None:
    """Ids of records that were signed years ago rest on it."""
    value: Json = {"subject": ["score", "a1", "k-01"], "seq": 12, "body": {"steps": None}}

    known = "d488b2edaaa28e654d42bafc5f4a8e6cc1d9852d7f49a0792633f7e4f54a258c"
    assert known == hashlib.sha256(canonical_bytes(value)).hexdigest()


def _sorted(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_sorted(item) for item in value]
    return value
