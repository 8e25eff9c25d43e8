# SPDX-License-Identifier: MIT
"""Closing the panel: the chair says what it has, a member learns what to tell the chair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.ui.dialogs.closing_dialog import ClosingDialog, OwnClosingDialog
from pkri_desktop.ui.notices import GOOD
from pkri_desktop.workflow.closing import close_panel, members_here

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from pkri_desktop.domain.closing import MemberClosing
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room


class PanelClosing(QObject):
    """Asks what is needed and writes it."""

    def __init__(self, window: MainWindow, room: Room) -> None:
        super().__init__(window)
        self._window, self._room = window, room

    def begin(self, assessor_id: str) -> None:
        """Let the chair close the panel; tell a member what the chair has to be told."""
        room, window = self._room, self._window
        if room.panel is None:
            return
        if room.panel.chair == assessor_id:
            window.finishing.with_key(lambda: self._ask(assessor_id))
            return
        names = {assessor.id: assessor.name for assessor in room.assessors()}
        own = next(one for one in members_here(room) if one.assessor.id == assessor_id)
        chair = names.get(room.panel.chair, self.tr("the chair"))
        self._open(OwnClosingDialog(window, own, chair))

    def _ask(self, chair: str) -> None:
        dialog = ClosingDialog(self._window, members_here(self._room), self._window.sentence)
        dialog.given.connect(lambda said, remark: self._close(dialog, chair, said, remark))
        self._open(dialog)

    def _close(
        self, dialog: ClosingDialog, chair: str, said: list[MemberClosing], remark: str
    ) -> None:
        window = self._window
        refusal = window.seat.write(lambda: close_panel(self._room, chair, said, remark))
        if refusal is not None:
            dialog.say(window.sentence(refusal))
            return
        dialog.accept()
        window.notices.tell(
            self.tr("The panel is closed and signed. Hand your file back: the closing goes with "
                    "it."),
            GOOD,
        )  # fmt: skip

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        self._window.take_keyboard()
