# SPDX-License-Identifier: MIT
"""Gather: which files are meant by paths, where a folder means what is in it, however deep.

What cannot be looked at is a refusal of its own, so that the other files are read all the same;
so is what is left out since a disk is too large to be looked through.
"""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of_reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

MOST_DEPTH = 8  # folders in one another below the one that is named
MOST_LOOKED_AT = 10_000  # files and folders in all below the one that is named

_SYSTEM = frozenset(("system volume information", "$recycle.bin", "recycler", "lost+found"))
_HIDDEN = "."  # so does a Mac call what it notes beside each file on a stick, under its suffix


class Gathered(NamedTuple):
    """One file to read, or a folder in which there is none, or not all was looked at.

    Attributes:
        refusal: why there is nothing to read at ``path``; None for a file, which may be missing.
    """

    path: Path
    refusal: Refusal | None = None


def gather(paths: Sequence[Path], suffixes: Collection[str]) -> list[Gathered]:
    """Return the files that are meant by ``paths``, each folder replaced by the files in it.

    Folders in folders are entered, but no hidden ones, none of the system's, and no links to
    others. A hidden file is meant by its own name alone. What was found already is not found in a
    folder once more.

    Args:
        paths: files and folders.
        suffixes: how the files end that are wanted from folders, in small letters.
    """
    found: list[Gathered] = []
    for path in paths:
        known = {gathered.path for gathered in found}
        inside = _gathered(path, suffixes)
        found += [one for one in inside if one.path == path or one.path not in known]
    return found


def _gathered(path: Path, suffixes: Collection[str]) -> Iterator[Gathered]:
    try:
        if not path.is_dir():
            yield Gathered(path)
            return
    except OSError as error:
        yield Gathered(path, refusal_of_reading(error, str(path)))
        return
    inside = list(_Search(suffixes).below(path))
    if not inside:
        yield Gathered(path, Refusal(Reason.FOLDER_EMPTY, file=str(path)))
    yield from inside


class _Search:
    """Looks through one folder that was named, and counts what it has looked at."""

    def __init__(self, suffixes: Collection[str]) -> None:
        self._suffixes = suffixes
        self._left = MOST_LOOKED_AT

    def below(self, folder: Path, depth: int = 0) -> Iterator[Gathered]:
        """Return what is wanted of a folder, its own files first, each in the order of names."""
        try:
            with os.scandir(folder) as listing:
                entries = list(islice(listing, self._left + 1))
            inside = sorted(entry.name for entry in entries if self._is_entered(entry))
            files = sorted(entry.name for entry in entries if self._is_wanted(entry))
        except OSError as error:
            yield Gathered(folder, refusal_of_reading(error, str(folder)))
            return
        cut = len(entries) > self._left
        self._left = max(self._left - len(entries), 0)
        yield from (Gathered(folder / name) for name in files)
        if cut or (inside and (depth == MOST_DEPTH or not self._left)):
            yield Gathered(folder, self._not_all(folder))
            return
        for name in inside:
            yield from self.below(folder / name, depth + 1)

    def _is_entered(self, entry: os.DirEntry[str]) -> bool:
        hidden = entry.name.startswith(_HIDDEN) or entry.name.casefold() in _SYSTEM
        return not hidden and entry.is_dir(follow_symlinks=False)

    def _is_wanted(self, entry: os.DirEntry[str]) -> bool:
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 -- an entry, not a path
        hidden = entry.name.startswith(_HIDDEN)
        return suffix in self._suffixes and not hidden and entry.is_file()

    def _not_all(self, folder: Path) -> Refusal:
        return Refusal(
            Reason.FOLDER_NOT_ALL, file=str(folder), most=MOST_LOOKED_AT, depth=MOST_DEPTH
        )
