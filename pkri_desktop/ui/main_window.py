# SPDX-License-Identifier: MIT
"""The main window: the sheet in the middle, the schedule and the notes as docks around it.

Its first frame is the ``Front``. The rest is built when that has been painted, or at once by
whoever asks for it: ``content`` is always all there.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from pkri_desktop.ui.commands import Commands
from pkri_desktop.ui.front import Front
from pkri_desktop.ui.notices import ATTENTION, GOOD, INFO, WRONG, Notices
from pkri_desktop.ui.placing import Place
from pkri_desktop.ui.seat import Seat
from pkri_desktop.ui.theme import SCALE_STEP, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QDockWidget, QWidget

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.domain.note import Note
    from pkri_desktop.ui.content import Content
    from pkri_desktop.ui.docking import Docking
    from pkri_desktop.ui.file_dialogs import FileDialogs
    from pkri_desktop.ui.finishing import Finishing
    from pkri_desktop.ui.guard import Guard
    from pkri_desktop.ui.jobs import Jobs
    from pkri_desktop.ui.language import Languages
    from pkri_desktop.ui.locking import Locking
    from pkri_desktop.ui.notices import Notice
    from pkri_desktop.ui.own_pages import OwnPages
    from pkri_desktop.ui.ports import PhrasesPort, RoomPort
    from pkri_desktop.ui.presence import PresencePort
    from pkri_desktop.ui.settings import Settings
    from pkri_desktop.ui.signing import Signing
    from pkri_desktop.ui.theme import Look

_CLOSE_WAITS = 3_000  # milliseconds for signing to end


class MainWindow(QMainWindow):
    """One open event file.

    Args:
        room: what is shown and written.
        phrases: makes the sentences for refusals in a language, by its code.
        jobs: runs long work.
        settings: what the window remembers.
        look: theme and text size.
        languages: changes the language.
        commands: what else the menu starts.
        notices: passes messages to the user; the window shows them.
        presence: knows whether anybody is there.

    Attributes:
        is_broken: whether it could not be built, since the file could not be read.
    """

    def __init__(
        self,
        room: RoomPort,
        *,
        phrases: Callable[[str], PhrasesPort],
        jobs: Jobs,
        settings: Settings,
        look: Look,
        languages: Languages,
        commands: Commands | None = None,
        notices: Notices | None = None,
        presence: PresencePort | None = None,
    ) -> None:
        super().__init__()
        self.room = room
        self.seat = Seat(room, self)
        self.jobs = jobs
        self.look = look
        self.notices = notices or Notices(self)
        self._settings, self._languages = settings, languages
        self._phrases = phrases
        self._commands = commands or Commands()
        self._presence = presence
        self._given_up = False
        self._closed = False
        self.is_broken = False
        self._content: Content | None = None
        self.notices.told.connect(self._on_told)
        self.seat.sat.connect(self.notices.move_on)
        self.seat.turned.connect(self.notices.move_on)
        self._title = f"{room.event.short_name} — PKRI Desktop"
        self.setWindowTitle(self._title)
        if room.role != "panel":
            self.seat.turned.connect(self._entitle)
            self.seat.sat.connect(self._entitle)
        self.setProperty("contextMenuPolicy", "NoContextMenu")  # Qt's own would show the docks
        self.setMinimumSize(480, 320)
        self._build_front()
        self._place = Place(self, settings.geometry)
        self._begin()

    # Parts that are built when they are wanted

    @property
    def content(self) -> Content:
        """Return all parts, of which the first frame shows only the front."""
        if self._content is None:
            self._content = self._build_content()
            self._build_deeds(self._content)
        return self._content

    @property
    def finishing(self) -> Finishing:
        """Return what decides about whole sheets."""
        self.content  # noqa: B018 -- builds it
        return self._finishing

    @cached_property
    def signing(self) -> Signing:
        """Return what signs final sheets; it outlives a change of language."""
        from pkri_desktop.ui.signing import Signing  # noqa: PLC0415 -- after the first paint

        signing = Signing(self.seat, self.jobs, self)
        signing.failed.connect(self._on_signing_failed)
        return signing

    @cached_property
    def files(self) -> FileDialogs:
        """Return what asks for files."""
        from pkri_desktop.ui.file_dialogs import FileDialogs  # noqa: PLC0415 -- rarely needed

        return FileDialogs(self._settings)

    @cached_property
    def docking(self) -> Docking:
        """Return what folds the docks away where there is no room; it outlives the content."""
        from pkri_desktop.ui.docking import Docking  # noqa: PLC0415 -- after the first paint

        return Docking(self, self.look)

    @cached_property
    def guard(self) -> Guard:
        """Return what decides when the window locks and a key is forgotten."""
        from pkri_desktop.ui.guard import Guard  # noqa: PLC0415 -- after the first paint

        if self._presence is None:
            from pkri_desktop.ui.presence import Presence  # noqa: PLC0415 -- after the first paint

            self._presence = Presence(self)
        return Guard(self.seat, self._settings, self._presence, self)

    @cached_property
    def locking(self) -> Locking:
        """Return what locks the window."""
        from pkri_desktop.ui.locking import Locking  # noqa: PLC0415 -- after the first paint

        return Locking(self, self.guard)

    @cached_property
    def own_pages(self) -> OwnPages:
        """Return what shows pages of the assessor's whole day in place of the sheet."""
        from pkri_desktop.ui.own_pages import OwnPages  # noqa: PLC0415 -- after the first paint

        return OwnPages(self)

    # Choices that app.py and the tests make too

    def choose_assessor(self, assessor_id: str) -> None:
        """Let this assessor score, behind the passphrase where the sheets are locked."""
        if self.guard.asks(assessor_id):
            self.locking.show(assessor_id)
        else:
            self.let_in(assessor_id)

    def let_in(self, assessor_id: str) -> None:
        """Let this assessor score, beginning with the first entry that is open."""
        if self.seat.assessor != assessor_id:
            self.guard.forget(self.seat.assessor)
        self.seat.sit(assessor_id)
        self._settings.remember_assessor(self.room.event.id, assessor_id)
        model = self.content.schedule.model
        first = model.next_open("") or model.neighbour("", 0)
        self.show_sheet_page()
        if first:
            self.seat.turn(first)
        self.content.sheet.view.setFocus()
        self.signing.sign_all(assessor_id)

    def show_whole(self) -> None:
        """Show the window in its place, within the screen."""
        self._place.show()

    def show_chooser(self) -> None:
        """Ask who scores; who sat here has left, and the key with them."""
        self.seat.leave()
        if self.has_unsaved():
            self.notices.tell(
                self.tr("Something typed is not saved yet, so nobody else can score here now."),
                WRONG,
            )
            return
        self.guard.forget(self.seat.assessor)
        self.show_page(self.content.chooser)
        self.locking.give_up()
        last = self.seat.assessor or self._settings.last_assessor(self.room.event.id)
        self.content.chooser.offer(last)

    def show_page(self, page: QWidget) -> None:
        """Show a page alone, without the docks."""
        content = self.content
        self._remember_docks()
        self.guard.rest()
        content.schedule_dock.hide()
        content.notes_dock.hide()
        if content.pages.indexOf(page) < 0:
            content.pages.addWidget(page)
        content.pages.setCurrentWidget(page)
        self._allow()
        self.sessions.fit()

    def show_sheet_page(self) -> None:
        """Show the sheet with its docks."""
        content = self.content
        self._remember_docks()
        content.pages.setCurrentWidget(content.sheet)
        self.locking.take_away()
        self.docking.show(content)
        self.sessions.fit()
        self._allow()
        self.guard.watch()

    def change_language(self, language: str) -> None:
        """Speak another language at once."""
        if language == self._languages.current:
            return
        self.seat.leave()
        if self.has_unsaved():
            self.notices.tell(
                self.tr("Something typed is not saved yet. The language can be changed then."),
                WRONG,
            )
            return
        self._settings.language = language
        self._languages.speak(language)
        assessor, entry, own_page = self.seat.assessor, self.seat.entry, self.own_pages.leave()
        row, at_sheet = self.content.sheet.view.row, self.at_sheet
        locked = self.locking.page.assessor if self.locking.page is not None else ""
        self.locking.take_away()
        self._remember_docks()
        self.content.take_out()
        self._content = None
        self._build_front()
        self._front.show()  # Qt shows it later, and until then the docks would take its place
        if assessor and (at_sheet or locked):
            self.seat.entry = ""
            if at_sheet:
                self.show_sheet_page()
            self.seat.turn(entry)
            self.content.sheet.view.go_to(row)
        if locked:
            self.locking.show(locked)
        elif at_sheet:
            self.content.sheet.view.setFocus()
            self.own_pages.show(own_page)
        else:
            self.show_chooser()

    def change_theme(self, name: str) -> None:
        """Wear a theme: ``system``, ``light`` or ``dark``."""
        self._settings.theme = name
        system = QGuiApplication.styleHints().colorScheme()
        self.look.change(theme=Theme.chosen(name, system))

    def change_text_size(self, steps: int) -> None:
        """Make text larger or smaller by some steps; 0 is back to the usual size."""
        self._remember_docks()
        self.look.change(scale=self.look.scale + steps * SCALE_STEP if steps else 1.0)
        self._settings.text_scale = self.look.scale
        self.docking.size(self.content)
        self._fit()

    def make_room_for(self, dock: QDockWidget) -> None:
        """Show a dock; where there is room for one only, the other gives way."""
        if self.at_sheet:
            self.docking.make_room(self.content, dock)

    def sentence(self, refusal: Refusal) -> str:
        """Return a refusal as a sentence in the window's language."""
        return self._phrases(self._languages.current).sentence(refusal)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the rest be built as soon as the first frame is on the screen."""
        super().paintEvent(event)
        if self._content is None:
            QTimer.singleShot(0, self, self._complete)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key asks for that was pressed before its action was there."""
        if self._content is None:
            from PySide6.QtGui import QKeySequence  # noqa: PLC0415 -- after the first paint

            pressed = QKeySequence(event.keyCombination())
            for action in self.content.menu_actions.all:
                if pressed in action.shortcuts():
                    action.trigger()
                    return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold docks away where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed; do not go while something typed is on screen only."""
        self.seat.leave()
        if self.has_unsaved() and not self._given_up:
            self._given_up = True
            self.notices.tell(
                self.tr("Something typed is not saved yet. Close again to lose it."), WRONG
            )
            event.ignore()
            return
        self.jobs.wait(_CLOSE_WAITS)
        QApplication.sendPostedEvents()
        if not self._closed:
            self._closed = True
            self._front.status.rest()
            if self._content is not None:
                self.guard.rest()
        self._settings.geometry = self.saveGeometry()
        self._settings.save()
        event.accept()

    @property
    def at_sheet(self) -> bool:
        """Say whether a sheet is shown, rather than the names or the page of a locked window."""
        content = self._content
        return content is not None and content.pages.currentWidget() is content.sheet

    @property
    def at_work(self) -> bool:
        """Say whether somebody's scores are shown: a sheet, or a page of the whole day."""
        return self.at_sheet or (self._content is not None and bool(self.own_pages.shown))

    def take_keyboard(self) -> None:
        """Let the keys come to what is shown: a page of the whole day, else the sheet."""
        if not self.own_pages.take_keyboard():
            self.content.sheet.view.setFocus()

    def has_unsaved(self) -> bool:
        """Say whether something typed is on screen only, after trying once more to save it."""
        if self._content is None:
            return False
        model = self._content.sheet.model
        if (model.left_unsaved > 0 and model.retry() > 0) or self._content.notes.editor.dirty:
            return True
        return self.own_pages.has_unsaved()

    # Inside

    def _remember_docks(self) -> None:
        if self.at_sheet:
            self.docking.remember(self.content)

    def _fit(self) -> None:
        """Fold away what there is no room for, once everything is built."""
        if self._content is not None:
            self.sessions.fit()
            if self.at_sheet:
                self.docking.fit(self._content)

    def _build_front(self) -> None:
        self._front = Front(self, self.seat, self.look)
        self._front.chooser.chosen.connect(self.choose_assessor)

    def _build_content(self) -> Content:
        from pkri_desktop.ui.content import Content  # noqa: PLC0415 -- after the first paint

        return Content(
            self, self._front, self.seat, self.look, self.notices, self._commands, self._settings,
            self.sentence,
        )  # fmt: skip

    def _build_deeds(self, content: Content) -> None:
        from pkri_desktop.ui.finishing import Finishing  # noqa: PLC0415 -- after the first paint
        from pkri_desktop.ui.reaching import Reaching  # noqa: PLC0415 -- after the first paint
        from pkri_desktop.ui.sessions import Sessions  # noqa: PLC0415 -- after the first paint
        from pkri_desktop.ui.wiring import Wiring  # noqa: PLC0415 -- after the first paint

        self._finishing = Finishing(self, content.sheet)
        self._finishing.done_here.connect(self._go_on)
        content.sheet.shown.connect(self._allow)
        content.notes.model.shown.connect(self._allow)
        content.notes.removed.connect(self._on_note_removed)
        content.sheet.view.cleared.connect(self.tell_cleared)
        self.signing.changed.connect(content.status.tell_signing)
        Wiring(self, self._settings, self._languages, self._commands)
        self.sessions = Sessions(self, self._settings)
        self.reaching = Reaching(self)
        self.own_pages.connect_actions()
        self._allow()

    def _complete(self) -> None:
        if self._closed or self.is_broken:
            return
        try:
            self.content  # noqa: B018 -- builds it
        except BaseException:
            self.is_broken = True  # and not tried again at each paint
            raise

    def _begin(self) -> None:
        if self.room.read_only:
            words = (
                self.tr("Read only: this file is open at {holder}. Nothing can be changed here.")
                if self.room.held_by
                else self.tr("Read only: this file or its folder cannot be written. Nothing can be "
                             "changed here.")
            )  # fmt: skip
            self.notices.tell(words.format(holder=self.room.held_by), ATTENTION, lasting=True)
        assessors = self.room.assessors()
        if len(assessors) == 1:
            self.choose_assessor(assessors[0].id)
        else:
            self._front.chooser.offer(self._settings.last_assessor(self.room.event.id))

    def _entitle(self) -> None:
        """Say in the title whose sheet of which entry the secretariat looks at."""
        entries = (row.entry for row in self.room.schedule() if row.entry.id == self.seat.entry)
        entry = next((f"{entry.code} {entry.name}" for entry in entries), "")
        named = (self.seat.assessor_name, entry, self._title)
        self.setWindowTitle(" — ".join(part for part in named if part))

    def _on_told(self, notice: Notice) -> None:
        if self._content is None and not self.is_broken:  # the bar that hears it is not there yet
            self.content.notice.show_notice(notice)

    def _allow(self) -> None:
        """Allow what makes sense now; what a button cannot do, it does not offer."""
        actions, page = self.content.menu_actions, self.content.sheet
        sheet, at_sheet = page.model.sheet, self.at_sheet
        open_here = at_sheet and page.model.editable
        may_mark = at_sheet and self.seat.writable and sheet is not None and sheet.editable
        actions.finish.setEnabled(at_sheet)
        actions.finish.setText(
            self.tr("&Finish && next") if open_here else self.tr("Next innovator &to score")
        )
        for action in (actions.edit_score, actions.gap):
            action.setEnabled(open_here)
        for action in actions.noting:
            action.setEnabled(at_sheet and (self.seat.writable or self.content.notes.model.of_day))
        may_reopen = at_sheet and self.finishing.may_reopen()
        for action, may in ((actions.recuse, open_here), (actions.absent, may_mark),
                            (actions.reopen, may_reopen)):  # fmt: skip
            action.setVisible(may)
            action.setEnabled(may)  # what cannot be seen could still be triggered
        is_absent = sheet is not None and sheet.absent
        actions.absent.setText(self.tr("Here &after all") if is_absent else self.tr("&Absent"))
        for action in (actions.following, actions.previous, actions.show_schedule,
                       actions.show_notes, actions.show_sheet, actions.write_note,
                       actions.day_notes, actions.search_notes, actions.find, actions.own_room,
                       actions.all_rooms):  # fmt: skip
            action.setEnabled(at_sheet)
        actions.sign.setEnabled(at_sheet and self.seat.scores_here)
        for action in (actions.lock, actions.lock_settings):
            action.setEnabled(at_sheet and self.room.role == "panel")
        self.sessions.allow()
        actions.hand_back.setEnabled(at_sheet)
        for action in (actions.close_panel, actions.update):
            action.setEnabled(at_sheet and self.seat.scores_here)
        self.own_pages.allow()

    def _go_on(self) -> None:
        onward = self.content.schedule.model.next_open(self.seat.entry)
        if onward:
            self.seat.turn(onward)
            self.content.sheet.view.setFocus()
        else:
            self.notices.tell(self.tr("Every sheet is done. Thank you."), GOOD)

    def _on_note_removed(self, note: Note) -> None:
        self.notices.tell(
            self.tr("Note removed."),
            INFO,
            action=self.tr("Put it back"),
            act=lambda: self.content.notes.put_back(note),
        )

    def tell_cleared(self, give_again: Callable[[], None]) -> None:
        """Say that a score was cleared, with the way to put it back."""
        self.notices.tell(
            self.tr("Score cleared."), INFO, action=self.tr("Put it back"), act=give_again
        )

    def _on_signing_failed(self, refusal: Refusal | None) -> None:
        why = (
            self.sentence(refusal)
            if refusal is not None
            else self.tr("Something went wrong while signing.")
        )
        self.notices.tell(
            self.tr("The sheet is final but not signed yet. {why}").format(why=why),
            ATTENTION,
            action=self.tr("Sign again"),
            act=lambda: self.signing.sign_all(self.seat.assessor),
        )
