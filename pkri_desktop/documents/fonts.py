# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The typefaces that every paper embeds, and what they can show.

Knows where no folder is; the caller says where the font files lie.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

if TYPE_CHECKING:
    from collections.abc import Sequence
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
            pdfmetrics.registerFont(_Font(name, str(folder / file)))
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


@dataclass(frozen=True, slots=True)
class _Embedded:
    """What a file holds of a face, as bytes: the same for all papers that use the same letters."""

    widths: bytes
    unicode: bytes
    program: bytes
    program_length: int


class _Font(ttfonts.TTFont):  # type: ignore[misc]
    """A TrueType font as reportlab's, which writes the same bytes but works them out only once.

    reportlab always embeds the letters of ASCII; papers differ in a few others at most.
    """

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:
        """Add the font to a finished document, in the letters that it used."""
        state = self.state[document]
        state.frozen = 1
        for number, letters in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, document)[1:]
            prefix = ttfonts.SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX
            name = prefix.decode("pdfdoc")
            embedded = self._embedded(name, tuple(letters))
            font = pdfdoc.PDFTrueTypeFont()
            font.Name = internal
            font.BaseFont = name
            font.FirstChar, font.LastChar = 0, len(letters) - 1
            font.Widths = embedded.widths
            unicode = _compressed(embedded.unicode)
            font.ToUnicode = document.Reference(unicode, "toUnicodeCMap:" + name)
            font.FontDescriptor = self._descriptor(document, name, embedded)
            document.Reference(font, internal)
            document.idToObject["BasicFonts"].dict[internal] = font
        del self.state[document]

    def _descriptor(
        self, document: pdfdoc.PDFDocument, name: str, embedded: _Embedded
    ) -> pdfdoc.PDFObjectReference:
        face = self.face
        program = _compressed(embedded.program, Length1=embedded.program_length)
        file = document.Reference(program, f"fontFile:{face.filename}({name})")
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "Ascent": face.ascent,
                "CapHeight": face.capHeight,
                "Descent": face.descent,
                "Flags": face.flags & ~ttfonts.FF_NONSYMBOLIC | ttfonts.FF_SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "FontName": pdfdoc.PDFName(name),
                "ItalicAngle": face.italicAngle,
                "StemV": face.stemV,
                "FontFile2": file,
                "MissingWidth": face.defaultWidth,
            }
        )
        return document.Reference(descriptor, "fontDescriptor:" + name)

    @lru_cache(maxsize=16)  # noqa: B019 -- a registered font lives as long as the process
    def _embedded(self, name: str, letters: Sequence[int]) -> _Embedded:
        widths = pdfdoc.PDFArray([self.face.getCharWidth(letter) for letter in letters])
        program = self.face.makeSubset(letters)
        return _Embedded(
            widths=widths.format(None),
            unicode=zlib.compress(ttfonts.makeToUnicodeCMap(name, letters).encode()),
            program=zlib.compress(program),
            program_length=len(program),
        )


def _compressed(content: bytes, **more: int) -> pdfdoc.PDFStream:
    filters = pdfdoc.PDFArray([pdfdoc.PDFName("FlateDecode")])
    dictionary = pdfdoc.PDFDictionary({"Filter": filters, **more})
    return pdfdoc.PDFStream(dictionary, content, filters=[])
