# SPDX-License-Identifier: MIT
"""Breaks what the active criterion says into lines: its name, its question, what its ranges mean.

Nothing of it is cut where there is height for it. Where there is not, whole ranges are left out,
those furthest from the score first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.ui.theme import BODY, MEDIUM, SECONDARY, SEMIBOLD
from pkri_desktop.ui.widgets.painted import break_lines

if TYPE_CHECKING:
    from pkri_desktop.domain.rubric import Band, Criterion
    from pkri_desktop.ui.theme import Look

NAME_LINE, LINE = 20, 16  # heights at the usual text size
ABOVE, BELOW = 5, 6  # space in a row
ASIDE = 52  # width of a range before its meaning
_MOST_LINES = 2  # of a name and of one range's meaning
_MOST_SAID = 3


class BandLines(NamedTuple):
    """One range and the lines of its meaning."""

    band: Band
    lines: tuple[str, ...]


class CriterionLines(NamedTuple):
    """All lines of one row."""

    name: tuple[str, ...]
    said: tuple[str, ...]
    bands: tuple[BandLines, ...]

    def height(self, look: Look) -> int:
        """Return the height of a row with these lines."""
        lines = len(self.said) + sum(len(band.lines) for band in self.bands)
        space = look.px(ABOVE) + look.px(BELOW)
        return space + look.px(NAME_LINE) * len(self.name) + look.px(LINE) * lines


class Room(NamedTuple):
    """What there is room for: widths of the name's column and of all columns, and a height."""

    name: int
    across: int
    height: int


def lay_lines(
    name: str, said: str, criterion: Criterion, steps: int | None, look: Look, room: Room
) -> CriterionLines:
    """Return the lines of an active row.

    Args:
        name: the criterion's name as it is shown.
        said: its question, or what is wrong with what was typed.
        criterion: whose ranges are meant.
        steps: the score, as far as there is one; its range is shown in any case.
        look: fonts and lengths.
        room: what there is room for.
    """
    names = break_lines(name, look.font(BODY, MEDIUM), room.name, _MOST_LINES)
    # The field is as high as two lines: what comes below goes right across the columns.
    first = room.name if len(names) == 1 else room.across
    question = break_lines(said, look.font(SECONDARY), first, _MOST_SAID, later=room.across)
    bold, wide = look.font(SECONDARY, SEMIBOLD), room.across - look.px(ASIDE)
    bands = [
        BandLines(band, tuple(break_lines(band.text, bold, wide, _MOST_LINES)))
        for band in criterion.bands
    ]
    bare = CriterionLines(tuple(names), tuple(question), ())
    most = (room.height - bare.height(look)) // look.px(LINE)
    return bare._replace(bands=_nearest(bands, steps, most))


def _nearest(bands: list[BandLines], steps: int | None, most: int) -> tuple[BandLines, ...]:
    """Return the ranges around a score that take at most this many lines, and one at least."""
    mine = [n for n, (band, _) in enumerate(bands)
            if steps is not None and band.low <= steps <= band.high]  # fmt: skip
    first = mine[0] if mine else 0
    chosen: set[int] = set()
    for number in sorted(range(len(bands)), key=lambda number: abs(number - first)):
        taken = sum(len(bands[other].lines) for other in (*chosen, number))
        if chosen and taken > most:
            break
        chosen.add(number)
    return tuple(bands[number] for number in sorted(chosen))
