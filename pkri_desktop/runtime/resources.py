# SPDX-License-Identifier: MIT
"""Where the files are that come with the program: fonts, phrases, templates, translations."""

from __future__ import annotations

import sys
from pathlib import Path


def resources_folder() -> Path:
    """Return the folder of resources, in a checkout and in the frozen bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    base = Path(bundle) if bundle else Path(__file__).parents[2]
    return base / "resources"
