# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.ui.application import STYLE
from pkri_desktop.ui.desktop import Desktop
from pkri_desktop.ui.jobs import Jobs
from pkri_desktop.ui.language import install_language
from pkri_desktop.ui.settings import Settings
from pkri_desktop.ui.theme import Look, Theme
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.phrases import Phrasebook
from pkri_desktop.workflow.room import Room
from tests.gui.day import DayClock, Files, application, found_files, make_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow


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
    app, clock = application(), DayClock()
    made = Desktop(
        profile=files.profile,
        clock=clock,
        rooms=lambda path: Room(open_event(path, files.profile), files.profile, clock),
        phrases=Phrasebook,
        jobs=Jobs(app),
        settings=Settings(tmp_path / "settings"),
        look=Look(app, Theme.light()),
        languages=install_language(app, "id", resources_folder()),
    )
    yield made
    made.jobs.wait(20_000)
    made.close()
