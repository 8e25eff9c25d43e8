# SPDX-License-Identifier: MIT
"""The secretariat's window: kits and their codes, new codes, revoked keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QWidget

from pkri_desktop.ui.dialogs.codes_dialog import CodesDialog
from pkri_desktop.ui.dialogs.confirm_dialog import ConfirmDialog
from pkri_desktop.ui.dialogs.renew_dialog import RenewDialog
from pkri_desktop.ui.dialogs.revoke_dialog import RevokeDialog
from pkri_desktop.ui.file_dialogs import FileDialogs
from pkri_desktop.ui.office_window import OfficeWindow
from pkri_desktop.ui.pages import ISSUE, KEYS
from pkri_desktop.workflow.revoke import keys_of
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE
from tests.gui.day import answer, returned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.desktop import Desktop
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.notices import Notice
    from pkri_desktop.ui.widgets.panel_card import PanelCard
    from pkri_desktop.workflow.revoke import EnrolledKey
    from tests.gui.day import Files

Asked = TypeVar("Asked", bound=QDialog)


@pytest.fixture
def office(desktop: Desktop, files: Files) -> OfficeWindow:
    """Return the office's window on the secretariat's file."""
    window = desktop.open(files.office)
    assert isinstance(window, OfficeWindow)
    return window


def viewer(desktop: Desktop) -> MainWindow:
    """Return the window that shows an assessor's sheet to the office."""
    assert desktop._viewer is not None
    return desktop._viewer


@pytest.fixture
def told(office: OfficeWindow) -> list[Notice]:
    """Return what the window says from now on."""
    notices: list[Notice] = []
    office.notices.told.connect(notices.append)
    return notices


@pytest.fixture
def received(qtbot: QtBot, office: OfficeWindow, files: Files) -> EnrolledKey:
    """Take in what a1 handed back; return the key that came with it."""
    office.work.look_at([returned(files)])
    idle(qtbot, office)
    office.receive.take.click()
    idle(qtbot, office)
    [key] = keys_of(office.office)
    return key


def idle(qtbot: QtBot, office: OfficeWindow) -> None:
    qtbot.waitUntil(lambda: not office.desk.is_lent, timeout=20_000)


def dialog(qtbot: QtBot, office: OfficeWindow, kind: type[Asked]) -> Asked:
    """Return the dialog of a kind that is open."""

    def found() -> list[Asked]:
        return [one for one in office.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    [one] = found()
    return one


def card(office: OfficeWindow, name: str = "Panel A") -> PanelCard:
    office.go_to(ISSUE)
    return next(one for one in office.issue.cards if name in words(one))


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


# -- kits -----------------------------------------------------------------------------------------


def test_who_has_what_is_told_by_panel(office: OfficeWindow) -> None:
    a, b = words(card(office, "Panel A")), words(card(office, "Panel B"))

    assert a.count("kode dibuat 12/07 08.30; kuncinya belum datang") == 3
    assert "Paket terakhir ditulis 12/07 08.30." in a
    assert "(ketua)" in a
    assert b.count("belum ada kode") == 3
    assert "Belum ada paket yang ditulis" in b
    assert card(office, "Panel B").offers == {}


class Windows(QObject):
    """Remembers what was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_button_is_shown_as_a_window_before_it_has_its_place(
    qtbot: QtBot, office: OfficeWindow, received: EnrolledKey
) -> None:
    windows, application = Windows(), QGuiApplication.instance()
    assert application is not None
    application.installEventFilter(windows)
    assert not card(office).kit_code.isHidden()
    office.desk.changed.emit()
    office.revoking.begin(received)
    asking = dialog(qtbot, office, RevokeDialog)
    application.removeEventFilter(windows)

    assert [window for window in windows.shown if window is not asking] == []


def test_key_that_came_is_told(office: OfficeWindow, received: EnrolledKey) -> None:
    assert words(card(office)).count("punya kunci") == 1


def test_codes_are_shown_once_and_copied(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path)

    card(office, "Panel B").issue.click()

    codes = dialog(qtbot, office, CodesDialog)
    assert codes.text().count(SAMPLE_CODE) == 4
    assert f"Kode aktivasi Penilai B1: {SAMPLE_CODE}" in codes.text()
    codes.copy.click()
    assert QGuiApplication.clipboard().text() == codes.text()
    codes.close_button.click()
    assert not codes.isVisible()
    assert len(list(tmp_path.glob("paket-*.pkrix"))) == 1
    assert "Paket terakhir ditulis" in words(card(office, "Panel B"))


def test_codes_that_were_not_kept_are_not_closed_at_once(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path)
    office.handing_out.issue_all()
    codes = dialog(qtbot, office, CodesDialog)

    codes.reject()
    assert codes.isVisible()
    assert "belum disalin" in codes.said.text()

    codes.reject()
    assert not codes.isVisible()


def test_codes_are_saved_as_slips(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path)
    card(office, "Panel B").issue.click()
    codes = dialog(qtbot, office, CodesDialog)
    asked: list[dict[str, object]] = []

    def save_file(*_arguments: object, **options: object) -> Path:
        asked.append(options)
        return tmp_path / "slip.pdf"

    monkeypatch.setattr(FileDialogs, "save_file", save_file)

    codes.slips.click()
    assert asked == [{"replace": False, "apart": True}]
    codes.reject()
    codes.reject()
    assert codes.isVisible()  # until it is known whether they were saved
    idle(qtbot, office)
    assert "3 slip ditulis ke slip.pdf" in codes.said.text()
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")

    codes.slips.click()  # what is there may hold codes that are nowhere else
    idle(qtbot, office)
    assert codes.said.property("tone") == "red"
    assert "tidak ditimpa" in codes.said.text()
    codes.reject()
    assert not codes.isVisible()


def test_kit_without_new_codes_is_told_in_the_window(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path, told: list[Notice],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answer(monkeypatch, tmp_path)

    card(office).issue.click()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert told[0].text.startswith("1 paket ditulis ke")
    assert office.findChildren(CodesDialog) == []


def test_codes_of_kits_that_were_written_are_shown_though_a_later_one_was_refused(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path, told: list[Notice],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from pkri_desktop.domain.errors import Reason, Refusal
    from pkri_desktop.workflow import issue

    whole = issue.issue_kit

    def full(office: object, panel: str, *arguments: object, **options: object) -> object:
        if panel == "panel-b":
            raise Refusal(Reason.DISK_FULL, file="x")
        return whole(office, panel, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(issue, "issue_kit", full)
    answer(monkeypatch, tmp_path)
    office.handing_out._issue(["panel-a", "panel-b"], renew_code=True)

    codes = dialog(qtbot, office, CodesDialog)

    assert "Kode paket" in codes.text()
    assert "Disk penuh" in told[0].text
    codes.copy.click()


# -- new codes ------------------------------------------------------------------------------------


def test_new_kit_code_is_explained_first(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path)

    card(office).kit_code.click()
    asking = dialog(qtbot, office, ConfirmDialog)
    assert "Penilai A1, Penilai A2, Penilai A3" in words(asking)
    asking.deed.click()

    codes = dialog(qtbot, office, CodesDialog)
    assert codes.text().splitlines()[1:] == [f"Kode paket: {SAMPLE_CODE}"]
    codes.copy.click()


def test_lost_slip_brings_a_new_code_and_a_new_kit_code_only_if_wanted(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path)
    for kit_code in (False, True):
        card(office).offers["a2"].click()
        asking = dialog(qtbot, office, RenewDialog)
        assert asking.group.buttons() == []  # there is one way, and nothing to choose
        assert not asking.kit_code.isChecked()
        asking.kit_code.setChecked(kit_code)
        asking.deed.click()

        codes = dialog(qtbot, office, CodesDialog)

        assert f"Kode aktivasi Penilai A2: {SAMPLE_CODE}" in codes.text()
        told = SAMPLE_CODE if kit_code else "seperti yang sudah diberikan"
        assert f"Kode paket: {told}" in codes.text()
        codes.copy.click()
        codes.close_button.click()


def test_lost_laptop_revokes_first_and_then_hands_out(
    qtbot: QtBot, office: OfficeWindow, received: EnrolledKey, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answer(monkeypatch, tmp_path)
    card(office).offers["a1"].click()
    asking = dialog(qtbot, office, RenewDialog)
    assert asking.group.checkedId() == -1
    assert not asking.deed.isEnabled()
    asking.group.buttons()[0].setChecked(True)
    asking.deed.click()

    revoking = dialog(qtbot, office, RevokeDialog)
    revoking.list.setCurrentRow(0)
    idle(qtbot, office)
    revoking.reason.setText("laptop tertinggal di kereta")
    revoking.deed.click()

    codes = dialog(qtbot, office, CodesDialog)
    assert "Kode aktivasi Penilai A1" in codes.text()
    assert keys_of(office.office)[0].revoked == "laptop tertinggal di kereta"
    codes.copy.click()


def test_key_that_stays_good_is_not_revoked(
    qtbot: QtBot, office: OfficeWindow, received: EnrolledKey, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answer(monkeypatch, tmp_path)
    card(office).offers["a1"].click()
    asking = dialog(qtbot, office, RenewDialog)
    asking.group.buttons()[1].setChecked(True)
    asking.deed.click()

    codes = dialog(qtbot, office, CodesDialog)

    assert keys_of(office.office)[0].revoked == ""
    assert "kunci yang lama masih berlaku" in words(card(office))
    codes.copy.click()


# -- keys -----------------------------------------------------------------------------------------


def row(office: OfficeWindow, number: int) -> list[str]:
    table = office.keys.table
    cells = [table.item(number, column) for column in range(table.columnCount())]
    return [cell.text() if cell else "" for cell in cells]


def test_without_keys_the_secretariats_own_is_shown(office: OfficeWindow) -> None:
    office.go_to(KEYS)

    assert not office.keys.empty.isHidden()
    assert office.keys.table.rowCount() == 1
    assert row(office, 0)[0] == "Sekretariat"
    assert office.keys.buttons == {}


def test_key_is_looked_at_and_revoked_with_a_reason(
    qtbot: QtBot, office: OfficeWindow, received: EnrolledKey, told: list[Notice]
) -> None:
    office.go_to(KEYS)
    name, panel, fingerprint, _, state, _ = row(office, 0)
    assert (name, panel, state) == ("Penilai A1", "Panel A", "berlaku")
    assert len(fingerprint.split("\n")[0].split()) == 6
    before = office.office.file.ledger.fingerprint()

    office.keys.table.cellActivated.emit(1, 0)  # the secretariat's own: nothing to revoke
    office.keys.table.cellActivated.emit(0, 0)
    asking = dialog(qtbot, office, RevokeDialog)
    assert asking.chosen() is None  # nothing is preselected
    assert "yang terakhir datang" in asking.list.item(0).text()
    assert "K-01" in asking.list.item(0).text()
    asking.reason.setText("laptop hilang")
    assert not asking.deed.isEnabled()
    none = asking.list.count() - 1
    seen = [row for row in range(none) if not asking.list.item(row).isHidden()]
    assert seen == [0]  # one sheet, the end of the one file; not each score before it
    asking.every.setChecked(True)
    assert not any(asking.list.item(row).isHidden() for row in range(none))
    asking.list.setCurrentRow(none)
    idle(qtbot, office)
    assert asking.meaning.text().startswith("Tidak dihitung lagi: 1 lembar (K-01)")
    assert asking.meaning.property("tone") == "red"
    asking.list.setCurrentRow(0)
    idle(qtbot, office)
    assert asking.meaning.text().startswith("Tidak ada yang berubah")
    assert before == office.office.file.ledger.fingerprint()
    asking.deed.click()
    idle(qtbot, office)

    assert not [one for one in office.findChildren(RevokeDialog) if one.isVisible()]
    assert "dicabut" in told[-1].text
    assert row(office, 0)[4].startswith("dicabut: laptop hilang\nBerlaku sampai ")
    assert "K-01" in row(office, 0)[4]
    assert office.keys.buttons == {}


def test_choices_that_follow_each_other_quickly_end_with_the_meaning_of_the_last(
    qtbot: QtBot, office: OfficeWindow, received: EnrolledKey
) -> None:
    office.go_to(KEYS)
    office.keys.buttons[0].click()
    asking = dialog(qtbot, office, RevokeDialog)

    none = asking.list.count() - 1
    for number in (0, none, 0, none):
        asking.list.setCurrentRow(number)

    qtbot.waitUntil(lambda: "Tidak dihitung lagi" in asking.meaning.text(), timeout=20_000)
    asking.list.setCurrentRow(0)
    asking.reject()  # while it is being reckoned
    idle(qtbot, office)


def test_package_of_a_revoked_key_is_remarked_on(
    qtbot: QtBot, office: OfficeWindow, received: EnrolledKey, files: Files
) -> None:
    from pkri_desktop.workflow.revoke import revoke_key

    office.desk.write(lambda: revoke_key(office.office, received, "laptop hilang"))
    office.work.look_at([*files.folder.glob("kembali-*/*.pkrix")])
    idle(qtbot, office)

    remark = office.receive.preview.item(0, 6)
    assert remark is not None
    assert "sudah dicabut (laptop hilang)" in remark.text()
    office.receive.take.click()
    idle(qtbot, office)
    assert "kunci yang dicabut: 1" in office.receive.outcome.text()
    assert office.receive.outcome.property("tone") == "gold"


def test_sheet_that_a_revoked_key_sealed_says_that_it_counts_for_nothing(
    desktop: Desktop, office: OfficeWindow, received: EnrolledKey
) -> None:
    from pkri_desktop.workflow.revoke import revoke_key

    [final] = (entry for (_, entry), row in office.office.file.queries.sheet_rows().items()
               if row.counts)  # fmt: skip
    desktop.view_sheet("a1", final)
    before = viewer(desktop).content.sheet.strip.text()
    office.desk.write(lambda: revoke_key(office.office, received, "dicuri", last=""))

    desktop.view_sheet("a1", final)

    after = viewer(desktop).content.sheet.strip.text()
    assert "ditandatangani" in before
    assert "tidak dihitung" in after
    assert "Hanya baca" in before
    assert "Hanya baca" in after


def test_dialogs_fit_a_small_screen(
    qtbot: QtBot, office: OfficeWindow, received: EnrolledKey, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answer(monkeypatch, tmp_path)
    office.go_to(KEYS)
    office.keys.buttons[0].click()
    asked: list[QDialog] = [dialog(qtbot, office, RevokeDialog)]
    opened: tuple[tuple[Callable[[], object], type[QDialog]], ...] = (
        (card(office).offers["a1"].click, RenewDialog),
        (card(office).kit_code.click, ConfirmDialog),
        (office.handing_out.issue_all, CodesDialog),
    )
    for opening, kind in opened:
        opening()
        asked.append(dialog(qtbot, office, kind))
    for one in asked:
        layout = one.layout()
        assert layout is not None
        assert one.minimumWidth() <= 683 - 20, type(one)
        assert layout.totalMinimumHeightForWidth(one.minimumWidth()) <= 384 - 24, type(one)
        one.close()


def test_code_of_a_further_operator_stays_until_it_is_kept(
    qtbot: QtBot, office: OfficeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path)

    office.operators.appoint()

    codes = dialog(qtbot, office, CodesDialog)
    assert codes.text().endswith(f"Kode: {SAMPLE_CODE}")
    assert codes.slips.isHidden()
    area = codes.findChildren(QScrollArea)[0]
    assert area.geometry().bottom() < codes.copy.geometry().top()
    codes.close_button.click()
    assert codes.isVisible()
    qtbot.waitUntil(lambda: codes.said.height() > 0)
    assert area.geometry().bottom() < codes.said.geometry().top()
    assert codes.said.geometry().bottom() < codes.copy.geometry().top()
    codes.copy.click()
    assert QGuiApplication.clipboard().text() == codes.text()
    codes.close_button.click()
    assert not codes.isVisible()
