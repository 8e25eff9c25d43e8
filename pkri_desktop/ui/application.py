# SPDX-License-Identifier: MIT
"""Makes Qt's application object."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

# Chosen before the application is made: choosing it later costs all names of QStyle, 8 ms.
STYLE = ("-style", "fusion")


def make_application() -> QApplication:
    """Make the application, in the style that the style sheet is written for."""
    app = QApplication(["pkri-desktop", *STYLE])
    app.setApplicationName("PKRI Desktop")
    return app
