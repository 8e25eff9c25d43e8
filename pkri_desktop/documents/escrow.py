# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The escrow paper (Kertas titipan): the one secret that is kept on paper, in letters and as a QR.

Gets values and makes bytes; it keeps nothing of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from reportlab.platypus import Flowable, KeepInFrame, Spacer, Table

from pkri_desktop.documents import blocks, style
from pkri_desktop.documents.fonts import BOLD, register_fonts
from pkri_desktop.documents.page import Page, set_pages
from pkri_desktop.documents.paragraph import Paragraph
from pkri_desktop.documents.qr import QrCode
from pkri_desktop.documents.text import markup
from pkri_desktop.documents.wording import clock, date_words

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pkri_desktop.domain.roster import Event

TITLE: Final = "KERTAS TITIPAN"

_OPENS: Final = (
    "semua paket kembali yang diserahkan penilai; dan bersama berkas <b>{deposit}</b>, kunci "
    "sekretariat serta akar kegiatan, bila frasa sandi atau komputer sekretariat hilang"
)
_STEPS: Final = (
    "Cetak lembar ini satu kali.",
    "Masukkan ke dalam amplop, segel, dan simpan terpisah dari komputer sekretariat.",
    "Hapus berkas PDF ini; jangan dikirim, difoto, atau disalin.",
    "Simpan salinan berkas <b>{deposit}</b> di tempat lain, tidak bersama kertas ini. Tanpa kertas "
    "ini tidak ada yang dapat membukanya.",
)
_USE: Final = (
    "Dipakai hanya bila kunci sekretariat hilang: pkri-desktop recover-keys kegiatan.pkri "
    "--from {deposit}. Ketik keempat baris berurutan; spasi dan huruf kecil tidak berpengaruh. "
    "Sesudah baris pertama, 0 selalu angka nol: B, I, O dan 1 tidak dipakai."
)
_WARNING: Final = (
    "Siapa yang memegang kertas ini dan {deposit} dapat bertindak sebagai sekretariat kegiatan ini."
)
_CUSTODY: Final = ("Nomor segel amplop", "Disimpan di", "Disimpan oleh, tanggal, tanda tangan")
_GROUP: Final = 4
_A_ROW: Final = 5
_QR_SIDE: Final = 116.0


@dataclass(frozen=True, slots=True)
class EscrowPaper:
    """Everything that stands on the paper.

    Attributes:
        identity: the secret, ``AGE-SECRET-KEY-1…``.
        deposit: file name of the envelope with the secretariat's keys.
        made_at: local time of the event, as the laptop claims.
    """

    event: Event
    identity: str
    deposit: str
    made_at: datetime


def render_escrow(paper: EscrowPaper, fonts: Path) -> bytes:
    """Return the paper as a PDF of one page; the same values make the same bytes."""
    register_fonts(fonts)
    event = paper.event
    page = Page(
        title=f"Kertas titipan – {event.name}",
        author="Sekretariat",
        subject=event.name,
        made_at=paper.made_at,
        names=f"Kertas titipan {event.short_name or event.name}",
        mark="sangat rahasia",
        sample=event.sample,
    )
    deposit = markup(paper.deposit)
    story: list[Flowable] = [
        *blocks.letterhead(event),
        *blocks.title(TITLE, event),
        Spacer(1, 12),
        blocks.colon_column(_facts(paper), page.width),
        Spacer(1, 12),
        _secret(paper.identity, page.width),
        Spacer(1, 14),
        _numbered([step.format(deposit=deposit) for step in _STEPS], page.width),
        Spacer(1, 6),
        Paragraph(f"<b>{_WARNING.format(deposit=deposit)}</b>", style.BODY),
        Spacer(1, 4),
        Paragraph(_USE.format(deposit=deposit), style.RECEIPT_ABOUT),
        Spacer(1, 16),
        _custody(page.width),
    ]
    room = page.size[1] - page.top - page.bottom - 1
    return set_pages([KeepInFrame(page.width, room, story, mode="shrink")], page)


def _facts(paper: EscrowPaper) -> list[tuple[str, str]]:
    at = paper.made_at
    time = f"{date_words(at)}, pukul {clock(at)} {paper.event.timezone} (waktu menurut laptop)"
    return [
        ("Dibuat", markup(time)),
        ("Membuka", _OPENS.format(deposit=markup(paper.deposit))),
    ]


def _secret(identity: str, width: float) -> Table:
    """Return the secret in groups, one below the other, with its QR code at the right."""
    beginning, mark, rest = identity.rpartition("-")
    first, rest = f"{beginning}{mark}{rest[:1]}", rest[1:]
    groups = [rest[start : start + _GROUP] for start in range(0, len(rest), _GROUP)]
    rows = [groups[start : start + _A_ROW] for start in range(0, len(groups), _A_ROW)]
    column = (width - _QR_SIDE - 50) / _A_ROW
    cells: list[list[Any]] = [[first, *[""] * (_A_ROW - 1)]]
    cells += [[*row, *[""] * (_A_ROW - len(row))] for row in rows]
    letters = Table(
        cells,
        colWidths=[column] * _A_ROW,
        hAlign="LEFT",
        style=[
            *blocks.FLUSH,
            ("FONT", (0, 0), (-1, -1), BOLD, 15, 24),
            ("TEXTCOLOR", (0, 0), (-1, -1), style.INK),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ],
    )
    return Table(
        [[letters, QrCode(identity, _QR_SIDE)]],
        colWidths=[width - _QR_SIDE, _QR_SIDE],
        style=[
            *blocks.FLUSH,
            ("LINEABOVE", (0, 0), (-1, 0), 1, style.INK),
            ("LINEBELOW", (0, 0), (-1, 0), 1, style.INK),
            ("LEFTPADDING", (0, 0), (0, 0), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 14),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 14),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ],
    )


def _numbered(steps: list[str], width: float) -> Table:
    return Table(
        [[f"{number}.", Paragraph(step, style.BODY)] for number, step in enumerate(steps, start=1)],
        colWidths=[15, width - 15],
        style=[*blocks.FLUSH, ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6)],
    )


def _custody(width: float) -> Table:
    """Return lines for those who keep the envelope to fill in by hand."""
    return Table(
        [[label, ""] for label in _CUSTODY],
        colWidths=[170, width - 170],
        rowHeights=[26] * len(_CUSTODY),
        style=[
            *blocks.FLUSH,
            ("TEXTCOLOR", (0, 0), (0, -1), style.MUTED),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("LINEBELOW", (1, 0), (1, -1), 0.5, style.INK),
        ],
    )
