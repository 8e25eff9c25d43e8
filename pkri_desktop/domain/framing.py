# SPDX-License-Identifier: MIT
"""Frames: how records, seals and attachments follow one another in packages and in the mirror.

A frame is one letter, the length of its content as four bytes (most significant first), and the
content. docs/file-format.md gives the same in full.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop.domain.canonical import NotCanonicalError, canonical_bytes, parse_canonical
from pkri_desktop.domain.record import Record, Seal, parse_record
from pkri_desktop.domain.shapes import ShapeError, digest, form, many, matching, text, whole
from pkri_desktop.domain.shapes import base64 as base64_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HEADER, RECORD, SEAL, ATTACHMENT = b"H", b"R", b"S", b"A"
ORIGIN, UNDOING = b"O", b"U"  # in mirrors only
MOST_ATTACHMENT_BYTES = 4_194_304

_HEAD = struct.Struct(">cI")
FRAME_HEAD = _HEAD.size
_ID_BYTES = 32
_stream = matching("[0-9a-f]{32}")
_seq = whole(1, 100_000_000)
_origin = form(at=whole(0, 253_402_300_799_999), file=text(255))
_turns = many(whole(1, 2**53), 100_000, least=1)


class BadFrameError(ValueError):
    """The bytes are not a sequence of whole frames, or a frame's content is not of its form."""


class WrongHashError(BadFrameError):
    """A record does not have the id that it came with."""


class Batch(NamedTuple):
    """What is added to a ledger at once.

    Attributes:
        attachments: SHA-256 as hexadecimal digits → bytes.
    """

    records: Sequence[Record] = ()
    seals: Sequence[Seal] = ()
    attachments: Mapping[str, bytes] = {}


def frame(letter: bytes, content: bytes) -> bytes:
    """Return one frame."""
    return _HEAD.pack(letter, len(content)) + content


def frames(data: bytes, start: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """Yield letter and content of each frame in ``data`` from ``start``.

    Raises:
        BadFrameError: a frame is cut off.
    """
    position, end = start, len(data)
    while position < end:
        if end - position < _HEAD.size:
            raise BadFrameError("cut off")
        letter, length = _HEAD.unpack_from(data, position)
        position += _HEAD.size
        if length > end - position:
            raise BadFrameError("cut off")
        yield letter, data[position : position + length]
        position += length


def batch_frames(batch: Batch) -> Iterator[bytes]:
    """Yield a batch frame by frame: records, seals, attachments."""
    for record in batch.records:
        size = _ID_BYTES + len(record.data)
        yield b"".join((_HEAD.pack(RECORD, size), bytes.fromhex(record.id), record.data))
    for seal in batch.seals:
        yield frame(SEAL, seal_content(seal))
    for content in batch.attachments.values():
        yield frame(ATTACHMENT, content)


class TurnOrigin(NamedTuple):
    """Where a turn came from.

    Attributes:
        at: claimed moment, milliseconds UTC.
        file: name of the file that it took in; empty for what was written here.
    """

    at: int
    file: str


def origin_content(origin: TurnOrigin) -> bytes:
    """Return the content of the frame that says where a turn came from."""
    return canonical_bytes({"at": origin.at, "file": origin.file})


def read_origin(content: bytes) -> TurnOrigin:
    """Return where a turn came from.

    Raises:
        BadFrameError: the frame does not say that.
    """
    try:
        fields = parse_canonical(content)
        _origin(fields)
    except (NotCanonicalError, ShapeError) as error:
        raise BadFrameError(f"origin: {error}") from error
    said = cast("dict[str, int | str]", fields)
    return TurnOrigin(int(said["at"]), str(said["file"]))


def undoing_content(turns: Sequence[int]) -> bytes:
    """Return the content of the frame that says which turns were taken out again."""
    return canonical_bytes([*turns])


def read_undoing(content: bytes) -> list[int]:
    """Return which turns a frame says were taken out again.

    Raises:
        BadFrameError: it does not say that.
    """
    try:
        turns = parse_canonical(content)
        _turns(turns)
    except (NotCanonicalError, ShapeError) as error:
        raise BadFrameError(f"undoing: {error}") from error
    return cast("list[int]", turns)


def read_record(content: bytes) -> Record:
    """Return the record in a frame.

    Raises:
        WrongHashError: it does not have the id that it came with.
        MalformedRecordError: it is not a record of this format.
    """
    record = parse_record(content[_ID_BYTES:])
    if record.id != content[:_ID_BYTES].hex():
        raise WrongHashError(record.id)
    return record


def seal_content(seal: Seal) -> bytes:
    """Return the content of a seal's frame."""
    signature = base64.b64encode(seal.signature).decode()
    return canonical_bytes([seal.stream, seal.seq, seal.record, seal.certificate, signature])


def read_seal(content: bytes) -> Seal:
    """Return the seal in a frame, its signature not yet checked.

    Raises:
        BadFrameError: it is not of a seal's form.
    """
    try:
        fields = parse_canonical(content)
        if type(fields) is not list or len(fields) != 5:
            raise BadFrameError("seal")
        for shape, value in zip(_SEAL, fields, strict=True):
            shape(value)
        stream, seq, record, certificate, signature = fields
        signed = base64.b64decode(cast("str", signature), validate=True)
    except (NotCanonicalError, ShapeError, binascii.Error) as error:
        raise BadFrameError(f"seal: {error}") from error
    return Seal(
        cast("str", stream), cast("int", seq), cast("str", record), cast("str", certificate), signed
    )


_SEAL = (_stream, _seq, digest, digest, base64_text)


def read_batch(parts: Iterable[tuple[bytes, bytes]]) -> Batch:
    """Return the batch in these frames.

    Raises:
        BadFrameError: a frame is cut off, unknown, too large, or not of its form.
        WrongHashError: a record does not have the id that it came with.
        MalformedRecordError: a record is not of this format.
    """
    records: list[Record] = []
    seals: list[Seal] = []
    attachments: dict[str, bytes] = {}
    for letter, content in parts:
        if letter == RECORD:
            records.append(read_record(content))
        elif letter == SEAL:
            seals.append(read_seal(content))
        elif letter == ATTACHMENT:
            if len(content) > MOST_ATTACHMENT_BYTES:
                raise BadFrameError("attachment too large")
            attachments[hashlib.sha256(content).hexdigest()] = content
        else:
            raise BadFrameError(f"unknown frame {letter!r}")
    return Batch(records, seals, attachments)
