# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QRawFont

from pkri_desktop.runtime.resources import resources_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FONTS = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")
SOURCES = Path(__file__).parents[2] / "pkri_desktop" / "ui"


def letters() -> set[str]:
    """Return every letter and sign beyond ASCII that the window's texts use."""
    files = [
        *SOURCES.rglob("*.py"),
        *(resources_folder() / "i18n").glob("pkri_*.ts"),
        *(resources_folder() / "phrases").glob("*.toml"),
    ]
    return {c for file in files for c in file.read_text("utf-8") if ord(c) > 126}


@pytest.mark.parametrize("name", FONTS)
def test_bundled_font_has_every_letter_of_the_window(qapp: QApplication, name: str) -> None:
    font = QRawFont(str(resources_folder() / "fonts" / name), 14)
    assert font.supportsCharacter(ord("é"))
    assert not font.supportsCharacter(ord("ⓘ"))  # the harness can see a letter that lacks

    assert {c for c in letters() if not font.supportsCharacter(ord(c))} == set()
