# SPDX-License-Identifier: MIT
"""My scores of the day side by side: read, typed into, and made final together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.dialogs.key_dialog import KeyDialog
from pkri_desktop.ui.models.grid_model import FIRST
from pkri_desktop.ui.own_pages import GRID
from pkri_desktop.ui.pages.grid_page import GridPage
from tests.gui.day import enrol, own_entries, play_morning, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files


@pytest.fixture
def page(window: MainWindow) -> GridPage:
    return open_grid(window)


def open_grid(window: MainWindow) -> GridPage:
    window.content.menu_actions.own_scores.trigger()
    page = window.content.pages.currentWidget()
    assert isinstance(page, GridPage)
    return page


def here(page: GridPage) -> tuple[str, int]:
    index = page.view.currentIndex()
    entry = page.model.row(index.row()).entry
    return (entry.id if entry else "", index.column() - FIRST)


def go(page: GridPage, entry: str, place: int = 0) -> None:
    page.view.go_to(page.model.row_of(entry), FIRST + place)


def test_rows_stand_by_rubric_in_the_order_of_the_day(page: GridPage, room: Room) -> None:
    rows = page.model.sheets
    order = own_entries(room)
    positions = [row.group.position for row in rows]

    assert {row.entry.id for row in rows if row.entry} == set(order)
    assert positions == sorted(positions)
    for group in set(positions):
        within = [r.entry.id for r in rows if r.group.position == group and r.entry]
        assert within == [entry for entry in order if entry in within]
    headings = [page.model.row(n) for n in range(page.model.rowCount())]
    assert [row.group.position for row in headings if row.sheet is None] == sorted(set(positions))


def test_digits_and_enter_score_downwards(qtbot: QtBot, page: GridPage, room: Room) -> None:
    entries = [row.entry.id for row in page.model.sheets if row.entry]
    go(page, entries[0], 1)
    qtbot.keyClicks(page.view, "7")
    editor = page.view._delegate.editor
    assert editor is not None
    qtbot.keyClicks(editor, "8")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    criterion = room.rubric(entries[0]).criteria[1]

    assert room.sheet("a1", entries[0]).scores == {criterion.id: 78}
    assert here(page) == (entries[1], 1)
    assert page.view.hasFocus()


def test_tab_and_arrows_walk_over_headings_and_stay_on_scores(qtbot: QtBot, page: GridPage) -> None:
    rows = [row for row in page.model.sheets if row.entry]
    border = next(n for n, row in enumerate(rows) if row.group.id != rows[0].group.id)
    before, after = rows[border - 1].entry, rows[border].entry
    assert before is not None
    assert after is not None
    go(page, before.id)
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert here(page) == (after.id, 0)
    qtbot.keyClick(page.view, Qt.Key.Key_Left)
    assert here(page) == (after.id, 0)
    page.view.edit_score("8")
    editor = page.view._delegate.editor
    assert editor is not None
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert here(page) == (after.id, 1)
    for _ in range(30):
        qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert here(page)[1] == len(rows[border].rubric.criteria) - 1


def test_impossible_score_is_refused_beside_the_cell(
    qtbot: QtBot, page: GridPage, room: Room
) -> None:
    entry = own_entries(room)[0]
    go(page, entry)
    page.view.edit_score("101")
    assert "0–100" in page.view.note.text()
    editor = page.view._delegate.editor
    assert editor is not None
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert here(page) == (entry, 0)  # the field is not left
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert page.view.note.text() == ""
    assert room.sheet("a1", entry).scores == {}


def test_refused_write_stays_on_screen_and_keeps_the_window(
    window: MainWindow, page: GridPage, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = own_entries(room)[0]
    go(page, entry)
    with monkeypatch.context() as broken:
        broken.setattr(room.file, "writing", _full)
        page.view.edit_score("80")
        page.view.step(1, 0)
        page.view._delegate.finish()
        go(page, entry)
        assert "Disk penuh" in page.view.note.text()
        assert window.has_unsaved()
        assert not window.close()
    assert not window.has_unsaved()  # tried once more, and saved
    assert len(room.sheet("a1", entry).scores) == 1


def _full(*_args: object, **_options: object) -> None:
    from pkri_desktop.domain.errors import Reason, Refusal

    raise Refusal(Reason.DISK_FULL, file="panel.pkri")


def test_final_and_absent_rows_are_read_only(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    entries = play_morning(room)
    page = open_grid(window)
    for entry in (entries[0], entries[3], entries[9]):
        before = room.sheet("a1", entry).scores
        go(page, entry)
        assert not page.view.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
        qtbot.keyClicks(page.view, "5")
        qtbot.keyClick(page.view, Qt.Key.Key_Delete)
        assert room.sheet("a1", entry).scores == before
    assert page.model.row(page.model.row_of(entries[0])).total != "–"
    assert page.model.row(page.model.row_of(entries[3])).total == "–"


def test_score_is_cleared_and_put_back(
    qtbot: QtBot, window: MainWindow, page: GridPage, room: Room
) -> None:
    entry = own_entries(room)[0]
    score(room, entry)
    page.model.reload()
    go(page, entry, 2)
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert len(room.sheet("a1", entry).scores) == len(room.rubric(entry).criteria) - 1
    window.content.notice._on_act()
    assert not room.sheet("a1", entry).missing


def test_pairs_and_distribution_speak_of_own_scores(window: MainWindow, room: Room) -> None:
    first, second = own_entries(room)[:2]
    score(room, first)
    score(room, second)
    criteria = room.rubric(first).criteria
    # One point less on the heaviest (20 %), more on another: the totals are 0,05 apart.
    room.give_score("a1", second, criteria[1].id, 77)
    room.give_score("a1", second, criteria[8].id, 80)
    room.give_score("a1", second, criteria[7].id, 82)
    page = open_grid(window)
    codes = [room.entries[entry].code for entry in (first, second)]
    told = page.model.pairs()
    _, ranges = page.model.distribution(page.view.currentIndex().row())

    assert told[0] == f"{codes[1]} dan {codes[0]} berselisih 0,05."
    assert "1 lebih rendah" in told[1]
    assert sum(part.used for part in ranges) == 2 * len(criteria)
    assert "70–79: " in page.bars.accessibleName()
    window.choose_assessor("a2")
    assert open_grid(window).model.pairs() == []  # nobody sees a colleague's


def test_all_complete_sheets_become_final_behind_one_passphrase(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entries = own_entries(room)
    for entry in entries[:3]:
        score(room, entry)
    score(room, entries[3], leave_out=(2,))
    score(room, entries[4])
    room.give_score("a1", entries[4], room.rubric(entries[4]).criteria[0].id, 20)
    page = open_grid(window)
    window.content.menu_actions.finish_all.trigger()
    dialog = window.finishing.asking
    assert isinstance(dialog, KeyDialog)
    dialog.deed.click()

    def signed() -> bool:
        states = [room.sheet("a1", entry).status for entry in entries[:5]]
        return states == [*[SheetStatus.SIGNED] * 3, SheetStatus.IN_PROGRESS, SheetStatus.COMPLETE]

    qtbot.waitUntil(signed, timeout=30_000)
    assert "3 lembar sudah final" in page.said.text()
    assert page.progress.isHidden()
    assert window.own_pages.shown == GRID
    window.content.menu_actions.finish_all.trigger()
    assert "tanpa penjelasan" in page.said.text()  # the one that wants a note


def test_declining_the_key_makes_nothing_final(window: MainWindow, room: Room) -> None:
    entry = own_entries(room)[0]
    score(room, entry)
    page = open_grid(window)
    window.content.menu_actions.finish_all.trigger()
    assert window.finishing.asking is not None
    window.finishing.asking.reject()
    assert "kunci" in page.said.text()
    assert room.sheet("a1", entry).status is SheetStatus.COMPLETE
    assert page.view.hasFocus()


def test_key_that_is_asked_for_each_time_is_held_for_the_whole_run(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    enrol(room)
    window.guard.choose(0, 0)
    entries = own_entries(room)[:2]
    for entry in entries:
        score(room, entry)
    open_grid(window)
    window.content.menu_actions.finish_all.trigger()
    qtbot.waitUntil(
        lambda: all(room.sheet("a1", one).status is SheetStatus.SIGNED for one in entries),
        timeout=30_000,
    )
    assert room.key_state("a1") == "locked"


def test_shift_enter_opens_the_sheet_of_the_row(
    qtbot: QtBot, window: MainWindow, page: GridPage, room: Room
) -> None:
    entry = own_entries(room)[4]
    go(page, entry)
    qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.at_sheet
    assert window.seat.entry == entry


@pytest.mark.parametrize("size", [(683, 384), (1366, 768)])
def test_every_column_fits(window: MainWindow, page: GridPage, size: tuple[int, int]) -> None:
    window.resize(*size)
    QApplication.sendPostedEvents()
    last = page.model.columnCount() - 1
    right = page.view.columnViewportPosition(last) + page.view.columnWidth(last)
    assert right <= page.view.viewport().width()


def test_read_only_file_is_for_reading(
    files: Files, open_window: Callable[..., MainWindow]
) -> None:
    room = files.room(read_only=True)
    window = open_window(room)
    page = open_grid(window)
    page.view.edit_score("8")
    assert page.view._delegate.editor is None
    assert not window.content.menu_actions.finish_all.isEnabled()
    room.file.close()
