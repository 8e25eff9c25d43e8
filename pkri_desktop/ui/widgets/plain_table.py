# SPDX-License-Identifier: MIT
"""A table of texts to be read, row by row; a cell can hold a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PlainTable(QTableWidget):
    """As wide as its texts, the last column as wide as there is room; rows as high as needed.

    Args:
        name: what it is a table of, for who hears it.
        headings: the columns' names.
        numbers: which columns hold a number.
        width: pixels of the first column, which can be dragged wider.
    """

    def __init__(
        self, name: str, headings: Sequence[str], numbers: Collection[int] = (), width: int = 230
    ) -> None:
        super().__init__(0, len(headings))
        self._numbers = numbers
        self.setHorizontalHeaderLabels(headings)
        self.setAccessibleName(name)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setObjectName("plain")
        header.setDefaultAlignment(_LEFT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(0, width)
        header.setStretchLastSection(True)
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
        """Put buttons into a cell, side by side at their own width."""
        cell = QWidget()
        line = QHBoxLayout(cell)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch()
        self.setCellWidget(row, column, cell)
