# SPDX-License-Identifier: MIT
"""Finds words in all notes of who sits here, and says which one was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.ui.models.notes_model import CardsModel, FoundNotesModel
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.notes_delegate import NotesDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look


class NotesSearch(QWidget):
    """A field and, below it, the cards of what was found. The arrows choose while one types.

    Signals:
        chosen: a note that was found is wanted; the note.
        closed: the search is over.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, seat: Seat, look: Look) -> None:
        super().__init__()
        self.model = FoundNotesModel(seat)
        self.model.setParent(self)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Search my notes"))
        self.field.setPlaceholderText(self.tr("Search my notes"))
        self.field.setMaxLength(200)
        self.list = note_cards(look, self.model, self.tr("Notes found"), keyed_from_afar=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._said = toned("muted")
        self._said.setWordWrap(True)
        close = QPushButton(self.tr("Close"))
        close.setProperty("kind", "quiet")
        close.setToolTip(self.tr("Close the search (Esc)"))
        close.clicked.connect(self.closed)
        above = QHBoxLayout()
        above.setSpacing(look.px(4))
        above.addWidget(self.field, 1)
        above.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(above)
        column.addWidget(self._said)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self.search)
        self.list.clicked.connect(self._on_clicked)
        self.list.viewport().installEventFilter(self)
        look.changed.connect(self.list.doItemsLayout)
        self.search()

    def begin(self) -> None:
        """Search again for what was sought last, or for what is typed instead."""
        self.search()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def clear(self) -> None:
        """Forget what was sought and found."""
        self.field.clear()
        self.search()

    def search(self) -> None:
        """Find what is typed."""
        words = self.field.text().strip()
        self.model.search(words)
        found = self.model.rowCount()
        if not words:
            self._said.setText(self.tr("In all your notes, those of the day too."))
        elif found:
            self._said.setText(self.tr("{n} found · ↑ ↓, then Enter").format(n=found))
        else:
            self._said.setText(self.tr("Nothing found."))
        if found:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, go there with Enter, stop with Escape."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_clicked(self.list.currentIndex())
        elif step:
            row = self.list.currentIndex().row() + step
            if 0 <= row < self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(row))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay the cards out anew when their width changes."""
        if event.type() == QEvent.Type.Resize:
            self.list.doItemsLayout()
        return super().eventFilter(watched, event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.note(index.row()))


def note_cards(
    look: Look, model: CardsModel, name: str, *, keyed_from_afar: bool = False
) -> QListView:
    """Return a list of notes as cards."""
    view = QListView()
    view.setObjectName("cardView")
    view.setAccessibleName(name)
    view.setModel(model)
    view.setItemDelegate(NotesDelegate(look, view, keyed_from_afar=keyed_from_afar))
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    return view
