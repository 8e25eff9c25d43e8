# SPDX-License-Identifier: MIT
"""The secretariat's window: refused files, recovery, the trail in a file."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from pkri_desktop.ui.dialogs.confirm_dialog import ConfirmDialog
from pkri_desktop.ui.dialogs.recover_dialog import RecoverDialog
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.ui.office_window import OfficeWindow
from pkri_desktop.ui.pages import QUARANTINE, RECEIVE
from tests.gui.day import answer, returned

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject
    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.desktop import Desktop
    from pkri_desktop.ui.notices import Notice
    from tests.gui.day import Files


@pytest.fixture
def office(desktop: Desktop, files: Files) -> OfficeWindow:
    """Return the office's window on the secretariat's file."""
    window = desktop.open(files.office)
    assert isinstance(window, OfficeWindow)
    return window


def idle(qtbot: QtBot, office: OfficeWindow) -> None:
    qtbot.waitUntil(lambda: not office.desk.is_lent, timeout=20_000)


def look_at(qtbot: QtBot, office: OfficeWindow, *paths: Path) -> None:
    office.work.look_at(list(paths))
    idle(qtbot, office)


def refuse(qtbot: QtBot, office: OfficeWindow, folder: Path) -> Path:
    """Let a damaged package be refused."""
    path = folder / "kembali-rusak.pkrix"
    path.write_bytes(b"PKRIPKG1" + bytes(3_000))
    look_at(qtbot, office, path)
    return path


def row(office: OfficeWindow, number: int = 0) -> list[str]:
    table = office.quarantine.table
    cells = [table.item(number, column) for column in range(table.columnCount())]
    return [cell.text() if cell else "" for cell in cells]


def buttons(office: OfficeWindow, number: int = 0) -> list[QPushButton]:
    cell = office.quarantine.table.cellWidget(number, 4)
    assert cell is not None
    return cell.findChildren(QPushButton)


# -- quarantine -----------------------------------------------------------------------------------


def test_nothing_was_refused(office: OfficeWindow) -> None:
    office.go_to(QUARANTINE)

    assert not office.quarantine.empty.isHidden()
    assert office.quarantine.table.isHidden()
    assert not office.quarantine.folder.isEnabled()
    assert office.navigation.button(QUARANTINE).text() == "Karantina"


def test_refused_file_is_kept_and_told_though_nothing_was_received(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path
) -> None:
    path = refuse(qtbot, office, tmp_path)

    name, when, size, why, _ = row(office)

    assert (name, size) == (path.name, "3 kB")
    assert when.startswith("12/07")
    assert "rusak atau terpotong" in why
    assert office.navigation.button(QUARANTINE).text() == "Karantina  (1)"


def test_refused_file_is_received_again(
    qtbot: QtBot, office: OfficeWindow, files: Files, tmp_path: Path
) -> None:
    from pkri_desktop.domain.errors import Reason, Refusal
    from pkri_desktop.workflow.quarantine import quarantine

    path = returned(files)
    refusal = Refusal(Reason.KEY_WRONG_PASSPHRASE)
    quarantine(path, refusal, office.quarantine._folder, 1_720_750_000_000)
    office.go_to(QUARANTINE)

    buttons(office)[0].click()
    idle(qtbot, office)
    assert office.pages.currentIndex() == RECEIVE
    shown = office.receive.preview.item(0, 0)
    assert shown is not None
    assert shown.text() == path.name
    office.receive.take.click()
    idle(qtbot, office)

    assert row(office)[3].startswith("Akhirnya diterima, 12/07")
    assert office.navigation.button(QUARANTINE).text() == "Karantina"


def test_copy_is_deleted_only_when_that_is_confirmed(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path
) -> None:
    path = refuse(qtbot, office, tmp_path)
    office.go_to(QUARANTINE)
    for confirmed in (False, True):
        buttons(office)[1].click()
        [asking] = [one for one in office.findChildren(ConfirmDialog) if one.isVisible()]
        assert path.name in asking.windowTitle()
        (asking.deed if confirmed else asking.back).click()

        assert office.quarantine.table.rowCount() == int(not confirmed)

    assert path.exists()
    assert office.navigation.button(QUARANTINE).text() == "Karantina"
    assert "dihapus" in office.quarantine.outcome.text()


# -- the trail ------------------------------------------------------------------------------------


def test_trail_that_is_not_written_leaves_what_is_there(
    office: OfficeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "jejak.csv"
    there.write_text("lama")
    answer(monkeypatch, None)  # the question whether to replace it was answered with no

    office.trail.export.click()

    assert there.read_text() == "lama"


# -- recovery -------------------------------------------------------------------------------------


def asked(parent: QObject) -> RecoverDialog:
    [dialog] = [one for one in parent.findChildren(RecoverDialog) if one.isVisible()]
    return dialog


def choose(dialog: RecoverDialog, path: Path) -> None:
    told = [dialog.list.item(number).text() for number in range(dialog.list.count())]
    [number] = [
        number for number, text in enumerate(told)
        if text.startswith(path.name) and text.endswith(str(path.parent))
    ]  # fmt: skip
    dialog.list.setCurrentRow(number)
    dialog.deed.click()


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


@pytest.mark.parametrize("eighth", range(1, 8))
@pytest.mark.parametrize("whose", ["office", "panel"])
def test_file_damaged_in_its_middle_is_said_to_be_wherever_that_shows(
    qtbot: QtBot, desktop: Desktop, files: Files, whose: str, eighth: int
) -> None:
    path = files.office if whose == "office" else files.panel
    data = bytearray(path.read_bytes())
    place = len(data) * eighth // 8
    data[place : place + 9_000] = bytes(byte ^ 0x5A for byte in data[place : place + 9_000])
    path.write_bytes(data)

    with qtbot.captureExceptions() as errors:
        desktop.begin(path)
        qtbot.wait(50)
    for _, error, _ in errors:  # as the program's own hook does
        assert desktop.tell_failure(error)

    if desktop.window is None:
        assert desktop._start is not None
        assert any("rusak" in label.text() for label in desktop._start.findChildren(QLabel))


def test_damage_that_shows_in_the_midst_of_work_is_told(
    desktop: Desktop, office: OfficeWindow
) -> None:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT

    assert desktop.tell_failure(error)
    assert not desktop.tell_failure(ValueError("our own bug"))

    notice = office.notices._latest
    assert notice is not None
    assert "rusak" in notice.text


def test_damaged_file_is_recovered_from_the_first_window_and_opened(
    qtbot: QtBot, desktop: Desktop, files: Files
) -> None:
    desktop.open(files.office)
    desktop.close()
    damage(files.office)
    desktop.begin(files.office)
    assert desktop._start is not None
    desktop._start.recovery_wanted.emit()
    dialog = asked(desktop._start)
    assert dialog.list.selectedItems() == []
    assert not dialog.deed.isEnabled()

    choose(dialog, files.office)
    qtbot.waitUntil(lambda: desktop.window is not None, timeout=20_000)

    assert isinstance(desktop.window, OfficeWindow)
    notice = desktop.window.notices._latest
    assert notice is not None
    assert "pulih" in notice.text
    assert "sekretariat.rusak-1.pkri" in notice.text
    assert notice.level == "good"


def test_file_that_is_gone_is_recovered_from_another_files_window(
    qtbot: QtBot, desktop: Desktop, files: Files, office: OfficeWindow
) -> None:
    files.room().file.close()
    files.panel.unlink()
    told: list[Notice] = []
    office.notices.told.connect(told.append)

    desktop.recover()
    dialog = asked(office)
    texts = [dialog.list.item(number).text() for number in range(dialog.list.count())]
    assert any("tidak ada lagi di tempatnya" in text for text in texts)
    choose(dialog, files.panel)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert desktop.window is office
    assert files.panel.exists()
    assert told[0].act is not None
    told[0].act()
    assert isinstance(desktop.window, MainWindow)


def test_open_file_that_is_whole_is_opened_again_untouched(
    qtbot: QtBot, desktop: Desktop, files: Files, office: OfficeWindow
) -> None:
    before = office.office.file.ledger.fingerprint()
    desktop.recover()
    choose(asked(office), files.office)
    qtbot.waitUntil(lambda: desktop.window not in (None, office), timeout=20_000)

    assert isinstance(desktop.window, OfficeWindow)
    notice = desktop.window.notices._latest
    assert notice is not None
    assert "utuh" in notice.text
    assert before == desktop.window.office.file.ledger.fingerprint()


def test_another_file_is_chosen_and_one_that_nothing_is_kept_of_is_said(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path, office: OfficeWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    other = tmp_path / "lain.pkri"
    other.write_bytes(b"SQLite format 3\0" + bytes(5_000))
    answer(monkeypatch, other)
    told: list[Notice] = []
    office.notices.told.connect(told.append)

    desktop.recover()
    asked(office).other.click()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert "Tidak ada salinan cadangan untuk lain.pkri" in told[0].text
    assert told[0].act is None


def test_check_that_finds_something_offers_to_recover(
    qtbot: QtBot, desktop: Desktop, office: OfficeWindow
) -> None:
    told: list[Notice] = []
    office.notices.told.connect(told.append)
    office.office.file._connection.execute("DELETE FROM panel")  # behind the program's back

    office.work.check()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert told[0].level == "wrong"
    assert told[0].act is not None
    told[0].act()
    assert asked(office).isVisible()
