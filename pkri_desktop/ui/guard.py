# SPDX-License-Identifier: MIT
"""Decides when the window locks by itself, and for how long a key stays open.

Each assessor chooses for themselves, on this computer. Shows nothing and locks nothing: ``Locking``
does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from pkri_desktop.ui.presence import PresencePort
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.settings import Settings

NEVER = 0  # minutes after which the window locks
EACH_TIME, UNTIL_LOCKED = 0, -1  # minutes for which a key stays open
USUAL_LOCK, USUAL_HOLD = 5, 15
LOCKS = (1, 2, 5, 10, 15, NEVER)
HOLDS = (EACH_TIME, 5, 15, 60, UNTIL_LOCKED)

_LOOK_EVERY = 5_000  # milliseconds
_MINUTE = 60


class Guard(QObject):
    """Watches while a sheet is shown.

    Signals:
        ran_out: nobody has touched anything for as long as the window may stay open.
    """

    ran_out = Signal()

    def __init__(
        self, seat: Seat, settings: Settings, presence: PresencePort, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._seat, self._settings, self._presence = seat, settings, presence
        self._opened_at = presence.now()
        self._closed: set[str] = set()
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    # What was chosen

    def lock_after(self, assessor_id: str) -> int:
        """Return after how many minutes the assessor's sheets are locked; ``NEVER`` is 0."""
        room = self._seat.room
        usual = NEVER if room.sample_passphrase() else USUAL_LOCK  # everybody knows that one
        chosen = self._settings.minutes("lock", room.event.id, assessor_id, usual)
        return chosen if chosen in LOCKS else usual

    def hold_for(self, assessor_id: str) -> int:
        """Return how many minutes a key stays open behind its passphrase."""
        room = self._seat.room
        chosen = self._settings.minutes("hold", room.event.id, assessor_id, USUAL_HOLD)
        return chosen if chosen in HOLDS else USUAL_HOLD

    def choose(self, lock_after: int, hold_for: int) -> None:
        """Remember what the assessor who sits here chose; it holds at once."""
        room, assessor = self._seat.room, self._seat.assessor
        self._settings.remember_minutes("lock", room.event.id, assessor, lock_after)
        self._settings.remember_minutes("hold", room.event.id, assessor, hold_for)
        self._settings.save()
        self.look()

    # Whether a passphrase is wanted

    def asks(self, assessor_id: str) -> bool:
        """Say whether the assessor's sheets are shown for the passphrase only."""
        room = self._seat.room
        if room.role != "panel" or room.key_state(assessor_id) != "locked":
            return False
        return assessor_id in self._closed or self.lock_after(assessor_id) != NEVER

    def close(self, assessor_id: str) -> None:
        """Forget the assessor's key, and show the sheets for the passphrase only from now on."""
        self.forget(assessor_id)
        self._closed.add(assessor_id)

    def open(self, assessor_id: str) -> None:
        """Take back ``close``: the assessor is here again."""
        self._closed.discard(assessor_id)

    # How long the key stays open

    def opened(self) -> None:
        """Begin to count: the passphrase has just been typed."""
        self._opened_at = self._presence.now()

    def used(self) -> None:
        """Forget the key where each use shall be asked for."""
        if self.hold_for(self._seat.assessor) == EACH_TIME:
            self.forget(self._seat.assessor)

    def forget(self, assessor_id: str) -> None:
        """Forget the assessor's key."""
        if assessor_id:
            self._seat.room.lock(assessor_id)

    # Watching

    def watch(self) -> None:
        """Begin to watch: a sheet is shown, and somebody has just asked for it."""
        self._presence.touch()
        if self._seat.room.role == "panel":
            self._timer.start()

    def rest(self) -> None:
        """Watch no more: nothing is shown that anybody could be kept from."""
        self._timer.stop()

    def look(self) -> None:
        """Forget the key if its time is over; say so if nobody is there any more."""
        assessor = self._seat.assessor
        hold = self.hold_for(assessor)
        if hold > 0 and self._presence.now() - self._opened_at >= hold * _MINUTE:
            self.forget(assessor)
        after = self.lock_after(assessor)
        if after != NEVER and self._presence.away() >= after * _MINUTE:
            self.ran_out.emit()
