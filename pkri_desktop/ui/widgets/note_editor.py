# SPDX-License-Identifier: MIT
"""The field for a note. It saves itself while one types, and at once when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from pkri_desktop.domain.kinds import MOST_NOTE_CHARACTERS

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from pkri_desktop.domain.note import Note
    from pkri_desktop.ui.seat import Seat

SAVE_AFTER = 800  # milliseconds behind the first key that is not saved yet


class NoteEditor(QPlainTextEdit):
    """Writes one note: a new one, or an old one that was opened again.

    Attributes:
        note_id: the note being written; None while a new one has not been saved yet.

    Signals:
        saved: what was typed is saved now.
        failed: it could not be saved; why. The text stays.
        changed: another note is being written, or its tag changed.
    """

    saved = Signal()
    failed = Signal(object)
    changed = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.note_id: str | None = None
        self._tag = ""
        self._is_new = True
        self._saved_as = ("", "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.save)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Write a note"))
        self.textChanged.connect(self._on_text)
        seat.leaving.connect(self.close_note)

    @property
    def tag(self) -> str:
        """Return the tag of the note being written."""
        return self._tag

    @property
    def is_new(self) -> bool:
        """Say whether a new note is being written."""
        return self._is_new

    @property
    def dirty(self) -> bool:
        """Say whether something typed is not saved yet."""
        return (self.toPlainText().strip(), self._tag) != self._saved_as and bool(
            self.toPlainText().strip() or self.note_id
        )

    def set_tag(self, tag: str) -> None:
        """Tag the note being written; the same tag again takes it away."""
        self._tag = "" if tag == self._tag else tag
        self.changed.emit()
        self._on_text()

    def open_note(self, note: Note) -> None:
        """Write on at an old note."""
        self.close_note()
        if self.dirty:  # what was there could not be saved: it stays
            return
        self._is_new = False
        self._take(note.id, note.text, note.tag)
        self.setFocus()
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def close_note(self) -> None:
        """Save and begin a new note; what cannot be saved stays in the field."""
        self.save()
        if not self.dirty:
            self._is_new = True
            self._take(None, "", "")

    def discard(self) -> None:
        """Forget the field's text, because its note has been removed."""
        self._is_new = True
        self._take(None, "", "")

    def save(self) -> None:
        """Save what has been typed, if it is not saved yet."""
        self._timer.stop()
        if not self.dirty or self.isReadOnly():
            return
        text, tag, seat = self.toPlainText().strip(), self._tag, self._seat
        assessor, entry, known = seat.assessor, seat.entry, self.note_id
        written: list[str] = []

        def deed() -> object:
            note_id, touched = seat.room.write_note(assessor, entry, known, text, tag)
            written.append(note_id)
            self.note_id = note_id if text else None
            self._saved_as = (text, tag) if text else ("", "")
            self.changed.emit()
            return touched

        refusal = seat.write(deed, typed=True)  # type: ignore[arg-type]
        if refusal is not None:
            self.failed.emit(refusal)
        else:
            self.saved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish the note with Enter, break the line with Shift+Enter, stop with Escape."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            self.close_note()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_note()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the keyboard goes elsewhere."""
        self.save()
        super().focusOutEvent(event)

    def _take(self, note_id: str | None, text: str, tag: str) -> None:
        self.note_id, self._tag = note_id, tag
        self._saved_as = (text.strip(), tag) if note_id else ("", "")
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._timer.stop()
        self.changed.emit()

    def _on_text(self) -> None:
        text = self.toPlainText()
        if len(text) > MOST_NOTE_CHARACTERS:
            cursor = self.textCursor()
            cursor.deletePreviousChar()
            return
        if self.dirty and not self._timer.isActive():
            self._timer.start()
