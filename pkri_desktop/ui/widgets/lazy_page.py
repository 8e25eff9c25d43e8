# SPDX-License-Identifier: MIT
"""A page that is read when somebody looks at it, and never while a worker has the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pkri_desktop.ui.desk import Desk


class LazyPage(QWidget):
    """Reads what changed once it is shown again; in between it shows what it last read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stale = True
        desk.changed.connect(self.reload)
        desk.lent.connect(self._on_lent)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def reload(self) -> None:
        """Read the file now, or as soon as it is here and somebody looks."""
        self._stale = self._desk.is_lent or not self.isVisible()
        if not self._stale:
            self.read()
            self.allow()

    def read(self) -> None:
        """Show what is in the file."""
        raise NotImplementedError

    def allow(self) -> None:
        """Let be done what can be done now: not everything while the file is lent, or read only."""

    def _on_lent(self, lent: bool) -> None:
        if self._stale and not lent:
            self.reload()
        else:
            self.allow()
