# SPDX-License-Identifier: MIT
"""A table of texts to be read, row by row; a cell can hold buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QResizeEvent

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_AROUND = 32  # pixels beside the buttons of a cell; the style's padding is among them
_AIR = 10  # pixels of height that a row has beyond its texts
_LEAST = 240  # pixels of the wide column; where there are fewer, the table scrolls,
_SCROLLED = 420  # and then the column gets so many: its rows are lower


class PlainTable(QTableWidget):
    """As wide as its texts, one column as wide as there is room; rows as high as needed."""

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        *,
        numbers: Collection[int] = (),
        wide: int,
        first: int = 230,
    ) -> None:
        """Make an empty table.

        Args:
            name: what it is a table of, for who hears it.
            headings: the columns' names.
            numbers: which columns hold a number.
            wide: which column takes what room there is.
            first: pixels of the first column, which can be dragged wider.
        """
        super().__init__(0, len(headings))
        self._numbers, self._wide = numbers, wide
        self._widths: dict[int, int] = {}  # of columns that hold buttons
        self._later = QTimer(self, singleShot=True, interval=0)  # once for many rows
        self._later.timeout.connect(self.resizeRowsToContents)
        self.setHorizontalHeaderLabels(headings)
        self.setAccessibleName(name)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab goes on to the buttons, the arrows from row to row
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setObjectName("plain")
        header.setDefaultAlignment(_LEFT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._give_room)
        self.setColumnWidth(0, first)
        for number in numbers:
            if (heading := self.horizontalHeaderItem(number)) is not None:
                heading.setTextAlignment(_NUMBER)

    def put(self, row: int, column: int, text: str) -> None:
        """Put a text into a cell; what does not fit there is told on hovering."""
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        if column in self._numbers:
            item.setTextAlignment(_NUMBER)
        self.setItem(row, column, item)

    def put_widgets(self, row: int, column: int, *widgets: QWidget) -> None:
        """Put buttons into a cell, side by side at their own width, which the column gets."""
        cell = QWidget()
        line = QHBoxLayout(cell)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch()
        self.setCellWidget(row, column, cell)
        if column != self._wide:
            for widget in widgets:
                widget.ensurePolished()  # its style says how wide it is
            wanted = sum(widget.sizeHint().width() for widget in widgets) + _AROUND
            if wanted > self._widths.get(column, 0):  # to ask the table would lay it out each time
                self._widths[column] = wanted
                header = self.horizontalHeader()
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(column, wanted)

    def sizeHintForRow(self, row: int) -> int:
        """Return the height of the texts, and some air."""
        return super().sizeHintForRow(row) + _AIR

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wide column what room there is."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self, column: int = -1) -> None:
        if column == self._wide:
            return
        others = sum(
            self.columnWidth(other) for other in range(self.columnCount()) if other != self._wide
        )
        room = self.viewport().width() - others
        self.setColumnWidth(self._wide, room if room >= _LEAST else _SCROLLED)
        self._later.start()
