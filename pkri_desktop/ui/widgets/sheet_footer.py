# SPDX-License-Identifier: MIT
"""The foot of the sheet: what is missing, stepping back, and going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pkri_desktop.ui.actions import words_of
from pkri_desktop.ui.widgets.labels import WideButton, toned

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


_GAP = 8  # between buttons


class ActionButton(WideButton):
    """A button that does what a menu's action does, and shows the key that does it too."""

    def __init__(self, action: QAction, kind: str = "", *, show_key: bool = False) -> None:
        super().__init__()
        self._action = action
        self._show_key = show_key
        if kind:
            self.setProperty("kind", kind)
        self.clicked.connect(lambda: action.trigger())
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        words = words_of(action)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        keys = keys.replace("Return", "↵")
        shown = words.replace("&", "&&")
        self.setText(f"{shown}   {keys}" if self._show_key and keys else shown)
        self.setToolTip(f"{words} ({keys})" if keys else words)
        self.setAccessibleName(words)
        self.setEnabled(action.isEnabled())
        if self.parentWidget() is not None:
            self.setVisible(action.isVisible())
        elif not action.isVisible():
            self.hide()


class SheetFooter(QWidget):
    """Says what is missing beside the button that goes on.

    Signals:
        gap_wanted: the words that count what is missing were pressed.
    """

    gap_wanted = Signal()

    def __init__(self, absent: QAction, recuse: QAction, reopen: QAction, finish: QAction) -> None:
        super().__init__()
        self._buttons: tuple[ActionButton, ...] = ()
        self._gap = WideButton()
        self._gap.setProperty("kind", "gap")
        self._words = ("", "")
        self._gap.clicked.connect(self.gap_wanted)
        self._ready = toned("green")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._gap)
        row.addWidget(self._ready)
        row.addStretch()
        self._buttons = (
            ActionButton(absent),
            ActionButton(recuse),
            ActionButton(reopen),
            ActionButton(finish, "primary", show_key=True),
        )
        for button in self._buttons:
            row.addWidget(button)

    def tell_gaps(self, text: str, short: str = "") -> None:
        """Say what is missing, shorter where it is narrow; nothing with an empty text."""
        self._words = (text, short or text)
        self._gap.setVisible(bool(text))
        self._gap.setAccessibleName(text)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Use the words that fit beside the buttons shown now."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        others = sum(
            int(button.sizeHint().width()) + _GAP
            for button in self._buttons
            if not button.isHidden()
        )
        gap, (long, short) = self._gap, self._words
        around = gap.sizeHint().width() - gap.fontMetrics().horizontalAdvance(gap.text())
        needed = gap.fontMetrics().horizontalAdvance(long) + around + _GAP
        words = long if needed + others <= self.width() else short
        if gap.text() != words:
            gap.setText(words)

    def tell_ready(self, text: str) -> None:
        """Say that nothing is missing; nothing with an empty text."""
        self._ready.setVisible(bool(text))
        self._ready.setText(text)
