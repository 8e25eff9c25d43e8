# SPDX-License-Identifier: MIT
"""Before you leave the room: what is missing, and one key to each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from pkri_desktop.analysis.gaps import GapKind
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.own_pages import GAPS
from pkri_desktop.ui.pages.gaps_page import GapsPage
from tests.gui.day import enrol, own_entries, play_morning, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files


def shown(window: MainWindow) -> GapsPage:
    page = window.content.pages.currentWidget()
    assert isinstance(page, GapsPage)
    return page


def gaps(page: GapsPage) -> list[tuple[str, GapKind, int]]:
    lines = [page.model.line(row) for row in range(page.model.rowCount())]
    return [(line.row.entry.id, line.gap.kind, line.gap.place) for line in lines if line.gap]


def test_the_day_is_told_in_its_order(window: MainWindow, room: Room) -> None:
    entries = play_morning(room)
    window.content.menu_actions.gaps.trigger()
    page = shown(window)

    assert gaps(page)[:4] == [
        (entries[2], GapKind.NOT_SIGNED, -1),
        (entries[4], GapKind.NOT_SCORED, 4),
        (entries[4], GapKind.NOT_SCORED, 6),
        (entries[4], GapKind.NOT_SCORED, 8),
    ]
    untouched = [entry for entry in entries[5:] if entry != entries[9]]
    assert gaps(page)[4:] == [(entry, GapKind.UNDECLARED, -1) for entry in untouched]
    assert page.title.text() == f"{len(gaps(page))} hal belum lengkap"
    assert "1 berhalangan" in page.told.text()
    assert "1 tidak hadir" in page.told.text()


def test_score_without_its_explanation_is_a_gap_until_a_note_is_there(
    window: MainWindow, room: Room
) -> None:
    entry = own_entries(room)[0]
    score(room, entry)
    criterion = room.sheet("a1", entry).rubric.criteria[2]
    room.give_score("a1", entry, criterion.id, 30)
    window.content.menu_actions.entry_gaps.trigger()
    page = shown(window)

    assert gaps(page) == [(entry, GapKind.UNEXPLAINED, 2)]
    assert "Skor 30 belum dijelaskan" in page.list.currentIndex().data()


def test_enter_opens_the_place_and_the_list_is_where_it_was(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entries = play_morning(room)
    window.content.menu_actions.gaps.trigger()
    page = shown(window)
    for _ in range(2):
        qtbot.keyClick(page.list, Qt.Key.Key_F8)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert window.at_sheet
    assert (window.seat.entry, window.content.sheet.view.row) == (entries[4], 6)
    assert window.content.sheet.view.hasFocus()
    window.content.menu_actions.gaps.trigger()
    assert page.model.line(page.list.currentIndex().row()).gap == (GapKind.NOT_SCORED, 6)


def test_f8_goes_round(window: MainWindow, room: Room) -> None:
    play_morning(room)
    window.content.menu_actions.gaps.trigger()
    page = shown(window)
    first = page.list.currentIndex().row()
    seen = set()
    for _ in range(page.model.count):
        seen.add(page.list.currentIndex().row())
        window.content.menu_actions.gap.trigger()
    assert len(seen) == page.model.count
    assert page.list.currentIndex().row() == first


def test_escape_and_ctrl_2_lead_back(qtbot: QtBot, window: MainWindow) -> None:
    actions = window.content.menu_actions
    actions.gaps.trigger()
    assert window.content.schedule_dock.isHidden()
    qtbot.keyClick(shown(window).list, Qt.Key.Key_Escape)
    assert window.at_sheet
    assert not window.content.schedule_dock.isHidden()
    actions.gaps.trigger()
    actions.show_sheet.trigger()
    assert window.at_sheet
    assert window.content.sheet.view.hasFocus()


def test_nothing_missing_is_said(window: MainWindow, room: Room) -> None:
    for entry in own_entries(room):
        room.note_attendance("a1", entry, absent=True)
    window.content.menu_actions.gaps.trigger()
    page = shown(window)

    assert page.all_there.isVisible()
    assert "Semua lengkap" in page.all_there.accessibleName()
    assert page.back.hasFocus()


def test_what_is_done_meanwhile_goes_from_the_list(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entry = own_entries(room)[0]
    enrol(room)
    score(room, entry)
    room.finalise("a1", entry)
    window.content.menu_actions.entry_gaps.trigger()
    page = shown(window)
    assert gaps(page) == [(entry, GapKind.NOT_SIGNED, -1)]

    window.content.menu_actions.sign.trigger()
    qtbot.waitUntil(lambda: room.sheet("a1", entry).status is SheetStatus.SIGNED, timeout=20_000)
    assert gaps(page) == []
    assert page.all_there.isVisible()


def test_page_and_keyboard_outlive_language_and_lock(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    actions = window.content.menu_actions
    actions.gaps.trigger()
    window.change_language("en")
    page = shown(window)
    assert "left to do" in page.title.text()
    assert page.list.hasFocus()
    window.content.menu_actions.lock.trigger()
    assert not window.at_work
    assert window.locking.page is not None
    window.locking.page.go_on_wanted.emit()
    assert window.own_pages.shown == GAPS
    assert page.list.hasFocus()


def test_another_assessor_sees_own_gaps_only(window: MainWindow, room: Room) -> None:
    play_morning(room)
    window.content.menu_actions.gaps.trigger()
    window.choose_assessor("a2")
    assert window.at_sheet
    window.content.menu_actions.gaps.trigger()
    assert {kind for _, kind, _ in gaps(shown(window))} == {GapKind.UNDECLARED}


@pytest.mark.parametrize("name", ["gaps", "entry_gaps"])
def test_secretariat_has_no_such_page(
    files: Files, open_window: Callable[..., MainWindow], name: str
) -> None:
    office = files.room(office=True)
    window = open_window(office)
    action = getattr(window.content.menu_actions, name)
    assert not action.isEnabled()
    assert action in window.content.menu_actions.withdrawn
    office.file.close()


@pytest.mark.parametrize("name", ["gaps", "own_scores"])
def test_text_size_and_theme_change_under_a_page(window: MainWindow, name: str) -> None:
    getattr(window.content.menu_actions, name).trigger()
    page = window.own_pages.shown
    for steps in (1, 1, 1, -1, 0):
        window.change_text_size(steps)
    window.change_theme("dark")
    window.resize(683, 384)
    assert page
    assert window.own_pages.shown == page
    window.own_pages.go_back()
    window.resize(1366, 768)
    assert not window.content.schedule_dock.isHidden()
