# SPDX-License-Identifier: MIT
"""Pictures of every page and dialog, to be looked at: ``python -m tests.shots --to DIR``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from shiboken6 import isValid

from pkri_desktop.domain.dispute import Difference
from pkri_desktop.domain.note import DAY, NoteMarks
from pkri_desktop.domain.record import Change
from pkri_desktop.runtime.media import Medium
from pkri_desktop.ui.dialogs.closing_dialog import ClosingDialog, OwnClosingDialog
from pkri_desktop.ui.dialogs.key_dialog import KeyDialog
from pkri_desktop.ui.dialogs.key_file_dialog import KeyFileDialog
from pkri_desktop.ui.dialogs.lock_dialog import LockDialog
from pkri_desktop.ui.dialogs.revoke_dialog import RevokeDialog
from pkri_desktop.ui.handing_over import HandingOver
from pkri_desktop.ui.office_window import OfficeWindow
from pkri_desktop.ui.pages import (
    COMPLETENESS,
    DIFFERENCES,
    ISSUE,
    KEYS,
    QUARANTINE,
    RECEIVE,
    TRAIL,
)
from pkri_desktop.ui.pages.grid_page import GridPage
from pkri_desktop.ui.panel_closing import PanelClosing
from tests.gui.day import (
    application,
    enrol,
    found_files,
    make_desktop,
    make_window,
    own_entries,
    play_morning,
    returned,
    score,
    second_laptop,
)
from tests.gui.moments import Moments
from tests.key_files import PASSWORD, key_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pkri_desktop.domain.record import Body
    from pkri_desktop.ui.desktop import Desktop
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room
    from tests.gui.day import Files

LOOKS = tuple((theme, language) for theme in ("light", "dark") for language in ("id", "en"))
LONG_NOTE = (
    "Paparan menyebut 1.204 layanan pada 2023 👍, tetapi tautan bukti "
    "https://contoh.go.id/laporan/inovasi/tahunan/2023/lampiran-sangat-panjang-sekali.pdf "
    "tidak dapat dibuka.\nMinta salinan cetak sebelum pleno."
)


class Photographer:
    """Opens a window per look and takes its pictures."""

    def __init__(
        self, fresh: Files, morning: Files, to: Path, width: int, height: int, suffix: str
    ) -> None:
        self._fresh, self._morning, self._to = fresh, morning, to
        self._size, self._suffix = (width, height), suffix

    def take_all(self) -> None:
        """Take every picture in every look."""
        for theme, language in LOOKS:
            for name, pose in POSES.items():
                self._take(name, pose, theme, language)
            for name, office_pose in OFFICE_POSES.items():
                self._take_office(name, office_pose, theme, language)

    def _take(self, name: str, pose: Pose, theme: str, language: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            files = self._morning.copy_to(Path(folder) / "day")
            room = files.room(read_only=name == "read-only")
            window = make_window(room, Path(folder) / "settings", theme=theme, language=language)
            window.resize(*self._size)
            window.show()
            settle()
            for number, widget in enumerate(pose(window, room)):
                self._save(widget, name, number, f"{theme}-{language}")
            window.jobs.wait(5_000)
            settle()
            for dialog in own_windows(window):
                dialog.close()
            if not window.close():  # something typed is on screen only: it is given up now
                window.close()
            window.deleteLater()
            settle()
            room.file.close()

    def _take_office(self, name: str, pose: OfficePose, theme: str, language: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            files = self._fresh.copy_to(Path(folder) / "day")
            desktop = make_desktop(files, Path(folder) / "settings", theme=theme, language=language)
            window = desktop.open(files.office)
            assert isinstance(window, OfficeWindow)
            window.showNormal()  # where there is no screen, any window is larger than it
            window.resize(*self._size)
            for number, widget in enumerate(pose(desktop, window, files)):
                self._save(widget, name, number, f"{theme}-{language}")
            desktop.jobs.wait(5_000)
            settle()
            desktop.close()
            settle()

    def _save(self, widget: QWidget, name: str, number: int, look: str) -> None:
        settle()
        path = self._to / f"{name}{f'-{number}' if number else ''}-{look}{self._suffix}.png"
        widget.grab().save(str(path))


def own_windows(window: MainWindow) -> list[QWidget]:
    """Return the dialogs that belong to a window."""
    return [child for child in window.children() if isinstance(child, QWidget) and child.isWindow()]


def settle(milliseconds: int = 30) -> None:
    """Let Qt do what it has put off."""
    end = time.monotonic() + milliseconds / 1000
    app = application()
    rounds = 0
    while time.monotonic() < end or rounds < 20:
        app.processEvents()
        rounds += 1


def at(window: MainWindow, entry: str, row: int = 0) -> MainWindow:
    """Open an entry with a criterion active."""
    if not window.seat.assessor:
        window.choose_assessor("a1")
    window.seat.turn(entry)
    window.content.sheet.view.go_to(row)
    window.content.status.reckon_fingerprint()
    return window


def choose(window: MainWindow, room: Room) -> Iterator[QWidget]:
    window.show_chooser()
    yield window


def morning(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    at(window, entries[4], 4)
    yield window
    window.content.sheet.view.edit_score("7")
    window.content.notes.editor.setPlainText("Anggaran 2025 sudah disahkan, tetapi SOP antar belum")
    yield window
    window.content.sheet.view.edit_score()
    editor = window.content.sheet.view._delegate.editor
    assert editor is not None
    editor.selectAll()
    editor.put_in("85,5")
    yield window


def session(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    at(window, entries[4], 4)
    timing = window.content.timing
    real = room.clock
    room.clock = moments = Moments(real.now())
    timing.start_or_hold()
    moments.at += 150_000
    timing.reload()
    yield window
    timing.advance()
    moments.at += 700_000
    timing.reload()
    yield window
    window.sessions.show_clock()
    assert window.sessions.clock is not None
    yield window.sessions.clock
    moments.at += 200_000
    timing.reload()
    yield window
    yield window.sessions.clock
    window.sessions.clock.close()
    room.clock = real


def all_rooms(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    at(window, entries[4], 4)
    window.content.schedule.show_all_rooms()
    yield window
    other = next(row.entry.id for row in room.schedule() if not room.assigned("a1", row.entry.id))
    at(window, other)
    yield window


def fresh(window: MainWindow, room: Room) -> Iterator[QWidget]:
    window.choose_assessor("a3")
    at(window, own_entries(room)[0])
    yield window


def complete(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    score(room, entries[4])
    yield at(window, entries[4], 8)


def incomplete(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    at(window, entries[4], 2)
    window.finishing.finish()
    yield window


def locked(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    for number in (0, 2, 3, 9):
        yield at(window, entries[number], 2)
    room.reopen("a1", entries[1], "Salah ketik pada kriteria 3.")
    yield at(window, entries[1], 2)


def overfull(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    longest = max(entries, key=lambda entry: len(room.entries[entry].title))
    for number in range(14):
        text = LONG_NOTE if number % 3 == 0 else f"Catatan ke-{number + 1}: perlu dicek 🙂."
        room.write_note("a1", longest, None, text, ("bukti", "risiko", "kutipan", "")[number % 4])
    yield at(window, longest, 1)


def noting(window: MainWindow, room: Room) -> Iterator[QWidget]:
    """Show notes with all their marks, found ones, those of the day, and scores to be explained."""
    entry = own_entries(room)[4]
    criteria = room.rubric(entry).criteria
    room.day.time("a1", entry, lambda session, now: session.started(now))
    for text, tag, marks in (
        (
            "SOP antar belum ada, anggaran 2025 sudah disahkan. #anggaran",
            "anggaran",
            NoteMarks(criteria[2].id, shared=True, use="improvement"),
        ),
        (
            "Jadikan Samsat desa contoh bagi kabupaten perbatasan.",
            "rekomendasi",
            NoteMarks(criteria[4].id, use="policy"),
        ),
        (
            "الخدمة سريعة جدًا في 2023, e\u0301 👍🏽 " + "Z\u0335\u0321" * 12,
            "kutipan",
            NoteMarks(criteria[4].id, shared=True, use="strength"),
        ),
    ):
        room.write_note("a1", entry, None, text, tag, marks)
    room.write_note("a1", DAY, None, "Listrik padam pukul 10.20, anggaran waktu bergeser.", "")
    at(window, entry, 4)
    window.content.notes.editor.setPlainText("Anggaran 2025 sudah disahkan, SOP belum")
    window.content.notes.choices.toggle_criterion()
    window.content.notes.choices.choose_use("improvement")
    window.content.notes.editor.save()
    yield window
    window.content.menu_actions.search_notes.trigger()
    window.content.notes.search.field.setText("angg")
    yield window
    window.content.notes.end_search()
    window.content.menu_actions.day_notes.trigger()
    yield window
    window.content.menu_actions.day_notes.trigger()
    for criterion, steps in zip(criteria, (85, 97, 90, 72, 40, 88, 91, 80, 75), strict=True):
        window.seat.write(lambda one=criterion, new=steps: room.give_score(  # type: ignore[misc]
            "a1", entry, one.id, new))  # fmt: skip
    window.content.sheet.view.go_to(2)
    window.finishing.finish()
    yield window


def notice(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    at(window, entries[4], 0)
    notes = window.content.notes
    notes.list.setCurrentIndex(notes.model.index(1))
    notes.remove_chosen()
    yield window
    window.signing.failed.emit(None)
    yield window


def gaps(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    at(window, entries[4], 2)
    score(room, entries[5], less=60)
    score(room, entries[6])
    window.content.menu_actions.gaps.trigger()
    window.content.menu_actions.gap.trigger()
    yield window
    window.content.menu_actions.entry_gaps.trigger()
    yield window
    at(window, entries[0])
    window.own_pages.leave()
    window.content.menu_actions.entry_gaps.trigger()
    yield window


def grid(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entries = own_entries(room)
    at(window, entries[5], 2)
    for number, entry in enumerate(entries[5:9]):
        score(room, entry, less=2 * number)
    first = room.sheet("a1", entries[8]).rubric.criteria
    room.give_score("a1", entries[8], first[1].id, 92)
    room.give_score("a1", entries[8], first[0].id, 70)
    window.content.menu_actions.own_scores.trigger()
    yield window
    page = window.own_pages.page("grid")
    assert isinstance(page, GridPage)
    page.view.step(0, 3)
    page.view.edit_score("1")
    editor = page.view._delegate.editor
    assert editor is not None
    editor.put_in("77")
    yield window
    editor.given_up.emit()
    window.content.menu_actions.finish_all.trigger()
    if window.finishing.asking is not None:
        window.finishing.asking.deed.click()  # type: ignore[attr-defined]
    settle(2_000)
    yield window


def hand_over(window: MainWindow, room: Room) -> Iterator[QWidget]:
    at(window, own_entries(room)[4], 2)
    stick = room.path.parent / "STIK-MERAH"
    stick.mkdir()
    media = (Medium(stick, "STIK-MERAH", 7_412_000_000),)
    handing = HandingOver(window, room, window.files, lambda: media)
    handing.begin()
    settle(300)
    yield window
    room.unlock("a1", room.sample_passphrase())
    handing.write_to(stick)
    window.jobs.wait(20_000)
    settle(300)
    yield window
    stick.rename(stick.with_name("dicabut"))
    handing.write_to(stick)
    window.jobs.wait(20_000)
    settle(300)
    yield window


def read_only(window: MainWindow, room: Room) -> Iterator[QWidget]:
    yield at(window, room.schedule()[0].entry.id)


def office_empty(desktop: Desktop, window: OfficeWindow, files: Files) -> Iterator[QWidget]:
    for page in (COMPLETENESS, ISSUE, RECEIVE, DIFFERENCES, TRAIL, KEYS, QUARANTINE):
        window.go_to(page)
        yield window


def office_full(desktop: Desktop, window: OfficeWindow, files: Files) -> Iterator[QWidget]:
    bad = files.folder / "surat-undangan-rapat-koordinasi-persiapan-wawancara.pkrix"
    bad.write_bytes(b"bukan berkas PKRI")
    returned_files = [returned(files), second_laptop(files), bad]
    window.go_to(RECEIVE)
    window.work.look_at(returned_files)
    idle(window)
    yield window
    window.receive.take.click()
    idle(window)
    yield window
    for page in (COMPLETENESS, DIFFERENCES, TRAIL):
        window.go_to(page)
        if page == DIFFERENCES:
            window.differences.reason.setText("Laptop kedua hanya dipakai latihan.")
        if page == TRAIL:
            window.trail.reload()
        yield window
    [question] = window.differences.questions
    assert isinstance(question, Difference)
    desktop.view_sheet("a1", question.entry)
    assert desktop._viewer is not None
    desktop._viewer.showNormal()
    desktop._viewer.resize(window.size())
    yield desktop._viewer


def office_keys(desktop: Desktop, window: OfficeWindow, files: Files) -> Iterator[QWidget]:
    """Hand out, lose a slip and a laptop, revoke, and refuse some files."""
    window.work.look_at([returned(files), second_laptop(files)])
    idle(window)
    window.receive.take.click()
    idle(window)
    bad = files.folder / "kembali-penilai-b2-salinan-dari-stik-merah.pkrix"
    bad.write_bytes(b"PKRIPKG1" + bytes(70_000))
    newer = files.folder / "kembali-1f3a.pkrix"
    newer.write_bytes(b"PKRIPKG9" + bytes(140_000))
    window.work.look_at([bad, newer])
    idle(window)
    window.go_to(ISSUE)
    yield window
    [panel, *_] = window.issue.cards
    panel.offers["a1"].click()
    yield front(window)
    front(window).close()
    panel.offers["a2"].click()
    yield front(window)
    front(window).close()
    panel.kit_code.click()
    yield front(window)
    front(window).close()
    window.dialogs.folder = lambda *_arguments: files.folder / "paket"  # type: ignore[method-assign]
    window.handing_out.issue_all()
    idle(window)
    yield front(window)
    codes = front(window)
    for _ in range(2):
        codes.close()
        settle()
        if isValid(codes) and codes.isVisible():
            yield codes
    window.go_to(KEYS)
    yield window
    window.keys.buttons[0].click()
    yield front(window)
    revoking = front(window)
    assert isinstance(revoking, RevokeDialog)
    for choice in (0, revoking.list.count() - 1):
        revoking.list.setCurrentRow(choice)
        idle(window)
        yield revoking
    revoking.reason.setText("Laptop tertinggal di kereta.")
    yield revoking
    revoking.deed.click()
    idle(window)
    yield window
    window.go_to(ISSUE)
    yield window
    window.go_to(QUARANTINE)
    yield window
    cell = window.quarantine.table.cellWidget(0, 4)
    assert cell is not None
    cell.findChildren(QPushButton)[1].click()
    yield front(window)
    front(window).close()
    window.go_to(RECEIVE)
    window.work.look_at([*files.folder.glob("kembali-*/*.pkrix"), bad])
    idle(window)
    yield window
    cell = window.receive.history.cellWidget(0, 3)
    assert cell is not None
    cell.findChildren(QPushButton)[0].click()
    yield front(window)
    front(window).close()
    desktop.recover()
    yield front(window)
    front(window).close()


def office_overfull(desktop: Desktop, window: OfficeWindow, files: Files) -> Iterator[QWidget]:
    """Let there be nine panels of seven with long names, and many refused files."""
    office = window.office
    changes = []
    for number in range(9):
        members = [f"p{number}-{seat}" for seat in range(7)]
        changes += [
            Change("assessor.appointed", ("assessor", one),
                   {"name": f"Prof. Dr. Penilai {one.upper()} dengan Nama yang Panjang, M.Si."})
            for one in members
        ]  # fmt: skip
        body: Body = {"name": f"Panel {number + 1} Pelayanan Kesehatan dan Kependudukan",
                      "room": f"Ruang Rapat Sriwijaya {number + 1}, Gedung B Lantai 3",
                      "chair": members[0], "members": [*members], "entries": []}  # fmt: skip
        changes.append(Change("panel.formed", ("panel", f"p{number}"), body))
    office.file.ledger.append(
        office.holder, changes, at=office.clock.now(), sealer=office.signer.seal
    )
    window.telling.reload()
    files_refused = []
    for number in range(30):
        path = files.folder / f"kembali-{number:04}.pkrix"
        path.write_bytes(b"PKRIPKG1" + bytes(1_000 * number))
        files_refused.append(path)
    window.work.look_at(files_refused)
    idle(window)
    window.desk.changed.emit()
    for page in (ISSUE, QUARANTINE):
        window.go_to(page)
        yield window
    window.dialogs.folder = lambda *_arguments: files.folder / "paket"  # type: ignore[method-assign]
    window.handing_out.issue_all()
    idle(window)
    codes = front(window)
    yield codes
    codes.close()
    codes.close()


def start(desktop: Desktop, window: OfficeWindow, files: Files) -> Iterator[QWidget]:
    desktop.close()
    desktop.show_start("Berkas sekretariat.pkri rusak dan tidak dibaca lebih lanjut.")
    assert desktop._start is not None
    yield desktop._start


def front(window: QWidget) -> QDialog:
    """Return the dialog that stands over a window."""
    settle()
    return next(one for one in reversed(window.findChildren(QDialog)) if one.isVisible())


def idle(window: OfficeWindow) -> None:
    """Wait until a worker has given the file back."""
    while window.desk.is_lent:
        settle()


def dialogs(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entry = own_entries(room, "a2")[0]
    for criterion in room.sheet("a2", entry).rubric.criteria:
        room.give_score("a2", entry, criterion.id, 80)
    window.choose_assessor("a2")
    at(window, entry)
    for begin in (window.finishing.finish, window.finishing.recuse):
        yield asked(window, begin)
    enrol(room, "a2")
    room.lock("a2")
    yield asked(window, window.finishing.finish)
    window.content.menu_actions.keys.trigger()
    settle()
    yield next(w for w in own_windows(window) if type(w).__name__ == "KeysDialog")


def closing(window: MainWindow, room: Room) -> Iterator[QWidget]:
    at(window, own_entries(room)[4])
    room.unlock("a1", room.sample_passphrase())
    PanelClosing(window, room).begin("a1")
    [dialog] = window.findChildren(ClosingDialog)
    yield dialog
    dialog.deed.click()
    for asked_of, final in zip(dialog.asked.values(), (14, 15), strict=True):
        asked_of.final.setText(str(final))
        asked_of.recused.setText(str(15 - final))
        asked_of.words.setText("abjad acara adat jendela")
    dialog.deed.click()
    yield dialog
    dialog.close()
    enrol(room, "a2")
    for assessor in ("a2", "a3"):
        PanelClosing(window, room).begin(assessor)
        settle()
        for own in window.findChildren(OwnClosingDialog):
            yield own
            own.close()


def lock_page(window: MainWindow, room: Room) -> Iterator[QWidget]:
    room.sample_passphrase = lambda: ""  # type: ignore[method-assign]  # as on a real day
    window.choose_assessor("a1")
    yield window
    assert window.locking.page is not None
    window.locking.page.passphrase_given.emit("contoh saja")
    at(window, own_entries(room)[4], 4)
    window.content.menu_actions.lock.trigger()
    yield window
    page = window.locking.page
    assert page is not None
    page.field.setText("bukan ini")
    page.passphrase_given.emit("bukan ini")
    yield window
    page.tell_unsaved()
    yield window
    window.show_chooser()
    window.choose_assessor("a3")
    window.content.menu_actions.lock.trigger()
    yield window
    page = window.locking.page
    assert page is not None
    page.go_on_wanted.emit()
    window.content.menu_actions.lock_settings.trigger()
    (dialog,) = [child for child in own_windows(window) if isinstance(child, LockDialog)]
    yield dialog
    dialog.lock.setCurrentIndex(dialog.lock.count() - 1)
    yield dialog


def bring(window: MainWindow, room: Room) -> Iterator[QWidget]:
    entry = own_entries(room, "a2")[0]
    for criterion in room.sheet("a2", entry).rubric.criteria:
        room.give_score("a2", entry, criterion.id, 80)
    window.choose_assessor("a2")
    at(window, entry)
    path = room.path.with_name("sertifikat-saya.p12")
    path.write_bytes(key_file())
    window.files.key_file = lambda *_: path  # type: ignore[method-assign]
    dialog = asked(window, window.finishing.finish)
    assert isinstance(dialog, KeyDialog)
    dialog.bring.click()
    question = dialog.bringing
    assert isinstance(question, KeyFileDialog)
    yield question
    question.field.setText("bukan ini")
    question.deed.click()
    yield question
    question.field.setText(PASSWORD)
    question.deed.click()
    yield dialog


def asked(window: MainWindow, begin: Callable[[], None]) -> QWidget:
    """Return the dialog that something opens, closing the one before."""
    if window.finishing.asking is not None:
        window.finishing.asking.close()
    begin()
    assert window.finishing.asking is not None
    return window.finishing.asking


if TYPE_CHECKING:
    Pose = Callable[[MainWindow, Room], Iterator[QWidget]]
    OfficePose = Callable[[Desktop, OfficeWindow, Files], Iterator[QWidget]]

POSES = {
    "chooser": choose,
    "fresh": fresh,
    "morning": morning,
    "session": session,
    "all-rooms": all_rooms,
    "complete": complete,
    "incomplete": incomplete,
    "locked": locked,
    "overfull": overfull,
    "noting": noting,
    "notice": notice,
    "gaps": gaps,
    "grid": grid,
    "hand-over": hand_over,
    "read-only": read_only,
    "dialogs": dialogs,
    "closing": closing,
    "lock-page": lock_page,
    "bring": bring,
}
OFFICE_POSES = {
    "office-empty": office_empty,
    "office": office_full,
    "office-keys": office_keys,
    "office-overfull": office_overfull,
    "start": start,
}


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--only", help="take only poses whose name begins so")
    parser.add_argument("--small", action="store_true", help="only the set of 200 percent")
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    for poses in (POSES, OFFICE_POSES):
        for name in [name for name in poses if not name.startswith(arguments.only or "")]:
            del poses[name]
    application()
    with tempfile.TemporaryDirectory() as folder:
        fresh = found_files(Path(folder) / "fresh")
        morning = fresh.copy_to(Path(folder) / "morning")
        room = morning.room()
        play_morning(room)
        room.file.close()
        if not arguments.small:
            Photographer(fresh, morning, arguments.to, 1366, 768, "").take_all()
        Photographer(fresh, morning, arguments.to, 683, 384, "-200").take_all()
    print(f"pictures in {arguments.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
