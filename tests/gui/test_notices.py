# SPDX-License-Identifier: MIT
"""What the window says of an outcome: in the right colour, and no longer than it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.touched import Touched
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.ui.desktop import Desktop
from pkri_desktop.ui.errands import level_of_publication, level_of_receipt, words_of_publication
from pkri_desktop.ui.file_dialogs import FileDialogs
from pkri_desktop.ui.jobs import Jobs
from pkri_desktop.ui.language import install_language
from pkri_desktop.ui.settings import Settings
from pkri_desktop.ui.theme import Look, Theme
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.phrases import Phrasebook
from pkri_desktop.workflow.publish import Published
from pkri_desktop.workflow.receive import Receipt, Received
from pkri_desktop.workflow.room import Room
from tests.gui.day import DayClock, application, enrol, own_entries, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from tests.gui.day import Files

GOOD = Received("a.pkrix", total=3, new=3)
IDLE = Received("b.pkrix", total=3, new=3, idle=1)
DIFFERING = Received("c.pkrix", total=3, new=3, conflicts=2)
REFUSED = Received("d.pkrix", refusal=Refusal(Reason.DISK_FULL, file="d.pkrix"))


@pytest.mark.parametrize(
    ("files", "level"),
    [
        ((GOOD,), "good"),
        ((GOOD, IDLE), "attention"),
        ((DIFFERING, GOOD), "attention"),
        ((GOOD, DIFFERING, REFUSED), "wrong"),
        ((REFUSED,), "wrong"),
    ],
)
def test_the_worst_file_decides_how_taking_in_is_shown(
    files: tuple[Received, ...], level: str
) -> None:
    assert level_of_receipt(Receipt(files, Touched())) == level


@pytest.mark.parametrize(
    ("unsigned", "invalid", "level"),
    [(0, (), "good"), (2, (), "attention"), (2, ("K-01.pdf",), "wrong")],
)
def test_what_could_not_be_published_is_said(
    tmp_path: Path, unsigned: int, invalid: tuple[str, ...], level: str
) -> None:
    done = Published((), tmp_path / "rekap.pdf", tmp_path / "akar.crt", invalid, unsigned)
    assert level_of_publication(done) == level
    lines = words_of_publication(done, tmp_path, Phrasebook("id")).splitlines()
    assert len(lines) == 1 + bool(unsigned) + len(invalid)
    assert all(name in lines[-1] for name in invalid)


@pytest.fixture
def desktop(qtbot: QtBot, files: Files, tmp_path: Path) -> Iterator[Desktop]:
    app, clock = application(), DayClock()
    settings = Settings(tmp_path / "settings")
    made = Desktop(
        profile=files.profile,
        clock=clock,
        rooms=lambda path: Room(open_event(path, files.profile), files.profile, clock),
        phrases=Phrasebook,
        jobs=Jobs(app),
        settings=settings,
        look=Look(app, Theme.light()),
        languages=install_language(app, "id", resources_folder()),
    )
    yield made
    made.jobs.wait(5_000)
    made.close()


def answer(monkeypatch: pytest.MonkeyPatch, chosen: object) -> None:
    """Let every file dialog be answered so."""
    for name in ("open_file", "open_files", "folder"):
        monkeypatch.setattr(FileDialogs, name, lambda *_args: chosen)


def test_a_refused_file_is_shown_in_red_and_goes_with_the_next_assessor(
    qtbot: QtBot, desktop: Desktop, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "rusak.pkrix"
    bad.write_bytes(b"bukan berkas PKRI")
    answer(monkeypatch, [bad])
    before = desktop.open(files.office)
    assert before.content is not None  # all of it has been built
    desktop.receive()
    qtbot.waitUntil(lambda: desktop.window not in {None, before}, timeout=20_000)
    window = desktop.window
    assert window is not None
    notice = window.content.notice
    assert notice.property("level") == "wrong"
    assert notice.text().startswith("×")
    window.choose_assessor("a1")
    assert notice.isHidden()


def test_handing_back_refreshes_the_fingerprint(
    desktop: Desktop, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path)
    window = desktop.open(files.panel)
    window.choose_assessor("a1")
    room = window.room
    assert isinstance(room, Room)
    enrol(room)
    score(room, own_entries(room)[0], leave_out=(1, 2))
    window.content.status.reckon_fingerprint()
    before = window.content.status.fingerprint.text()
    desktop.hand_back("a1")
    after = window.content.status.fingerprint.text()
    assert after != before
    window.content.status.reckon_fingerprint()
    assert window.content.status.fingerprint.text() == after
    notice = window.content.notice
    assert "Diserahkan" in notice.text()
    window.choose_assessor("a2")
    assert notice.isHidden()


def test_a_notice_goes_with_the_entry_unless_it_lasts(window: MainWindow, room: Room) -> None:
    first, second, third = own_entries(room)[:3]
    notice = window.content.notice
    assert window.seat.entry == first
    window.notices.tell("Hanya untuk peserta ini.")
    window.content.sheet.view.go_to(3)
    assert not notice.isHidden()
    window.seat.turn(second)
    assert notice.isHidden()
    window.notices.tell("Kode aktivasi: 1234", lasting=True)
    window.seat.turn(third)
    window.choose_assessor("a2")
    assert not notice.isHidden()


def test_activation_codes_stay_until_they_are_put_away(
    qtbot: QtBot, desktop: Desktop, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path)
    before = desktop.open(files.office)
    assert before.content is not None  # all of it has been built
    desktop.issue()
    qtbot.waitUntil(lambda: desktop.window not in {None, before}, timeout=20_000)
    window = desktop.window
    assert window is not None
    window.choose_assessor("a1")
    assert not window.content.notice.isHidden()


def test_the_secretariat_looks_at_sheets_and_changes_no_assessor(
    files: Files, open_window: Callable[..., MainWindow], window: MainWindow
) -> None:
    office = files.room(office=True)
    looking = open_window(office).content.menu_actions.change_assessor.text()
    assert looking == "Lihat lembar &penilai lain…"
    assert window.content.menu_actions.change_assessor.text() == "Ganti &penilai…"
    office.file.close()
