# SPDX-License-Identifier: MIT
"""The session timer: which session is shown, how much is left of its stage, and what is done to it.

It informs and never blocks. What stands in the file is the clock: after a killed program, or on a
second window, it goes on where it was.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pkri_desktop.domain.session import Session, Stage, left, length_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.domain.schedule import Slot
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.settings import Settings

_TICK = 250  # milliseconds; what is shown changes once a second
_MINUTE = 60


class Timing(QObject):
    """Times the sessions of the one who sits here.

    Signals:
        changed: what is shown is otherwise now; at least once a second while a clock runs.
        warned: the last minutes of a stage begin, or it is over.
        refused: a change could not be written; why.
    """

    changed = Signal()
    warned = Signal()
    refused = Signal(object)

    def __init__(self, seat: Seat, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seat, self._settings = seat, settings
        self._sessions: Mapping[str, Session] = {}
        self._slots: dict[str, Slot] = {}
        self._pauses: dict[str, int] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._told = (0, "")
        self._warned_of: tuple[str, Stage, int] | None = None
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._on_tick)
        seat.sat.connect(self.reload)
        seat.turned.connect(self._tell)
        seat.touched.connect(self._on_touched)
        self.reload()

    # -- what there is to see ---------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """Return the session that runs, or else that of the open entry."""
        running = (one for one in self._sessions.values() if one.running)
        return next(running, None) or self.of(self._seat.entry)

    def of(self, entry_id: str) -> Session:
        """Return the session of an entry, begun or not."""
        return self._sessions.get(entry_id) or Session(entry_id)

    def length(self, stage: Stage) -> int:
        """Return the seconds that a stage of the shown session may last; 0 without a plan."""
        session = self.session
        added = session.added * _MINUTE if stage is session.stage else 0
        planned = length_of(stage, self._slots.get(session.entry),
                            self._pauses.get(session.entry, 0))  # fmt: skip
        return planned + added if planned or added else 0

    @property
    def spent(self) -> int:
        """Return the seconds spent in the stage that is shown."""
        return self.session.spent(self._now())

    @property
    def left(self) -> int | None:
        """Return the seconds left of the stage, below zero once it is overdrawn; None unplanned."""
        session, slot = self.session, self._slots.get(self.session.entry)
        length = length_of(session.stage, slot, self._pauses.get(session.entry, 0))
        if not length and not session.added:
            return None
        return left(session, length, self._now())

    @property
    def tone(self) -> str:
        """Return how urgent it is: ``ink``, ``gold`` near the end of a stage, ``red`` after it."""
        remaining, stage = self.left, self.session.stage
        if remaining is None or not self.session.begun or stage in (Stage.PAUSE, Stage.OVER):
            return "ink"
        if remaining < 0:
            return "red"
        return "gold" if remaining <= self._settings.warning * _MINUTE else "ink"

    @property
    def open_entry(self) -> str:
        """Return the id of the entry that lies open."""
        return self._seat.entry

    @property
    def code(self) -> str:
        """Return the code of the entry whose session is shown."""
        return self._names.get(self.session.entry, ("", ""))[0]

    @property
    def title(self) -> str:
        """Return code and name of the entry whose session is shown."""
        return " · ".join(word for word in self._names.get(self.session.entry, ()) if word)

    @property
    def may_write(self) -> bool:
        """Say whether the one who sits here may time sessions."""
        return bool(self._seat.scores_here and self._seat.assessor)

    # -- what is done -----------------------------------------------------------------------------

    def start_or_hold(self) -> None:
        """Let the clock of the open entry run, ending another's; or hold it."""
        session = self.of(self._seat.entry)
        if session.stage is Stage.OVER:
            self._do(self._seat.entry, lambda over, now: over.returned(now).started(now))
        else:
            self._do(self._seat.entry, Session.held if session.running else Session.started)

    def add_minute(self) -> None:
        """Give the shown stage a minute more."""
        self._do(self.session.entry, Session.lengthened)

    def advance(self) -> None:
        """Go on to the next stage of the shown session, or begin that of the open entry."""
        session = self.session
        self._do(session.entry, Session.advanced if session.begun else Session.started)

    def go_back(self) -> None:
        """Go back to the stage before, from its beginning."""
        self._do(self.session.entry, Session.returned)

    # -- inside -----------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read sessions and schedule again."""
        room = self._seat.room
        self._sessions = room.day.sessions()
        rows = room.schedule()
        self._names = {row.entry.id: (row.entry.code, row.entry.name) for row in rows}
        self._slots = {row.slot.entry: row.slot for row in rows if row.slot is not None}
        by_panel: dict[str, list[Slot]] = {}
        for slot in self._slots.values():
            by_panel.setdefault(slot.panel, []).append(slot)
        self._pauses = {
            before.entry: max(int((after.starts - before.ends).total_seconds()) // _MINUTE, 0)
            for slots in by_panel.values()
            for before, after in pairwise(sorted(slots, key=lambda one: one.starts))
            if before.starts.date() == after.starts.date()
        }
        self._tell()

    def _do(self, entry_id: str, deed: Callable[[Session, int], Session]) -> None:
        seat = self._seat
        if not entry_id or not self.may_write or not seat.room.assigned(seat.assessor, entry_id):
            return
        refusal: Refusal | None = seat.write(
            lambda: seat.room.day.time(seat.assessor, entry_id, deed)
        )
        if refusal is not None:
            self.refused.emit(refusal)

    def _now(self) -> int:
        return self._seat.room.now()

    def _on_touched(self, touched: Touched) -> None:
        if touched.foundation:
            self.reload()
        elif touched.entries:
            self._sessions = self._seat.room.day.sessions()
            self._tell()

    def _on_tick(self) -> None:
        if self._told != (self.spent, self.session.entry):
            self._tell()

    def _tell(self) -> None:
        session = self.session
        self._told = (self.spent, session.entry)
        if session.running != self._timer.isActive():
            self._timer.start() if session.running else self._timer.stop()
        self.changed.emit()
        self._warn(session)

    def _warn(self, session: Session) -> None:
        """Tell once when the last minutes begin, and once when they are over."""
        place = {"ink": 0, "gold": 1, "red": 2}[self.tone]
        before, self._warned_of = self._warned_of, (session.entry, session.stage, place)
        went_on = before is not None and before[:2] == (session.entry, session.stage)
        if went_on and before is not None and session.running and place > before[2]:
            self.warned.emit()
