# SPDX-License-Identifier: MIT
"""Snapshots: whole, verified copies of the event file in the user's profile, the last thirty."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.store.connection import database_errors

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 30


class Snapshots:
    """Takes and lists the snapshots of one file."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        """Take snapshots through ``connection`` into ``folder``."""
        self._connection = connection
        self._folder = folder

    def take(self, at: int) -> Path:
        """Copy the file as it stands, check the copy, and let the oldest beyond thirty go.

        Raises:
            Refusal: the copy could not be written or is not whole; the file is untouched.
        """
        path = self._name(at)
        with database_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connection.execute("VACUUM INTO ?", (str(path),))
                self._verify(path)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        for old in self.list()[:-KEPT]:
            old.unlink(missing_ok=True)
        return path

    def list(self) -> list[Path]:
        """Return the snapshots, oldest first."""
        return sorted(self._folder.glob("*.pkri"))

    def _name(self, at: int) -> Path:
        moment = datetime.fromtimestamp(at / 1000, UTC).strftime("%Y%m%dT%H%M%S.%f")
        path = self._folder / f"{moment}.pkri"
        number = 1
        while path.exists():
            path = self._folder / f"{moment}-{number:03d}.pkri"
            number += 1
        return path

    @staticmethod
    def _verify(path: Path) -> None:
        copy = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise Refusal(Reason.FILE_DAMAGED, file=path.name)
        finally:
            copy.close()
