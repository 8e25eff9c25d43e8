# SPDX-License-Identifier: MIT
"""The grid of own scores, walked and filled by keyboard: the cursor never leaves the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pkri_desktop.ui.models.grid_model import FIRST, NAME, ROW_ROLE, WRONG_ROLE, GridModel
from pkri_desktop.ui.widgets.cell_edit import CellNote
from pkri_desktop.ui.widgets.grid_delegate import GridDelegate

if TYPE_CHECKING:
    from pkri_desktop.ui.models.grid_model import Index
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look

_NAME_LEAST, _SCORE, _SCORE_LEAST, _TOTAL, _STATE = 112, 72, 41, 56, 40
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
}


class GridView(QTableView):
    """Digits score, Enter goes down, the arrows walk anywhere.

    Signals:
        cleared: a score was taken away; what gives it again.
        entry_wanted: the sheet of this entry shall be shown.
        moved: another cell is the current one, or says something else.
        walked: another cell is the current one.
    """

    cleared = Signal(object)
    entry_wanted = Signal(str)
    moved = Signal()
    walked = Signal()

    def __init__(self, model: GridModel, seat: Seat, look: Look) -> None:
        super().__init__()
        self._grid, self._look = model, look
        self._delegate = GridDelegate(look, self)
        self.setAccessibleName(self.tr("My scores side by side"))
        self.note = CellNote(look, self.viewport())
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._shape()
        self._delegate.going.connect(lambda step: self.step(step, 0))
        self._delegate.sideways.connect(lambda step: self.step(0, step))
        self._delegate.typed.connect(self._tell)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(self._tell)
        seat.leaving.connect(self._delegate.finish)
        look.changed.connect(self._fit)

    def go_to(self, row: int, column: int = FIRST) -> None:
        """Make a cell the current one."""
        if 0 <= row < self._grid.rowCount():
            self.setCurrentIndex(self._grid.index(row, column))

    def step(self, down: int, right: int) -> None:
        """Go to another cell, if there is one."""
        self.setFocus()
        here = self.currentIndex()
        row, column = self._grid.beside(here.row(), max(here.column(), FIRST), down, right)
        if row >= 0:
            self.go_to(row, column)

    def edit_score(self, start: str = "") -> None:
        """Open the field of the current cell, with ``start`` typed into it."""
        if self._delegate.editor is not None:  # it is open already
            self._delegate.editor.setFocus()
            return
        index = self.currentIndex()
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.scrollTo(index)
        self.edit(index)
        if start and self._delegate.editor is not None:
            self._delegate.editor.put_in(start)

    def clear_score(self) -> None:
        """Take the score of the current cell away."""
        index = self.currentIndex()
        again = self._grid.clear(index) if index.isValid() else None
        if again is not None:
            self.cleared.emit(again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Score with digits, walk with arrows and Enter."""
        text, key = event.text(), Qt.Key(event.key())
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.edit_score(QGuiApplication.clipboard().text())
        elif key in _STEPS and not keys:
            self.step(*_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and keys == _SHIFT:
            self._want_entry(self.currentIndex())
        elif key == Qt.Key.Key_F2:
            self.edit_score()
        elif key == Qt.Key.Key_Delete:
            self.clear_score()
        elif text and text.isprintable() and not text.isspace() and not keys & ~_SHIFT:
            self.edit_score(text)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep the cursor on the scores and say what stands there."""
        super().currentChanged(current, previous)
        if current.isValid():
            row, column = self._grid.beside(current.row(), current.column(), 0, 0)
            if (row, column) != (current.row(), current.column()):
                self.go_to(row, column)
                return
            if row and self._grid.row(row - 1).sheet is None:
                self.scrollTo(self._grid.index(row - 1, NAME))  # with its headings
            self.scrollTo(self._grid.index(row, column))
        self.viewport().update()
        self._tell()
        self.walked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current cell as soon as the keyboard is here."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            row, column = self._grid.beside(0, FIRST, 0, 0)
            self.go_to(row, column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the room that the scores leave."""
        super().resizeEvent(event)
        self._fit()

    def _shape(self) -> None:
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(10)
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == NAME:
            self._want_entry(index)
        else:
            self.edit_score()

    def _want_entry(self, index: Index) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None and row.entry is not None:
            self.entry_wanted.emit(row.entry.id)

    def _tell(self) -> None:
        index = self.currentIndex()
        said = self._delegate.hint or (index.data(WRONG_ROLE) if index.isValid() else "") or ""
        self.note.tell(said, self.visualRect(index), self.viewport().rect())
        self.moved.emit()

    def _fit(self) -> None:
        px, header = self._look.px, self.horizontalHeader()
        criteria = self._grid.criteria
        if not criteria:
            return
        around = px(_TOTAL) + px(_STATE)
        room = self.viewport().width() - around
        score = min(max((room - px(_NAME_LEAST) * 2) // criteria, px(_SCORE_LEAST)), px(_SCORE))
        if room - score * criteria < px(_NAME_LEAST):
            score = px(_SCORE_LEAST)
        header.resizeSection(NAME, max(room - score * criteria, px(_NAME_LEAST)))
        for column in range(FIRST, FIRST + criteria):
            header.resizeSection(column, score)
        header.resizeSection(self._grid.total_column, px(_TOTAL))
        header.resizeSection(self._grid.total_column + 1, px(_STATE))
        rows = self.verticalHeader()
        for row in range(self._grid.rowCount()):
            rows.resizeSection(row, self._delegate.row_height(self._grid.row(row)))
        self._tell()


_SHIFT = Qt.KeyboardModifier.ShiftModifier
