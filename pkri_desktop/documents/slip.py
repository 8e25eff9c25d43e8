# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""Activation slips on paper (Slip aktivasi): one for each assessor, several on a page, to be cut.

Gets values and makes bytes. The codes on it are secrets; it keeps none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from pkri_desktop.documents import blocks, style
from pkri_desktop.documents.fonts import BOLD, register_fonts, text_width
from pkri_desktop.documents.page import SAMPLE_LINE, Page, set_pages
from pkri_desktop.documents.paragraph import Paragraph
from pkri_desktop.documents.qr import QrCode
from pkri_desktop.documents.text import markup, shortened
from pkri_desktop.documents.wording import date_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pkri_desktop.domain.roster import Event

TITLE: Final = "SLIP AKTIVASI"
WARNING: Final = (
    "Serahkan hanya kepada penilai yang namanya tertulis di sini, dan rahasiakan: siapa yang "
    "memegang paket dan slip ini dapat membuat kunci atas namanya. Kode aktivasi dipakai satu kali."
)
GIVEN: Final = (
    "Tidak dapat ditampilkan lagi: sudah diberikan dengan paket sebelumnya. Lihat slip yang lama."
)

_A_PAGE: Final = 3
_PAD: Final = 10.0
_QR_SIDE: Final = 76.0
_CODE_SIZE: Final = 18.5
_APART: Final = 0.8  # points between the letters of a code
_BETWEEN: Final = 14.0
_LONGEST: Final = 200  # characters of a name; of an event's too
_STEPS: Final = (
    "Jalankan PKRI Desktop, pilih <b>Buka berkas kegiatan atau paket panel…</b>, lalu pilih "
    "<b>{kit}</b>. Bila muncul <b>Ketik kode paket</b>, isikan kode paket.",
    "Pada <b>Siapa yang menilai?</b> pilih nama Anda.",
    "Kunci dibuat saat lembar pertama diselesaikan dengan <b>Selesai &amp; lanjut</b> (atau lebih "
    "dahulu: Ctrl+L, lalu <b>Buat kunci saya…</b>): isikan kode aktivasi, pilih frasa sandi Anda "
    "sendiri, paling sedikit 8 karakter, ulangi, lalu tekan <b>Buat kunci saya</b>.",
)


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """What stands on one slip.

    Attributes:
        assessor: name of whom it is for.
        role: of the assessor in the panel, "ketua" or "anggota".
        kit: file name of the panel's kit.
        kit_code: opens the kit; empty when it was given earlier.
        code: kode aktivasi; empty when it was given earlier.
    """

    panel: str
    room: str
    assessor: str
    role: str
    kit: str
    kit_code: str
    code: str


def render_slips(
    event: Event, slips: Sequence[SlipPaper], fonts: Path, *, made_at: datetime
) -> bytes:
    """Return the slips as a PDF, all of one height, so that a pile of pages is cut at once.

    Args:
        event: whose slips they are.
        slips: in the order of the pages; at least one.
        fonts: folder of the typefaces.
        made_at: local time of the event, as the laptop claims.
    """
    register_fonts(fonts)
    page = Page(
        title=f"Slip aktivasi – {event.name}",
        author="Sekretariat",
        subject=event.name,
        made_at=made_at,
        names=f"Slip aktivasi {event.short_name or event.name}",
        mark="rahasia",
        sample=False,  # each slip says so itself, since the page is cut
        side=18 * mm,
        top=13 * mm,
        bottom=20 * mm,
    )
    contents = [_content(event, slip, page.width) for slip in slips]
    room = page.size[1] - page.top - page.bottom - 0.1
    tallest = max(content.wrap(page.width, room)[1] for content in contents) + 2 * _PAD
    height = max(tallest, room / _A_PAGE)
    return set_pages([_Slip(content, page, height) for content in contents], page)


class _Slip(Flowable):  # type: ignore[misc]
    """What stands on a slip, and the line at which it is cut off, from edge to edge."""

    def __init__(self, content: Table, page: Page, height: float) -> None:
        super().__init__()
        self._content, self._side = content, page.side
        self.width, self.height = page.width, height

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Return the size, whatever room there is: a slip goes on one page whole."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the content between the cuts, and the lower cut."""
        _, height = self._content.wrapOn(self.canv, self.width, self.height)
        self._content.drawOn(self.canv, 0, (self.height - height) / 2)
        self.canv.setStrokeColor(style.LINE)
        self.canv.setLineWidth(0.7)
        self.canv.setDash(4, 3)
        self.canv.line(-self._side, 0, self.width + self._side, 0)


def _content(event: Event, slip: SlipPaper, width: float) -> Table:
    left = width - _QR_SIDE - _BETWEEN
    role = f"{slip.assessor}, {slip.role}" if slip.role else slip.assessor
    facts: list[Flowable] = [
        Paragraph(markup(shortened(event.name, _LONGEST)), style.BODY_BOLD),
        Paragraph(markup(_occasion(event)), style.SLIP_MUTED),
        Spacer(1, 6),
        Paragraph(markup(shortened(role, _LONGEST)), style.SLIP_NAME),
        Paragraph(markup(shortened(f"{slip.panel} · {slip.room}", 260)), style.SLIP_MUTED),
        Spacer(1, 7),
        _codes(slip, left),
    ]
    beside: list[Flowable] = []
    if slip.code:
        caption = Paragraph("kode aktivasi", style.SLIP_CAPTION)
        beside = [QrCode(slip.code, _QR_SIDE), Spacer(1, 3), caption]
    rows: list[list[Any]] = [
        [_head(event, width), ""],
        [facts, beside],
        [_steps(slip, width), ""],
        [Paragraph(WARNING, style.SLIP_SECRET), ""],
    ]
    return Table(
        rows,
        colWidths=[left, width - left],
        style=[
            *blocks.FLUSH,
            ("SPAN", (0, 0), (1, 0)),
            ("LINEBELOW", (0, 0), (-1, 0), 0.6, style.INK),
            ("TOPPADDING", (0, 1), (-1, 1), 6),
            ("LEFTPADDING", (1, 1), (1, 1), _BETWEEN),
            ("TOPPADDING", (1, 1), (1, 1), _BETWEEN),
            ("SPAN", (0, 2), (1, 2)),
            ("TOPPADDING", (0, 2), (-1, 2), 7),
            ("SPAN", (0, 3), (1, 3)),
            ("TOPPADDING", (0, 3), (-1, 3), 4),
        ],
    )


def _head(event: Event, width: float) -> Table:
    label = SAMPLE_LINE if event.sample else "RAHASIA"
    return Table(
        [[Paragraph(TITLE, style.SMALL_BOLD), Paragraph(label, style.SLIP_LABEL)]],
        colWidths=[width / 2, width / 2],
        style=[*blocks.FLUSH, ("BOTTOMPADDING", (0, 0), (-1, -1), 4)],
    )


def _occasion(event: Event) -> str:
    day = date_words(event.day)
    return f"{day} · {event.city}" if event.city else day


def _codes(slip: SlipPaper, width: float) -> Table:
    rows: list[list[Any]] = [
        [Paragraph("Kode paket", style.SLIP_MUTED), Paragraph("Kode aktivasi", style.SLIP_MUTED)],
        [_code(code, width / 2 - _BETWEEN) for code in (slip.kit_code, slip.code)],
    ]
    return Table(
        rows,
        colWidths=[width / 2, width / 2],
        style=[*blocks.FLUSH, ("RIGHTPADDING", (0, 0), (-1, -1), _BETWEEN)],
    )


def _code(code: str, width: float) -> Flowable:
    return _Code(code, width) if code else Paragraph(GIVEN, style.BODY)


class _Code(Flowable):  # type: ignore[misc]
    """A code in large letters set apart, as it is read aloud."""

    def __init__(self, code: str, width: float) -> None:
        super().__init__()
        self._code = code
        self._size = _CODE_SIZE * min(1, width / (_wide(code) or 1))
        self.width, self.height = width, 25.0

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Return the size, whatever room there is."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the code on its line."""
        self.canv.setFillColor(style.INK)
        self.canv.setFont(BOLD, self._size)
        self.canv.drawString(0, 6, self._code, charSpace=_APART)


def _wide(code: str) -> float:
    return text_width(code, BOLD, _CODE_SIZE) + _APART * len(code)


def _steps(slip: SlipPaper, width: float) -> Table:
    rows: list[list[Any]] = [
        [f"{number}.", Paragraph(step.format(kit=markup(slip.kit)), style.SLIP_STEP)]
        for number, step in enumerate(_STEPS, start=1)
    ]
    return Table(
        rows,
        colWidths=[13, width - 13],
        style=[
            *blocks.FLUSH,
            (
                "FONT", (0, 0), (0, -1), style.SLIP_STEP.fontName, style.SLIP_STEP.fontSize,
                style.SLIP_STEP.leading,
            ),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ],
    )  # fmt: skip
