# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""The page that all papers share: margins, footer with page n of m, and the sample line.

Knows nothing of what stands between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from pkri_desktop.documents import style
from pkri_desktop.documents.fonts import BOLD, REGULAR, text_width
from pkri_desktop.documents.text import fitted, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

SAMPLE_LINE: Final = "CONTOH – bukan dokumen resmi"

_FOOTER_SIZE: Final = 7
_FOOTER_AT: Final = 12 * mm


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around the content, and in the properties of the file.

    Attributes:
        made_at: shown by viewers as the moment of creation; given, so that the same values make
            the same bytes.
        names: at the left of each page's foot; shortened where they do not fit.
        mark: after them, always whole: revision and fingerprint.
    """

    title: str
    author: str
    subject: str
    made_at: datetime
    names: str
    mark: str
    sample: bool
    side: float = 24 * mm
    top: float = 19 * mm
    bottom: float = 20 * mm
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in points."""
        width, height = landscape(A4) if self.landscape else A4
        return float(width), float(height)

    @property
    def width(self) -> float:
        """Return the width of the content."""
        return self.size[0] - 2 * self.side


def set_pages(story: Sequence[Flowable], page: Page) -> bytes:
    """Return ``story`` set on as many pages as it needs, as a PDF.

    Uses up the flowables: they cannot be set a second time.
    """
    output = BytesIO()
    width, height = page.size
    frame = Frame(
        page.side,
        page.bottom,
        page.width,
        height - page.top - page.bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document = BaseDocTemplate(
        output,
        pagesize=(width, height),
        pageTemplates=[PageTemplate(frames=[frame])],
        title=one_line(page.title),
        author=one_line(page.author),
        subject=one_line(page.subject),
        creator="PKRI Desktop",
        lang="id-ID",
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )
    document.build(list(story), canvasmaker=partial(_NumberedCanvas, page=page))
    return output.getvalue()


class _NumberedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that keeps its pages back until it knows how many there are."""

    def __init__(self, *arguments: Any, page: Page, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **settings)
        self._page = page
        self._kept: list[dict[str, Any]] = []
        self.setDateFormatter(_fixed_date(page.made_at))

    def showPage(self) -> None:
        """Keep this page and begin the next."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write the kept pages, each with its furniture."""
        for number, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            _draw_furniture(self, self._page, f"Halaman {number} dari {len(self._kept)}")
            super().showPage()
        super().save()


def _fixed_date(moment: datetime) -> Callable[..., str]:
    text = moment.strftime("D:%Y%m%d%H%M%S")

    def format_date(*_now: int) -> str:
        return text

    return format_date


def _draw_furniture(canvas: Canvas, page: Page, number: str) -> None:
    width, height = page.size
    left, right = page.side, width - page.side
    canvas.saveState()
    canvas.setStrokeColor(style.LINE)
    canvas.setLineWidth(0.5)
    canvas.line(left, _FOOTER_AT + 12, right, _FOOTER_AT + 12)
    canvas.setFillColor(style.MUTED)
    canvas.setFont(REGULAR, _FOOTER_SIZE)
    mark = f" · {page.mark}"
    room = right - left - text_width(mark + number, REGULAR, _FOOTER_SIZE) - 18
    names = fitted(page.names, room, REGULAR, _FOOTER_SIZE)
    canvas.drawString(left, _FOOTER_AT, names + mark)
    canvas.drawRightString(right, _FOOTER_AT, number)
    if page.sample:
        canvas.setFillColor(style.GOLD)
        canvas.setFont(BOLD, 8)
        canvas.drawCentredString(width / 2, height - page.top + 9, SAMPLE_LINE)
    canvas.restoreState()
