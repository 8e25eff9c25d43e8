# SPDX-License-Identifier: MIT
"""The secretariat's window: taken in, undone, decided and looked up, on real files."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton

from pkri_desktop.domain.dispute import Difference
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.ui.dialogs.confirm_dialog import ConfirmDialog
from pkri_desktop.ui.dialogs.help_dialog import HelpDialog
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.ui.office_window import OfficeWindow
from pkri_desktop.ui.pages import COMPLETENESS, DIFFERENCES, TRAIL
from pkri_desktop.ui.widgets.bars import NoticeBar
from pkri_desktop.workflow.founding import found_event
from pkri_desktop.workflow.hand_back import hand_back
from tests.gui.day import answer, enrol, own_entries, returned, second_laptop
from tests.small_event import small_changes

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.desktop import Desktop
    from pkri_desktop.ui.notices import Notice
    from tests.gui.day import Files


CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(desktop: Desktop, files: Files) -> OfficeWindow:
    """Return the office's window on the secretariat's file."""
    window = desktop.open(files.office)
    assert isinstance(window, OfficeWindow)
    return window


def look_at(qtbot: QtBot, window: OfficeWindow, *paths: Path) -> None:
    window.work.look_at(list(paths))
    qtbot.waitUntil(lambda: not window.desk.is_lent, timeout=20_000)


def take(qtbot: QtBot, window: OfficeWindow, *paths: Path) -> None:
    look_at(qtbot, window, *paths)
    window.receive.take.click()
    qtbot.waitUntil(lambda: not window.desk.is_lent, timeout=20_000)


def preview(window: OfficeWindow) -> list[list[str]]:
    table = window.receive.preview
    cells = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[cell.text() if cell else "" for cell in row] for row in cells]


# -- receiving ------------------------------------------------------------------------------------


def test_files_are_looked_at_before_anything_is_taken_in(
    qtbot: QtBot, office: OfficeWindow, files: Files, tmp_path: Path
) -> None:
    bad = tmp_path / "rusak.pkrix"
    bad.write_bytes(b"bukan berkas PKRI")
    path = returned(files)
    before = office.office.file.ledger.fingerprint()

    look_at(qtbot, office, path, bad)

    good, refused = preview(office)
    assert (good[0], good[2]) == (path.name, "0")
    assert int(good[1]) > 0
    assert (refused[0], refused[1]) == ("rusak.pkrix", "–")
    assert "bukan paket PKRI Desktop" in refused[6]
    assert before == office.office.file.ledger.fingerprint()
    assert office.receive.take.text() == "&Terima 1 berkas"
    said = f"{good[1]} rekaman baru akan diterima. Ditolak: 1, lihat keterangannya."
    assert office.receive.outcome.text() == said
    assert office.receive.outcome.property("tone") == "gold"
    assert office.receive.history.rowCount() == 0


def test_what_is_received_is_listed_and_can_be_taken_out_again(
    qtbot: QtBot, office: OfficeWindow, files: Files
) -> None:
    before = office.office.file.ledger.fingerprint()
    take(qtbot, office, returned(files))
    assert "diterima" in office.receive.outcome.text()
    assert office.receive.outcome.property("tone") == "green"
    assert office.receive.history.rowCount() == 1
    assert "1 " in office.completeness.sentence.text()

    cell = office.receive.history.cellWidget(0, 3)
    assert cell is not None
    [undo] = cell.findChildren(QPushButton)
    undo.click()
    [asking] = office.findChildren(ConfirmDialog)
    said = [label.text() for label in asking.findChildren(QLabel)]
    assert "Penilai A1" in said
    assert any(line.startswith("Skor: ") for line in said)
    assert not asking.deed.isDefault()
    assert office.receive.history.cellWidget(0, 3) is cell  # nothing has gone yet
    asking.deed.click()
    qtbot.waitUntil(lambda: not office.desk.is_lent, timeout=20_000)

    assert before == office.office.file.ledger.fingerprint()
    assert "dikeluarkan" in office.receive.outcome.text()
    assert office.receive.take.isHidden()
    assert office.receive.take.text() == "&Terima"


def test_receipt_is_offered_after_receiving_and_written_where_it_is_wanted(
    qtbot: QtBot, office: OfficeWindow, files: Files, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page, path = office.receive, returned(files)
    assert page.receipt.text() == "Tanda t&erima…"
    look_at(qtbot, office, path)
    assert page.receipt.isHidden()
    take(qtbot, office, path)
    assert not page.receipt.isHidden()
    told: list[Notice] = []
    office.notices.told.connect(told.append)

    answer(monkeypatch, tmp_path)
    page.receipt.click()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert told[0].level == "good"
    assert sorted(path.suffix for path in tmp_path.glob("tanda-terima-*")) == [".pdf", ".pkrit"]
    page.clear()
    assert page.receipt.isHidden()


def test_receipt_that_cannot_be_written_is_said(
    qtbot: QtBot, office: OfficeWindow, files: Files, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    take(qtbot, office, returned(files))
    told: list[Notice] = []
    office.notices.told.connect(told.append)
    (tmp_path / "file").write_bytes(b"")
    answer(monkeypatch, tmp_path / "file")

    office.receive.receipt.click()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert told[0].level == "wrong"
    assert not office.receive.receipt.isHidden()


def test_nothing_of_use_among_the_files_is_said_in_red(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path
) -> None:
    bad = tmp_path / "rusak.pkrix"
    bad.write_bytes(b"PKRIPKG1")

    look_at(qtbot, office, bad)

    assert office.receive.outcome.property("tone") == "red"
    assert not office.receive.take.isEnabled()


def test_files_are_dropped_onto_the_page(qtbot: QtBot, office: OfficeWindow, files: Files) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(returned(files)))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip

    office.receive.dropEvent(event)
    qtbot.waitUntil(lambda: not office.desk.is_lent, timeout=20_000)

    assert len(preview(office)) == 1


def test_a_folder_is_chosen_with_the_keyboard(
    qtbot: QtBot, office: OfficeWindow, files: Files, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = returned(files)
    office.activateWindow()
    answer(monkeypatch, path.parent)

    qtbot.keyClick(office, Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not office.desk.is_lent, timeout=20_000)
    assert [row[0] for row in preview(office)] == [path.name]

    office.receive.clear()
    with qtbot.waitSignal(office.receive.folder_wanted):
        qtbot.keyClick(office, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not office.desk.is_lent, timeout=20_000)
    assert [row[0] for row in preview(office)] == [path.name]

    answer(monkeypatch, None)
    office.receive.clear()
    office.receive.choose_folder.click()
    assert preview(office) == []


def test_pages_read_nothing_while_a_worker_has_the_file(
    qtbot: QtBot, office: OfficeWindow, files: Files
) -> None:
    office.work.look_at([returned(files)])
    assert office.desk.is_lent
    assert not office.desk.writable
    for page in (office.completeness, office.receive, office.differences, office.trail):
        page.reload()
    assert not office.receive.choose.isEnabled()
    assert not office.receive.choose_folder.isEnabled()

    qtbot.waitUntil(lambda: not office.desk.is_lent, timeout=20_000)

    assert office.receive.choose.isEnabled()


# -- differences ----------------------------------------------------------------------------------


def test_difference_is_shown_side_by_side_and_decided_with_a_reason(
    qtbot: QtBot, office: OfficeWindow, files: Files
) -> None:
    take(qtbot, office, returned(files), second_laptop(files))
    page = office.differences
    assert office.receive.outcome.property("tone") == "gold"
    assert office.navigation.button(DIFFERENCES).text() == "Selisih  (1)"
    office.go_to(DIFFERENCES)
    assert page.list.count() == 1
    assert page.group.checkedId() == -1  # nothing is preselected
    assert len(page.group.buttons()) == 2
    [question] = page.questions
    assert isinstance(question, Difference)
    streams = sorted(side.origins[0].stream for side in question.sides)
    cards = [button.parentWidget() for button in page.group.buttons()]
    tops = [
        {label.text() for label in card.findChildren(QLabel) if label.y() < card.height() // 2}
        for card in cards
        if card is not None
    ]
    for stream, said in zip(streams, tops, strict=True):  # the same copy on the same hand
        assert any(words.startswith(f"Salinan {stream[:4].upper()} · ") for words in said)
    assert {row[4] for row in preview(office)} == {"1"}  # the sheet, not each of its scores
    assert "diputuskan: 1." in office.receive.outcome.text()

    page.group.buttons()[1].setChecked(True)
    assert not page.decide.isEnabled()
    page.reason.setText("laptop kedua hanya latihan")
    qtbot.mouseClick(page.decide, Qt.MouseButton.LeftButton)

    assert page.list.count() == 0
    assert office.office.file.disputes.differences() == ()
    assert "Diputuskan" in page.outcome.text()
    office.go_to(TRAIL)
    model = office.trail.model
    told = [model.row(row) for row in range(model.rowCount())]
    [decided] = [row for row in told if "Lembar secara keseluruhan · Penilai A1" in row[2]]
    assert f"final, revisi 1 (Salinan {streams[1][:4].upper()} · " in decided[3]
    assert decided[3].endswith(": laptop kedua hanya latihan")
    assert decided[4].count("final, revisi 1 (Salinan ") == 2
    assert any("Kode aktivasi · Penilai A1" in row[2] for row in told)
    assert any("Panel A, K-01" in row[3] for row in told)  # a slot
    assert office.navigation.button(DIFFERENCES).text() == "Selisih"


# -- trail ----------------------------------------------------------------------------------------


def test_trail_is_searched_and_exported(
    qtbot: QtBot, office: OfficeWindow, files: Files, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    take(qtbot, office, returned(files))
    office.go_to(TRAIL)
    page = office.trail
    page.author.setCurrentIndex(page.author.findData("a1"))
    page.reload()
    every = page.model.total
    page.search.setText("85")
    page.reload()
    assert 0 < page.model.total < every
    answer(monkeypatch, tmp_path / "jejak.csv")

    page.export.click()

    heading, *lines = (tmp_path / "jejak.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == page.model.total
    assert heading.startswith("Waktu")
    assert all(datetime.fromisoformat(line.split(",")[0]).utcoffset() for line in lines)


def test_trail_shows_the_newest_entries_as_soon_as_it_is_opened(
    qtbot: QtBot, office: OfficeWindow, files: Files
) -> None:
    take(qtbot, office, returned(files))
    assert office.trail.model.rowCount() == 0  # nobody looks at it yet
    office.go_to(TRAIL)
    shown = office.trail.model.rowCount()
    assert 0 < shown == office.trail.model.total

    office.trail.search.setText("85")
    office.go_to(COMPLETENESS)
    assert not office.trail._later.isActive()  # the file may be closed before it fires
    office.go_to(TRAIL)
    assert 0 < office.trail.model.total < shown

    office._rebuild()
    qtbot.waitUntil(lambda: office.trail.model.rowCount() == shown)


def test_trail_that_was_not_opened_is_exported_whole(office: OfficeWindow) -> None:
    lines = office.trail.text().splitlines()

    assert len(lines) == office.trail.model.total + 1 > 1


def test_trail_opened_while_a_worker_has_the_file_is_read_afterwards(
    qtbot: QtBot, office: OfficeWindow
) -> None:
    office.desk.lend(lambda _step: None, lambda _done: None, lambda _no: None, changes=False)
    office.go_to(TRAIL)
    assert office.trail.model.rowCount() == 0
    qtbot.waitUntil(lambda: not office.desk.is_lent, timeout=20_000)

    assert office.trail.model.rowCount() > 0


def test_cell_that_a_spreadsheet_would_compute_is_written_as_text(
    qtbot: QtBot, office: OfficeWindow, files: Files
) -> None:
    room = files.room()
    enrol(room)
    room.write_note("a1", own_entries(room)[0], None, "=1+1", "bukti")
    path = hand_back(room, "a1", files.folder / "catatan").path
    room.file.close()
    take(qtbot, office, path)
    office.go_to(TRAIL)
    page = office.trail
    page.search.setText("=1+1")
    page.reload()

    assert page.model.total == 1
    assert "'=1+1" in page.model.as_csv()


# -- the rest -------------------------------------------------------------------------------------


def test_sheet_is_looked_at_from_the_matrix(
    qtbot: QtBot, office: OfficeWindow, files: Files, desktop: Desktop
) -> None:
    take(qtbot, office, returned(files))
    page = office.completeness
    row = next(
        row for row in range(page.model.rowCount()) if page.model.result(row).entry.code == "K-01"
    )

    page.view.activated.emit(page.model.index(row, 1))

    viewer = desktop._viewer
    assert isinstance(viewer, MainWindow)
    assert (viewer.seat.assessor, viewer.seat.entry) == ("a1", "k-01")
    assert not viewer.seat.writable
    entry = next(row.entry for row in viewer.room.schedule() if row.entry.id == "k-01")
    assert viewer.windowTitle() == f"Penilai A1 — K-01 {entry.name} — {office.windowTitle()}"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_one_goes_back_from_a_sheet_with_a_key(
    qtbot: QtBot, desktop: Desktop, office: OfficeWindow, key: Qt.Key,
    modifier: Qt.KeyboardModifier,
) -> None:  # fmt: skip
    desktop.view_sheet("a1", "k-01")
    viewer = desktop._viewer
    assert viewer is not None
    with qtbot.waitActive(viewer):
        viewer.activateWindow()
    viewer.content.sheet.view.setFocus()

    qtbot.keyClick(viewer.content.sheet.view, key, modifier)

    assert not viewer.isVisible()
    assert office.isVisible()


def test_data_are_checked_from_the_menu(qtbot: QtBot, office: OfficeWindow) -> None:
    told: list[Notice] = []
    office.notices.told.connect(told.append)

    office.work.check()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert told[0].level == "good"


def test_notice_goes_when_what_it_says_may_have_changed(office: OfficeWindow) -> None:
    [bar] = office.findChildren(NoticeBar)
    office.notices.tell("Rekapitulasi masih sementara")
    assert not bar.isHidden()
    office.desk.write(lambda: None)
    assert bar.isHidden()
    office.notices.tell("Tetap penting", lasting=True)
    office.desk.write(lambda: None)
    assert not bar.isHidden()


def test_f1_says_what_every_page_is_for_and_which_keys_there_are(
    qtbot: QtBot, office: OfficeWindow
) -> None:
    explained = set()
    for page in range(office.pages.count()):
        office.go_to(page)
        qtbot.keyClick(office, Qt.Key.Key_F1)
        [dialog] = [one for one in office.findChildren(HelpDialog) if one.isVisible()]
        explained.add(dialog.words.text())
        said = [label.text() for label in dialog.findChildren(QLabel)]
        assert office.pages.titles()[page] in said
        assert {"Ctrl+1", "Ctrl+Shift+U", "F11", "Ctrl+Alt+2"} <= set(said)
        assert {"Tema: Gelap", "Bahasa · Language: English"} <= set(said)
        dialog.accept()

    assert len(explained) == office.pages.count()


def test_language_changes_everything_and_stays_on_the_page(office: OfficeWindow) -> None:
    office.go_to(DIFFERENCES)
    office._languages.speak("en")
    office._rebuild()

    assert office.pages.currentIndex() == DIFFERENCES
    assert office.navigation.button(COMPLETENESS).text() == "Completeness"
    office._languages.speak("id")


def test_real_event_asks_for_the_passphrase_and_for_the_kit_code(
    qtbot: QtBot, desktop: Desktop, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pkri_desktop.ui.dialogs.code_dialog import CodeDialog
    from pkri_desktop.ui.dialogs.codes_dialog import CodesDialog
    from pkri_desktop.ui.dialogs.passphrase_dialog import PassphraseDialog

    path = tmp_path / "nyata.pkri"
    found_event(
        path, small_changes(), name="Nyata", sample=False, passphrase="rahasia",
        profile=files.profile, clock=SystemClock(),
    )  # fmt: skip
    window = desktop.open(path)
    assert isinstance(window, OfficeWindow)
    answer(monkeypatch, tmp_path)
    window.receive.files_dropped.emit([tmp_path])
    [dialog] = window.findChildren(PassphraseDialog)
    dialog.reject()
    assert not window.desk.is_lent
    window.handing_out.issue_all()
    dialog = window.findChildren(PassphraseDialog)[-1]
    dialog.field.setText("salah")
    dialog.deed.click()
    assert not dialog.wrong.isHidden()
    dialog.field.setText("rahasia")
    dialog.deed.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(CodesDialog)), timeout=20_000)
    [codes] = window.findChildren(CodesDialog)
    lines = [line.split(": ") for line in codes.text().splitlines()]
    code = next(value for label, value in lines if label == "Kode paket")
    kit = tmp_path / lines[0][1]
    codes.copy.click()
    codes.close_button.click()

    answer(monkeypatch, kit)
    desktop.choose_file()
    assert desktop.window is window
    [asking] = window.findChildren(CodeDialog)
    asking.field.setText(code.lower())
    asking.deed.click()

    opened = desktop.window
    assert isinstance(opened, MainWindow)
    assert opened.room.role == "panel"
