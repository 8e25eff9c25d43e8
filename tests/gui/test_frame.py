# SPDX-License-Identifier: MIT
"""What stands around the sheet stays in its place: docks, marks, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from pkri_desktop.ui.widgets.corner import Corner
from pkri_desktop.ui.widgets.sheet_footer import ActionButton
from tests.gui.day import play_morning, score
from tests.gui.test_sheet import give_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room


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
    for tag in window.content.notes._tags.values():
        row = tag.parentWidget()
        assert row is not None
        assert row.visibleRegion().contains(tag.geometry())
    assert footer._gap.width() >= footer._gap.sizeHint().width()
    window.change_text_size(0)
