# SPDX-License-Identifier: MIT
"""The icon of the application and of all its windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (16, 32, 64, 256)


def window_icon(resources: Path) -> QIcon:
    """Return the icon; its pictures are read when a window is shown."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(resources / "icons" / f"pkri-{size}.png"))
    return icon
