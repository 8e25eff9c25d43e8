# SPDX-License-Identifier: MIT
"""Notes as lists of cards: of the open sheet, of no innovator, and those that were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.domain.note import DAY
from pkri_desktop.ui.note_wording import NoteWording

if TYPE_CHECKING:
    from pkri_desktop.domain.note import Note
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.ports import RoomPort
    from pkri_desktop.ui.seat import Seat

CARD_ROLE = Qt.ItemDataRole.UserRole + 1
EDITED_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Card:
    """A note and what is said beside it.

    Attributes:
        number: of the criterion that it is about, counted from 1; 0 for none that there is.
        title: whom it is about, where that is not plain.
        sought: words that led to it.
    """

    note: Note
    number: int = 0
    title: str = ""
    sought: str = ""


class CardsModel(QAbstractListModel):
    """Notes in an order."""

    def __init__(self) -> None:
        super().__init__()
        self._wording = NoteWording()
        self._cards: list[Card] = []

    def note(self, row: int) -> Note:
        """Return the note of a row."""
        return self._cards[row].note

    def row_of(self, note_id: str) -> int:
        """Return the row of a note, or -1."""
        return next((n for n, card in enumerate(self._cards) if card.note.id == note_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many notes there are."""
        return 0 if parent.isValid() else len(self._cards)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return the card, or what a screen reader says of it."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.note.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._wording.spoken(card.note, card.number)
            return f"{card.title}: {words}" if card.title else words
        return None

    def _show(self, cards: list[Card]) -> None:
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()


class NotesModel(CardsModel):
    """The notes of one place, without the new one that is still being written in the editor.

    Signals:
        shown: the notes are others now, or those of another place.
    """

    shown = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._of_day = False
        self._hidden = ""
        self._edited = ""
        seat.sat.connect(self._on_turned)
        seat.turned.connect(self._on_turned)
        seat.touched.connect(self._on_touched)

    @property
    def of_day(self) -> bool:
        """Say whether the notes of no innovator are shown."""
        return self._of_day

    @property
    def place(self) -> str:
        """Return what the notes stand on: the open entry, or ``DAY``."""
        return DAY if self._of_day else self._seat.entry

    @property
    def writable(self) -> bool:
        """Say whether notes can be written here."""
        seat = self._seat
        return bool(seat.scores_here and seat.assessor) if self._of_day else seat.writable

    def show_day(self, *, shown: bool) -> None:
        """Show the notes of no innovator, or those of the open entry."""
        if shown != self._of_day:
            self._of_day = shown
            self.reload()

    def count_of_day(self) -> int:
        """Return how many notes of no innovator there are."""
        seat = self._seat
        return len(seat.room.notes(seat.assessor, DAY)) if seat.assessor else 0

    def stamp_of(self, note_id: str) -> str:
        """Return when a note of this place was begun, the one in the editor too."""
        seat = self._seat
        notes = seat.room.notes(seat.assessor, self.place)
        return next((self._wording.stamp(note) for note in notes if note.id == note_id), "")

    def mark(self, *, hidden: str = "", edited: str = "") -> None:
        """Say which note is written in the editor: a new one is hidden, an old one marked."""
        if (hidden, edited) != (self._hidden, self._edited):
            self._hidden, self._edited = hidden, edited
            self.reload()

    def reload(self) -> None:
        """Read the notes again."""
        seat = self._seat
        notes = seat.room.notes(seat.assessor, self.place) if seat.assessor and self.place else ()
        numbers = numbers_of(seat.room, self.place)
        self._show(
            [
                Card(note, numbers.get(note.criterion, 0))
                for note in notes
                if note.id != self._hidden
            ]
        )
        self.shown.emit()

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Say of a note, too, whether it is written on in the editor."""
        if role == EDITED_ROLE and index.isValid():
            return self.note(index.row()).id == self._edited
        return super().data(index, role)

    def _on_turned(self) -> None:
        self._of_day = False
        self.reload()

    def _on_touched(self, touched: Touched) -> None:
        here = {(self._seat.assessor, self.place), (self._seat.assessor, DAY)}
        if touched.foundation or here & touched.notes:
            self.reload()


class FoundNotesModel(CardsModel):
    """The notes of who sits here in which words were found, whomever they are about."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat

    def search(self, words: str) -> None:
        """Find notes; none without words."""
        seat, room = self._seat, self._seat.room
        notes = room.search_notes(seat.assessor, words) if seat.assessor else ()
        titles = {row.entry.id: f"{row.entry.code} · {row.entry.name}" for row in room.schedule()}
        titles[DAY] = self.tr("Notes of the day")
        numbers = {place: numbers_of(room, place) for place in {note.entry for note in notes}}
        self._show(
            [
                Card(note, numbers[note.entry].get(note.criterion, 0), titles[note.entry], words)
                for note in notes
                if note.entry in titles
            ]
        )


def numbers_of(room: RoomPort, entry: str) -> dict[str, int]:
    """Return criterion id → its number on the entry's sheet, counted from 1."""
    if entry in {"", DAY}:
        return {}
    try:
        criteria = room.rubric(entry).criteria
    except Refusal:  # the entry's group has no rubric
        return {}
    return {criterion.id: number for number, criterion in enumerate(criteria, 1)}
