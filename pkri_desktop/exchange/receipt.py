# SPDX-License-Identifier: MIT
"""The receipt as a file (.pkrit): what the secretariat says that it received, signed.

One canonical JSON object that anybody can read. It holds no scores: whoever has it can show later
that something it names is no longer in the event file.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pkri_desktop.domain.canonical import NotCanonicalError, canonical_bytes, parse_canonical
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.domain.record import MOST_MOMENT
from pkri_desktop.domain.shapes import (
    ShapeError,
    digest,
    form,
    identifier,
    many,
    matching,
    one_of,
    storable,
    text,
    whole,
)
from pkri_desktop.domain.shapes import base64 as base64_text
from pkri_desktop.identity import certificates

if TYPE_CHECKING:
    from pkri_desktop.domain.framing import Batch
    from pkri_desktop.domain.record import Body
    from pkri_desktop.identity.signer import Signer

SUFFIX = ".pkrit"
BEGINNING = b'{"chain":['
MOST_RECEIPT_BYTES = 32 * 1024 * 1024
RECEIPT_DOMAIN = b"pkri:receipt:1\n"

_FORMAT = "pkri-receipt-1"
_NEWER = re.compile(r"pkri-receipt-[0-9]{1,6}")
_MOST_NAME = 255
_COUNT = whole(0, 2_000_000)
_PLACE = whole(0, 100_000_000)
_NAME = text(_MOST_NAME)
_HEAD = form(
    stream=matching(r"[0-9a-f]{32}"),
    seq=_PLACE,
    record=digest,
    sealed=_PLACE,
    role=one_of("secretariat", "assessor"),
    author=identifier,
)
_FILE = form(
    name=_NAME,
    panel=matching(r"|[a-z0-9][a-z0-9-]{0,39}"),
    total=_COUNT,
    new=_COUNT,
    here=_COUNT,
    heads=many(_HEAD, 100_000),
)
_REFUSED = form(name=_NAME, reason=matching(r"[a-z]{1,20}\.[a-z-]{1,40}"))
_SHEET = form(
    assessor=identifier,
    entry=identifier,
    code=text(20),
    finalised=digest,
    attachment=matching(r"|[0-9a-f]{64}"),
)
_STATEMENT = form(
    event=digest,
    author=identifier,
    at=whole(0, MOST_MOMENT),
    application=text(40),
    fingerprint=digest,
    files=many(_FILE, 10_000),
    refused=many(_REFUSED, 10_000),
    sheets=many(_SHEET, 500_000),
)
_SIGNED = form(
    format=one_of(_FORMAT),
    receipt=_STATEMENT,
    chain=many(base64_text, 4, least=1),
    signature=base64_text,
)


class Head(NamedTuple):
    """How far a stream went in a received file: the record that nothing there follows.

    Attributes:
        sealed: of the records on the way back from it, the place of the last one that a seal in
            the file is over; 0 for none.
        role: in which the stream's author writes.
        author: id of the assessor or operator.
    """

    stream: str
    seq: int
    record: str
    sealed: int
    role: str
    author: str


class StatedFile(NamedTuple):
    """A file that was taken in. The numbers add up: total = new + here."""

    name: str
    panel: str
    total: int
    new: int
    here: int
    heads: tuple[Head, ...]


class StatedRefusal(NamedTuple):
    """A file of which nothing was taken in, and the key of the reason."""

    name: str
    reason: str


class StatedSheet(NamedTuple):
    """A sheet that is final and sealed.

    Attributes:
        code: the entry's.
        finalised: id of the finalisation.
        attachment: SHA-256 of its signed PDF; empty when there is none.
    """

    assessor: str
    entry: str
    code: str
    finalised: str
    attachment: str


class Statement(NamedTuple):
    """What a receipt says.

    Attributes:
        author: id of the operator who says it.
        at: the moment that the laptop claimed.
        fingerprint: state of the event file afterwards.
        sheets: those of the assessors whose streams came, as they stood afterwards.
    """

    event: str
    author: str
    at: int
    application: str
    fingerprint: str
    files: tuple[StatedFile, ...]
    refused: tuple[StatedRefusal, ...]
    sheets: tuple[StatedSheet, ...]


class SignedStatement(NamedTuple):
    """A receipt of the right form.

    Attributes:
        chain: certificates of the signer, not yet followed to any root.
        intact: whether the signature holds under the first of them.
    """

    statement: Statement
    chain: tuple[bytes, ...]
    intact: bool

    def is_from_office(self, root: bytes) -> bool:
        """Say whether the signer is the operator it names, certified under ``root``."""
        said = Holder(self.statement.event, Role.SECRETARIAT, self.statement.author)
        try:
            return certificates.holder_of(self.chain, root) == said
        except certificates.UntrustedCertificateError:
            return False


def heads_of(batch: Batch, authors: dict[str, Holder]) -> tuple[Head, ...]:
    """Return how far each stream goes in a batch, branches each for themselves."""
    by_id = {record.id: record for record in batch.records}
    followed = {record.prev for record in batch.records}
    sealed = {seal.record for seal in batch.seals}
    heads = []
    for record in batch.records:
        if record.id in followed:
            continue
        back = record
        while back.id not in sealed and back.prev in by_id:
            back = by_id[back.prev]
        place = back.seq if back.id in sealed else 0
        holder = authors[record.stream]
        heads.append(
            Head(record.stream, record.seq, record.id, place, holder.role.value, holder.author)
        )
    return tuple(heads)


def told_name(name: str) -> str:
    """Return the name of a file as a receipt can hold it."""
    return storable(name)[:_MOST_NAME]


def write_receipt(statement: Statement, signer: Signer) -> bytes:
    """Return the bytes of a receipt file."""
    said: Body = {
        **statement._asdict(),
        "files": [
            {**file._asdict(), "heads": [head._asdict() for head in file.heads]}
            for file in statement.files
        ],
        "refused": [refused._asdict() for refused in statement.refused],
        "sheets": [sheet._asdict() for sheet in statement.sheets],
    }
    signature = signer.sign(RECEIPT_DOMAIN + canonical_bytes(said))
    return canonical_bytes(
        {
            "format": _FORMAT,
            "receipt": said,
            "chain": [base64.b64encode(der).decode() for der in signer.chain],
            "signature": base64.b64encode(signature).decode(),
        }
    )


def read_receipt(data: bytes, name: str) -> SignedStatement:
    """Decode a receipt strictly, and say whether its signature holds.

    Raises:
        Refusal: it is none, of a newer version, or not of the right form.
    """
    try:
        fields = parse_canonical(data)
        _check_version(fields, name)
        _SIGNED(fields)
    except (NotCanonicalError, ShapeError, RecursionError) as error:
        raise Refusal(Reason.RECEIPT_DAMAGED, file=name) from error
    signed = cast("dict[str, Any]", fields)
    chain = tuple(base64.b64decode(der) for der in signed["chain"])
    intact = certificates.verify_signature(
        chain[0],
        base64.b64decode(signed["signature"]),
        RECEIPT_DOMAIN + canonical_bytes(signed["receipt"]),
    )
    return SignedStatement(_statement(signed["receipt"]), chain, intact)


def _check_version(fields: object, name: str) -> None:
    said = fields.get("format") if isinstance(fields, dict) else None
    if isinstance(said, str) and said != _FORMAT and _NEWER.fullmatch(said):
        raise Refusal(Reason.FILE_NEWER, file=name, version=said)


def _statement(said: dict[str, Any]) -> Statement:
    files = tuple(
        StatedFile(**file | {"heads": tuple(Head(**head) for head in file["heads"])})
        for file in said["files"]
    )
    return Statement(
        **said
        | {
            "files": files,
            "refused": tuple(StatedRefusal(**refused) for refused in said["refused"]),
            "sheets": tuple(StatedSheet(**sheet) for sheet in said["sheets"]),
        }
    )
