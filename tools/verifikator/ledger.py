# SPDX-License-Identifier: MIT
"""All records, good seals and attachments of an event, and whose streams they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from verifikator.certificates import Holder, Trust
from verifikator.records import Record, Saying, Seal


@dataclass(slots=True)
class Ledger:
    """All records, good seals and attachments.

    Attributes:
        event: The event's id; empty when no source says it.
        trust: What rests on the root; none when there is no root.
        records: By id.
        stored: What every seal says that is here, good or not.
        seals: Those whose signature and chain are good, over a record that is there, once each.
        sealers: For whom the chain of each seal in `seals` speaks.
        attachments: Size by digest.
    """

    event: str = ""
    trust: Trust | None = None
    records: dict[str, Record] = field(default_factory=dict)
    stored: set[Saying] = field(default_factory=set)
    seals: list[Seal] = field(default_factory=list)
    sealers: list[Holder] = field(default_factory=list)
    attachments: dict[str, int] = field(default_factory=dict)


def authors_of(records: Iterable[Record], event: str) -> dict[str, tuple[str, Holder]]:
    """The event and the author of each stream, by its opening record.

    Of several it is the founding record of the event, else the one with the lowest id.
    """
    openings: dict[str, Record] = {}
    for record in records:
        if record.seq == 1:
            known = openings.get(record.stream)
            if known is None or (record.id != event, record.id) < (known.id != event, known.id):
                openings[record.stream] = record
    authors = {}
    for stream, record in openings.items():
        if record.kind == "event.founded":
            authors[stream] = (record.id, Holder("secretariat", "sekretariat"))
        else:
            body = record.body
            authors[stream] = (body["event"], Holder(body["role"], body["author"]))
    return authors


def way_back(records: Mapping[str, Record], record: Record | None) -> Iterator[Record]:
    """A record and all before it in its stream, the last first, as far as they are there."""
    while record is not None:
        yield record
        before = records.get(record.prev)
        record = before if before is not None and before.stream == record.stream else None
