# SPDX-License-Identifier: MIT
"""Records, seals and what a source of them holds (sections 2 and 4)."""

import hashlib
import itertools
from dataclasses import dataclass, field
from typing import Any

from verifikator import canonical
from verifikator.forms import (
    ID,
    FormError,
    array,
    digest,
    matching,
    members,
    stream_id,
    whole,
    within,
)
from verifikator.kinds import DECISION, KINDS, OPENINGS, OWNER, ROOM, SECRETARIAT, SUBJECTS

LARGEST = 262_144
MOST_SEQ = 100_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One well-formed record.

    Attributes:
        id: Computed from its bytes.
        stream: Who wrote it, on which copy.
        seq: Place in the stream.
        prev: Id of the record before it.
        kind: What kind of thing was decided.
        subject: What it speaks of, joined with `/`.
        replaces: Ids on the same subject that its author had seen.
        body: What was decided.
    """

    id: str
    stream: str
    seq: int
    prev: str
    kind: str
    subject: str
    replaces: tuple[str, ...]
    body: dict[str, Any]

    @property
    def parts(self) -> list[str]:
        """The parts of the subject."""
        return self.subject.split("/")

    @property
    def place(self) -> str:
        """Where to look for it, for people."""
        return f"catatan {self.id[:16]} ({self.kind} {self.subject}, {self.stream[:8]}#{self.seq})"

    @property
    def authority(self) -> str:
        """Who may write it, as the event file repeats it."""
        who = KINDS[self.kind].who
        if who == OWNER:
            return self.parts[1]
        return {SECRETARIAT: "@secretariat", ROOM: "@room"}.get(who, "@anyone")


Saying = tuple[str, int, str, str]
"""What a seal says: stream, seq, record, certificate."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature over a place in a stream; the certificate is named by its SHA-256."""

    stream: str
    seq: int
    record: str
    certificate: str
    signature: bytes

    @property
    def message(self) -> bytes:
        """The bytes that are signed."""
        return b"pkri:seal:1\n" + canonical.encode([self.stream, self.seq, self.record])

    @property
    def key(self) -> Saying:
        """What it says: all but the signature."""
        return self.stream, self.seq, self.record, self.certificate

    @property
    def place(self) -> str:
        """Where to look for it, for people."""
        return f"segel {self.stream[:8]}#{self.seq} oleh {self.certificate[:16]}"


@dataclass(slots=True)
class Source:
    """What one file holds, each part well-formed by itself.

    Attributes:
        name: The file, for people.
        event: The event that it says it belongs to; empty when it does not say.
        package: Whether it is a package.
        records: By id.
        seals: In the order in which they stand.
        attachments: Size by digest.
        signer: Chain of the package's signer, DER, signer first.
        header: The package's header.
    """

    name: str
    event: str = ""
    package: bool = False
    records: dict[str, Record] = field(default_factory=dict)
    seals: list[Seal] = field(default_factory=list)
    attachments: dict[str, int] = field(default_factory=dict)
    signer: tuple[bytes, ...] = ()
    header: dict[str, Any] = field(default_factory=dict)


_part = matching(ID, "bagian pokok")
_record = members(
    stream=stream_id,
    seq=whole(1, MOST_SEQ),
    prev=matching(r"(?:[0-9a-f]{64})?", "id catatan"),
    kind=matching(r"[a-z.]{1,40}", "jenis"),
    subject=array(1, 4, _part),
    replaces=array(0, 64, digest),
    at=whole(0, 253_402_300_799_999),
    body=lambda _: None,
)


def record_id(data: bytes) -> str:
    """The id of a record's bytes."""
    return hashlib.sha256(b"pkri:record:1\n" + data).hexdigest()


def parse_record(data: bytes) -> Record:
    """A record from its bytes.

    Raises:
        CanonicalError: The bytes are not canonical JSON.
        FormError: They are not a record as sections 2 and 3 describe it.
    """
    if len(data) > LARGEST:
        raise FormError("lebih dari 262144 bita")
    value: Any = canonical.decode(data)
    _record(value)
    name = value["kind"]
    kind = KINDS.get(name)
    if kind is None:
        raise FormError(f"jenis tidak dikenal: {name}")
    subject = value["subject"]
    shape = (subject[0], len(subject))
    if shape not in SUBJECTS or (name != DECISION and shape != (kind.first, kind.parts)):
        raise FormError(f"pokok tidak cocok dengan jenis {name}")
    if (value["seq"] == 1) != (value["prev"] == ""):
        raise FormError("prev tidak cocok dengan seq")
    if (value["seq"] == 1) != (name in OPENINGS):
        raise FormError("catatan pembuka hanya dan harus berada di seq 1")
    replaces = value["replaces"]
    if any(a >= b for a, b in itertools.pairwise(replaces)):
        raise FormError("replaces tidak menaik")
    within("body", kind.body, value["body"])
    if name in OPENINGS:
        stream = hashlib.sha256(b"pkri:stream:1\n" + canonical.encode(value["body"])).hexdigest()
        if stream[:32] != value["stream"]:
            raise FormError("id aliran bukan sidik dari isi pembukanya")
        if name == "stream.opened" and subject[1] != value["stream"]:
            raise FormError("pokok menyebut aliran lain")
    return Record(
        record_id(data),
        value["stream"],
        value["seq"],
        value["prev"],
        name,
        "/".join(subject),
        tuple(replaces),
        value["body"],
    )


def check_seal(stream: object, seq: object, record: object, certificate: object) -> None:
    """Check the form of a seal's first four parts.

    Raises:
        FormError: One of them is not what it should be.
    """
    within("stream", stream_id, stream)
    within("seq", whole(1, MOST_SEQ), seq)
    within("record", digest, record)
    within("certificate", digest, certificate)
