# SPDX-License-Identifier: MIT
"""A package's content in parts that can be bent, and signed again with a key that is good."""

from __future__ import annotations

import base64
import copy
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from pkri_desktop.domain.framing import (
    ATTACHMENT,
    FRAME_HEAD,
    HEADER,
    RECORD,
    SEAL,
    frame,
    frames,
)
from pkri_desktop.domain.record import SEAL_DOMAIN, record_id
from pkri_desktop.exchange.package import PACKAGE_DOMAIN, PADDED_TO, PADDING, SIGNATURE
from pkri_desktop.identity.certificates import fingerprint
from tests.trust.bending import written

if TYPE_CHECKING:
    from pkri_desktop.identity.signer import Signer

Fields = dict[str, Any]


@dataclass
class Content:
    """What ``write_package`` makes, with nothing held to be right.

    Attributes:
        header: without the counts, which follow from the rest unless they are in here too.
        chain: certificates that come with the signature.
        padded: whether padding is added at the end.
    """

    header: Fields
    records: list[Fields]
    seals: list[list[Any]]
    attachments: list[bytes]
    chain: list[str]
    padded: bool = True
    raw: dict[int, bytes] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Take a package's signed content apart."""
        parts = list(frames(data))
        header = json.loads(parts[1][1])
        for counted in ("records", "seals", "attachments"):
            del header[counted]
        return cls(
            header,
            [json.loads(content[32:]) for letter, content in parts if letter == RECORD],
            [json.loads(content) for letter, content in parts if letter == SEAL],
            [content for letter, content in parts if letter == ATTACHMENT],
            json.loads(parts[0][1])["chain"],
        )

    def copy(self) -> Self:
        """Return a copy that shares nothing with this."""
        return copy.deepcopy(self)

    def record_bytes(self, number: int) -> bytes:
        """Return a record as it will be written."""
        return self.raw.get(number) or written(self.records[number])

    def chained(self, start: int) -> None:
        """Let each record from ``start`` on name the one before it in its stream."""
        last: dict[str, str] = {}
        for number, record in enumerate(self.records):
            stream = str(record.get("stream"))
            if number >= start and stream in last and "prev" in record:
                record["prev"] = last[stream]
            last[stream] = record_id(self.record_bytes(number))

    def sealed(self, signer: Signer) -> None:
        """Put a seal of ``signer`` over the last record of each of the streams, and no other."""
        last = {str(record.get("stream")): n for n, record in enumerate(self.records)}
        self.seals = [self.seal(number, signer) for number in last.values()]

    def seal(self, number: int, signer: Signer) -> list[Any]:
        """Return a seal over one record, as it stands."""
        record = self.records[number]
        statement = [record.get("stream"), record.get("seq"), record_id(self.record_bytes(number))]
        signature = signer.sign(SEAL_DOMAIN + written(statement))
        return [*statement, fingerprint(signer.chain[0]), base64.b64encode(signature).decode()]

    def parts(self) -> list[tuple[bytes, bytes]]:
        """Return the frames that are signed."""
        counts = {
            "records": len(self.records),
            "seals": len(self.seals),
            "attachments": len(self.attachments),
        }
        found = [(HEADER, written(counts | self.header))]
        for number in range(len(self.records)):
            data = self.record_bytes(number)
            name = self.ids.get(number) or record_id(data)
            found.append((RECORD, bytes.fromhex(name) + data))
        found += [(SEAL, written(seal)) for seal in self.seals]
        found += [(ATTACHMENT, content) for content in self.attachments]
        if self.padded:
            length = sum(FRAME_HEAD + len(content) for _, content in found) + FRAME_HEAD
            found.append((PADDING, bytes(-length % PADDED_TO)))
        return found

    def signed(self, signer: Signer, body: bytes | None = None) -> bytes:
        """Return the content with a signature that holds, over these parts or any other bytes."""
        if body is None:
            body = b"".join(frame(*part) for part in self.parts())
        signature = base64.b64encode(signer.sign(PACKAGE_DOMAIN + body)).decode()
        return frame(SIGNATURE, written({"chain": self.chain, "signature": signature})) + body
