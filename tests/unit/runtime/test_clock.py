# SPDX-License-Identifier: MIT
from __future__ import annotations

import time

from pkri_desktop.runtime.clock import SystemClock


def test_system_clock_tells_milliseconds_since_1970() -> None:
    before, now, after = time.time(), SystemClock().now(), time.time()

    assert int(before * 1000) <= now <= int(after * 1000) + 1
