# SPDX-License-Identifier: MIT
"""Publish: the signed score sheets as files, and the recapitulation signed by the secretariat."""

from __future__ import annotations

import base64
import re
import textwrap
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.documents.recapitulation import render_recapitulation
from pkri_desktop.documents.signing import PdfSeal
from pkri_desktop.documents.verification import verify_pdf
from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.domain.schedule import local_time, moment
from pkri_desktop.runtime.files import write_durably
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.founding import OPERATOR_NAME
from pkri_desktop.workflow.recapitulate import recapitulation_of
from pkri_desktop.workflow.verify import ROOT_NAME, holder_of_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkri_desktop.domain.roster import Entry
    from pkri_desktop.workflow.office import Office

SHEETS_FOLDER = "lembar"
RECAPITULATION_NAME = "rekapitulasi.pdf"
RECAPITULATION_REASON = "Rekapitulasi nilai"


class Published(NamedTuple):
    """What was written.

    Attributes:
        sheets: the signed score sheets, each verified just before it was written.
        invalid: sheets whose PDF does not verify; they are not written.
        unsigned: final sheets that have no signed PDF (yet).
    """

    sheets: tuple[Path, ...]
    recapitulation: Path
    root: Path
    invalid: tuple[str, ...]
    unsigned: int


def publish(
    office: Office, folder: Path, progress: Callable[[int, int], None] | None = None
) -> Published:
    """Write sheets, recapitulation and root certificate into ``folder``.

    Raises:
        Refusal: no key here, a wrong passphrase, or the folder cannot be written.
        CancelledError: ``progress`` said so; what was written so far is whole and stays.
    """
    try:
        root = base64.b64decode(office.file.queries.root_certificate())
        signed_recapitulation = _recapitulation(office, root)
        sheets, invalid, unsigned = _sheets(office, folder / SHEETS_FOLDER, root, progress)
        recapitulation, root_path = folder / RECAPITULATION_NAME, folder / ROOT_NAME
        write_durably(recapitulation, signed_recapitulation)
        write_durably(root_path, pem(root))
    except OSError as error:
        raise refusal_of(error, str(folder)) from error
    return Published(tuple(sheets), recapitulation, root_path, tuple(invalid), unsigned)


def pem(certificate: bytes) -> bytes:
    """Return a certificate in the text form that other software reads."""
    lines = textwrap.wrap(base64.b64encode(certificate).decode(), 64)
    return "\n".join(
        ("-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", "")
    ).encode()


def _sheets(
    office: Office, folder: Path, root: bytes, progress: Callable[[int, int], None] | None
) -> tuple[list[Path], list[str], int]:
    queries = office.file.queries
    entries, assessors = queries.entries(), queries.assessors()
    written, invalid, unsigned = [], [], 0
    names: set[str] = set()
    rows = [row for row in queries.sheet_rows().values() if row.counts]
    rows.sort(key=lambda row: (entries[row.entry].code, row.assessor))
    for done, row in enumerate(rows, start=1):
        digest = queries.signed_attachment(row.assessor, row.entry)
        pdf = office.file.ledger.attachment(digest) if digest else None
        name = sheet_file_name(entries[row.entry], assessors[row.assessor].name)
        if name in names:  # two persons of one name
            name = f"{name.removesuffix('.pdf')}_{row.assessor}.pdf"
        names.add(name)
        if pdf is None:
            unsigned += 1
        elif not _is_of(pdf, root, Holder(office.event.id, Role.ASSESSOR, row.assessor)):
            invalid.append(name)
        else:
            write_durably(folder / name, pdf)
            written.append(folder / name)
        if progress is not None:
            progress(done, len(rows))
    return written, invalid, unsigned


def _is_of(pdf: bytes, root: bytes, assessor: Holder) -> bool:
    """Say whether a sheet's PDF holds and is signed by its own assessor."""
    verdict = verify_pdf(pdf, root)
    return verdict.valid and holder_of_pdf(verdict, root) == assessor


def _recapitulation(office: Office, root: bytes) -> bytes:
    at = office.clock.now()
    pdf = render_recapitulation(
        recapitulation_of(office.file),
        resources_folder() / "fonts",
        signed_by=OPERATOR_NAME,
        made_at=local_time(at, office.event.timezone),
    )
    signed = PdfSeal(office.signer).sign(
        pdf,
        reason=RECAPITULATION_REASON,
        location=office.event.city,
        signed_at=moment(at, office.event.timezone),
    )
    verdict = verify_pdf(signed, root)
    if not verdict.valid:
        raise Refusal(Reason.PDF_INVALID, file=RECAPITULATION_NAME, detail=verdict.problem)
    return signed


def sheet_file_name(entry: Entry, assessor: str) -> str:
    """Return the file name of a sheet: number first, in letters that every system takes."""
    return f"{_plain(entry.code)}_{_plain(entry.name)[:40]}_{_plain(assessor)}.pdf"


def _plain(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_text).strip("-") or "x"
