# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The recapitulation on paper (Rekapitulasi): every entry's totals and mean, group by group.

Gets values and makes bytes; computes no result and decides nothing.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer, Table

from pkri_desktop.documents import blocks, style
from pkri_desktop.documents.fonts import BOLD, ITALIC, REGULAR, register_fonts
from pkri_desktop.documents.page import Page, set_pages
from pkri_desktop.documents.paragraph import Paragraph
from pkri_desktop.documents.text import markup
from pkri_desktop.documents.wording import clock, date_long, date_words, grouped_code
from pkri_desktop.domain.schedule import local_time
from pkri_desktop.domain.scoring import format_decimal
from pkri_desktop.domain.sheet import SheetStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pkri_desktop.analysis.completeness import Completeness
    from pkri_desktop.domain.closing import Release
    from pkri_desktop.domain.results import EntryResult, Recapitulation, SheetResult

TITLE: Final = "REKAPITULASI NILAI PRESENTASI DAN WAWANCARA"
PROVISIONAL_TITLE: Final = "REKAPITULASI SEMENTARA NILAI PRESENTASI DAN WAWANCARA"
NOT_A_DECISION: Final = "Urutan berdasarkan rata-rata bukan keputusan; pleno yang menetapkan."

_METHOD: Final = (
    "Rata-rata = jumlah nilai lembar yang final dan disegel penilainya, dibagi banyaknya lembar "
    "itu; dihitung tanpa pembulatan, ditampilkan dua desimal."
)
_SIGNS: Final = {
    SheetStatus.NOT_BEGUN: "belum",
    SheetStatus.IN_PROGRESS: "belum",
    SheetStatus.COMPLETE: "draf",
    SheetStatus.FINAL: "draf",
    SheetStatus.SIGNED: "draf",
    SheetStatus.UNSEALED: "segel?",
    SheetStatus.RECUSED: "berh.",
    SheetStatus.ABSENT: "absen",
    SheetStatus.CONFLICT: "selisih",
}
_MEANINGS: Final = {
    "berh.": "penilai berhalangan karena benturan kepentingan",
    "absen": "peserta tidak hadir",
    "belum": "belum selesai dinilai",
    "draf": "selesai dinilai, tetapi belum final",
    "segel?": "final, tetapi tanpa segel yang berlaku (belum disegel, atau kuncinya dicabut)",
    "selisih": "selisih belum diputuskan",
}
_USUAL_SHORT_FORMS: Final = (
    ("Pemerintah Provinsi ", "Pemprov "),
    ("Pemerintah Kabupaten ", "Pemkab "),
    ("Pemerintah Kota ", "Pemkot "),
)
_NOTHING: Final = "–"
_OF_SOME: Final = "*"
_OF_SOME_MEANS: Final = "rata-rata tidak dari semua penilai; banyaknya di kolom Lembar"
_MOST_BESIDE: Final = 1200
_FEWEST_COLUMNS: Final = 3
_MOST_UPRIGHT: Final = 4
_NUMBER, _CODE, _SCORE, _MEAN, _COUNTED, _STATE = 17.0, 31.0, 34.0, 41.0, 37.0, 91.0
_PADDING: Final = 3
_SIDE: Final = 15 * mm


def render_recapitulation(
    recap: Recapitulation,
    complete: Completeness,
    release: Release | None,
    fonts: Path,
    *,
    words: str,
    signed_by: str,
    made_at: datetime,
) -> bytes:
    """Return the recapitulation as a PDF; the same values make the same bytes.

    While something is missing, and the secretariat has not said why that may be, it says in its
    title that it is provisional.

    Args:
        recap: the results, already in order.
        complete: what is there and what is missing.
        release: why the results are final all the same; None where nobody has said so.
        fonts: folder of the typefaces.
        words: the fingerprint as words, to be read out.
        signed_by: name of who signs for the secretariat.
        made_at: local time of the event, as the laptop claims.
    """
    register_fonts(fonts)
    assessors = max([_FEWEST_COLUMNS, *(len(result.sheets) for result in recap.results)])
    provisional = not complete.complete and release is None
    page = _page(recap, made_at, wide=assessors > _MOST_UPRIGHT, provisional=provisional)
    signature = blocks.Signature(
        capacity="Sekretariat",
        name=signed_by,
        city=recap.event.city,
        moment=made_at,
        zone=recap.event.timezone,
        key_words="",
    )
    story = [
        *blocks.letterhead(recap.event, after=6),
        *blocks.title(PROVISIONAL_TITLE if provisional else TITLE, recap.event),
        Paragraph(_summary(recap), style.SUBTITLE_SMALL),
        Spacer(1, 5),
        _table(recap, assessors, page.width),
        *([Paragraph(_released(recap, complete, release), style.RELEASED)] if release else []),
        *_long(_panels(recap)),
        blocks.signature_block(
            _reading(recap, complete, words, provisional=provisional),
            signature,
            page.width,
            before=6,
        ),
    ]
    return set_pages(story, page)


def _page(recap: Recapitulation, made_at: datetime, *, wide: bool, provisional: bool) -> Page:
    event = recap.event
    return Page(
        title=f"Rekapitulasi nilai – {event.name}",
        author="Sekretariat",
        subject=event.name,
        made_at=made_at,
        names=f"Rekapitulasi {'sementara ' if provisional else ''}{event.short_name or event.name}",
        mark=f"sidik {grouped_code(recap.fingerprint)}",
        sample=event.sample,
        side=_SIDE,
        top=14 * mm,
        bottom=17 * mm,
        landscape=wide,
    )


def _summary(recap: Recapitulation) -> str:
    complete = sum(1 for result in recap.results if _complete(result))
    return markup(
        f"{date_words(recap.event.day)} · {len(recap.results)} peserta, {complete} lengkap"
    )


def _provisional(complete: Completeness) -> str:
    """Say how much is missing; which sheets, the table shows."""
    counts = (
        (len(complete.missing), "lembar belum ada"),
        (len(complete.disputed), "peserta dengan selisih"),
    )
    parts = [f"{count} {words}" for count, words in counts if count]
    what = "; ".join([*parts, *_unclosed(complete)])
    return (
        f'<font color="{style.GOLD_HEX}"><b>Belum final dan bukan hasil akhir: '
        f"{markup(what)}.</b></font>"
    )


def _released(recap: Recapitulation, complete: Completeness, release: Release) -> str:
    """Say why the results are final although something is missing, and what that is."""
    at = local_time(release.at, recap.event.timezone)
    when = f"{date_long(at)} pukul {clock(at)}"
    return (
        f"<b>Dinyatakan final oleh sekretariat pada {when} walaupun belum lengkap.</b> "
        f"Alasan: {markup(release.reason.rstrip('.'))}. {markup(_gaps(complete))}."
    )


def _gaps(complete: Completeness) -> str:
    """Return in words what is missing: whose sheets of which entries, and which closings."""
    parts = []
    sheets: dict[str, list[str]] = {}
    for entry, sheet in complete.missing:
        sheets.setdefault(sheet.assessor.name, []).append(entry.code)
    if sheets:
        each = "; ".join(f"{who}: {', '.join(codes)}" for who, codes in sheets.items())
        parts.append(f"{len(complete.missing)} lembar belum ada ({each})")
    if complete.disputed:
        codes = ", ".join(entry.code for entry in complete.disputed)
        parts.append(f"selisih belum diputuskan ({codes})")
    words = "; ".join([*parts, *_unclosed(complete)])
    return words[:1].upper() + words[1:]


def _unclosed(complete: Completeness) -> list[str]:
    """Return which panels are not closed, and which have other sheets than their chair said."""
    silent = [count.panel.name for count in complete.unclosed if count.closing is None]
    unlike = [count.panel.name for count in complete.unclosed if count.closing is not None]
    said = (
        ("belum ditutup ketuanya", silent),
        ("tidak sama dengan pernyataan ketuanya", unlike),
    )
    return [f"{what}: {', '.join(names)}" for what, names in said if names]


def _complete(result: EntryResult) -> bool:
    return result.mean is not None and not _missing(result.sheets)


def _missing(sheets: Sequence[SheetResult]) -> list[SheetResult]:
    return [
        sheet for sheet in sheets if sheet.total is None and sheet.status is not SheetStatus.RECUSED
    ]


def _table(recap: Recapitulation, assessors: int, width: float) -> Flowable:
    heads = [f"Penilai\n{place}" for place in range(1, assessors + 1)]
    rows: list[list[Any]] = [
        ["No", "Kode", "Inovasi · Instansi", *heads, "Rata-rata", "Lembar", "Keterangan"]
    ]
    commands = _table_style(assessors)
    for group, run in groupby(recap.results, key=lambda result: result.entry.group):
        commands += _heading_style(len(rows))
        rows.append([Paragraph(f"<b>{markup(group.name)}</b>", style.DENSE_MUTED)])
        number, mean = 0, None
        for place, result in enumerate(run, start=1):
            if result.mean != mean:  # equal means stand at one place
                number, mean = place, result.mean
            commands += _exceptions(result, len(rows), assessors)
            rows.append(_row(number, result, assessors))
    for row in rows:
        row += [""] * (len(rows[0]) - len(row))
    score = min(_SCORE, 440 / assessors)
    fixed = _NUMBER + _CODE + assessors * score + _MEAN + _COUNTED + _STATE
    columns = [_NUMBER, _CODE, width - fixed, *[score] * assessors, _MEAN, _COUNTED, _STATE]
    return Table(rows, colWidths=columns, repeatRows=1, style=commands)


def _row(number: int, result: EntryResult, assessors: int) -> list[Any]:
    entry = result.entry
    cells = [_cell(sheet) for sheet in result.sheets]
    return [
        # A number says a place in the order, and what has no mean has none.
        str(number) if result.mean is not None else _NOTHING,
        Paragraph(markup(entry.code), style.DENSE),
        Paragraph(
            f'{markup(entry.name)} <font color="{style.MUTED_HEX}" size="7.5">'
            f"· {markup(_short_form(entry.agency.name))}</font>",
            style.DENSE,
        ),
        *cells,
        *[""] * (assessors - len(cells)),
        _mean(result),
        f"{result.counted} dari {len(result.sheets)}",
        Paragraph(markup(_remark(result)), style.DENSE_MUTED),
    ]


def _mean(result: EntryResult) -> str:
    if result.mean is None:
        return _NOTHING
    return format_decimal(result.mean) + (_OF_SOME if _of_some(result) else "")


def _of_some(result: EntryResult) -> bool:
    """Say whether there is a mean, but not of all assessors."""
    return result.mean is not None and result.counted < len(result.sheets)


def _short_form(agency: str) -> str:
    for whole, short in _USUAL_SHORT_FORMS:
        if agency.startswith(whole):
            return short + agency.removeprefix(whole)
    return agency


def _cell(sheet: SheetResult) -> str:
    return format_decimal(sheet.total) if sheet.total is not None else _SIGNS[sheet.status]


def _remark(result: EntryResult) -> str:
    parts = []
    recused = [s.assessor.name for s in result.sheets if s.status is SheetStatus.RECUSED]
    if recused:
        parts.append(f"berhalangan: {', '.join(recused)}")
    if result.absent:
        parts.append("tidak hadir")
    elif result.in_conflict:
        parts.append("selisih belum diputuskan")
    elif _missing(result.sheets) or not result.sheets:
        parts.append("belum lengkap")
    return "; ".join(parts)


def _table_style(assessors: int) -> list[tuple[Any, ...]]:
    mean = 3 + assessors
    size, leading = style.DENSE.fontSize, style.DENSE.leading
    return [
        ("FONT", (0, 0), (-1, -1), REGULAR, size, leading),
        ("FONT", (0, 0), (-1, 0), BOLD, 7.5, leading),
        ("FONT", (mean, 1), (mean, -1), BOLD, size, leading),
        ("TEXTCOLOR", (0, 0), (-1, -1), style.INK),
        ("ALIGN", (0, 0), (0, -1), "RIGHT"),
        ("ALIGN", (3, 0), (mean, -1), "RIGHT"),
        ("ALIGN", (mean + 1, 0), (mean + 1, -1), "CENTER"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.0),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (mean, 1), (mean, -1), _PADDING + stringWidth(_OF_SOME, BOLD, size)),
        ("LEFTPADDING", (1, 0), (1, -1), 5),
        ("LEFTPADDING", (-1, 0), (-1, -1), 5),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("BACKGROUND", (0, 0), (-1, 0), style.TINT),
        ("LINEABOVE", (0, 0), (-1, 0), 1, style.INK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.6, style.INK),
        ("LINEBELOW", (0, 1), (-1, -2), 0.3, style.LINE),
        ("LINEBELOW", (0, -1), (-1, -1), 1, style.INK),
    ]


def _heading_style(row: int) -> list[tuple[Any, ...]]:
    return [
        ("SPAN", (0, row), (-1, row)),
        ("TOPPADDING", (0, row), (-1, row), 2.6),
        ("NOSPLIT", (0, row), (-1, row + 1)),
    ]


def _exceptions(result: EntryResult, row: int, assessors: int) -> list[tuple[Any, ...]]:
    commands: list[tuple[Any, ...]] = []
    if _of_some(result):  # the mark hangs in the margin, so that digits stand under digits
        commands.append(("RIGHTPADDING", (3 + assessors, row), (3 + assessors, row), _PADDING))
    for column, sheet in enumerate(result.sheets, start=3):
        if sheet.total is None:
            commands.append(("FONT", (column, row), (column, row), ITALIC, 7.5, 9.6))
            commands.append(("TEXTCOLOR", (column, row), (column, row), style.MUTED))
    return commands


def _reading(
    recap: Recapitulation, complete: Completeness, words: str, *, provisional: bool
) -> list[Flowable]:
    lines = [
        _provisional(complete) if provisional else "",
        f"<b>{NOT_A_DECISION}</b>",
        _closings(recap, complete),
        "" if _long(_panels(recap)) else _panels(recap),
        _legend(recap),
        _METHOD,
        f"Sidik data: {grouped_code(recap.fingerprint)} ({markup(words)})",
    ]
    return [Paragraph(line, style.READING) for line in lines if line]


def _closings(recap: Recapitulation, complete: Completeness) -> str:
    """Return which panels their chairs have closed, and when by their laptops' clocks."""
    names = {s.assessor.id: s.assessor.name for r in recap.results for s in r.sheets}
    closed = []
    for count in complete.panels:
        if count.closing is not None and count.closed:
            at = local_time(count.closing.closing.at, recap.event.timezone)
            chair = names.get(count.panel.chair, count.panel.chair)
            closed.append(f"{count.panel.name} oleh {chair} pukul {clock(at)}")
    return markup(f"Ditutup ketuanya dengan segel: {', '.join(closed)}.") if closed else ""


def _legend(recap: Recapitulation) -> str:
    signs = {_cell(sheet) for result in recap.results for sheet in result.sheets}
    meanings = [f"<i>{sign}</i> = {what}" for sign, what in _MEANINGS.items() if sign in signs]
    sentences = [f"{'; '.join(meanings)}. Semuanya bukan nilai nol."] if meanings else []
    if any(map(_of_some, recap.results)):
        sentences.append(f"{_OF_SOME} = {_OF_SOME_MEANS}.")
    return " ".join(sentences)


def _long(panels: str) -> list[Flowable]:
    # The signature block does not split: what might outgrow a page stands above it.
    return [Paragraph(panels, style.READING)] if len(panels) > _MOST_BESIDE else []


def _panels(recap: Recapitulation) -> str:
    members: dict[str, list[str]] = {}
    for result in recap.results:
        if result.panel is not None:
            members.setdefault(
                result.panel.name,
                [
                    f"{n}\u00a0{sheet.assessor.name}"
                    for n, sheet in enumerate(result.sheets, start=1)
                ],
            )
    return markup(
        " ".join(
            f"{panel}: {', '.join(names)}." for panel, names in sorted(members.items()) if names
        )
    )
