# SPDX-License-Identifier: MIT
"""Notices how long nobody has touched keyboard, mouse or screen in a window of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication

from pkri_desktop.runtime.clock import elapsed

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


class PresencePort(Protocol):
    """What a window must know to lock itself."""

    def now(self) -> float:
        """Return seconds from no particular beginning."""
        ...

    def away(self) -> float:
        """Return for how many seconds nobody has been there."""
        ...

    def touch(self) -> None:
        """Take note that somebody is there."""
        ...


class Presence(QObject):
    """Watches the native window that has the keyboard: few events pass there, all of them ours."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._touched = self.now()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def now(self) -> float:
        """Return seconds from no particular beginning."""
        return elapsed()

    def away(self) -> float:
        """Return for how many seconds nobody has been there."""
        return self.now() - self._touched

    def touch(self) -> None:
        """Take note that somebody is there."""
        self._touched = self.now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of what somebody does; keep nothing from anybody."""
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
