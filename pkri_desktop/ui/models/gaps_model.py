# SPDX-License-Identifier: MIT
"""What the assessor's sheets still lack, as lines: an innovator, and a sentence per thing below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pkri_desktop.analysis.gaps import Gap, GapKind, gaps_of
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.seat import SETTLED

if TYPE_CHECKING:
    from pkri_desktop.domain.sheet import ScoreSheet
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.workflow.day import ScheduleRow
    from pkri_desktop.workflow.room import Progress

LINE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class GapLine:
    """An innovator, or one thing that this innovator's sheet lacks.

    Attributes:
        gap: what is missing; None for the line of the innovator.
        text: the sentence; for the innovator, nothing.
    """

    row: ScheduleRow
    progress: Progress
    gap: Gap | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class DayTally:
    """How the assessor's sheets stand, in numbers that add up to ``sheets``."""

    sheets: int = 0
    signed: int = 0
    recused: int = 0
    absent: int = 0
    left: int = 0


class GapsModel(QAbstractListModel):
    """The gaps of the day in its order, or those of one entry."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._only = ""
        self._lines: list[GapLine] = []
        self.tally = DayTally()

    @property
    def only(self) -> str:
        """Return the entry whose gaps alone are shown; empty for the day."""
        return self._only

    @property
    def count(self) -> int:
        """Return how many things are missing."""
        return sum(line.gap is not None for line in self._lines)

    def line(self, row: int) -> GapLine:
        """Return the line of a row."""
        return self._lines[row]

    def show_only(self, entry_id: str) -> None:
        """Show the gaps of one entry, or of the day with an empty id."""
        self._only = entry_id
        self.reload()

    def next_gap(self, row: int, step: int = 1) -> int:
        """Return the row of the gap after ``row``, going round; -1 when nothing is missing."""
        rows = [number for number, line in enumerate(self._lines) if line.gap is not None]
        if not rows:
            return -1
        if step > 0:
            return next((number for number in rows if number > row), rows[0])
        return next((number for number in reversed(rows) if number < row), rows[-1])

    def row_of(self, entry_id: str, gap: Gap | None) -> int:
        """Return the row of a gap, or of what stands nearest to where it stood; -1 for none."""
        rows = [
            number
            for number, line in enumerate(self._lines)
            if line.gap is not None and line.row.entry.id == entry_id
        ]
        return next((n for n in rows if self._lines[n].gap == gap), rows[0] if rows else -1)

    def reload(self) -> None:
        """Read everything again."""
        self.beginResetModel()
        self._lines = self._read()
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let gaps be chosen, innovators' lines not."""
        if not index.isValid() or self._lines[index.row()].gap is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return the line, or the whole sentence that a screen reader says of it."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            named = f"{line.row.entry.code} {line.row.entry.name}"
            return f"{named}: {line.text}" if line.gap is not None else named
        return None

    def _read(self) -> list[GapLine]:
        seat = self._seat
        if not seat.assessor:
            self.tally = DayTally()
            return []
        progress = seat.room.progress(seat.assessor)
        rows = [
            row
            for row in seat.room.schedule()
            if row.entry.id in progress and seat.room.assigned(seat.assessor, row.entry.id)
        ]
        states = [progress[row.entry.id].status for row in rows]
        self.tally = DayTally(
            sheets=len(rows),
            signed=states.count(SheetStatus.SIGNED),
            recused=states.count(SheetStatus.RECUSED),
            absent=states.count(SheetStatus.ABSENT),
            left=sum(s not in SETTLED or s is SheetStatus.FINAL for s in states),
        )
        lines: list[GapLine] = []
        for row in rows:
            if not self._only or row.entry.id == self._only:
                lines += self._of_entry(row, progress[row.entry.id])
        return lines

    def _of_entry(self, row: ScheduleRow, progress: Progress) -> list[GapLine]:
        seat, entry = self._seat, row.entry.id
        sheet = seat.room.sheet(seat.assessor, entry)
        wanting = seat.room.unexplained(seat.assessor, entry) if sheet.scores else ()
        gaps = gaps_of(sheet, wanting)
        if not gaps:
            return []
        told = [GapLine(row, progress, gap, self._sentence(gap, sheet)) for gap in gaps]
        return [GapLine(row, progress), *told]

    def _sentence(self, gap: Gap, sheet: ScoreSheet) -> str:
        match gap.kind:
            case GapKind.UNDECLARED:
                return self.tr("Nothing is scored, and nobody has noted an absence.")
            case GapKind.NOT_FINAL:
                return self.tr("Complete, but not final yet.")
            case GapKind.NOT_SIGNED:
                return self.tr("Final, but not signed yet.")
            case GapKind.UNSEALED:
                return self.tr("Final without a good seal: open it again and make it final anew.")
            case GapKind.CONFLICT:
                return self.tr("Records disagree; the secretariat decides.")
        criterion = sheet.rubric.criteria[gap.place]
        named = f"{gap.place + 1}. {criterion.name}"
        if gap.kind is GapKind.NOT_SCORED:
            return self.tr("Not scored: {criterion}").format(criterion=named)
        score = criterion.scale.format(sheet.scores[criterion.id])
        return self.tr("Score {score} without a note that explains it: {criterion}").format(
            score=score, criterion=named
        )
