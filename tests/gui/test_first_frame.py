# SPDX-License-Identifier: MIT
"""The first frame holds the front only; the rest comes behind it and moves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from tests.gui.day import make_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QRect
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files

LATE = {
    "actions", "content", "errands", "finishing", "guard", "locking", "presence", "signing",
    "wiring", "start_window", "pages.lock_page", "dialogs.key_dialog",
    "pages.sheet_page", "widgets.bars", "widgets.criteria_view", "widgets.criteria_delegate",
    "widgets.notes_panel", "widgets.painted", "widgets.schedule_panel", "models.schedule_model",
    "models.sheet_model", "models.notes_model",
}  # fmt: skip

# Starts as the program does, apart from the command line, and looks at the first paint.
LOOK_AT_FIRST_PAINT = """
import os, sys
from pathlib import Path
from pkri_desktop.ui.application import make_application
app = make_application()
from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QEvent, QObject
from pkri_desktop.app import build

class Look(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(*sys.modules, sep="\\n")
            print(*(f"QtCore.{name}" for name in vars(QtCore)), sep="\\n")
            print(*(f"QtWidgets.{name}" for name in vars(QtWidgets)), sep="\\n", flush=True)
            os._exit(0)
        return False

desktop = build(app)
window = desktop.open(Path(sys.argv[1]))
look = Look()
window.installEventFilter(look)
app.exec()
"""


class Painted(QObject):
    """Notes where every widget of the front is when the window is painted for the first time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window = window
        self.places: dict[str, QRect] = {}
        self.front_only = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.places:
            self.front_only = self.window._content is None
            self.places = places(self.window)
        return False


def places(window: MainWindow) -> dict[str, QRect]:
    """Return where what the first frame shows is in the window."""
    front = window._front
    shown = {
        "menu bar": window.menuBar(),
        "mark": window.menuBar().cornerWidget(),
        "front": front,
        "list": front.chooser.list,
        "status": front.status,
        "saved": front.status.saved,
    }
    shown |= {f"row {number}": row for number, row in enumerate(front.chooser.list.rows)}
    labels = front.chooser.findChildren(QWidget)
    shown |= {f"part {number}": label for number, label in enumerate(labels)}
    found = {
        name: widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
        for name, widget in shown.items()
    }
    titles = window.menuBar().actions()
    geometry = window.menuBar().actionGeometry
    return found | {f"title {number}": geometry(title) for number, title in enumerate(titles)}


@pytest.fixture
def new_window(qtbot: QtBot, room: Room, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Return what makes a window that has not been shown yet."""
    windows: list[MainWindow] = []

    def make(**options: str) -> MainWindow:
        window = make_window(room, tmp_path / "settings", **options)  # type: ignore[arg-type]
        windows.append(window)
        qtbot.addWidget(window)
        return window

    yield make
    for window in windows:
        window.look.change(scale=1.0)
        window.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_the_rest_comes_after_the_first_paint_and_moves_nothing(
    qtbot: QtBot, new_window: Callable[..., MainWindow], theme: str, scale: float
) -> None:
    window = new_window(theme=theme)
    window.look.change(scale=scale)
    painted = Painted(window)
    window.show()
    qtbot.waitUntil(lambda: window._content is not None)
    assert painted.front_only
    qtbot.wait(50)
    assert places(window) == painted.places
    assert all(title.menu() is not None for title in window.menuBar().actions())


def test_an_assessor_can_be_chosen_at_once(new_window: Callable[..., MainWindow]) -> None:
    window = new_window()
    assert window._content is None
    window.choose_assessor("a2")
    assert window.seat.assessor == "a2"
    assert window.content.pages.currentWidget() is window.content.sheet


def test_a_number_pressed_at_once_chooses(
    qtbot: QtBot, new_window: Callable[..., MainWindow]
) -> None:
    window = new_window()
    qtbot.keyClick(window._front.chooser.list.rows[0], "3")
    assert window.seat.assessor == "a3"


def test_a_shortcut_pressed_at_once_is_obeyed(
    qtbot: QtBot, new_window: Callable[..., MainWindow]
) -> None:
    window = new_window()
    qtbot.keyClick(window._front.chooser.list.rows[0], Qt.Key.Key_F1)
    assert window._content is not None
    assert [child for child in window.children() if type(child).__name__ == "KeysDialog"]


def test_the_language_can_be_changed_at_once(new_window: Callable[..., MainWindow]) -> None:
    window = new_window()
    window.change_language("en")
    window.show()
    titles = [title.text() for title in window.menuBar().actions()]
    assert titles == ["&File", "&Edit", "&View", "Sess&ion", "&Scoring", "&Help"]


def test_a_window_closed_before_its_first_paint_builds_nothing(
    qtbot: QtBot, new_window: Callable[..., MainWindow]
) -> None:
    window = new_window()
    window.show()
    window.close()
    qtbot.wait(50)
    assert window._content is None


def test_arrows_and_enter_choose(qtbot: QtBot, new_window: Callable[..., MainWindow]) -> None:
    window = new_window()
    window.show()
    rows = window._front.chooser.list.rows
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(rows[0], Qt.Key.Key_Up)
    assert rows[0].isChecked()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].isChecked()
    assert rows[1].hasFocus()
    qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert window.seat.assessor == "a2"


def test_a_click_chooses(qtbot: QtBot, new_window: Callable[..., MainWindow]) -> None:
    window = new_window()
    window.show()
    qtbot.mouseClick(window._front.chooser.list.rows[2].strip, Qt.MouseButton.LeftButton)
    assert window.seat.assessor == "a3"


def test_nothing_late_is_imported_before_the_first_paint(files: Files, tmp_path: Path) -> None:
    environment = os.environ | {
        "PKRI_PROFILE": str(files.profile.folder),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", LOOK_AT_FIRST_PAINT, str(files.panel)],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    there = set(done.stdout.split())
    assert "pkri_desktop.ui.front" in there, done.stderr
    assert not {f"pkri_desktop.ui.{name}" for name in LATE} & there
    # Slow to make: the namespace Qt with its 145 enumerations, and QStyle.
    assert not {"QtCore.Qt", "QtWidgets.QStyle", "QtCore.QThreadPool"} & there
    assert "QtCore.QObject" in there
