# SPDX-License-Identifier: MIT
"""Whole ways through the window by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pkri_desktop.domain.sheet import SheetStatus
from tests.gui.day import enrol, own_entries

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
MOST_KEYS = 12  # beyond the digits, for ten criteria


class Keyboard:
    """Presses keys where the keyboard is, and counts those that are no digits."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.pressed = 0

    def type(self, digits: str) -> None:
        """Press digits."""
        for digit in digits:
            self._qtbot.keyClicks(self._there(), digit)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press any other key."""
        self.pressed += 1
        self._qtbot.keyClick(self._there(), key, modifier)

    @staticmethod
    def _there() -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def test_innovator_with_ten_criteria_is_scored_finished_and_left_with_few_keys(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    enrol(room)
    entry = next(one for one in own_entries(room) if len(room.rubric(one).criteria) == 10)
    window.seat.turn(entry)
    window.content.sheet.view.setFocus()
    keyboard = Keyboard(qtbot)

    for number in range(10):
        keyboard.type(str(70 + number))
        keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return, CTRL)

    sheet = room.sheet("a1", entry)
    given = [sheet.scores[criterion.id] for criterion in sheet.rubric.criteria]
    assert given == [*range(70, 80)]
    assert sheet.status in {SheetStatus.FINAL, SheetStatus.SIGNED}
    assert window.seat.entry != entry
    assert keyboard.pressed <= MOST_KEYS
    qtbot.waitUntil(lambda: room.sheet("a1", entry).status is SheetStatus.SIGNED, timeout=20_000)


def test_a_whole_slot_by_keyboard_alone(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    """The session is started, scored and noted while it runs, a gap is found, and it is over."""
    enrol(room)
    entry = window.seat.entry
    window.content.sheet.view.setFocus()
    keyboard = Keyboard(qtbot)
    criteria = room.rubric(entry).criteria

    keyboard.press(Qt.Key.Key_F5)
    for _ in criteria[:-1]:
        keyboard.type("8")
        keyboard.type("0")
        keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_J, CTRL)
    qtbot.keyClicks(keyboard._there(), "Bukti diperiksa di lapangan")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_J, CTRL)
    keyboard.press(Qt.Key.Key_F7)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    assert room.sheet("a1", entry).status is SheetStatus.IN_PROGRESS  # one is missing

    keyboard.press(Qt.Key.Key_F8)
    keyboard.type("77")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return, CTRL)

    assert room.sheet("a1", entry).status in {SheetStatus.FINAL, SheetStatus.SIGNED}
    [note] = room.notes("a1", entry)
    assert (note.text, note.stage) == ("Bukti diperiksa di lapangan", "presentation")
    assert window.seat.entry != entry
    qtbot.waitUntil(lambda: room.sheet("a1", entry).status is SheetStatus.SIGNED, timeout=20_000)
