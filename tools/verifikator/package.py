# SPDX-License-Identifier: MIT
"""Packages (section 6): a label, an age envelope, and a signed content of frames."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from verifikator import canonical
from verifikator.boxes import BoxError, identity_of_box, open_envelope
from verifikator.canonical import CanonicalError
from verifikator.certificates import verify
from verifikator.findings import Findings
from verifikator.forms import (
    FormError,
    array,
    base64_text,
    digest,
    id_text,
    locked_box,
    matching,
    members,
    nullable,
    one_of,
    text,
    whole,
    within,
)
from verifikator.records import Seal, Source, check_seal, parse_record, record_id

MAGIC = b"PKRIPKG"
VERSION = b"1"
LARGEST = 134_217_728
LARGEST_ATTACHMENT = 4_194_304
_BLOCK = 65_536
_COUNT = whole(0, 2_000_000)

_label = members(box=nullable(locked_box), event=matching(r"[0-9a-f]{16}", "awal id kegiatan"))
_signature = members(chain=array(1, 4, base64_text), signature=base64_text)
_header = members(
    purpose=one_of("kit", "return", "exchange"),
    event=digest,
    panel=matching(r"(?:[a-z0-9][a-z0-9-]{0,39})?", "id panel"),
    author=id_text,
    made_at=whole(0, 253_402_300_799_999),
    application=text(0, 40),
    records=_COUNT,
    seals=_COUNT,
    attachments=_COUNT,
)
_seal = array(5, 5, lambda _: None)


class FrameError(ValueError):
    """The frames are torn."""


def frames(data: memoryview) -> Iterator[tuple[str, memoryview, int]]:
    """Letter, content and end of each frame.

    Raises:
        FrameError: A frame reaches beyond the end.
    """
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at + 1 : at + 5], "big")
        end = at + 5 + size
        if at + 5 > len(data) or end > len(data):
            raise FrameError(f"bingkai terpotong di bita {at}")
        yield chr(data[at]), data[at + 5 : end], end
        at = end


def read(path: Path, identities: Sequence[str], code: str | None, findings: Findings) -> Source:
    """What a package holds; everything malformed becomes a finding.

    The signature is checked with the first certificate of its chain; whose that is comes later,
    since the root may be inside.
    """
    source = Source(path.name, package=True)
    try:
        if path.stat().st_size > LARGEST:
            findings.add("package.size", path.name, "lebih dari 134217728 bita")
            return source
        data = path.read_bytes()
        if data[7:8] != VERSION:
            findings.add("package.version", path.name, "versi paket belum dikenal")
            return source
        label, envelope = _labelled(data[8:])
        keys = list(identities)
        if code is not None and label["box"] is not None:
            keys.append(identity_of_box(label["box"], code))
        _content(memoryview(open_envelope(envelope, keys)), source, findings)
    except OSError as error:
        findings.add("file.unreadable", path.name, f"tidak terbaca: {error.strerror}")
        return source
    except BoxError as error:
        findings.add("package.closed", path.name, str(error))
        return source
    except (FrameError, FormError, CanonicalError) as error:
        findings.add("package.form", path.name, str(error))
        return source
    if source.event and not source.event.startswith(label["event"]):
        findings.add("package.label", path.name, "label menyebut kegiatan lain")
    return source


def _labelled(data: bytes) -> tuple[dict[str, Any], bytes]:
    letter, content, end = next(frames(memoryview(data)), ("", memoryview(b""), 0))
    if letter != "L":
        raise FrameError("label tidak ada")
    return _json(content, "label", _label), data[end:]


def _json(content: memoryview, name: str, form: Any) -> dict[str, Any]:  # noqa: ANN401
    value: Any = canonical.decode(bytes(content))
    within(name, form, value)
    checked: dict[str, Any] = value
    return checked


def _content(data: memoryview, source: Source, findings: Findings) -> None:
    """Take in the frames of a content."""
    counts = {"R": 0, "S": 0, "A": 0}
    last, order, start = "", "GH", 0
    for letter, content, end in frames(data):
        if last == "P":
            raise FrameError("ada bingkai sesudah bantalan")
        last = letter
        if order:
            if letter != order[0]:
                raise FrameError(f"bingkai {order[0]} tidak pada tempatnya")
            order = order[1:]
            if letter == "G":
                start = end
                if not _is_signed(_json(content, "tanda tangan", _signature), data[end:], source):
                    findings.add("package.signature", source.name, "tanda tangan paket salah")
                    return
            else:
                source.header = _json(content, "kepala", _header)
                source.event = source.header["event"]
        elif letter in counts:
            counts[letter] += 1
            place = f"{source.name}: bingkai {letter} ke-{counts[letter]}"
            {"R": _record, "S": _take_seal, "A": _attachment}[letter](
                content, place, source, findings
            )
        elif letter != "P":
            raise FrameError("huruf bingkai tidak dikenal")
        elif bytes(content).count(0) != len(content):
            findings.add("package.padding", source.name, "bantalan bukan nol")
    if order:
        raise FrameError("kepala tidak ada")
    if last != "P" or (len(data) - start) % _BLOCK:
        findings.add("package.padding", source.name, "bantalan tidak sampai kelipatan 65536")
    for letter, name in (("R", "records"), ("S", "seals"), ("A", "attachments")):
        if source.header[name] != counts[letter]:
            findings.add(
                "package.count",
                source.name,
                f"{name}: kepala menyebut {source.header[name]}, isi {counts[letter]}",
            )


def _is_signed(value: dict[str, Any], rest: memoryview, source: Source) -> bool:
    """Whether the rest of a content is signed with the first certificate of the chain."""
    source.signer = tuple(base64.b64decode(one) for one in value["chain"])
    signed = hashlib.sha256(b"pkri:package:1\n")
    signed.update(rest)
    return verify(source.signer[0], base64.b64decode(value["signature"]), signed.digest())


def _record(content: memoryview, place: str, source: Source, findings: Findings) -> None:
    told, data = bytes(content[:32]).hex(), bytes(content[32:])
    if record_id(data) != told:
        findings.add("record.id", f"{place}, catatan {told[:16]}", "id bukan sidik dari isinya")
        return
    try:
        record = parse_record(data)
    except CanonicalError as error:
        findings.add("record.canonical", f"{place}, catatan {told[:16]}", str(error))
        return
    except FormError as error:
        findings.add("record.form", f"{place}, catatan {told[:16]}", str(error))
        return
    if record.id in source.records:
        findings.add("record.twice", f"{place}, catatan {told[:16]}", "termuat dua kali")
    source.records[record.id] = record


def _take_seal(content: memoryview, place: str, source: Source, findings: Findings) -> None:
    try:
        value: Any = canonical.decode(bytes(content))
        _seal(value)
        stream, seq, record, certificate, signature = value
        check_seal(stream, seq, record, certificate)
        within("signature", base64_text, signature)
    except (CanonicalError, FormError) as error:
        findings.add("seal.form", place, str(error))
        return
    source.seals.append(Seal(stream, seq, record, certificate, base64.b64decode(signature)))


def _attachment(content: memoryview, place: str, source: Source, findings: Findings) -> None:
    if len(content) > LARGEST_ATTACHMENT:
        findings.add("attachment.size", place, "lebih dari 4 MiB")
        return
    source.attachments[hashlib.sha256(content).hexdigest()] = len(content)
