# SPDX-License-Identifier: MIT
from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkri_desktop.domain.kinds import KINDS, OPENING_KINDS, Authority
from pkri_desktop.domain.record import (
    Body,
    Change,
    MalformedRecordError,
    Record,
    make_record,
    parse_record,
    stream_id,
)
from tests.strategies import BODIES, DIGESTS, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

PREV = "ab" * 32
STREAM = "12" * 16

each_kind = pytest.mark.parametrize("kind", sorted(KINDS))


def record_of(kind: str, subject: tuple[str, ...], body: Body) -> Record:
    first = kind in OPENING_KINDS
    stream = stream_id(body) if first else STREAM
    if kind == "stream.opened":
        subject = ("stream", stream)
    return make_record(
        Change(kind, subject, body),
        stream=stream,
        seq=1 if first else 2,
        prev="" if first else PREV,
        replaces=(),
        at=0,
    )


def test_kinds_have_an_example_each() -> None:
    assert KINDS.keys() == BODIES.keys()


@each_kind
@given(data=st.data())
@settings(max_examples=15)
def test_kind_takes_its_examples_and_a_record_of_it_round_trips(
    kind: str, data: st.DataObject
) -> None:
    record = record_of(kind, data.draw(subjects(kind)), data.draw(BODIES[kind]))

    assert record == parse_record(record.data)


@each_kind
@given(data=st.data())
@settings(max_examples=5)
def test_kind_refuses_a_missing_an_unknown_and_a_renamed_field(
    kind: str, data: st.DataObject
) -> None:
    subject, body = data.draw(subjects(kind)), data.draw(BODIES[kind])
    name = data.draw(st.sampled_from(sorted(body)))
    rest = {key: value for key, value in body.items() if key != name}
    assert record_of(kind, subject, body).body == body  # it would be taken as it was

    for changed in (rest, body | {"x": 1}, rest | {f"{name}x": body[name]}):
        with pytest.raises(MalformedRecordError):
            record_of(kind, subject, changed)


@each_kind
@given(data=st.data())
@settings(max_examples=15)
def test_kind_refuses_a_value_of_another_shape(kind: str, data: st.DataObject) -> None:
    subject, body = data.draw(subjects(kind)), data.draw(BODIES[kind])
    name = data.draw(st.sampled_from(sorted(body)))
    wrong = data.draw(st.sampled_from([-1, 10**12, "\x00", "\u202e", [[]], {"a": 1}, ["\x00"]]))

    with pytest.raises(MalformedRecordError):
        record_of(kind, subject, body | {name: wrong})


@each_kind
@given(data=st.data())
@settings(max_examples=15)
def test_kind_refuses_a_fraction_wherever_a_number_stands(kind: str, data: st.DataObject) -> None:
    subject, body = data.draw(subjects(kind)), data.draw(BODIES[kind])
    paths = [path for path, leaf in leaves(body) if type(leaf) is int]
    for path in paths:
        changed: Any = copy.deepcopy(body)
        inner = changed
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = float(inner[path[-1]])
        with pytest.raises(MalformedRecordError):
            record_of(kind, subject, changed)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:  # noqa: ANN401
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path, value


@each_kind
@given(data=st.data())
@settings(max_examples=5)
def test_kind_refuses_a_body_that_is_no_object(kind: str, data: st.DataObject) -> None:
    subject = data.draw(subjects(kind))
    nobody: Any
    for nobody in (None, [], 1, "a", True):
        with pytest.raises(MalformedRecordError):
            record_of(kind, subject, nobody)


@each_kind
@given(data=st.data())
@settings(max_examples=5)
def test_kind_refuses_a_subject_of_another_topic_or_length(kind: str, data: st.DataObject) -> None:
    subject, body = data.draw(subjects(kind)), data.draw(BODIES[kind])

    for changed in ((), ("x",), (*subject, "x"), subject[:-1], ("nosuch", *subject[1:])):
        with pytest.raises(MalformedRecordError):
            record_of_exactly(kind, changed, body)


def record_of_exactly(kind: str, subject: tuple[str, ...], body: Body) -> Record:
    first = kind in OPENING_KINDS
    return make_record(
        Change(kind, subject, body),
        stream=stream_id(body) if first else STREAM,
        seq=1 if first else 2,
        prev="" if first else PREV,
        replaces=(),
        at=0,
    )


@each_kind
@pytest.mark.parametrize("part", ["", "A", "a b", "a/b", "-a", "a" * 41, "é", "..", "a\n"])
def test_kind_refuses_a_part_of_a_subject_that_is_no_identifier(kind: str, part: str) -> None:
    known = KINDS[kind]
    subject = (known.topic if known.topic != "*" else "score", *["x"] * max(known.parts - 2, 2))
    with pytest.raises(MalformedRecordError):
        record_of_exactly(kind, (*subject, part), {})


def test_kinds_of_assessors_name_the_assessor_in_their_second_part() -> None:
    owned = {name: kind for name, kind in KINDS.items() if kind.authority is Authority.OWNER}

    assert {"score.given", "note.written", "sheet.finalised", "sheet.reopened", "sheet.recused",
            "sheet.signed", "panel.closed", "session.timed", "turn.moved",
            "presenter.noted"} == owned.keys()  # fmt: skip
    assert all(kind.parts >= 3 for kind in owned.values())


@given(st.text(max_size=20), DIGESTS)
def test_kind_that_is_unknown_is_refused(kind: str, chosen: str) -> None:
    if kind in KINDS:
        return
    with pytest.raises(MalformedRecordError):
        record_of(kind, ("score", "a1", "k-1", "c1"), {"chosen": chosen, "reason": "x"})


@pytest.mark.parametrize(
    "subject",
    [("score",), ("sheet",), ("signature", "a1"), ("note", "a1"), ("attendance",), ("nosuch", "x"),
     ("score", "a1", "k-1", "c1", "x")],
)  # fmt: skip
def test_decision_on_a_subject_that_no_kind_speaks_of_is_refused(subject: tuple[str, ...]) -> None:
    """What reads records relies on a score naming an assessor, an entry and a criterion."""
    with pytest.raises(MalformedRecordError):
        record_of("conflict.decided", subject, {"chosen": PREV, "reason": "x"})


@pytest.mark.parametrize("date", ["2024-02-30", "2024-13-01", "0000-01-01", "2024-00-10"])
def test_description_with_a_day_that_does_not_exist_is_refused(date: str) -> None:
    body: Body = {
        "name": "x", "short_name": "x", "decree": "", "date": date, "city": "x", "timezone": "WIB",
        "panel_label": "x", "letterhead": [], "notice": "",
    }  # fmt: skip
    with pytest.raises(MalformedRecordError):
        record_of("event.described", ("description",), body)


@pytest.mark.parametrize("starts", ["2024-07-12T24:00", "2024-07-12T10:60", "2024-02-30T10:00"])
def test_slot_at_a_moment_that_does_not_exist_is_refused(starts: str) -> None:
    body: Body = {
        "entry": "k-1", "panel": "p", "starts": starts, "presentation": 1, "interview": 1,
    }  # fmt: skip
    with pytest.raises(MalformedRecordError):
        record_of("slot.planned", ("slot", "s-1"), body)


def test_rubric_whose_weights_do_not_sum_to_the_whole_is_refused() -> None:
    scale: Body = {"low": 0, "high": 100, "decimals": 0, "excluded": []}
    criterion: Body = {
        "id": "c1", "name": "x", "description": "", "aspect": "x", "weight": 9_999,
        "scale": scale, "bands": [], "explain": {"below": None, "above": None},
    }  # fmt: skip
    with pytest.raises(MalformedRecordError):
        record_of("rubric.adopted", ("rubric", "g"), {"label": "", "criteria": [criterion]})
