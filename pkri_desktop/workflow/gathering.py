# SPDX-License-Identifier: MIT
"""Gather: which files are meant by paths, where a folder means what is in it.

What cannot be looked at is a refusal of its own, so that the other files are read all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of_reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path


class Gathered(NamedTuple):
    """One file to read, or a folder in which there is none.

    Attributes:
        refusal: why there is nothing to read at ``path``; None for a file, which may be missing.
    """

    path: Path
    refusal: Refusal | None = None


def gather(paths: Sequence[Path], suffixes: Collection[str]) -> list[Gathered]:
    """Return the files that are meant by ``paths``, each folder replaced by the files in it.

    Folders in folders are not entered.

    Args:
        paths: files and folders.
        suffixes: how the files end that are wanted from folders, in small letters.
    """
    return [gathered for path in paths for gathered in _gathered(path, suffixes)]


def _gathered(path: Path, suffixes: Collection[str]) -> Iterator[Gathered]:
    try:
        if not path.is_dir():
            yield Gathered(path)
            return
        inside = [
            file for file in sorted(path.iterdir())
            if file.suffix.lower() in suffixes and file.is_file()
        ]  # fmt: skip
    except OSError as error:
        yield Gathered(path, refusal_of_reading(error, str(path)))
        return
    if not inside:
        yield Gathered(path, Refusal(Reason.FOLDER_EMPTY, file=str(path)))
    yield from map(Gathered, inside)
