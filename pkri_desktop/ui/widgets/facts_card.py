# SPDX-License-Identifier: MIT
"""A card of facts: what each is on the left, its value beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkri_desktop.ui.theme import Look


class Fact(NamedTuple):
    """What a value is, the value, and in which tone it is said."""

    label: str
    value: str
    tone: str = "strong"


class Card(QFrame):
    """A heading and a column for what stands below it."""

    def __init__(self, look: Look, title: str = "", *, aside: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title = toned("heading", title)
        self.title.setWordWrap(True)
        self.column = QVBoxLayout()
        self.column.setSpacing(look.px(8))
        self.column.addWidget(self.title)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(12))
        row.setSpacing(look.px(18))
        row.addLayout(self.column, 1)
        if aside is not None:
            row.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)


class FactsCard(Card):
    """A card whose first part is facts."""

    def __init__(self, look: Look, title: str = "", *, aside: QWidget | None = None) -> None:
        super().__init__(look, title, aside=aside)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(5))
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, fact in enumerate(facts):
            value = toned(fact.tone, fact.value)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{fact.label}: {fact.value}")
            self._grid.addWidget(toned("muted", fact.label), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)

    def facts(self) -> dict[str, str]:
        """Return what is shown, by its label."""
        told = {}
        for row in range(self._grid.rowCount()):
            label, value = (self._grid.itemAtPosition(row, column) for column in (0, 1))
            if label is not None and value is not None:
                told[label.widget().text()] = value.widget().text()  # type: ignore[union-attr]
        return told
