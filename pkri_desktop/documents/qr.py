# SPDX-License-Identifier: MIT
# ruff: noqa: TID253 -- itself imported late
"""A QR code as a flowable of plain black rectangles.

Knows nothing of what the code says.
"""

from __future__ import annotations

from itertools import groupby
from typing import Final

import segno
from reportlab.lib.colors import black
from reportlab.platypus import Flowable

# Which mask is laid over the modules stands in the code itself, and a reader undoes each of the
# eight alike (ISO/IEC 18004, 7.8). An encoder tries all and keeps the most even picture; that takes
# several times as long as the rest. This one, of columns, is what it chooses for most of our texts.
_MASK: Final = 2


class QrCode(Flowable):  # type: ignore[misc]
    """A square of ``side`` points that holds ``text``, with error correction M.

    The white margin that a reader needs (four modules) is left to the page.
    """

    def __init__(self, text: str, side: float) -> None:
        super().__init__()
        self.width = self.height = side
        self._rows = segno.make_qr(text, error="m", mask=_MASK, boost_error=False).matrix

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Return the size, whatever room there is."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw each row as runs of dark modules, in one path."""
        height = len(self._rows)
        self.canv.setFillColor(black)
        self.canv.scale(self.width / height, self.height / height)
        # Written out, since a path of floats takes longer than the rest of a sheet's drawing.
        self.canv.addLiteral(
            " ".join(
                f"{start} {height - 1 - number} {length} 1 re"
                for number, row in enumerate(self._rows)
                for start, length in _dark_runs(row)
            )
            + " f"
        )


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the same code, dark modules being true, for a screen."""
    matrix = segno.make_qr(text, error="m", mask=_MASK, boost_error=False).matrix
    return tuple(tuple(bool(module) for module in row) for row in matrix)


def _dark_runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    runs = []
    start = 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            runs.append((start, length))
        start += length
    return runs
