# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.dialogs.key_dialog import KeyDialog
from pkri_desktop.ui.dialogs.reason_dialog import ReasonDialog
from tests.gui.day import enrol, own_entries, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files


def give_reason(window: MainWindow, reason: str) -> ReasonDialog:
    dialog = window.finishing.asking
    assert isinstance(dialog, ReasonDialog)
    dialog.field.setPlainText(reason)
    dialog.deed.click()
    return dialog


def test_finish_of_an_incomplete_sheet_says_what_is_missing(window: MainWindow, room: Room) -> None:
    entry = window.seat.entry
    score(room, entry, leave_out=(4, 8))
    window.content.sheet.model.reload()
    window.content.menu_actions.finish.trigger()
    assert window.seat.entry == entry
    assert room.sheet("a1", entry).status is SheetStatus.IN_PROGRESS
    assert "5, 9" in window.content.sheet.refusal.text()
    assert window.content.sheet.view.row == 4
    assert window.finishing.asking is None


def test_complete_sheet_becomes_final_signed_and_the_next_opens(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    enrol(room)
    first, second = own_entries(room)[:2]
    score(room, first)
    window.content.sheet.model.reload()
    window.content.menu_actions.finish.trigger()
    assert window.seat.entry == second
    qtbot.waitUntil(lambda: room.sheet("a1", first).status is SheetStatus.SIGNED, timeout=20_000)
    window.seat.turn(first)
    assert not window.content.sheet.model.editable
    assert "ditandatangani" in window.content.sheet.strip.text()


def test_key_is_asked_for_only_when_finishing(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    entry = window.seat.entry
    score(room, entry)
    window.content.sheet.model.reload()
    window.content.menu_actions.finish.trigger()
    dialog = window.finishing.asking
    assert isinstance(dialog, KeyDialog)
    assert dialog.code.text() == room.sample_code("a1")
    dialog.repeat.setText("lain sekali")
    dialog.deed.click()
    assert "berbeda" in dialog.wrong.text()
    dialog.repeat.setText(dialog.passphrase.text())
    dialog.deed.click()
    assert room.sheet("a1", entry).status in {SheetStatus.FINAL, SheetStatus.SIGNED}
    qtbot.waitUntil(lambda: room.sheet("a1", entry).status is SheetStatus.SIGNED, timeout=20_000)


def test_declining_the_key_keeps_the_sheet_open(window: MainWindow, room: Room) -> None:
    entry = window.seat.entry
    score(room, entry)
    window.content.sheet.model.reload()
    window.content.menu_actions.finish.trigger()
    assert window.finishing.asking is not None
    window.finishing.asking.reject()
    assert window.seat.entry == entry
    assert room.sheet("a1", entry).status is SheetStatus.COMPLETE
    assert "kunci" in window.content.sheet.refusal.text()


def test_reopening_needs_a_reason(window: MainWindow, room: Room) -> None:
    enrol(room)
    entry = window.seat.entry
    score(room, entry)
    room.finalise("a1", entry)
    window.content.sheet.model.reload()
    assert window.content.menu_actions.reopen.isVisible()
    window.content.menu_actions.reopen.trigger()
    give_reason(window, "   ")
    assert room.sheet("a1", entry).status is SheetStatus.FINAL
    give_reason(window, "Salah ketik kriteria 3.")
    assert room.sheet("a1", entry).status is SheetStatus.COMPLETE
    assert window.content.sheet.model.editable
    assert "Salah ketik" in window.content.sheet.strip.text()


def test_recusal_locks_and_says_so(window: MainWindow, room: Room) -> None:
    entry = window.seat.entry
    window.content.menu_actions.recuse.trigger()
    give_reason(window, "Pernah mendampingi unit ini.")
    assert room.sheet("a1", entry).status is SheetStatus.RECUSED
    assert not window.content.sheet.model.editable
    assert "Pernah mendampingi" in window.content.sheet.strip.text()
    window.content.sheet.view.edit_score("8")
    assert room.sheet("a1", entry).scores == {}


def test_absence_locks_and_can_be_taken_back(window: MainWindow, room: Room) -> None:
    absent = window.content.menu_actions.absent
    absent.trigger()
    assert room.sheet("a1", window.seat.entry).absent
    assert not window.content.sheet.model.editable
    absent.trigger()
    assert window.content.sheet.model.editable


def test_final_unsigned_sheets_are_signed_when_the_key_is_there(
    qtbot: QtBot, room: Room, open_window: Callable[..., MainWindow]
) -> None:
    enrol(room)
    entry = own_entries(room)[0]
    score(room, entry)
    room.finalise("a1", entry)
    open_window(room)
    qtbot.waitUntil(lambda: room.sheet("a1", entry).status is SheetStatus.SIGNED, timeout=20_000)


def test_second_window_only_reads(
    room: Room, files: Files, open_window: Callable[..., MainWindow]
) -> None:
    second = files.room()
    assert second.read_only
    window = open_window(second)
    assert not window.content.sheet.model.editable
    assert not window.content.notice.isHidden()
    assert window.content.status.saved.text() == "Hanya baca"
    assert window.content.notes.editor.isReadOnly()
    second.file.close()


def test_nobody_scores_in_the_secretariats_file(
    files: Files, open_window: Callable[..., MainWindow]
) -> None:
    office = files.room(office=True)
    window = open_window(office)
    assert not window.content.sheet.model.editable
    assert "Hanya baca" in window.content.sheet.strip.text()
    assert not window.content.menu_actions.recuse.isVisible()
    office.file.close()
