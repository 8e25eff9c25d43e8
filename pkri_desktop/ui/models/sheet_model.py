# SPDX-License-Identifier: MIT
"""The open score sheet as a table: one row per criterion.

Typed text is parsed once, in ``setData``, and formatted once, in ``data``. What was typed but could
not be saved stays on screen, marked, until it is corrected or saved.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pkri_desktop.domain import scoring
from pkri_desktop.domain.rubric import Criterion, ImpossibleScoreError
from pkri_desktop.domain.sheet import ScoreSheet, SheetStatus
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.seat import Seat

NAME, WEIGHT, SCORE, VALUE = range(4)

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1  # the second line: band, description or what is wrong
WRONG_ROLE = Qt.ItemDataRole.UserRole + 3  # whether the row shows something that is not saved
SCORED_ROLE = Qt.ItemDataRole.UserRole + 4
CRITERION_ROLE = Qt.ItemDataRole.UserRole + 5
NOTES_ROLE = Qt.ItemDataRole.UserRole + 6  # how many notes are about the criterion
UNEXPLAINED_ROLE = Qt.ItemDataRole.UserRole + 7  # whether the score still wants a note

NOTHING = "–"


class SheetModel(QAbstractTableModel):
    """The criteria of the open sheet, their scores and what they add.

    Signals:
        shown: the sheet is another one, or has changed; read ``sheet`` again.
        unsaved: something typed could not be saved; the sentence that says why.
    """

    shown = Signal()
    unsaved = Signal(str)

    def __init__(self, seat: Seat, sentence: Callable[[Refusal], str]) -> None:
        super().__init__()
        self._seat = seat
        self._sentence = sentence
        self._wording = Wording()
        self._sheet: ScoreSheet | None = None
        self._writable = False
        self._notes: Counter[str] = Counter()
        self._unexplained: frozenset[str] = frozenset()
        self._left: dict[tuple[str, str, str], tuple[str, str]] = {}
        seat.sat.connect(self.reload)
        seat.turned.connect(self.reload)
        seat.touched.connect(self._on_touched)

    @property
    def sheet(self) -> ScoreSheet | None:
        """Return the sheet shown, None while no entry lies open."""
        return self._sheet

    @property
    def place(self) -> tuple[str, str] | None:
        """Return whose sheet of which entry is shown."""
        return (self._sheet.assessor, self._sheet.entry) if self._sheet is not None else None

    @property
    def editable(self) -> bool:
        """Say whether scores can be given now."""
        sheet = self._sheet
        return bool(self._writable and sheet and sheet.editable and not sheet.absent)

    @property
    def left_unsaved(self) -> int:
        """Return how many typed scores are on screen only."""
        return len(self._left)

    @property
    def unexplained(self) -> int:
        """Return how many scores still want a note."""
        return len(self._unexplained)

    def criterion(self, row: int) -> Criterion:
        """Return the criterion of a row."""
        assert self._sheet is not None  # noqa: S101 -- rows exist only with a sheet
        return self._sheet.rubric.criteria[row]

    def first_gap(self, after: int = -1) -> int:
        """Return the next row without a saved score, going round; -1 when none is."""
        scores = self._sheet.scores if self._sheet is not None else {}
        return self._next(after, lambda criterion: criterion.id not in scores)

    def first_unexplained(self, after: int = -1) -> int:
        """Return the next row whose score still wants a note, going round; -1 when none is."""
        return self._next(after, lambda criterion: criterion.id in self._unexplained)

    def _next(self, after: int, is_meant: Callable[[Criterion], bool]) -> int:
        criteria = self._sheet.rubric.criteria if self._sheet is not None else ()
        rows = (*range(after + 1, len(criteria)), *range(min(after + 1, len(criteria))))
        return next((row for row in rows if is_meant(criteria[row])), -1)

    def clear(self, row: int) -> bool:
        """Take a score away, so that the criterion is not scored."""
        return self.setData(self.index(row, SCORE), "")

    def giver_of(self, row: int) -> Callable[[], None] | None:
        """Return what gives the score of a row again while that is open and has none."""
        criterion = self.criterion(row)
        steps = self._sheet.scores.get(criterion.id) if self._sheet is not None else None
        if steps is None:
            return None
        key, words = self._key(criterion), criterion.scale.format(steps)

        def give() -> None:
            if self._key(criterion) == key and not self.index(row, SCORE).data(SCORED_ROLE):
                self.setData(self.index(row, SCORE), words)

        return give

    def reload(self) -> None:
        """Read the open sheet again, as another one."""
        self.beginResetModel()
        self._read()
        self.endResetModel()
        self.shown.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many criteria there are."""
        if parent.isValid() or self._sheet is None:
            return 0
        return len(self._sheet.rubric.criteria)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the four columns."""
        return 0 if parent.isValid() else 4

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return the name of a column."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("CRITERIA"),
                self.tr("WEIGHT"),
                self.tr("SCORE"),
                self.tr("VALUE"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (
                Qt.AlignmentFlag.AlignLeft,
                Qt.AlignmentFlag.AlignRight,
                Qt.AlignmentFlag.AlignHCenter,
                Qt.AlignmentFlag.AlignRight,
            )[section] | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let scores be edited while the sheet is open."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == SCORE and self.editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return what a cell shows or says."""
        if not index.isValid() or self._sheet is None:
            return None
        criterion = self.criterion(index.row())
        steps = self._sheet.scores.get(criterion.id)
        left = self._left.get(self._key(criterion))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._text(index, criterion, steps, left)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, criterion, steps, left)
        if role == DETAIL_ROLE:
            return left[1] if left else self._detail(criterion, steps)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._wording.meaning(criterion)
        if role == WRONG_ROLE:
            return left is not None
        if role == SCORED_ROLE:
            return steps is not None
        if role == CRITERION_ROLE:
            return criterion
        if role == NOTES_ROLE:
            return self._notes[criterion.id]
        if role == UNEXPLAINED_ROLE:
            return criterion.id in self._unexplained
        return None

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: object,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Parse what was typed and save it; what cannot be saved stays on screen, marked."""
        if role != Qt.ItemDataRole.EditRole or index.column() != SCORE or not self.editable:
            return False
        assert self._sheet is not None  # noqa: S101 -- editable means that there is one
        criterion, typed = self.criterion(index.row()), str(value)
        key = self._key(criterion)
        try:
            steps = criterion.scale.parse(typed)
        except ImpossibleScoreError:
            self._leave(index, key, typed, self._wording.impossible(criterion, typed))
            return False
        if steps == self._sheet.scores.get(criterion.id):
            self._forget(index, key)
            return True
        assessor, entry = self._sheet.assessor, self._sheet.entry
        before = self._sheet.scores.get(criterion.id)
        refusal = self._seat.write(
            lambda: self._seat.room.give_score(assessor, entry, criterion.id, steps), typed=True
        )
        if refusal is not None:
            self._read()
            self._leave(index, key, typed, self._sentence(refusal))
            return False
        self._forget(index, key)
        self._seat.scored.emit(entry, criterion.id, before, steps)
        return True

    def retry(self) -> int:
        """Try to save again what was left unsaved on this sheet; return how much still is."""
        for row in range(self.rowCount()):
            left = self._left.get(self._key(self.criterion(row)))
            if left is not None:
                self.setData(self.index(row, SCORE), left[0])
        return self.left_unsaved

    def _key(self, criterion: Criterion) -> tuple[str, str, str]:
        return self._seat.assessor, self._seat.entry, criterion.id

    def _leave(
        self,
        index: QModelIndex | QPersistentModelIndex,
        key: tuple[str, str, str],
        typed: str,
        why: str,
    ) -> None:
        self._left[key] = (typed.strip(), self.tr("Not saved. {why}").format(why=why))
        self._refresh_row(index.row())
        self.unsaved.emit(why)
        self.shown.emit()

    def _forget(
        self, index: QModelIndex | QPersistentModelIndex, key: tuple[str, str, str]
    ) -> None:
        if self._left.pop(key, None) is not None:
            self._refresh_row(index.row())
            self.shown.emit()

    def _text(
        self,
        index: QModelIndex | QPersistentModelIndex,
        criterion: Criterion,
        steps: int | None,
        left: tuple[str, str] | None,
    ) -> str:
        match index.column():
            case 0:
                return f"{index.row() + 1}. {criterion.name}"
            case 1:
                return scoring.format_weight(criterion.weight)
            case 2:
                if left is not None:
                    return left[0]
                return "" if steps is None else criterion.scale.format(steps)
            case _:
                if steps is None:
                    return NOTHING
                return scoring.format_decimal(scoring.weighted(criterion, steps))

    def _spoken(
        self,
        index: QModelIndex | QPersistentModelIndex,
        criterion: Criterion,
        steps: int | None,
        left: tuple[str, str] | None,
    ) -> str:
        if index.column() != SCORE:
            return self._text(index, criterion, steps, left)
        if left:
            return f"{criterion.name}: {left[0]}. {left[1]}"
        score = criterion.scale.format(steps) if steps is not None else self.tr("not scored")
        words = [score]
        if criterion.id in self._unexplained:
            words.append(self._detail(criterion, steps))
        if notes := self._notes[criterion.id]:
            words.append(self.tr("notes: {n}").format(n=notes))
        return f"{criterion.name}: {', '.join(words)}"

    def _detail(self, criterion: Criterion, steps: int | None) -> str:
        if self._sheet is not None and criterion.id in self._sheet.conflicts:
            return self.tr("two records disagree")
        if steps is None:
            status = self._sheet.status if self._sheet is not None else None
            if status in {SheetStatus.RECUSED, SheetStatus.ABSENT}:
                return self._wording.status(status)
            return self.tr("not scored")
        if criterion.id in self._unexplained:
            return self.tr("explain: write a note")
        band = criterion.band_of(steps)
        return band.text if band is not None else criterion.description

    def _read(self) -> None:
        seat = self._seat
        self._sheet = seat.sheet() if seat.assessor and seat.entry else None
        self._writable = seat.writable
        notes = seat.room.notes(seat.assessor, seat.entry) if self._sheet is not None else ()
        self._notes = Counter(note.criterion for note in notes)
        wanting = seat.room.unexplained(seat.assessor, seat.entry) if self.editable else ()
        self._unexplained = frozenset(criterion.id for criterion in wanting)

    def _refresh_row(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, NAME), self.index(row, VALUE))

    def _on_touched(self, touched: Touched) -> None:
        here = (self._seat.assessor, self._seat.entry)
        if touched.foundation:
            self.reload()
        elif self._sheet and (
            here in touched.sheets | touched.notes or self._seat.entry in touched.entries
        ):
            self._read()
            self.dataChanged.emit(
                self.index(0, NAME), self.index(max(self.rowCount() - 1, 0), VALUE)
            )
            self.shown.emit()
