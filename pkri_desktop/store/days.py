# SPDX-License-Identifier: MIT
"""What was said of the day as it went: sessions that were timed, turns that moved, who presented.

Each assessor says it of their own, and several may sit at one laptop, so the last word by the
laptop's clock stands. Nothing is scored on it, so the written reading is enough.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from pkri_desktop.domain.record import Body

_SAID = """
    SELECT json_extract(record.data, '$.subject[2]'), json_extract(record.data, '$.at'),
        json_extract(record.data, '$.body')
    FROM head CROSS JOIN record ON record.id = head.effective
    WHERE head.subject >= :topic || '/' AND head.subject < :topic || '0' AND head.written
    ORDER BY json_extract(record.data, '$.at'), record.id
"""


class Days:
    """Reads how the day went from one event file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``."""
        self._execute = connection.execute

    def said(self, topic: str) -> dict[str, tuple[int, Body]]:
        """Return entry → claimed moment and body of the last word on a topic of the day.

        Args:
            topic: ``session``, ``turn`` or ``presenter``.
        """
        return {
            entry: (at, json.loads(body))
            for entry, at, body in self._execute(_SAID, {"topic": topic})
        }
