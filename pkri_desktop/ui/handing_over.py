# SPDX-License-Identifier: MIT
"""Handing over: looks for sticks, seals, lets a worker write, and shows what was written."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.domain.touched import Touched
from pkri_desktop.ui.notices import GOOD, WRONG
from pkri_desktop.ui.own_pages import HAND_OVER
from pkri_desktop.ui.pages.hand_over_page import HandOverPage
from pkri_desktop.workflow.handing_over import HandOverJob, hand_over, recap_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkri_desktop.runtime.media import Medium
    from pkri_desktop.ui.file_dialogs import FileDialogs
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.widgets.own_page import OwnPage
    from pkri_desktop.workflow.handing_over import HandedOver
    from pkri_desktop.workflow.room import Room

log = logging.getLogger(__name__)

_LOOK_EVERY = 2_000  # milliseconds


class HandingOver(QObject):
    """Does what the page asks for. Outlives a change of language, unlike the page.

    Args:
        window: in which the page is shown.
        room: whose file is handed over.
        dialogs: asks for a folder.
        media: finds sticks; called on a worker.
    """

    def __init__(
        self,
        window: MainWindow,
        room: Room,
        dialogs: FileDialogs,
        media: Callable[[], tuple[Medium, ...]],
    ) -> None:
        super().__init__(window)
        self._window, self._room = window, room
        self._dialogs, self._media = dialogs, media
        self._page: HandOverPage | None = None
        self._done: HandedOver | None = None
        self._found: tuple[Medium, ...] = ()
        self._looking = self._writing = False
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        window.seat.sat.connect(self._forget)
        window.seat.touched.connect(self._on_touched)
        window.own_pages.add(HAND_OVER, self._make)

    def begin(self) -> None:
        """Show the page."""
        self._window.own_pages.show(HAND_OVER)

    def write_to(self, folder: Path) -> None:
        """Seal what who sits here wrote, and let a worker write it into a folder."""
        page = self._page
        if page is None or self._writing:
            return
        page.say("")
        self._window.finishing.with_key(
            lambda: self._start(folder),
            refused=lambda _words: self._refuse(
                self.tr("Not handed back: your key is needed for that.")
            ),
        )

    # Inside

    def _make(self) -> OwnPage:
        page = self._page = HandOverPage(self._window.look, self._window.content.menu_actions)
        page.wanted.connect(self.write_to)
        page.folder_wanted.connect(self._choose_folder)
        page.seen.connect(self._on_seen)
        page.show_media(self._found)
        page.show_done(self._done)
        self._tell_recap()
        return page

    def _choose_folder(self) -> None:
        folder = self._dialogs.folder(self._window, self.tr("Where shall the returned file go?"))
        if folder is not None:
            self.write_to(folder)

    def _start(self, folder: Path) -> None:
        window, page, made = self._window, self._page, []

        def seal() -> Touched:
            made.append(hand_over(self._room, window.seat.assessor, folder))
            return Touched()  # sealing is a record too: the status line hears of it

        refusal = window.seat.write(seal)
        if refusal is not None or page is None:
            self._refuse(window.sentence(refusal) if refusal is not None else "")
            return
        window.content.status.reckon_fingerprint()
        self._writing = True
        page.set_busy(self.tr("Writing to {place} … leave the stick in.").format(place=folder))
        job: HandOverJob = made[0]
        assessor = window.seat.assessor
        window.jobs.run(
            job,
            done=lambda done: self._on_done(assessor, done),
            failed=self._on_failed,
        )

    def _on_done(self, assessor: str, done: HandedOver) -> None:
        self._writing = False
        if not isValid(self):
            return
        self._rest()
        page = self._page
        shown = page is not None and isValid(page) and page.isVisible()
        if self._window.seat.assessor == assessor:
            self._done = done
            if page is not None and isValid(page):
                page.show_done(done)
                self._tell_recap()
        if not shown:
            words = self.tr("Handed back: {file}, records: {records}.").format(
                file=done.package, records=done.paper.records
            )
            self._window.notices.tell(words, GOOD)

    def _on_failed(self, error: BaseException) -> None:
        self._writing = False
        if not isValid(self):
            return
        self._rest()
        if isinstance(error, Refusal):
            self._refuse(self._window.sentence(error))
        else:
            log.error("handing over failed", exc_info=error)
            self._refuse(self.tr("Something went wrong; nothing was handed back."))

    def _refuse(self, words: str) -> None:
        page = self._page
        if page is not None and isValid(page) and page.isVisible():
            page.say(words)
            page.take_keyboard()
        elif words:
            self._window.notices.tell(words, WRONG)

    def _rest(self) -> None:
        page = self._page
        if page is not None and isValid(page):
            page.set_busy("")
            if page.isVisible():
                page.take_keyboard()

    def _tell_recap(self) -> None:
        page, seat, room = self._page, self._window.seat, self._room
        if page is None or not isValid(page) or not seat.assessor:
            return
        panel = room.panel.name if room.panel is not None else ""
        where = " · ".join(part for part in (seat.assessor_name, panel, room.event.name) if part)
        page.show_recap(where, recap_of(room, seat.assessor))

    def _forget(self) -> None:
        """Show nobody what somebody else has handed over."""
        self._done = None
        page = self._page
        if page is not None and isValid(page):
            page.say("")
            page.show_done(None)

    def _on_touched(self) -> None:
        page = self._page
        if page is not None and isValid(page) and page.isVisible():
            self._tell_recap()

    def _on_seen(self, seen: bool) -> None:
        if seen:
            self._tell_recap()
            self._look()
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        """Let a worker look for sticks, unless one is looking or writing."""
        if not self._looking and not self._writing:
            self._looking = True
            self._window.jobs.run(self._media, done=self._on_found, failed=self._on_not_found)

    def _on_found(self, media: tuple[Medium, ...]) -> None:
        self._looking = False
        if not isValid(self):
            return
        self._found = media
        page = self._page
        if page is not None and isValid(page):
            page.show_media(media)

    def _on_not_found(self, error: BaseException) -> None:
        self._looking = False
        log.warning("media could not be looked for", exc_info=error)
