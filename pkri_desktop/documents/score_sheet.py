# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The score sheet on paper (Lembar penilaian): one assessor, one entry, made final.

Gets values and makes bytes; knows no file, no key and no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from reportlab.platypus import Flowable, Spacer, Table

from pkri_desktop.documents import blocks, style
from pkri_desktop.documents.fonts import BOLD, REGULAR, register_fonts
from pkri_desktop.documents.page import Page, set_pages
from pkri_desktop.documents.paragraph import Paragraph
from pkri_desktop.documents.qr import QrCode
from pkri_desktop.documents.text import (
    REPLACEMENT,
    markup,
    markup_lines,
    one_line,
    printable,
    shortened,
)
from pkri_desktop.documents.wording import clock, date_words, grouped_code, score_in_words
from pkri_desktop.domain.rubric import WHOLE_WEIGHT, Scale
from pkri_desktop.domain.scoring import format_decimal, format_weight, round_half_up, weighted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from fractions import Fraction
    from pathlib import Path

    from pkri_desktop.domain.note import Note
    from pkri_desktop.domain.roster import Assessor, Entry, Event, Panel
    from pkri_desktop.domain.schedule import Slot
    from pkri_desktop.domain.sheet import ScoreSheet

TITLE: Final = "LEMBAR PENILAIAN PRESENTASI DAN WAWANCARA"

_FORM: Final = {
    "terkirim": "terkirim",
    "draft": "draf (dihitung belum mengisi)",
    "belum": "belum mengisi",
}
_NONE: Final = "–"
_COLUMNS: Final = (26.0, 0.0, 56.0, 56.0, 68.0)  # the second takes what is left
_QR_SIDE: Final = 82.0


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """Everything that stands on the sheet.

    Attributes:
        role: of the assessor in the panel, "ketua" or "anggota".
        sheet: made final: every criterion scored, with revision and finalising record.
        finalised_at: local time of the event, as the laptop claimed.
        key_words: fingerprint of the signing key as words; may be empty.
    """

    event: Event
    entry: Entry
    panel: Panel
    slot: Slot | None
    assessor: Assessor
    role: str
    sheet: ScoreSheet
    notes: tuple[Note, ...]
    finalised_at: datetime
    key_words: str


def render_score_sheet(paper: SheetPaper, fonts: Path) -> bytes:
    """Return the sheet as a PDF; the same values make the same bytes.

    Raises:
        ValueError: a criterion is not scored, so that there is no total to print.
    """
    total = paper.sheet.total
    if total is None:
        raise ValueError("the sheet is not complete")
    register_fonts(fonts)
    page = _page(paper)
    story = [
        *blocks.letterhead(paper.event),
        *blocks.title(TITLE, paper.event),
        Spacer(1, 12),
        blocks.colon_column(_facts(paper), page.width),
        Spacer(1, 11),
        _score_table(paper.sheet, total, page.width),
        Paragraph(_remark(paper, total), style.REMARK),
        *_notes(paper.notes),
        blocks.signature_block(_identity(paper, total), _signature(paper), page.width),
    ]
    return set_pages(story, page)


def code_text(paper: SheetPaper, total: Fraction) -> str:
    """Return what the QR code says: enough to find the sheet, and nothing that proves it."""
    fields = (
        "PKRI1",
        paper.event.id[:16],
        paper.entry.code,
        paper.assessor.id,
        str(paper.sheet.revision),
        format_decimal(total),
        paper.sheet.finalised[:16],
    )
    return "|".join(one_line(field).replace("|", "/")[:64] for field in fields)


def _page(paper: SheetPaper) -> Page:
    event, entry, assessor = paper.event, paper.entry, paper.assessor
    return Page(
        title=f"Lembar penilaian {entry.code} {entry.name} – {assessor.name}",
        author=assessor.name,
        subject=event.name,
        made_at=paper.finalised_at,
        names=f"{entry.code} {shortened(entry.name, 40)} · {shortened(assessor.name, 40)}",
        mark=f"revisi {paper.sheet.revision} · sidik {grouped_code(paper.sheet.finalised)}",
        sample=event.sample,
    )


def _facts(paper: SheetPaper) -> list[tuple[str, str]]:
    entry = paper.entry
    return [
        ("Nomor / Kelompok", markup(f"{entry.code} / {entry.group.name}")),
        ("Inovasi", f"<b>{markup(entry.title)}</b>"),
        ("Instansi", markup(entry.presenter)),
        ("Predikat", markup(entry.predicate or _NONE)),
        ("Form SINOVIK", markup(_FORM.get(entry.form_status, entry.form_status) or _NONE)),
        ("Sesi", markup(_session(paper))),
        ("Penilai", markup(f"{paper.assessor.name}, {paper.role}")),
    ]


def _session(paper: SheetPaper) -> str:
    slot = paper.slot
    time = (
        f"{date_words(slot.starts)}, pukul {clock(slot.starts)}–{clock(slot.ends)} "
        f"{paper.event.timezone}"
        if slot
        else "di luar jadwal"
    )
    return ", ".join(part for part in (time, paper.panel.room, paper.panel.name) if part)


def _score_table(sheet: ScoreSheet, total: Fraction, width: float) -> Flowable:
    rows: list[list[Any]] = [["No", "Kriteria", "Bobot", "Skor", "Nilai"]]
    headings: list[int] = []
    number = 0
    for aspect, run in groupby(sheet.rubric.criteria, key=lambda criterion: criterion.aspect):
        criteria = list(run)
        if aspect:
            weight = format_weight(sum(criterion.weight for criterion in criteria))
            headings.append(len(rows))
            rows.append(["", Paragraph(f"{markup(aspect)} ({weight})", style.ASPECT), "", "", ""])
        for criterion in criteria:
            number += 1
            steps = sheet.scores[criterion.id]
            rows.append(
                [
                    str(number),
                    Paragraph(markup(criterion.name), style.BODY),
                    format_weight(criterion.weight),
                    criterion.scale.format(steps),
                    format_decimal(weighted(criterion, steps)),
                ]
            )
    rows.append(["", "Jumlah", format_weight(WHOLE_WEIGHT), "", format_decimal(total)])
    columns = [column or width - sum(_COLUMNS) for column in _COLUMNS]
    return Table(rows, colWidths=columns, repeatRows=1, style=_table_style(headings))


def _table_style(headings: Iterable[int]) -> list[tuple[Any, ...]]:
    commands: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 9, 12.4),
        ("TEXTCOLOR", (0, 0), (-1, -1), style.INK),
        ("FONT", (0, 0), (-1, 0), BOLD, 9, 12.4),
        ("ALIGN", (0, 0), (0, -1), "CENTER"),
        ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3.1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.7),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("RIGHTPADDING", (0, 0), (0, -1), 3),
        ("BACKGROUND", (0, 0), (-1, 0), style.TINT),
        ("LINEBELOW", (0, 1), (-1, -2), 0.4, style.LINE),
        ("LINEABOVE", (0, 0), (-1, 0), 1.1, style.INK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, style.INK),
        ("VALIGN", (0, -1), (-1, -1), "MIDDLE"),
        ("FONT", (0, -1), (-1, -1), BOLD, 9.4, 14),
        ("FONT", (-1, -1), (-1, -1), BOLD, 11.5, 14),
        ("BACKGROUND", (0, -1), (-1, -1), style.TINT),
        ("LINEABOVE", (0, -1), (-1, -1), 0.7, style.INK),
        ("LINEBELOW", (0, -1), (-1, -1), 1.1, style.INK),
        # A total is never alone at the head of a page, nor a heading at its foot.
        ("NOSPLIT", (0, -2), (-1, -1)),
    ]
    commands += [("NOSPLIT", (0, row), (-1, row + 1)) for row in headings]
    return commands


def _remark(paper: SheetPaper, total: Fraction) -> str:
    sheet = paper.sheet
    scale = sheet.rubric.criteria[0].scale
    parts = [
        f"Terbilang: {score_in_words(total)}. Nilai = bobot × skor; {_scale_words(scale)}.",
        _sentence(sheet.rubric.label),
    ]
    shown = sum(
        round_half_up(weighted(criterion, sheet.scores[criterion.id]))
        for criterion in sheet.rubric.criteria
    )
    if shown != round_half_up(total):
        parts.append("Jumlah dihitung dari nilai sebelum dibulatkan.")
    if any(REPLACEMENT in printable(text) for text in _typed(paper)):
        parts.append(f"{REPLACEMENT} menggantikan huruf yang tidak dapat dicetak.")
    return markup(" ".join(part for part in parts if part))


def _scale_words(scale: Scale) -> str:
    words = f"skala {scale.format(scale.low)}–{scale.format(scale.high)}"
    if scale.excluded:
        words += " tanpa " + ", ".join(scale.format(steps) for steps in sorted(scale.excluded))
    return words


def _sentence(text: str) -> str:
    line = one_line(text)
    return line if not line or line.endswith((".", "!", "?")) else line + "."


def _typed(paper: SheetPaper) -> Iterable[str]:
    entry = paper.entry
    yield from (entry.title, entry.presenter, entry.predicate, paper.assessor.name)
    yield from (criterion.name for criterion in paper.sheet.rubric.criteria)
    yield from (note.text for note in paper.notes)


def _notes(notes: Iterable[Note]) -> list[Flowable]:
    bullets: list[Flowable] = [
        Paragraph(
            markup_lines(f"{note.tag.capitalize()}: {note.text}" if note.tag else note.text),
            style.BULLET,
            bulletText="•",
        )
        for note in notes
    ]
    heading = Paragraph("Catatan", style.HEADING)
    return [heading, *(bullets or [Paragraph("Tidak ada catatan.", style.BODY)])]


def _identity(paper: SheetPaper, total: Fraction) -> list[Flowable]:
    caption = [
        Paragraph("Kode lembar", style.SMALL_BOLD),
        Paragraph("Berisi identitas lembar, jumlah, dan sidik.", style.SMALL),
    ]
    beside = Table(
        [[QrCode(code_text(paper, total), _QR_SIDE), caption]],
        colWidths=[_QR_SIDE + 13, 108],
        hAlign="LEFT",
        style=[*blocks.FLUSH, ("VALIGN", (1, 0), (1, 0), "MIDDLE")],
    )
    return [Spacer(1, 30), beside]


def _signature(paper: SheetPaper) -> blocks.Signature:
    return blocks.Signature(
        capacity="Penilai",
        name=paper.assessor.name,
        city=paper.event.city,
        moment=paper.finalised_at,
        zone=paper.event.timezone,
        key_words=paper.key_words,
    )
