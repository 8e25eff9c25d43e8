# SPDX-License-Identifier: MIT
"""One SQLite connection to an event file, with its settings read back and asserted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of_reading
from pkri_desktop.store.schema import APPLICATION_ID, MAJOR, unpack_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER = b"SQLite format 3\0"
_SETTINGS = {  # name → (what is set, what must be read back)
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "mmap_size": ("0", 0),
    "temp_store": ("MEMORY", 2),
    "cache_size": ("-65536", -65536),  # a merge of a hundred files stays in memory until its end
    "secure_delete": ("ON", 1),
    "busy_timeout": ("5000", 5000),
}
# Never WAL, and EXTRA rather than FULL: see docs/decisions/0002.
_WRITER_SETTINGS = {"journal_mode": ("DELETE", "delete"), "synchronous": ("EXTRA", 3)}


class SettingNotTakenError(RuntimeError):
    """SQLite did not take a setting on which durability or safety rests."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a connection that commits only when told to.

    Raises:
        Refusal: the file is not ours, damaged, of a newer version, or cannot be read.
    """
    check_header(path)
    mode = "ro" if read_only else "rw"
    with database_errors(path):
        # Long work borrows the connection for a while; never two threads at once.
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            apply_settings(connection, read_only=read_only)
            _check_version(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def apply_settings(connection: sqlite3.Connection, *, read_only: bool) -> None:
    """Set what durability and safety rest on, and read it back.

    Raises:
        SettingNotTakenError: this SQLite does not do as told.
    """
    settings = _SETTINGS if read_only else _SETTINGS | _WRITER_SETTINGS
    for name, (value, expected) in settings.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is not None and row[0] != expected:
            raise SettingNotTakenError(f"{name} is {row[0]}, not {expected}")


def check_header(path: Path) -> None:
    """Refuse what is missing or is not an SQLite file, before SQLite sees it.

    Raises:
        Refusal: it is missing, unreadable, empty or something else.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except IsADirectoryError as error:
        raise Refusal(Reason.FILE_NOT_OURS, file=path.name) from error
    except OSError as error:
        raise refusal_of_reading(error, path.name) from error
    if not header.startswith(_HEADER) or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise Refusal(Reason.FILE_NOT_OURS, file=path.name)


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    major, minor = unpack_version(connection.execute("PRAGMA user_version").fetchone()[0])
    if major > MAJOR:
        raise Refusal(Reason.FILE_NEWER, file=path.name, version=f"{major}.{minor}")
    tables = "SELECT count(*) FROM sqlite_schema WHERE name IN ('local', 'record', 'turn')"
    if major < 1 or connection.execute(tables).fetchone()[0] != 3:
        raise Refusal(Reason.FILE_DAMAGED, file=path.name)


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn what the world did to the file into a refusal; let our own bugs through.

    Raises:
        Refusal: the disk is full, the file is busy, read-only or damaged.
    """
    try:
        yield
    except sqlite3.Error as error:
        refusal = refusal_of_database(error, path)
        if refusal is None:
            raise
        raise refusal from error


def refusal_of_database(error: BaseException, path: Path) -> Refusal | None:
    """Return what the world did to the file, as a refusal; None for anything else."""
    code = getattr(error, "sqlite_errorcode", None)
    reason = _REASONS.get(code & 0xFF) if code is not None else None
    if isinstance(error, sqlite3.Error) and str(error).startswith(_DAMAGE):
        reason = Reason.FILE_DAMAGED
    return None if reason is None else Refusal(reason, file=path.name)


# What SQLite and Python say of a damaged file without a code that says so.
_DAMAGE = ("Could not decode to UTF-8", "unsupported file format")
_REASONS = {
    sqlite3.SQLITE_FULL: Reason.DISK_FULL,
    sqlite3.SQLITE_IOERR: Reason.FILE_UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: Reason.FILE_UNWRITABLE,
    sqlite3.SQLITE_READONLY: Reason.FILE_READ_ONLY,
    sqlite3.SQLITE_PERM: Reason.FILE_READ_ONLY,
    sqlite3.SQLITE_BUSY: Reason.FILE_BUSY,
    sqlite3.SQLITE_LOCKED: Reason.FILE_BUSY,
    sqlite3.SQLITE_CORRUPT: Reason.FILE_DAMAGED,
    sqlite3.SQLITE_NOTADB: Reason.FILE_DAMAGED,
}


def writable(path: Path) -> bool:
    """Say whether the file and its folder (for the journal) can be written to."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError:
        return False  # what is the matter with it shows when it is read
    return True
