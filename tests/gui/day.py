# SPDX-License-Identifier: MIT
"""A day in the sample event on a real panel file, as the window's tests and pictures need it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from pkri_desktop.identity.box import Effort
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.ui.application import make_application
from pkri_desktop.ui.desktop import Desktop
from pkri_desktop.ui.file_dialogs import FileDialogs
from pkri_desktop.ui.jobs import Jobs
from pkri_desktop.ui.language import install_language
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.ui.settings import Settings
from pkri_desktop.ui.theme import Look, Theme, load_fonts
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.phrases import Phrasebook
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample import found_sample_event

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pkri_desktop.ui.commands import Commands
    from pkri_desktop.ui.presence import PresencePort

CHEAP = Effort(64, 1, 1)  # guessing a test's passphrase need not be dear
SCORES = (85, 78, 90, 72, 66, 88, 91, 80, 75, 70, 69, 83)


class DayClock:
    """Begins at 08.30 in Jakarta on the sample's day and goes on a little at each look."""

    def __init__(self) -> None:
        self._now = int(datetime(2024, 7, 12, 1, 30, tzinfo=UTC).timestamp() * 1000)

    def now(self) -> int:
        """Return the next moment."""
        self._now += 7_321
        return self._now


@dataclass
class Files:
    """The secretariat's file and a panel's, with the profile that has the keys."""

    folder: Path

    @property
    def office(self) -> Path:
        return self.folder / "sekretariat.pkri"

    @property
    def panel(self) -> Path:
        return self.folder / "panel-a.pkri"

    @property
    def profile(self) -> Profile:
        return Profile(self.folder / "profile", CHEAP)

    def copy_to(self, folder: Path) -> Files:
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Files(folder)

    def room(self, *, read_only: bool = False, office: bool = False) -> Room:
        """Open one of the files."""
        profile, path = self.profile, self.office if office else self.panel
        return Room(open_event(path, profile, read_only=read_only), profile, DayClock())


def found_files(folder: Path) -> Files:
    """Found the sample event and the file of its panel A."""
    folder.mkdir(parents=True, exist_ok=True)
    files = Files(folder)
    profile, clock = files.profile, DayClock()
    found_sample_event(files.office, profile, clock)
    with open_event(files.office, profile) as file:
        kit = issue_kit(Office(file, profile, clock), "panel-a", folder)
    found_from_kit(kit.path, files.panel, profile=profile, clock=clock)
    return files


def own_entries(room: Room, assessor: str = "a1") -> list[str]:
    """Return the assessor's entries in the order of the day."""
    return [row.entry.id for row in room.schedule() if room.assigned(assessor, row.entry.id)]


def enrol(room: Room, assessor: str = "a1") -> None:
    """Make the assessor's key, unlocked."""
    room.enrol(assessor, room.sample_code(assessor), room.sample_passphrase())


def score(room: Room, entry: str, *, leave_out: tuple[int, ...] = (), less: int = 0) -> None:
    """Score an entry, apart from some criteria."""
    for number, criterion in enumerate(room.sheet("a1", entry).rubric.criteria):
        if number not in leave_out:
            room.give_score("a1", entry, criterion.id, SCORES[number] - less)


def play_morning(room: Room) -> list[str]:
    """Play until the fifth innovator: three final, one recused, one begun, one absent."""
    entries = own_entries(room)
    enrol(room)
    for number, entry in enumerate(entries[:3]):
        score(room, entry, less=number)
        room.finalise("a1", entry)
        if number < 2:
            job = room.signing("a1", entry)
            room.keep_signed("a1", entry, job.finalised, job())
    room.recuse("a1", entries[3], "Pernah mendampingi unit ini sebagai konsultan.")
    score(room, entries[4], leave_out=(4, 6, 8))
    room.note_attendance("a1", entries[9], absent=True)
    for text, tag in (
        ("Data 2019–2023: waktu layanan 45 → 7 menit. Sumber: Bapenda, belum dicek.", "bukti"),
        ("Bergantung pada satu mitra pengiriman di tiga kabupaten.", "risiko"),
        ("Petakan replikasi ke kabupaten perbatasan lewat Samsat desa.", "rekomendasi"),
    ):
        room.write_note("a1", entries[4], None, text, tag)
    return entries


def returned(files: Files, *, less: int = 0) -> Path:
    """Return what a1 hands back with one final sheet, from the panel's file."""
    room = files.room()
    if not files.profile.keyring.has(room.holder("a1")):
        enrol(room)
    else:
        room.unlock("a1", room.sample_passphrase())
    entry = own_entries(room)[0]
    score(room, entry, less=less)
    room.finalise("a1", entry)
    path = hand_back(room, "a1", files.folder / f"kembali-{less}").path
    room.file.close()
    return path


def second_laptop(files: Files) -> Path:
    """Return what a1 hands back from another copy, scored otherwise."""
    first = files.panel.read_bytes()
    [kit] = files.folder.glob("paket-*.pkrix")
    files.panel.unlink()
    found_from_kit(kit, files.panel, profile=files.profile, clock=SystemClock())
    path = returned(files, less=9)
    files.panel.write_bytes(first)
    return path


def application() -> QApplication:
    """Return the application, dressed as app.py does it."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    return make_application()


def make_window(
    room: Room,
    folder: Path,
    *,
    language: str = "id",
    theme: str = "light",
    commands: Commands | None = None,
    presence: PresencePort | None = None,
) -> MainWindow:
    """Return a window on the room; its settings lie in ``folder``."""
    app = application()
    resources = resources_folder()
    if not QFontDatabase.hasFamily("Inter"):
        load_fonts(resources)
    settings = Settings(folder)
    settings.language, settings.theme = language, theme
    return MainWindow(
        room,
        phrases=Phrasebook,
        jobs=Jobs(app),
        settings=settings,
        look=Look(app, Theme.dark() if theme == "dark" else Theme.light()),
        languages=install_language(app, language, resources),
        commands=commands,
        presence=presence,
    )


def make_desktop(
    files: Files, folder: Path, *, language: str = "id", theme: str = "light"
) -> Desktop:
    """Return what opens windows, as app.py builds it; its settings lie in ``folder``."""
    app, clock, resources = application(), DayClock(), resources_folder()
    if not QFontDatabase.hasFamily("Inter"):
        load_fonts(resources)
    settings = Settings(folder)
    settings.language, settings.theme = language, theme
    return Desktop(
        profile=files.profile,
        clock=clock,
        rooms=lambda path: Room(open_event(path, files.profile), files.profile, clock),
        phrases=Phrasebook,
        jobs=Jobs(app),
        settings=settings,
        look=Look(app, Theme.dark() if theme == "dark" else Theme.light()),
        languages=install_language(app, language, resources),
    )


def settings_file(folder: Path) -> QSettings:
    """Return what a window left in its settings."""
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def answer(monkeypatch: pytest.MonkeyPatch, chosen: object) -> None:
    """Let every file dialog be answered so."""
    for name in ("open_file", "open_files", "folder", "save_file"):
        monkeypatch.setattr(FileDialogs, name, lambda *_args, **_options: chosen)
