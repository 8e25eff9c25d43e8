# SPDX-License-Identifier: MIT
"""What can be chosen for the note being written: tag, criterion, who may read it, its use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.domain.note import USES
from pkri_desktop.ui.note_wording import FIRST_USE, SHARED_KEY, NoteWording
from pkri_desktop.ui.widgets.wrapped_row import WrappedRow
from pkri_desktop.ui.wording import TAGS, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction

    from pkri_desktop.ui.theme import Look
    from pkri_desktop.ui.widgets.note_editor import NoteEditor


class NoteChoices(QWidget):
    """Two rows of buttons below the editor. Each has a key as well.

    Signals:
        chosen: something was chosen; the keyboard belongs into the editor again.
    """

    chosen = Signal()

    def __init__(self, editor: NoteEditor, look: Look) -> None:
        super().__init__()
        self._editor = editor
        self._wording, self._words = Wording(), NoteWording()
        self._current = ""
        self._numbers: Mapping[str, int] = {}
        self.tags = {tag: self._tag_button(number, tag) for number, tag in enumerate(TAGS, 1)}
        self.own_tag = self._button(
            "", self.tr("Your own tag: type # and a word at the end of the note"),
            lambda: self.choose_tag(self._editor.tag),
        )  # fmt: skip
        self.criterion = self._button(
            "", self.tr("About this criterion ({key})").format(key="Alt+K"), self.toggle_criterion
        )
        self.shared = self._button(
            self._words.shared(),
            self.tr("The innovator may read this note ({key})").format(key=f"Alt+{SHARED_KEY}"),
            self.toggle_shared,
        )
        self.use = self._button("", self.tr("What the note is for"), self._offer_uses)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(WrappedRow((*self.tags.values(), self.own_tag), look))
        column.addWidget(WrappedRow((self.criterion, self.shared, self.use), look))
        editor.changed.connect(self._tell)
        self._tell()

    def aim(self, criterion: str, numbers: Mapping[str, int]) -> None:
        """Say which criterion is the active one, empty for none, and which number each has."""
        self._current, self._numbers = criterion, numbers
        self._tell()

    def set_writable(self, *, writable: bool) -> None:
        """Let something be chosen, or not."""
        for button in (*self.tags.values(), self.own_tag, self.criterion, self.shared, self.use):
            button.setEnabled(writable)

    def choose_tag(self, tag: str) -> None:
        """Tag the note being written; the same tag again takes it away."""
        self._choose(lambda: self._editor.set_tag(tag))

    def toggle_criterion(self) -> None:
        """Say that the note is about the active criterion, or about the whole again."""
        marks = self._editor.marks
        wanted = "" if marks.criterion else self._current
        self._choose(lambda: self._editor.set_marks(marks._replace(criterion=wanted)))

    def toggle_shared(self) -> None:
        """Let the innovator read the note, or not."""
        marks = self._editor.marks
        self._choose(lambda: self._editor.set_marks(marks._replace(shared=not marks.shared)))

    def choose_use(self, use: str) -> None:
        """Say what the note is for; the same again takes it away."""
        marks = self._editor.marks
        wanted = "" if use == marks.use else use
        self._choose(lambda: self._editor.set_marks(marks._replace(use=wanted)))

    def uses(self) -> QMenu:
        """Return the menu of what a note can be for."""
        menu = QMenu(self)
        menu.setAccessibleName(self.use.toolTip())
        for number, use in enumerate(USES):
            self._offer(menu, f"{self._words.use(use)}\tAlt+{FIRST_USE + number}", use)
        return menu

    def _offer(self, menu: QMenu, text: str, use: str) -> QAction:
        action = menu.addAction(text, lambda: self.choose_use(use))
        action.setCheckable(True)
        action.setChecked(use == self._editor.marks.use)
        return action

    def _offer_uses(self) -> None:
        self._tell()  # the press has checked the button
        menu = self.uses()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.use.mapToGlobal(self.use.rect().bottomLeft()))

    def _choose(self, deed: Callable[[], None]) -> None:
        if not self._editor.isReadOnly():
            deed()
            self.chosen.emit()
        self._tell()

    def _tag_button(self, number: int, tag: str) -> QPushButton:
        words = self._wording.tag(tag)
        tip = self.tr("Tag the note: {tag} (Alt+{key})").format(tag=words, key=number)
        button = self._button(words, tip, lambda: self.choose_tag(tag))
        button.setAccessibleName(self.tr("Tag {tag}").format(tag=words))
        return button

    def _button(self, words: str, tip: str, deed: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "tag")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.clicked.connect(lambda: deed())
        return button

    def _tell(self) -> None:
        tag, marks = self._editor.tag, self._editor.marks
        for known, button in self.tags.items():
            button.setChecked(known == tag)
        is_own = bool(tag) and tag not in self.tags
        self.own_tag.setText(f"#{tag}" if len(tag) <= 24 else f"#{tag[:23]}…")
        self.own_tag.setAccessibleName(self.tr("Tag {tag}").format(tag=tag))
        self.own_tag.setChecked(is_own)
        self.own_tag.setVisible(is_own)
        shown = marks.criterion or self._current
        self.criterion.setText(self._words.criterion(self._numbers.get(shown, 0)))
        self.criterion.setChecked(bool(marks.criterion))
        self.criterion.setVisible(bool(shown))
        self.shared.setChecked(marks.shared)
        self.use.setText(self._words.short_use(marks.use) or self.tr("use …"))
        self.use.setChecked(bool(marks.use))
