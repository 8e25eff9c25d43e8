# SPDX-License-Identifier: MIT
"""Writing files so that a power cut leaves the old one or the new one, never a mixture."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class NotWrittenAsReadError(OSError):
    """What was read back from the medium is not what was written to it."""


def write_durably(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``: temporary file, flush to the medium, read back, rename.

    Raises:
        OSError: nothing has been changed; the temporary file is gone.
        NotWrittenAsReadError: the medium returned other bytes than it was given.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != content:
            raise NotWrittenAsReadError(f"{path.name} was not stored as written")
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def try_writing(path: Path, size: int = 262_144) -> None:
    """Raise what writing ``size`` bytes to ``path`` would raise; ``path`` itself is not touched.

    For what must not be begun when its outcome could not be kept. Makes the folder if need be.

    Raises:
        OSError: it cannot be written there; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(bytes(size))
            file.flush()
            os.fsync(file.fileno())
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Flush the names in ``folder`` to the medium, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
