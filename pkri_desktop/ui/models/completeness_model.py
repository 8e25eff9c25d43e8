# SPDX-License-Identifier: MIT
"""The matrix of completeness: a row per entry, a column per assessor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from pkri_desktop.analysis.completeness import is_done
from pkri_desktop.ui.wording import Wording, short_agency

if TYPE_CHECKING:
    from pkri_desktop.domain.results import EntryResult, Recapitulation, SheetResult
    from pkri_desktop.domain.roster import Assessor

SHEET_ROLE = Qt.ItemDataRole.UserRole + 1
ENTRY_COLUMN = 0


class CompletenessModel(QAbstractTableModel):
    """How far each sheet is."""

    def __init__(self) -> None:
        super().__init__()
        self._wording = Wording()
        self._results: list[EntryResult] = []
        self._assessors: list[Assessor] = []
        self._cells: list[dict[str, SheetResult]] = []

    def show_results(self, recapitulation: Recapitulation, *, only_missing: bool) -> None:
        """Show other results."""
        self.beginResetModel()
        results = sorted(recapitulation.results, key=lambda result: result.entry.code)
        if only_missing:
            results = [r for r in results if any(not is_done(s) for s in r.sheets) or r.in_conflict]
        self._results = results
        self._cells = [{s.assessor.id: s for s in result.sheets} for result in results]
        everybody = {s.assessor.id: s.assessor for r in recapitulation.results for s in r.sheets}
        self._assessors = sorted(everybody.values(), key=lambda one: (one.name, one.id))
        self.endResetModel()

    def result(self, row: int) -> EntryResult:
        """Return the result of a row's entry."""
        return self._results[row]

    def assessor(self, column: int) -> Assessor | None:
        """Return the assessor of a column; None for the entry's own."""
        return self._assessors[column - 1] if column > ENTRY_COLUMN else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._results)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else 1 + len(self._assessors)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return the names above the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            assessor = self.assessor(section)
            return assessor.name if assessor else self.tr("Entry")
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ENTRY_COLUMN:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return the entry, the sheet, or what a screen reader says of it."""
        if not index.isValid():
            return None
        result = self._results[index.row()]
        assessor = self.assessor(index.column())
        if assessor is None:
            return self._of_entry(result, role)
        sheet = self._cells[index.row()].get(assessor.id)
        if role == SHEET_ROLE:
            return sheet
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row(), index.column())
        return None

    def words(self, row: int, column: int) -> str:
        """Return one cell in a sentence."""
        result, assessor = self._results[row], self.assessor(column)
        named = f"{result.entry.code} {result.entry.name}"
        if assessor is None:
            return named
        sheet = self._cells[row].get(assessor.id)
        status = self._wording.status(sheet.status) if sheet else self.tr("not assigned")
        return f"{named} · {assessor.name} · {status}"

    def _of_entry(self, result: EntryResult, role: int) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{result.entry.code}   {result.entry.name}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{result.entry.title}\n{short_agency(result.entry.agency.name)}"
        return None
