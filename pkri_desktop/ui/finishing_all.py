# SPDX-License-Identifier: MIT
"""Makes every complete sheet final, one after the other, behind one passphrase.

Each sheet is final when its step has returned; what comes after can fail without taking that back.
PDFs are signed behind the assessor's back, as always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.pages.grid_page import GridPage


class FinishingAll(QObject):
    """Works through the sheets between other events, so that nothing waits for it."""

    def __init__(self, window: MainWindow, page: GridPage) -> None:
        super().__init__(page)
        self._window, self._seat, self._page = window, window.seat, page
        self._assessor = ""
        self._waiting: list[str] = []
        self._total = self._done = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._step)

    @property
    def under_way(self) -> bool:
        """Say whether sheets are being made final now."""
        return bool(self._waiting)

    def begin(self) -> None:
        """Make every complete sheet final; say what is in the way."""
        seat, page = self._seat, self._page
        if self.under_way:
            return
        seat.leave()
        if page.unsaved():
            page.say(self.tr("Not final: something typed is not saved yet."), "red")
            return
        rows = page.model.sheets
        ready = [row.entry.id for row in rows if row.ready and row.entry is not None]
        if not ready:
            page.say(self._nothing(sum(row.unexplained > 0 for row in rows)))
            return
        page.say("")
        self._window.finishing.with_key(
            lambda: self._start(ready),
            refused=lambda words: page.say(words),
            holds=True,
        )

    def _nothing(self, held: int) -> str:
        if held:
            return self.tr("Nothing was made final: complete sheets lack a note that explains a "
                           "score ({n}). Ctrl+4 shows them.").format(n=held)  # fmt: skip
        return self.tr("Nothing is to be made final: no open sheet is complete.")

    def _start(self, ready: list[str]) -> None:
        self._assessor = self._seat.assessor
        self._waiting, self._total, self._done = ready, len(ready), 0
        self._page.show_progress(0, self._total)
        self._timer.start()

    def _step(self) -> None:
        seat, page = self._seat, self._page
        assessor, entry = self._assessor, self._waiting[0]
        if seat.assessor != assessor:  # somebody else sits here by now
            self._end()
            return
        refusal = seat.write(lambda: seat.room.finalise(assessor, entry))
        if refusal is not None:
            self._end()
            words = self.tr("{done} of {total} sheets are final; then: {why}")
            why = self._window.sentence(refusal)
            page.say(words.format(done=self._done, total=self._total, why=why), "red")
            return
        self._waiting.pop(0)
        self._done += 1
        page.show_progress(self._done, self._total)
        self._window.signing.sign(assessor, entry)
        if self._waiting:
            self._timer.start()
            return
        self._end()
        words = self.tr("Made final: {n}. Their PDFs are being signed; you can go on.")
        page.say(words.format(n=self._done), "green")

    def _end(self) -> None:
        self._waiting = []
        self._page.show_progress(0, 0)
        if self._seat.assessor == self._assessor:
            self._window.guard.used()
