# SPDX-License-Identifier: MIT
"""What the composition root lets the menu start, beyond the open file itself.

A command that is None has no place in the menu. Words, keys and places are the window's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Commands(NamedTuple):
    """The deeds of the menu *Berkas* that go beyond the open file.

    Attributes:
        open_file: choose another event file.
        open_sample: open the made-up example.
        hand_back: make the returned file of the assessor with this id.
        update: choose a newer kit and take it in.
        close_panel: let the assessor with this id close the panel, or tell the chair what to say.
    """

    open_file: Callable[[], None] | None = None
    open_sample: Callable[[], None] | None = None
    hand_back: Callable[[str], None] | None = None
    close_panel: Callable[[str], None] | None = None
    update: Callable[[], None] | None = None
    recover: Callable[[], None] | None = None
