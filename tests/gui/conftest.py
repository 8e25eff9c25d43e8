# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from pkri_desktop.ui.application import STYLE
from tests.gui.day import Files, found_files, make_desktop, make_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.desktop import Desktop
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform without a screen say that it has no window manager to tell sizes to."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Return what the application is made with, as ``make_application`` does it."""
    return ["pkri-desktop", *STYLE]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return found_files(tmp_path_factory.mktemp("template"))


@pytest.fixture
def files(template: Files, tmp_path: Path) -> Files:
    return template.copy_to(tmp_path / "day")


@pytest.fixture
def room(files: Files) -> Iterator[Room]:
    room = files.room()
    yield room
    room.file.close()


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Return what opens a window on a room, with an assessor already chosen unless told."""
    windows: list[MainWindow] = []

    def open_on(room: Room, assessor: str = "a1", **options: object) -> MainWindow:
        window = make_window(room, tmp_path / "settings", **options)  # type: ignore[arg-type]
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        if assessor:
            window.choose_assessor(assessor)
        window.content.sheet.view.setFocus()
        return window

    yield open_on
    for window in windows:
        if not window.close():  # something typed could not be saved: it is given up now
            window.close()


@pytest.fixture
def window(room: Room, open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window(room)


@pytest.fixture
def desktop(qtbot: QtBot, files: Files, tmp_path: Path) -> Iterator[Desktop]:
    """Return what opens windows, as app.py builds it, on the files of the day."""
    del qtbot  # makes the application
    made = make_desktop(files, tmp_path / "settings")
    yield made
    made.jobs.wait(20_000)
    made.close()
    # No event loop comes round to it: a timer of a window of before would read a closed file.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
