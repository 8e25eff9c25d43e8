# SPDX-License-Identifier: MIT
"""The foot of the sheet: what is missing, stepping back, and going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pkri_desktop.ui.actions import keys_of, words_of
from pkri_desktop.ui.widgets.labels import WideButton, retone, toned

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from pkri_desktop.ui.theme import Look


_GAP = 8  # between buttons
_CUT = 12  # how much narrower the style sheet makes a tight button


class ActionButton(WideButton):
    """A button that does what a menu's action does, and shows the key that does it too."""

    def __init__(self, action: QAction, kind: str = "", *, show_key: bool = False) -> None:
        super().__init__()
        self._action = action
        self.show_key = show_key
        if kind:
            self.setProperty("kind", kind)
        self.clicked.connect(lambda: action.trigger())
        action.changed.connect(self._follow)
        self._follow()

    def set_show_key(self, shown: bool) -> None:
        """Show the key beside the words, or in the tip only."""
        if shown != self.show_key:
            self.show_key = shown
            self._follow()

    def width_of_key(self) -> int:
        """Return how much wider the key makes the button."""
        return self.fontMetrics().horizontalAdvance(f"   {keys_of(self._action)}")

    def _follow(self) -> None:
        action = self._action
        words, keys = words_of(action), keys_of(action)
        shown = words.replace("&", "&&")
        self.setText(f"{shown}   {keys}" if self.show_key and keys else shown)
        self.setToolTip(f"{words} ({keys})" if keys else words)
        self.setAccessibleName(words)
        self.setEnabled(action.isEnabled())
        if self.parentWidget() is not None:
            self.setVisible(action.isVisible())
        elif not action.isVisible():
            self.hide()


class SheetFooter(QWidget):
    """Says what is missing beside the button that goes on, or above it where it is narrow.

    Signals:
        gap_wanted: the words that count what is missing were pressed.
    """

    gap_wanted = Signal()

    def __init__(
        self, look: Look, absent: QAction, recuse: QAction, reopen: QAction, finish: QAction
    ) -> None:
        super().__init__()
        self._look = look
        self._gap = WideButton()
        self._gap.setProperty("kind", "gap")
        self._gap.clicked.connect(self.gap_wanted)
        self._ready = toned("green")
        self._words: dict[QAbstractButton | QLabel, tuple[str, str]] = {
            self._gap: ("", ""),
            self._ready: ("", ""),
        }
        self._finish = ActionButton(finish, "primary", show_key=True)
        self._buttons = (
            ActionButton(absent), ActionButton(recuse), ActionButton(reopen), self._finish
        )  # fmt: skip
        self._above, self._row = QHBoxLayout(), QHBoxLayout()
        self._row.setSpacing(_GAP)
        self._row.addStretch()
        for button in self._buttons:
            self._row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(self._above)
        column.addLayout(self._row)
        self._above.addStretch()
        for said in self._words:
            self._row.insertWidget(0, said)

    def tell_gaps(self, text: str, short: str = "") -> None:
        """Say what is missing, shorter where it is narrow; nothing with an empty text."""
        self._say(self._gap, text, short)

    def tell_ready(self, text: str, short: str = "") -> None:
        """Say that nothing is missing, shorter where it is narrow; nothing with an empty text."""
        self._say(self._ready, text, short)

    def event(self, event: QEvent) -> bool:
        """Use the words that fit beside the buttons shown now."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return super().event(event)

    def _say(self, said: QAbstractButton | QLabel, text: str, short: str) -> None:
        self._words[said] = (text, short or text)
        said.setVisible(bool(text))
        said.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        buttons = self._width_of_buttons(with_key=True)
        self._finish.set_show_key(buttons <= self.width())
        buttons = self._width_of_buttons(with_key=self._finish.show_key)
        for button in self._buttons:
            retone(button, "tight", "true" if buttons > self.width() + _GAP else "false")
        for said, (long, short) in self._words.items():
            beside = [words for words in (long, short) if self._width_of(said, words) + _GAP
                      <= self.width() - buttons]  # fmt: skip
            alone = long if self._width_of(said, long) <= self.width() else short
            self._put(said, beside[0] if beside else alone, self._row if beside else self._above)

    def _put(self, said: QAbstractButton | QLabel, words: str, place: QHBoxLayout) -> None:
        if said.text() != words:
            said.setText(words)
        if place.indexOf(said) < 0:
            place.insertWidget(0, said)

    def _width_of_buttons(self, *, with_key: bool) -> int:
        shown = [button for button in self._buttons if not button.isHidden()]
        without = 0 if with_key == self._finish.show_key else self._finish.width_of_key()
        width = sum(int(button.sizeHint().width()) + _GAP + self._cut(button) for button in shown)
        return width + without if with_key else width - without

    def _cut(self, button: ActionButton) -> int:
        """Return by how much a tight button is narrower than usual."""
        return self._look.px(_CUT) if button.property("tight") == "true" else 0

    @staticmethod
    def _width_of(said: QAbstractButton | QLabel, words: str) -> int:
        metrics = said.fontMetrics()
        around = said.sizeHint().width() - metrics.horizontalAdvance(said.text())
        return int(metrics.horizontalAdvance(words) + around)
