# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The parts that official papers share: letterhead, title, colon column, signature block.

Knows roster values and nothing of scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportlab.platypus import Flowable, HRFlowable, Spacer, Table

from pkri_desktop.documents import style
from pkri_desktop.documents.paragraph import Paragraph
from pkri_desktop.documents.text import markup, shortened
from pkri_desktop.documents.wording import clock, date_long

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pkri_desktop.domain.roster import Event

# Every table names its font: a cell without one refers to Helvetica, which is not embedded.
FLUSH: Final = (
    ("FONT", (0, 0), (-1, -1), style.BODY.fontName, style.BODY.fontSize, style.BODY.leading),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
)

_UNCERTIFIED: Final = (
    "Tanda tangan elektronik tidak tersertifikasi; "
    "perubahan setelah penandatanganan dapat diketahui"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and what the paper says of it.

    Attributes:
        capacity: as what, such as "Penilai".
        zone: abbreviation of the event's time zone.
        key_words: fingerprint of the signing key as words; may be empty.
    """

    capacity: str
    name: str
    city: str
    moment: datetime
    zone: str
    key_words: str


def letterhead(event: Event, after: float = 13) -> list[Flowable]:
    """Return the kop with its double rule; nothing when the event has no letterhead."""
    if not event.letterhead:
        return []
    styles = (style.AGENCY, style.AGENCY_UNIT)
    lines: list[Flowable] = [
        Paragraph(markup(line), styles[place] if place < len(styles) else style.AGENCY_LINE)
        for place, line in enumerate(event.letterhead)
    ]
    return [
        *lines,
        rule(2, before=7, after=1.8),
        rule(0.6, before=0, after=after),
    ]


def title(text: str, event: Event) -> list[Flowable]:
    """Return the paper's title, the event's name and, on a sample, its notice."""
    parts: list[Flowable] = [
        Paragraph(markup(text), style.TITLE),
        Paragraph(markup(event.name), style.SUBTITLE),
    ]
    if event.sample and event.notice:
        parts.append(Paragraph(markup(event.notice), style.NOTICE))
    return parts


def colon_column(rows: Sequence[tuple[str, str]], width: float) -> Flowable:
    """Return labels, colons and values (as markup) below each other."""
    return Table(
        [[label, ":", Paragraph(value, style.BODY)] for label, value in rows],
        colWidths=[92, 10, width - 102],
        style=[
            *FLUSH,
            ("TEXTCOLOR", (0, 0), (1, -1), style.MUTED),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
        ],
    )


def signature_block(
    left: Sequence[Flowable], signature: Signature, width: float, before: float = 16
) -> Flowable:
    """Return the signature at the right with ``left`` beside it; never split over pages."""
    right = 212.0
    block = Table(
        [[list(left), _signed(signature, right)]],
        colWidths=[width - right, right],
        style=list(FLUSH),
    )
    block.spaceBefore = before
    return block


def rule(thickness: float, *, before: float, after: float, width: float | str = "100%") -> Flowable:
    """Return a line across the page, or as wide as it is said."""
    return HRFlowable(
        width=width,
        hAlign="LEFT",
        thickness=thickness,
        color=style.INK,
        lineCap="butt",
        spaceBefore=before,
        spaceAfter=after,
    )


def _signed(signature: Signature, width: float) -> list[Flowable]:
    name = markup(shortened(signature.name))
    day = date_long(signature.moment)
    box: list[Flowable] = [
        Paragraph("Ditandatangani secara elektronik", style.SMALL_BOLD),
        Paragraph(name, style.SMALL_INK),
        Paragraph(
            f"{day} {clock(signature.moment)} {markup(signature.zone)} (waktu menurut laptop)",
            style.SMALL,
        ),
    ]
    if signature.key_words:
        box.append(Paragraph(f"kunci: {markup(shortened(signature.key_words))}", style.SMALL))
    box.append(Paragraph(_UNCERTIFIED, style.SMALL))
    framed = Table(
        [[box]],
        colWidths=[width],
        cornerRadii=[4, 4, 4, 4],
        style=[
            *FLUSH,
            ("BOX", (0, 0), (-1, -1), 0.6, style.LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ],
    )
    place = f"{markup(shortened(signature.city))}, {day}" if signature.city else day
    return [
        Paragraph(place, style.BODY),
        Paragraph(f"{markup(signature.capacity)},", style.BODY),
        Spacer(1, 5),
        framed,
        Spacer(1, 5),
        Paragraph(name, style.BODY_BOLD),
    ]
