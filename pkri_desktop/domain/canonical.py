# SPDX-License-Identifier: MIT
"""Canonical JSON: one value, one sequence of bytes, so that a hash names a value.

The form is the usual JSON with keys sorted by code point, no white space, and UTF-8 without
escapes beyond those JSON demands. docs/file-format.md says it in full.
"""

from __future__ import annotations

from typing import TypeAlias, cast

import orjson  # see docs/decisions/0013

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


class NotCanonicalError(ValueError):
    """The bytes are not the canonical form of any value."""


def canonical_bytes(value: Json) -> bytes:
    """Return the one byte sequence that stands for ``value``.

    Raises:
        NotCanonicalError: a number is beyond 64 bits, or a text is no Unicode.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise NotCanonicalError(str(error)) from error


def parse_canonical(data: bytes) -> Json:
    """Return the value whose canonical bytes are exactly ``data``.

    Comparing with the canonical form refuses white space, repeated or unsorted keys and needless
    escapes in one stroke. Fractions pass here; every shape refuses them.

    Raises:
        NotCanonicalError: the bytes are not JSON, or not canonical.
    """
    try:
        value = cast("Json", orjson.loads(data))
    except orjson.JSONDecodeError as error:
        raise NotCanonicalError(str(error)) from error
    if canonical_bytes(value) != data:
        raise NotCanonicalError("not in canonical form")
    return value
