# SPDX-License-Identifier: MIT
"""What the active criterion says: its whole question, and what its ranges mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from pkri_desktop.ui.models.sheet_model import SCORE
from tests.gui.day import own_entries, score

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pkri_desktop.domain.rubric import Criterion
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.widgets.criterion_lines import CriterionLines
    from pkri_desktop.workflow.room import Room


def lines_of(window: MainWindow, row: int) -> tuple[Criterion, CriterionLines]:
    view = window.content.sheet.view
    view.go_to(row)
    return view._sheet.criterion(row), view._delegate._lines(view._sheet.index(row, SCORE))


def joined(lines: tuple[str, ...]) -> str:
    """Return broken text whole again; after a hyphen it is broken too."""
    return " ".join(lines).replace("- ", "-")


def heights(window: MainWindow) -> list[int]:
    view = window.content.sheet.view
    return [view.rowHeight(row) for row in range(view._sheet.rowCount())]


@pytest.mark.parametrize(("steps", "size"), [(0, (1366, 768)), (3, (1366, 768)), (0, (683, 384))])
def test_nothing_of_the_active_criterion_is_cut(
    qtbot: QtBot, window: MainWindow, steps: int, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.change_text_size(steps)
    qtbot.wait(30)
    view = window.content.sheet.view
    for row in range(view._sheet.rowCount()):
        criterion, lines = lines_of(window, row)
        assert joined(lines.said) == criterion.description
        assert [(band, joined(words)) for band, words in lines.bands] == [
            (band, band.text) for band in criterion.bands
        ]
        assert view.rowHeight(row) >= lines.height(window.look)
        at = view.visualRect(view.currentIndex())
        assert view.viewport().rect().contains(view.viewport().rect() & at)
        assert at.top() >= 0
        assert at.bottom() <= view.viewport().height()
    window.change_text_size(0)


def test_without_height_the_ranges_next_to_the_score_are_shown_whole(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entry = window.seat.entry
    criterion = room.sheet("a1", entry).rubric.criteria[0]
    window.seat.write(lambda: room.give_score("a1", entry, criterion.id, 75))
    window.change_text_size(5)
    window.resize(700, 400)
    qtbot.wait(30)
    _, lines = lines_of(window, 0)
    shown = [band for band, _ in lines.bands]
    assert 1 <= len(shown) < len(criterion.bands)
    assert criterion.band_of(75) in shown
    places = [criterion.bands.index(band) for band in shown]
    assert places == list(range(places[0], places[0] + len(places)))
    assert not any("…" in line for _, words in lines.bands for line in words)
    window.change_text_size(0)


def test_the_range_being_typed_is_followed(qtbot: QtBot, window: MainWindow) -> None:
    view = window.content.sheet.view
    window.change_text_size(5)
    window.resize(700, 400)
    qtbot.wait(30)
    for typed in ("95", "10"):
        qtbot.keyClick(view, typed[0])
        assert view._delegate.editor is not None
        qtbot.keyClicks(view._delegate.editor, typed[1:])
        criterion, lines = lines_of(window, 0)
        assert criterion.band_of(int(typed)) in [band for band, _ in lines.bands]
        qtbot.keyClick(view._delegate.editor, Qt.Key.Key_Escape)
    window.change_text_size(0)


def test_rows_that_cannot_be_scored_say_only_what_is_known(window: MainWindow, room: Room) -> None:
    usual = heights(window)[1]
    score(room, own_entries(room)[1])
    room.recuse("a1", own_entries(room)[1], "Pernah mendampingi.")
    window.seat.turn(own_entries(room)[1])
    assert set(heights(window)) == {usual}
    window.seat.turn(own_entries(room)[2])
    assert heights(window)[0] > usual
    window.content.menu_actions.absent.trigger()
    assert set(heights(window)) == {usual}
    view = window.content.sheet.view
    assert view._delegate._said(view._sheet.index(view.row, SCORE)) == ("tidak hadir", "muted")


def test_the_tip_says_everything(window: MainWindow) -> None:
    model = window.content.sheet.model
    criterion = model.criterion(2)
    tip = model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    for words in (criterion.name, criterion.description, *(band.text for band in criterion.bands)):
        assert words in tip
