# SPDX-License-Identifier: MIT
"""The session timer: it informs, never blocks, and stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.session import Stage
from tests.gui.day import own_entries
from tests.gui.moments import Moments

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room


@pytest.fixture
def moments(room: Room) -> Moments:
    """Let the laptop's clock go only when it is told to."""
    room.clock = clock = Moments(room.clock.now())
    return clock


def pass_by(window: MainWindow, moments: Moments, seconds: int) -> None:
    moments.at += seconds * 1_000
    window.content.timing._on_tick()


def test_session_is_started_held_and_goes_on(
    qtbot: QtBot, moments: Moments, window: MainWindow, room: Room
) -> None:
    strip, entry = window.content.session, window.seat.entry
    assert strip.isVisible()
    assert strip.start.text() == "Mulai"

    qtbot.keyClick(window, Qt.Key.Key_F5)
    pass_by(window, moments, 60)
    assert (strip.time.text(), strip.start.text()) == ("06:00", "Tahan")
    assert strip.more.isEnabled()
    assert strip.onward.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    pass_by(window, moments, 600)
    assert strip.time.text() == "06:00"
    assert "DITAHAN" in strip.stage.text()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert strip.time.text() == "07:00"
    qtbot.keyClick(window, Qt.Key.Key_F7)

    assert room.day.session(entry).stage is Stage.INTERVIEW
    assert strip.stage.text() == "WAWANCARA"
    qtbot.keyClick(window, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert room.day.session(entry).stage is Stage.PRESENTATION


def test_time_turns_gold_then_red_with_words_and_counts_on(
    qtbot: QtBot, moments: Moments, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip, timing = window.content.session, window.content.timing
    rung: list[None] = []
    monkeypatch.setattr(QApplication, "beep", lambda: rung.append(None))
    timing.start_or_hold()
    pass_by(window, moments, 4 * 60)
    assert timing.tone == "ink"

    with qtbot.waitSignal(timing.warned):
        pass_by(window, moments, 61)
    assert timing.tone == "gold"
    assert "hampir habis" in strip.whose.text()
    assert rung == []  # silent unless chosen
    window.content.menu_actions.sound.setChecked(True)
    with qtbot.waitSignal(timing.warned):
        pass_by(window, moments, 120)

    assert timing.tone == "red"
    assert strip.time.text() == "+00:01"
    assert "lewat waktu" in strip.whose.text()
    assert len(rung) == 1


def test_session_of_another_innovator_runs_on_while_one_looks_elsewhere(
    moments: Moments, window: MainWindow, room: Room
) -> None:
    first, second = own_entries(room)[:2]
    window.seat.turn(first)
    window.content.timing.start_or_hold()
    window.seat.turn(second)
    pass_by(window, moments, 30)
    assert window.content.timing.session.entry == first

    window.content.timing.start_or_hold()  # the next one comes in

    assert window.content.timing.session.entry == second
    assert room.day.session(first).stage is Stage.OVER


def test_timer_goes_on_in_another_window_on_the_file(
    moments: Moments, window: MainWindow, room: Room, open_window: Callable[..., MainWindow]
) -> None:
    window.content.timing.start_or_hold()
    moments.at += 90_000
    window.close()

    again = open_window(room)

    assert again.content.timing.spent == 90


def test_scoring_goes_on_while_the_clock_runs(
    qtbot: QtBot, moments: Moments, window: MainWindow, room: Room
) -> None:
    window.content.timing.start_or_hold()
    view, entry = window.content.sheet.view, window.seat.entry
    view.setFocus()
    qtbot.keyClicks(view, "8")
    pass_by(window, moments, 5)
    editor = view._delegate.editor
    assert editor is not None
    qtbot.keyClicks(editor, "5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    first = room.rubric(entry).criteria[0].id
    assert room.sheet("a1", entry).scores[first] == 85


def test_timer_that_cannot_be_written_says_so_and_stays(
    moments: Moments, window: MainWindow, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal(Reason.DISK_FULL, file="x")

    monkeypatch.setattr(room.day, "time", full)

    window.content.timing.start_or_hold()

    assert not window.content.timing.session.begun
    assert window.notices._latest is not None


def test_clock_shows_stage_time_and_who_presents_and_closes_with_escape(
    qtbot: QtBot, moments: Moments, window: MainWindow
) -> None:
    window.content.timing.start_or_hold()
    window.content.menu_actions.clock.trigger()
    clock = window.sessions.clock
    assert clock is not None
    pass_by(window, moments, 20)

    assert clock.time() == "06:40"
    assert "paparan" in clock.accessibleName()
    assert not clock.grab().isNull()
    qtbot.keyClick(clock, Qt.Key.Key_Escape)
    assert clock.isHidden()


def test_low_window_keeps_its_height_for_the_criteria_and_tells_the_time_below(
    qtbot: QtBot, moments: Moments, window: MainWindow
) -> None:
    window.content.timing.start_or_hold()
    window.resize(683, 384)
    qtbot.wait(20)
    pass_by(window, moments, 30)

    assert window.content.session.isHidden()
    assert window.content.status.time.text() == "paparan 06:30"
    window.resize(1366, 768)
    qtbot.wait(20)
    assert window.content.session.isVisible()
    assert window.content.status.time.isHidden()


def test_whether_the_head_presents_is_noted_and_shown(window: MainWindow, room: Room) -> None:
    entry = window.seat.entry
    told = []
    for _ in range(3):
        window.content.menu_actions.leader.trigger()
        chips = [chip.text for chip in window.content.sheet.header._chips._chips]
        told.append((room.day.leaders()[entry], [c for c in chips if "Pimpinan" in c]))

    assert told == [
        ("yes", ["Pimpinan memaparkan: ya"]), ("no", ["Pimpinan memaparkan: tidak"]),
        ("unknown", []),
    ]  # fmt: skip


def test_warning_is_remembered(window: MainWindow) -> None:
    [five] = [a for a in window.content.menu_actions.warnings.actions() if a.data() == "5"]

    five.trigger()

    assert window._settings.warning == 5


def test_nobody_else_is_offered_the_timer(
    room: Room, open_window: Callable[..., MainWindow]
) -> None:
    other = next(row.entry.id for row in room.schedule() if not room.assigned("a1", row.entry.id))
    window = open_window(room)
    window.seat.turn(other)

    window.content.timing.start_or_hold()

    assert room.day.sessions() == {}
