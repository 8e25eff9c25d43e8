# SPDX-License-Identifier: MIT
"""One writer per file: a lock that the system frees when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: BinaryIO) -> bool:
        try:
            file.seek(1_000_000)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _whoever_this_is() -> str:
        user, computer = (os.environ.get(name, "?") for name in ("USERNAME", "COMPUTERNAME"))
        return f"{user} @ {computer}"

else:
    import fcntl
    import pwd

    def _try_lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _whoever_this_is() -> str:
        try:
            user = pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            user = str(os.getuid())
        return f"{user} @ {os.uname().nodename}"


class HeldElsewhereError(Exception):
    """Another process has the lock; ``holder`` says which, as it wrote of itself."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class FileLock:
    """A lock on ``<file>.lock`` beside the file it guards."""

    def __init__(self, guarded: Path) -> None:
        """Take the lock.

        Raises:
            HeldElsewhereError: another process has it.
            OSError: the folder cannot be written to.
        """
        self._path = guarded.with_name(f"{guarded.name}.lock")
        self._file = self._take()

    def _take(self) -> BinaryIO:
        while True:
            file = self._path.open("a+b")
            if not _try_lock(file):
                file.seek(0)
                holder = file.read(200).decode(errors="replace").strip()
                file.close()
                raise HeldElsewhereError(holder)
            if self._is_current(file):
                break
            file.close()  # its holder removed it between our opening and our locking
        file.truncate(0)
        file.write(f"{_whoever_this_is()} (pid {os.getpid()})\n".encode())
        file.flush()
        return file

    def _is_current(self, file: BinaryIO) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if sys.platform == "win32":
            self._file.close()
            self._path.unlink(missing_ok=True)
        else:
            self._path.unlink(missing_ok=True)
            self._file.close()
