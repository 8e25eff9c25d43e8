# SPDX-License-Identifier: MIT
"""Windows stand within the screen that is there, at whatever scale the system shows it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QMargins, QRect
from PySide6.QtWidgets import QWidget

from pkri_desktop.ui.placing import USUAL_SIZE, Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.gui.day import Files

SCREEN = (1366, 768)
OPEN_AND_TELL = """
import json, sys
from pathlib import Path
from tests.gui.day import Files, application, make_desktop

files, settings, size = Files(Path(sys.argv[1])), Path(sys.argv[2]), json.loads(sys.argv[3])
told = []
for path in (files.panel, files.office):
    desktop = make_desktop(files, settings)
    window = desktop.open(path)
    if size:
        window.showNormal()
        window.resize(*size)
    application().processEvents()
    frame, screen = window.frameGeometry(), window.screen().availableGeometry()
    told.append([list(frame.getRect()), list(screen.getRect()), window.isMaximized()])
    desktop.jobs.wait(20_000)
    desktop.close()
print(json.dumps(told))
"""
ROUNDED = QMargins(2, 2, 2, 2)  # by Qt, where its pixels are some of the screen's
WHERE_SCREEN_WIDTH_STANDS = 46  # in what Qt writes of a window's place


@pytest.fixture
def bare(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def saved(width: int, height: int, *, screen: int = 0) -> QByteArray:
    """Return the place of a window of this size, on this or a screen of another width."""
    window = QWidget()
    window.setGeometry(10, 30, width, height)
    data = bytearray(window.saveGeometry().data())
    if screen:
        data[WHERE_SCREEN_WIDTH_STANDS : WHERE_SCREEN_WIDTH_STANDS + 4] = screen.to_bytes(4, "big")
    return QByteArray(bytes(data))


def open_at(files: Files, settings: Path, scale: str, size: tuple[int, int] | None) -> list[
    tuple[QRect, QRect, bool]
]:  # fmt: skip
    """Return frame, screen and whether it is all over it, of a panel's window and the office's."""
    screens = settings / "screens.json"
    settings.mkdir(exist_ok=True)
    screen = {"name": "laptop", "x": 0, "y": 0, "width": SCREEN[0], "height": SCREEN[1],
              "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    screens.write_text(json.dumps({"screens": [screen]}))
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "QT_SCALE_FACTOR": scale,
    }
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_TELL, str(files.folder), str(settings), json.dumps(size)],
        env=environment, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return [
        (QRect(*frame), QRect(*screen), maximized)
        for frame, screen, maximized in json.loads(done.stdout)
    ]


def test_a_first_window_is_as_large_as_the_screen_allows(bare: QWidget) -> None:
    place = Place(bare, QByteArray())
    assert (bare.width(), bare.height()) == USUAL_SIZE
    place.show()
    available = bare.screen().availableGeometry()
    assert bare.isMaximized()
    assert bare.normalGeometry().height() < available.height()
    assert bare.normalGeometry().width() < available.width()


def test_a_window_stands_where_it_stood(bare: QWidget) -> None:
    Place(bare, saved(500, 400)).show()
    assert (bare.width(), bare.height(), bare.isMaximized()) == (500, 400, False)


def test_a_place_on_quite_another_screen_is_no_place(bare: QWidget) -> None:
    Place(bare, saved(500, 400, screen=2_000)).show()
    assert bare.isMaximized()
    assert bare.screen().availableGeometry().contains(bare.frameGeometry())


@pytest.mark.parametrize("scale", ["1.25", "1.5", "2"])
def test_every_window_fits_the_screen_at_every_scale(
    files: Files, tmp_path: Path, scale: str
) -> None:
    for first, screen, maximized in open_at(files, tmp_path / "new", scale, None):
        assert maximized
        assert screen.marginsAdded(ROUNDED).contains(first)
    open_at(files, tmp_path / "old", "1", (1320, 700))
    for again, screen, _ in open_at(files, tmp_path / "old", scale, None):
        assert screen.marginsAdded(ROUNDED).contains(again)
