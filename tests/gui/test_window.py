# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QMenu, QPlainTextEdit

from pkri_desktop.ui.commands import Commands
from tests.gui.day import enrol, own_entries, score

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files


def all_commands() -> Commands:
    def nothing(*_: object) -> None: ...

    return Commands(nothing, nothing, nothing)


def test_every_action_has_words_a_key_and_a_place(
    room: Room, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(room, commands=all_commands())
    actions = window.content.menu_actions.all
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert all(action.text() for action in actions)
    assert all(action.shortcuts() for action in actions)
    assert len(keys) == len(set(keys))
    placed: set[QAction] = set()
    for menu in window.menuBar().findChildren(QMenu):
        placed.update(menu.actions())
    assert set(actions) <= placed


def test_controls_have_accessible_names(window: MainWindow) -> None:
    kinds = (QAbstractItemView, QLineEdit, QPlainTextEdit, QAbstractButton)
    for kind in kinds:
        for widget in window.findChildren(kind):
            if widget.objectName().startswith("qt_") or not widget.isVisible():
                continue
            name = widget.accessibleName() or (
                widget.text() if isinstance(widget, QAbstractButton) else ""
            )
            assert name, widget


def test_language_changes_at_once_and_keeps_the_place(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entry = own_entries(room)[2]
    score(room, entry, leave_out=(5,))
    window.seat.turn(entry)
    window.content.sheet.view.go_to(5)
    assert window.content.menu_actions.recuse.text() == "Ber&halangan…"
    window.change_language("en")
    assert window.content.menu_actions.recuse.text() == "&Recuse…"
    assert (window.seat.entry, window.content.sheet.view.row) == (entry, 5)
    window.content.sheet.view.edit_score("70")
    window.content.sheet.view.finish_typing()
    assert not room.sheet("a1", entry).missing
    window.change_language("id")
    assert window.content.status.saved.text().startswith("✓ Tersimpan")


def test_own_room_is_shown_first_and_all_can_be_seen(window: MainWindow, room: Room) -> None:
    model = window.content.schedule.model

    def shown() -> list[str]:
        lines = [model.line(number) for number in range(model.rowCount())]
        return [line.entry_id for line in lines if line.row is not None]

    assert shown() == own_entries(room)
    window.content.menu_actions.all_rooms.trigger()
    assert len(shown()) == 30
    window.content.menu_actions.own_room.trigger()
    assert shown() == own_entries(room)


def test_assessor_is_chosen_by_number(
    qtbot: QtBot, room: Room, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(room, assessor="")
    assert window.content.pages.currentWidget() is window.content.chooser
    qtbot.keyClick(window.content.chooser.list, "2")
    assert window.seat.assessor == "a2"
    assert window.content.pages.currentWidget() is window.content.sheet
    window.content.menu_actions.change_assessor.trigger()
    assert window.content.pages.currentWidget() is window.content.chooser


def test_a_finished_day_reads_as_finished(
    room: Room, open_window: Callable[..., MainWindow]
) -> None:
    enrol(room)
    entries = own_entries(room)
    for entry in entries[:-2]:
        score(room, entry)
        room.finalise("a1", entry)
    room.recuse("a1", entries[-2], "Pernah mendampingi.")
    room.note_attendance("a1", entries[-1], absent=True)
    window = open_window(room, assessor="")
    row = window.content.chooser.list.rows[0]
    assert row._words.text() == "15 dari 15 selesai"
    assert row.strip.value() == row.strip.maximum()
    room.lock("a1")
    window.choose_assessor("a1")
    assert window.content.schedule._done.text() == "15 dari 15 selesai"
    assert window.content.schedule._apart.text() == "1 berhalangan · 1 tidak hadir"


def test_narrow_window_folds_docks_away(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(683, 384)
    assert window.content.notes_dock.isHidden()
    assert window.content.schedule_dock.isHidden()
    window.content.menu_actions.write_note.trigger()
    assert not window.content.notes_dock.isHidden()
    window.resize(1366, 768)
    assert not window.content.schedule_dock.isHidden()


def test_theme_and_text_size_change_at_once(window: MainWindow) -> None:
    before = window.content.sheet.view.rowHeight(1)
    window.change_text_size(3)
    assert window.content.sheet.view.rowHeight(1) > before
    window.change_text_size(0)
    assert window.content.sheet.view.rowHeight(1) == before
    window.change_theme("dark")
    assert window.look.theme.name == "dark"
    window.change_theme("light")


def test_closing_does_not_lose_what_cannot_be_written(
    window: MainWindow, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pkri_desktop.domain.errors import Reason, Refusal

    def full(*_: object) -> None:
        raise Refusal(Reason.DISK_FULL, file="panel-a.pkri")

    monkeypatch.setattr(room, "give_score", full)
    window.content.sheet.view.edit_score("70")
    assert not window.close()
    assert not window.content.notice.isHidden()
    assert window.close()


def test_keys_are_listed(window: MainWindow) -> None:
    window.content.menu_actions.keys.trigger()
    dialogs = [child for child in window.children() if type(child).__name__ == "KeysDialog"]
    assert len(dialogs) == 1
    assert dialogs[0].isVisible()  # type: ignore[attr-defined]
    assert dialogs[0].windowModality() is Qt.WindowModality.NonModal  # type: ignore[attr-defined]


def test_read_only_window_names_who_has_the_file(
    room: Room, files: Files, open_window: Callable[..., MainWindow]
) -> None:
    second = files.room()
    assert second.held_by
    window = open_window(second, assessor="")
    assert window.content.notice.text() == (
        f"!  Hanya dibaca: berkas ini sedang dibuka oleh {second.held_by}. "
        "Tidak ada yang dapat diubah di sini."
    )
    second.file.close()
