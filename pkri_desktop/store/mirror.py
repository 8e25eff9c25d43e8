# SPDX-License-Identifier: MIT
"""The mirror: every committed turn once more, appended to a file in the user's profile.

A turn is the frames of what one transaction added, with its number, its length and a checksum on
both sides, so that a torn end is recognised and the last whole turn is found from the back.
"""

from __future__ import annotations

import errno
import os
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.runtime.files import sync_folder
from pkri_desktop.runtime.locks import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD = struct.Struct(">4sQ8sI")  # "TURN", its number, its mark, the length of its frames
_TAIL = struct.Struct(">II")  # CRC-32 of head and frames, length of head and frames
_TURN = b"TURN"


class TurnName(NamedTuple):
    """Number and random mark of a turn: a copied file that went its own way has other marks."""

    number: int
    mark: bytes


NO_TURN = TurnName(0, bytes(8))


class Mirror:
    """Appends turns to one file; what returned from ``append`` is on the medium."""

    def __init__(self, path: Path) -> None:
        """Open or make the mirror at ``path``, dropping a torn end.

        Raises:
            HeldElsewhereError: another copy of the same event file is open and mirrors into it.
            OSError: the profile cannot be written to.
        """
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(path)
        is_new = not path.exists()
        self._file = path.open("r+b" if not is_new else "x+b", buffering=0)
        if is_new:
            sync_folder(path.parent)
        self.last, end = self._find_end()
        self._file.truncate(end)
        self._file.seek(end)

    def append(self, *turns: tuple[TurnName, bytes]) -> None:
        """Append turns and flush them to the medium.

        Raises:
            OSError: they could not be written; the mirror stays as it was.
        """
        whole = b"".join(part for turn, content in turns for part in _entry(turn, content))
        start = self._file.tell()
        try:
            if self._file.write(whole) != len(whole):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(start)
            self._file.seek(start)
            raise
        self.last = turns[-1][0]

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        self._lock.release()

    def _find_end(self) -> tuple[TurnName, int]:
        """Return the last whole turn and where it ends; usually found from the back."""
        size = self._file.seek(0, os.SEEK_END)
        if size >= _TAIL.size:
            self._file.seek(size - _TAIL.size)
            checksum, length = _TAIL.unpack(self._file.read(_TAIL.size))
            start = size - _TAIL.size - length
            if start >= 0 and length >= _HEAD.size:
                self._file.seek(start)
                whole = self._file.read(length)
                if whole.startswith(_TURN) and zlib.crc32(whole) == checksum:
                    _, number, mark, _ = _HEAD.unpack_from(whole)
                    return TurnName(number, mark), size
        last, end = NO_TURN, 0
        for turn, content in read_turns(self.path):
            last = turn
            end += _HEAD.size + len(content) + _TAIL.size
        return last, end


def read_turns(path: Path) -> Iterator[tuple[TurnName, bytes]]:
    """Yield name and frames of each whole turn in a mirror, stopping at a torn one."""
    with path.open("rb") as file:
        while len(head := file.read(_HEAD.size)) == _HEAD.size:
            begins, number, mark, length = _HEAD.unpack(head)
            content = file.read(length)
            if begins != _TURN or file.read(_TAIL.size) != _tail(head, content):
                return
            yield TurnName(number, mark), content


def surviving_turns(path: Path) -> Iterator[tuple[TurnName, bytes]]:
    """Yield every whole turn of a mirror that has been damaged, passing over what is not."""
    data = path.read_bytes()
    start = data.find(_TURN)
    while start >= 0:
        end = start + _HEAD.size
        if len(data) - start >= _HEAD.size + _TAIL.size:
            _, number, mark, length = _HEAD.unpack_from(data, start)
            end += length + _TAIL.size
            head = data[start : start + _HEAD.size]
            content = data[start + _HEAD.size : end - _TAIL.size]
            if data[end - _TAIL.size : end] == _tail(head, content):
                yield TurnName(number, mark), content
                start = data.find(_TURN, end)
                continue
        start = data.find(_TURN, start + 1)


def _entry(turn: TurnName, content: bytes) -> tuple[bytes, bytes, bytes]:
    head = _HEAD.pack(_TURN, turn.number, turn.mark, len(content))
    return head, content, _tail(head, content)


def _tail(head: bytes, content: bytes) -> bytes:
    return _TAIL.pack(zlib.crc32(content, zlib.crc32(head)), len(head) + len(content))
