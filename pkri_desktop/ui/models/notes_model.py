# SPDX-License-Identifier: MIT
"""The notes of the open sheet as a list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from pkri_desktop.domain.note import Note
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.seat import Seat

NOTE_ROLE = Qt.ItemDataRole.UserRole + 1
EDITED_ROLE = Qt.ItemDataRole.UserRole + 2


class NotesModel(QAbstractListModel):
    """The notes, without the new one that is still being written in the editor.

    Signals:
        shown: the notes are others now.
    """

    shown = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._wording = Wording()
        self._notes: list[Note] = []
        self._hidden = ""
        self._edited = ""
        seat.sat.connect(self.reload)
        seat.turned.connect(self.reload)
        seat.touched.connect(self._on_touched)

    def note(self, row: int) -> Note:
        """Return the note of a row."""
        return self._notes[row]

    def row_of(self, note_id: str) -> int:
        """Return the row of a note, or -1."""
        return next((n for n, note in enumerate(self._notes) if note.id == note_id), -1)

    def mark(self, *, hidden: str = "", edited: str = "") -> None:
        """Say which note is written in the editor: a new one is hidden, an old one marked."""
        if (hidden, edited) != (self._hidden, self._edited):
            self._hidden, self._edited = hidden, edited
            self.reload()

    def reload(self) -> None:
        """Read the notes again."""
        seat = self._seat
        self.beginResetModel()
        notes = seat.room.notes(seat.assessor, seat.entry) if seat.assessor and seat.entry else ()
        self._notes = [note for note in notes if note.id != self._hidden]
        self.endResetModel()
        self.shown.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many notes there are."""
        return 0 if parent.isValid() else len(self._notes)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 -- Qt's signature
        """Return the note, or what a screen reader says of it."""
        if not index.isValid():
            return None
        note = self._notes[index.row()]
        if role == NOTE_ROLE:
            return note
        if role == EDITED_ROLE:
            return note.id == self._edited
        if role == Qt.ItemDataRole.DisplayRole:
            return note.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (note.written, self._wording.tag(note.tag), note.text)
            return ", ".join(word for word in words if word)
        return None

    def _on_touched(self, touched: Touched) -> None:
        if touched.foundation or (self._seat.assessor, self._seat.entry) in touched.notes:
            self.reload()
