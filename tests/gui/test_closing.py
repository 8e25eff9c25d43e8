# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from pkri_desktop.ui.dialogs.closing_dialog import ClosingDialog, OwnClosingDialog
from pkri_desktop.ui.dialogs.key_dialog import KeyDialog
from pkri_desktop.ui.dialogs.reason_dialog import ReasonDialog
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.ui.office_window import OfficeWindow
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.receive import receive
from tests.gui.day import enrol, own_entries, score

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.ui.desktop import Desktop
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files


@pytest.fixture
def window(desktop: Desktop, files: Files) -> MainWindow:
    """Return the chair's window, with one final sheet and the key open."""
    window = desktop.open(files.panel)
    assert isinstance(window, MainWindow)
    window.choose_assessor("a1")
    room = room_of(window)
    enrol(room)
    score(room, own_entries(room)[0])
    room.finalise("a1", own_entries(room)[0])
    return window


def room_of(window: MainWindow) -> Room:
    return window.seat.room  # type: ignore[return-value]


def ask(window: MainWindow) -> ClosingDialog:
    window.content.menu_actions.close_panel.trigger()
    [dialog] = window.findChildren(ClosingDialog)
    return dialog


def answer(dialog: ClosingDialog, assessor: str, *texts: str) -> None:
    asked = dialog.asked[assessor]
    for field, text in zip((asked.final, asked.recused, asked.words), texts, strict=True):
        field.setText(text)


def test_chair_is_asked_only_of_those_who_score_elsewhere(window: MainWindow) -> None:
    dialog = ask(window)

    assert list(dialog.asked) == ["a2", "a3"]
    assert dialog.asked["a2"].final.text() == ""  # nothing is answered for the chair


def test_chair_closes_the_panel(window: MainWindow) -> None:
    dialog = ask(window)
    answer(dialog, "a2", "14", "0", "abjad acara adat ABJAD")
    answer(dialog, "a3", "0", "0", "")
    dialog.remark.setText("Semua hadir")
    dialog.deed.click()

    closing = room_of(window).file.closings.by_panel()["panel-a"]
    assert [(said.assessor, said.final, said.head != "") for said in closing.members] == [
        ("a1", 1, True),
        ("a2", 14, True),
        ("a3", 0, False),
    ]
    assert closing.remark == "Semua hadir"
    assert "ditutup" in window.content.notice.text()


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("", "0", "abjad acara adat abjad"), "Berapa lembar"),
        (("14", "", "abjad acara adat abjad"), "Berapa lembar"),
        (("14", "4", "abjad acara adat abjad"), "lebih dari itu"),
        (("14", "0", "abjad acara adat"), "empat kata"),
        (("14", "0", ""), "empat kata"),
        (("14", "0", "abjad acara adat salahketik"), "salahketik"),
    ],
)
def test_wrong_answer_is_told_beside_the_fields_and_nothing_is_written(
    window: MainWindow, texts: tuple[str, ...], words: str
) -> None:
    dialog = ask(window)
    answer(dialog, "a2", *texts)
    answer(dialog, "a3", "0", "0", "")
    dialog.deed.click()

    assert words in dialog.wrong.text()
    assert dialog.isVisible()
    assert room_of(window).file.closings.by_panel() == {}


def test_closing_needs_the_chairs_key(window: MainWindow) -> None:
    room_of(window).lock("a1")

    window.content.menu_actions.close_panel.trigger()

    assert window.findChildren(ClosingDialog) == []
    assert isinstance(window.finishing.asking, KeyDialog)


def test_member_is_told_what_to_read_out(window: MainWindow) -> None:
    window.choose_assessor("a2")
    enrol(room_of(window), "a2")

    window.content.menu_actions.close_panel.trigger()

    [dialog] = window.findChildren(OwnClosingDialog)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Bacakan kepada Penilai A1" in texts
    assert "0 lembar final dari 15" in texts


def test_office_sees_what_has_not_come_and_can_declare_the_results_final(
    desktop: Desktop, window: MainWindow, files: Files, tmp_path: Path
) -> None:
    dialog = ask(window)
    answer(dialog, "a2", "14", "0", "abjad acara adat abjad")
    answer(dialog, "a3", "0", "0", "")
    dialog.deed.click()
    package = hand_back(room_of(window), "a1", tmp_path).path
    office = desktop.open(files.office)
    assert isinstance(office, OfficeWindow)
    page = office.completeness
    assert "belum ditutup ketuanya" in page.panels.text()

    receive(
        office.office.file,
        [package],
        profile=files.profile,
        clock=office.office.clock,
        access=office.office.access,
    )
    office.desk.changed.emit()

    assert "Penilai A2: kata ketua 14 final dan 0 berhalangan, di sini 0 dan 0" in (
        page.panels.text()
    )
    assert "sementara" in page.sentence.text()
    page.release.click()
    [reason] = office.findChildren(ReasonDialog)
    reason.field.setPlainText("Laptop Penilai A2 rusak")
    reason.deed.click()
    assert "dinyatakan final" in page.sentence.text()
    assert not page.release.isEnabled()
    said = office.office.file.closings.release()
    assert said is not None
    assert said.reason == "Laptop Penilai A2 rusak"
