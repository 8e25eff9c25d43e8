# SPDX-License-Identifier: MIT
"""The pages of the secretariat's window, made in one language, and what each of them sets off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from pkri_desktop.ui.pages.completeness_page import CompletenessPage
from pkri_desktop.ui.pages.differences_page import DifferencesPage
from pkri_desktop.ui.pages.issue_page import IssuePage
from pkri_desktop.ui.pages.keys_page import KeysPage
from pkri_desktop.ui.pages.quarantine_page import QuarantinePage
from pkri_desktop.ui.pages.receive_page import ReceivePage
from pkri_desktop.ui.pages.trail_page import TrailPage
from pkri_desktop.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from pkri_desktop.ui.office_window import OfficeWindow


class OfficePages(QStackedWidget):
    """All pages, one shown at a time."""

    def __init__(self, window: OfficeWindow) -> None:
        super().__init__()
        desk, telling, sentence = window.desk, window.telling, window.sentence
        self.completeness = CompletenessPage(
            desk, window.look, telling, sentence, window.with_key
        )  # fmt: skip
        self.issue = IssuePage(desk, telling)
        self.receive = ReceivePage(desk, telling, sentence)
        self.differences = DifferencesPage(desk, telling, sentence, window.with_key)
        self.trail = TrailPage(desk, window.look, telling)
        self.keys = KeysPage(desk, telling)
        self.quarantine = QuarantinePage(desk, telling, sentence)
        self._titles = (
            (self.tr("Completeness"), self.completeness),
            (self.tr("Hand out"), self.issue),
            (self.tr("Receive"), self.receive),
            (self.tr("Differences"), self.differences),
            (self.tr("Trail"), self.trail),
            (self.tr("Keys"), self.keys),
            (self.tr("Quarantine"), self.quarantine),
        )
        for _, page in self._titles:
            self.addWidget(scrolled(page))
        self._connect(window)

    def titles(self) -> tuple[str, ...]:
        """Return the names of the pages, in their order."""
        return tuple(title for title, _ in self._titles)

    def _connect(self, window: OfficeWindow) -> None:
        work, handing_out = window.work, window.handing_out
        self.completeness.sheet_wanted.connect(window.view_sheet)
        self.issue.all_wanted.connect(handing_out.issue_all)
        self.issue.kit_wanted.connect(handing_out.issue)
        self.issue.kit_code_wanted.connect(handing_out.renew_kit_code)
        self.issue.offer_wanted.connect(handing_out.renew_offer)
        self.receive.files_wanted.connect(work.choose_returns)
        self.receive.folder_wanted.connect(work.choose_folder)
        self.receive.files_dropped.connect(work.look_at)
        self.receive.receipt_wanted.connect(work.acknowledge)
        self.trail.export_wanted.connect(work.export_trail)
        self.keys.revocation_wanted.connect(window.revoking.begin)
        self.quarantine.again_wanted.connect(lambda path: work.look_at([path]))
        self.quarantine.changed.connect(window.show_counts)
