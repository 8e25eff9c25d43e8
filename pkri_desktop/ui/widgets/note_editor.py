# SPDX-License-Identifier: MIT
"""The field for a note. It saves itself while one types, and at once when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from pkri_desktop.domain.kinds import MOST_NOTE_CHARACTERS
from pkri_desktop.domain.note import NO_MARKS, NoteMarks
from pkri_desktop.ui.widgets.labels import restyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from pkri_desktop.domain.note import Note
    from pkri_desktop.ui.seat import Seat

SAVE_AFTER = 800  # milliseconds behind the first key that is not saved yet


class Draft(NamedTuple):
    """What is written and chosen of a note."""

    text: str = ""
    tag: str = ""
    marks: NoteMarks = NO_MARKS


class NoteEditor(QPlainTextEdit):
    """Writes one note: a new one, or an old one that was opened again.

    Attributes:
        note_id: the note being written; None while a new one has not been saved yet.

    Signals:
        saved: what was typed is saved now.
        failed: it could not be saved; why. The text stays.
        changed: another note is being written, or its tag or marks changed.
    """

    saved = Signal()
    failed = Signal(object)
    changed = Signal()

    def __init__(self, seat: Seat, place: Callable[[], str], tag_in: Callable[[str], str]) -> None:
        """Make the field.

        Args:
            seat: who writes.
            place: says what the note is about: an entry, or ``DAY``.
            tag_in: says which tag was typed into a text.
        """
        super().__init__()
        self._seat, self._place, self._tag_in = seat, place, tag_in
        self.note_id: str | None = None
        self._tag = ""
        self._typed_tag = ""
        self._marks = NO_MARKS
        self._is_new = True
        self._home = ""  # the place that what is written belongs to
        self._saved_as = Draft()
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
    def marks(self) -> NoteMarks:
        """Return what is chosen for the note being written beside its tag."""
        return self._marks

    @property
    def is_new(self) -> bool:
        """Say whether a new note is being written."""
        return self._is_new

    @property
    def dirty(self) -> bool:
        """Say whether something typed is not saved yet."""
        draft = self._draft()
        return draft != self._saved_as and bool(draft.text or self.note_id)

    def set_writable(self, *, writable: bool) -> None:
        """Let something be typed, or not."""
        if self.isReadOnly() is writable:
            self.setReadOnly(not writable)
            restyle(self)

    def set_tag(self, tag: str) -> None:
        """Tag the note being written; the same tag again takes it away."""
        self._tag = "" if tag == self._tag else tag
        self.changed.emit()
        self._on_text()

    def set_marks(self, marks: NoteMarks) -> None:
        """Choose other marks for the note being written."""
        if marks != self._marks:
            self._marks = marks
            self.changed.emit()
            self._on_text()

    def open_note(self, note: Note) -> None:
        """Write on at an old note."""
        self.close_note()
        if self.dirty:  # what was there could not be saved: it stays
            return
        self._is_new = False
        self._take(note.id, Draft(note.text, note.tag, note.marks), note.entry)
        self.setFocus()
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def begin_note(self, criterion: str = "") -> None:
        """Save and begin a new note, about a criterion or the whole."""
        self.close_note()
        if not self.dirty:
            self.set_marks(NoteMarks(criterion))

    def close_note(self) -> None:
        """Save and begin a new note; what cannot be saved stays in the field."""
        self.save()
        if not self.dirty:
            self.discard()

    def discard(self) -> None:
        """Forget the field's text, because its note is saved or has been removed."""
        self._is_new = True
        self._take(None, Draft())

    def save(self) -> None:
        """Save what has been typed, if it is not saved yet."""
        self._timer.stop()
        if not self.dirty or self.isReadOnly():
            return
        draft, seat = self._draft(), self._seat
        assessor, place, known = seat.assessor, self._home, self.note_id

        def deed() -> object:
            note_id, touched = seat.room.write_note(assessor, place, known, *draft)
            self.note_id = note_id if draft.text else None
            self._saved_as = draft if draft.text else Draft()
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

    def _draft(self) -> Draft:
        return Draft(self.toPlainText().strip(), self._tag, self._marks)

    def _take(self, note_id: str | None, draft: Draft, home: str = "") -> None:
        self._home = home
        self.note_id, self._tag, self._marks = note_id, draft.tag, draft.marks
        self._typed_tag = self._tag_in(draft.text)
        self._saved_as = draft._replace(text=draft.text.strip()) if note_id else Draft()
        self.blockSignals(True)
        self.setPlainText(draft.text)
        self.blockSignals(False)
        self._timer.stop()
        self.changed.emit()

    def _on_text(self) -> None:
        over = len(self.toPlainText()) - MOST_NOTE_CHARACTERS
        if over > 0:
            cursor = self.textCursor()
            cursor.setPosition(max(cursor.position() - over, 0), cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()  # tells of a change once more
            return
        if not self._home and self.toPlainText():  # what cannot be saved stays at its place
            self._home = self._place()
        self._follow_typed_tag()
        if self.dirty and not self._timer.isActive():
            self._timer.start()

    def _follow_typed_tag(self) -> None:
        """Take a tag that is typed, and let go of it with its word; one chosen since stays."""
        typed, before = self._tag_in(self.toPlainText()), self._typed_tag
        if typed == before:
            return
        self._typed_tag = typed
        if typed or self._tag == before:
            self._tag = typed
            self.changed.emit()
