# SPDX-License-Identifier: MIT
"""What stands around the sheet stays in its place: docks, marks, and what they say."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.ui.icon import SIZES, window_icon
from pkri_desktop.ui.picture import settled_picture
from pkri_desktop.ui.settings import Settings
from pkri_desktop.ui.widgets.corner import Corner
from pkri_desktop.ui.widgets.sheet_footer import ActionButton
from tests.gui.day import make_window, own_entries, play_morning, score, settings_file
from tests.gui.test_sheet import give_reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files


def widths(qtbot: QtBot, window: MainWindow) -> tuple[int, ...]:
    qtbot.wait(30)
    return tuple(dock.width() for dock in window.content.docks)


def about(before: tuple[int, ...]) -> object:
    """Return what equals these widths: Qt gives a pixel now to this side, now to that one."""
    return pytest.approx(before, abs=1)


def test_docks_keep_their_width_while_one_works(
    qtbot: QtBot, room: Room, open_window: Callable[..., MainWindow]
) -> None:
    entries = play_morning(room)
    window = open_window(room)
    before = widths(qtbot, window)
    assert before == about((292, 290))
    score(room, entries[4])
    window.content.sheet.model.reload()
    actions = window.content.menu_actions
    for deed in (
        actions.finish.trigger,
        lambda: window.seat.turn(entries[0]),
        actions.reopen.trigger,
        lambda: give_reason(window, "Salah ketik pada kriteria 3, dan juga pada kriteria 5."),
        actions.recuse.trigger,
        lambda: give_reason(window, "Pernah mendampingi."),
        lambda: window.seat.turn(entries[5]),
        actions.absent.trigger,
        lambda: window.notices.tell("Kalimat yang panjang. " * 20),
        actions.all_rooms.trigger,
    ):
        deed()
        assert widths(qtbot, window) == about(before)


def test_docks_keep_the_width_that_the_user_gave_them(qtbot: QtBot, window: MainWindow) -> None:
    docks = list(window.content.docks)
    window.resizeDocks(docks, [340, 240], Qt.Orientation.Horizontal)
    before = widths(qtbot, window)
    assert before == about((340, 240))
    window.show_chooser()
    window.choose_assessor("a2")
    assert widths(qtbot, window) == about(before)
    window.change_language("en")
    assert widths(qtbot, window) == about(before)
    window.change_theme("dark")
    assert widths(qtbot, window) == about(before)


def test_there_is_one_mark_of_an_example_whatever_the_language(
    qtbot: QtBot, window: MainWindow
) -> None:
    for language, word in (("en", "EXAMPLE"), ("id", "CONTOH"), ("en", "EXAMPLE")):
        window.change_language(language)
        qtbot.wait(30)
        (mark,) = window.findChildren(Corner)
        assert mark is window.menuBar().cornerWidget()
        assert mark.mapTo(window, mark.rect().topLeft()).x() > window.width() / 2
        assert mark.isVisible()
        assert word in mark.children()[0].text()  # type: ignore[attr-defined]


def test_buttons_have_room_for_their_words_in_larger_text(
    qtbot: QtBot, room: Room, open_window: Callable[..., MainWindow]
) -> None:
    play_morning(room)
    window = open_window(room)
    window.resize(1340, 768)
    window.change_text_size(3)
    qtbot.wait(50)
    footer = window.content.sheet.footer
    buttons = [b for b in footer.findChildren(ActionButton) if b.isVisible()]
    assert len(buttons) == 3
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert footer.rect().contains(button.geometry())
    for tag in window.content.notes.choices.tags.values():
        row = tag.parentWidget()
        assert row is not None
        assert row.visibleRegion().contains(tag.geometry())
    assert footer._gap.width() >= footer._gap.sizeHint().width()
    window.change_text_size(0)


def test_the_window_is_never_larger_than_the_screen(
    room: Room, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(room, tmp_path / "settings")
    qtbot.addWidget(window)
    available = window.screen().availableGeometry()
    window.resize(available.width(), available.height())  # there would be no room for a title
    window.show_whole()
    assert window.isMaximized()
    assert available.contains(window.frameGeometry())
    assert window.normalGeometry().height() < available.height()
    window.close()


def test_a_window_that_fits_is_shown_as_it_is(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    window = make_window(room, tmp_path / "settings")
    qtbot.addWidget(window)
    window.resize(640, 480)
    window.show_whole()
    assert not window.isMaximized()
    assert (window.width(), window.height()) == (640, 480)
    window.close()


def test_a_picture_shows_a_settled_window(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    window = make_window(room, tmp_path / "settings")
    qtbot.addWidget(window)
    window.choose_assessor("a1")
    longest = max(own_entries(room), key=lambda entry: len(room.entries[entry].title))
    window.seat.turn(longest)
    picture = settled_picture(window)
    assert (picture.width(), picture.height()) == (1366, 768)
    header = window.content.sheet.header
    parts = [part for part in header.findChildren(QWidget) if part.isVisible()]
    assert len(parts) == 7
    for part, other in itertools.combinations(parts, 2):
        assert not part.geometry().intersects(other.geometry()), (part, other)
    assert header._title.height() > 2 * 20
    assert header._chips.height() >= 20
    assert header.rect().contains(header._chips.geometry())
    assert "jejak" in window.content.status.fingerprint.text()
    window.close()


def test_taking_a_picture_leaves_the_users_window_where_it_was(
    files: Files, tmp_path: Path
) -> None:
    settings = Settings(files.profile.folder)
    settings.geometry = QByteArray(b"di sana")
    settings.save()
    picture = tmp_path / "jendela.png"
    environment = os.environ | {
        "PKRI_PROFILE": str(files.profile.folder),
        "QT_QPA_PLATFORM": "offscreen",
    }
    subprocess.run(
        [sys.executable, "-m", "pkri_desktop", "--photograph", str(files.panel), str(picture)],
        env=environment, capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    assert QImage(str(picture)).width() == 1366
    assert settings_file(files.profile.folder).value("geometry") == b"di sana"


def test_windows_have_our_icon(qapp: QApplication) -> None:
    icon = window_icon(resources_folder())
    assert len(icon.availableSizes()) == len(SIZES)
    assert not icon.pixmap(32, 32).isNull()


def test_the_head_has_room_for_its_numbers_in_a_narrow_window(
    qtbot: QtBot, room: Room, open_window: Callable[..., MainWindow]
) -> None:
    entries = play_morning(room)
    window = open_window(room)
    window.seat.turn(entries[4])
    window.resize(1024, 640)
    qtbot.wait(50)
    header = window.content.sheet.header
    assert not window.content.notes_dock.isHidden()
    for label in (header._caption, header._total, header._complete):
        assert label.width() >= label.sizeHint().width()
        assert header.rect().contains(label.geometry())
