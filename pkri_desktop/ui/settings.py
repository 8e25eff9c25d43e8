# SPDX-License-Identifier: MIT
"""What the window remembers between two sittings, in an ini file of the user's profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from pathlib import Path

SYSTEM_THEME = "system"
USUAL_WARNING = 2  # minutes before the end of a stage


class Settings:
    """Small facts about how this person likes the window; never data of the event."""

    def __init__(self, folder: Path) -> None:
        self._store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """Return the language's code; Indonesian unless chosen otherwise."""
        return self._text("language", "id")

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def theme(self) -> str:
        """Return ``system``, ``light`` or ``dark``."""
        return self._text("theme", SYSTEM_THEME)

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def text_scale(self) -> float:
        """Return the text size; 1.0 is the usual one."""
        try:
            return float(self._text("text_scale", "1.0"))
        except ValueError:
            return 1.0

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._store.setValue("text_scale", f"{scale:.2f}")

    @property
    def geometry(self) -> QByteArray:
        """Return where the window stood, empty when it never did."""
        return self._bytes("geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def layout(self) -> QByteArray:
        """Return where the docks stood, empty when they never did."""
        return self._bytes("layout")

    @layout.setter
    def layout(self, layout: QByteArray) -> None:
        self._store.setValue("layout", layout)

    @property
    def folder(self) -> str:
        """Return where files were chosen last, empty when they never were."""
        return self._text("folder", "")

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("folder", folder)

    @property
    def warning(self) -> int:
        """Return how many minutes before the end of a stage its time turns gold."""
        try:
            return int(self._text("warning", str(USUAL_WARNING)))
        except ValueError:
            return USUAL_WARNING

    @warning.setter
    def warning(self, minutes: int) -> None:
        self._store.setValue("warning", str(minutes))

    @property
    def sound(self) -> bool:
        """Say whether the end of a stage is heard too; not unless chosen."""
        return self._text("sound", "") == "yes"

    @sound.setter
    def sound(self, wanted: bool) -> None:
        self._store.setValue("sound", "yes" if wanted else "")

    def last_assessor(self, event_id: str) -> str:
        """Return who scored last in this event on this computer."""
        return self._text(f"assessor/{event_id[:16]}", "")

    def remember_assessor(self, event_id: str, assessor_id: str) -> None:
        """Remember who scores, to offer that name first next time."""
        self._store.setValue(f"assessor/{event_id[:16]}", assessor_id)

    def minutes(self, what: str, event_id: str, assessor_id: str, usual: int) -> int:
        """Return for how many minutes something shall be so for an assessor on this computer."""
        try:
            return int(self._text(f"{what}/{event_id[:16]}/{assessor_id}", str(usual)))
        except ValueError:
            return usual

    def remember_minutes(self, what: str, event_id: str, assessor_id: str, minutes: int) -> None:
        """Remember a choice of ``minutes``."""
        self._store.setValue(f"{what}/{event_id[:16]}/{assessor_id}", str(minutes))

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()

    def _text(self, key: str, default: str) -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
