# SPDX-License-Identifier: MIT
from __future__ import annotations

import time

from pkri_desktop.runtime.clock import SystemClock, elapsed


def test_system_clock_tells_milliseconds_since_1970() -> None:
    before, now, after = time.time(), SystemClock().now(), time.time()

    assert int(before * 1000) <= now <= int(after * 1000) + 1


def test_elapsed_seconds_go_on() -> None:
    first = elapsed()
    time.sleep(0.01)

    assert 0.005 < elapsed() - first < 5
