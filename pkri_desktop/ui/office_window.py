# SPDX-License-Identifier: MIT
"""The window of the secretariat: its pages beside a list of them, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.errors import refusal_of
from pkri_desktop.runtime.files import write_durably
from pkri_desktop.ui.desk import Desk
from pkri_desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from pkri_desktop.ui.notices import GOOD, INFO, WRONG, Notices
from pkri_desktop.ui.office_work import OfficeWork
from pkri_desktop.ui.pages import COMPLETENESS
from pkri_desktop.ui.pages.completeness_page import CompletenessPage
from pkri_desktop.ui.pages.differences_page import DifferencesPage
from pkri_desktop.ui.pages.receive_page import ReceivePage
from pkri_desktop.ui.pages.trail_page import TrailPage
from pkri_desktop.ui.telling import Telling
from pkri_desktop.ui.view_menu import ViewMenu
from pkri_desktop.ui.widgets.bars import NoticeBar
from pkri_desktop.ui.widgets.corner import Corner
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.scrolled import scrolled
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

_SIDE = 216
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
    """

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
        self._commands, self._view_sheet = commands, view_sheet
        self.setWindowTitle(f"{office.event.short_name} — PKRI Desktop")
        self.resize(1366, 728)
        self.setMinimumSize(640, 420)
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)
        self._build()

    def sentence(self, refusal: Refusal) -> str:
        """Return a refusal as a sentence in the chosen language."""
        return self._phrases(self._languages.current).sentence(refusal)

    def go_to(self, number: int) -> None:
        """Show a page, by its place in the list."""
        self.navigation.button(number).setChecked(True)
        self.navigation.button(number).setFocus()
        self.pages.setCurrentIndex(number)

    def with_key(self, then: Callable[[], None]) -> None:
        """Do something that needs the secretariat's key, asking for it first where it is locked."""
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
        self.work = OfficeWork(self)
        self.completeness = CompletenessPage(
            self.desk, self.look, self.telling, self.sentence, self.with_key
        )
        self.receive = ReceivePage(self.desk, self.telling, self.sentence)
        self.differences = DifferencesPage(self.desk, self.telling, self.sentence, self.with_key)
        self.trail = TrailPage(self.desk, self.telling)
        self.completeness.sheet_wanted.connect(self._view_sheet)
        self.receive.files_wanted.connect(self.work.choose_returns)
        self.receive.files_dropped.connect(self.work.look_at)
        self.receive.receipt_wanted.connect(self.work.acknowledge)
        self.trail.export_wanted.connect(self._export)
        self.pages = QStackedWidget()
        self.navigation = QButtonGroup(self)
        titles = (
            (self.tr("Completeness"), self.completeness),
            (self.tr("Receive"), self.receive),
            (self.tr("Differences"), self.differences),
            (self.tr("Trail"), self.trail),
        )
        side = QVBoxLayout()
        side.setContentsMargins(0, 16, 0, 16)
        side.setSpacing(2)
        name = toned("heading", self.office.event.short_name)
        name.setWordWrap(True)
        for label in (name, toned("muted", self.tr("Secretariat"))):
            label.setContentsMargins(15, 0, 12, 0)
            side.addWidget(label)
        side.addSpacing(12)
        for number, (title, page) in enumerate(titles):
            button = QPushButton(title)
            button.setProperty("kind", "page")
            button.setCheckable(True)
            button.setShortcut(f"Ctrl+{number + 1}")
            button.setToolTip(f"{title} (Ctrl+{number + 1})")
            button.clicked.connect(lambda _checked=False, number=number: self.go_to(number))
            self.navigation.addButton(button, number)
            self.pages.addWidget(scrolled(page))
            side.addWidget(button)
        side.addStretch()
        self.fingerprint = toned("muted")
        self.fingerprint.setWordWrap(True)
        for label in (toned("caption", self.tr("Fingerprint of this file")), self.fingerprint):
            label.setContentsMargins(15, 0, 12, 0)
            side.addWidget(label)
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setLayout(side)
        panel.setFixedWidth(self.look.px(_SIDE))
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(panel)
        body.addWidget(self.pages, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(NoticeBar(self.notices))
        column.addLayout(body, 1)
        self.setCentralWidget(whole)
        self._build_menus()
        self.desk.changed.connect(self._on_changed)
        self._on_changed()
        self.go_to(COMPLETENESS)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        for action in self.actions():
            self.removeAction(action)
        event = self.office.event
        if event.sample:
            words = self.tr("EXAMPLE · not real assessment data")
            bar.setCornerWidget(Corner(words, event.notice, bar))
        file = bar.addMenu(self.tr("&File"))
        for words, key, deed in (
            (self.tr("&Open…"), "Ctrl+O", self._commands.open_file),
            (self.tr("Open the &example"), "Ctrl+Shift+O", self._commands.open_sample),
            ("", "", None),
            (self.tr("Hand out &panel files…"), "Ctrl+Shift+I", self.work.issue),
            (self.tr("&Take returned files in…"), "Ctrl+Shift+M", self.work.choose_returns),
            (self.tr("P&ublish signed sheets…"), "Ctrl+Shift+U", self.work.publish),
            ("", "", None),
            (self.tr("&Look at sheets…"), "Ctrl+L", lambda: self._view_sheet("", "")),
            (self.tr("C&heck the data"), "Ctrl+Shift+C", self.work.check),
            ("", "", None),
            (self.tr("&Close"), "Ctrl+Q", self.close),
        ):
            self._entry(file, words, key, deed)
        view = ViewMenu(
            self, bar.addMenu(self.tr("&View")), self.look, self._settings, self._languages
        )
        view.language_changed.connect(self._rebuild)

    def _entry(self, menu: QMenu, words: str, key: str, deed: Callable[[], object] | None) -> None:
        if not words:
            menu.addSeparator()
        elif deed is not None:
            action = menu.addAction(words)
            action.setShortcut(key)
            action.triggered.connect(lambda _checked=False: deed())

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
        self.fingerprint.setText(f"{words_of(fingerprint)}\n{spoken_fingerprint(fingerprint)}")
        count = len(self.differences.questions)
        title = self.tr("Differences")
        self.navigation.button(2).setText(f"{title}  ({count})" if count else title)

    def _export(self, text: str) -> None:
        folder = self.dialogs.folder(self, self.tr("Where shall the trail go?"))
        if folder is None:
            return
        path = folder / "jejak.csv"
        try:
            write_durably(path, ("\ufeff" + text).encode())
        except OSError as error:
            self.notices.tell(self.sentence(refusal_of(error, str(path))), WRONG)
            return
        self.notices.tell(self.tr("Written to {file}.").format(file=path), GOOD)

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
