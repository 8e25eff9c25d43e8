# SPDX-License-Identifier: MIT
"""The notes of the open entry: cards, and below them the field for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.ui.models.notes_model import NotesModel
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.note_editor import NoteEditor
from pkri_desktop.ui.widgets.notes_delegate import NotesDelegate
from pkri_desktop.ui.widgets.wrapped_row import WrappedRow
from pkri_desktop.ui.wording import TAGS, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.domain.note import Note
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look


class NotesPanel(QWidget):
    """Writes, edits and removes notes.

    Signals:
        removed: a note has been removed; the note, so that it can be put back.
    """

    removed = Signal(object)

    def __init__(self, seat: Seat, look: Look, sentence: Callable[[Refusal], str]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._seat, self._sentence = seat, sentence
        self._wording = Wording()
        self.model = NotesModel(seat)
        self.model.setParent(self)
        self._heading = toned("heading", self.tr("Notes"))
        self._about = toned("muted")
        self.list = self._list(look)
        self._empty = toned("muted", self.tr("No notes yet."))
        self._empty.setWordWrap(True)
        self.editor = NoteEditor(seat)
        self.editor.setFixedHeight(look.px(104))
        self._state = toned("muted")
        self._state.setWordWrap(True)
        self._tags = {tag: self._tag_button(number, tag) for number, tag in enumerate(TAGS)}
        self._lay_out(look)
        self._connect(look)
        self._tell()

    def begin(self) -> None:
        """Put the keyboard into the field."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_new(self) -> None:
        """Save what is being written and begin a new note."""
        self.editor.close_note()
        self.begin()

    def remove_chosen(self) -> None:
        """Remove the chosen note."""
        index = self.list.currentIndex()
        if not index.isValid() or self.editor.isReadOnly():
            return
        note = self.model.note(index.row())
        if note.id == self.editor.note_id:
            self.editor.discard()
        if self._write(note.id, "", note.tag):
            self.removed.emit(note)

    def put_back(self, note: Note) -> None:
        """Write a removed note again."""
        self._write(note.id, note.text, note.tag)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the chosen note with Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self._open(self.list.currentIndex())
                return True
        elif event.type() == QEvent.Type.Resize and watched is self.list.viewport():
            self.list.doItemsLayout()
        return super().eventFilter(watched, event)

    def _list(self, look: Look) -> QListView:
        view = QListView()
        view.setObjectName("cardView")
        view.setAccessibleName(self.tr("Notes"))
        view.setModel(self.model)
        view.setItemDelegate(NotesDelegate(look, view))
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        return view

    def _tag_button(self, number: int, tag: str) -> QPushButton:
        words = self._wording.tag(tag)
        button = QPushButton(words)
        button.setProperty("kind", "tag")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setToolTip(self.tr("Tag the note: {tag} (Alt+{key})").format(
            tag=words, key=number + 1))  # fmt: skip
        button.setAccessibleName(self.tr("Tag {tag}").format(tag=words))
        button.setSizePolicy(button.sizePolicy().horizontalPolicy(),
                             button.sizePolicy().verticalPolicy())  # fmt: skip
        button.clicked.connect(lambda: self.choose_tag(tag))
        return button

    def choose_tag(self, tag: str) -> None:
        """Tag the note being written."""
        if not self.editor.isReadOnly():
            self.editor.set_tag(tag)
            self.begin()

    def _lay_out(self, look: Look) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(16), look.px(12), look.px(14), look.px(12))
        whole.setSpacing(look.px(4))
        whole.addWidget(self._heading)
        whole.addWidget(self._about)
        whole.addSpacing(look.px(6))
        whole.addWidget(self._empty)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.editor)
        whole.addWidget(self._state)
        whole.addWidget(WrappedRow(tuple(self._tags.values()), look))

    def _connect(self, look: Look) -> None:
        self.model.shown.connect(self._tell)
        self.list.doubleClicked.connect(self._open)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.editor.changed.connect(self._on_editor)
        self.editor.textChanged.connect(self._on_typing)
        self.editor.saved.connect(self._on_saved)
        self.editor.failed.connect(self._on_failed)
        self._seat.turned.connect(self._tell)
        self._seat.sat.connect(self._tell)
        look.changed.connect(self.list.doItemsLayout)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self.editor.isReadOnly():
            self.editor.open_note(self.model.note(index.row()))

    def _write(self, note_id: str, text: str, tag: str) -> bool:
        seat = self._seat
        refusal = seat.write(
            lambda: seat.room.write_note(seat.assessor, seat.entry, note_id, text, tag)[1]
        )
        if refusal is not None:
            self._on_failed(refusal)
        return refusal is None

    def _tell(self) -> None:
        seat = self._seat
        writable = seat.writable
        self.editor.setReadOnly(not writable)
        self.editor.setPlaceholderText(
            self.tr("Write a note … Enter: next note, Shift+Enter: new line")
            if writable
            else self.tr("Notes cannot be written here.")
        )
        for button in self._tags.values():
            button.setEnabled(writable)
        row = next((row for row in seat.room.schedule() if row.entry.id == seat.entry), None)
        self._about.setText(row.entry.name if row else "")
        self._about.setToolTip(row.entry.title if row else "")
        self._empty.setVisible(self.model.rowCount() == 0)
        if self.model.rowCount():
            self.list.scrollToBottom()

    def _on_editor(self) -> None:
        editor = self.editor
        note_id = editor.note_id or ""
        self.model.mark(
            hidden=note_id if editor.is_new else "", edited="" if editor.is_new else note_id
        )
        for tag, button in self._tags.items():
            button.setChecked(tag == editor.tag)
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
        self._state.setText(words if self.editor.toPlainText() else "")

    def _on_failed(self, refusal: Refusal) -> None:
        retone(self._state, "tone", "red")
        why = self._sentence(refusal)
        self._state.setText(self.tr("Not saved. {why}").format(why=why))
