# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""Paragraphs whose text most papers share: read and broken into lines once, not once a sheet.

Knows nothing of what is printed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab import platypus

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

_KEPT = 1024  # texts of an event: its letterhead, criteria, entries, and some notes


class Paragraph(platypus.Paragraph):  # type: ignore[misc]
    """A paragraph as reportlab's, and set exactly as that one.

    Only text in one face is shared, which reportlab reads and never changes; all else it gets anew.
    """

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,
        frags: list[Any] | None = None,
    ) -> None:
        self._set_alike = text if frags is None and not bulletText else None
        if self._set_alike is not None:
            read = _read(text, style)
            if len(read.frags) == 1:
                frags = list(read.frags)
            else:
                self._set_alike = None
        super().__init__(text, style, bulletText, frags)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the text into lines; return the width and the height they take."""
        if self._set_alike is None:
            size: tuple[float, float] = super().wrap(width, height)
            return size
        broken = _broken(self._set_alike, self.style, width)
        self.blPara = broken.blPara
        self.width, self.height = broken.width, broken.height
        return self.width, self.height


@lru_cache(maxsize=_KEPT)
def _read(text: str, style: ParagraphStyle) -> platypus.Paragraph:
    return platypus.Paragraph(text, style)


@lru_cache(maxsize=_KEPT)
def _broken(text: str, style: ParagraphStyle, width: float) -> platypus.Paragraph:
    paragraph = platypus.Paragraph(text, style)
    paragraph.wrap(width, 0)
    return paragraph
