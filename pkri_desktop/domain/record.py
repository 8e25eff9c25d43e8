# SPDX-License-Identifier: MIT
"""The record: one thing that somebody decided, and the seal that vouches for a chain of them.

A record is never changed or deleted; a correction is a new record that names what it replaces.
Its id is the SHA-256 of a domain string and its canonical bytes, so equal ids mean equal records.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop.domain.canonical import Json, NotCanonicalError, canonical_bytes, parse_canonical
from pkri_desktop.domain.kinds import KINDS, OPENING_KINDS, SUBJECT_PART, SUBJECTS
from pkri_desktop.domain.shapes import DIGEST, ShapeError

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORD_DOMAIN = b"pkri:record:1\n"
SEAL_DOMAIN = b"pkri:seal:1\n"
STREAM_DOMAIN = b"pkri:stream:1\n"
MOST_RECORD_BYTES = 262_144
MOST_REPLACED = 64
MOST_MOMENT = 253_402_300_799_999  # 9999-12-31T23:59:59.999Z

_FIELDS = frozenset(("stream", "seq", "prev", "kind", "subject", "replaces", "at", "body"))
_digest = re.compile(DIGEST).fullmatch
# Stream, the record before and subject in one go: a merge of a hundred files asks this often.
_place = re.compile(
    f"[0-9a-f]{{32}} (?:{DIGEST})? {SUBJECT_PART}(?:/{SUBJECT_PART}){{0,7}}"
).fullmatch

Body = dict[str, Json]
Subject = tuple[str, ...]


class MalformedRecordError(ValueError):
    """The bytes are not a record of this format."""


class Change(NamedTuple):
    """What somebody decided, before it has a place in a stream.

    Attributes:
        replaces: what it replaces besides the heads of its subject.
    """

    kind: str
    subject: Subject
    body: Body
    replaces: tuple[str, ...] = ()


class Record(NamedTuple):
    """One change in its place.

    Attributes:
        id: SHA-256 over ``RECORD_DOMAIN`` and ``data``, as 64 hexadecimal digits.
        stream: who on which copy of the event file, as 32 hexadecimal digits.
        seq: 1, 2, 3 … within the stream.
        prev: id of the record before it in the stream; empty for the first.
        path: the subject as one text, its parts joined by slashes.
        replaces: ids of the records on the same subject that its author had seen.
        at: milliseconds since 1970 in UTC as the laptop claimed; shown, never used to decide.
        data: the canonical bytes, which are what is stored, sent and hashed.
    """

    id: str
    stream: str
    seq: int
    prev: str
    kind: str
    subject: Subject
    path: str
    replaces: tuple[str, ...]
    at: int
    body: Body
    data: bytes


class Seal(NamedTuple):
    """A signature that vouches for a stream up to and including one record.

    Attributes:
        certificate: SHA-256 fingerprint of the signing certificate.
        signature: over ``seal_bytes``; not part of the seal's identity, since the same statement
            can be signed in many ways.
    """

    stream: str
    seq: int
    record: str
    certificate: str
    signature: bytes

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What the seal says, apart from how it was signed."""
        return self.stream, self.seq, self.record, self.certificate


def record_id(data: bytes) -> str:
    """Return the id of the record with these canonical bytes."""
    return hashlib.sha256(RECORD_DOMAIN + data).hexdigest()


def stream_id(opening: Body) -> str:
    """Return the id of the stream that a record with this body opens.

    The id follows from who opens it, so that nobody can open somebody else's stream again.
    """
    return hashlib.sha256(STREAM_DOMAIN + canonical_bytes(opening)).hexdigest()[:32]


def seal_bytes(stream: str, seq: int, record: str) -> bytes:
    """Return the exact bytes that a seal signs."""
    return SEAL_DOMAIN + canonical_bytes([stream, seq, record])


def make_record(
    change: Change, *, stream: str, seq: int, prev: str, replaces: Sequence[str], at: int
) -> Record:
    """Give ``change`` its place in a stream.

    Raises:
        MalformedRecordError: the change is not of its kind's form; nothing is made.
    """
    fields: Body = {
        "stream": stream,
        "seq": seq,
        "prev": prev,
        "kind": change.kind,
        "subject": list(change.subject),
        "replaces": [*sorted(replaces)],
        "at": at,
        "body": change.body,
    }
    return parse_record(canonical_bytes(fields))


def parse_record(data: bytes) -> Record:
    """Return the record that ``data`` is, after checking all that can be checked of it alone.

    Raises:
        MalformedRecordError: it is too large, not canonical, or not of its kind's form.
    """
    if len(data) > MOST_RECORD_BYTES:
        raise MalformedRecordError(f"larger than {MOST_RECORD_BYTES} bytes")
    try:
        fields = parse_canonical(data)
    except NotCanonicalError as error:
        raise MalformedRecordError(str(error)) from error
    if type(fields) is not dict or fields.keys() != _FIELDS:
        raise MalformedRecordError("not the fields of a record")
    seq, at, kind, body = fields["seq"], fields["at"], fields["kind"], fields["body"]
    if type(seq) is not int or not 1 <= seq <= 100_000_000:
        raise MalformedRecordError("seq")
    if type(at) is not int or not 0 <= at <= MOST_MOMENT:
        raise MalformedRecordError("at")
    stream, prev, subject, path = _place_of(fields["stream"], fields["prev"], fields["subject"])
    if (seq == 1) != (prev == ""):
        raise MalformedRecordError("prev")
    known = KINDS.get(kind) if type(kind) is str else None
    if known is None:
        raise MalformedRecordError(f"unknown kind {str(kind)[:40]}")
    topic = subject[0], len(subject)
    if topic not in SUBJECTS if known.topic == "*" else topic != (known.topic, known.parts):
        raise MalformedRecordError(f"subject of {kind}")
    try:
        known.body(body)
    except ShapeError as error:
        raise MalformedRecordError(f"body of {kind}: {error}") from error
    content = cast("Body", body)
    if (seq == 1) != (kind in OPENING_KINDS):
        raise MalformedRecordError("a stream begins with its opening, and has one only")
    if seq == 1 and stream != stream_id(content):
        raise MalformedRecordError("stream of another opening")
    replaces = _replaces(fields["replaces"]) if fields["replaces"] != [] else ()
    return Record(
        record_id(data), stream, seq, prev, cast("str", kind), subject, path, replaces, at,
        content, data,
    )  # fmt: skip


def _place_of(stream: Json, prev: Json, subject: Json) -> tuple[str, str, Subject, str]:
    """Return stream, the record before, the subject, and the subject as one text."""
    if type(stream) is not str or type(prev) is not str or type(subject) is not list:
        raise MalformedRecordError("stream, prev or subject")
    parts = cast("list[str]", subject)
    try:
        path = "/".join(parts)
    except TypeError as error:
        raise MalformedRecordError("subject") from error
    if path.count("/") != len(parts) - 1 or not _place(f"{stream} {prev} {path}"):
        raise MalformedRecordError("stream, prev or subject")
    return stream, prev, tuple(parts), path


def _replaces(value: Json) -> tuple[str, ...]:
    if type(value) is not list or len(value) > MOST_REPLACED:
        raise MalformedRecordError("replaces")
    for item in value:
        if type(item) is not str or not _digest(item):
            raise MalformedRecordError("replaces")
    ids = cast("list[str]", value)
    if any(left >= right for left, right in itertools.pairwise(ids)):
        raise MalformedRecordError("replaces is not sorted")
    return tuple(ids)
