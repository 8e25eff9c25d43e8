# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""Colours, sizes and paragraph styles of every paper, made once.

Knows the names of the faces and nothing of what is printed.
"""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from pkri_desktop.documents.fonts import BOLD, ITALIC, REGULAR

INK: Final = HexColor(0x1B2430)
MUTED_HEX: Final = "#4B5563"
MUTED: Final = HexColor(MUTED_HEX)
LINE: Final = HexColor(0x9CA3AF)
TINT: Final = HexColor(0xEDF1F4)
GOLD_HEX: Final = "#8A5D00"
GOLD: Final = HexColor(GOLD_HEX)


def _style(size: float, leading: float, font: str = REGULAR, **settings: object) -> ParagraphStyle:
    # Helvetica, the default of a bullet, would be referred to without being embedded.
    return ParagraphStyle(
        "",
        **{
            "fontName": font,
            "fontSize": size,
            "leading": leading,
            "textColor": INK,
            "bulletFontName": REGULAR,
            "bulletFontSize": size,
            "splitLongWords": 1,
            **settings,
        },
    )


BODY: Final = _style(9, 12.4)
BODY_BOLD: Final = _style(9, 12.4, BOLD)
ASPECT: Final = _style(8.6, 12.4, BOLD, textColor=MUTED)
HEADING: Final = _style(9.2, 12.6, BOLD, spaceBefore=10, spaceAfter=2, keepWithNext=1)
BULLET: Final = _style(9, 12.4, leftIndent=14, bulletIndent=5, spaceAfter=0.6)
SMALL: Final = _style(7, 9.4, textColor=MUTED)
SMALL_BOLD: Final = _style(7.4, 10, BOLD)
SMALL_INK: Final = _style(7.4, 10)
REMARK: Final = _style(7.6, 10.2, ITALIC, textColor=MUTED, spaceBefore=4)
AGENCY: Final = _style(12, 15.5, BOLD, alignment=TA_CENTER)
AGENCY_UNIT: Final = _style(10.2, 14, BOLD, alignment=TA_CENTER)
AGENCY_LINE: Final = _style(8.2, 11.6, alignment=TA_CENTER, textColor=MUTED)
TITLE: Final = _style(12.6, 16.4, BOLD, alignment=TA_CENTER)
SUBTITLE: Final = _style(9.6, 13.2, alignment=TA_CENTER)
NOTICE: Final = _style(7.6, 10.2, ITALIC, alignment=TA_CENTER, textColor=MUTED, spaceBefore=1)

DENSE: Final = _style(7.8, 9.6)
DENSE_MUTED: Final = _style(7.5, 9.6, textColor=MUTED)
READING: Final = _style(7.5, 9.6, textColor=MUTED, spaceAfter=1.6, rightIndent=16)
RELEASED: Final = _style(7.8, 10.4, spaceBefore=5)
SUBTITLE_SMALL: Final = _style(8.2, 11, alignment=TA_CENTER, textColor=MUTED)

SLIP_NAME: Final = _style(12.6, 16.4, BOLD)
SLIP_MUTED: Final = _style(8.4, 11.6, textColor=MUTED)
SLIP_LABEL: Final = _style(7.4, 10, BOLD, alignment=TA_RIGHT, textColor=GOLD)
SLIP_CAPTION: Final = _style(7, 9, alignment=TA_CENTER, textColor=MUTED)
SLIP_STEP: Final = _style(8.4, 11.4)
SLIP_SECRET: Final = _style(7.8, 10.4, ITALIC, textColor=MUTED)

RECEIPT_SHEETS: Final = _style(8.4, 11.6, leftIndent=19, rightIndent=3)
RECEIPT_HEADS: Final = _style(7.4, 10, leftIndent=19, spaceAfter=2, textColor=MUTED)
RECEIPT_ABOUT: Final = _style(7.8, 10.6, textColor=MUTED, spaceBefore=4, keepWithNext=1)
