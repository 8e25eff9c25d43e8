# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The assessor's own slip when the day is handed over (Bukti serah): what is in it, and what not.

Gets values and makes bytes. It holds no score of any sheet, only the sum of all totals, by which
two people notice that they do not speak of the same day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportlab.platypus import Flowable, Spacer, Table

from pkri_desktop.documents import blocks, style
from pkri_desktop.documents.fonts import register_fonts
from pkri_desktop.documents.page import Page, set_pages
from pkri_desktop.documents.paragraph import Paragraph
from pkri_desktop.documents.qr import QrCode
from pkri_desktop.documents.text import markup, shortened
from pkri_desktop.documents.wording import clock, date_words, grouped_code

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pkri_desktop.domain.roster import Event

TITLE: Final = "BUKTI SERAH BERKAS PENILAIAN"

_QR_SIDE: Final = 104.0
_BETWEEN: Final = 18.0
_LONGEST: Final = 2_000  # characters of a list of codes
_NONE: Final = "tidak ada"
_ABOUT: Final = (
    "Bukti ini dibuat di laptop penilai bersama berkas <b>{file}</b>; bukan "
    "tanda terima sekretariat. Berkas itu tertutup: hanya sekretariat yang dapat membukanya. "
    "Penyerahan dapat diulang; berkas yang terbaru memuat yang sebelumnya. Jumlah nilai adalah "
    "jumlah semua nilai akhir lembar final, untuk dicocokkan, bukan hasil penilaian."
)
_MISSING: Final = "Lembar yang belum selesai belum dihitung. Selesaikan, lalu serahkan sekali lagi."


@dataclass(frozen=True, slots=True)
class HandOverPaper:
    """Everything that stands on the slip.

    Attributes:
        panel: name of the panel.
        role: of the assessor in it.
        made_at: local time of the event, as the laptop claims.
        sheets: how many sheets the assessor is to have.
        final: codes of the entries whose sheets are final.
        unsigned: of these, those without a signed PDF yet.
        recused: codes of the entries from which the assessor stepped back.
        absent: codes of the entries that did not come.
        missing: codes of the entries of which more is expected.
        total: sum of the totals of the final sheets, written out.
        records: how many records are in the file.
        file: name of the package.
        digest: SHA-256 of it.
        fingerprint: state of the panel's file, 64 digits.
        words: the beginning of it, to be read aloud.
        code: what the QR code holds.
        key_words: fingerprint of the signing key as words; may be empty.
    """

    event: Event
    panel: str
    assessor: str
    role: str
    made_at: datetime
    sheets: int
    final: tuple[str, ...]
    unsigned: tuple[str, ...]
    recused: tuple[str, ...]
    absent: tuple[str, ...]
    missing: tuple[str, ...]
    total: str
    records: int
    file: str
    digest: str
    fingerprint: str
    words: str
    code: str
    key_words: str


def render_handover(paper: HandOverPaper, fonts: Path) -> bytes:
    """Return the slip as a PDF; the same values make the same bytes."""
    register_fonts(fonts)
    event = paper.event
    page = Page(
        title=f"Bukti serah – {paper.assessor}",
        author=paper.assessor,
        subject=event.name,
        made_at=paper.made_at,
        names=f"Bukti serah {paper.assessor} · {event.short_name or event.name}",
        mark=f"sidik {grouped_code(paper.fingerprint)}",
        sample=event.sample,
    )
    signature = blocks.Signature(
        capacity=f"Penilai ({paper.role})",
        name=paper.assessor,
        city=event.city,
        moment=paper.made_at,
        zone=event.timezone,
        key_words=paper.key_words,
    )
    story: list[Flowable] = [
        *blocks.letterhead(event),
        *blocks.title(TITLE, event),
        Spacer(1, 12),
        _beside_code(_facts(paper), paper.code, page.width),
        *_sheets(paper, page.width),
        Spacer(1, 8),
        Paragraph(_ABOUT.format(file=markup(shortened(paper.file))), style.RECEIPT_ABOUT),
        blocks.signature_block([], signature, page.width, before=12),
    ]
    return set_pages(story, page)


def _facts(paper: HandOverPaper) -> list[tuple[str, str]]:
    at = paper.made_at
    time = f"{date_words(at)}, pukul {clock(at)} {paper.event.timezone} (waktu menurut laptop)"
    return [
        ("Diserahkan", markup(time)),
        ("Penilai", markup(shortened(f"{paper.assessor}, {paper.role}"))),
        ("Panel", markup(shortened(paper.panel))),
        ("Berkas", f"<b>{markup(shortened(paper.file))}</b>, {paper.records} rekaman"),
        ("Sidik berkas", grouped_code(paper.digest)),
        ("Sidik data", f"<b>{markup(paper.words)}</b><br/>{grouped_code(paper.fingerprint)}"),
    ]


def _beside_code(facts: list[tuple[str, str]], code: str, width: float) -> Table:
    left = width - _QR_SIDE - _BETWEEN
    return Table(
        [[blocks.colon_column(facts, left), QrCode(code, _QR_SIDE)]],
        colWidths=[left + _BETWEEN, _QR_SIDE],
        style=list(blocks.FLUSH),
    )


def _sheets(paper: HandOverPaper, width: float) -> list[Flowable]:
    rows = [
        (f"{len(paper.final)} dari {paper.sheets} lembar final", paper.final),
        ("Final, PDF belum ditandatangani", paper.unsigned),
        ("Berhalangan", paper.recused),
        ("Tidak hadir", paper.absent),
        ("Belum selesai", paper.missing),
    ]
    facts = [
        (label, markup(shortened(", ".join(codes), _LONGEST)) or _NONE) for label, codes in rows
    ]
    facts.append(("Jumlah nilai", f"<b>{markup(paper.total)}</b>"))
    parts: list[Flowable] = [blocks.rule(1, before=10, after=6), _wide_column(facts, width)]
    if paper.missing:
        parts.append(Paragraph(f"<b>{_MISSING}</b>", style.RECEIPT_ABOUT))
    parts.append(blocks.rule(1, before=4, after=2))
    return parts


def _wide_column(facts: list[tuple[str, str]], width: float) -> Table:
    label = 168.0
    return Table(
        [[name, Paragraph(value, style.BODY)] for name, value in facts],
        colWidths=[label, width - label],
        style=[
            *blocks.FLUSH,
            ("TEXTCOLOR", (0, 0), (0, -1), style.MUTED),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
        ],
    )
