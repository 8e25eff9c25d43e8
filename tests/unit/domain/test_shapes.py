# SPDX-License-Identifier: MIT
from __future__ import annotations

import base64 as base64_library
import binascii
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain.shapes import (
    Shape,
    ShapeError,
    base64,
    digest,
    flag,
    form,
    identifier,
    many,
    matching,
    one_of,
    optional,
    storable,
    text,
    whole,
)
from tests.strategies import JSON_VALUES

if TYPE_CHECKING:
    from pkri_desktop.domain.canonical import Json


def takes(shape: Shape, value: Json) -> bool:
    try:
        shape(value)
    except ShapeError:
        return False
    return True


@pytest.mark.parametrize(
    ("value", "taken"),
    [(1, True), (5, True), (0, False), (6, False), (True, False), ("3", False), (None, False)],
)
def test_whole_takes_numbers_of_its_range_and_no_booleans(value: Json, taken: bool) -> None:
    assert taken == takes(whole(1, 5), value)


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("ab", True),
        ("a\tb\nc\rd", True),
        ("🎉é", True),
        ("", False),
        ("123456", False),
        (5, False),
        (None, False),
    ],
)
def test_text_takes_texts_of_its_length(value: Json, taken: bool) -> None:
    assert taken == takes(text(5 if value != "a\tb\nc\rd" else 7, least=1), value)


@pytest.mark.parametrize("code", [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
def test_text_refuses_control_characters(code: int) -> None:
    assert not takes(text(10), f"a{chr(code)}b")


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_text_refuses_characters_that_turn_the_direction_of_reading(code: int) -> None:
    assert not takes(text(10), f"a{chr(code)}b")


@given(st.text(st.characters()))
def test_storable_text_is_taken_and_keeps_all_that_was_allowed(typed: str) -> None:
    kept = storable(typed)

    assert takes(text(1_000), kept)
    assert kept == storable(kept)
    assert kept == "".join(letter for letter in typed if storable(letter))


@pytest.mark.parametrize("value", ["ax", "a\n", "\na", "", "A", 1, None, ["a"]])
def test_matching_refuses_all_but_the_whole_pattern(value: Json) -> None:
    assert takes(matching("[a-c]"), "a")
    assert not takes(matching("[a-c]"), value)


@pytest.mark.parametrize("value", ["present ", "", "PRESENT", None, 1, ["present"], {"a": 1}])
def test_one_of_refuses_what_is_not_a_choice(value: Json) -> None:
    assert takes(one_of("present", "absent"), "absent")
    assert not takes(one_of("present", "absent"), value)


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_flag_takes_true_and_false_only(value: Json) -> None:
    assert takes(flag, True)
    assert takes(flag, False)
    assert not takes(flag, value)


def test_optional_takes_null_and_what_its_shape_takes() -> None:
    shape = optional(whole(0, 3))

    assert [takes(shape, value) for value in (None, 3, 4)] == [True, True, False]


@pytest.mark.parametrize(
    ("value", "taken"),
    [([1], True), ([1, 2], True), ([], False), ([1, 2, 3], False), ([9], False), ("12", False)],
)
def test_many_counts_and_checks_each(value: Json, taken: bool) -> None:
    assert taken == takes(many(whole(0, 5), 2, least=1), value)


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ({"a": 1, "b": True}, True),
        ({"a": 1}, False),
        ({"a": 1, "b": True, "c": 1}, False),
        ({"a": 1, "b": 1}, False),
        ([], False),
        (None, False),
    ],
)
def test_form_takes_exactly_its_fields(value: Json, taken: bool) -> None:
    assert taken == takes(form(a=whole(0, 5), b=flag), value)


@given(JSON_VALUES)
def test_shapes_refuse_or_take_any_value_without_crashing(value: Json) -> None:
    shapes = (
        whole(0, 9), text(9), matching("a*"), one_of("a"), flag, optional(flag), many(flag, 2),
        form(a=flag), identifier, digest, base64,
    )  # fmt: skip
    assert all(takes(shape, value) in (True, False) for shape in shapes)


@pytest.mark.parametrize("value", ["a", "a1", "0", "k-01", "a" * 40])
def test_identifier_takes_short_lower_case_names(value: str) -> None:
    assert takes(identifier, value)


@pytest.mark.parametrize(
    "value",
    ["", "A", "-a", "a_b", "a/b", "a" * 41, "é", "a\n", "a b", ".", "..", "con.", "٣", "\uff41"],
)
def test_identifier_refuses_what_could_be_a_path_or_look_like_another(value: str) -> None:
    assert not takes(identifier, value)


@pytest.mark.parametrize("value", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 63 + "\n"])
def test_digest_refuses_all_but_64_lower_case_digits(value: str) -> None:
    assert takes(digest, "0123456789abcdef" * 4)
    assert not takes(digest, value)


@given(st.binary(min_size=1, max_size=300))
def test_base64_takes_what_encodes_something(data: bytes) -> None:
    assert takes(base64, base64_library.b64encode(data).decode())


@given(st.text("Az09+/=", max_size=12))
def test_base64_takes_nothing_that_cannot_be_decoded(value: str) -> None:
    if takes(base64, value):
        try:
            base64_library.b64decode(value, validate=True)
        except binascii.Error as error:
            pytest.fail(f"{value!r}: {error}")
