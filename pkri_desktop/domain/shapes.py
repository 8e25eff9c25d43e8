# SPDX-License-Identifier: MIT
"""Shapes of record bodies: small checks that compose, so that a kind's body reads as its form.

A shape is a function that raises ``ShapeError`` when the value is not of it. No value is ever
converted, trimmed or defaulted on the way in.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from pkri_desktop.domain.canonical import Json

Shape: TypeAlias = Callable[[Json], None]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class ShapeError(ValueError):
    """A value does not have the shape that its kind of record demands."""


def whole(low: int, high: int) -> Shape:
    """Whole numbers from ``low`` to ``high``; true and false are not numbers."""

    def check(value: Json) -> None:
        if type(value) is not int or not low <= value <= high:
            raise ShapeError(f"not a whole number from {low} to {high}")

    return check


def text(most: int, least: int = 0) -> Shape:
    """Text of ``least`` to ``most`` characters without control or direction-override characters."""

    def check(value: Json) -> None:
        if type(value) is not str or not least <= len(value) <= most or _CONTROL.search(value):
            raise ShapeError(f"not a text of {least} to {most} characters")

    return check


def storable(typed: str) -> str:
    """Return ``typed`` without the characters that no text of a record may hold."""
    return _CONTROL.sub("", typed).encode("utf-8", "ignore").decode()


def matching(pattern: str, reads: Callable[[str], object] = str) -> Shape:
    """Text that matches the whole of ``pattern``, and that ``reads`` can make sense of."""
    matches = re.compile(pattern).fullmatch

    def check(value: Json) -> None:
        if type(value) is not str or matches(value) is None:
            raise ShapeError(f"does not match {pattern}")
        try:
            reads(value)
        except ValueError as error:
            raise ShapeError(str(error)) from error

    return check


def one_of(*choices: str) -> Shape:
    """One of the given words."""
    allowed = frozenset(choices)

    def check(value: Json) -> None:
        if type(value) is not str or value not in allowed:
            raise ShapeError(f"not one of {sorted(allowed)}")

    return check


def flag(value: Json) -> None:
    """True or false."""
    if type(value) is not bool:
        raise ShapeError("not true or false")


def optional(shape: Shape) -> Shape:
    """Null, or a value of ``shape``."""

    def check(value: Json) -> None:
        if value is not None:
            shape(value)

    return check


def many(shape: Shape, most: int, least: int = 0) -> Shape:
    """A list of ``least`` to ``most`` values of ``shape``."""

    def check(value: Json) -> None:
        if type(value) is not list or not least <= len(value) <= most:
            raise ShapeError(f"not a list of {least} to {most}")
        for item in value:
            shape(item)

    return check


def form(**fields: Shape) -> Shape:
    """An object with exactly the given fields, each of its shape."""
    names = frozenset(fields)
    checks = tuple(fields.items())

    def check(value: Json) -> None:
        if type(value) is not dict or value.keys() != names:
            raise ShapeError(f"not an object with exactly {sorted(names)}")
        for name, shape in checks:
            try:
                shape(value[name])
            except ShapeError as error:
                raise ShapeError(f"{name}: {error}") from None

    return check


IDENTIFIER = r"[a-z0-9][a-z0-9-]{0,39}"
DIGEST = r"[0-9a-f]{64}"
RECIPIENT = r"age1[02-9ac-hj-np-z]{58}"  # X25519, in Bech32

identifier = matching(IDENTIFIER)
digest = matching(DIGEST)
base64 = matching(r"[A-Za-z0-9+/]{1,8000}={0,2}", partial(b64decode, validate=True))
