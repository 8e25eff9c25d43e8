# SPDX-License-Identifier: MIT
"""Before you leave the room: what is missing, sentence by sentence, and the way to each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from pkri_desktop.ui.models.gaps_model import GapsModel
from pkri_desktop.ui.widgets.all_there import AllThere
from pkri_desktop.ui.widgets.gaps_delegate import GapsDelegate
from pkri_desktop.ui.widgets.own_page import OwnPage
from pkri_desktop.ui.widgets.sheet_footer import ActionButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from pkri_desktop.analysis.gaps import Gap
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.actions import Actions
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look


class GapsList(QListView):
    """Enter opens the place of a gap."""

    wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, whatever the system's own way to open is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if self.currentIndex().isValid():
                self.wanted.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class GapsPage(OwnPage):
    """Counts on top, a short list below; says so when nothing is missing.

    Signals:
        place_wanted: an entry and the number of its criterion, negative for the sheet as a whole.
    """

    place_wanted = Signal(str, int)

    def __init__(self, seat: Seat, look: Look, actions: Actions) -> None:
        super().__init__(look)
        self._seat = seat
        self.model = GapsModel(seat)
        self.model.setParent(self)
        self.scope = QTabBar()
        self.scope.setAccessibleName(self.tr("Whose gaps are shown"))
        self.scope.setExpanding(False)
        self.scope.setDrawBase(False)
        self.scope.addTab(self.tr("Whole day"))
        self.scope.addTab("")
        self.list = GapsList()
        self.list.setObjectName("cardView")
        self.list.setAccessibleName(self.tr("What is missing"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(GapsDelegate(look, self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.wanted.connect(self._open)
        self.list.clicked.connect(lambda index: self._open(index.row()))
        self.all_there = AllThere(look)
        self._at: tuple[str, Gap | None] = ("", None)
        self._lay_out(actions)
        self.scope.currentChanged.connect(self._on_scope)
        seat.touched.connect(self._on_touched)
        look.changed.connect(self.list.doItemsLayout)

    def begin(self) -> None:
        """Read everything and take the keyboard."""
        self._name_entry()
        self.show_only(self.model.only and self._seat.entry)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Let the keys come to the list, or to the way back where nothing is missing."""
        (self.list if self.model.count else self.back).setFocus()

    def show_only(self, entry_id: str) -> None:
        """Show what one entry lacks, or the whole day with an empty id."""
        self.scope.blockSignals(True)  # what it would ask for is done here
        self.scope.setCurrentIndex(1 if entry_id else 0)
        self.scope.blockSignals(False)
        self.model.show_only(entry_id)
        self._tell()

    def go_on(self, step: int = 1) -> None:
        """Choose the next gap, going round."""
        row = self.model.next_gap(self.list.currentIndex().row(), step)
        if row >= 0:
            self._choose(row)
            self.list.setFocus()

    def _lay_out(self, actions: Actions) -> None:
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.list)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(card)
        self._stack.addWidget(self.all_there)
        self.body.addWidget(self.scope)
        self.body.addWidget(middle, 1)
        self.foot.addWidget(ActionButton(actions.sign))
        self.foot.addWidget(ActionButton(actions.hand_back, show_key=True))

    def _name_entry(self) -> None:
        seat = self._seat
        row = next((row for row in seat.room.schedule() if row.entry.id == seat.entry), None)
        assigned = row is not None and seat.room.assigned(seat.assessor, row.entry.id)
        words = self.tr("Only {code} {name}")
        if row is not None:
            words = words.format(code=row.entry.code, name=row.entry.name)
        self.scope.setTabText(1, words)
        self.scope.setTabVisible(1, assigned)

    def _on_scope(self, number: int) -> None:
        self.show_only(self._seat.entry if number else "")

    def _on_touched(self, touched: Touched) -> None:
        if self.isVisible():
            self.model.reload()
            self._tell()

    def _tell(self) -> None:
        count, tally = self.model.count, self.model.tally
        self.title.setText(
            self.tr("{n} left to do").format(n=count)
            if count
            else self.tr("Before you leave the room")
        )
        self._stack.setCurrentIndex(0 if count else 1)
        facts = [self.tr("%n sheets", "", tally.sheets)]
        for number, words in (
            (tally.signed, self.tr("{n} final and signed")),
            (tally.recused, self.tr("{n} recused")),
            (tally.absent, self.tr("{n} absent")),
            (tally.left, self.tr("{n} to be done")),
        ):
            if number:
                facts.append(words.format(n=number))
        self.told.setText(f"{facts[0]}: {', '.join(facts[1:])}." if facts[1:] else facts[0])
        self.all_there.tell(
            self.tr("Everything is there"),
            self.tr("This sheet needs nothing more.")
            if self.model.only
            else self.tr("Every sheet is signed, or the reason is noted. You can hand back."),
        )
        entry, gap = self._at
        row = self.model.row_of(entry, gap)
        self._choose(row if row >= 0 else self.model.next_gap(-1))
        self.list.setAccessibleDescription(self.title.text())

    def _choose(self, row: int) -> None:
        if row < 0:
            return
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.model.index(row))
        if row and self.model.line(row - 1).gap is None:
            self.list.scrollTo(self.model.index(row - 1))  # with the innovator above

    def _open(self, row: int) -> None:
        line = self.model.line(row)
        if line.gap is not None:
            self._at = (line.row.entry.id, line.gap)
            self.place_wanted.emit(line.row.entry.id, line.gap.place)
