# SPDX-License-Identifier: MIT
"""The line that always says who scores, in which panel and event, and what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStatusBar

from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.wording import short_fingerprint, spoken_fingerprint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pkri_desktop.ui.seat import Seat

FINGERPRINT_AFTER = 1_000  # milliseconds without a change: reckoning it at every key is too dear


class StatusLine(QStatusBar):
    """Says only what is true: *saved* appears after the write has returned."""

    def __init__(self, seat: Seat, parent: QWidget) -> None:
        super().__init__(parent)
        self._seat = seat
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._who = toned("strong", "", self)
        self._where = toned("muted", "", self)
        self._signing = toned("muted", "", self)
        self.time = toned("strong", "", self)
        self.saved = toned("green", "", self)
        self.fingerprint = toned("muted", "", self)
        self.addWidget(self._who)
        self.addWidget(self._where)
        for label in (self.time, self._signing, self.saved, self.fingerprint):
            label.setContentsMargins(8, 0, 8, 0)
        self.addPermanentWidget(self.time)
        self.addPermanentWidget(self._signing)
        self.addPermanentWidget(self.saved)
        self.addPermanentWidget(self.fingerprint)
        self.time.hide()
        self._signing.hide()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(FINGERPRINT_AFTER)
        self._idle.timeout.connect(self.reckon_fingerprint)
        seat.sat.connect(self._tell)
        seat.touched.connect(self._on_touched)
        seat.unsaved.connect(self._on_unsaved)
        self._tell()
        self.tell_saved()
        self._idle.start()

    def rest(self) -> None:
        """Read no more of the file: it is being closed."""
        self._seat.touched.disconnect(self._on_touched)
        self._idle.stop()

    def tell_time(self, words: str, tone: str) -> None:
        """Show the session's time here, where the window is too low for a strip of its own."""
        self.time.setText(words)
        self.time.setVisible(bool(words))
        retone(self.time, "tone", {"ink": "strong"}.get(tone, tone))

    def tell_signing(self, sheets: int) -> None:
        """Say how many sheets are being signed."""
        self._signing.setVisible(sheets > 0)
        self._signing.setText(self.tr("signing {n} …").format(n=sheets))

    def reckon_fingerprint(self) -> None:
        """Reckon the fingerprint now."""
        digits = self._seat.room.fingerprint()
        shown = self.tr("trail {fingerprint}").format(fingerprint=short_fingerprint(digits))
        self.fingerprint.setText(shown)
        whole = spoken_fingerprint(digits)
        self.fingerprint.setToolTip(
            self.tr("Fingerprint of everything in this file: {digits}").format(digits=whole)
        )
        self.fingerprint.setAccessibleName(self.fingerprint.toolTip())

    def _tell(self) -> None:
        seat, event = self._seat, self._seat.room.event
        name = seat.assessor_name
        if seat.room.role == "panel":
            self._who.setText(name or self.tr("Nobody scores yet"))
        else:
            looking = self.tr("Secretariat · looking at {name}").format(name=name)
            self._who.setText(looking if name else self.tr("Secretariat"))
        panel = seat.room.panel
        self._where.setText(f"{panel.name} · {event.short_name}" if panel else event.short_name)
        self._where.setToolTip(f"{event.name}\n{seat.room.path}")
        self._who.setAccessibleName(self._who.text())

    def tell_saved(self) -> None:
        """Say when was saved last."""
        if self._seat.room.read_only:
            retone(self.saved, "tone", "gold")
            self.saved.setText(self.tr("Read only"))
            return
        at = self._seat.room.saved_at()
        retone(self.saved, "tone", "green")
        self.saved.setText(self.tr("✓ Saved {time}").format(time=f"{at:%H.%M.%S}") if at else "")

    def _on_touched(self) -> None:
        self.tell_saved()
        self._idle.start()

    def _on_unsaved(self) -> None:
        retone(self.saved, "tone", "red")
        self.saved.setText(self.tr("Not saved"))
