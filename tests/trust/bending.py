# SPDX-License-Identifier: MIT
"""Bent values: what a hostile program could write where ours writes numbers, texts and lists."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

_DEEP = "\x1bdeep:{}\x1b"  # json cannot write these depths, so they are put in afterwards
_DEEP_WRITTEN = re.compile(rb'"\\u001bdeep:(\d+)\\u001b"')

ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, -(2**63) - 1,
    10**400, 0.5, -0.0, 1e308, float("nan"), float("inf"), "", "0", " ", "x" * 41, "x" * 5_000,
    "x" * 300_000, "\0", "\x7f", "\u202e", "\ud800", "é", "e\u0301", "\U0001f600" * 400,
    "../../etc", "C:\\NUL", "0" * 64, "f" * 64, "=1+1", "' OR 1=1 --", [], {}, [[]], {"": None},
    ["0" * 64] * 65, [1] * 100_001, {str(number): number for number in range(3_000)},
    _DEEP.format(100), _DEEP.format(300), _DEEP.format(1_100), _DEEP.format(200_000),
)  # fmt: skip


def written(value: object) -> bytes:
    """Return a value as JSON in canonical order, whatever is in it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _DEEP_WRITTEN.sub(_deep, text.encode("utf-8", "surrogatepass"))


def _deep(found: re.Match[bytes]) -> bytes:
    depth = int(found[1])
    return b"[" * depth + b"]" * depth


def bend(value: Any, chance: Random) -> str:  # noqa: ANN401 -- whatever JSON can hold
    """Bend one place in a list or an object, and say where and how."""
    holder, key = chance.choice(_places(value))
    ways = [_replaced, _nudged, _dropped, _added, _repeated, _swapped]
    way = chance.choice(ways)
    way(holder, key, chance)
    return f"{way.__name__.strip('_')} {str(key)[:20]}"


def _places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], dict | list):
            found += _places(value[key])
    return found or [(value, None)]


def _replaced(holder: Any, key: Any, chance: Random) -> None:  # noqa: ANN401
    if key is not None:
        holder[key] = chance.choice(ODD)


def _nudged(holder: Any, key: Any, chance: Random) -> None:  # noqa: ANN401
    """Change a value for another of its kind."""
    old = holder[key] if key is not None else None
    if isinstance(old, bool):
        holder[key] = not old
    elif isinstance(old, int):
        holder[key] = old + chance.choice((-1, 1, 10_000, -10_000))
    elif isinstance(old, str) and old:
        place = chance.randrange(len(old))
        other = chance.choice("0123456789abcdef-ZÿA+/=")
        holder[key] = old[:place] + other + old[place + chance.randint(0, 1) :]
    elif key is not None:
        holder[key] = [old]


def _dropped(holder: Any, key: Any, chance: Random) -> None:  # noqa: ANN401
    if key is not None:
        del holder[key]


def _added(holder: Any, key: Any, chance: Random) -> None:  # noqa: ANN401
    if isinstance(holder, list):
        holder.insert(chance.randint(0, len(holder)), chance.choice(ODD))
    else:
        holder[chance.choice(("", "x", "id", "author", "Body", f"{key} "))] = chance.choice(ODD)


def _repeated(holder: Any, key: Any, chance: Random) -> None:  # noqa: ANN401
    if isinstance(holder, list) and key is not None:
        holder.insert(key, holder[key])
    else:
        _added(holder, key, chance)


def _swapped(holder: Any, key: Any, chance: Random) -> None:  # noqa: ANN401
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if keys:
        other = chance.choice(keys)
        holder[key], holder[other] = holder[other], holder[key]


def respelled(data: bytes, chance: Random) -> tuple[str, bytes]:
    """Write JSON in a way that says the same to some readers, or nothing to any."""
    ways: dict[str, tuple[bytes, bytes]] = {
        "space": (b":", b": "),
        "line": (b",", b",\n"),
        "leading zero": (b'"seq":', b'"seq":0'),
        "plus": (b'"seq":', b'"seq":+'),
        "negative": (b'"seq":', b'"seq":-'),
        "fraction": (b',"stream"', b'.0,"stream"'),
        "exponent": (b',"stream"', b'e0,"stream"'),
        "nan": (b'"at":', b'"at":NaN,"x":'),
        "infinity": (b'"at":', b'"at":-Infinity,"x":'),
        "huge": (b'"at":', b'"at":' + b"9" * 5_000),
        "same key twice": (b'"at":', b'"at":1,"at":'),
        "same body twice": (b'"body":', b'"body":{},"body":'),
        "same seq twice": (b'"seq":', b'"seq":1,"seq":'),
        "escaped letter": (b'"kind"', b'"\\u006bind"'),
        "escaped slash": (b'"kind":"', b'"kind":"\\/'),
        "lone surrogate": (b'"kind":"', b'"kind":"\\ud800'),
        "not utf-8": (b'"kind":"', b'"kind":"\xff\xfe'),
        "overlong": (b'"kind":"', b'"kind":"\xc0\xaf'),
        "nul": (b'"kind":"', b'"kind":"\0'),
        "comment": (b"{", b"/**/{"),
        "mark": (b"{", b"\xef\xbb\xbf{"),
        "single quotes": (b'"', b"'"),
        "open": (b"}", b""),
        "deep": (b'"body":', b'"body":' + b"[" * 100_000),
        "deep and closed": (b'"body":', b'"body":' + b"[" * 250 + b"]" * 250 + b',"bodz":'),
    }
    name = chance.choice([*ways, "cut", "flipped", "behind", "array", "text"])
    if name in ways:
        old, new = ways[name]
        return name, data.replace(old, new, 1)
    place = chance.randrange(len(data))
    bent = {
        "cut": data[:place],
        "flipped": data[:place]
        + bytes([data[place] ^ 1 << chance.randrange(8)])
        + data[place + 1 :],
        "behind": data + chance.choice((b"\0", b" ", b"{}", data)),
        "array": b"[" + data + b"]",
        "text": json.dumps(data.decode(errors="replace")).encode(),
    }
    return name, bent[name]
