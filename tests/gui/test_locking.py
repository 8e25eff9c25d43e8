# SPDX-License-Identifier: MIT
"""A locked window says whose session it is and loses nothing; no way of others leads behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPlainTextEdit

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.identity.certificates import fingerprint
from pkri_desktop.ui import presence as presence_module
from pkri_desktop.ui.dialogs.key_dialog import KeyDialog
from pkri_desktop.ui.dialogs.lock_dialog import LockDialog
from pkri_desktop.ui.dialogs.reason_dialog import ReasonDialog
from pkri_desktop.ui.guard import EACH_TIME, NEVER, UNTIL_LOCKED
from pkri_desktop.ui.presence import Presence
from tests.gui.day import enrol, own_entries, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.pages.lock_page import LockPage
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files

MINE = "frasa sandi saya"
SECRET = "Nilai ini tidak untuk dilihat orang lain"


@dataclass
class Somebody:
    """Is there, or has been away, as a test says."""

    at: float = 0.0
    gone: float = 0.0

    def now(self) -> float:
        return self.at

    def away(self) -> float:
        return self.gone

    def touch(self) -> None:
        self.gone = 0.0


@pytest.fixture
def somebody() -> Somebody:
    return Somebody()


@pytest.fixture
def real_room(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Return a room in which passphrases are nobody else's business: a1 and a2 have keys."""
    for assessor in ("a1", "a2"):
        room.enrol(assessor, room.sample_code(assessor), MINE)
        room.lock(assessor)
    monkeypatch.setattr(room, "sample_passphrase", lambda: "")
    return room


@pytest.fixture
def seated(
    real_room: Room, open_window: Callable[..., MainWindow], somebody: Somebody
) -> MainWindow:
    """Return a window in which a1 has typed the passphrase and scores."""
    window = open_window(real_room, presence=somebody)
    unlock(window)
    return window


def page_of(window: MainWindow) -> LockPage:
    page = window.locking.page
    assert page is not None
    assert window.content.pages.currentWidget() is page
    return page


def unlock(window: MainWindow, passphrase: str = MINE) -> None:
    page = page_of(window)
    page.field.setText(passphrase)
    QTest.keyClick(page.field, Qt.Key.Key_Return)


def assert_nothing_is_shown(window: MainWindow) -> None:
    """Demand that only the page of a locked window can be seen."""
    page_of(window)
    content = window.content
    hidden = (content.sheet, content.sheet.view, content.schedule, content.notes,
              content.notes.editor, *content.docks)  # fmt: skip
    assert not [widget for widget in hidden if widget.isVisible()]
    assert not [d for d in window.findChildren(QDialog) if d.isVisible() and holds_words(d)]
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    fields = [f.toPlainText() for f in window.findChildren(QPlainTextEdit) if f.isVisible()]
    assert not [text for text in shown + fields if SECRET in text]


def holds_words(dialog: QDialog) -> bool:
    """Say whether a dialog is about a sheet, unlike the list of keys."""
    return type(dialog).__name__ != "KeysDialog"


# -- when it locks -----------------------------------------------------------------------------


def test_sheets_are_shown_for_the_passphrase(
    real_room: Room, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(real_room)
    assert_nothing_is_shown(window)
    assert window.seat.assessor == ""
    unlock(window)
    assert (window.at_sheet, window.seat.assessor) == (True, "a1")
    assert real_room.key_state("a1") == "unlocked"


def test_it_locks_after_five_minutes_without_anybody(
    seated: MainWindow, real_room: Room, somebody: Somebody
) -> None:
    somebody.gone = 299
    seated.guard.look()
    assert seated.at_sheet
    somebody.gone = 300
    seated.guard.look()
    assert_nothing_is_shown(seated)
    assert real_room.key_state("a1") == "locked"
    assert "Penilai A1" in [label.text() for label in page_of(seated).findChildren(QLabel)]
    unlock(seated)
    seated.guard.look()
    assert seated.at_sheet


def test_whoever_types_is_there(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(presence_module, "elapsed", lambda: now[0])
    presence = Presence(window)
    handle = window.windowHandle()
    presence._watch(handle)
    for touch in (
        lambda: QTest.keyClick(handle, Qt.Key.Key_F15),
        lambda: QTest.mouseMove(handle, QPoint(40, 300)),
    ):
        now[0] += 400
        assert presence.away() == 400
        touch()
        QApplication.processEvents()
        assert presence.away() == 0


def test_the_example_opens_without_asking_and_unlocks_with_one_key(
    qtbot: QtBot, room: Room, open_window: Callable[..., MainWindow], somebody: Somebody
) -> None:
    enrol(room)
    room.lock("a1")
    window = open_window(room, presence=somebody)
    assert window.at_sheet
    somebody.gone = 100_000
    window.guard.look()
    assert window.at_sheet
    window.content.menu_actions.lock.trigger()
    page = page_of(window)
    assert window.focusWidget() is page.deed
    qtbot.keyClick(page.deed, Qt.Key.Key_Return)
    assert window.at_sheet


def test_the_secretariat_reads_without_a_lock(
    files: Files, open_window: Callable[..., MainWindow], somebody: Somebody
) -> None:
    room = files.room(office=True)
    window = open_window(room, presence=somebody)
    somebody.gone = 100_000
    window.content.menu_actions.lock.trigger()
    window.guard.look()
    assert window.at_sheet
    assert not window.content.menu_actions.lock.isEnabled()
    room.file.close()


def test_a_file_that_is_only_read_locks_too(
    real_room: Room, files: Files, open_window: Callable[..., MainWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    second = files.room()
    monkeypatch.setattr(second, "sample_passphrase", lambda: "")
    assert second.read_only
    window = open_window(second)
    assert_nothing_is_shown(window)
    unlock(window)
    assert window.at_sheet
    second.file.close()


# -- nothing can be seen -----------------------------------------------------------------------


def test_no_way_leads_behind_the_lock(qtbot: QtBot, seated: MainWindow, real_room: Room) -> None:
    entry = seated.seat.entry
    real_room.write_note("a1", entry, None, SECRET, "")
    seated.seat.turned.emit()
    actions = seated.content.menu_actions
    actions.lock.trigger()
    assert_nothing_is_shown(seated)
    leaving = (actions.close, actions.open_file, actions.open_sample, actions.change_assessor)
    assert len(actions.all) > 35
    for number in [n for n, action in enumerate(actions.all) if action not in leaving]:
        seated.content.menu_actions.all[number].trigger()  # a change of language makes them anew
        qtbot.wait(1)
        assert_nothing_is_shown(seated)
    seated.change_language("id")
    for size in ((683, 384), (1366, 768), (1020, 700)):
        seated.resize(*size)
        assert_nothing_is_shown(seated)
    for dock in seated.content.docks:
        seated.make_room_for(dock)
    seated.change_text_size(2)
    seated.change_text_size(0)
    seated.change_theme("light")
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        qtbot.keyClick(seated, key)
        assert_nothing_is_shown(seated)


def test_no_menu_of_qts_own_shows_the_docks(qtbot: QtBot, seated: MainWindow) -> None:
    seated.content.menu_actions.lock.trigger()
    for widget in (seated, seated.menuBar(), seated.statusBar(), page_of(seated)):
        where = widget.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, widget.mapToGlobal(where))
        QApplication.sendEvent(widget, event)
        assert not isinstance(QApplication.activePopupWidget(), QMenu)


def test_a_notice_about_a_note_goes_with_the_lock(seated: MainWindow) -> None:
    seated.notices.tell(SECRET)
    seated.content.menu_actions.lock.trigger()
    assert seated.content.notice.isHidden()


def test_others_see_nothing_of_whoever_left(
    qtbot: QtBot, seated: MainWindow, real_room: Room
) -> None:
    real_room.write_note("a1", seated.seat.entry, None, SECRET, "")
    seated.content.menu_actions.lock.trigger()
    page_of(seated).others.click()
    chooser = seated.content.chooser
    assert seated.content.pages.currentWidget() is chooser
    assert real_room.key_state("a1") == "locked"
    qtbot.keyClick(chooser.list, "2")
    assert page_of(seated).assessor == "a2"
    unlock(seated)
    assert (seated.at_sheet, seated.seat.assessor) == (True, "a2")
    assert not real_room.notes("a2", seated.seat.entry)
    seated.show_chooser()
    qtbot.keyClick(chooser.list, "1")
    assert_nothing_is_shown(seated)
    assert page_of(seated).assessor == "a1"


def test_assessors_change_places_with_two_keys_and_a_passphrase(
    qtbot: QtBot, seated: MainWindow
) -> None:
    with qtbot.waitActive(seated):
        seated.activateWindow()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for number, passphrase in (("2", MINE), ("3", "")):
        qtbot.keyClick(seated.focusWidget(), Qt.Key.Key_P, both)
        qtbot.keyClick(seated.focusWidget(), number)
        if passphrase:
            assert seated.focusWidget() is page_of(seated).field
            unlock(seated, passphrase)
        assert seated.seat.assessor == f"a{number}"  # a3 has no key that could be asked for


def test_escape_goes_back_to_the_names_where_nobody_sits(qtbot: QtBot, seated: MainWindow) -> None:
    seated.show_chooser()
    seated.choose_assessor("a2")
    page = page_of(seated)
    page.field.setText("setengah")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.field.text() == ""
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert seated.content.pages.currentWidget() is seated.content.chooser
    assert seated.locking.page is None


# -- nothing is lost ---------------------------------------------------------------------------


def test_what_is_being_typed_is_saved_first(seated: MainWindow, real_room: Room) -> None:
    entry = seated.seat.entry
    seated.content.notes.editor.setPlainText("Anggaran 2025 sudah disahkan")
    seated.content.sheet.view.go_to(3)
    seated.content.sheet.view.edit_score("71")
    seated.content.menu_actions.lock.trigger()
    assert [note.text for note in real_room.notes("a1", entry)] == ["Anggaran 2025 sudah disahkan"]
    sheet = real_room.sheet("a1", entry)
    assert sheet.rubric.criteria[3].id in sheet.scores
    unlock(seated)
    assert seated.seat.entry == entry
    assert seated.focusWidget() is seated.content.sheet.view


def test_what_cannot_be_saved_is_kept_out_of_sight(
    seated: MainWindow, real_room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal(Reason.DISK_FULL, file="panel-a.pkri")

    with monkeypatch.context() as patched:
        patched.setattr(real_room, "write_note", full)
        seated.content.notes.editor.setPlainText(SECRET)
        seated.content.menu_actions.lock.trigger()
        page = page_of(seated)
        assert page.unsaved.isVisible()
        assert not page.others.isEnabled()
        for action in (seated.content.menu_actions.change_assessor,
                       *seated.content.menu_actions.view.languages.actions()):  # fmt: skip
            action.trigger()
            QApplication.processEvents()
            assert_nothing_is_shown(seated)
        chosen = [
            a.data() for a in seated.content.menu_actions.view.languages.actions() if a.isChecked()
        ]
        assert chosen == ["id"]
        assert not seated.close()
    unlock(seated)
    seated.seat.leave()
    assert [note.text for note in real_room.notes("a1", seated.seat.entry)] == [SECRET]


def test_nobody_else_sits_down_while_something_typed_is_not_saved(
    window: MainWindow, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal(Reason.DISK_FULL, file="panel-a.pkri")

    with monkeypatch.context() as patched:
        patched.setattr(room, "write_note", full)
        window.content.notes.editor.setPlainText(SECRET)
        window.show_chooser()
        assert window.at_sheet
        assert "belum tersimpan" in window.content.notice.text()
    window.show_chooser()
    assert window.content.pages.currentWidget() is window.content.chooser


def test_a_reason_that_is_being_typed_is_there_again(seated: MainWindow) -> None:
    seated.content.menu_actions.recuse.trigger()
    dialog = seated.finishing.asking
    assert isinstance(dialog, ReasonDialog)
    dialog.field.setPlainText("Pernah mendam")
    seated.locking.lock()
    assert not dialog.isVisible()
    unlock(seated)
    assert dialog.isVisible()
    assert dialog.reason() == "Pernah mendam"


def test_a_reason_goes_with_whoever_typed_it(qtbot: QtBot, seated: MainWindow) -> None:
    seated.content.menu_actions.recuse.trigger()
    seated.locking.lock()
    seated.show_chooser()
    assert seated.finishing.asking is None
    assert not [d for d in seated.findChildren(ReasonDialog) if d.isVisible()]


def test_a_passphrase_that_is_being_typed_is_dropped(seated: MainWindow, real_room: Room) -> None:
    score(real_room, seated.seat.entry)
    real_room.lock("a1")
    seated.content.sheet.model.reload()
    seated.content.menu_actions.finish.trigger()
    dialog = seated.finishing.asking
    assert isinstance(dialog, KeyDialog)
    seated.locking.lock()
    assert seated.finishing.asking is None
    assert_nothing_is_shown(seated)


def test_the_language_changes_behind_the_lock_too(seated: MainWindow) -> None:
    entry = seated.seat.entry
    seated.content.menu_actions.lock.trigger()
    seated.change_language("en")
    assert_nothing_is_shown(seated)
    assert page_of(seated).deed.text() == "Unlock"
    unlock(seated)
    assert (seated.seat.entry, seated.at_sheet) == (entry, True)
    seated.change_language("id")


# -- passphrases -------------------------------------------------------------------------------


def test_a_wrong_passphrase_is_told_and_opens_nothing(seated: MainWindow) -> None:
    seated.content.menu_actions.lock.trigger()
    unlock(seated, "bukan ini")
    page = page_of(seated)
    assert page.wrong.isVisible()
    assert "Frasa sandi tidak cocok" in page.wrong.text()
    assert seated.focusWidget() is page.field
    assert page.field.selectedText()
    unlock(seated, "")
    assert_nothing_is_shown(seated)
    unlock(seated)
    assert seated.at_sheet


def test_without_a_key_the_page_only_covers_and_says_so(
    qtbot: QtBot, seated: MainWindow, real_room: Room, somebody: Somebody
) -> None:
    seated.show_chooser()
    seated.choose_assessor("a3")
    assert seated.at_sheet
    somebody.gone = 300
    seated.guard.look()
    page = page_of(seated)
    assert_nothing_is_shown(seated)
    assert not page.field.isVisible()
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "belum mempunyai kunci" in said
    assert seated.focusWidget() is page.deed
    qtbot.keyClick(page.deed, Qt.Key.Key_Return)
    assert (seated.at_sheet, seated.seat.assessor) == (True, "a3")


def test_a_key_can_be_made_at_the_lock(seated: MainWindow, real_room: Room) -> None:
    seated.show_chooser()
    seated.choose_assessor("a3")
    seated.content.menu_actions.lock.trigger()
    page_of(seated).make_key.click()
    (dialog,) = [d for d in seated.findChildren(KeyDialog) if d.isVisible()]
    dialog.passphrase.setText(MINE)
    dialog.repeat.setText(MINE)
    dialog.deed.click()
    assert seated.at_sheet
    assert real_room.key_state("a3") == "unlocked"
    seated.content.menu_actions.lock.trigger()
    assert page_of(seated).field.isVisible()


def test_a_key_is_forgotten_after_a_quarter_of_an_hour(
    seated: MainWindow, real_room: Room, somebody: Somebody
) -> None:
    somebody.at = 15 * 60 - 1
    seated.guard.look()
    assert real_room.key_state("a1") == "unlocked"
    somebody.at = 15 * 60
    seated.guard.look()
    assert real_room.key_state("a1") == "locked"
    assert seated.at_sheet  # the sheet stays: somebody is there


def test_an_old_key_is_not_used_though_nobody_looked(
    seated: MainWindow, real_room: Room, somebody: Somebody
) -> None:
    score(real_room, seated.seat.entry)
    seated.content.sheet.model.reload()
    somebody.at = 3_600
    seated.content.menu_actions.finish.trigger()
    assert isinstance(seated.finishing.asking, KeyDialog)


@pytest.mark.parametrize("hold", [EACH_TIME, UNTIL_LOCKED])
def test_a_key_can_be_held_for_one_use_or_until_the_lock(
    seated: MainWindow, real_room: Room, somebody: Somebody, hold: int
) -> None:
    entries = own_entries(real_room)
    seated.guard.choose(5, hold)
    somebody.at = 10_000
    for entry in entries[:2]:
        score(real_room, entry)
        seated.seat.turn(entry)
        seated.content.sheet.model.reload()
        seated.content.menu_actions.finish.trigger()
        dialog = seated.finishing.asking
        if entry == entries[0] or hold == UNTIL_LOCKED:
            assert dialog is None  # it was open from the lock's page on
            continue
        assert isinstance(dialog, KeyDialog)
        dialog.passphrase.setText(MINE)
        dialog.deed.click()
    for entry in entries[:2]:
        assert real_room.sheet("a1", entry).finalised
    assert real_room.key_state("a1") == ("locked" if hold == EACH_TIME else "unlocked")
    seated.jobs.wait(20_000)


def test_what_was_being_signed_is_sealed_though_the_key_is_forgotten(
    qtbot: QtBot, seated: MainWindow, real_room: Room
) -> None:
    entry = seated.seat.entry
    seated.guard.choose(5, EACH_TIME)
    real_room.unlock("a1", MINE)
    certificate = fingerprint(real_room.signer("a1").chain[0])
    score(real_room, entry)
    seated.content.sheet.model.reload()
    seated.content.menu_actions.finish.trigger()
    seated.locking.lock()
    assert real_room.key_state("a1") == "locked"
    qtbot.waitUntil(lambda: not seated.jobs.running, timeout=20_000)
    ledger = real_room.file.ledger
    last = ledger.last_sealed_with(certificate)
    assert last is not None
    assert (last.id,) == ledger.heads(f"signature/a1/{entry}")
    assert_nothing_is_shown(seated)


def test_the_lock_has_a_key_wherever_one_types(qtbot: QtBot, seated: MainWindow) -> None:
    with qtbot.waitActive(seated):
        seated.activateWindow()
    content = seated.content

    def type_a_score() -> None:
        content.sheet.view.setFocus()
        content.sheet.view.edit_score("8")

    for begin in (content.notes.editor.setFocus, type_a_score, content.schedule.list.setFocus):
        begin()
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert_nothing_is_shown(seated)
        unlock(seated)


# -- what was chosen ---------------------------------------------------------------------------


def test_each_chooses_for_themselves(
    seated: MainWindow, real_room: Room, somebody: Somebody
) -> None:
    seated.content.menu_actions.lock_settings.trigger()
    (dialog,) = [d for d in seated.findChildren(LockDialog) if d.isVisible()]
    assert (dialog.lock.currentData(), dialog.hold.currentData()) == (5, 15)
    assert dialog.meaning.property("tone") == "muted"
    dialog.lock.setCurrentIndex(dialog.lock.findData(NEVER))
    assert dialog.meaning.property("tone") == "gold"
    assert "tidak dipakai orang lain" in dialog.meaning.text()
    dialog.hold.setCurrentIndex(dialog.hold.findData(60))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    somebody.gone = 100_000
    seated.guard.look()
    assert seated.at_sheet
    assert (seated.guard.lock_after("a1"), seated.guard.hold_for("a1")) == (NEVER, 60)
    assert (seated.guard.lock_after("a2"), seated.guard.hold_for("a2")) == (5, 15)
    seated.show_chooser()
    seated.choose_assessor("a1")
    assert seated.at_sheet
    seated.content.menu_actions.lock.trigger()  # by hand it locks for them, too
    seated.show_chooser()
    seated.choose_assessor("a1")
    assert_nothing_is_shown(seated)


def test_what_was_chosen_is_not_there_to_be_changed_behind_the_lock(seated: MainWindow) -> None:
    seated.content.menu_actions.lock.trigger()
    assert not seated.content.menu_actions.lock_settings.isEnabled()


def test_nonsense_in_the_settings_is_no_choice(seated: MainWindow) -> None:
    event = seated.room.event.id
    for minutes in (-7, 1_000_000):
        seated._settings.remember_minutes("lock", event, "a1", minutes)
        assert seated.guard.lock_after("a1") == 5
    seated._settings._store.setValue(f"hold/{event[:16]}/a1", "lama")
    assert seated.guard.hold_for("a1") == 15


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_menus_and_popups_close_with_the_lock(qtbot: QtBot, seated: MainWindow) -> None:
    menu = seated.menuBar().actions()[0].menu()
    assert isinstance(menu, QMenu)
    menu.popup(QPoint(10, 10))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is menu)
    seated.locking.lock()
    assert QApplication.activePopupWidget() is None
