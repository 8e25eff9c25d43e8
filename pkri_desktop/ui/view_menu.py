# SPDX-License-Identifier: MIT
"""The menu for how a window looks: text size, theme and language; the same in every window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from pkri_desktop.ui.theme import SCALE_STEP, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMainWindow

    from pkri_desktop.ui.language import Languages
    from pkri_desktop.ui.settings import Settings
    from pkri_desktop.ui.theme import Look


class ViewMenu(QObject):
    """Fills a menu, and remembers what is chosen in it.

    Signals:
        language_changed: another language is on; the window is to be built anew.
    """

    language_changed = Signal()

    def __init__(
        self, window: QMainWindow, menu: QMenu, look: Look, settings: Settings, languages: Languages
    ) -> None:
        super().__init__(menu)
        self._window, self._look = window, look
        self._settings, self._languages = settings, languages
        sizes = (
            (self.tr("&Larger text"), ("Ctrl++", "Ctrl+="), 1),
            (self.tr("S&maller text"), ("Ctrl+-",), -1),
            (self.tr("&Usual text size"), ("Ctrl+0",), 0),
        )
        for words, keys, step in sizes:
            action = self._action(menu, words, keys)
            action.triggered.connect(lambda _checked=False, step=step: self._resize(step))
        menu.addSeparator()
        self._choices(
            menu,
            self.tr("&Theme"),
            ((self.tr("Like the &system"), "system"), (self.tr("&Light"), "light"),
             (self.tr("&Dark"), "dark")),
            settings.theme,
            self._wear,
        )  # fmt: skip
        self._choices(
            menu,
            "&Bahasa · Language",
            (("Bahasa &Indonesia", "id"), ("&English", "en")),
            languages.current,
            self._speak,
        )

    def _resize(self, step: int) -> None:
        scale = self._look.scale + step * SCALE_STEP if step else 1.0
        self._look.change(scale=scale)
        self._settings.text_scale = self._look.scale

    def _wear(self, name: str) -> None:
        self._settings.theme = name
        system = QGuiApplication.styleHints().colorScheme()
        self._look.change(theme=Theme.chosen(name, system))

    def _speak(self, language: str) -> None:
        if language != self._languages.current:
            self._settings.language = language
            self._languages.speak(language)
            self.language_changed.emit()

    def _choices(
        self, menu: QMenu, title: str, choices: Sequence[tuple[str, str]], current: str,
        choose: object,
    ) -> None:  # fmt: skip
        inside = QMenu(title, menu)
        group = QActionGroup(inside)
        for words, data in choices:
            action = self._action(inside, words, ())
            action.setCheckable(True)
            action.setData(data)
            action.setChecked(data == current)
            group.addAction(action)
        # Queued: a change of language makes this very menu anew.
        group.triggered.connect(
            lambda action: choose(action.data()),  # type: ignore[operator]
            Qt.ConnectionType.QueuedConnection,
        )
        menu.addMenu(inside)

    def _action(self, menu: QMenu, words: str, keys: Sequence[str]) -> QAction:
        action = QAction(words, menu)
        action.setShortcuts([QKeySequence(key) for key in keys])
        menu.addAction(action)
        self._window.addAction(action)
        return action
