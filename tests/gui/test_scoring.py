# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.touched import Touched
from pkri_desktop.ui.models import sheet_model as columns
from pkri_desktop.ui.widgets.score_edit import can_become
from tests.gui.day import own_entries, score

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.widgets.score_edit import ScoreEdit
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files


def shown(window: MainWindow, row: int, column: int = columns.SCORE) -> str:
    model = window.content.sheet.model
    return str(model.data(model.index(row, column)))


def editor_of(window: MainWindow) -> ScoreEdit:
    editor = window.content.sheet.view._delegate.editor
    assert editor is not None
    return editor


def type_scores(qtbot: QtBot, window: MainWindow, *values: str) -> None:
    view = window.content.sheet.view
    for value in values:
        qtbot.keyClick(view, value[0])
        if len(value) > 1:
            qtbot.keyClicks(editor_of(window), value[1:])
        qtbot.keyClick(editor_of(window), Qt.Key.Key_Return)


def test_digits_and_enter_save_each_score_and_go_on(
    qtbot: QtBot, window: MainWindow, room: Room, files: Files
) -> None:
    entry = window.seat.entry
    type_scores(qtbot, window, "85", "0", "100")
    criteria = room.sheet("a1", entry).rubric.criteria
    assert window.content.sheet.view.row == 3
    assert shown(window, 0) == "85"
    window.close()
    room.file.close()
    again = files.room()
    assert again.sheet("a1", entry).scores == {
        criteria[0].id: 85,
        criteria[1].id: 0,
        criteria[2].id: 100,
    }
    again.file.close()


def test_total_and_completeness_follow_each_score(qtbot: QtBot, window: MainWindow) -> None:
    header = window.content.sheet.header
    assert header._total.text() == "–"
    type_scores(qtbot, window, "80")
    assert header._total.text() == shown(window, 0, columns.VALUE)
    assert "1 dari 9" in header._complete.text()
    assert window.content.status.saved.text().startswith("✓ Tersimpan")


def test_not_scored_is_empty_and_never_zero(window: MainWindow) -> None:
    assert shown(window, 0) == ""
    assert shown(window, 0, columns.VALUE) == "–"
    spoken = window.content.sheet.model.data(
        window.content.sheet.model.index(0, columns.SCORE), Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken.endswith("belum dinilai")


def test_impossible_keys_are_refused_in_place(qtbot: QtBot, window: MainWindow) -> None:
    view = window.content.sheet.view
    qtbot.keyClick(view, "9")
    qtbot.keyClicks(editor_of(window), "5x")
    assert editor_of(window).text() == "95x"
    assert "0–100" in view._delegate.hint
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Escape)
    assert shown(window, 0) == ""


@pytest.mark.parametrize("typed", ["101", "85,5"])
def test_half_of_a_refused_number_is_never_saved(
    qtbot: QtBot, window: MainWindow, room: Room, typed: str
) -> None:
    view, entry = window.content.sheet.view, window.seat.entry
    qtbot.keyClick(view, typed[0])
    qtbot.keyClicks(editor_of(window), typed[1:])
    assert typed in view._delegate.hint
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down):
        qtbot.keyClick(editor_of(window), key)
        assert (view.row, editor_of(window).text()) == (0, typed)
        assert typed in view._delegate.hint
    assert room.sheet("a1", entry).scores == {}
    qtbot.keyClicks(editor_of(window), "85")
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Return)
    assert view.row == 1
    assert list(room.sheet("a1", entry).scores.values()) == [85]


def test_a_refused_number_can_be_corrected(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    view = window.content.sheet.view
    qtbot.keyClick(view, "1")
    qtbot.keyClicks(editor_of(window), "0105")
    assert editor_of(window).property("wrong") == "true"
    for _ in "05":
        qtbot.keyClick(editor_of(window), Qt.Key.Key_Backspace)
    assert editor_of(window).text() == "101"
    assert "“101”" in view._delegate.hint
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Backspace)
    assert editor_of(window).property("wrong") == "false"
    assert view._delegate.hint == ""
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Return)
    assert list(room.sheet("a1", window.seat.entry).scores.values()) == [10]


def test_a_pasted_text_is_not_cut_into_a_score(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    QGuiApplication.clipboard().setText("0" * 31 + "8 atau 9")
    qtbot.keyClick(window.content.sheet.view, "v", Qt.KeyboardModifier.ControlModifier)
    entry, shown_first = window.seat.entry, editor_of(window).text()
    criteria = room.sheet("a1", entry).rubric.criteria
    window.seat.write(lambda: room.give_score("a1", entry, criteria[1].id, 70))
    assert editor_of(window).text() == shown_first
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Return)
    assert list(room.sheet("a1", entry).scores.values()) == [70]


def test_a_refused_number_survives_a_change_of_the_sheet_and_leaving_it(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    first = window.seat.entry
    qtbot.keyClick(window.content.sheet.view, "1")
    qtbot.keyClicks(editor_of(window), "01")
    criterion = room.sheet("a1", first).rubric.criteria[1].id
    window.seat.write(lambda: room.give_score("a1", first, criterion, 70))
    assert editor_of(window).text() == "101"
    window.content.menu_actions.following.trigger()
    assert list(room.sheet("a1", first).scores.values()) == [70]
    window.seat.turn(first)
    assert shown(window, 0) == "101"
    model = window.content.sheet.model
    assert model.data(model.index(0, 0), columns.DETAIL_ROLE).startswith("Belum tersimpan")


@pytest.mark.parametrize(("pasted", "kept"), [(" 85 ", "85"), ("٨٥", "85"), ("85,0", "85")])
def test_pasted_text_is_understood(
    qtbot: QtBot, window: MainWindow, pasted: str, kept: str
) -> None:
    QGuiApplication.clipboard().setText(pasted)
    qtbot.keyClick(window.content.sheet.view, "v", Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Return)
    assert shown(window, 0) == kept


@pytest.mark.parametrize("pasted", ["85,5", "seratus", "-3", "1e2", "101"])
def test_pasted_impossible_text_is_refused_in_words(
    qtbot: QtBot, window: MainWindow, room: Room, pasted: str
) -> None:
    QGuiApplication.clipboard().setText(pasted)
    view = window.content.sheet.view
    qtbot.keyClick(view, "v", Qt.KeyboardModifier.ControlModifier)
    assert editor_of(window).text() == pasted
    assert pasted in view._delegate.hint
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Return)
    assert view.row == 0
    assert room.sheet("a1", window.seat.entry).scores == {}


def test_delete_clears_and_escape_gives_up(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    view = window.content.sheet.view
    type_scores(qtbot, window, "85")
    view.go_to(0)
    qtbot.keyClick(view, "7")
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Escape)
    assert shown(window, 0) == "85"
    window.content.menu_actions.clear.trigger()
    assert room.sheet("a1", window.seat.entry).scores == {}


def test_a_cleared_score_can_be_put_back(window: MainWindow, room: Room) -> None:
    entry, view = window.seat.entry, window.content.sheet.view
    score(room, entry)
    window.content.sheet.model.reload()
    view.go_to(3)
    before = room.sheet("a1", entry).scores
    window.content.menu_actions.clear.trigger()
    assert len(room.sheet("a1", entry).scores) == len(before) - 1
    window.content.notice._act.click()
    assert room.sheet("a1", entry).scores == before
    assert window.content.notice.isHidden()


def test_putting_back_does_not_replace_what_was_typed_since(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    view = window.content.sheet.view
    type_scores(qtbot, window, "85")
    view.go_to(0)
    window.content.menu_actions.clear.trigger()
    type_scores(qtbot, window, "60")
    window.content.notice._act.click()
    assert list(room.sheet("a1", window.seat.entry).scores.values()) == [60]


def test_enter_goes_to_gaps_only_and_rests_when_none_is_left(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entry, view = window.seat.entry, window.content.sheet.view
    score(room, entry, leave_out=(1, 4, 8))
    window.content.sheet.model.reload()
    before = room.sheet("a1", entry).scores
    view.go_to(4)
    rows = []
    for value in ("71", "72", "73"):
        type_scores(qtbot, window, value)
        rows.append(view.row)
    assert rows == [8, 1, 1]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.row == 1
    assert "Ctrl+Enter" in window.content.sheet.footer._ready.text()
    now = room.sheet("a1", entry).scores
    assert {criterion: now[criterion] for criterion in before} == before


def test_the_active_criterion_stays_when_the_sheet_is_read_anew(window: MainWindow) -> None:
    window.content.sheet.view.go_to(4)
    window.seat.touched.emit(Touched(foundation=True))
    assert window.content.sheet.view.row == 4


def test_arrows_walk_over_scored_criteria(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    score(room, window.seat.entry)
    window.content.sheet.model.reload()
    view = window.content.sheet.view
    view.go_to(0)
    rows = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
        rows.append(view.row)
    view.edit_score()
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Down)
    assert [*rows, view.row] == [1, 2, 1, 2]


def test_next_innovator_saves_what_is_typed_and_opens_at_the_first_gap(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    first = window.seat.entry
    view = window.content.sheet.view
    view.go_to(2)
    qtbot.keyClick(view, "8")
    score(room, own_entries(room)[1], leave_out=(5, 7))
    window.content.menu_actions.following.trigger()
    assert window.seat.entry == own_entries(room)[1]
    assert view.row == 5
    score(room, own_entries(room)[2])
    window.content.menu_actions.following.trigger()
    assert view.row == 0
    assert list(room.sheet("a1", first).scores.values()) == [8]


def test_gap_key_goes_to_the_next_criterion_without_a_score(window: MainWindow, room: Room) -> None:
    window.seat.turn(own_entries(room)[1])
    score(room, own_entries(room)[2], leave_out=(4, 6))
    window.seat.turn(own_entries(room)[2])
    window.content.sheet.view.go_to(0)
    for row in (4, 6, 4):
        window.content.menu_actions.gap.trigger()
        assert window.content.sheet.view.row == row


def test_what_cannot_be_written_stays_on_screen_marked(
    qtbot: QtBot, window: MainWindow, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal(Reason.DISK_FULL, file="panel-a.pkri")

    with monkeypatch.context() as broken:
        broken.setattr(room, "give_score", full)
        type_scores(qtbot, window, "85")
    model = window.content.sheet.model
    assert shown(window, 0) == "85"
    assert model.data(model.index(0, 0), columns.DETAIL_ROLE).startswith("Belum tersimpan")
    assert window.content.status.saved.text() == "Belum tersimpan"
    assert room.sheet("a1", window.seat.entry).scores == {}
    assert model.retry() == 0
    assert len(room.sheet("a1", window.seat.entry).scores) == 1


def test_scales_with_decimals_and_holes(room: Room) -> None:
    scale = room.sheet("a1", "k-01").rubric.criteria[0].scale
    tenths = type(scale)(low=60, high=100, decimals=1)
    holes = type(scale)(low=1, high=7, decimals=0, excluded=(4,))
    assert [can_become(tenths, text) for text in ("6", "6,", "6,5", "5", "10,1", "10,")] == [
        True, True, True, False, False, True,
    ]  # fmt: skip
    assert [can_become(holes, text) for text in ("4", "3", "8", "")] == [False, True, False, True]
