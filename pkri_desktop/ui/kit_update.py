# SPDX-License-Identifier: MIT
"""Taking a newer kit into the panel's file that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.ui.notices import GOOD, WRONG
from pkri_desktop.workflow.update import update

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room

_WANTS_CODE = frozenset((Reason.PACKAGE_NEEDS_CODE, Reason.PACKAGE_WRONG_CODE))


class KitUpdate(QObject):
    """Asks for key or code where the kit wants them, and says what came of it."""

    def __init__(self, window: MainWindow, room: Room) -> None:
        super().__init__(window)
        self._window, self._room = window, room

    def take(self, path: Path) -> None:
        """Take a kit in, with the key of who sits here if there is one."""
        window, assessor = self._window, self._window.seat.assessor
        window.seat.leave()
        if assessor and self._room.key_state(assessor) == "locked":
            window.finishing.with_key(lambda: self._take(path))
        else:
            self._take(path)

    def _take(self, path: Path, code: str = "") -> None:
        window, new = self._window, 0

        def deed() -> Touched:
            nonlocal new
            updated = update(self._room, path, code)
            new = updated.new
            return updated.touched

        refusal = window.seat.write(deed)
        if refusal is None:
            words = (
                self.tr("The newer kit was taken in. New records: {n}.").format(n=new)
                if new
                else self.tr("Everything in this kit is here already.")
            )
            window.notices.tell(words, GOOD)
        elif refusal.reason in _WANTS_CODE:
            self._ask_code(path, refusal)
        else:
            window.notices.tell(window.sentence(refusal), WRONG)

    def _ask_code(self, path: Path, refusal: Refusal) -> None:
        from pkri_desktop.ui.dialogs.code_dialog import CodeDialog  # noqa: PLC0415 -- rarely needed

        dialog = CodeDialog(self._window, self._window.sentence(refusal))
        dialog.given.connect(lambda code: self._take(path, code))
        dialog.open()
