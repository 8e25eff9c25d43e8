# SPDX-License-Identifier: MIT
"""Acknowledge: give whoever handed files in a receipt, as a file and on paper, both signed.

It says what came and how far the assessors' sheets are, and no score. It is what shows later that
something was dropped.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop import __version__
from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.domain.holder import Role, operator_name
from pkri_desktop.domain.schedule import local_time, moment
from pkri_desktop.domain.sheet import Decision
from pkri_desktop.exchange.receipt import (
    SUFFIX,
    StatedFile,
    StatedRefusal,
    StatedSheet,
    Statement,
    told_name,
    write_receipt,
)
from pkri_desktop.runtime.files import try_writing, write_durably
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.phrases import Phrasebook
from pkri_desktop.workflow.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.documents.receipt import ReceiptPaper, ReceivedPaper, ReceivedSheets
    from pkri_desktop.exchange.receipt import Head
    from pkri_desktop.workflow.office import Office
    from pkri_desktop.workflow.receive import Received

RECEIPT_REASON = "Tanda terima berkas penilaian"
PAPER_LANGUAGE = "id"


class Acknowledged(NamedTuple):
    """A receipt as it was written: the file for machines, and the paper."""

    file: Path
    paper: Path


def check_place(office: Office, folder: Path) -> None:
    """Make sure that a receipt can be signed and written into ``folder``, before files are taken.

    Raises:
        Refusal: no key here, a wrong passphrase, or nothing can be written there.
    """
    _ = office.signer
    try:
        try_writing(folder / f"tanda-terima{SUFFIX}")
    except OSError as error:
        raise refusal_of(error, str(folder)) from error


def acknowledge(office: Office, files: Sequence[Received], folder: Path) -> Acknowledged:
    """Write the receipt of files that were received just now; both parts of it or none.

    Args:
        office: who received them.
        files: what became of each, refused or not.
        folder: where the two files go, under a name of their own.

    Raises:
        Refusal: no key here, a wrong passphrase, or the folder cannot be written. What was
            received stays; receiving it again gives a receipt too.
    """
    statement = _statement(office, files)
    data = write_receipt(statement, office.signer)
    digest = hashlib.sha256(data).hexdigest()
    made_at = local_time(statement.at, office.event.timezone)
    name = f"tanda-terima-{made_at:%Y%m%d-%H%M}-{digest[:8]}"
    written = Acknowledged(folder / f"{name}{SUFFIX}", folder / f"{name}.pdf")
    pdf = _paper(office, statement, files, written.file.name, digest)
    try:
        write_durably(written.file, data)
        try:
            write_durably(written.paper, pdf)
        except BaseException:
            written.file.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise refusal_of(error, str(folder)) from error
    return written


def _statement(office: Office, files: Sequence[Received]) -> Statement:
    panels = {panel.id for panel in office.file.queries.panels()}
    taken = [received for received in files if received.refusal is None]
    return Statement(
        event=office.event.id,
        author=office.holder.author,
        at=office.clock.now(),
        application=__version__,
        fingerprint=office.file.ledger.fingerprint(),
        files=tuple(
            StatedFile(
                name=told_name(received.file),
                panel=received.panel if received.panel in panels else "",
                total=received.total,
                new=received.new,
                here=received.here,
                heads=received.heads,
            )
            for received in taken
        ),
        refused=tuple(
            StatedRefusal(told_name(received.file), received.refusal.reason.value)
            for received in files
            if received.refusal is not None
        ),
        sheets=_sheets(office, [head for received in taken for head in received.heads]),
    )


def _sheets(office: Office, heads: Sequence[Head]) -> tuple[StatedSheet, ...]:
    """Return the sheets that count of all assessors who wrote one of the streams."""
    queries = office.file.queries
    entries, rubrics = queries.entries(), queries.rubrics()
    stated = []
    for author in sorted({head.author for head in heads if head.role == Role.ASSESSOR.value}):
        rows = queries.sheet_rows(author)
        final = {entry for (_, entry), row in rows.items() if row.counts}
        for entry in (entry for entry in entries.values() if entry.id in final):
            rubric = rubrics.get(entry.group.id)
            sheet = queries.sheet(author, entry.id, rubric) if rubric else None
            if sheet is not None and sheet.decision is Decision.FINAL:
                stated.append(
                    StatedSheet(author, entry.id, entry.code, sheet.finalised, sheet.attachment)
                )
    return tuple(stated)


def _paper(
    office: Office, statement: Statement, files: Sequence[Received], file: str, digest: str
) -> bytes:
    from pkri_desktop.documents.receipt import render_receipt  # noqa: PLC0415 -- slow import
    from pkri_desktop.documents.signing import PdfSeal  # noqa: PLC0415 -- slow import
    from pkri_desktop.documents.verification import verify_pdf  # noqa: PLC0415 -- slow import

    pdf = render_receipt(
        _values(office, statement, files, file, digest), resources_folder() / "fonts"
    )
    signed = PdfSeal(office.signer).sign(
        pdf,
        reason=RECEIPT_REASON,
        location=office.event.city,
        signed_at=moment(statement.at, office.event.timezone),
    )
    verdict = verify_pdf(signed, office.signer.chain[-1])
    if not verdict.valid:
        raise Refusal(Reason.PDF_INVALID, file=file, detail=verdict.problem)
    return signed


def _values(
    office: Office, statement: Statement, files: Sequence[Received], file: str, digest: str
) -> ReceiptPaper:
    from pkri_desktop.documents.receipt import ReceiptPaper  # noqa: PLC0415 -- slow import

    phrases = Phrasebook(PAPER_LANGUAGE)
    return ReceiptPaper(
        event=office.event,
        made_at=local_time(statement.at, office.event.timezone),
        files=_received(office, statement),
        refused=tuple(
            (received.file, phrases.short(received.refusal))
            for received in files
            if received.refusal is not None
        ),
        fingerprint=statement.fingerprint,
        words=words_of(statement.fingerprint),
        file=file,
        digest=digest,
        signed_by=operator_name(office.holder.author),
    )


def _received(office: Office, statement: Statement) -> tuple[ReceivedPaper, ...]:
    from pkri_desktop.documents.receipt import ReceivedPaper  # noqa: PLC0415 -- slow import

    names = {panel.id: panel.name for panel in office.file.queries.panels()}
    assessors = {a.id: a.name for a in office.file.queries.assessors().values()}
    return tuple(
        ReceivedPaper(
            file=file.name,
            panel=names.get(file.panel, ""),
            total=file.total,
            new=file.new,
            here=file.here,
            sheets=_by_author(file.heads, statement.sheets, assessors),
        )
        for file in statement.files
    )


def _by_author(
    heads: Sequence[Head], sheets: Sequence[StatedSheet], names: dict[str, str]
) -> tuple[ReceivedSheets, ...]:
    from pkri_desktop.documents.receipt import ReceivedSheets  # noqa: PLC0415 -- slow import

    by_author: dict[tuple[str, str], list[str]] = {}
    for head in sorted(heads, key=lambda head: (head.role, head.author, head.stream, head.record)):
        by_author.setdefault((head.role, head.author), []).append(head.record)
    told = []
    for (role, author), records in by_author.items():
        of_office = role == Role.SECRETARIAT.value
        own = [sheet for sheet in sheets if sheet.assessor == author and not of_office]
        told.append(
            ReceivedSheets(
                author=operator_name(author) if of_office else names.get(author, author),
                codes=None if of_office else tuple(sheet.code for sheet in own),
                unsigned=frozenset(sheet.code for sheet in own if not sheet.attachment),
                heads=tuple(records),
            )
        )
    return tuple(told)
