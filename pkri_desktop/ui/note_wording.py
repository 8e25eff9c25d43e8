# SPDX-License-Identifier: MIT
"""Words for notes, in the window's language: when one was begun, and what was chosen for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.domain.note import USES, tag_typed
from pkri_desktop.domain.session import Stage
from pkri_desktop.ui.day_wording import DayWording, clock_words
from pkri_desktop.ui.wording import TAGS, Wording

if TYPE_CHECKING:
    from pkri_desktop.domain.note import Note

FIRST_USE = len(TAGS) + 1  # keys with Alt: of the tags, then of the uses, then of sharing
SHARED_KEY = FIRST_USE + len(USES)


class NoteWording(QObject):
    """Says what a note's marks mean. Makes no decision."""

    def __init__(self) -> None:
        super().__init__()
        self._wording, self._days = Wording(), DayWording()

    def stamp(self, note: Note) -> str:
        """Return when a note was begun, such as ``10.07 · paparan 02:10``."""
        when = note.written.replace(":", ".")
        stage = self._days.stage_name(Stage(note.stage)) if note.stage else ""
        if not stage:
            return when
        return f"{when} · {stage} {clock_words(note.elapsed)}"

    def use(self, use: str) -> str:
        """Return what a note is for; empty for nothing in particular."""
        return {
            "strength": self.tr("strength"),
            "improvement": self.tr("to improve"),
            "policy": self.tr("policy recommendation"),
        }.get(use, "")

    def short_use(self, use: str) -> str:
        """Return the same in one word, for where there is little room."""
        return self.tr("policy") if use == "policy" else self.use(use)

    def criterion(self, number: int) -> str:
        """Return which criterion a note is about; 0 for one that the rubric has no more."""
        if number:
            return self.tr("criterion {n}").format(n=number)
        return self.tr("former criterion")

    def shared(self) -> str:
        """Return what it is called that the innovator may read a note."""
        return self.tr("may be shared")

    def tag_in(self, text: str) -> str:
        """Return the tag that was typed into a text; one of the four by its shown name too."""
        typed = tag_typed(text)
        return next((tag for tag in TAGS if typed == self._wording.tag(tag)), typed)

    def spoken(self, note: Note, number: int) -> str:
        """Return everything about a note, as a screen reader says it."""
        words = (
            self.stamp(note),
            self._wording.tag(note.tag),
            self.criterion(number) if note.criterion else "",
            self.use(note.use),
            self.shared() if note.shared else "",
            note.text,
        )
        return ", ".join(word for word in words if word)
