# SPDX-License-Identifier: MIT
"""The schedule: finding, narrowing, moving turns, and how late it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from pkri_desktop.domain.pace import TurnState
from pkri_desktop.domain.schedule import at_of
from tests.gui.day import own_entries
from tests.gui.moments import Moments

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.widgets.schedule_panel import SchedulePanel
    from pkri_desktop.workflow.room import Room


@pytest.fixture
def panel(window: MainWindow) -> SchedulePanel:
    return window.content.schedule


def shown(panel: SchedulePanel) -> list[str]:
    lines = (panel.model.line(row) for row in range(panel.model.rowCount()))
    return [line.row.entry.code for line in lines if line.row is not None]


def choose(panel: SchedulePanel, words: str) -> None:
    panel.only.setCurrentIndex(panel.only.findText(words))


def test_innovator_is_found_by_typing_and_opened_by_enter(
    qtbot: QtBot, window: MainWindow, panel: SchedulePanel, room: Room
) -> None:
    every = shown(panel)
    wanted = own_entries(room)[4]

    window.content.menu_actions.find.trigger()
    qtbot.keyClicks(panel.search, "sadel")
    assert shown(panel) == ["K-05"]
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)

    assert window.seat.entry == wanted
    assert shown(panel) == every
    assert window.content.sheet.view.hasFocus()


@pytest.mark.parametrize("words", ["k-05", "K-05", "pos sadel", "kaliman sadel"])
def test_beginnings_of_words_of_code_title_and_agency_find(
    panel: SchedulePanel, words: str
) -> None:
    panel.search.setText(words)

    assert shown(panel) == ["K-05"]


def test_nothing_found_leaves_the_walk_as_it_was(
    qtbot: QtBot, window: MainWindow, panel: SchedulePanel, room: Room
) -> None:
    first, second = own_entries(room)[:2]
    window.seat.turn(first)
    panel.search.setText("tidak ada yang begini")
    assert shown(panel) == []

    window.content.menu_actions.following.trigger()
    assert window.seat.entry == second
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)

    assert panel.search.text() == ""
    assert len(shown(panel)) == 15


def test_entries_are_narrowed_to_what_is_left_and_by_group(
    window: MainWindow, panel: SchedulePanel, room: Room
) -> None:
    entries = own_entries(room)
    window.seat.write(lambda: room.note_attendance("a1", entries[0], True))

    choose(panel, "Belum selesai")
    assert len(shown(panel)) == 14
    choose(panel, "Tidak hadir")
    assert shown(panel) == ["K-01"]
    choose(panel, "Replikasi")
    assert shown(panel)
    assert all(code.startswith("R-") for code in shown(panel))
    choose(panel, "Semua")
    assert len(shown(panel)) == 15


def test_turns_are_swapped_put_off_and_taken_again(
    window: MainWindow, panel: SchedulePanel, room: Room
) -> None:
    first, second, third = own_entries(room)[:3]
    codes = shown(panel)
    actions = window.content.menu_actions
    window.seat.turn(first)

    actions.turn_swap.trigger()
    assert shown(panel)[:3] == [codes[1], codes[0], codes[2]]
    assert window.seat.entry == first

    actions.turn_off.trigger()
    assert shown(panel)[-1] == codes[0]
    line = panel.model.line(panel.model.row_of(first))
    assert line.row is not None
    assert (line.row.state, line.time) == (TurnState.PUT_OFF, "")
    assert panel.model.following() == second

    actions.turn_now.trigger()
    assert shown(panel)[0] == codes[0]
    assert panel.model.following() == first
    assert room.day.turns().keys() == {first, second}
    assert third not in room.day.turns()


def test_the_last_turn_is_swapped_with_nothing(window: MainWindow, room: Room) -> None:
    window.seat.turn(own_entries(room)[-1])

    window.content.menu_actions.turn_swap.trigger()

    assert room.day.turns() == {}


def test_how_late_it_is_is_told_on_the_day_and_only_then(
    window: MainWindow, panel: SchedulePanel, room: Room
) -> None:
    room.clock = Moments(room.now() + 86_400_000)  # the day after
    panel._tell_pace()
    assert panel._pace.isHidden()
    slot = next(row.slot for row in room.schedule() if row.entry.id == own_entries(room)[0])
    assert slot is not None
    room.clock = moments = Moments(at_of(slot.starts, room.event.timezone))
    window.content.timing.start_or_hold()
    panel._tell_pace()
    assert panel._pace.text().startswith("tepat waktu")

    moments.at += 7 * 60_000
    window.content.timing.advance()
    moments.at += (13 + 6) * 60_000
    panel._tell_pace()

    assert panel._pace.text().startswith("terlambat 6 menit")
    assert "dengan laju ini" in panel._pace.toolTip()
    assert panel._pace.property("tone") == "gold"
