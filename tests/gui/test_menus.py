# SPDX-License-Identifier: MIT
"""The menus of both windows: their letters, what is in both, and what sentences name of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.ui.actions import words_of
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.ui.office_window import OfficeWindow
from tests.gui.day import make_desktop, settings_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.desktop import Desktop
    from tests.gui.day import Files

CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture(params=["id", "en"])
def speaking(
    request: pytest.FixtureRequest, qtbot: QtBot, files: Files, tmp_path: Path
) -> Iterator[Desktop]:
    """Return what opens windows, in each language."""
    del qtbot
    desktop = make_desktop(files, tmp_path / "speaking", language=request.param)
    yield desktop
    desktop.jobs.wait(20_000)
    desktop.close()
    desktop._languages.speak("id")


@pytest.fixture
def office(desktop: Desktop, files: Files) -> OfficeWindow:
    window = desktop.open(files.office)
    assert isinstance(window, OfficeWindow)
    return window


def letter(text: str) -> str:
    found = re.search("&([^&])", text.replace("&&", ""))
    return found[1].upper() if found else ""


def twice(texts: Sequence[str]) -> list[str]:
    """Return the texts whose letter is another's too."""
    letters = [letter(text) for text in texts]
    return [text for text in texts if letter(text) and letters.count(letter(text)) > 1]


def menus_of(window: QMainWindow) -> dict[str, list[QAction]]:
    """Return each menu's entries, and those of menus in it."""
    found = {"": window.menuBar().actions()}
    waiting = list(found[""])
    while waiting:
        action = waiting.pop()
        menu = action.menu()
        if isinstance(menu, QMenu):
            found[action.text()] = [one for one in menu.actions() if one.isVisible()]
            waiting += found[action.text()]
    return found


def test_no_letter_stands_twice_in_a_menu(speaking: Desktop, files: Files) -> None:
    for path in (files.panel, files.office):
        window = speaking.open(path)
        if isinstance(window, MainWindow):
            window.choose_assessor("a1")
        menus = menus_of(window)
        assert len(menus) > 5
        assert {name: found for name, menu in menus.items()
                if (found := twice([action.text() for action in menu]))} == {}  # fmt: skip


def test_no_button_of_a_page_has_the_letter_of_a_menu(speaking: Desktop, files: Files) -> None:
    window = speaking.open(files.office)
    assert isinstance(window, OfficeWindow)
    titles = [action.text() for action in window.menuBar().actions()]
    for number in range(window.pages.count()):
        window.go_to(number)
        page = window.pages.widget(number)
        assert page is not None
        buttons = {button.text() for button in page.findChildren(QAbstractButton)}
        assert twice([*titles, *sorted(buttons)]) == []


def test_what_a_sentence_says_to_choose_is_in_the_menu(speaking: Desktop, files: Files) -> None:
    window = speaking.open(files.office)
    names = [words_of(action) for menu in menus_of(window).values() for action in menu]
    for reason, part in (
        (Reason.FILE_DAMAGED, "recover kegiatan.pkri"),
        (Reason.FILE_BROKEN, "recover kegiatan.pkri"),
        (Reason.PACKAGE_FOR_OTHER_OPERATOR, ""),
    ):
        said = speaking.sentence(Refusal(reason, file="kegiatan.pkri"))
        assert part in said
        assert any(name in said for name in names if name.endswith("…"))


def test_the_office_looks_as_one_likes_by_the_same_keys_as_a_panel(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path
) -> None:
    with qtbot.waitActive(office):
        office.activateWindow()
    qtbot.keyClick(office, Qt.Key.Key_2, CONTROL_ALT)
    qtbot.waitUntil(lambda: office.look.theme.name == "dark")
    qtbot.keyClick(office, Qt.Key.Key_1, CONTROL_ALT)
    qtbot.waitUntil(lambda: office.look.theme.name == "light")
    qtbot.keyClick(office, Qt.Key.Key_E, CONTROL_ALT)
    qtbot.waitUntil(lambda: office.menuBar().actions()[0].text() == "&File")
    qtbot.keyClick(office, Qt.Key.Key_I, CONTROL_ALT)
    qtbot.waitUntil(lambda: office.menuBar().actions()[0].text() == "&Berkas")
    before = office.isFullScreen()
    qtbot.keyClick(office, Qt.Key.Key_F11)
    assert office.isFullScreen() is not before
    qtbot.keyClick(office, Qt.Key.Key_F11)
    assert office.isFullScreen() is before
    office.close()
    kept = settings_file(tmp_path / "settings")
    assert (kept.value("theme"), kept.value("language")) == ("light", "id")


def test_a_panels_window_is_not_closed_by_the_keys_of_a_sheet_that_is_looked_at(
    qtbot: QtBot, desktop: Desktop, files: Files
) -> None:
    window = desktop.open(files.panel)
    assert isinstance(window, MainWindow)
    window.choose_assessor("a1")
    with qtbot.waitActive(window):
        window.activateWindow()
    window.content.sheet.view.setFocus()
    qtbot.keyClick(window.content.sheet.view, Qt.Key.Key_Escape)
    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.isVisible()
    assert window.windowTitle() == f"{window.room.event.short_name} — PKRI Desktop"
