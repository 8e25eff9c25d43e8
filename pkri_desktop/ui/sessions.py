# SPDX-License-Identifier: MIT
"""Lets the actions of the session menu do what they say, and shows the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pkri_desktop.domain.pace import TurnState
from pkri_desktop.domain.schedule import local_time
from pkri_desktop.ui.day_wording import DayWording, clock_words
from pkri_desktop.ui.notices import WRONG

if TYPE_CHECKING:
    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.settings import Settings
    from pkri_desktop.ui.widgets.clock_window import ClockWindow


_LEAST_HEIGHT = 620  # of the window at the usual text size; the criteria need the rest


class Sessions(QObject):
    """Lives as long as the content whose actions it connects."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window.content)
        self._window, self._settings, self._wording = window, settings, DayWording()
        self._actions, self._timing = window.content.menu_actions, window.content.timing
        self.clock: ClockWindow | None = None
        actions, timing = self._actions, self._timing
        for action, deed in (
            (actions.session_start, timing.start_or_hold),
            (actions.session_minute, timing.add_minute),
            (actions.session_next, timing.advance),
            (actions.session_back, timing.go_back),
            (actions.clock, self.show_clock),
            (actions.turn_swap, self._swap),
            (actions.turn_off, lambda: self._move({window.seat.entry: None})),
            (actions.turn_now, self._take_now),
            (actions.leader, self._note_leader),
        ):
            action.triggered.connect(lambda _checked=False, deed=deed: deed())
        actions.sound.setChecked(settings.sound)
        actions.sound.toggled.connect(self._choose_sound)
        for action in actions.warnings.actions():
            action.setChecked(action.data() == str(settings.warning))
        actions.warnings.triggered.connect(lambda action: self._choose_warning(int(action.data())))
        timing.changed.connect(self._tell_below)
        timing.warned.connect(self._on_warned)
        timing.refused.connect(self._on_refused)
        window.content.sheet.shown.connect(self.allow)
        self.allow()

    def allow(self) -> None:
        """Allow what makes sense now."""
        window, actions = self._window, self._actions
        may = window.at_sheet and self._timing.may_write
        for action in (actions.session_start, actions.session_minute, actions.session_next,
                       actions.session_back, actions.turn_swap, actions.turn_off,
                       actions.turn_now, actions.leader):  # fmt: skip
            action.setEnabled(may)
        actions.clock.setEnabled(window.room.role == "panel")

    def fit(self) -> None:
        """Show the strip where the window is high enough for it; else the time stands below."""
        window = self._window
        high = window.height() / window.look.scale
        shown = window.at_sheet and window.room.role == "panel" and high >= _LEAST_HEIGHT
        window.content.session.setVisible(shown)
        self._tell_below()

    def _tell_below(self) -> None:
        content, timing = self._window.content, self._timing
        session = timing.session
        below = content.session.isHidden() and session.running and self._window.at_sheet
        remaining = timing.left
        time = clock_words(timing.spent if remaining is None else remaining)
        words = f"{self._wording.stage(session)} {time}" if below else ""
        content.status.tell_time(words, timing.tone)

    def show_clock(self) -> None:
        """Show the clock on the second screen, or in a window of its own."""
        from pkri_desktop.ui.widgets.clock_window import (  # noqa: PLC0415 -- rarely needed
            ClockWindow,
        )

        if self.clock is None:
            self.clock = ClockWindow(self._timing, self._window.look, self._window)
        self.clock.show_beside()

    def _swap(self) -> None:
        """Let the open entry and the one after it change places."""
        model, seat = self._window.content.schedule.model, self._window.seat
        starts = {line.entry_id: line.row.starts for line in model.lines
                  if line.row is not None and line.assigned}  # fmt: skip
        order = [entry for entry, at in starts.items() if at is not None]
        place = order.index(seat.entry) if seat.entry in order else -1
        if 0 <= place < len(order) - 1:
            other = order[place + 1]
            self._move({seat.entry: starts[other], other: starts[seat.entry]})

    def _take_now(self) -> None:
        """Put the open entry before the first that waits: it has come, early or late."""
        seat, timezone = self._window.seat, self._window.room.event.timezone
        now = local_time(seat.room.now(), timezone)
        rows = [line.row for line in self._window.content.schedule.model.lines
                if line.row is not None and line.assigned]  # fmt: skip
        waiting = [row.starts for row in rows
                   if row.state is TurnState.WAITING and row.starts is not None
                   and row.entry.id != seat.entry]  # fmt: skip
        first = min(waiting, default=now)
        self._move({seat.entry: min(first - timedelta(minutes=1), now) if waiting else now})

    def _move(self, turns: dict[str, datetime | None]) -> None:
        seat = self._window.seat
        if not seat.writable:
            return
        refusal = seat.write(lambda: seat.room.day.move(seat.assessor, turns))
        if refusal is not None:
            self._on_refused(refusal)

    def _note_leader(self) -> None:
        """Note whether the head of the agency presents: yes; again: no; again: not known."""
        seat = self._window.seat
        if not seat.writable:
            return
        noted = seat.room.day.leaders().get(seat.entry, "unknown")
        following = {"unknown": "yes", "yes": "no", "no": "unknown"}[noted]
        refusal = seat.write(
            lambda: seat.room.day.note_leader(seat.assessor, seat.entry, following)
        )
        if refusal is not None:
            self._on_refused(refusal)

    def _choose_sound(self, wanted: bool) -> None:
        self._settings.sound = wanted

    def _choose_warning(self, minutes: int) -> None:
        self._settings.warning = minutes
        self._timing.changed.emit()

    def _on_warned(self) -> None:
        if self._settings.sound:
            QApplication.beep()

    def _on_refused(self, refusal: Refusal) -> None:
        self._window.notices.tell(self._window.sentence(refusal), WRONG)
