# SPDX-License-Identifier: MIT
"""Makes a dialog as high as what it says; Qt reckons that without broken lines, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


_TITLE = 40  # pixels of height that a window's title takes


def grow(dialog: QDialog) -> None:
    """Let nothing in the dialog be squeezed at the width that it has."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    width = max(dialog.width(), dialog.minimumWidth())
    needed = layout.totalHeightForWidth(width)
    if needed >= 0:  # what gives way has no height there, and still its least
        needed = max(needed, layout.totalMinimumHeightForWidth(width))
    if needed < 0:  # none of its lines is broken
        needed = layout.totalMinimumSize().height()
    dialog.setMinimumHeight(needed)


def room_on_screen(dialog: QDialog) -> int:
    """Return the height that a dialog can have on its screen, with its title."""
    return dialog.screen().availableGeometry().height() - _TITLE


def fit(dialog: QDialog) -> None:
    """Give the dialog the height that what it says needs at its least width, and no more."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = dialog.minimumWidth()
        dialog.resize(width, max(layout.totalHeightForWidth(width), 0))
