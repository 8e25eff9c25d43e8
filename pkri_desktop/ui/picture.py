# SPDX-License-Identifier: MIT
"""A picture of the window, taken when everything in it has found its place.

Some parts learn their height only when they know their width, a turn of the event loop later. A
picture taken at once shows lines on top of each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from pkri_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QMainWindow

SIZE = (1366, 768)
_MOST_TURNS = 50


def settled_picture(window: QMainWindow) -> QImage:
    """Show the window at the usual size, and return how it looks when nothing moves any more."""
    window.showNormal()
    window.resize(*SIZE)
    if isinstance(window, MainWindow):
        window.content.status.reckon_fingerprint()
    before = window.grab().toImage()
    for _ in range(_MOST_TURNS):
        QApplication.processEvents()
        now = window.grab().toImage()
        if now == before:
            break
        before = now
    return before
