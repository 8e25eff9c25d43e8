# SPDX-License-Identifier: MIT
"""Check an event file against a receipt: is all that was received still in it?

A receipt that somebody holds outside is what a dropped package shows itself by.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of_reading
from pkri_desktop.exchange.receipt import (
    MOST_RECEIPT_BYTES,
    SUFFIX,
    SignedStatement,
    read_receipt,
)
from pkri_desktop.workflow.gathering import Gathered, gather

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.domain.framing import Batch
    from pkri_desktop.exchange.receipt import Head, StatedSheet, Statement
    from pkri_desktop.store.event_file import EventFile


class Lost(NamedTuple):
    """Something that a receipt names and that is not in the event file.

    Attributes:
        what: ``records``: a stream as far as it was received; ``seal``: what vouched for it;
            ``sheet``: a finalisation; ``pdf``: its signed PDF.
        author: id of whose it is.
        where: name of the file that brought it, or code of the entry.
    """

    what: str
    author: str
    where: str


class ReceiptChecked(NamedTuple):
    """What became of the comparison.

    Attributes:
        problem: ``altered`` or ``untrusted`` when the receipt is not genuine; then nothing was
            compared. Empty when it is.
        at: the moment that the receipt claims.
        records: how many records the files that it names brought.
        sheets: how many sheets it names.
        lost: what is not there any more; empty when all of it is.
    """

    file: str
    problem: str
    at: int
    files: int
    records: int
    sheets: int
    lost: tuple[Lost, ...]


def receipts_in(paths: Sequence[Path]) -> list[Gathered]:
    """Return the receipts that are meant by ``paths``: of a folder, those in it."""
    return gather(paths, (SUFFIX,))


def load_receipt(path: Path) -> SignedStatement:
    """Return the receipt at ``path``.

    Raises:
        Refusal: it cannot be read, or is no receipt.
    """
    try:
        if path.stat().st_size > MOST_RECEIPT_BYTES:
            raise Refusal(Reason.PACKAGE_TOO_LARGE, file=path.name)
        return read_receipt(path.read_bytes(), path.name)
    except OSError as error:
        raise refusal_of_reading(error, path.name) from error


def check_receipt(file: EventFile, path: Path) -> ReceiptChecked:
    """Compare an event file with a receipt that the secretariat gave.

    Raises:
        Refusal: the receipt cannot be read, is none, is the one to be printed, or is of
            another event.
    """
    if path.suffix.lower() == ".pdf":
        raise Refusal(Reason.RECEIPT_PAPER, file=path.name)
    signed = load_receipt(path)
    statement = signed.statement
    if statement.event != file.queries.local("event"):
        raise Refusal(Reason.PACKAGE_OTHER_EVENT, file=path.name)
    root = base64.b64decode(file.queries.root_certificate())
    problem = problem_of(signed, root)
    return ReceiptChecked(
        file=path.name,
        problem=problem,
        at=statement.at,
        files=len(statement.files),
        records=sum(stated.total for stated in statement.files),
        sheets=len(statement.sheets),
        lost=() if problem else _lost(file, statement),
    )


def problem_of(signed: SignedStatement, root: bytes) -> str:
    """Return why a receipt is not genuine under ``root``, as a short key; empty when it is."""
    if not signed.intact:
        return "altered"
    return "" if signed.is_from_office(root) else "untrusted"


def _lost(file: EventFile, statement: Statement) -> tuple[Lost, ...]:
    lost = []
    streams: dict[str, Batch] = {}
    for stated in statement.files:
        for head in stated.heads:
            if head.stream not in streams:
                streams[head.stream] = file.ledger.stream_batch([head.stream])
            what = _missing(head, streams[head.stream])
            if what:
                lost.append(Lost(what, head.author, stated.name))
    there = file.ledger.positions([sheet.finalised for sheet in statement.sheets])
    for sheet in statement.sheets:
        if sheet.finalised not in there:
            lost.append(Lost("sheet", sheet.assessor, sheet.code))
        elif not _has_pdf(file, sheet):
            lost.append(Lost("pdf", sheet.assessor, sheet.code))
    return tuple(dict.fromkeys(lost))


def _missing(head: Head, batch: Batch) -> str:
    """Say what is missing of a stream: records up to the head, or a seal over as much."""
    before = {record.id: record.prev for record in batch.records}
    way = [head.record]
    while before.get(way[-1]):
        way.append(before[way[-1]])
    if way[-1] not in before or len(way) != head.seq:
        return "records"
    if not 0 < head.sealed <= head.seq:
        return ""
    wanted = way[head.seq - head.sealed]
    for seal in batch.seals:  # a later one, on the same branch, vouches for it too
        reached = seal.record
        while reached and reached != wanted:
            reached = before.get(reached, "")
        if reached:
            return ""
    return "seal"


def _has_pdf(file: EventFile, sheet: StatedSheet) -> bool:
    if not sheet.attachment:
        return True
    pdf = file.ledger.attachment(sheet.attachment)
    return pdf is not None and hashlib.sha256(pdf).hexdigest() == sheet.attachment
