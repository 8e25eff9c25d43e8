# SPDX-License-Identifier: MIT
"""Karantina: files that were refused, why, and what can be done about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.ui.dialogs.confirm_dialog import ConfirmDialog
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.plain_table import PlainTable
from pkri_desktop.workflow.quarantine import delete_quarantined, quarantined

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from pkri_desktop.ui.desk import Desk
    from pkri_desktop.ui.telling import Telling
    from pkri_desktop.workflow.quarantine import Quarantined


_WHY = 3  # the column that takes what room there is
_SIZE = QLocale.DataSizeFormat.DataSizeTraditionalFormat


class QuarantinePage(QWidget):
    """A row for each refused file.

    Signals:
        again_wanted: (Path) this file shall be looked at once more.
        changed: something was deleted.
    """

    again_wanted = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk, telling: Telling, sentence: Callable[[Refusal], str]) -> None:
        super().__init__()
        self._desk, self._telling, self._sentence = desk, telling, sentence
        office = desk.office
        self._folder = office.profile.quarantine(office.event.id)
        self.folder = QPushButton(self.tr("Sho&w the folder"))
        self.folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        )
        self.words = toned(
            "muted",
            self.tr("Nothing of these files was taken in. A copy of each is kept on this computer, "
                    "so that it can be asked about; it goes only if you delete it."),
        )  # fmt: skip
        self.empty = toned(
            "muted",
            self.tr("No file was refused. What is refused when files are looked at or received is "
                    "kept here, with the reason."),
        )  # fmt: skip
        for label in (self.words, self.empty):
            label.setWordWrap(True)
        self.outcome = toned("muted")
        self.outcome.setWordWrap(True)
        self.outcome.hide()
        self.table = PlainTable(
            self.tr("Refused files"),
            [self.tr("File"), self.tr("Refused"), self.tr("Size"), self.tr("Why"), ""],
            numbers=(2,), wide=_WHY,
        )  # fmt: skip
        self.table.setMinimumHeight(160)
        head = QHBoxLayout()
        head.addWidget(toned("title", self.tr("Quarantine")), 1)
        head.addWidget(self.folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(10)
        column.addLayout(head)
        for part in (self.words, self.empty, self.outcome):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addStretch()
        self.kept: tuple[Quarantined, ...] = ()
        self._again: list[QPushButton] = []
        self.table.cellActivated.connect(lambda row: self._again[row].click())
        desk.changed.connect(self.reload)
        desk.lent.connect(self._on_lent)
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read again: other programs, and other windows, may have been there."""
        super().showEvent(event)
        self.reload()

    @property
    def waiting(self) -> int:
        """Return how many of the files have not been received after all."""
        return sum(not one.received_at for one in self.kept)

    def reload(self) -> None:
        """Read what is kept."""
        self.kept = quarantined(self._folder)
        self.empty.setVisible(not self.kept)
        self.words.setVisible(bool(self.kept))
        self.table.setVisible(bool(self.kept))
        self.folder.setEnabled(bool(self.kept))
        self._again = []
        self.table.setRowCount(0)
        self.table.setRowCount(len(self.kept))
        for row, one in enumerate(self.kept):
            self._fill(row, one)
        self._on_lent(self._desk.is_lent)

    def _fill(self, row: int, one: Quarantined) -> None:
        self.table.put(row, 0, one.file)
        self.table.put(row, 1, self._telling.when(one.at) if one.at else "–")
        self.table.put(row, 2, QLocale().formattedDataSize(one.size, 0, _SIZE))
        self.table.put(row, _WHY, self._why(one))
        again = QPushButton(self.tr("Receive again"))
        again.setAccessibleName(self.tr("Receive {file} again").format(file=one.file))
        again.clicked.connect(lambda: self.again_wanted.emit(one.path))
        self._again.append(again)
        delete = QPushButton(self.tr("Delete…"))
        delete.setAccessibleName(self.tr("Delete {file}…").format(file=one.file))
        delete.clicked.connect(lambda: self._ask_to_delete(one))
        for button in (again, delete):
            button.setProperty("kind", "quiet")
        self.table.put_widgets(row, _WHY + 1, again, delete)

    def _why(self, one: Quarantined) -> str:
        if one.received_at:
            return self.tr("Received after all, {when}.").format(
                when=self._telling.when(one.received_at)
            )
        if one.refusal is None:
            return self.tr("The reason cannot be read any more. Receive it again to see it.")
        return self._sentence(one.refusal)

    def _ask_to_delete(self, one: Quarantined) -> None:
        words = self.tr(
            "The copy on this computer is deleted for good, with the reason. Where it came from "
            "it stays. Keep it while somebody may ask what was handed in."
        )
        dialog = ConfirmDialog(
            self, self.tr("Delete {file}?").format(file=one.file),
            [("muted", self._why(one)), ("muted", words)],
            self.tr("Delete the copy"), self.tr("Keep it"),
        )  # fmt: skip
        dialog.confirmed.connect(lambda: self._delete(one))
        dialog.open()

    def _delete(self, one: Quarantined) -> None:
        try:
            delete_quarantined(one)
        except Refusal as refusal:
            self._say(self._sentence(refusal), "red")
        else:
            self._say(self.tr("{file} was deleted.").format(file=one.file), "green")
        self.reload()
        self.changed.emit()

    def _say(self, words: str, tone: str) -> None:
        self.outcome.setText(words)
        retone(self.outcome, "tone", tone)
        self.outcome.show()

    def _on_lent(self, lent: bool) -> None:
        for button in self._again:
            button.setEnabled(self._desk.writable)
