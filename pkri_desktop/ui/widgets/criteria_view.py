# SPDX-License-Identifier: MIT
"""The table of criteria, walked and filled by keyboard: the cursor never leaves the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pkri_desktop.ui.models.sheet_model import NAME, SCORE, VALUE, WEIGHT, SheetModel
from pkri_desktop.ui.widgets.criteria_delegate import CriteriaDelegate

if TYPE_CHECKING:
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look


class CriteriaView(QTableView):
    """Digits score, Enter goes on to the next gap, the arrows walk anywhere.

    Signals:
        cleared: a score was taken away; what gives it again.
        moved: another criterion is the active one; its id, empty for none.
    """

    cleared = Signal(object)
    moved = Signal(str)

    def __init__(self, model: SheetModel, seat: Seat, look: Look) -> None:
        super().__init__()
        self._sheet = model
        self._look = look
        self._delegate = CriteriaDelegate(look, self)
        self.setObjectName("cardView")
        self.setAccessibleName(self.tr("Score sheet"))
        self.horizontalHeader().setAccessibleName(self.tr("Columns of the score sheet"))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._shape()
        self._place: tuple[tuple[str, str] | None, int] = (None, -1)
        self._delegate.going.connect(self.step)
        self._delegate.entered.connect(self.go_on)
        self._delegate.typed.connect(self._fit_rows)
        self._delegate.opened.connect(self._fit_rows)
        self.horizontalHeader().sectionResized.connect(self._on_section)
        model.modelAboutToBeReset.connect(self._on_resetting)
        model.modelReset.connect(self._on_reset)
        model.shown.connect(self._fit_rows)
        seat.leaving.connect(self._delegate.finish)
        look.changed.connect(self._fit)

    @property
    def row(self) -> int:
        """Return the active row, -1 for none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row the active one."""
        if 0 <= row < self._sheet.rowCount():
            self.setCurrentIndex(self._sheet.index(row, SCORE))
            self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        """Go to another row, if there is one."""
        self.setFocus()
        self.go_to(self.row + by)

    def go_on(self) -> None:
        """Go to the next criterion without a score, and rest where none is left.

        Never to one that has a score: whoever types on would replace it unseen.
        """
        self.setFocus()
        if self._sheet.editable:
            self.go_to(self._sheet.first_gap(self.row))
        else:
            self.step(1)

    def finish_typing(self) -> None:
        """Save what is being typed."""
        self._delegate.finish()

    def edit_score(self, start: str = "") -> None:
        """Open the field of the active row, with ``start`` typed into it."""
        if self._delegate.editor is not None:  # it is open already
            self._delegate.editor.setFocus()
            return
        index = self._sheet.index(max(self.row, 0), SCORE)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.setCurrentIndex(index)
        self.edit(index)
        if start and self._delegate.editor is not None:
            self._delegate.editor.put_in(start)

    def clear_score(self) -> None:
        """Take the score of the active row away."""
        if self.row < 0:
            return
        again = self._sheet.giver_of(self.row)
        if self._sheet.clear(self.row) and again is not None:
            self.cleared.emit(again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Score with digits, go on with Enter."""
        text = event.text()
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.edit_score(QGuiApplication.clipboard().text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not keys:
            self.go_on()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_score()
        elif text and text.isprintable() and not text.isspace() and self._is_plain(event):
            self.edit_score(text)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.accept()
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Keep the cursor on the scores and give the active row its room."""
        super().currentChanged(current, previous)
        if current.isValid() and current.column() != SCORE:
            self.setCurrentIndex(self._sheet.index(current.row(), SCORE))
            return
        self._fit_rows()
        self.moved.emit(self._sheet.criterion(current.row()).id if current.isValid() else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have an active row as soon as the keyboard is here."""
        super().focusInEvent(event)
        if self.row < 0:
            self.go_to(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of what the ranges mean as there is height for."""
        super().resizeEvent(event)
        self._fit()

    @staticmethod
    def _is_plain(event: QKeyEvent) -> bool:
        held = event.modifiers()
        return not held & (
            Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.AltModifier
            | Qt.KeyboardModifier.MetaModifier
        )

    def _shape(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(30)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == SCORE:
            self.edit_score()

    def _on_resetting(self) -> None:
        self._place = (self._sheet.place, self.row)

    def _on_reset(self) -> None:
        self._delegate.active_row = -1
        header = self.horizontalHeader()
        if header.count():
            header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
            for column in (WEIGHT, SCORE, VALUE):
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._fit()
        place, row = self._place
        if place is not None and place == self._sheet.place:  # read anew, not turned
            self.go_to(row)

    def _fit(self) -> None:
        look, header = self._look, self.horizontalHeader()
        header.setFixedHeight(look.px(24))
        if header.count():
            narrow = self.width() < look.px(520)
            widths = (64, 76, 64) if narrow else (70, 92, 88)
            for column, width in zip((WEIGHT, SCORE, VALUE), widths, strict=True):
                header.resizeSection(column, look.px(width))
        self._fit_rows()

    def _fit_rows(self) -> None:
        self._delegate.active_row = self.row
        rows, before = self.verticalHeader(), self.rowHeight(self.row)
        for row in range(self._sheet.rowCount()):
            height = self._delegate.row_height(self._sheet.index(row, SCORE))
            if rows.sectionSize(row) != height:
                rows.resizeSection(row, height)
        if self.rowHeight(self.row) != before:
            self.updateGeometries()  # Qt does it later, and scrolls to where the end was till then
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def _on_section(self, section: int) -> None:
        if section == NAME:
            self._fit_rows()
