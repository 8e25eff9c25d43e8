# SPDX-License-Identifier: MIT
"""The notes of the open entry or of the day: cards, and below them the field for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.note import DAY
from pkri_desktop.ui.models.notes_model import NotesModel, numbers_of
from pkri_desktop.ui.note_wording import NoteWording
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.note_choices import NoteChoices
from pkri_desktop.ui.widgets.note_editor import NoteEditor
from pkri_desktop.ui.widgets.notes_search import NotesSearch, note_cards

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.domain.note import Note
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look

_OF_ENTRY, _OF_DAY = range(2)
_LOW = 440  # height of the panel below which the field is lower too
_LEAST_LIST = 28
_FIELD, _LOW_FIELD = 104, 60


class NotesPanel(QWidget):
    """Writes, edits, removes and finds notes.

    Signals:
        removed: a note has been removed; the note, so that it can be put back.
    """

    removed = Signal(object)

    def __init__(self, seat: Seat, look: Look, sentence: Callable[[Refusal], str]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._seat, self._look, self._sentence = seat, look, sentence
        self._criterion = ""
        self._before: QWidget | None = None  # who had the keyboard before the search
        self.model = NotesModel(seat)
        self.model.setParent(self)
        self._heading = toned("heading", self.tr("Notes"))
        self._find = QPushButton(f"{self.tr('Search')}   Ctrl+F")
        self._find.setAccessibleName(self.tr("Search"))
        self._find.setProperty("kind", "quiet")
        self._find.setToolTip(self.tr("Search my notes ({key})").format(key="Ctrl+F"))
        self.places = self._places()
        self.list = note_cards(look, self.model, self.tr("Notes"))
        self.list.setMinimumHeight(look.px(_LEAST_LIST))
        self._empty = toned("muted")
        self._empty.setWordWrap(True)
        self.editor = NoteEditor(seat, lambda: self.model.place, NoteWording().tag_in)
        self._state = toned("muted")
        self._state.setWordWrap(True)
        self.choices = NoteChoices(self.editor, look)
        self.search = NotesSearch(seat, look)
        self._lay_out(look)
        self._connect(look)
        self._tell()

    def begin(self) -> None:
        """Put the keyboard into the field."""
        self.end_search()
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_new(self, criterion: str = "") -> None:
        """Save what is being written and begin a new note, about a criterion or the whole."""
        if criterion:
            self._show_day(shown=False)
        self.editor.begin_note(criterion)
        self.begin()

    def begin_search(self) -> None:
        """Find words in all notes."""
        self.editor.close_note()
        if not self.searching:
            self._before = self.window().focusWidget()
            self._find.hide()
            self._pages.setCurrentWidget(self.search)
        self.search.begin()

    @property
    def searching(self) -> bool:
        """Say whether the search is open."""
        return self._pages.currentWidget() is self.search

    def end_search(self) -> None:
        """Show the notes of before again."""
        if self.searching:
            self._pages.setCurrentWidget(self._writing)
            self._find.show()

    def toggle_day(self) -> None:
        """Go to the notes that belong to no innovator, or back to those of the open entry."""
        self._show_day(shown=not self.model.of_day)
        self.begin()

    def at_criterion(self, criterion: str) -> None:
        """Say which criterion is the active one; empty for none."""
        self._criterion = criterion
        self._aim()

    def remove_chosen(self) -> None:
        """Remove the chosen note."""
        index = self.list.currentIndex()
        if not index.isValid() or self.editor.isReadOnly():
            return
        note = self.model.note(index.row())
        if note.id == self.editor.note_id:
            self.editor.discard()
        if self._write(note, ""):
            self.removed.emit(note)

    def put_back(self, note: Note) -> None:
        """Write a removed note again, whatever lies open now."""
        self._write(note, note.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the chosen note with Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self._open(self.list.currentIndex())
                return True
        elif event.type() == QEvent.Type.Resize and watched is self.list.viewport():
            bar = self.list.verticalScrollBar()
            at_end = bar.value() == bar.maximum()
            self.list.doItemsLayout()
            if at_end:
                self.list.scrollToBottom()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the cards where height is scarce."""
        super().resizeEvent(event)
        self._fit()

    def _places(self) -> QTabBar:
        places = QTabBar()
        places.setAccessibleName(self.tr("Whose notes are shown"))
        places.setExpanding(False)
        places.setDrawBase(False)
        places.setUsesScrollButtons(False)
        places.setElideMode(Qt.TextElideMode.ElideRight)
        places.addTab("")
        places.addTab("")
        tip = self.tr("Notes that belong to no innovator ({key})").format(key="Ctrl+Shift+N")
        places.setTabToolTip(_OF_DAY, tip)
        return places

    def _lay_out(self, look: Look) -> None:
        above = QHBoxLayout()
        above.addWidget(self._heading, 1)
        above.addWidget(self._find)
        self._writing = QWidget()
        column = QVBoxLayout(self._writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(self.places)
        column.addSpacing(look.px(4))
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.editor)
        column.addWidget(self._state)
        column.addWidget(self.choices)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._writing)
        self._pages.addWidget(self.search)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(16), look.px(10), look.px(14), look.px(12))
        whole.setSpacing(look.px(2))
        whole.addLayout(above)
        whole.addWidget(self._pages, 1)

    def _connect(self, look: Look) -> None:
        self.model.shown.connect(self._tell)
        self.list.doubleClicked.connect(self._open)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.editor.changed.connect(self._on_editor)
        self.editor.textChanged.connect(self._on_typing)
        self.editor.saved.connect(self._on_saved)
        self.editor.failed.connect(self._on_failed)
        self.choices.chosen.connect(self.begin)
        self.places.currentChanged.connect(lambda number: self._show_day(shown=number == _OF_DAY))
        self._find.clicked.connect(self.begin_search)
        self.search.chosen.connect(self._go_to)
        self.search.closed.connect(self._leave_search)
        self._seat.sat.connect(self._on_sat)
        look.changed.connect(self.list.doItemsLayout)
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        low = self.height() < self._look.px(_LOW)
        self.editor.setFixedHeight(self._look.px(_LOW_FIELD if low else _FIELD))

    def _show_day(self, *, shown: bool) -> None:
        self.editor.close_note()
        if not self.editor.dirty:  # what could not be saved stays where it belongs
            self.model.show_day(shown=shown)
        self._tell_place()

    def _go_to(self, note: Note) -> None:
        """Open whom a note is about, and choose the note there."""
        self.end_search()
        if note.entry != DAY:
            self._seat.turn(note.entry)
        self._show_day(shown=note.entry == DAY)
        row = self.model.row_of(note.id)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.list.currentIndex())
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_search(self) -> None:
        self.end_search()
        before = self._before if self._before is not None else self.list
        (before if before.isVisible() else self.list).setFocus()

    def _on_sat(self) -> None:
        self.search.clear()
        self.end_search()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self.editor.isReadOnly():
            self.editor.open_note(self.model.note(index.row()))

    def _write(self, note: Note, text: str) -> bool:
        room = self._seat.room
        refusal = self._seat.write(
            lambda: room.write_note(
                note.assessor, note.entry, note.id, text, note.tag, note.marks
            )[1]
        )  # fmt: skip
        if refusal is not None:
            self._on_failed(refusal)
        return refusal is None

    def _tell(self) -> None:
        writable = self.model.writable
        self.editor.set_writable(writable=writable)
        self.editor.setPlaceholderText(
            self.tr("Write a note … Enter: next note, Shift+Enter: new line")
            if writable
            else self.tr("Notes cannot be written here.")
        )
        self.choices.set_writable(writable=writable)
        self._tell_place()
        self._aim()
        self._empty.setText(
            self.tr("No notes of the day yet: what belongs to no innovator, such as a power cut.")
            if self.model.of_day
            else self.tr("No notes yet.")
        )
        self._empty.setVisible(self.model.rowCount() == 0)
        if self.model.rowCount():
            self.list.scrollToBottom()

    def _tell_place(self) -> None:
        seat, notes = self._seat, self.model.count_of_day()
        row = next((row for row in seat.room.schedule() if row.entry.id == seat.entry), None)
        today = self.tr("Of the day")
        self.places.blockSignals(True)  # it follows the model here, and is not pressed
        self.places.setTabText(_OF_ENTRY, row.entry.name.replace("&", "&&") if row else "–")
        self.places.setTabToolTip(_OF_ENTRY, row.entry.title if row else "")
        self.places.setTabText(_OF_DAY, f"{today} · {notes}" if notes else today)
        self.places.setCurrentIndex(_OF_DAY if self.model.of_day else _OF_ENTRY)
        self.places.blockSignals(False)

    def _aim(self) -> None:
        numbers = numbers_of(self._seat.room, self.model.place)
        self.choices.aim("" if self.model.of_day else self._criterion, numbers)

    def _on_editor(self) -> None:
        editor = self.editor
        note_id = editor.note_id or ""
        self.model.mark(
            hidden=note_id if editor.is_new else "", edited="" if editor.is_new else note_id
        )
        if not editor.toPlainText():
            self._state.setText("")

    def _on_typing(self) -> None:
        if self.editor.dirty:
            retone(self._state, "tone", "muted")
            self._state.setText(self.tr("saving …"))

    def _on_saved(self) -> None:
        retone(self._state, "tone", "muted")
        at = self._seat.room.saved_at()
        words = self.tr("saved {time}").format(time=f"{at:%H.%M.%S}") if at else ""
        stamp = self.model.stamp_of(self.editor.note_id or "")
        said = " · ".join(word for word in (stamp, words) if word)
        self._state.setText(said if self.editor.toPlainText() else "")

    def _on_failed(self, refusal: Refusal) -> None:
        retone(self._state, "tone", "red")
        why = self._sentence(refusal)
        self._state.setText(self.tr("Not saved. {why}").format(why=why))
