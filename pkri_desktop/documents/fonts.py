# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The typefaces that every paper embeds, and what they can show.

Knows where no folder is; the caller says where the font files lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

if TYPE_CHECKING:
    from pathlib import Path

REGULAR: Final = "PKRI"
BOLD: Final = "PKRI-Bold"
ITALIC: Final = "PKRI-Italic"

_FILES: Final = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
}


def register_fonts(folder: Path) -> None:
    """Make the faces in ``folder`` known to reportlab, parsing each only once per process.

    Raises:
        reportlab.pdfbase.ttfonts.TTFError: a font file is missing or damaged.
    """
    known = set(pdfmetrics.getRegisteredFontNames())
    if known.issuperset(_FILES):
        return
    for name, file in _FILES.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    # Binary streams: as text they are larger, and take a third of the time a sheet takes.
    rl_config.useA85 = 0
    # Paragraphs find their bold and italic through this table; without it they ask for Helvetica.
    for bold, italic, name in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, ITALIC), (1, 1, BOLD)):
        addMapping(REGULAR, bold, italic, name)


def can_show(character: str) -> bool:
    """Say whether the registered faces have a glyph for ``character``."""
    return ord(character) in pdfmetrics.getFont(REGULAR).face.charToGlyph


def text_width(text: str, font: str, size: float) -> float:
    """Return how wide ``text`` stands, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
