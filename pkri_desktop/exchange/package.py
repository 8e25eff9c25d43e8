# SPDX-License-Identifier: MIT
"""The content of a package: records that travel, signed over their exact bytes.

Layout: one frame with certificates and signature, then what is signed: a header, the frames of a
batch, and padding. No archive, no paths, no schema from strangers.
"""

from __future__ import annotations

import base64
import binascii
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop.domain.canonical import NotCanonicalError, canonical_bytes, parse_canonical
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import (
    FRAME_HEAD,
    HEADER,
    BadFrameError,
    Batch,
    WrongHashError,
    batch_frames,
    frame,
    frames,
    read_batch,
)
from pkri_desktop.domain.record import Body, MalformedRecordError
from pkri_desktop.domain.shapes import (
    Shape,
    ShapeError,
    digest,
    form,
    identifier,
    many,
    matching,
    one_of,
    text,
    whole,
)
from pkri_desktop.domain.shapes import (
    base64 as base64_text,
)
from pkri_desktop.identity import certificates

if TYPE_CHECKING:
    from pkri_desktop.identity.signer import Signer

PACKAGE_DOMAIN = b"pkri:package:1\n"
SIGNATURE, PADDING = b"G", b"P"
PADDED_TO = 65_536  # bytes: the size of a package tells little about what is in it

_COUNT = whole(0, 2_000_000)
_HEADER = form(
    purpose=one_of("kit", "return", "exchange"),
    event=digest,
    panel=matching(r"|[a-z0-9][a-z0-9-]{0,39}"),
    author=identifier,
    made_at=whole(0, 253_402_300_799_999),
    application=text(40),
    records=_COUNT,
    seals=_COUNT,
    attachments=_COUNT,
)
_SIGNATURE = form(chain=many(base64_text, 4, least=1), signature=base64_text)


class Purpose(StrEnum):
    """In which direction a package goes."""

    KIT = "kit"  # from the secretariat to a panel
    RETURN = "return"  # from an assessor to the secretariat
    EXCHANGE = "exchange"  # from one operator of the secretariat to the others


class Header(NamedTuple):
    """What a package says of itself, under its signature."""

    purpose: Purpose
    event: str
    panel: str
    author: str
    made_at: int
    application: str


class Package(NamedTuple):
    """A package whose signature holds and whose content is of the right form.

    Attributes:
        chain: certificates of the signer, not yet followed to any root.
    """

    header: Header
    chain: tuple[bytes, ...]
    batch: Batch


def write_package(header: Header, batch: Batch, signer: Signer) -> bytes:
    """Return the signed content of a package, padded to a whole number of ``PADDED_TO`` bytes."""
    fields: Body = {
        **header._asdict(),
        "purpose": header.purpose.value,
        "records": len(batch.records),
        "seals": len(batch.seals),
        "attachments": len(batch.attachments),
    }
    content = b"".join((frame(HEADER, canonical_bytes(fields)), *batch_frames(batch)))
    content += frame(PADDING, bytes(-(len(content) + FRAME_HEAD) % PADDED_TO))
    signed: Body = {
        "chain": [base64.b64encode(der).decode() for der in signer.chain],
        "signature": base64.b64encode(signer.sign(PACKAGE_DOMAIN + content)).decode(),
    }
    return frame(SIGNATURE, canonical_bytes(signed)) + content


def read_package(data: bytes, name: str) -> Package:
    """Check the signature over the exact bytes, then decode strictly.

    Raises:
        Refusal: damaged, forged, or not of the right form.
    """
    try:
        chain, signature, start = _signature(data)
        content = data[start:]
        if not certificates.verify_signature(chain[0], signature, PACKAGE_DOMAIN + content):
            raise Refusal(Reason.PACKAGE_FORGED, file=name)
        first, *parts, last = _framed(content)
        header, counts = _header(*first)
        _check_padding(*last)
        batch = read_batch(parts)
        if counts != (len(batch.records), len(batch.seals), len(batch.attachments)):
            raise BadFrameError("counts")
    except WrongHashError as error:
        raise Refusal(Reason.RECORD_WRONG_HASH, file=name) from error
    except MalformedRecordError as error:
        raise Refusal(Reason.RECORD_MALFORMED, file=name, detail=str(error)) from error
    except BadFrameError as error:
        raise Refusal(Reason.PACKAGE_DAMAGED, file=name) from error
    return Package(header, chain, batch)


def _signature(data: bytes) -> tuple[tuple[bytes, ...], bytes, int]:
    letter, content = next(frames(data), (b"", b""))
    if letter != SIGNATURE:
        raise BadFrameError("no signature")
    fields = _object(content, _SIGNATURE)
    try:
        chain = tuple(
            base64.b64decode(der, validate=True) for der in cast("list[str]", fields["chain"])
        )
        signature = base64.b64decode(cast("str", fields["signature"]), validate=True)
    except binascii.Error as error:
        raise BadFrameError("signature") from error
    return chain, signature, FRAME_HEAD + len(content)


def _framed(content: bytes) -> list[tuple[bytes, bytes]]:
    """Return the frames of what is signed: at least a header and the padding."""
    parts = list(frames(content))
    if len(parts) < 2:
        raise BadFrameError("no header or no padding")
    return parts


def _check_padding(letter: bytes, content: bytes) -> None:
    if letter != PADDING or content.strip(b"\0"):
        raise BadFrameError("padding")


def _header(letter: bytes, content: bytes) -> tuple[Header, tuple[int, int, int]]:
    if letter != HEADER:
        raise BadFrameError("no header")
    fields = _object(content, _HEADER)
    header = Header(
        purpose=Purpose(cast("str", fields["purpose"])),
        event=cast("str", fields["event"]),
        panel=cast("str", fields["panel"]),
        author=cast("str", fields["author"]),
        made_at=cast("int", fields["made_at"]),
        application=cast("str", fields["application"]),
    )
    counts = cast(
        "tuple[int, int, int]", (fields["records"], fields["seals"], fields["attachments"])
    )
    return header, counts


def _object(content: bytes, shape: Shape) -> Body:
    try:
        fields = parse_canonical(content)
        shape(fields)
    except (NotCanonicalError, ShapeError) as error:
        raise BadFrameError(str(error)) from error
    return cast("Body", fields)
