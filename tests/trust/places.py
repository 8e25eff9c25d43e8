# SPDX-License-Identifier: MIT
"""Where harnesses put what they throw away, and how they cut work into shares."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder in memory where the system has that: these harnesses do not cut the power."""
    inside = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="pkri-tests-", dir=inside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def any_seed() -> int:
    """Return a seed to be printed, so that whatever it leads to can be seen again."""
    return random.SystemRandom().randrange(1, 10**9)


def shares(total: int, among: int) -> list[range]:
    """Cut the numbers below ``total`` into ranges of nearly one length."""
    return [range(total * n // among, total * (n + 1) // among) for n in range(among)]
