# SPDX-License-Identifier: MIT
"""What the command line needs of windows, without knowing Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Windows(NamedTuple):
    """What needs a window, given by whoever may know Qt.

    Attributes:
        photograph: saves a picture of the window on an event file.
        show: opens the window on an event file and comes back at once, if there is a display.
    """

    photograph: Callable[[Path, Path], None]
    show: Callable[[Path], None]
