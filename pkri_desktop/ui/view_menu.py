# SPDX-License-Identifier: MIT
"""How the secretariat's window looks: text size, theme and language, as chosen in its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from pkri_desktop.ui.actions import ViewActions
from pkri_desktop.ui.theme import SCALE_STEP, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QMenu

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
        self._look, self._settings, self._languages = look, settings, languages
        self.actions = actions = ViewActions(window, self)
        actions.fill(menu)
        actions.show_chosen(settings.theme, languages.current)
        actions.larger.triggered.connect(lambda: self._resize(1))
        actions.smaller.triggered.connect(lambda: self._resize(-1))
        actions.usual_size.triggered.connect(lambda: self._resize(0))
        actions.themes.triggered.connect(self._wear)
        # Queued: a change of language makes this very menu anew.
        actions.languages.triggered.connect(self._speak, Qt.ConnectionType.QueuedConnection)

    def _resize(self, step: int) -> None:
        scale = self._look.scale + step * SCALE_STEP if step else 1.0
        self._look.change(scale=scale)
        self._settings.text_scale = self._look.scale

    def _wear(self, action: QAction) -> None:
        self._settings.theme = action.data()
        system = QGuiApplication.styleHints().colorScheme()
        self._look.change(theme=Theme.chosen(action.data(), system))

    def _speak(self, action: QAction) -> None:
        if action.data() != self._languages.current:
            self._settings.language = action.data()
            self._languages.speak(action.data())
            self.language_changed.emit()
