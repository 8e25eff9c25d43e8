# SPDX-License-Identifier: MIT
"""Messages to the user. Nothing modal: the window shows the latest in a bar, tests record them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

INFO, GOOD, ATTENTION, WRONG = "info", "good", "attention", "wrong"


class Notice(NamedTuple):
    """One message.

    Attributes:
        level: ``info``, ``good``, ``attention`` or ``wrong``.
        action: words of a button beside the text; empty for none.
        act: what the button does.
        lasting: whether it matters whoever scores and whichever entry lies open.
    """

    text: str
    level: str = INFO
    action: str = ""
    act: Callable[[], None] | None = None
    lasting: bool = False


class Notices(QObject):
    """Passes messages to whoever shows them.

    Signals:
        told: a notice is to be shown in place of the one before.
        taken_back: what was shown no longer matters.
    """

    told = Signal(object)
    taken_back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest: Notice | None = None

    def tell(
        self,
        text: str,
        level: str = INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        lasting: bool = False,
    ) -> None:
        """Show a message until the next one, or until it is closed or taken back."""
        self._latest = Notice(text, level, action, act, lasting)
        self.told.emit(self._latest)

    def take_back(self) -> None:
        """Hide what is shown."""
        self.taken_back.emit()

    def move_on(self) -> None:
        """Hide what was said of what is left behind or otherwise now, unless it lasts."""
        if self._latest is not None and not self._latest.lasting:
            self.take_back()
