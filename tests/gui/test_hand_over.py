# SPDX-License-Identifier: MIT
"""Handing over from the window: the recap, the stick that is found, the receipt on the screen."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.runtime import media
from pkri_desktop.runtime.media import Medium
from pkri_desktop.ui.dialogs.key_dialog import KeyDialog
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.ui.pages.hand_over_page import HandOverPage
from pkri_desktop.workflow import handing_over
from pkri_desktop.workflow.room import Room
from tests.gui.day import answer, enrol, own_entries, play_morning, score

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.desktop import Desktop
    from tests.gui.day import Files


@pytest.fixture
def sticks(monkeypatch: pytest.MonkeyPatch) -> list[Medium]:
    """Return the media that this computer has; none at first."""
    found: list[Medium] = []
    monkeypatch.setattr(media, "removable_media", lambda: tuple(found))
    return found


@pytest.fixture
def stick(tmp_path: Path, sticks: list[Medium]) -> Path:
    """Return a stick that is in."""
    path = tmp_path / "STIK"
    path.mkdir()
    sticks.append(Medium(path, "STIK", 3_400_000_000))
    return path


@pytest.fixture
def window(desktop: Desktop, files: Files, sticks: list[Medium]) -> MainWindow:
    window = desktop.open(files.panel)
    assert isinstance(window, MainWindow)
    window.choose_assessor("a1")
    window.activateWindow()
    return window


def room_of(window: MainWindow) -> Room:
    assert isinstance(window.room, Room)
    return window.room


def open_page(window: MainWindow) -> HandOverPage:
    window.content.menu_actions.hand_back.trigger()
    page = window.content.pages.currentWidget()
    assert isinstance(page, HandOverPage)
    return page


def test_recap_tells_how_the_day_stands(window: MainWindow) -> None:
    play_morning(room_of(window))
    page = open_page(window)
    facts = page.recap.facts()

    assert facts["Final"] == "3 dari 15 · belum ditandatangani: K-03"
    assert facts["Berhalangan"] == "1 · K-04"
    assert facts["Tidak hadir"] == "1 · K-08"
    assert facts["Belum selesai"].startswith("10 · K-05, ")
    assert "yang terbaru memuat" in page.missing.text()
    assert page.receipt.isHidden()
    page.gaps.click()
    assert window.own_pages.shown == "gaps"


def test_stick_that_is_put_in_appears_and_one_key_writes_to_it(
    qtbot: QtBot, window: MainWindow, sticks: list[Medium], tmp_path: Path
) -> None:
    room = room_of(window)
    play_morning(room)
    page = open_page(window)
    assert page.media == []
    assert page.folder.hasFocus()
    path = tmp_path / "STIK"
    path.mkdir()
    sticks.append(Medium(path, "STIK", 3_400_000_000))
    qtbot.waitUntil(lambda: len(page.media) == 1, timeout=10_000)
    assert "STIK  ·  kosong 3,4 GB" in page.media[0].text()
    assert page.media[0].hasFocus()

    before = window.content.status.fingerprint.text()
    qtbot.keyClick(page.media[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.receipt.isVisible(), timeout=20_000)

    package, slip = sorted(path.glob("kembali-*")), sorted(path.glob("bukti-serah-*.pdf"))
    facts = page.receipt.facts()
    assert facts["Berkas"].startswith(package[0].name)
    assert facts["Bukti serah"] == slip[0].name
    assert facts["Lembar"] == "3 dari 15 final"
    assert facts["Jumlah nilai"] == "241,86"
    assert page.code.width() > 100
    assert window.content.status.fingerprint.text() != before  # sealing is a record too
    assert room.fingerprint()[:4].upper() in facts["Sidik data"]
    assert page.media[0].hasFocus()


def test_key_is_asked_for_and_declining_writes_nothing(window: MainWindow, stick: Path) -> None:
    room = room_of(window)
    enrol(room)
    room.lock("a1")
    page = open_page(window)
    page.wanted.emit(stick)
    dialog = window.finishing.asking
    assert isinstance(dialog, KeyDialog)
    dialog.reject()

    assert "kunci" in page.wrong.text()
    assert list(stick.iterdir()) == []


def test_folder_can_be_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "serah"
    folder.mkdir()
    answer(monkeypatch, folder)
    enrol(room_of(window))
    page = open_page(window)
    page.folder.click()
    qtbot.waitUntil(lambda: page.receipt.isVisible(), timeout=20_000)
    assert len(list(folder.iterdir())) == 2


def test_handing_over_again_says_so_and_holds_more(
    qtbot: QtBot, window: MainWindow, stick: Path
) -> None:
    room = room_of(window)
    enrol(room)
    page = open_page(window)
    page.wanted.emit(stick)
    qtbot.waitUntil(lambda: page.receipt.isVisible(), timeout=20_000)
    first = page.receipt.facts()["Berkas"]
    assert page.place.title.text() == "Serahkan sekali lagi"

    score(room, own_entries(room)[0])
    room.finalise("a1", own_entries(room)[0])
    page.wanted.emit(stick)
    qtbot.waitUntil(lambda: page.receipt.facts()["Berkas"] != first, timeout=20_000)
    assert page.receipt.facts()["Lembar"] == "1 dari 15 final"
    assert page.recap.facts()["Final"].startswith("1 dari 15")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "Disk penuh"), (errno.EIO, "stiknya tidak ada lagi")]
)
def test_full_or_pulled_stick_is_said_plainly_and_can_be_tried_again(
    qtbot: QtBot,
    window: MainWindow,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    enrol(room_of(window))
    page = open_page(window)

    def fail(*_arguments: object) -> None:
        raise OSError(number, "as planned")

    with monkeypatch.context() as broken:
        broken.setattr(handing_over, "write_durably", fail)
        page.wanted.emit(stick)
        qtbot.waitUntil(lambda: words in page.wrong.text(), timeout=20_000)
    assert list(stick.iterdir()) == []
    assert page.receipt.isHidden()
    assert page.folder.isEnabled()
    page.wanted.emit(stick)
    qtbot.waitUntil(lambda: page.receipt.isVisible(), timeout=20_000)
    assert page.wrong.isHidden()


def test_nothing_waits_while_a_slow_stick_is_written(
    qtbot: QtBot, window: MainWindow, stick: Path
) -> None:
    room = room_of(window)
    enrol(room)
    page = open_page(window)
    page.wanted.emit(stick)
    assert page.progress.isVisible()
    assert not page.folder.isEnabled()
    window.own_pages.go_back()
    window.content.sheet.view.edit_score("8")
    window.content.sheet.view.finish_typing()
    assert len(room.sheet("a1", window.seat.entry).scores) == 1
    qtbot.waitUntil(lambda: "Diserahkan" in window.content.notice.text(), timeout=20_000)


def test_another_assessor_sees_nothing_of_it(qtbot: QtBot, window: MainWindow, stick: Path) -> None:
    enrol(room_of(window))
    page = open_page(window)
    page.wanted.emit(stick)
    qtbot.waitUntil(lambda: page.receipt.isVisible(), timeout=20_000)
    window.choose_assessor("a2")
    page = open_page(window)
    assert page.receipt.isHidden()
    assert "Penilai A2" in page.told.text()
    assert page.recap.facts()["Final"] == "0 dari 15"


def test_receipt_outlives_a_change_of_language(
    qtbot: QtBot, window: MainWindow, stick: Path
) -> None:
    enrol(room_of(window))
    page = open_page(window)
    page.wanted.emit(stick)
    qtbot.waitUntil(lambda: page.receipt.isVisible(), timeout=20_000)
    window.change_language("en")
    again = window.content.pages.currentWidget()
    assert isinstance(again, HandOverPage)
    assert again.receipt.facts()["Sheets"] == "0 of 15 final"


def test_what_cannot_be_sealed_is_refused_on_the_page(
    window: MainWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_of(window)
    enrol(room)
    page = open_page(window)

    def full(*_arguments: object) -> None:
        raise Refusal(Reason.DISK_FULL, file="panel.pkri")

    monkeypatch.setattr(room.file, "writing", full)
    page.wanted.emit(stick)
    assert "Disk penuh" in page.wrong.text()
    assert page.folder.isEnabled()
