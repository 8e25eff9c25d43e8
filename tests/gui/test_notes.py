# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.note import DAY, NoteMarks
from pkri_desktop.domain.session import Session
from pkri_desktop.ui.models import sheet_model as columns
from pkri_desktop.ui.models.notes_model import CARD_ROLE
from pkri_desktop.ui.models.schedule_model import LINE_ROLE
from pkri_desktop.ui.widgets.note_editor import SAVE_AFTER
from pkri_desktop.ui.widgets.painted import break_lines
from pkri_desktop.ui.widgets.text_block import TextBlock, found_at
from tests.gui.day import enrol, own_entries, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room


def texts(room: Room, entry: str) -> list[tuple[str, str]]:
    return [(note.text, note.tag) for note in room.notes("a1", entry)]


def marks(room: Room, entry: str) -> list[NoteMarks]:
    return [note.marks for note in room.notes("a1", entry)]


def criteria(room: Room, entry: str) -> list[str]:
    return [criterion.id for criterion in room.rubric(entry).criteria]


def give(window: MainWindow, room: Room, row: int, steps: int) -> None:
    entry = window.seat.entry
    criterion = criteria(room, entry)[row]
    assert window.seat.write(lambda: room.give_score("a1", entry, criterion, steps)) is None


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


# -- what is chosen for a note ---------------------------------------------------------------------


def test_a_note_is_about_the_active_criterion_by_one_key(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    notes, actions, entry = window.content.notes, window.content.menu_actions, window.seat.entry
    window.content.sheet.view.go_to(4)
    assert notes.choices.criterion.text() == "kriteria 5"
    assert not notes.choices.criterion.isChecked()
    actions.on_criterion.trigger()
    assert notes.editor.hasFocus()
    assert notes.choices.criterion.isChecked()
    qtbot.keyClicks(notes.editor, "Evaluasi internal saja")
    window.content.sheet.view.go_to(1)
    assert notes.choices.criterion.text() == "kriteria 5"
    qtbot.keyClick(notes.editor, Qt.Key.Key_Return)
    assert marks(room, entry) == [NoteMarks(criteria(room, entry)[4])]
    assert notes.model.index(0).data(CARD_ROLE).number == 5
    assert not notes.choices.criterion.isChecked()  # the next one is about the whole again
    model = window.content.sheet.model
    assert [model.index(row, 0).data(columns.NOTES_ROLE) for row in (3, 4)] == [0, 1]
    spoken = model.index(4, columns.SCORE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("catatan: 1")


def test_sharing_and_use_are_chosen_by_key_and_taken_back(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    notes, actions, entry = window.content.notes, window.content.menu_actions, window.seat.entry
    actions.share.trigger()
    actions.uses["improvement"].trigger()
    qtbot.keyClicks(notes.editor, "Perlu SOP")
    notes.editor.save()
    assert marks(room, entry) == [NoteMarks(shared=True, use="improvement")]
    assert notes.choices.use.text() == "perbaikan"
    actions.share.trigger()
    actions.uses["improvement"].trigger()
    notes.editor.save()
    assert marks(room, entry) == [NoteMarks()]


def test_a_use_is_chosen_from_the_menu(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    notes = window.content.notes
    qtbot.keyClicks(notes.editor, "Petakan replikasi")
    menu = notes.choices.uses()
    assert [action.isChecked() for action in menu.actions()] == [False, False, False]
    menu.actions()[2].trigger()
    notes.editor.close_note()
    assert marks(room, window.seat.entry) == [NoteMarks(use="policy")]
    menu.deleteLater()


def test_new_choices_for_an_old_note_are_saved(window: MainWindow, room: Room) -> None:
    notes, entry = window.content.notes, window.seat.entry
    room.write_note("a1", entry, None, "Lama", "", NoteMarks(use="strength"))
    notes.model.reload()
    notes.editor.open_note(notes.model.note(0))
    notes.choices.toggle_shared()
    window.seat.leave()
    assert marks(room, entry) == [NoteMarks(shared=True, use="strength")]


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("Belum pasti #anggaran", "anggaran"), ("#Bukti ada", "bukti"), ("Peringkat #1", "")],
)
def test_a_typed_word_is_the_tag(
    qtbot: QtBot, window: MainWindow, room: Room, typed: str, tag: str
) -> None:
    notes = window.content.notes
    qtbot.keyClicks(notes.editor, typed)
    assert notes.choices.own_tag.isVisible() == (tag == "anggaran")
    qtbot.keyClick(notes.editor, Qt.Key.Key_Return)
    assert texts(room, window.seat.entry) == [(typed, tag)]
    assert not notes.choices.own_tag.isVisible()


def test_a_typed_tag_goes_with_its_word_and_gives_way_to_a_chosen_one(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    notes = window.content.notes
    qtbot.keyClicks(notes.editor, "Soal #anggaran")
    qtbot.keyClicks(notes.editor, " daerah")
    assert notes.editor.tag == ""
    qtbot.keyClicks(notes.editor, " #sdm")
    window.content.menu_actions.tags["risiko"].trigger()
    assert notes.editor.tag == "risiko"
    notes.editor.close_note()
    assert texts(room, window.seat.entry) == [("Soal #anggaran daerah #sdm", "risiko")]


def test_the_four_tags_can_be_typed_as_they_are_shown(
    qtbot: QtBot, room: Room, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(room, language="en")
    qtbot.keyClicks(window.content.notes.editor, "Seen on site #evidence")
    window.content.notes.editor.close_note()
    assert texts(room, window.seat.entry) == [("Seen on site #evidence", "bukti")]


def test_a_card_says_the_stage_when_the_session_was_timed(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entry, notes = window.seat.entry, window.content.notes
    room.write_note("a1", entry, None, "Sebelum", "")
    room.day.time("a1", entry, Session.started)
    qtbot.keyClicks(notes.editor, "Sesudah")
    notes.editor.save()
    assert " · paparan 00:" in notes._state.text()
    notes.editor.close_note()
    spoken = [notes.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert "paparan" not in spoken[0]
    assert "paparan 00:" in spoken[1]


def test_a_removed_note_is_put_back_where_it_was_with_its_marks(
    window: MainWindow, room: Room
) -> None:
    notes, entry = window.content.notes, window.seat.entry
    room.write_note("a1", entry, None, "Lama", "", NoteMarks(criteria(room, entry)[0], shared=True))
    before = room.notes("a1", entry)
    notes.model.reload()
    notes.list.setCurrentIndex(notes.model.index(0))
    notes.remove_chosen()
    window.seat.turn(own_entries(room)[1])
    notes.put_back(before[0])
    assert room.notes("a1", entry) == before


def test_what_cannot_be_saved_stays_with_its_innovator(
    qtbot: QtBot, window: MainWindow, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal(Reason.DISK_FULL, file="panel-a.pkri")

    first, second = own_entries(room)[:2]
    with monkeypatch.context() as broken:
        broken.setattr(room, "write_note", full)
        qtbot.keyClicks(window.content.notes.editor, "Tentang yang pertama")
        window.seat.turn(second)
    assert window.content.notes.editor.toPlainText() == "Tentang yang pertama"
    window.content.notes.editor.save()
    assert texts(room, first) == [("Tentang yang pertama", "")]
    assert texts(room, second) == []


# -- of the day, found again, in the schedule ------------------------------------------------------


def test_notes_of_the_day_belong_to_no_innovator(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    notes, entry = window.content.notes, window.seat.entry
    qtbot.keyClicks(notes.editor, "Tentang peserta")
    window.content.menu_actions.day_notes.trigger()
    assert texts(room, entry) == [("Tentang peserta", "")]
    assert notes.places.currentIndex() == 1
    assert not notes.choices.criterion.isVisible()
    qtbot.keyClicks(notes.editor, "Listrik padam")
    qtbot.keyClick(notes.editor, Qt.Key.Key_Return)
    assert texts(room, DAY) == [("Listrik padam", "")]
    assert notes.places.tabText(1) == "Hari ini · 1"
    notes.places.setCurrentIndex(0)
    assert notes.model.note(0).text == "Tentang peserta"
    notes.places.setCurrentIndex(1)
    window.seat.turn(own_entries(room)[1])
    assert (notes.places.currentIndex(), notes.model.place) == (0, own_entries(room)[1])


def test_search_finds_own_notes_and_goes_to_the_place(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    third = own_entries(room)[2]
    room.write_note("a1", third, None, "Pertama tentang warga", "")
    room.write_note("a1", third, None, "Anggaran belum pasti", "risiko")
    room.write_note("a1", DAY, None, "Ruang pengap", "")
    room.write_note("a2", third, None, "Anggaran menurut rekan", "")
    search = window.content.notes.search
    window.content.menu_actions.search_notes.trigger()
    assert search.field.hasFocus()
    qtbot.keyClicks(search.field, "angg")
    assert [search.model.note(row).text for row in range(search.model.rowCount())] == [
        "Anggaran belum pasti"
    ]
    entry = room.entries[third]
    assert search.model.index(0).data(CARD_ROLE).title == f"{entry.code} · {entry.name}"
    qtbot.keyClick(search.field, Qt.Key.Key_Return)
    notes = window.content.notes
    assert (window.seat.entry, notes.searching) == (third, False)
    assert notes.model.note(notes.list.currentIndex().row()).text == "Anggaran belum pasti"
    assert notes.list.hasFocus()


def test_search_goes_to_notes_of_the_day_and_closes_with_escape(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    notes, view, entry = window.content.notes, window.content.sheet.view, window.seat.entry
    room.write_note("a1", entry, None, "Ruang penuh", "")
    room.write_note("a1", DAY, None, "Ruang pengap", "")
    view.setFocus()
    window.content.menu_actions.search_notes.trigger()
    qtbot.keyClicks(notes.search.field, "ruang")
    assert notes.search.model.rowCount() == 2
    qtbot.keyClick(notes.search.field, Qt.Key.Key_Escape)
    assert not notes.searching
    assert view.hasFocus()
    window.content.menu_actions.search_notes.trigger()
    chosen = [notes.search.model.note(row).entry for row in range(2)].index(DAY)
    for _ in range(chosen):
        qtbot.keyClick(notes.search.field, Qt.Key.Key_Down)
    qtbot.keyClick(notes.search.field, Qt.Key.Key_Return)
    assert notes.model.of_day
    assert window.seat.entry == entry


def test_a_found_note_is_gone_to_with_the_mouse(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    second = own_entries(room)[1]
    room.write_note("a1", second, None, "Replikasi ke kabupaten", "")
    notes = window.content.notes
    notes._find.click()
    qtbot.keyClicks(notes.search.field, "kab")
    at = notes.search.list.visualRect(notes.search.model.index(0)).center()
    qtbot.mouseClick(notes.search.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.seat.entry == second


def test_nothing_found_stays_for_the_next_assessor(window: MainWindow, room: Room) -> None:
    room.write_note("a1", own_entries(room)[1], None, "Rahasia saya", "")
    search = window.content.notes.search
    window.content.menu_actions.search_notes.trigger()
    search.field.setText("rahasia")
    assert search.model.rowCount() == 1
    window.choose_assessor("a2")
    assert (search.field.text(), search.model.rowCount()) == ("", 0)
    assert not window.content.notes.searching
    search.field.setText("rahasia")
    assert search.model.rowCount() == 0


def test_the_keys_of_notes_do_nothing_while_the_names_are_shown(window: MainWindow) -> None:
    window.show_chooser()
    actions = window.content.menu_actions
    for action in (*actions.noting, actions.day_notes, actions.search_notes):
        assert not action.isEnabled()


def test_the_schedule_tells_where_notes_are(window: MainWindow, room: Room) -> None:
    second = own_entries(room)[1]
    window.seat.write(lambda: room.write_note("a1", second, None, "Ada", "")[1])
    model = window.content.schedule.model
    index = model.index(model.row_of(second))
    assert index.data(LINE_ROLE).progress.notes == 1
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("catatan: 1")


# -- scores that want to be explained --------------------------------------------------------------


def test_the_gap_key_goes_to_scores_without_reason_after_those_not_scored(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    entry, sheet, notes = window.seat.entry, window.content.sheet, window.content.notes
    score(room, entry, leave_out=(6,))
    sheet.model.reload()
    give(window, room, 1, 97)
    give(window, room, 3, 20)
    assert "3 hal belum lengkap" in sheet.footer._gap.accessibleName()
    row = sheet.model.index(1, columns.NAME)
    assert row.data(columns.DETAIL_ROLE) == "jelaskan: tulis catatan"
    assert sheet.view._delegate._said(row) == ("jelaskan: tulis catatan", "gold")
    sheet.view.go_to(2)
    gap = window.content.menu_actions.gap
    gap.trigger()
    assert (sheet.view.row, sheet.view.hasFocus()) == (6, True)
    give(window, room, 6, 80)
    assert "2 belum dijelaskan" in sheet.footer._gap.accessibleName()
    for row_wanted in (1, 3):
        gap.trigger()
        assert sheet.view.row == row_wanted
        assert notes.editor.hasFocus()
        assert notes.editor.marks.criterion == criteria(room, entry)[row_wanted]
        qtbot.keyClicks(notes.editor, "sebabnya")
    gap.trigger()
    assert sheet.view.hasFocus()
    assert room.unexplained("a1", entry) == ()
    assert "Ctrl+Enter" in sheet.footer._ready.text()


def test_finishing_without_reasons_is_refused_beside_the_button(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    enrol(room)
    entry, sheet = window.seat.entry, window.content.sheet
    score(room, entry)
    sheet.model.reload()
    give(window, room, 5, 0)
    window.content.menu_actions.finish.trigger()
    assert "belum dijelaskan" in sheet.refusal.text()
    assert (window.seat.entry, sheet.view.row) == (entry, 5)
    qtbot.keyClicks(window.content.notes.editor, "Tidak menjawab satu pun pertanyaan")
    window.content.menu_actions.finish.trigger()
    assert sheet.refusal.isHidden()
    assert window.seat.entry != entry
    qtbot.waitUntil(lambda: not window.signing.unsigned("a1"), timeout=20_000)


def test_a_reason_that_is_removed_is_wanted_again(window: MainWindow, room: Room) -> None:
    entry, model = window.seat.entry, window.content.sheet.model
    give(window, room, 0, 10)
    assert model.unexplained == 1
    room.write_note("a1", entry, None, "sebab", "", NoteMarks(criteria(room, entry)[0]))
    model.reload()
    window.content.notes.model.reload()
    assert model.unexplained == 0
    window.content.notes.list.setCurrentIndex(window.content.notes.model.index(0))
    window.content.notes.remove_chosen()
    assert model.unexplained == 1


# -- any text --------------------------------------------------------------------------------------

HEAPED = "Z" + "\u0335\u0321\u0489" * 60  # one letter, whatever is heaped upon it
ODD = (
    "👍🏽" * 40,
    "الخدمة سريعة جدًا " * 8,
    "a" * 400,
    HEAPED,
    "satu\n\ndua 👩‍👩‍👧‍👦 " * 6,
)


@pytest.mark.parametrize("text", [text for text in ODD if text != HEAPED])
@pytest.mark.parametrize("width", [120, 236])
def test_any_text_stays_within_its_box(qtbot: QtBot, text: str, width: int) -> None:
    block = TextBlock(text, QFont("Inter"), width, sought="sat")
    lines = [layout.lineAt(n) for layout in block._layouts for n in range(layout.lineCount())]
    assert block.height >= sum(line.height() for line in lines) - 1
    assert all(line.naturalTextWidth() <= width for line in lines)


@pytest.mark.parametrize("text", ODD)
def test_no_text_leaves_its_card(qtbot: QtBot, window: MainWindow, room: Room, text: str) -> None:
    room.write_note("a1", window.seat.entry, None, text, "w" * 40, NoteMarks(shared=True))
    cards = window.content.notes.list
    window.content.notes.model.reload()
    option = QStyleOptionViewItem()
    size = cards.itemDelegate().sizeHint(option, cards.model().index(0, 0))
    option.rect = QRect(20, 20, size.width(), size.height())
    image = QImage(size.width() + 40, size.height() + 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    cards.itemDelegate().paint(painter, option, cards.model().index(0, 0))
    painter.end()
    wide, high = image.width(), image.height()
    around = [(x, y) for x in range(wide) for y in (*range(20), *range(high - 20, high))]
    around += [(x, y) for y in range(high) for x in (*range(20), *range(wide - 20, wide))]
    assert {image.pixelColor(x, y).name() for x, y in around} == {"#ffffff"}


def test_broken_lines_lose_and_double_nothing(qtbot: QtBot) -> None:
    text = "👍 satu 👍👍 dua tiga 👩‍👩‍👧‍👦 empat lima enam"
    lines = break_lines(text, QFont("Inter"), 90)
    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("Café dan kafe", "caf", ["Caf"]),
        ("👍 anggaran", "ANGG", ["angg"]),
        ("tanggal", "angg", []),
        ("satu dua", "", []),
    ],
)
def test_what_is_marked_is_what_the_search_finds(text: str, sought: str, found: list[str]) -> None:
    assert [text[at : at + length] for at, length in found_at(text, sought)] == found


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_of_the_dock_fits(
    qtbot: QtBot,
    room: Room,
    open_window: Callable[..., MainWindow],
    size: tuple[int, int],
    language: str,
) -> None:
    window = open_window(room, language=language)
    window.resize(*size)
    window.content.menu_actions.write_note.trigger()
    notes = window.content.notes
    notes.editor.setPlainText(f"Panjang #{'w' * 40}")
    notes.choices.choose_use("policy")
    qtbot.wait(50)
    parts = (*notes.choices.tags.values(), notes.choices.own_tag, notes.choices.criterion,
             notes.choices.shared, notes.choices.use, notes.editor, notes._find)  # fmt: skip
    for part in parts:
        row = part.parentWidget()
        assert row is not None
        assert row.rect().contains(part.geometry()), part.accessibleName() or part.text()  # type: ignore[attr-defined]
        assert part.visibleRegion().boundingRect() == part.rect()
    assert notes.list.height() >= 20
