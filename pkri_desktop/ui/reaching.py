# SPDX-License-Identifier: MIT
"""What the palette offers in an assessor's window: every innovator, and what can be done now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.ui.actions import keys_of, words_of
from pkri_desktop.ui.widgets.palette import Palette, Target
from pkri_desktop.ui.wording import short_agency

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pkri_desktop.ui.main_window import MainWindow


class Reaching(QObject):
    """Opens the palette, and goes where is chosen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.content)
        self._window = window
        self._before: QWidget | None = None
        self.palette = Palette(window, window.look)
        self.palette.left.connect(self._on_left)
        window.content.menu_actions.reach.triggered.connect(lambda: self.open())
        window.content.destroyed.connect(self.palette.deleteLater)

    def open(self) -> None:
        """Open the palette over the window."""
        self._before = self._window.focusWidget()
        self.palette.open(self._targets())

    def _targets(self) -> list[Target]:
        window, actions = self._window, self._window.content.menu_actions
        innovators = [
            Target(
                f"{row.entry.code} · {row.entry.name}",
                short_agency(row.entry.agency.name),
                partial(self._turn, row.entry.id),
            )
            for row in (window.room.schedule() if window.at_sheet else ())
        ]
        deeds = [
            Target(words_of(action), keys_of(action), action.trigger)
            for action in actions.all
            if action.isEnabled() and action.isVisible() and action not in actions.withdrawn
            and action is not actions.reach
        ]  # fmt: skip
        return [*innovators, *deeds]

    def _turn(self, entry: str) -> None:
        self._window.seat.turn(entry)
        self._window.content.sheet.view.setFocus()

    def _on_left(self) -> None:
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
