# SPDX-License-Identifier: MIT
"""Snapshots: whole, verified copies of the event file in the user's profile, the last thirty."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.store.connection import database_errors

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 30
_DIGITS = 8


class Snapshots:
    """Takes and lists the snapshots of one file."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, file: str) -> None:
        """Take snapshots through ``connection`` into ``folder``.

        Args:
            connection: to the event file.
            folder: where its snapshots are, and nothing else.
            file: the event file's name, for when it proves to be damaged.
        """
        self._connection = connection
        self._folder = folder
        self._file = file

    def take(self, at: int) -> Path:
        """Copy the file as it stands, check the copy, and let the oldest beyond thirty go.

        Raises:
            Refusal: the copy could not be written, or the file is damaged; it is untouched.
        """
        path = self._name(at)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refusal_of(error, str(self._folder)) from error
        try:
            with database_errors(path):
                self._copy_to(path)
        except Refusal as refusal:
            if refusal.reason is Reason.FILE_DAMAGED:  # a copy is as its file is
                raise Refusal(Reason.FILE_DAMAGED, file=self._file) from refusal
            raise
        for old in self.list()[:-KEPT]:
            old.unlink(missing_ok=True)
        return path

    def list(self) -> list[Path]:
        """Return the snapshots, oldest first."""
        return sorted(self._folder.glob(f"{'[0-9]' * _DIGITS}-*.pkri"))

    def _copy_to(self, path: Path) -> None:
        """Write a copy, under its name only once it is whole: it may be cut short at any moment."""
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        try:
            self._connection.execute("VACUUM INTO ?", (str(part),))
            self._verify(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _name(self, at: int) -> Path:
        """Return a name by number first: a laptop's clock may stand still or be set back."""
        moment = datetime.fromtimestamp(at / 1000, UTC).strftime("%Y%m%dT%H%M%S")
        taken = self.list()
        number = int(taken[-1].name[:_DIGITS]) + 1 if taken else 1
        return self._folder / f"{number:0{_DIGITS}d}-{moment}.pkri"

    @staticmethod
    def _verify(path: Path) -> None:
        copy = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise Refusal(Reason.FILE_DAMAGED, file=path.name)
        finally:
            copy.close()
