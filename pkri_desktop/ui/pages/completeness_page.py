# SPDX-License-Identifier: MIT
"""Kelengkapan: what has come and what is missing, entry by entry, assessor by assessor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.dialogs.reason_dialog import ReasonDialog
from pkri_desktop.ui.models.completeness_model import CompletenessModel
from pkri_desktop.ui.widgets.completeness_delegate import CompletenessDelegate
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.workflow.closing import completeness_of, release_of, release_results
from pkri_desktop.workflow.recapitulate import recapitulation_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QResizeEvent

    from pkri_desktop.analysis.completeness import Completeness, PanelCount
    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.desk import Desk
    from pkri_desktop.ui.telling import Telling
    from pkri_desktop.ui.theme import Look

_ROW, _COLUMN = 34, 92


class Matrix(QTableView):
    """The table itself.

    Signals:
        resized: it has more or less room than before.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is more or less room, now that there is."""
        super().resizeEvent(event)
        self.resized.emit()


class CompletenessPage(QWidget):
    """The matrix, a sentence above it, and the chosen cell in words below.

    Signals:
        sheet_wanted: an assessor's sheet of an entry shall be shown.
    """

    sheet_wanted = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        look: Look,
        telling: Telling,
        sentence: Callable[[Refusal], str],
        with_key: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._desk, self._look, self._telling = desk, look, telling
        self._sentence, self._with_key = sentence, with_key
        self._gaps: tuple[str, ...] = ()
        self.model = CompletenessModel()
        self.sentence = toned("title")
        self.sentence.setWordWrap(True)
        self.panels = toned("muted")
        self.panels.setWordWrap(True)
        self.release = QPushButton(self.tr("Final all the &same…"))
        self.release.setToolTip(
            self.tr("Say, with a reason that is printed, why the results are final although "
                    "something is missing.")
        )  # fmt: skip
        self.release.clicked.connect(self._ask_release)
        self.only_missing = QCheckBox(self.tr("Only what is &missing"))
        self.only_missing.toggled.connect(self.reload)
        self.cell = toned("muted", self.tr("Choose a cell to see what it stands for."))
        self.view = Matrix()
        self.view.resized.connect(self._fit)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CompletenessDelegate(look, self.view))
        self.view.setShowGrid(False)
        self.view.setAccessibleName(self.tr("Completeness"))
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)  # Tab goes on, the arrows from cell to cell
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setObjectName("plain")
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(self._on_activated)
        choices = QHBoxLayout()
        choices.addWidget(self.only_missing)
        choices.addStretch()
        choices.addWidget(self.release)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(10)
        column.addWidget(self.sentence)
        column.addWidget(self.panels)
        column.addLayout(choices)
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
        release = release_of(self._desk.office.file, counted)
        self._gaps = counted.gaps
        self.sentence.setText(self._sentence_of(counted, released=release is not None))
        self.release.setVisible(bool(counted.expected) and not counted.complete)
        self.release.setEnabled(release is None and self._desk.writable)
        self.panels.setText("\n".join(self._panel(panel) for panel in counted.panels))
        self.model.show_results(recapitulation, only_missing=self.only_missing.isChecked())
        self._fit()

    def _sentence_of(self, counted: Completeness, *, released: bool) -> str:
        missing = len(counted.missing)
        if counted.complete:
            return self.tr("Complete: {expected} sheets").format(expected=counted.expected)
        words = self.tr("{done} of {expected} sheets are there").format(
            done=counted.expected - missing, expected=counted.expected
        )
        if missing:
            words += " · " + self.tr("{missing} missing").format(missing=missing)
        return words + " · " + (self.tr("declared final") if released else self.tr("provisional"))

    def _ask_release(self) -> None:
        self._with_key(self._open_release)

    def _open_release(self) -> None:
        gaps = self._gaps
        dialog = ReasonDialog(
            self,
            self.tr("Declare the results final"),
            self.tr("Missing: {n}. The recapitulation will name what is missing and print your "
                    "reason. Should more go missing later, it is provisional again.")
            .format(n=len(gaps)),
            self.tr("Declare final"),
        )  # fmt: skip

        def give(reason: str) -> None:
            refusal = self._desk.write(lambda: release_results(self._desk.office, gaps, reason))
            if refusal is None:
                dialog.accept()
            else:
                dialog.say(self._sentence(refusal))

        dialog.given.connect(give)
        dialog.open()

    def _panel(self, count: PanelCount) -> str:
        """Return how far a panel is, in a sentence."""
        parts = [
            self.tr("{n} final").format(n=count.having(SheetStatus.FINAL, SheetStatus.SIGNED)),
            self.tr("{n} recused").format(n=count.having(SheetStatus.RECUSED)),
            self.tr("{n} absent").format(n=count.having(SheetStatus.ABSENT)),
        ]
        unsealed = count.having(SheetStatus.UNSEALED)
        if unsealed:
            parts.append(self.tr("{n} without a good seal").format(n=unsealed))
        if count.missing:
            parts.append(self.tr("{n} missing").format(n=len(count.missing)))
        conflicts = count.having(SheetStatus.CONFLICT)
        if conflicts:
            parts.append(self.tr("{n} in conflict").format(n=conflicts))
        parts.append(self._closing(count))
        return f"{count.panel.name}: {' · '.join(parts)}"

    def _closing(self, count: PanelCount) -> str:
        """Return whether the chair has closed the panel, and where that says otherwise."""
        if count.closing is None:
            return self.tr("not closed by its chair yet")
        if count.closed:
            return self.tr("closed by its chair")
        telling = self._telling
        parts = []
        for member in count.closing.members:
            said, name = member.said, telling.person(member.said.assessor)
            if (said.final, said.recused) != (member.final, member.recused):
                words = self.tr("{name}: {said} final, {other} recused by the chair's word, "
                                "{final} and {recused} here")  # fmt: skip
                parts.append(words.format(name=name, said=said.final, other=said.recused,
                                          final=member.final, recused=member.recused))  # fmt: skip
            elif not member.arrived:
                parts.append(self.tr("{name}: the last file has not come").format(name=name))
            elif member.changed:
                parts.append(self.tr("{name}: changed after the closing").format(name=name))
        if not count.closing.same_absent:
            parts.append(self.tr("other absences"))
        if not count.closing.speaks_of_all:
            parts.append(self.tr("the chair did not speak of every member"))
        words = self.tr("otherwise than its chair said ({what})")
        return words.format(what="; ".join(parts))

    def _fit(self) -> None:
        """Give the entries the room that the assessors leave."""
        px, header = self._look.px, self.view.horizontalHeader()
        self.view.verticalHeader().setDefaultSectionSize(px(_ROW))
        header.setDefaultSectionSize(px(_COLUMN))
        assessors = self.model.columnCount() - 1
        if assessors >= 0:
            room = self.view.viewport().width()
            header.resizeSection(0, max(room - assessors * px(_COLUMN), room * 2 // 5))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.cell.setText(self.model.words(current.row(), current.column()))

    def _on_activated(self, index: QModelIndex) -> None:
        assessor = self.model.assessor(index.column())
        if assessor is not None:
            self.sheet_wanted.emit(assessor.id, self.model.result(index.row()).entry.id)
