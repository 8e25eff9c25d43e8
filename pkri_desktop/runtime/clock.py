# SPDX-License-Identifier: MIT
"""The clock, as something that is passed in: what a laptop claims the time to be."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time. It is shown to people and never decides anything."""

    def now(self) -> int:
        """Return milliseconds since 1970 in UTC."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> int:
        """Return milliseconds since 1970 in UTC."""
        return time.time_ns() // 1_000_000


def elapsed() -> float:
    """Return seconds from no particular beginning; nobody sets them, and sleep counts too."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)  # Linux, where the steady clock sleeps as well
    return time.monotonic() if boot is None else time.clock_gettime(boot)
