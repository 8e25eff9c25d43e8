# SPDX-License-Identifier: MIT
"""Kelengkapan: what has come and what is missing, entry by entry, assessor by assessor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.models.completeness_model import CompletenessModel
from pkri_desktop.ui.widgets.completeness_delegate import CompletenessDelegate
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.workflow.closing import completeness_of
from pkri_desktop.workflow.recapitulate import recapitulation_of

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from pkri_desktop.analysis.completeness import PanelCount
    from pkri_desktop.ui.desk import Desk
    from pkri_desktop.ui.theme import Look

_ROW, _COLUMN = 34, 92


class CompletenessPage(QWidget):
    """The matrix, a sentence above it, and the chosen cell in words below.

    Signals:
        sheet_wanted: an assessor's sheet of an entry shall be shown.
    """

    sheet_wanted = Signal(str, str)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self.model = CompletenessModel()
        self.sentence = toned("title")
        self.panels = toned("muted")
        self.panels.setWordWrap(True)
        self.only_missing = QCheckBox(self.tr("Only what is &missing"))
        self.only_missing.toggled.connect(self.reload)
        self.cell = toned("muted", self.tr("Choose a cell to see what it stands for."))
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(CompletenessDelegate(look, self.view))
        self.view.setShowGrid(False)
        self.view.setAccessibleName(self.tr("Completeness"))
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(self._on_activated)
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(self.only_missing)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.panels)
        column.addWidget(self.view, 1)
        column.addWidget(self.cell)
        desk.changed.connect(self.reload)
        look.changed.connect(self._fit)
        self.reload()

    def reload(self) -> None:
        """Read what has come."""
        if self._desk.is_lent:
            return
        recapitulation = recapitulation_of(self._desk.office.file)
        counted = completeness_of(self._desk.office.file, recapitulation)
        missing = len(counted.missing)
        self.sentence.setText(
            self.tr("Complete: {expected} sheets").format(expected=counted.expected)
            if counted.complete
            else self.tr("{done} of {expected} sheets are there · {missing} missing").format(
                done=counted.expected - missing, expected=counted.expected, missing=missing
            )
        )
        self.panels.setText("\n".join(self._panel(panel) for panel in counted.panels))
        self.model.show_results(recapitulation, only_missing=self.only_missing.isChecked())
        self._fit()

    def _panel(self, count: PanelCount) -> str:
        """Return how far a panel is, in a sentence."""
        parts = [
            self.tr("{n} final").format(n=count.having(SheetStatus.FINAL, SheetStatus.SIGNED)),
            self.tr("{n} recused").format(n=count.having(SheetStatus.RECUSED)),
            self.tr("{n} absent").format(n=count.having(SheetStatus.ABSENT)),
        ]
        if count.missing:
            parts.append(self.tr("{n} missing").format(n=len(count.missing)))
        conflicts = count.having(SheetStatus.CONFLICT)
        if conflicts:
            parts.append(self.tr("{n} in conflict").format(n=conflicts))
        return f"{count.panel.name}: {' · '.join(parts)}"

    def _fit(self) -> None:
        px, header = self._look.px, self.view.horizontalHeader()
        self.view.verticalHeader().setDefaultSectionSize(px(_ROW))
        header.setDefaultSectionSize(px(_COLUMN))
        if self.model.columnCount():
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.cell.setText(self.model.words(current.row(), current.column()))

    def _on_activated(self, index: QModelIndex) -> None:
        assessor = self.model.assessor(index.column())
        if assessor is not None:
            self.sheet_wanted.emit(assessor.id, self.model.result(index.row()).entry.id)
