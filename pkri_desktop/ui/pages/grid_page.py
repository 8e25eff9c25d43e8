# SPDX-License-Identifier: MIT
"""My scores of the day: all of them side by side, for myself only, and made final together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.models.grid_model import GridModel
from pkri_desktop.ui.theme import REGULAR, SECONDARY
from pkri_desktop.ui.widgets.grid_view import GridView
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.own_page import OwnPage
from pkri_desktop.ui.widgets.painted import LinesLabel
from pkri_desktop.ui.widgets.range_bars import RangeBars
from pkri_desktop.ui.widgets.sheet_footer import ActionButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.actions import Actions
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look

_LOW = 470  # height of the page below which pairs get one line
_TOLD = 6  # pairs that are named
_ELIDE = Qt.TextElideMode.ElideRight


class GridPage(OwnPage):
    """The distribution and pairs worth a look above, the grid, and what the cell stands for.

    Signals:
        entry_wanted: the sheet of this entry shall be shown.
    """

    entry_wanted = Signal(str)

    def __init__(
        self, seat: Seat, look: Look, actions: Actions, sentence: Callable[[Refusal], str]
    ) -> None:
        super().__init__(look)
        self._seat = seat
        self.model = GridModel(seat, sentence)
        self.model.setParent(self)
        self.title.setText(self.tr("My scores of the day"))
        self.bars = RangeBars(look)
        self.pairs = LinesLabel(look, SECONDARY, REGULAR, 2, "muted")
        self.view = GridView(self.model, seat, look)
        self.cell = toned("muted")
        self.said = toned("muted")
        self.said.setWordWrap(True)
        self.said.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Sheets made final"))
        self.progress.hide()
        self._lay_out(actions)
        self.view.entry_wanted.connect(self.entry_wanted)
        self.view.moved.connect(self._tell_cell)
        self.view.walked.connect(self._on_walked)
        self.model.changed.connect(self._tell)

    def begin(self) -> None:
        """Read everything and take the keyboard, in the row of the sheet that lay open."""
        self.say("")
        self.model.reload()
        row = self.model.row_of(self._seat.entry)
        row, column = self.model.beside(max(row, 0), 1, 0, 0)
        if row >= 0:
            self.view.go_to(row, column)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Let the keys come to the grid."""
        (self.view if self.model.rowCount() else self.back).setFocus()

    def unsaved(self) -> int:
        """Return how many typed scores are on screen only, after trying once more."""
        return self.model.retry() if self.model.left_unsaved else 0

    def say(self, text: str, tone: str = "muted") -> None:
        """Say how making final goes, until the cursor is moved; nothing with an empty text."""
        self.said.setText(text)
        self.said.setAccessibleName(text)
        retone(self.said, "tone", tone)
        self.said.setVisible(bool(text))
        self.cell.setVisible(not text)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many sheets have been made final; nothing when there are none to make."""
        self.progress.setVisible(total > 0)
        self.progress.setMaximum(max(total, 1))
        self.progress.setValue(done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters less where height is scarce."""
        super().resizeEvent(event)
        self.told.setVisible(self.height() >= self.look.px(_LOW))

    def _lay_out(self, actions: Actions) -> None:
        look = self.look
        self.words.addWidget(self.pairs)
        self.words.addStretch(1)
        self.head.addWidget(self.bars)
        self.body.setSpacing(look.px(6))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.cell)
        self.body.addWidget(self.said)
        self.body.addWidget(self.progress)
        self.foot.addWidget(ActionButton(actions.finish_all, "primary", show_key=True))

    def _tell(self) -> None:
        sheets = self.model.sheets
        whole = sum(row.sheet is not None and row.sheet.total is not None for row in sheets)
        final = sum(
            row.sheet is not None and row.sheet.status in {SheetStatus.FINAL, SheetStatus.SIGNED}
            for row in sheets
        )
        words = self.tr("{whole} of {all} sheets are complete, {final} are final. Only you see "
                        "this; it compares your own scores and proposes nothing.")  # fmt: skip
        self.told.setText(words.format(whole=whole, all=len(sheets), final=final))
        pairs = self.model.pairs()
        told = pairs[:_TOLD]
        if len(pairs) > _TOLD:
            told.append(self.tr("And {n} more pairs.").format(n=len(pairs) - _TOLD))
        none = self.tr("No two of your totals are close, and none is upside down.")
        self.pairs.set_text("  ".join(told) if pairs else none)
        self.pairs.setToolTip("\n".join(pairs))
        self._tell_bars()
        self._tell_cell()

    def _tell_bars(self) -> None:
        criterion, ranges = self.model.distribution(max(self.view.currentIndex().row(), 0))
        self.bars.show_ranges(criterion.scale if criterion is not None else None, ranges)

    def _on_walked(self) -> None:
        if self.progress.isHidden():
            self.say("")
        self._tell_bars()

    def _tell_cell(self) -> None:
        index = self.view.currentIndex()
        words = self.model.words(index) if index.isValid() else ""
        metrics, room = self.cell.fontMetrics(), max(self.view.width(), 200)
        self.cell.setText(metrics.elidedText(words, _ELIDE, room))
        self.cell.setAccessibleName(words)
