# SPDX-License-Identifier: MIT
"""The schedule as a list: who presents when, how far the sheet is, and the pauses between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pkri_desktop.domain.pace import TurnState
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.day_wording import DayWording
from pkri_desktop.ui.seat import SETTLED
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from pkri_desktop.domain.schedule import Break
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.workflow.day import ScheduleRow
    from pkri_desktop.workflow.room import Progress

ALL_ROOMS = ""

LINE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the schedule: an entry with its progress, or a pause.

    Attributes:
        assigned: whether the assessor who sits here scores it.
    """

    row: ScheduleRow | None
    progress: Progress | None
    assigned: bool
    pause: Break | None

    @property
    def entry_id(self) -> str:
        """Return the entry's id, empty for a pause."""
        return self.row.entry.id if self.row else ""

    @property
    def time(self) -> str:
        """Return when it begins as ``08.30``; empty without a slot, and while it is put off."""
        if self.pause is not None:
            return f"{self.pause.starts:%H.%M}"
        starts = self.row.starts if self.row else None
        return f"{starts:%H.%M}" if starts else ""

    @property
    def turn(self) -> TurnState | None:
        """Return how far the turn is; None for a pause.

        Whoever does not use the timer has had the entry in once its sheet needs nothing more.
        """
        if self.row is None:
            return None
        waits = self.row.state in (TurnState.WAITING, TurnState.UNDER_WAY)
        return TurnState.DONE if waits and self.settled else self.row.state

    @property
    def settled(self) -> bool:
        """Say whether nothing is left to do here."""
        return self.progress is not None and self.progress.status in SETTLED


@dataclass(frozen=True, slots=True)
class Tally:
    """How far an assessor is, in numbers that add up."""

    entries: int
    final: int
    recused: int
    absent: int


class Shown(NamedTuple):
    """Which entries of a room are wanted; what is empty does not restrict.

    Attributes:
        words: each must begin a word of code, title, agency or unit.
        group: id of a group.
        state: how far the turn is.
        open: only what its assessor has something left to do with.
    """

    words: str = ""
    group: str = ""
    state: TurnState | None = None
    open: bool = False

    def takes(self, line: Line) -> bool:
        """Say whether a line is wanted; pauses are only where nothing restricts."""
        if line.row is None:
            return self == Shown()
        entry = line.row.entry
        said = " ".join((entry.code, entry.name, entry.title, entry.presenter)).casefold()
        starts = [said, *said.split()]
        return (
            all(any(one.startswith(w) for one in starts) for w in self.words.casefold().split())
            and self.group in ("", entry.group.id)
            and self.state in (None, line.turn)
            and (not self.open or (line.assigned and not line.settled))
        )


class ScheduleModel(QAbstractListModel):
    """The lines of one room, or of all rooms; those that are wanted."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._wording, self._days = Wording(), DayWording()
        self._room = ALL_ROOMS
        self._all: list[Line] = []  # of the room, wanted or not: one walks along these
        self._lines: list[Line] = []
        self._shown = Shown()
        seat.sat.connect(self.reload)
        seat.touched.connect(self._on_touched)

    @property
    def room(self) -> str:
        """Return the room shown, or ``ALL_ROOMS``."""
        return self._room

    def show_room(self, room: str) -> None:
        """Show one room only, or all with ``ALL_ROOMS``."""
        self._room = room
        self.reload()

    def show_only(self, shown: Shown) -> None:
        """Show what is wanted only."""
        self._shown = shown
        self.reload()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return all lines of the room, shown or not."""
        return tuple(self._all)

    def following(self) -> str:
        """Return the entry whose turn comes next: the first that waits; empty for none."""
        return next((line.entry_id for line in self._all if line.turn is TurnState.WAITING), "")

    def rooms(self) -> tuple[str, ...]:
        """Return the rooms of the schedule, in order."""
        rooms = {row.panel.room for row in self._seat.room.schedule() if row.panel is not None}
        return tuple(sorted(rooms))

    def line(self, index: QModelIndex | QPersistentModelIndex | int) -> Line:
        """Return the line at an index or a row number."""
        return self._lines[index if isinstance(index, int) else index.row()]

    def row_of(self, entry_id: str) -> int:
        """Return the row number of an entry, or -1."""
        return next((n for n, line in enumerate(self._lines) if line.entry_id == entry_id), -1)

    def tally(self) -> Tally:
        """Count the shown entries that the assessor scores."""
        lines = [line for line in self._all if line.row is not None and line.assigned]
        states = [line.progress.status for line in lines if line.progress is not None]
        return Tally(
            entries=len(lines),
            final=states.count(SheetStatus.FINAL) + states.count(SheetStatus.SIGNED),
            recused=states.count(SheetStatus.RECUSED),
            absent=states.count(SheetStatus.ABSENT),
        )

    def neighbour(self, entry_id: str, step: int) -> str:
        """Return the entry ``step`` places on or back in the list; empty at its end."""
        entries = [line.entry_id for line in self._lines if line.row is not None]
        entries = entries or [line.entry_id for line in self._all if line.row is not None]
        if entry_id not in entries:
            return entries[0] if entries else ""
        place = entries.index(entry_id) + step
        return entries[place] if 0 <= place < len(entries) else ""

    def next_open(self, entry_id: str) -> str:
        """Return the next entry with something left to score, going round; empty when none is."""
        lines = [line for line in self._all if line.row is not None]
        here = next((n for n, line in enumerate(lines) if line.entry_id == entry_id), -1)
        for line in lines[here + 1 :] + lines[: here + 1]:
            if line.assigned and not line.settled and line.entry_id != entry_id:
                return line.entry_id
        return ""

    def reload(self) -> None:
        """Read everything again."""
        self.beginResetModel()
        self._all = self._read()
        self._lines = [line for line in self._all if self._shown.takes(line)]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return the line, or the sentence that a screen reader says of it."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._sentence(line)
        if role == Qt.ItemDataRole.ToolTipRole and line.row is not None:
            entry = line.row.entry
            return f"{entry.code} · {entry.title}\n{entry.presenter}"
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let entries be chosen, pauses not."""
        if not index.isValid() or self._lines[index.row()].row is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _sentence(self, line: Line) -> str:
        if line.pause is not None:
            return f"{line.time}, {line.pause.name}"
        assert line.row is not None  # noqa: S101 -- a line is one or the other
        entry = line.row.entry
        words = [line.time, entry.code, entry.name, entry.presenter]
        words.append(self._days.turn(line.turn or line.row.state))
        if line.progress is not None and line.assigned:
            words.append(self._wording.progress(line.progress))
        if line.progress is not None and line.progress.notes:
            words.append(self.tr("notes: {n}").format(n=line.progress.notes))
        return ", ".join(word for word in words if word)

    def _read(self) -> list[Line]:
        room = self._seat.room
        rows = room.schedule()
        progress = room.progress(self._seat.assessor) if self._seat.assessor else {}
        shown = [
            row
            for row in rows
            if self._room == ALL_ROOMS or (row.panel is not None and row.panel.room == self._room)
        ]
        panels = {row.panel.id for row in shown if row.panel is not None}
        lines = [
            Line(row, progress.get(row.entry.id), self._assigned(row.entry.id), None)
            for row in shown
        ]
        if self._room != ALL_ROOMS or len(panels) == 1:
            for pause in room.breaks():
                if pause.panel in panels:
                    lines.insert(self._place(lines, pause), Line(None, None, False, pause))
        return lines

    def _assigned(self, entry_id: str) -> bool:
        return bool(self._seat.assessor) and self._seat.room.assigned(self._seat.assessor, entry_id)

    @staticmethod
    def _place(lines: list[Line], pause: Break) -> int:
        for number, line in enumerate(lines):
            if line.row is None:
                continue
            if line.row.starts is None or line.row.starts >= pause.starts:
                return number
        return len(lines)

    def _on_touched(self, touched: Touched) -> None:
        if touched.foundation:
            self.reload()
            return
        entries = {entry for assessor, entry in touched.sheets if assessor == self._seat.assessor}
        entries |= touched.entries | {entry for _, entry in touched.notes}
        if not entries:
            return
        before = [line.entry_id for line in self._all]
        self._all = self._read()
        if before != [line.entry_id for line in self._all]:
            self.reload()  # turns were moved
            return
        fresh = {line.entry_id: line for line in self._all if line.row is not None}
        for number, line in enumerate(self._lines):
            if line.entry_id in entries and line.entry_id in fresh:
                self._lines[number] = fresh[line.entry_id]
                index = self.index(number)
                self.dataChanged.emit(index, index)
