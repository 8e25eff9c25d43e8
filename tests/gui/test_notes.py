# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pkri_desktop.ui.widgets.note_editor import SAVE_AFTER
from tests.gui.day import own_entries

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room


def texts(room: Room, entry: str) -> list[tuple[str, str]]:
    return [(note.text, note.tag) for note in room.notes("a1", entry)]


def test_note_is_saved_while_typing(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    editor = window.content.notes.editor
    window.content.menu_actions.write_note.trigger()
    qtbot.keyClicks(editor, "Anggaran sudah disahkan")
    assert SAVE_AFTER <= 800
    qtbot.waitUntil(
        lambda: texts(room, window.seat.entry) == [("Anggaran sudah disahkan", "")], timeout=3_000
    )
    assert window.content.notes.model.rowCount() == 0  # it is still in the field


def test_note_is_flushed_on_switching(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    first = window.seat.entry
    qtbot.keyClicks(window.content.notes.editor, "Belum ada SOP")
    window.content.menu_actions.tags["risiko"].trigger()
    window.seat.turn(own_entries(room)[1])
    assert texts(room, first) == [("Belum ada SOP", "risiko")]
    assert window.content.notes.editor.toPlainText() == ""
    assert texts(room, window.seat.entry) == []


def test_note_is_flushed_on_closing(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    qtbot.keyClicks(window.content.notes.editor, "Tutup segera")
    window.close()
    assert texts(room, window.seat.entry) == [("Tutup segera", "")]


def test_enter_begins_the_next_note(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    editor = window.content.notes.editor
    qtbot.keyClicks(editor, "Satu")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "lagi")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "Dua")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert texts(room, window.seat.entry) == [("Satu\nlagi", ""), ("Dua", "")]
    assert window.content.notes.model.rowCount() == 2


def test_old_note_is_edited_removed_and_put_back(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    notes, entry = window.content.notes, window.seat.entry
    room.write_note("a1", entry, None, "Lama", "bukti")
    notes.model.reload()
    notes.list.setCurrentIndex(notes.model.index(0))
    qtbot.keyClick(notes.list, Qt.Key.Key_Return)
    qtbot.keyClicks(notes.editor, " dan baru")
    notes.editor.close_note()
    assert texts(room, entry) == [("Lama dan baru", "bukti")]
    notes.list.setCurrentIndex(notes.model.index(0))
    notes.remove_chosen()
    assert texts(room, entry) == []
    window.content.notice._act.click()
    assert texts(room, entry) == [("Lama dan baru", "bukti")]
