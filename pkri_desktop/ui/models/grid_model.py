# SPDX-License-Identifier: MIT
"""The assessor's own scores of the day side by side: a row per innovator, a column per criterion.

Rows stand by rubric and in the order of the day; each rubric has a row of headings. Writing goes
the way that the sheet's does: parsed once, through the seat, and what is refused stays on screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pkri_desktop.analysis.own_scores import (
    OwnSheet,
    RangeCount,
    close_pairs,
    distribution,
    inverted_pairs,
)
from pkri_desktop.domain import scoring
from pkri_desktop.domain.rubric import Criterion, ImpossibleScoreError, Rubric
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.wording import Wording
from pkri_desktop.workflow.room import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.domain.roster import Entry, Group
    from pkri_desktop.domain.sheet import ScoreSheet
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.seat import Seat

NAME, FIRST = 0, 1  # the criteria begin at FIRST; total and state come after them
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
CRITERION_ROLE = Qt.ItemDataRole.UserRole + 2
WRONG_ROLE = Qt.ItemDataRole.UserRole + 3  # why what the cell shows is not saved; else empty
SCORED_ROLE = Qt.ItemDataRole.UserRole + 4

NOTHING = "–"
_NO_VALUE = frozenset({SheetStatus.RECUSED, SheetStatus.ABSENT})

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GridRow:
    """The sheet of one entry, or the headings of a rubric.

    Attributes:
        entry: None for headings.
        sheet: None for headings.
        unexplained: how many of its scores want a note and have none.
    """

    group: Group
    rubric: Rubric
    entry: Entry | None = None
    sheet: ScoreSheet | None = None
    unexplained: int = 0

    @property
    def progress(self) -> Progress | None:
        """Return how far the sheet is, as signs show it."""
        if self.sheet is None:
            return None
        criteria = len(self.rubric.criteria)
        return Progress(self.sheet.status, len(self.sheet.scores), criteria, 0)

    @property
    def ready(self) -> bool:
        """Say whether the sheet can be made final."""
        sheet = self.sheet
        return sheet is not None and sheet.status is SheetStatus.COMPLETE and not self.unexplained

    @property
    def total(self) -> str:
        """Return the total as it is written, a dash while it has none."""
        sheet = self.sheet
        total = sheet.total if sheet is not None and sheet.status not in _NO_VALUE else None
        return scoring.format_decimal(total) if total is not None else NOTHING


class GridModel(QAbstractTableModel):
    """Everything that who sits here has scored.

    Signals:
        changed: a sheet of the grid is another one now; totals and pairs are to be told again.
    """

    changed = Signal()

    def __init__(self, seat: Seat, sentence: Callable[[Refusal], str]) -> None:
        super().__init__()
        self._seat, self._sentence = seat, sentence
        self._wording = Wording()
        self._rows: list[GridRow] = []
        self._left: dict[tuple[str, str, str], tuple[str, str]] = {}
        seat.touched.connect(self._on_touched)

    # What there is

    @property
    def criteria(self) -> int:
        """Return how many columns of criteria there are."""
        return max((len(row.rubric.criteria) for row in self._rows), default=0)

    @property
    def total_column(self) -> int:
        """Return the column of the totals."""
        return FIRST + self.criteria

    @property
    def sheets(self) -> list[GridRow]:
        """Return the rows that are sheets."""
        return [row for row in self._rows if row.sheet is not None]

    @property
    def left_unsaved(self) -> int:
        """Return how many typed scores are on screen only."""
        return len(self._left)

    def row(self, number: int) -> GridRow:
        """Return a row."""
        return self._rows[number]

    def row_of(self, entry_id: str) -> int:
        """Return the number of an entry's row, or -1."""
        found = (n for n, row in enumerate(self._rows) if row.entry and row.entry.id == entry_id)
        return next(found, -1)

    def beside(self, row: int, column: int, down: int, right: int) -> tuple[int, int]:
        """Return the next cell of a criterion in a direction; the same one at the edge."""
        row += down
        while 0 <= row < len(self._rows) and self._rows[row].sheet is None:
            row += down or 1
        if not 0 <= row < len(self._rows):
            return -1, -1
        most = FIRST + len(self._rows[row].rubric.criteria) - 1
        return row, min(max(column + right, FIRST), most)

    def criterion(self, index: Index) -> Criterion | None:
        """Return the criterion of a cell; None where there is none."""
        criteria = self._rows[index.row()].rubric.criteria
        place = index.column() - FIRST
        return criteria[place] if 0 <= place < len(criteria) else None

    # What it says together

    def distribution(self, row: int) -> tuple[Criterion | None, tuple[RangeCount, ...]]:
        """Return how often each range was used, on the scale of a row; with one of its criteria."""
        if not 0 <= row < len(self._rows):
            return None, ()
        criterion = self._rows[row].rubric.criteria[0]
        scale = criterion.scale
        scores = [
            steps
            for one in self.sheets
            if one.sheet is not None and one.sheet.status not in _NO_VALUE
            and _range(one.rubric.criteria[0]) == _range(criterion)
            for steps in one.sheet.scores.values()
        ]  # fmt: skip
        return criterion, distribution(scale, scores)

    def pairs(self) -> list[str]:
        """Return sentences about sheets that hardly differ, or where the heaviest one differs."""
        close, inverted = [], []
        for rubric, sheets in self._complete().values():
            for pair in close_pairs(rubric, sheets):
                words = (
                    self.tr("{one} and {other} are {difference} apart.")
                    if pair.difference
                    else self.tr("{one} and {other} have the same total.")
                )
                told = scoring.format_decimal(pair.difference)
                close.append(words.format(one=pair.higher, other=pair.lower, difference=told))
            for odd in inverted_pairs(rubric, sheets):
                words = self.tr("{one} is above {other}, but {steps} lower on “{criterion}”.")
                steps = odd.criterion.scale.format(odd.gap)
                inverted.append(
                    words.format(
                        one=odd.higher, other=odd.lower, steps=steps, criterion=odd.criterion.name
                    )
                )
        return [*close, *inverted]

    def _complete(self) -> dict[str, tuple[Rubric, list[OwnSheet]]]:
        found: dict[str, tuple[Rubric, list[OwnSheet]]] = {}
        for row in self.sheets:
            sheet = row.sheet
            if sheet is None or row.entry is None or sheet.status in _NO_VALUE:
                continue
            total = sheet.total
            if total is not None:
                _, sheets = found.setdefault(row.group.id, (row.rubric, []))
                sheets.append(OwnSheet(row.entry.code, sheet.scores, total))
        return found

    # Writing

    def clear(self, index: Index) -> Callable[[], None] | None:
        """Take a score away; return what gives it again, None when nothing was taken."""
        row, criterion = self._rows[index.row()], self.criterion(index)
        if criterion is None or row.sheet is None or row.entry is None:
            return None
        steps = row.sheet.scores.get(criterion.id)
        if not self.setData(index, "") or steps is None:
            return None
        key, words = self._key(row, criterion), criterion.scale.format(steps)

        def give() -> None:
            here = self.row_of(key[1])
            if self._seat.assessor == key[0] and here >= 0:
                cell = self.index(here, index_column)
                if not cell.data(SCORED_ROLE):
                    self.setData(cell, words)

        index_column = index.column()
        return give

    def retry(self) -> int:
        """Try to save again what was left unsaved; return how much still is."""
        for number, row in enumerate(self._rows):
            for place, criterion in enumerate(row.rubric.criteria if row.sheet else ()):
                left = self._left.get(self._key(row, criterion))
                if left is not None:
                    self.setData(self.index(number, FIRST + place), left[0])
        return self.left_unsaved

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Parse what was typed and save it; what cannot be saved stays on screen, marked."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, criterion = self._rows[index.row()], self.criterion(index)
        if criterion is None or row.entry is None or not self._editable(row):
            return False
        assert row.sheet is not None  # noqa: S101 -- a row with an entry has a sheet
        typed, key = str(value), self._key(row, criterion)
        try:
            steps = criterion.scale.parse(typed)
        except ImpossibleScoreError:
            return self._leave(index, key, typed, self._wording.impossible(criterion, typed))
        if steps != row.sheet.scores.get(criterion.id):
            room, (assessor, entry, _) = self._seat.room, key
            before = row.sheet.scores.get(criterion.id)
            refusal = self._seat.write(
                lambda: room.give_score(assessor, entry, criterion.id, steps), typed=True
            )
            if refusal is not None:
                self._rows[index.row()] = self._read_row(row)
                return self._leave(index, key, typed, self._sentence(refusal))
            self._seat.scored.emit(entry, criterion.id, before, steps)
        if self._left.pop(key, None) is not None:
            self._refresh(index.row())
        return True

    def _key(self, row: GridRow, criterion: Criterion) -> tuple[str, str, str]:
        return self._seat.assessor, row.entry.id if row.entry else "", criterion.id

    def _leave(self, index: Index, key: tuple[str, str, str], typed: str, why: str) -> bool:
        self._left[key] = (typed.strip(), self.tr("Not saved. {why}").format(why=why))
        self._refresh(index.row())
        return False

    def _editable(self, row: GridRow) -> bool:
        sheet = row.sheet
        return bool(self._seat.scores_here and sheet and sheet.editable and not sheet.absent)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are, with the headings."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the name, the criteria, the total and the state."""
        return 0 if parent.isValid() else self.criteria + 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let scores be edited while their sheet is open."""
        if not index.isValid() or self._rows[index.row()].sheet is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.criterion(index) is not None and self._editable(self._rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows or says."""
        if not index.isValid():
            return None
        row, criterion = self._rows[index.row()], self.criterion(index)
        left = self._left.get(self._key(row, criterion)) if criterion and row.sheet else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return left[0] if left else self._text(index, row, criterion)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.words(index)
            case Qt.ItemDataRole.ToolTipRole:
                if criterion is not None:
                    return self._wording.meaning(criterion)
                return row.entry.title if row.entry and index.column() == NAME else None
            case _ if role == ROW_ROLE:
                return row
            case _ if role == CRITERION_ROLE:
                return criterion
            case _ if role == WRONG_ROLE:
                return left[1] if left else ""
            case _ if role == SCORED_ROLE:
                return bool(criterion and row.sheet and criterion.id in row.sheet.scores)
        return None

    def words(self, index: Index) -> str:
        """Return a cell in a sentence: whose it is, what is scored there, and what it means."""
        row, criterion = self._rows[index.row()], self.criterion(index)
        if row.entry is None or row.sheet is None:
            return row.group.name
        named = f"{row.entry.code} {row.entry.name}"
        status = self._wording.status(row.sheet.status)
        if criterion is None:
            return f"{named} · {row.total} · {status}"
        left = self._left.get(self._key(row, criterion))
        steps = row.sheet.scores.get(criterion.id)
        score = criterion.scale.format(steps) if steps is not None else self.tr("not scored")
        band = criterion.band_of(steps) if steps is not None else None
        place = f"{index.column() - FIRST + 1}. {criterion.name}"
        parts = [named, place, left[1] if left else score, band.text if band and not left else ""]
        if not self._editable(row):
            parts.append(status)
        return " · ".join(part for part in parts if part)

    def _text(self, index: Index, row: GridRow, criterion: Criterion | None) -> str:
        if row.sheet is None or row.entry is None:
            return row.group.name if index.column() == NAME else ""
        if index.column() == NAME:
            return f"{row.entry.code} {row.entry.name}"
        if index.column() == self.total_column:
            return row.total
        if criterion is None:
            return ""
        steps = row.sheet.scores.get(criterion.id)
        return "" if steps is None else criterion.scale.format(steps)

    # Reading

    def reload(self) -> None:
        """Read every sheet again."""
        self.beginResetModel()
        self._rows = self._read()
        self.endResetModel()
        self.changed.emit()

    def _read(self) -> list[GridRow]:
        seat = self._seat
        if not seat.assessor:
            return []
        room = seat.room
        known = room.progress(seat.assessor)  # of entries whose group has a rubric
        entries = [
            row.entry
            for row in room.schedule()
            if row.entry.id in known and room.assigned(seat.assessor, row.entry.id)
        ]
        rows: list[GridRow] = []
        group = ""
        for entry in sorted(entries, key=lambda entry: (entry.group.position, entry.group.id)):
            sheet = room.sheet(seat.assessor, entry.id)
            if entry.group.id != group:
                group = entry.group.id
                rows.append(GridRow(entry.group, sheet.rubric))
            rows.append(self._read_row(GridRow(entry.group, sheet.rubric, entry, sheet)))
        return rows

    def _read_row(self, row: GridRow) -> GridRow:
        assert row.entry is not None  # noqa: S101 -- not of headings
        seat = self._seat
        sheet = seat.room.sheet(seat.assessor, row.entry.id)
        wanting = (
            len(seat.room.unexplained(seat.assessor, row.entry.id))
            if sheet.status is SheetStatus.COMPLETE
            else 0
        )
        return replace(row, sheet=sheet, unexplained=wanting)

    def _refresh(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, NAME), self.index(row, self.columnCount() - 1))
        self.changed.emit()

    def _on_touched(self, touched: Touched) -> None:
        if touched.foundation:
            self.reload()
            return
        assessor = self._seat.assessor
        entries = {entry for who, entry in touched.sheets | touched.notes if who == assessor}
        for entry in entries | touched.entries:
            number = self.row_of(entry)
            if number >= 0:
                self._rows[number] = self._read_row(self._rows[number])
                self._refresh(number)


def _range(criterion: Criterion) -> tuple[int, int, int]:
    scale = criterion.scale
    return scale.low, scale.high, scale.decimals
