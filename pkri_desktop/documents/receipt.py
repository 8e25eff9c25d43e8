# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The receipt on paper (Tanda terima): what a panel handed in, file by file, without any score.

Gets values and makes bytes; knows no file and no key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from reportlab.platypus import Flowable, Spacer, Table

from pkri_desktop.documents import blocks, style
from pkri_desktop.documents.fonts import BOLD, REGULAR, register_fonts
from pkri_desktop.documents.page import Page, set_pages
from pkri_desktop.documents.paragraph import Paragraph
from pkri_desktop.documents.text import markup, shortened
from pkri_desktop.documents.wording import clock, date_words, grouped_code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pkri_desktop.domain.roster import Event

TITLE: Final = "TANDA TERIMA BERKAS PENILAIAN"

_NUMBERS: Final = (44.0, 62.0, 54.0)
_FIRST: Final = 17.0
_UNSIGNED: Final = "*"
_UNSIGNED_MEANS: Final = f"{_UNSIGNED} PDF bertanda tangan belum diterima."
_NONE: Final = "belum ada lembar final"
_ABOUT: Final = (
    "Tanda terima ini menyebut apa yang diterima dan tidak memuat skor. Simpan bersama berkas "
    "<b>{file}</b>. Bila kemudian ada yang hilang dari berkas kegiatan, keduanya menunjukkannya: "
    "pkri-desktop check kegiatan.pkri --receipt {file}"
)
_BY: Final = "Yang menyerahkan,"


@dataclass(frozen=True, slots=True)
class ReceivedSheets:
    """The final sheets of one author whose records came.

    Attributes:
        author: name of the assessor, or of the secretariat.
        codes: of the entries whose sheets are final and sealed; None of the secretariat, which
            has no sheets.
        unsigned: of these, those without a signed PDF yet.
        heads: last record of each of the author's streams in the file, 64 digits.
    """

    author: str
    codes: tuple[str, ...] | None
    unsigned: frozenset[str]
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceivedPaper:
    """One file that was taken in. The numbers add up: total = new + here."""

    file: str
    panel: str
    total: int
    new: int
    here: int
    sheets: tuple[ReceivedSheets, ...]


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """Everything that stands on the receipt.

    Attributes:
        made_at: local time of the event, as the laptop claims.
        refused: name and reason, a short sentence, of each file of which nothing was taken in.
        fingerprint: state of the event file afterwards, 64 digits.
        words: the beginning of it, to be read aloud.
        file: name of the receipt that machines read.
        digest: SHA-256 of that.
        signed_by: name of who signs for the secretariat.
    """

    event: Event
    made_at: datetime
    files: tuple[ReceivedPaper, ...]
    refused: tuple[tuple[str, str], ...]
    fingerprint: str
    words: str
    file: str
    digest: str
    signed_by: str


def render_receipt(paper: ReceiptPaper, fonts: Path) -> bytes:
    """Return the receipt as a PDF; the same values make the same bytes."""
    register_fonts(fonts)
    event = paper.event
    page = Page(
        title=f"Tanda terima – {event.name}",
        author="Sekretariat",
        subject=event.name,
        made_at=paper.made_at,
        names=f"Tanda terima {event.short_name or event.name}",
        mark=f"sidik {grouped_code(paper.digest)}",
        sample=event.sample,
    )
    signature = blocks.Signature(
        capacity="Sekretariat",
        name=paper.signed_by,
        city=event.city,
        moment=paper.made_at,
        zone=event.timezone,
        key_words="",
    )
    story: list[Flowable] = [
        *blocks.letterhead(event),
        *blocks.title(TITLE, event),
        Spacer(1, 11),
        blocks.colon_column(_facts(paper), page.width),
        Spacer(1, 9),
        *_files(paper.files, page.width),
        *_refused(paper.refused),
        Paragraph(_ABOUT.format(file=markup(paper.file)), style.RECEIPT_ABOUT),
        blocks.signature_block(_handed_in(), signature, page.width, before=10),
    ]
    return set_pages(story, page)


def _facts(paper: ReceiptPaper) -> list[tuple[str, str]]:
    at = paper.made_at
    time = f"{date_words(at)}, pukul {clock(at)} {paper.event.timezone} (waktu menurut laptop)"
    count = f"{len(paper.files)} diterima"
    if paper.refused:
        count += f", {len(paper.refused)} ditolak"
    short = grouped_code(paper.fingerprint)
    return [
        ("Diterima", markup(time)),
        ("Berkas", count),
        ("Sidik data", f"<b>{markup(paper.words)}</b><br/>{short}"),
    ]


def _files(files: Sequence[ReceivedPaper], width: float) -> list[Flowable]:
    if not files:
        return []
    parts: list[Flowable] = [_numbers(["No", "Berkas", "Baru", "Sudah ada", "Rekaman"], width)]
    unsigned = False
    for number, file in enumerate(files, start=1):
        parts.append(_numbers(_row(number, file), width))
        for sheets in file.sheets:
            parts += _sheets(sheets)
            unsigned = unsigned or bool(sheets.unsigned)
    parts.append(blocks.rule(1, before=5, after=3))
    if unsigned:
        parts.append(Paragraph(_UNSIGNED_MEANS, style.SMALL))
    return parts


def _row(number: int, file: ReceivedPaper) -> list[Any]:
    name = f"<b>{markup(shortened(file.file))}</b>"
    if file.panel:
        name += f' <font color="{style.MUTED_HEX}">· {markup(shortened(file.panel))}</font>'
    return [str(number), Paragraph(name, style.BODY), str(file.new), str(file.here),
            str(file.total)]  # fmt: skip


def _numbers(row: list[Any], width: float) -> Table:
    heading = row[0] == "No"
    size = 8.4 if heading else style.BODY.fontSize
    table = Table(
        [row],
        colWidths=[_FIRST, width - _FIRST - sum(_NUMBERS), *_NUMBERS],
        style=[
            ("FONT", (0, 0), (-1, -1), BOLD if heading else REGULAR, size, style.BODY.leading),
            ("TEXTCOLOR", (0, 0), (-1, -1), style.INK),
            ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            *(
                [
                    ("BACKGROUND", (0, 0), (-1, -1), style.TINT),
                    ("LINEABOVE", (0, 0), (-1, -1), 1, style.INK),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.6, style.INK),
                ]
                if heading
                else []
            ),
        ],
    )
    table.spaceBefore = 0 if heading else 3
    table.keepWithNext = True
    return table


def _sheets(sheets: ReceivedSheets) -> list[Flowable]:
    told = markup(shortened(sheets.author))
    if sheets.codes is not None:
        codes = ", ".join(f"{c}{_UNSIGNED if c in sheets.unsigned else ''}" for c in sheets.codes)
        count = f"{len(sheets.codes)} lembar final: {codes}" if sheets.codes else _NONE
        told += f" – {markup(count)}"
    heads = ", ".join(grouped_code(head) for head in sheets.heads)
    return [
        Paragraph(told, style.RECEIPT_SHEETS),
        Paragraph(f"rekaman terakhir {heads}", style.RECEIPT_HEADS),
    ]


def _refused(refused: Sequence[tuple[str, str]]) -> list[Flowable]:
    if not refused:
        return []
    return [
        Paragraph("Ditolak; tidak ada yang diambil", style.HEADING),
        *(
            Paragraph(
                markup(sentence if name in sentence else f"{shortened(name)}: {sentence}"),
                style.BULLET,
                bulletText="•",
            )
            for name, sentence in refused
        ),
        Spacer(1, 4),
    ]


def _handed_in() -> list[Flowable]:
    return [
        Spacer(1, style.BODY.leading),
        Paragraph(_BY, style.BODY),
        Spacer(1, 56),
        blocks.rule(0.5, before=0, after=2, width=170),
        Paragraph("(nama dan tanda tangan)", style.SMALL),
    ]
