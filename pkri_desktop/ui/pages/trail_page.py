# SPDX-License-Identifier: MIT
"""Jejak: what was said by whom, from what to what, when, and in which file it came."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.trail import TrailFilter
from pkri_desktop.ui.widgets.choice import Choice
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.lazy_page import LazyPage

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from pkri_desktop.domain.trail import TrailEntry
    from pkri_desktop.ui.desk import Desk
    from pkri_desktop.ui.telling import Telling
    from pkri_desktop.ui.theme import Look

_PAGE = 500  # entries that are read at once
_LEAST_BESIDE = 700  # pixels that search and choices need beside each other
_LEAST_COLUMN = 100
_LEAST_CHOICE = 12  # characters
_SEARCH_AFTER = 250  # milliseconds without a key
_WIDTHS = {3: 200, 4: 100, 5: 170}
_WHAT = 2  # the column that takes what room there is


class TrailModel(QAbstractTableModel):
    """The trail, the last first; more is read as one scrolls down."""

    def __init__(self, desk: Desk, telling: Telling) -> None:
        super().__init__()
        self._desk, self._telling = desk, telling
        self._wanted = TrailFilter()
        self._entries: list[TrailEntry] = []
        self.total = 0
        self._headings = (
            self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Value"),
            self.tr("Before"), self.tr("File"),
        )  # fmt: skip

    def show_part(self, wanted: TrailFilter) -> None:
        """Show another part of the trail."""
        trail = self._desk.office.file.trail
        self.beginResetModel()
        self._wanted = wanted
        self._entries = list(trail.entries(wanted, limit=_PAGE))
        self.total = trail.count(wanted)
        self.endResetModel()

    def entry(self, row: int) -> TrailEntry:
        """Return the entry of a row."""
        return self._entries[row]

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Say whether there is more than has been read."""
        return not parent.isValid() and len(self._entries) < self.total and not self._desk.is_lent

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        """Read the next page."""
        del parent
        last = self._entries[-1].number if self._entries else 0
        more = list(self._desk.office.file.trail.entries(self._wanted, limit=_PAGE, before=last))
        self.beginInsertRows(QModelIndex(), len(self._entries), len(self._entries) + len(more) - 1)
        self._entries += more
        self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many entries have been read."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return the names above the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return a cell's words."""
        if index.isValid() and role in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
        ):  # fmt: skip
            return self.row(index.row())[index.column()]
        return None

    def row(self, number: int) -> tuple[str, ...]:
        """Return a row in words."""
        entry, telling = self._entries[number], self._telling
        value = telling.said(entry)
        if entry.forked:
            value += " · " + self.tr("does not count: of a copy that is not followed")
        elif not entry.acts:
            value += " · " + self.tr("does not count: not theirs to say")
        elif not entry.origin.sealed:
            value += " · " + self.tr("does not count: no good seal")
        subject = entry.subject
        named = (telling.entry(subject), telling.topic(subject), telling.whose(entry))
        what = " · ".join(part for part in named if part)
        return (
            telling.when(entry.origin.at),
            telling.person(entry.origin.author),
            what,
            value,
            telling.replaced(entry),
            entry.origin.file,
        )

    def as_csv(self) -> str:
        """Return all of the part that is shown, as text for a spreadsheet."""
        while self.canFetchMore(QModelIndex()):
            self.fetchMore(QModelIndex())
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([*self._headings, "id"])
        for number, entry in enumerate(self._entries):
            cells = [_harmless(cell) for cell in self.row(number)[1:]]
            writer.writerow([self._telling.moment(entry.origin.at), *cells, entry.record])
        return text.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP's advice)."""
    return f"'{cell}" if cell.lstrip()[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


class TrailPage(LazyPage):
    """The trail with what to look for above it.

    Signals:
        export_wanted: text that the user wants in a file.
    """

    export_wanted = Signal(str)

    def __init__(self, desk: Desk, look: Look, telling: Telling) -> None:
        super().__init__(desk)
        self._telling = telling
        self.model = TrailModel(desk, telling)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in what was said"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.search.placeholderText())
        self.entry, self.author = Choice(self.tr("Entry")), Choice(self.tr("Who"))
        self.export = QPushButton(self.tr("&Export…"))
        self.export.clicked.connect(lambda: self.export_wanted.emit(self.text()))
        self.count = toned("muted")
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Trail"))
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setShowGrid(False)
        self.view.verticalHeader().hide()
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)  # Tab goes on, the arrows from row to row
        header = self.view.horizontalHeader()
        header.setObjectName("plain")
        header.setMinimumSectionSize(_LEAST_COLUMN)
        header.setResizeContentsPrecision(20)  # rows that are measured for a width
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, width)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._later.timeout.connect(self.reload)
        self.search.textChanged.connect(self._later.start)
        for choice in (self.entry, self.author):  # cut short rather than wider than the page
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(_LEAST_CHOICE)
        self._line = line = QGridLayout()
        line.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 14)
        whole.setSpacing(10)
        whole.addWidget(toned("title", self.tr("Trail")))
        whole.addLayout(line)
        whole.addWidget(self.count)
        whole.addWidget(self.view, 1)
        self._place(narrow=False)
        self._fill_choices()
        self.entry.currentIndexChanged.connect(self.reload)
        self.author.currentIndexChanged.connect(self.reload)
        look.changed.connect(self._fit_headings)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is new, under headings whose fonts are known now."""
        super().showEvent(event)
        self._fit_headings()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what was just typed for later: the file may be closed before that."""
        super().hideEvent(event)
        self._stale = self._stale or self._later.isActive()
        self._later.stop()

    def _fit_headings(self) -> None:
        """Cut no heading short, at whatever size of text."""
        header = self.view.horizontalHeader()
        header.ensurePolished()
        header.setMinimumSectionSize(_LEAST_COLUMN)  # which the hints are no smaller than
        columns = (_WHAT, *_WIDTHS)  # the others are as wide as what is in them
        least = max(map(header.sectionSizeHint, columns))
        header.setMinimumSectionSize(least)
        for column in columns:
            self.view.setColumnWidth(column, max(self.view.columnWidth(column), least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices below the search where they have no room beside it."""
        super().resizeEvent(event)
        if (narrow := self.width() < _LEAST_BESIDE) != self._narrow:
            self._place(narrow=narrow)

    def _place(self, *, narrow: bool) -> None:
        self._narrow, line = narrow, self._line
        parts: tuple[QWidget, ...] = (self.search, self.entry, self.author, self.export)
        for part in parts:
            line.removeWidget(part)
        for column, stretch in enumerate((2, 1, 0) if narrow else (3, 2, 1)):
            line.setColumnStretch(column, stretch)
        if narrow:
            line.addWidget(self.search, 0, 0, 1, 2)
            line.addWidget(self.export, 0, 2)
            line.addWidget(self.entry, 1, 0)
            line.addWidget(self.author, 1, 1, 1, 2)
        else:
            for column, part in enumerate(parts):
                line.addWidget(part, 0, column)

    def reload(self) -> None:
        """Read the part that is wanted."""
        self._later.stop()  # what was typed is read now
        super().reload()

    def read(self) -> None:
        """Read the part that is wanted."""
        self._stale = False
        self.model.show_part(
            TrailFilter(
                entry=self.entry.currentData() or "",
                author=self.author.currentData() or "",
                words=self.search.text().strip(),
            )
        )
        self.count.setText(self.tr("Records: {n}").format(n=self.model.total))

    def text(self) -> str:
        """Return all of the part that is shown, as text for a spreadsheet."""
        if self._stale and not self._desk.is_lent:
            self.read()
        return self.model.as_csv()

    def allow(self) -> None:
        """Export nothing while the file is lent: there would be no more than was read before."""
        self.export.setEnabled(not self._desk.is_lent)

    def _fill_choices(self) -> None:
        self.entry.addItem(self.tr("All entries"), "")
        for entry in sorted(self._telling.entries.values(), key=lambda one: one.code):
            self.entry.addItem(f"{entry.code} {entry.name}", entry.id)
        self.author.addItem(self.tr("Everybody"), "")
        for operator in sorted(self._desk.office.file.queries.recipients(Role.SECRETARIAT.value)):
            self.author.addItem(self._telling.person(operator), operator)
        for assessor in self._telling.assessors.values():
            self.author.addItem(assessor.name, assessor.id)
