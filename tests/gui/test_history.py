# SPDX-License-Identifier: MIT
"""Undo and redo of scores: new records, on the sheet they were given on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pkri_desktop.ui.models.grid_model import FIRST
from pkri_desktop.ui.pages.grid_page import GridPage
from tests.gui.day import enrol, own_entries, score

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def give(window: MainWindow, row: int, typed: str) -> None:
    model = window.content.sheet.model
    assert model.setData(model.index(row, 2), typed)


def scores(room: Room, entry: str) -> list[int | None]:
    given = room.sheet("a1", entry).scores
    return [given.get(criterion.id) for criterion in room.rubric(entry).criteria][:2]


def test_scores_are_taken_back_and_given_again_one_by_one(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entry, view = window.seat.entry, window.content.sheet.view
    records = room.file.ledger.count()
    for row, typed in ((0, "80"), (1, "70"), (0, "85"), (1, "")):
        give(window, row, typed)
    view.setFocus()
    assert scores(room, entry) == [85, None]

    seen = []
    for _ in range(5):  # once more than there are
        qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
        seen.append(scores(room, entry))
    assert seen == [[85, 70], [80, 70], [80, None], [None, None], [None, None]]
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Z, CTRL | SHIFT)
    assert scores(room, entry) == [80, 70]
    qtbot.keyClick(view, Qt.Key.Key_Y, CTRL)

    assert scores(room, entry) == [85, 70]
    assert room.file.ledger.count() >= records + 11  # nothing went away


def test_a_new_score_ends_what_could_be_given_again(window: MainWindow, room: Room) -> None:
    give(window, 0, "80")
    window.content.menu_actions.undo.trigger()
    assert window.content.menu_actions.redo.isEnabled()

    give(window, 1, "60")

    assert not window.content.menu_actions.redo.isEnabled()
    assert scores(room, window.seat.entry) == [None, 60]


def test_undo_goes_to_the_sheet_and_criterion_it_was_given_on(
    window: MainWindow, room: Room
) -> None:
    first, second = own_entries(room)[:2]
    window.seat.turn(first)
    give(window, 1, "70")
    window.seat.turn(second)

    window.content.menu_actions.undo.trigger()

    assert window.seat.entry == first
    assert window.content.sheet.view.row == 1
    assert scores(room, first) == [None, None]


def test_a_final_sheet_is_not_changed_by_undo_and_that_is_said(
    window: MainWindow, room: Room
) -> None:
    enrol(room)
    entry = window.seat.entry
    give(window, 0, "81")
    score(room, entry)
    room.finalise("a1", entry)
    window.content.sheet.model.reload()
    before = scores(room, entry)

    window.content.menu_actions.undo.trigger()

    assert scores(room, entry) == before
    assert window.content.sheet.refusal.text()


def test_typing_is_undone_as_typing(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    give(window, 0, "80")
    editor = window.content.notes.editor
    editor.setFocus()
    qtbot.keyClicks(editor, "catatan")

    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)

    assert editor.toPlainText() == ""
    assert scores(room, window.seat.entry)[0] == 80


def test_what_was_scored_in_the_grid_is_taken_back_on_its_sheet(
    window: MainWindow, room: Room
) -> None:
    entry = window.seat.entry
    window.content.menu_actions.own_scores.trigger()
    grid = window.content.pages.currentWidget()
    assert isinstance(grid, GridPage)
    assert grid.model.setData(grid.model.index(grid.model.row_of(entry), FIRST + 1), "64")
    assert scores(room, entry) == [None, 64]

    window.content.menu_actions.undo.trigger()
    assert scores(room, entry) == [None, None]
    assert window.content.pages.currentWidget() is grid
    window.content.menu_actions.redo.trigger()
    assert scores(room, entry) == [None, 64]
    window.show_sheet_page()
    window.content.menu_actions.undo.trigger()

    assert scores(room, entry) == [None, None]
    assert window.content.sheet.view.row == 1


def test_nobody_undoes_what_a_colleague_scored(window: MainWindow, room: Room) -> None:
    give(window, 0, "80")

    window.choose_assessor("a2")

    assert not window.content.menu_actions.undo.isEnabled()
    window.content.history.undo()
    assert scores(room, own_entries(room)[0])[0] in (80, None)
