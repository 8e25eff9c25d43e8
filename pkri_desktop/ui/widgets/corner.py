# SPDX-License-Identifier: MIT
"""The mark that what is shown is an example."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pkri_desktop.ui.widgets.labels import toned


class Corner(QWidget):
    """The calm mark that this is a made-up example, at the end of the menu bar."""

    def __init__(self, text: str, explanation: str, parent: QWidget) -> None:
        super().__init__(parent)
        label = toned("badge", text, self)
        label.setToolTip(explanation)
        label.setAccessibleName(explanation or text)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 16, 5)
        row.addWidget(label)
