# SPDX-License-Identifier: MIT
"""The schedule (Jadwal): slots in rooms, in the event's own local time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import timezone as tz
from typing import NamedTuple


class Slot(NamedTuple):
    """When and before whom an entry presents (Sesi).

    Attributes:
        starts: local time of the event, without a zone: the event says which it is.
        presentation: minutes of presentation.
        interview: minutes of interview.
    """

    id: str
    entry: str
    panel: str
    starts: datetime
    presentation: int
    interview: int

    @property
    def ends(self) -> datetime:
        """Return when the slot is planned to end."""
        return self.starts + timedelta(minutes=self.presentation + self.interview)


class Break(NamedTuple):
    """A planned pause of a panel."""

    id: str
    panel: str
    starts: datetime
    minutes: int
    name: str


_HOURS_FROM_UTC = {"WIB": 7, "WITA": 8, "WIT": 9}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local_time(at: int, timezone: str) -> datetime:
    """Return a moment (milliseconds UTC) in an Indonesian time zone, without naming the zone.

    Western, Central and Eastern Indonesia Time are 7, 8 and 9 hours ahead of UTC all year.
    """
    return moment(at, timezone).replace(tzinfo=None)


def moment(at: int, timezone: str) -> datetime:
    """Return a moment (milliseconds UTC) with its offset, as signatures state it."""
    zone = tz(timedelta(hours=_HOURS_FROM_UTC[timezone]))
    return datetime.fromtimestamp(at / 1000, zone)


def at_of(local: datetime, timezone: str) -> int:
    """Return the moment (milliseconds UTC) of a local time in an Indonesian time zone."""
    zone = tz(timedelta(hours=_HOURS_FROM_UTC[timezone]))
    return (local.replace(tzinfo=zone) - _EPOCH) // timedelta(milliseconds=1)
