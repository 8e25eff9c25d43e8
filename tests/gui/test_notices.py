# SPDX-License-Identifier: MIT
"""What the window says of an outcome: in the right colour, and no longer than it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gui.day import own_entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files


def test_a_notice_goes_with_the_entry_unless_it_lasts(window: MainWindow, room: Room) -> None:
    first, second, third = own_entries(room)[:3]
    notice = window.content.notice
    assert window.seat.entry == first
    window.notices.tell("Hanya untuk peserta ini.")
    window.content.sheet.view.go_to(3)
    assert not notice.isHidden()
    window.seat.turn(second)
    assert notice.isHidden()
    window.notices.tell("Kode aktivasi: 1234", lasting=True)
    window.seat.turn(third)
    window.choose_assessor("a2")
    assert not notice.isHidden()


def test_the_secretariat_looks_at_sheets_and_changes_no_assessor(
    files: Files, open_window: Callable[..., MainWindow], window: MainWindow
) -> None:
    office = files.room(office=True)
    looking = open_window(office).content.menu_actions.change_assessor.text()
    assert looking == "Lihat lembar &penilai lain…"
    assert window.content.menu_actions.change_assessor.text() == "Ganti &penilai…"
    office.file.close()


def test_that_nothing_is_to_be_signed_is_said(window: MainWindow) -> None:
    window.finishing.sign_now()

    assert "Tidak ada yang perlu ditandatangani" in window.content.notice.text()
    assert window.finishing.asking is None
