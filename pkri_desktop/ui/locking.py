# SPDX-License-Identifier: MIT
"""Locks the window: one page that says whose session it is stands in place of everything else.

What was being typed is saved first; what cannot be saved stays where it is, out of sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.ui.dialogs.reason_dialog import ReasonDialog
from pkri_desktop.ui.notices import WRONG
from pkri_desktop.ui.pages.lock_page import LockPage

if TYPE_CHECKING:
    from pkri_desktop.ui.guard import Guard
    from pkri_desktop.ui.main_window import MainWindow


class Locking(QObject):
    """Outlives a change of language, unlike its page.

    Attributes:
        page: what stands over the window now, or None.
    """

    def __init__(self, window: MainWindow, guard: Guard) -> None:
        super().__init__(window)
        self._window, self._guard = window, guard
        self._put_away: list[QDialog] = []
        self._page_left = ""  # the page of the whole day that was shown, by its name
        self.page: LockPage | None = None
        guard.ran_out.connect(self.lock)

    def lock(self) -> None:
        """Lock the session of who sits here."""
        window, seat = self._window, self._window.seat
        if not window.at_work or seat.room.role != "panel":
            return
        seat.leave()
        self._close_popups()
        self._put_dialogs_away()
        self._guard.close(seat.assessor)
        window.notices.move_on()
        self._page_left = window.own_pages.shown
        self.show(seat.assessor)

    def show(self, assessor_id: str) -> None:
        """Ask for the passphrase of an assessor, who sits here or wants to."""
        self.take_away()
        window, room = self._window, self._window.room
        name = next(a.name for a in room.assessors() if a.id == assessor_id)
        page = self.page = LockPage(
            assessor_id,
            name,
            room,
            window.look,
            keyless=room.key_state(assessor_id) == "none",
            left=assessor_id == window.seat.assessor,
        )
        page.passphrase_given.connect(self._try)
        page.go_on_wanted.connect(self._go_in)
        page.key_wanted.connect(self._make_key)
        page.others_wanted.connect(window.show_chooser)
        window.show_page(page)
        page.begin()
        if window.has_unsaved():
            page.tell_unsaved()

    def take_away(self) -> None:
        """Let the page go."""
        if self.page is not None:
            self._window.content.pages.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    def give_up(self) -> None:
        """Let the page go, and what was asked of whoever sat here."""
        self.take_away()
        for dialog in self._put_away:
            dialog.reject()
        self._put_away.clear()
        self._page_left = ""

    def _try(self, passphrase: str) -> None:
        page, room = self.page, self._window.room
        if page is None:
            return
        told = ""
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            room.unlock(page.assessor, passphrase)
        except Refusal as refusal:
            told = self._window.sentence(refusal)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if room.key_state(page.assessor) != "unlocked":
            page.say(told)
            return
        self._guard.opened()
        self._go_in()
        if told:  # the key is open all the same
            self._window.notices.tell(told, WRONG)

    def _make_key(self) -> None:
        from pkri_desktop.ui.dialogs.key_dialog import KeyDialog  # noqa: PLC0415 -- rarely needed

        window = self._window
        dialog = KeyDialog(
            window, window.seat, window.sentence, window.files,
            self._guard.hold_for(window.seat.assessor),
        )  # fmt: skip
        dialog.unlocked.connect(self._guard.opened)
        dialog.unlocked.connect(self._go_in)
        dialog.open()

    def _go_in(self) -> None:
        page, window = self.page, self._window
        if page is None:
            return
        assessor, stays = page.assessor, page.assessor == window.seat.assessor
        self._guard.open(assessor)
        if stays:
            self.take_away()
            window.show_sheet_page()
            window.content.sheet.view.setFocus()
            window.own_pages.show(self._page_left)
            window.signing.sign_all(assessor)
            for dialog in self._put_away:
                dialog.show()
            self._put_away.clear()
        else:
            window.let_in(assessor)
        self._guard.used()

    def _put_dialogs_away(self) -> None:
        """Keep a reason that is being typed; close what else is open, passphrases too."""
        for dialog in self._window.findChildren(QDialog):
            if not dialog.isVisible():
                continue
            if isinstance(dialog, ReasonDialog):
                dialog.hide()
                self._put_away.append(dialog)
            else:
                dialog.reject()

    @staticmethod
    def _close_popups() -> None:
        popup = QApplication.activePopupWidget()
        while popup is not None and popup.close():
            popup = QApplication.activePopupWidget()
