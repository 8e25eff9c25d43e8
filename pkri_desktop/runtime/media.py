# SPDX-License-Identifier: MIT
"""Which removable media, such as sticks, are mounted now and can be written to.

Asks the system and nothing else: no medium is written to. Can take a moment where a drive spins
up, so a window asks on a worker.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINUX = ("/media/", "/run/media/")
_REMOVABLE = 2  # as GetDriveTypeW says it
_ESCAPED = re.compile(r"\\([0-7]{3})")  # how /proc/mounts writes a space in a name


class Medium(NamedTuple):
    """A removable medium.

    Attributes:
        path: its root.
        name: what people call it: its label, and on Windows its letter.
        free: bytes that are free on it.
    """

    path: Path
    name: str
    free: int


def removable_media() -> tuple[Medium, ...]:
    """Return the removable media that are mounted and can be written to, by name.

    One that goes away while it is looked at is left out.
    """
    found = []
    for path, name in _mounted():
        try:
            if path.is_dir() and os.access(path, os.W_OK):
                found.append(Medium(path, name, shutil.disk_usage(path).free))
        except OSError:
            continue
    return tuple(sorted(found, key=lambda medium: (medium.name, str(medium.path))))


def mounted_on_linux(mounts: str) -> list[Path]:
    """Return where desktops mount removable media, of the lines of ``/proc/mounts``."""
    places = [line.split(" ")[1] for line in mounts.splitlines() if line.count(" ") >= 2]
    named = [_ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), place) for place in places]
    return [Path(place) for place in named if place.startswith(_LINUX)]


def _mounted() -> Iterator[tuple[Path, str]]:
    if sys.platform == "win32":
        yield from _windows()
    elif sys.platform == "darwin":
        for volume in sorted(Path("/Volumes").glob("*")):
            if volume.is_mount():  # the system's own volume is a link there
                yield volume, volume.name
    else:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        for path in mounted_on_linux(mounts):
            yield path, path.name


def _windows() -> Iterator[tuple[Path, str]]:
    import ctypes  # noqa: PLC0415 -- only there

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 -- is not there for mypy elsewhere
    drives = kernel.GetLogicalDrives()
    for number in range(26):
        root = f"{chr(ord('A') + number)}:\\"
        if not drives >> number & 1 or kernel.GetDriveTypeW(root) != _REMOVABLE:
            continue
        label = ctypes.create_unicode_buffer(261)
        known = kernel.GetVolumeInformationW(root, label, 261, None, None, None, None, 0)
        if known:  # an empty card reader has a letter and no volume
            yield Path(root), f"{label.value} ({root[:2]})" if label.value else root[:2]
