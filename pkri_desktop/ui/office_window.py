# SPDX-License-Identifier: MIT
"""The window of the secretariat: its pages beside a list of them, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from pkri_desktop.ui.desk import Desk
from pkri_desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from pkri_desktop.ui.handing_out import HandingOut
from pkri_desktop.ui.notices import ATTENTION, INFO, WRONG, Notices
from pkri_desktop.ui.office_menus import PAGE_KEY, OfficeMenus
from pkri_desktop.ui.office_pages import OfficePages
from pkri_desktop.ui.office_work import OfficeWork
from pkri_desktop.ui.operators import Operators
from pkri_desktop.ui.pages import COMPLETENESS, DIFFERENCES, QUARANTINE
from pkri_desktop.ui.placing import Place
from pkri_desktop.ui.revoking import Revoking
from pkri_desktop.ui.telling import Telling
from pkri_desktop.ui.widgets.bars import NoticeBar
from pkri_desktop.ui.widgets.page_list import PageList
from pkri_desktop.ui.wording import spoken_fingerprint
from pkri_desktop.workflow.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.commands import Commands
    from pkri_desktop.ui.file_dialogs import FileDialogs
    from pkri_desktop.ui.jobs import Jobs
    from pkri_desktop.ui.language import Languages
    from pkri_desktop.ui.ports import PhrasesPort
    from pkri_desktop.ui.settings import Settings
    from pkri_desktop.ui.theme import Look
    from pkri_desktop.workflow.office import Office

_CLOSE_WAITS = 3_000  # milliseconds for long work to end


class OfficeWindow(QMainWindow):
    """One event file of the secretariat.

    Args:
        office: the secretariat at its open file.
        phrases: makes the sentences for refusals in a language, by its code.
        jobs: runs long work.
        settings: what the window remembers.
        look: theme and text size.
        languages: changes the language.
        dialogs: ask for files and folders.
        commands: what else the menu starts.
        view_sheet: shows an assessor's sheet of an entry; with empty ids, lets one choose.

    Signals:
        lent: whether a worker has the file.
    """

    lent = Signal(bool)

    def __init__(
        self,
        office: Office,
        *,
        phrases: Callable[[str], PhrasesPort],
        jobs: Jobs,
        settings: Settings,
        look: Look,
        languages: Languages,
        dialogs: FileDialogs,
        commands: Commands,
        view_sheet: Callable[[str, str], None],
    ) -> None:
        super().__init__()
        self.office = office
        self.jobs, self.look = jobs, look
        self.notices = Notices(self)
        self.desk = Desk(office, jobs, self)
        self._phrases, self._settings, self._languages = phrases, settings, languages
        self.dialogs = dialogs
        self.commands, self.view_sheet = commands, view_sheet
        self.setWindowTitle(f"{office.event.short_name} — PKRI Desktop")
        self.setMinimumSize(640, 360)
        self._place = Place(self, settings.geometry)
        self._build()

    def show_whole(self) -> None:
        """Show the window in its place, within the screen."""
        self._place.show()

    def sentence(self, refusal: Refusal) -> str:
        """Return a refusal as a sentence in the chosen language."""
        return self._phrases(self._languages.current).sentence(refusal)

    def tell_refused(self, refusal: Refusal | None, stopped: str) -> None:
        """Say why something was refused, or with ``stopped`` that it was given up."""
        if refusal is None:
            self.notices.tell(stopped, ATTENTION)
        else:
            self.notices.tell(self.sentence(refusal), WRONG)

    def go_to(self, number: int) -> None:
        """Show a page, by its place in the list."""
        self.list.show_chosen(number)
        self.pages.setCurrentIndex(number)

    def with_key(self, then: Callable[[], None]) -> None:
        """Do something that needs the secretariat's key, asking for it first where it is locked."""
        if self.office.awaits_key:
            self.operators.make_key(then)
            return
        if self.office.is_unlocked:
            then()
            return
        dialog = PassphraseDialog(self, self.office.unlock, self.sentence)
        dialog.opened.connect(then)
        dialog.open()

    # Building

    def _build(self) -> None:
        """Build everything in the language that is on."""
        self.telling = Telling(self.office.file.queries, self)
        self.work, self.revoking = OfficeWork(self), Revoking(self)
        self.handing_out, self.operators = HandingOut(self), Operators(self)
        self.pages = pages = OfficePages(self)
        self.completeness, self.issue, self.receive = pages.completeness, pages.issue, pages.receive
        self.differences, self.trail = pages.differences, pages.trail
        self.keys, self.quarantine = pages.keys, pages.quarantine
        titles = [
            (title, PAGE_KEY.format(number=number))
            for number, title in enumerate(pages.titles(), start=1)
        ]
        who = self.telling.person(self.office.holder.author)
        self.list = PageList(self.office.event.short_name, who, titles, self.look)
        self.list.chosen.connect(self.go_to)
        self.navigation = self.list.group
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(pages, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(NoticeBar(self.notices))
        column.addLayout(body, 1)
        self.setCentralWidget(whole)
        menus = OfficeMenus(self, self.commands, self._settings, self._languages)
        menus.view.language_changed.connect(self._rebuild)
        self.desk.changed.connect(self._on_changed)
        self.desk.changed.connect(self.notices.move_on)  # what was told may be so no more
        self.desk.lent.connect(self.lent)
        self._on_changed()
        self.go_to(COMPLETENESS)

    def _rebuild(self) -> None:
        page = self.pages.currentIndex()
        self.desk.changed.disconnect()
        self.desk.lent.disconnect()
        self._build()
        self.go_to(page)

    # What happens

    def _on_changed(self) -> None:
        """Say what is so now; the pages have read it themselves."""
        fingerprint = self.office.file.ledger.fingerprint()
        words = f"{words_of(fingerprint)}\n{spoken_fingerprint(fingerprint)}"
        self.list.fingerprint.setText(words)
        self.show_counts()

    def show_counts(self) -> None:
        """Say beside the pages' names how much waits there."""
        self.list.show_count(DIFFERENCES, len(self.differences.questions))
        self.list.show_count(QUARANTINE, self.quarantine.waiting)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for long work, and remember where the window stood."""
        if self.desk.is_lent:
            self.desk.stop()
            self.notices.tell(self.tr("One moment: the work under way is being stopped."), INFO)
            if not self.jobs.wait(_CLOSE_WAITS):
                event.ignore()
                return
        self._settings.geometry = self.saveGeometry()
        self._settings.save()
        event.accept()
