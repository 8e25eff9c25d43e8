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
