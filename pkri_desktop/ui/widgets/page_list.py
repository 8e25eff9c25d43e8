# SPDX-License-Identifier: MIT
"""The list of a window's pages at its left side, with whose file it is and its fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkri_desktop.ui.theme import Look

_WIDTH = 216


class PageList(QWidget):
    """A button for each page; the checked one is shown.

    Signals:
        chosen: a page's place in the list.
    """

    chosen = Signal(int)

    def __init__(self, name: str, who: str, titles: Sequence[tuple[str, str]], look: Look) -> None:
        """List pages.

        Args:
            name: of the event.
            who: which operator sits here.
            titles: of the pages, each with the key that shows it.
            look: theme and text size.
        """
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(look.px(_WIDTH))
        self._titles = [title for title, _ in titles]
        self.group = QButtonGroup(self)
        inside = QWidget()
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 16, 0, 16)
        side.setSpacing(2)
        heading = toned("heading", name)
        heading.setWordWrap(True)
        for label in (heading, toned("muted", who)):
            label.setContentsMargins(15, 0, 12, 0)
            side.addWidget(label)
        side.addSpacing(12)
        for number, (title, key) in enumerate(titles):
            button = QPushButton(title)
            button.setProperty("kind", "page")
            button.setCheckable(True)
            button.setToolTip(f"{title} ({key})")
            button.clicked.connect(lambda _checked=False, number=number: self.chosen.emit(number))
            self.group.addButton(button, number)
            side.addWidget(button)
        side.addStretch()
        side.addSpacing(8)
        self.fingerprint = toned("muted")
        self.fingerprint.setWordWrap(True)
        for label in (toned("caption", self.tr("Fingerprint of this file")), self.fingerprint):
            label.setContentsMargins(15, 0, 12, 0)
            side.addWidget(label)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def show_chosen(self, number: int) -> None:
        """Mark the page that is shown, and give it the keyboard."""
        self.group.button(number).setChecked(True)
        self.group.button(number).setFocus()

    def show_count(self, number: int, count: int) -> None:
        """Say after a page's title how much waits there."""
        title = self._titles[number]
        self.group.button(number).setText(f"{title}  ({count})" if count else title)
