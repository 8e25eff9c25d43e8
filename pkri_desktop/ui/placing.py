# SPDX-License-Identifier: MIT
"""Where a window stands: where it stood before, or in its usual size, and within the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray
    from PySide6.QtWidgets import QWidget

USUAL_SIZE = (1366, 768)
_FRAME = (16, 40)  # around the window; how much it is, systems say when it is too late


class Place:
    """The place of one window, which has it as soon as this is made."""

    def __init__(self, window: QWidget, remembered: QByteArray) -> None:
        """Give a window its place.

        Args:
            window: not shown yet.
            remembered: where it stood before, as Qt wrote it; empty when it never did.
        """
        self._window = window
        window.resize(*USUAL_SIZE)
        # Qt fits to the screen what it restores. On one of quite another size, as the same is at
        # another scale, it restores nothing.
        self._restored = not remembered.isEmpty() and window.restoreGeometry(remembered)

    def show(self) -> None:
        """Show the window within the screen; where the screen is no larger, all over it."""
        window = self._window
        room = window.screen().availableSize() - QSize(*_FRAME)
        if self._restored or window.size().boundedTo(room) == window.size():
            window.show()
        else:
            window.resize(window.size().boundedTo(room))  # for when it is made smaller again
            window.showMaximized()
