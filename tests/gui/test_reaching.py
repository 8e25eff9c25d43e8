# SPDX-License-Identifier: MIT
"""The palette: every innovator and every action by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pkri_desktop.ui.widgets.palette import Target, found
from tests.gui.day import own_entries

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.widgets.palette import Palette
    from pkri_desktop.workflow.room import Room


def opened(qtbot: QtBot, window: MainWindow) -> Palette:
    """Open the palette from the scores; not in a fixture, since nothing has the keyboard there."""
    view = window.content.sheet.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.reaching.palette
    assert palette.isVisible()
    return palette


def words(palette: Palette) -> list[str]:
    return [target.words for target in palette._shown]


def test_innovator_is_reached_by_a_few_letters(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    palette = opened(qtbot, window)
    qtbot.keyClicks(palette.field, "sadel")
    assert words(palette)[0].startswith("K-05")

    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert palette.isHidden()
    assert window.seat.entry == own_entries(room)[4]
    assert window.content.sheet.view.hasFocus()


def test_every_action_that_can_be_done_is_offered_with_its_key(
    qtbot: QtBot, window: MainWindow
) -> None:
    palette = opened(qtbot, window)
    hints = {target.words: target.hint for target in palette._targets}

    assert hints["Kunci layar"] == "Ctrl+L"
    assert "Buka kembali…" not in hints  # the sheet is open
    assert len(hints) > 40


def test_action_is_done(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window)
    qtbot.keyClicks(palette.field, "mulai tahan")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert window.content.timing.session.running


def test_arrows_choose_and_escape_leaves_everything_as_it_was(
    qtbot: QtBot, window: MainWindow
) -> None:
    palette = opened(qtbot, window)
    entry = window.seat.entry
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 1

    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)

    assert palette.isHidden()
    assert window.seat.entry == entry
    assert window.content.sheet.view.hasFocus()


def test_what_nothing_is_called_says_so(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window)
    qtbot.keyClicks(palette.field, "zzz")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert palette.nothing.isVisible()
    assert palette.isVisible()


def test_what_begins_so_comes_before_what_holds_it() -> None:
    targets = [Target("Kunci layar", "", int), Target("K-05 · Layar", "", int)]

    assert [t.words for t in found(targets, "lay")] == ["Kunci layar", "K-05 · Layar"]
    assert [t.words for t in found(targets, "05")] == ["K-05 · Layar"]
    assert [t.words for t in found(targets, "k lay")] == ["Kunci layar", "K-05 · Layar"]
    assert found(targets, "yar") == []
