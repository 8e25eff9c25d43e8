# SPDX-License-Identifier: MIT
"""One side of a difference or one branch of a fork, as a card that can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Sequence


class SideCard(QFrame):
    """Shows whose copy it is, what it says line by line, and who says it; none is preselected.

    A line is a label, a value, and whether the other sides say something else there.
    """

    def __init__(
        self,
        choice: str,
        copies: Sequence[str],
        lines: Sequence[tuple[str, str, bool]],
        origins: Sequence[str],
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.radio = QRadioButton(choice)
        said = QWidget()
        said.setObjectName("panel")
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label, value, differs in lines:
            if label:
                caption = toned("muted", label)
                caption.setWordWrap(True)
                column.addWidget(caption)
            text = toned("name" if differs else "muted", f"≠  {value}" if differs else value)
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)
            column.addSpacing(6)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(said)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(8)
        for copy in copies:
            name = toned("strong", copy.replace("-", "-\u200b").replace(".", "\u200b."))  # breaks
            name.setWordWrap(True)
            whole.addWidget(name)
        whole.addWidget(scroll, 1)
        for origin in origins:
            words = toned("muted", origin)
            words.setWordWrap(True)
            whole.addWidget(words)
        whole.addWidget(self.radio)
