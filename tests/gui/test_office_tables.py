# SPDX-License-Identifier: MIT
"""The tables of the secretariat's window have room for what is to be read in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.ui.office_window import OfficeWindow
from pkri_desktop.ui.pages import COMPLETENESS, TRAIL
from pkri_desktop.ui.theme import LARGEST_SCALE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QTableView
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.desktop import Desktop
    from tests.gui.day import Files


@pytest.fixture
def office(desktop: Desktop, files: Files) -> Iterator[OfficeWindow]:
    window = desktop.open(files.office)
    assert isinstance(window, OfficeWindow)
    yield window
    window.look.change(scale=1.0)


def headings_cut(view: QTableView) -> list[str]:
    header = view.horizontalHeader()
    return [
        str(view.model().headerData(column, header.orientation()))
        for column in range(header.count())
        if header.sectionSize(column) < header.sectionSizeHint(column)
    ]


def test_entries_get_the_room_that_assessors_leave_from_the_first_moment(
    qtbot: QtBot, office: OfficeWindow
) -> None:
    view = office.completeness.view

    def fits() -> bool:
        room = view.viewport().width()
        left = room - sum(map(view.columnWidth, range(1, view.model().columnCount())))
        return view.columnWidth(0) == max(left, room * 2 // 5)

    assert office.pages.currentIndex() == COMPLETENESS
    qtbot.wait(30)
    assert fits()
    office.showNormal()
    for width in (1366, 1000, 1366):
        office.resize(width, 728)
        qtbot.wait(30)
        assert fits()
    assert view.columnWidth(0) > 400


@pytest.mark.parametrize("scale", [1.0, LARGEST_SCALE])
def test_no_heading_of_the_trail_is_cut(qtbot: QtBot, office: OfficeWindow, scale: float) -> None:
    office.look.change(scale=scale)
    office.go_to(TRAIL)
    qtbot.wait(30)
    assert headings_cut(office.trail.view) == []


def test_no_heading_of_the_trail_is_cut_when_text_grows(qtbot: QtBot, office: OfficeWindow) -> None:
    office.go_to(TRAIL)
    office.look.change(scale=LARGEST_SCALE)
    qtbot.wait(30)
    assert headings_cut(office.trail.view) == []
