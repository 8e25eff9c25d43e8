# SPDX-License-Identifier: MIT
"""Text of any script in a box of a certain width: broken, laid out and painted by Qt as a whole.

Each paragraph runs in its own direction. Words that are too long are broken anywhere, never within
a letter with its marks. Lines are as high as what stands in them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QBrush, QFont, QPainter

_LEFT = Qt.AlignmentFlag.AlignLeft
_WORD = re.compile(r"\w+")


class TextBlock:
    """A text at a width.

    Attributes:
        height: of all its lines.
    """

    def __init__(
        self, text: str, font: QFont, width: int, *, sought: str = "", mark: QBrush | None = None
    ) -> None:
        """Lay the text out.

        Args:
            text: what is shown.
            font: what it is painted with.
            width: of the box.
            sought: words whose beginnings are marked where they stand.
            mark: the ground of what is marked.
        """
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layouts: list[QTextLayout] = []
        least, height = QFontMetrics(font).height(), 0.0
        for paragraph in text.split("\n"):
            layout = QTextLayout(paragraph, font)
            side = Qt.AlignmentFlag.AlignRight if _is_leftward(paragraph) else _LEFT
            option.setAlignment(side)
            layout.setTextOption(option)
            if mark is not None and sought:
                layout.setFormats(_marks(paragraph, sought, mark))
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, height))
                height += max(line.height(), least)
            layout.endLayout()
            self._layouts.append(layout)
        self.height = round(height)

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Paint it with the painter's pen."""
        for layout in self._layouts:
            layout.draw(painter, at)


def found_at(text: str, sought: str) -> Iterator[tuple[int, int]]:
    """Yield where sought words begin a word of a text: place and length of what fits.

    As the search does, it looks at neither case nor accents.
    """
    wanted = [plain for word in _WORD.findall(sought) if (plain := _plain(word))]
    for match in _WORD.finditer(text):
        plain = _plain(match.group())
        longest = max((len(word) for word in wanted if plain.startswith(word)), default=0)
        if longest:
            yield match.start(), min(longest, len(match.group()))


def _is_leftward(paragraph: str) -> bool:
    """Say whether a paragraph begins with a script that runs to the left, so that Qt runs it so."""
    directions = (unicodedata.bidirectional(letter) for letter in paragraph)
    return next((d != "L" for d in directions if d in {"L", "R", "AL"}), False)


def _plain(word: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
    ).casefold()


def _marks(text: str, sought: str, mark: QBrush) -> list[QTextLayout.FormatRange]:
    ranges = []
    for start, length in found_at(text, sought):
        one = QTextLayout.FormatRange()
        one.start = _units(text[:start])
        one.length = _units(text[start : start + length])
        form = QTextCharFormat()
        form.setBackground(mark)
        one.format = form
        ranges.append(one)
    return ranges


def _units(text: str) -> int:
    """Return how many of Qt's units a text has: letters beyond the first plane have two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
