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
from pkri_desktop.domain.holder import Holder, Role, operator_name
from pkri_desktop.domain.schedule import local_time, moment
from pkri_desktop.runtime.files import write_durably
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.closing import completeness_of, release_of
from pkri_desktop.workflow.paper import digest_of
from pkri_desktop.workflow.recapitulate import recapitulation_of
from pkri_desktop.workflow.verify import ROOT_NAME, holder_of_pdf
from pkri_desktop.workflow.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from pkri_desktop.domain.roster import Entry
    from pkri_desktop.workflow.office import Office

SHEETS_FOLDER = "lembar"
SUPERSEDED_FOLDER = "digantikan"
RECAPITULATION_NAME = "rekapitulasi.pdf"
RECAPITULATION_REASON = "Rekapitulasi nilai"

_SHEET_NAME = re.compile(r"[A-Za-z0-9-]+_[A-Za-z0-9-]+_[A-Za-z0-9-]+(_[a-z0-9-]+)?\.pdf")


class Published(NamedTuple):
    """What was written.

    Attributes:
        sheets: the signed score sheets, each verified just before it was written.
        invalid: sheets whose PDF does not verify; they are not written.
        unsigned: final sheets that have no signed PDF (yet).
        superseded: sheets of earlier publications that stand no longer, where they are now.
        gaps: what keeps the results from being final; the recapitulation says that it is
            provisional then.
    """

    sheets: tuple[Path, ...]
    recapitulation: Path
    root: Path
    invalid: tuple[str, ...]
    unsigned: int
    superseded: tuple[Path, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def final(self) -> bool:
        """Say whether the recapitulation is final."""
        return not self.gaps


def publish(
    office: Office, folder: Path, progress: Callable[[int, int], None] | None = None
) -> Published:
    """Write sheets, recapitulation and root certificate into ``folder``.

    Sheets of this event that an earlier publication left there and that stand no longer are moved
    aside: a withdrawn sheet goes on verifying, so it must not lie among those that count. Nothing
    is deleted, and what is no sheet of this event is not touched.

    Raises:
        Refusal: no key here, a wrong passphrase, or the folder cannot be written.
        CancelledError: ``progress`` said so; what was written so far is whole and stays.
    """
    try:
        root = base64.b64decode(office.file.queries.root_certificate())
        signed_recapitulation, gaps = _recapitulation(office, root)
        aside = _Aside(office.event.id, root, folder / SUPERSEDED_FOLDER)
        sheets, invalid, unsigned = _sheets(office, folder / SHEETS_FOLDER, root, aside, progress)
        aside.put_all_but(sheets, folder / SHEETS_FOLDER)
        recapitulation, root_path = folder / RECAPITULATION_NAME, folder / ROOT_NAME
        write_durably(recapitulation, signed_recapitulation)
        write_durably(root_path, pem(root))
    except OSError as error:
        raise refusal_of(error, str(folder)) from error
    return Published(
        sheets=tuple(sheets),
        recapitulation=recapitulation,
        root=root_path,
        invalid=tuple(invalid),
        unsigned=unsigned,
        superseded=tuple(aside.moved),
        gaps=gaps,
    )


class _Aside:
    """Moves sheets that stand no longer out of the way."""

    def __init__(self, event: str, root: bytes, folder: Path) -> None:
        """Move sheets of the event under ``root`` into ``folder``, made when it is needed."""
        self._event, self._root, self._folder = event, root, folder
        self.moved: list[Path] = []

    def put_all_but(self, sheets: Collection[Path], folder: Path) -> None:
        """Move every sheet of the event in ``folder`` that is not one of ``sheets``.

        Raises:
            OSError: one cannot be moved; it stays where it is.
        """
        present = sorted(folder.iterdir()) if folder.is_dir() else []
        for path in present:
            if path not in sheets:
                self.put(path)

    def put(self, path: Path, content: bytes = b"") -> None:
        """Move one file, if it is a sheet of the event and not just ``content``.

        Raises:
            OSError: it cannot be moved; it stays where it is.
        """
        if path.is_symlink() or not path.is_file() or not _SHEET_NAME.fullmatch(path.name):
            return
        pdf = path.read_bytes()
        if pdf == content or not self._is_sheet(pdf):
            return
        self._folder.mkdir(exist_ok=True)
        target = self._folder / path.name
        if target.exists() and target.read_bytes() != pdf:  # superseded more than once
            target = target.with_stem(f"{path.stem}_{digest_of(pdf)[:8]}")
        path.replace(target)
        self.moved.append(target)

    def _is_sheet(self, pdf: bytes) -> bool:
        verdict = verify_pdf(pdf, self._root)
        holder = holder_of_pdf(verdict, self._root) if verdict.valid else None
        return holder is not None and (holder.event, holder.role) == (self._event, Role.ASSESSOR)


def pem(certificate: bytes) -> bytes:
    """Return a certificate in the text form that other software reads."""
    lines = textwrap.wrap(base64.b64encode(certificate).decode(), 64)
    return "\n".join(
        ("-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", "")
    ).encode()


def _sheets(
    office: Office,
    folder: Path,
    root: bytes,
    aside: _Aside,
    progress: Callable[[int, int], None] | None,
) -> tuple[list[Path], list[str], int]:
    queries = office.file.queries
    entries, assessors = queries.entries(), queries.assessors()
    written, invalid, unsigned = [], [], 0
    names: set[str] = set()
    contested = queries.contested()
    rows = [row for key, row in queries.sheet_rows().items() if row.counts and key not in contested]
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
            aside.put(folder / name, pdf)
            write_durably(folder / name, pdf)
            written.append(folder / name)
        if progress is not None:
            progress(done, len(rows))
    return written, invalid, unsigned


def _is_of(pdf: bytes, root: bytes, assessor: Holder) -> bool:
    """Say whether a sheet's PDF holds and is signed by its own assessor."""
    verdict = verify_pdf(pdf, root)
    return verdict.valid and holder_of_pdf(verdict, root) == assessor


def _recapitulation(office: Office, root: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the signed recapitulation, and what keeps it from being final."""
    at = office.clock.now()
    recapitulation = recapitulation_of(office.file)
    complete = completeness_of(office.file, recapitulation)
    release = None if complete.complete else release_of(office.file, complete)
    pdf = render_recapitulation(
        recapitulation,
        complete,
        release,
        resources_folder() / "fonts",
        words=words_of(recapitulation.fingerprint),
        signed_by=operator_name(office.holder.author),
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
    return signed, () if release is not None else complete.gaps


def sheet_file_name(entry: Entry, assessor: str) -> str:
    """Return the file name of a sheet: number first, in letters that every system takes."""
    return f"{_plain(entry.code)}_{_plain(entry.name)[:40]}_{_plain(assessor)}.pdf"


def _plain(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_text).strip("-") or "x"
