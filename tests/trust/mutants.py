# SPDX-License-Identifier: MIT
"""Contents that an insider bent and then signed and sealed with a good key: the second stage."""

from __future__ import annotations

import base64
import os
import struct
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from pkri_desktop.domain.framing import FRAME_HEAD, RECORD, SEAL, frame
from pkri_desktop.domain.record import record_id, stream_id
from pkri_desktop.exchange.package import PADDING
from pkri_desktop.identity.certificates import fingerprint
from tests.trust.bending import ODD, bend, respelled, written
from tests.trust.flips import Mutant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from pkri_desktop.identity.signer import Signer
    from tests.trust.content import Content


class Insider(NamedTuple):
    """Somebody with a good key who writes packages with a program of their own.

    Attributes:
        base: what they would honestly return.
        signer: their key.
        others: what colleagues returned, which they may have seen.
        office: records of the secretariat's kit.
        strange: certificates that are none, or of other algorithms.
    """

    base: Content
    signer: Signer
    others: Content
    office: Content
    strange: tuple[str, ...]

    def mutant(self, number: int, chance: Random, groups: Sequence[str] = ()) -> Mutant:
        """Return a content that was bent somewhere, or in one of these groups, then signed."""
        among = groups or tuple(_GROUPS)
        name = among[number % len(among)]
        how, data = _GROUPS[name](self, self.base.copy(), chance)
        return Mutant(name, how, data)


Bent = tuple[str, bytes]


def _header(insider: Insider, content: Content, chance: Random) -> Bent:
    content.header |= {
        "records": len(content.records),
        "seals": len(content.seals),
        "attachments": len(content.attachments),
    }
    parts = content.parts()
    if chance.random() < 0.15:
        how, parts[0] = "respelled", (parts[0][0], respelled(parts[0][1], chance)[1])
        return how, content.signed(insider.signer, _joined(parts))
    words = {
        "purpose": ("kit", "return", "Return"),
        "author": ("a2", "sekretariat", "a1 "),
        "panel": ("", "panel-b", "tiada"),
        "made_at": (0, 253_402_300_799_999, 253_402_300_800_000),
        "event": ("0" * 64, content.header["event"].upper()),
        "records": (0, 2_000_000, 2_000_001, len(content.records) + 1),
        "seals": (0, 2_000_000, len(content.seals) + 1),
        "attachments": (0, 2_000_000, len(content.attachments) + 1),
    }
    if chance.random() < 0.4:
        how = chance.choice([*words])
        content.header[how] = chance.choice(words[how])
    else:
        how = bend(content.header, chance)
    return how, content.signed(insider.signer, _joined(_with_header(content)))


def _with_header(content: Content) -> list[tuple[bytes, bytes]]:
    """Return the frames with exactly this header, counts and all."""
    header, content.header = content.header, {}
    parts = content.parts()
    parts[0] = (parts[0][0], written(header))
    return parts


def _framing(insider: Insider, content: Content, chance: Random) -> Bent:
    parts = content.parts()
    place = chance.randrange(len(parts))
    letter, inside = parts[place]
    way = chance.choice(
        ("dropped", "repeated", "swapped", "letter", "cut", "grown", "empty", "strange", "length",
         "no padding", "padding twice", "padding in front", "padding of ones", "behind", "nothing",
         "garbage", "flipped")
    )  # fmt: skip
    if way == "dropped":
        del parts[place]
    elif way == "repeated":
        parts.insert(place, parts[place])
    elif way == "swapped":
        other = chance.randrange(len(parts))
        parts[place], parts[other] = parts[other], parts[place]
    elif way == "letter":
        parts[place] = (bytes([chance.randrange(256)]), inside)
    elif way == "cut":
        parts[place] = (letter, inside[: chance.randrange(len(inside) + 1)])
    elif way == "grown":
        parts[place] = (letter, inside + chance.randbytes(chance.choice((1, 40, 5_000))))
    elif way == "empty":
        parts[place] = (letter, b"")
    elif way == "strange":
        strange = chance.choice(b"HGRSAPLOUX\0\xff")
        parts.insert(place, (bytes([strange]), chance.randbytes(chance.choice((0, 10, 100)))))
    elif way == "padding twice":
        parts.append((PADDING, bytes(64)))
    elif way == "padding in front":
        parts.insert(place, (PADDING, bytes(64)))
    elif way == "padding of ones":
        parts[-1] = (PADDING, b"\1" * len(parts[-1][1]))
    elif way == "no padding":
        del parts[-1]
    body = _joined(parts)
    if way == "length":
        before = len(_joined(parts[:place]))
        length = chance.choice((0, 1, len(inside) - 1, len(inside) + 1, 2**31, 2**32 - 1)) % 2**32
        body = body[:before] + struct.pack(">cI", letter, length) + body[before + FRAME_HEAD :]
    elif way == "behind":
        body += chance.choice((b"\0", bytes(65_536), b"R\xff\xff\xff\xff", body))
    elif way == "nothing":
        body = b""
    elif way == "garbage":
        body = chance.randbytes(chance.choice((1, 100, 70_000)))
    elif way == "flipped":
        bent = bytearray(body)
        bent[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        body = bytes(bent)
    return way, content.signed(insider.signer, body)


def _joined(parts: list[tuple[bytes, bytes]]) -> bytes:
    return b"".join(frame(*part) for part in parts)


def _fields(insider: Insider, content: Content, chance: Random) -> Bent:
    """Bend what stands beside a record's body, and make everything after it fit."""
    number = chance.randrange(len(content.records))
    record = content.records[number]
    body = record.pop("body")
    how = bend(record, chance)
    record.setdefault("body", body)
    return how, _fitted(insider, content, number, chance)


def _bodies(insider: Insider, content: Content, chance: Random) -> Bent:
    number = chance.randrange(len(content.records))
    record = content.records[number]
    how = bend(record, chance) if chance.random() < 0.1 else bend(record["body"], chance)
    if record.get("seq") == 1 and chance.random() < 0.8:  # make the stream's name fit, too
        _reopened(content, number, record)
    return f"{record.get('kind')} {how}"[:60], _fitted(insider, content, number, chance)


def _reopened(content: Content, number: int, record: dict[str, Any]) -> None:
    try:
        stream = stream_id(record["body"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return
    old = record.get("stream")
    for other in content.records:
        if other.get("stream") == old:
            other["stream"] = stream
    record["subject"] = ["stream", stream]


def _fitted(insider: Insider, content: Content, number: int, chance: Random) -> bytes:
    """Chain and seal what was bent, mostly; what does not fit is refused before it is read."""
    if chance.random() < 0.9:
        content.chained(number + 1)
    if chance.random() < 0.9:
        content.sealed(insider.signer)
    return content.signed(insider.signer)


def _spelling(insider: Insider, content: Content, chance: Random) -> Bent:
    number = chance.randrange(len(content.records))
    how, content.raw[number] = respelled(written(content.records[number]), chance)
    return how, _fitted(insider, content, number, chance)


def _order(insider: Insider, content: Content, chance: Random) -> Bent:
    """Drop, repeat, swap and exchange whole records and their ids."""
    records = content.records
    one, two = chance.randrange(len(records)), chance.randrange(len(records))
    way = chance.choice(
        ("dropped", "cut", "repeated", "reversed", "ids swapped", "old id", "one twice",
         "moved to another stream", "numbered anew", "a branch", "the same moment")
    )  # fmt: skip
    if way == "dropped":
        del records[one]
    elif way == "cut":
        del records[one + 1 :]
        content.sealed(insider.signer)
    elif way == "repeated":
        records.insert(two, records[one])
    elif way == "reversed":
        records.reverse()
    elif way == "ids swapped":
        ids = [part[1][:32].hex() for part in content.parts() if part[0] == RECORD]
        content.ids = {one: ids[two], two: ids[one]}
    elif way == "old id":
        number = chance.choice((one, len(records) - 1 - chance.randrange(3)))
        content.ids = {number: record_id(content.record_bytes(number))}
        if chance.random() < 0.5:
            records[number]["at"] += 1
        else:
            bend(records[number]["body"], chance)
    elif way == "one twice":
        records.append({**records[one], "at": 1})
        content.sealed(insider.signer)
    elif way == "moved to another stream":
        records[one]["stream"] = insider.others.records[0]["stream"]
        content.chained(one)
    elif way == "numbered anew":
        records[one]["seq"] = records[two]["seq"]
        content.chained(one + 1)
    elif way == "a branch":
        records.append({**records[one], "at": records[one]["at"] + 1})
        content.seals += [content.seal(len(records) - 1, insider.signer)]
    else:
        for record in records[one:]:
            record["at"] = records[two]["at"]
        content.chained(one)
        content.sealed(insider.signer)
    return way, content.signed(insider.signer)


def _seals(insider: Insider, content: Content, chance: Random) -> Bent:
    record = chance.randrange(len(content.records))
    seals = content.seals
    way = chance.choice(
        ("bent", "bent", "bent", "none", "twice", "of another", "over another's", "elsewhere",
         "certificate", "signature", "same in other words", "every record")
    )  # fmt: skip
    if way == "bent":
        way = bend(seals, chance)
    elif way == "none":
        seals.clear()
    elif way == "twice":
        seals += seals * chance.choice((1, 50))
    elif way == "of another":
        seals.append(chance.choice(insider.others.seals))
    elif way == "over another's":
        other = insider.others
        seals.append(other.seal(chance.randrange(len(other.records)), insider.signer))
    elif way == "elsewhere":
        seals.append([*content.seal(record, insider.signer)[:2], "0" * 64, *seals[0][3:]])
    elif way == "certificate":
        seals.append([*content.seal(record, insider.signer)[:3], insider.others.seals[0][3],
                      seals[0][4]])  # fmt: skip
    elif way == "signature":
        signature = chance.choice(
            (b"", b"0", os.urandom(70), bytes(8), b"0\x06\x02\x01\0\x02\x01\0")
        )
        seals[0][4] = base64.b64encode(signature).decode()
    elif way == "same in other words":
        seals.append(content.seal(len(content.records) - 1, insider.signer))
    else:
        seals += [content.seal(n, insider.signer) for n in range(len(content.records))]
    return way, content.signed(insider.signer)


def _attachments(insider: Insider, content: Content, chance: Random) -> Bent:
    held = content.attachments
    way = chance.choice(
        ("none", "flipped", "another", "more", "empty", "too large", "twice", "size", "named")
    )
    if way == "none":
        held.clear()
    elif way == "flipped":
        held[0] = held[0][:-1] + b"\xff"
    elif way == "another":
        held[0] = chance.randbytes(500)
    elif way == "more":
        held.append(chance.randbytes(500))
    elif way == "empty":
        held.append(b"")
    elif way == "too large":
        held[0] += bytes(4_194_305 - len(held[0]) - chance.randint(0, 1))
    elif way == "twice":
        held.append(held[0])
    else:
        number = next(n for n, r in enumerate(content.records) if r["kind"] == "sheet.signed")
        body = content.records[number]["body"]
        body["size" if way == "size" else "attachment"] = chance.choice(ODD)
        return way, _fitted(insider, content, number, chance)
    return way, content.signed(insider.signer)


def _certificates(insider: Insider, content: Content, chance: Random) -> Bent:
    """Come with other certificates, or publish them."""
    strange = (*insider.strange, *insider.others.chain)
    number = next(n for n, r in enumerate(content.records) if r["kind"] == "key.enrolled")
    record = content.records[number]
    place = chance.randrange(3)
    way = chance.choice(("signed with", "signed with", "published", "published", "another's key",
                         "another's key, broken", "sealed by strange"))  # fmt: skip
    if way == "signed with":
        if chance.random() < 0.5:
            content.chain[place] = chance.choice(strange)
        else:
            way = f"{way} {bend(content.chain, chance)}"
        return way, content.signed(insider.signer)
    if way == "published":
        record["body"]["chain"][place] = chance.choice(strange)
    elif way.startswith("another's key"):
        chain = [*insider.others.chain]
        if way.endswith("broken"):
            chain[1:] = [chance.choice(insider.strange)]
        theirs = deepcopy(next(r for r in insider.others.records if r["kind"] == "key.enrolled"))
        if chance.random() < 0.5:
            record["subject"] = theirs["subject"]
        record["body"] = {**record["body"], "chain": chain}
    else:
        foreign = chance.choice(strange)
        record["body"]["chain"][0] = foreign
        content.chained(number + 1)
        content.sealed(insider.signer)
        try:
            digest = base64.b64decode(foreign)
        except ValueError:
            digest = b""
        content.seals[0][3] = fingerprint(digest)
        return way, content.signed(insider.signer)
    return way, _fitted(insider, content, number, chance)


def _in_another_name(insider: Insider, content: Content, chance: Random) -> Bent:
    """Say of others, or as others, what only they may say."""
    theirs = deepcopy(insider.others.records)
    last = content.records[-1]
    way = chance.choice(
        ("their subject", "their heads replaced", "as the secretariat", "a stream of theirs",
         "their stream continued", "a stream of the secretariat", "founded anew", "their records",
         "their records bent", "decided", "appointed", "revoked", "panel", "rubric", "fork")
    )  # fmt: skip
    copied = chance.choice([r for r in theirs if r["kind"] not in ("stream.opened",)])
    place: dict[str, Any] = {"stream": last["stream"], "seq": last["seq"] + 1, "prev": "0" * 64,
                             "at": last["at"], "replaces": []}  # fmt: skip
    digest = insider.others.seals[0][2]
    said: dict[str, tuple[str, list[str], Any]] = {
        "decided": ("conflict.decided", copied["subject"], {"chosen": digest, "reason": "x"}),
        "appointed": ("assessor.appointed", ["assessor", "a2"], {"name": "x"}),
        "revoked": ("key.revoked", ["revocation", "a2", insider.others.seals[0][3][:40]],
                    {"last": "", "reason": "x"}),
        "fork": ("fork.decided", ["fork", theirs[0]["stream"]], {"keep": digest, "reason": "x"}),
    }  # fmt: skip
    if way in ("their subject", "their heads replaced"):
        replaces = [copied_id(insider.others, copied)]
        new = {**copied, **place, "replaces": replaces if way != "their subject" else []}
        if chance.random() < 0.3:
            bend(new["body"], chance)
        content.records.append(new)
    elif way in said:
        kind, subject, body = said[way]
        replaces = [copied_id(insider.others, copied)] if way == "decided" else []
        content.records.append(
            {**place, "kind": kind, "subject": subject, "body": body, "replaces": replaces}
        )
    elif way in ("as the secretariat", "panel", "rubric"):
        kinds = {"panel": "panel.formed", "rubric": "rubric.adopted"}
        wanted = [r for r in insider.office.records
                  if r["seq"] > 1 and r["kind"].startswith(kinds.get(way, ""))]  # fmt: skip
        office = deepcopy(chance.choice(wanted))
        replaces = [copied_id(insider.office, office)]
        bend(office["body"], chance)
        content.records.append({**office, **place, "replaces": replaces})
    elif way in ("a stream of theirs", "a stream of the secretariat", "founded anew"):
        return way, _opened(insider, content, way, chance)
    elif way == "their stream continued":
        end = theirs[-1]
        content.records.append(
            {**end, "seq": end["seq"] + 1, "prev": copied_id(insider.others, end)}
        )
        content.seals.append(content.seal(len(content.records) - 1, insider.signer))
        return way, content.signed(insider.signer)
    else:
        taken = theirs
        if way == "their records bent":
            bend(chance.choice(taken)["body"], chance)
        else:
            content.seals += insider.others.seals
            content.attachments += insider.others.attachments
        content.records += taken
        return way, content.signed(insider.signer)
    content.chained(len(content.records) - 1)
    content.sealed(insider.signer)
    return way, content.signed(insider.signer)


def _opened(insider: Insider, content: Content, way: str, chance: Random) -> bytes:
    """Open a stream in somebody else's name and write into it."""
    event = content.header["event"]
    body: dict[str, Any] = {
        "event": event, "role": "assessor", "author": "a2", "nonce": chance.randbytes(32).hex()
    }  # fmt: skip
    if way == "a stream of the secretariat":
        body |= {"role": "secretariat", "author": chance.choice(("sekretariat", "a1"))}
    if way == "founded anew":
        body = {**insider.office.records[0]["body"], "nonce": chance.randbytes(32).hex()}
    stream = stream_id(body)
    subject = ["event"] if way == "founded anew" else ["stream", stream]
    kind = "event.founded" if way == "founded anew" else "stream.opened"
    opening = {"stream": stream, "seq": 1, "prev": "", "kind": kind, "subject": subject,
               "replaces": [], "at": 0, "body": body}  # fmt: skip
    copied = chance.choice([r for r in insider.others.records if r["seq"] > 1])
    start = len(content.records)
    content.records += [opening, {**copied, "stream": stream, "seq": 2, "replaces": []}]
    content.chained(start)
    if chance.random() < 0.8:
        content.seals.append(content.seal(len(content.records) - 1, insider.signer))
    return content.signed(insider.signer)


def copied_id(content: Content, record: dict[str, Any]) -> str:
    """Return the id of a record of another content."""
    return record_id(written(record))


def _weight(insider: Insider, content: Content, chance: Random) -> Bent:
    """Weigh as much as one may, in one way or another; only now and then, since it takes long."""
    way = chance.choice(
        ("padding", "records", "seals", "replaces", "texts", "same seal", "branches")
    )
    if chance.random() < 0.95:
        return _framing(insider, content, chance)
    return f"weight: {way}", heavy(insider, content, way)


def heavy(insider: Insider, content: Content, way: str, size: int = 3_000) -> bytes:
    """Return a content that weighs much.

    Args:
        insider: whose.
        content: to what it is added.
        way: what there is much of.
        size: of records or seals, or of 4,000 bytes.
    """
    signer = insider.signer
    body: dict[str, Any] = {
        "text": "",
        "tag": "",
        "written": "08:00",
        "criterion": "",
        "stage": "",
        "elapsed": 0,
        "shared": False,
        "use": "",
    }
    last = content.records[-1]

    def note(number: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        subject = ["note", "a1", "k-01", f"n{number}"]
        return {**last, "kind": "note.written", "subject": subject, "replaces": [], "body": body,
                "seq": last["seq"] + number, **fields}  # fmt: skip

    if way == "padding":
        parts = [*content.parts()[:-1], (PADDING, bytes(size * 4_000))]
        return content.signed(signer, _joined(parts))
    first = len(content.records)
    digests = [f"{number:064x}" for number in range(64)]
    if way in ("records", "seals", "same seal"):
        content.records += [note(number) for number in range(1, size + 1)]
    elif way == "texts":
        content.records += [
            note(number, body={**body, "text": "\U0001f600" * 4_000})
            for number in range(1, size // 4 + 1)
        ]
    elif way == "replaces":
        content.records += [note(number, replaces=digests) for number in range(1, size // 2 + 1)]
    else:
        content.records += [note(number) for number in range(1, size // 2 + 1)]
        content.records += [note(number, at=1) for number in range(1, size // 2 + 1)]
    if way == "branches":
        for start in (first, first + size // 2):
            _chained_after(content, first - 1, start, size // 2)
        content.seals = [content.seal(n, signer) for n in range(first, first + size // 2 * 2)]
        return content.signed(signer)
    content.chained(first)
    if way == "seals":
        content.seals = [content.seal(number, signer) for number in range(first, first + size)]
    else:
        content.sealed(signer)
    if way == "same seal":
        parts = content.parts()
        seal = next(part for part in parts if part[0] == SEAL)
        content.header["seals"] = size
        parts = content.parts()
        parts = [p for p in parts if p[0] != SEAL]
        parts[-1:-1] = [seal] * size
        return content.signed(signer, _joined(parts))
    return content.signed(signer)


def _chained_after(content: Content, before: int, start: int, length: int) -> None:
    for number in range(start, start + length):
        previous = before if number == start else number - 1
        content.records[number]["prev"] = copied_id(content, content.records[previous])


_GROUPS: dict[str, Callable[[Insider, Content, Random], Bent]] = {
    "header": _header,
    "frames": _framing,
    "fields": _fields,
    "bodies": _bodies,
    "spelling": _spelling,
    "order": _order,
    "seals": _seals,
    "attachments": _attachments,
    "certificates": _certificates,
    "another's name": _in_another_name,
    "weight": _weight,
}
