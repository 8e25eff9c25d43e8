# SPDX-License-Identifier: MIT
"""A row of widgets; those for which it is not wide enough go to a second row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from pkri_desktop.ui.theme import Look

_GAP = 3


class WrappedRow(QWidget):
    """As high as its rows are at the width that it has."""

    def __init__(self, parts: tuple[QWidget, ...], look: Look) -> None:
        super().__init__()
        self._parts, self._look = parts, look
        for part in parts:
            part.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._place)

    def sizeHint(self) -> QSize:
        """Return the width of one row, and the height of what is placed now."""
        shown = self._shown
        wide = sum(part.sizeHint().width() + self._gap for part in shown) - self._gap
        low = max((part.geometry().bottom() + 1 for part in shown), default=0)
        return QSize(wide, low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place the parts anew when one of them wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    @property
    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    @property
    def _gap(self) -> int:
        return self._look.px(_GAP)

    def _place(self) -> None:
        x = y = 0
        for part in self._shown:
            size = part.sizeHint().boundedTo(QSize(max(self.width(), 1), part.sizeHint().height()))
            if x and x + size.width() > self.width():
                x, y = 0, y + size.height() + self._gap
            part.setGeometry(x, y, size.width(), size.height())
            x += size.width() + self._gap
        if self.minimumHeight() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())
