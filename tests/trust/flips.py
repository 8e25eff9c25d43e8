# SPDX-License-Identifier: MIT
"""Package files whose bytes were changed on the way: the first stage of a siege."""

from __future__ import annotations

import base64
import json
import struct
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.framing import FRAME_HEAD, frame
from pkri_desktop.exchange.wrapping import LABEL, MARK
from tests.trust.bending import bend, written

if TYPE_CHECKING:
    from random import Random


class Mutant(NamedTuple):
    """Something to be offered.

    Attributes:
        group: what was mutated.
        how: in which way.
        data: a package file, or the content of one.
    """

    group: str
    how: str
    data: bytes


def of_file(number: int, file: bytes, other: bytes, chance: Random) -> Mutant:
    """Change the bytes of a package file; ``other`` is another one, to take pieces from."""
    label_end = len(MARK) + FRAME_HEAD + int.from_bytes(file[9 : 8 + FRAME_HEAD], "big")
    header_end = file.index(b"\n---", label_end) + 48
    regions = {
        "mark": (0, len(MARK)),
        "label": (len(MARK), label_end),
        "envelope's header": (label_end, header_end),
        "sealed content": (header_end, len(file)),
        "anywhere": (0, len(file)),
    }
    groups = [*regions, "label said anew"]
    group = groups[number % len(groups)]
    if group == "label said anew":
        return Mutant(group, *_other_label(file, label_end, chance))
    way = chance.choice(_WAYS)
    return Mutant(group, way.__name__.strip("_"), way(file, *regions[group], other, chance))


def _flipped(file: bytes, start: int, end: int, _: bytes, chance: Random) -> bytes:
    bent = bytearray(file)
    for _number in range(chance.choice((1, 1, 1, 2, 8))):
        bent[chance.randrange(start, end)] ^= 1 << chance.randrange(8)
    return bytes(bent)


def _overwritten(file: bytes, start: int, end: int, _: bytes, chance: Random) -> bytes:
    place, length = chance.randrange(start, end), chance.choice((1, 4, 32, 500))
    new = chance.choice((bytes(length), b"\xff" * length, chance.randbytes(length)))
    return file[:place] + new + file[place + length :]


def _cut(file: bytes, start: int, end: int, _: bytes, chance: Random) -> bytes:
    return file[: chance.randrange(start, end)]


def _taken_out(file: bytes, start: int, end: int, _: bytes, chance: Random) -> bytes:
    place = chance.randrange(start, end)
    return file[:place] + file[place + chance.choice((1, 16, 64, 65_536)) :]


def _put_in(file: bytes, start: int, end: int, other: bytes, chance: Random) -> bytes:
    place, length = chance.randrange(start, end), chance.choice((1, 16, 64, 65_552))
    new = chance.choice((chance.randbytes(length), other[place : place + length]))
    return file[:place] + new + file[place:]


def _swapped(file: bytes, start: int, end: int, _: bytes, chance: Random) -> bytes:
    one, two = sorted(chance.randrange(start, end) for _number in range(2))
    length = chance.choice((1, 8, 64, 65_552))
    parts = file[one : one + length], file[two : two + length]
    if one + length > two:
        return file[:one] + file[two:end][::-1] + file[end:]
    return file[:one] + parts[1] + file[one + length : two] + parts[0] + file[two + length :]


def _spliced(file: bytes, start: int, end: int, other: bytes, chance: Random) -> bytes:
    place = chance.randrange(start, end)
    return chance.choice((file[:place] + other[place:], other[:place] + file[place:]))


_WAYS = (_flipped, _overwritten, _cut, _taken_out, _put_in, _swapped, _spliced)


def _other_label(file: bytes, label_end: int, chance: Random) -> tuple[str, bytes]:
    """Write a label of the right form or of another, around the same envelope."""
    label = json.loads(file[len(MARK) + FRAME_HEAD : label_end])
    if chance.random() < 0.5:
        text = base64.b64encode(chance.randbytes(16)).decode()
        label["box"] = {
            "memory": chance.choice((8, 64, 131_072, 131_073)), "passes": chance.choice((1, 6)),
            "lanes": chance.choice((1, 16)), "salt": text, "nonce": text, "locked": text,
        }  # fmt: skip
    how = bend(label, chance) if chance.random() < 0.8 else "box"
    content = written(label)
    framed = frame(LABEL, content)
    if chance.random() < 0.2:
        length = chance.choice((0, 1, len(content) - 1, len(content) + 1, 2**31, 2**32 - 1))
        framed = struct.pack(">cI", LABEL, length) + content
        how = "length"
    return how, MARK + framed + file[label_end:]
