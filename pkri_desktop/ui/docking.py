# SPDX-License-Identifier: MIT
"""How wide schedule and notes are, and which of them gives way where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDockWidget, QWidget

    from pkri_desktop.ui.content import Content
    from pkri_desktop.ui.theme import Look

_BOTH_FROM, _ONE_FROM = 1020, 760  # width of the window at the usual text size


class Docking:
    """Folds the docks of a window away and brings them back; what somebody made of them stays."""

    def __init__(self, window: QWidget, look: Look) -> None:
        self._window, self._look = window, look
        self._folded: set[str] = set()
        self._widths: tuple[float, ...] = ()  # as they were last, at the usual text size

    def remember(self, content: Content) -> None:
        """Remember what the user made of the docks, before they are hidden or built anew."""
        if not self._is_narrow and not any(dock.isHidden() for dock in content.docks):
            self._widths = tuple(dock.width() / self._look.scale for dock in content.docks)

    def show(self, content: Content) -> None:
        """Show both docks, as far as there is room for them."""
        for dock in content.docks:
            dock.show()
        self.size(content)
        self._folded.clear()
        self.fit(content)

    def size(self, content: Content) -> None:
        """Give both docks the widths that they had."""
        content.size_docks(*((self._widths,) if self._widths else ()))

    def fit(self, content: Content) -> None:
        """Fold away what there is no room for, and bring it back once there is."""
        if not self._is_narrow:
            for dock in content.docks:
                if dock.objectName() in self._folded:
                    dock.show()
            self._folded.clear()
            return
        none = self._window.width() < _ONE_FROM * self._look.scale
        for dock in content.docks if none else (content.notes_dock,):
            if not dock.isHidden() and dock.objectName() not in self._folded:
                self._folded.add(dock.objectName())
                dock.hide()

    def make_room(self, content: Content, dock: QDockWidget) -> None:
        """Show a dock; where there is room for one only, the other gives way."""
        if self._is_narrow:
            for other in content.docks:
                other.setVisible(other is dock)
            self._folded = {other.objectName() for other in content.docks}
        dock.show()
        self.size(content)

    @property
    def _is_narrow(self) -> bool:
        return self._window.width() < _BOTH_FROM * self._look.scale
