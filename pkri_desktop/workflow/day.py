# SPDX-License-Identifier: MIT
"""The day as it goes in one room: sessions are timed, turns move, presenters are noted.

What is planned stays as it is; this says what came of it. Written in the name of whoever sits at
the laptop, and read as the last word there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from pkri_desktop.domain.pace import TurnState, turn_state
from pkri_desktop.domain.record import Body, Change
from pkri_desktop.domain.session import Session, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkri_desktop.domain.roster import Entry, Panel
    from pkri_desktop.domain.schedule import Slot
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.workflow.room import Room


_NEVER = datetime.max  # noqa: DTZ901 -- local time


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One entry in the order of the day.

    Attributes:
        starts: local time of its turn, as planned or as it was moved; None without either.
        put_off: whether it was put off until further notice.
        session: how far its session is, as timed on this laptop.
    """

    entry: Entry
    slot: Slot | None
    panel: Panel | None
    absent: bool
    starts: datetime | None
    put_off: bool
    session: Session

    @property
    def state(self) -> TurnState:
        """Return how far its turn is."""
        return turn_state(self.session, absent=self.absent, put_off=self.put_off)


class Day:
    """Reads and writes how the day goes on the file of one room."""

    def __init__(self, room: Room) -> None:
        """Work on the file of ``room``."""
        self._room = room

    # -- sessions ----------------------------------------------------------------------------

    def sessions(self) -> Mapping[str, Session]:
        """Return the sessions of which anything was said, by entry id."""
        return {
            entry: _session(entry, at, body)
            for entry, (at, body) in self._room.file.days.said("session").items()
        }

    def session(self, entry_id: str) -> Session:
        """Return the session of an entry; one that has not begun, when nothing was said of it."""
        return self.sessions().get(entry_id) or Session(entry_id)

    def time(
        self, assessor_id: str, entry_id: str, deed: Callable[[Session, int], Session]
    ) -> Touched:
        """Do something to the session of an entry, such as ``Session.started``.

        A session that begins ends the one that ran until then.

        Raises:
            Refusal: the entry is not this assessor's, or it cannot be written.
        """
        now = self._room.clock.now()
        sessions = self.sessions()
        wanted = deed(sessions.get(entry_id) or Session(entry_id), now)
        changes = [_timed(assessor_id, wanted)]
        if wanted.running:
            changes += [
                _timed(assessor_id, Session(other.entry, Stage.OVER))
                for other in sessions.values()
                if other.running and other.entry != entry_id
                and self._room.assigned(assessor_id, other.entry)
            ]  # fmt: skip
        self._room.writing.check_assigned(assessor_id, entry_id)
        return self._room.writing.write(assessor_id, changes)

    # -- the order of the day ----------------------------------------------------------------

    def schedule(
        self, slots: Mapping[str, Slot], panels: Mapping[str, Panel]
    ) -> tuple[ScheduleRow, ...]:
        """Return who presents when, by time and room, as turns were moved here.

        Who was put off comes after those, and entries without a slot last.

        Args:
            slots: entry id → its slot, in the order of the plan.
            panels: panel id → panel.
        """
        entries, absent = self._room.entries, self._room.file.queries.absent()
        turns, sessions = self.turns(), self.sessions()
        seeing = {entry: panel for panel in panels.values() for entry in panel.entries}

        def row(entry: Entry) -> ScheduleRow:
            slot = slots.get(entry.id)
            starts = turns.get(entry.id, slot.starts if slot else None)
            return ScheduleRow(
                entry,
                slot,
                panels.get(slot.panel) if slot else seeing.get(entry.id),
                absent=entry.id in absent,
                starts=starts,
                put_off=entry.id in turns and starts is None,
                session=sessions.get(entry.id) or Session(entry.id),
            )

        planned = [entries[entry] for entry in slots if entry in entries]
        others = [entry for entry in entries.values() if entry.id not in slots]
        rows = [row(entry) for entry in (*planned, *others)]
        if turns:  # as planned they are in order already
            rows.sort(key=lambda one: (one.starts is None, not one.put_off, one.starts or _NEVER))
        return tuple(rows)

    # -- turns -------------------------------------------------------------------------------

    def turns(self) -> Mapping[str, datetime | None]:
        """Return entry id → when its turn is after all; None where it was put off."""
        return {
            entry: datetime.fromisoformat(str(body["starts"])) if body["starts"] else None
            for entry, (_, body) in self._room.file.days.said("turn").items()
        }

    def move(self, assessor_id: str, turns: Mapping[str, datetime | None]) -> Touched:
        """Say when entries have their turn after all, several at once when they are swapped.

        Args:
            assessor_id: who says so.
            turns: entry id → local time; None puts it off.

        Raises:
            Refusal: an entry is not this assessor's, or it cannot be written.
        """
        changes = [
            Change(
                "turn.moved",
                ("turn", assessor_id, entry),
                {"starts": f"{starts:%Y-%m-%dT%H:%M}" if starts else ""},
            )
            for entry, starts in turns.items()
        ]
        for entry in turns:
            self._room.writing.check_assigned(assessor_id, entry)
        return self._room.writing.write(assessor_id, changes)

    # -- presenters --------------------------------------------------------------------------

    def leaders(self) -> Mapping[str, str]:
        """Return entry id → ``yes``, ``no`` or ``unknown``: whether the agency's head presents."""
        return {
            entry: str(body["leader"])
            for entry, (_, body) in self._room.file.days.said("presenter").items()
        }

    def note_leader(self, assessor_id: str, entry_id: str, leader: str) -> Touched:
        """Note whether the head of the agency presents: ``yes``, ``no`` or ``unknown``.

        Raises:
            Refusal: the entry is not this assessor's, or it cannot be written.
        """
        subject = ("presenter", assessor_id, entry_id)
        change = Change("presenter.noted", subject, {"leader": leader})
        self._room.writing.check_assigned(assessor_id, entry_id)
        return self._room.writing.write(assessor_id, [change])


def _session(entry: str, at: int, body: Body) -> Session:
    return Session(
        entry,
        Stage(cast("str", body["stage"])),
        cast("bool", body["running"]),
        cast("int", body["elapsed"]),
        cast("int", body["added"]),
        at,
    )


def _timed(assessor_id: str, session: Session) -> Change:
    body: Body = {
        "stage": session.stage.value,
        "running": session.running,
        "elapsed": session.elapsed,
        "added": session.added,
    }
    return Change("session.timed", ("session", assessor_id, session.entry), body)
