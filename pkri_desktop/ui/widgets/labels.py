# SPDX-License-Identifier: MIT
"""Labels and buttons that the style sheet dresses by what they are for.

The first frame is made of these. They name Qt's values as texts, since the first touch of the
``Qt`` namespace makes all its enumerations, which takes longer than painting the frame. And they
are made inside their parents: at each change of parents the style sheet is consulted once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def toned(tone: str, text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label in one of the style sheet's tones."""
    label = QLabel(text, parent)
    label.setProperty("tone", tone)
    label.setProperty("textFormat", "PlainText")
    return label


def retone(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget again; of some properties it does not hear."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class WideButton(QPushButton):
    """A button with room for its bold words, of which Qt reckons the width a little short."""

    def sizeHint(self) -> QSize:
        """Return Qt's size and a little more."""
        return super().sizeHint() + QSize(6, 0)
