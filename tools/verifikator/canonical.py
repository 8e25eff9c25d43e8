# SPDX-License-Identifier: MIT
"""Canonical JSON (section 1): one value has exactly one byte sequence."""

import json

LOWEST, HIGHEST = -(2**63), 2**64 - 1


class CanonicalError(ValueError):
    """The bytes are not the canonical form of a value."""


def encode(value: object) -> bytes:
    """The canonical bytes of a value.

    Raises:
        CanonicalError: The value has none (a fraction, a lone surrogate, nested too deeply).
    """
    try:
        return json.dumps(
            value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        ).encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise CanonicalError("nilai tidak punya bentuk kanonik") from error


def decode(data: bytes) -> object:
    """The value of canonical bytes.

    Raises:
        CanonicalError: The bytes are not JSON, or not in canonical form.
    """
    try:
        value: object = json.loads(
            data.decode(), parse_float=_refuse, parse_int=_whole, parse_constant=_refuse
        )
    except UnicodeDecodeError as error:
        raise CanonicalError("bukan UTF-8") from error
    except RecursionError as error:
        raise CanonicalError("bersarang terlalu dalam") from error
    except CanonicalError:
        raise
    except ValueError as error:
        raise CanonicalError("bukan JSON") from error
    if encode(value) != data:
        raise CanonicalError("bukan bentuk kanonik")
    return value


def _refuse(text: str) -> object:
    raise CanonicalError(f"bukan bilangan bulat: {text[:20]}")


def _whole(text: str) -> int:
    if len(text) > 20 or not LOWEST <= int(text) <= HIGHEST:
        raise CanonicalError("bilangan lebih dari 64 bit")
    return int(text)
