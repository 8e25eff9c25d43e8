# SPDX-License-Identifier: MIT
"""The languages of the window: English in the source, Indonesian through Qt's translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QLocale, QTranslator

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QCoreApplication

INDONESIAN = "id"
ENGLISH = "en"


class Languages:
    """Puts one of the two languages on the application, at any time.

    Attributes:
        current: the language that is on now.
    """

    _installed: ClassVar[list[QTranslator]] = []  # of the application, of which there is one

    def __init__(self, app: QCoreApplication, resources: Path) -> None:
        self._app = app
        self._folder = resources / "i18n"
        self.current = ENGLISH

    def speak(self, language: str) -> None:
        """Change to ``language``; every widget hears it as a LanguageChange event."""
        self.current = language
        QLocale.setDefault(
            QLocale(QLocale.Language.Indonesian)
            if language == INDONESIAN
            else QLocale(QLocale.Language.English)
        )
        while self._installed:
            self._app.removeTranslator(self._installed.pop())
        # Names of keys are the same in both: Enter and arrows as they stand on the keyboard.
        for catalogue in ("keys",) if language == ENGLISH else ("keys", f"pkri_{language}"):
            translator = QTranslator()
            if translator.load(catalogue, str(self._folder)):
                self._app.installTranslator(translator)
                self._installed.append(translator)


def install_language(app: QCoreApplication, language: str, resources: Path) -> Languages:
    """Put ``language`` on the application and return what can change it later."""
    languages = Languages(app, resources)
    languages.speak(language)
    return languages
