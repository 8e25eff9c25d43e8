# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from pkri_desktop.domain.errors import Reason, Refusal
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
    qtbot.keyClicks(editor_of(window), "5x5")
    assert editor_of(window).text() == "95"
    assert "0–100" in view._delegate.hint
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Escape)
    assert shown(window, 0) == ""


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
    assert editor_of(window).text() == ""
    assert pasted in view._delegate.hint
    qtbot.keyClick(editor_of(window), Qt.Key.Key_Return)
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


def test_next_innovator_saves_what_is_typed_and_keeps_the_criterion(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    first = window.seat.entry
    view = window.content.sheet.view
    view.go_to(2)
    qtbot.keyClick(view, "8")
    window.content.menu_actions.following.trigger()
    assert window.seat.entry != first
    assert view.row == 2
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
