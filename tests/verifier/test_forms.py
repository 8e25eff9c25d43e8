# SPDX-License-Identifier: MIT
"""Canonical JSON, forms of records, rounding, codes."""

import json
from fractions import Fraction
from typing import Any

import pytest

from tests.verifier.builder import CRITERIA, Event
from verifikator import canonical, forms
from verifikator.boxes import phrase_of_code
from verifikator.canonical import CanonicalError
from verifikator.forms import FormError
from verifikator.kinds import KINDS
from verifikator.records import parse_record
from verifikator.results import rounded

BOX = {"memory": 8, "passes": 1, "lanes": 1, "salt": "AAAA", "nonce": "AAAA", "locked": "AAAA"}
REVOKED = KINDS["key.revoked"].body
SCALE = {"low": 0, "high": 99, "decimals": 0, "excluded": []}


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"b":[true,false,null]}',
        '"é\u2028/\x7f😀"'.encode(),
        b'"\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f"',
        '{"\uff5e":1,"\U0001f600":2}'.encode(),  # code points, not UTF-16 units
        b"-9223372036854775808",
        b"18446744073709551615",
        b"0",
    ],
)
def test_canonical_bytes_are_read(data: bytes) -> None:
    assert canonical.encode(canonical.decode(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b" 1",
        b"1\n",
        b"1.0",
        b"1e3",
        b"-0",
        b"01",
        b"NaN",
        b"Infinity",
        b"18446744073709551616",
        b"-9223372036854775809",
        b"9" * 5_000,
        b'"\\u00e9"',
        b'"\\/"',
        b'"\\u001F"',
        b'"\\u007f"',
        b'"\\ud800"',
        b'"\xff"',
        b"\xef\xbb\xbf1",
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        '{"\U0001f600":2,"\uff5e":1}'.encode(),
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        canonical.decode(data)


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (forms.date, "2024-02-29", "2023-02-29"),
        (forms.date, "0001-01-01", "2024-2-29"),
        (forms.moment, "2024-07-12T23:59", "2024-07-12T24:00"),
        (forms.moment, "2024-07-12T00:00", "2024-07-12 00:00"),
        (forms.base64_text, "AAA=", "AAAA=="),
        (forms.base64_text, "AA==", "===="),
        (forms.whole(0, 1), 1, True),
        (forms.text(1, 2), "😀😀", "\u202e"),
        (forms.text(0, 9), "a\n\tb", "\x0b"),
        (forms.id_text, "a" * 40, "a" * 41),
        (forms.id_text, "0-", "-0"),
        (forms.id_text, "a", "a\n"),
        (forms.recipient, "age1" + "q" * 58, "age1" + "b" * 58),
        (forms.boolean, True, 1),
        (forms.locked_box, BOX, {**BOX, "memory": 262_145}),
        (forms.locked_box, {**BOX, "memory": 131_072}, {**BOX, "memory": 7}),
        (forms.locked_box, {**BOX, "passes": 6}, {**BOX, "passes": 7}),
        (forms.locked_box, {**BOX, "lanes": 16}, {**BOX, "lanes": 17}),
        (REVOKED, {"last": "", "reason": "x"}, {"last": "", "reason": ""}),
        (REVOKED, {"last": "0" * 64, "reason": "x"}, {"last": "0" * 63, "reason": "x"}),
        (REVOKED, {"last": "", "reason": "x"}, {"last": None, "reason": "x"}),
    ],
)
def test_types(check: forms.Check, good: object, bad: object) -> None:
    check(good)
    with pytest.raises(FormError):
        check(bad)


def bent(about: str, changes: dict[str, Any]) -> bytes:
    """A good record of a kind, with some of its members (or, with `__`, of its body) changed."""
    event = Event().play()
    values = [json.loads(data) for _, data in event.book.records]
    value = next(one for one in values if one["kind"] == about)
    for name, change in changes.items():
        if name.startswith("body__"):
            value["body"][name[6:]] = change
        else:
            value[name] = change
    return canonical.encode(value)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("score.given", {"kind": "score.taken"}),
        ("score.given", {"subject": ["score", "ani", "e1"]}),
        ("score.given", {"subject": ["note", "ani", "e1", "k1"]}),
        ("score.given", {"subject": ["score", "Ani", "e1", "k1"]}),
        ("score.given", {"seq": 0}),
        ("score.given", {"seq": 100_000_001}),
        ("score.given", {"prev": ""}),
        ("score.given", {"at": -1}),
        ("score.given", {"replaces": ["1" * 64, "0" * 64]}),
        ("score.given", {"replaces": ["0" * 64, "0" * 64]}),
        ("score.given", {"extra": 1}),
        ("score.given", {"body__steps": 10_001}),
        ("score.given", {"body__steps": True}),
        ("score.given", {"body__more": 1}),
        ("score.given", {"body": {}}),
        ("stream.opened", {"seq": 2, "prev": "0" * 64}),
        ("stream.opened", {"body__nonce": "1" * 64}),
        ("stream.opened", {"subject": ["stream", "0" * 32]}),
        ("event.founded", {"body__sample": False}),
        ("group.registered", {"body__code": "ABCD"}),
        ("panel.formed", {"body__members": ["ani"] * 101}),
        ("rubric.adopted", {"body__criteria": []}),
        ("rubric.adopted", {"body__criteria": CRITERIA[:1]}),
        ("rubric.adopted", {"body__criteria": [{**CRITERIA[0], "weight": 5_000}] * 2}),
        ("rubric.adopted", {"body__criteria": [CRITERIA[0], {**CRITERIA[1], "scale": SCALE}]}),
        ("entry.registered", {"body__form_status": "final"}),
        ("entry.registered", {"body__summary": "x" * 300_000}),
    ],
)
def test_bent_records_are_refused(kind: str, changes: dict[str, Any]) -> None:
    parse_record(bent(kind, {}))
    with pytest.raises(FormError):
        parse_record(bent(kind, changes))


def test_lists_may_hold_an_item_twice() -> None:
    parse_record(bent("panel.formed", {"body__members": ["ani", "ani", "nobody"]}))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(85_125, 1_000), "85,13"),
        (Fraction(85_124_999, 1_000_000), "85,12"),
        (Fraction(0), "0,00"),
        (Fraction(2, 3), "0,67"),
        (Fraction(199_999, 2_000), "100,00"),
        (Fraction(-1, 200), "-0,01"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction, text: str) -> None:
    assert rounded(value) == text


def test_phrase_of_a_code() -> None:
    assert phrase_of_code("7kqm-2xhd-9rtb") == "7KQM2XHD9RTB"
    assert phrase_of_code(" i1o0l-u a") == "A"
