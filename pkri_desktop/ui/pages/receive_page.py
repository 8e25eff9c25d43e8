# SPDX-License-Identifier: MIT
"""Terima: returned files are looked at first, then taken in, and can be taken out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.trail import TrailFilter
from pkri_desktop.ui.dialogs.confirm_dialog import ConfirmDialog
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.plain_table import PlainTable
from pkri_desktop.workflow.differences import questions_on
from pkri_desktop.workflow.receive import receive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.store.queries import Import
    from pkri_desktop.ui.desk import Desk
    from pkri_desktop.ui.telling import Telling
    from pkri_desktop.workflow.receive import Receipt, Received

_LEAST_CARD, _LEAST_HISTORY = 200, 110  # pixels
_NUMBERS = 5  # columns that hold one


class ReceivePage(QWidget):
    """Files are dropped or chosen, looked at, and received.

    Signals:
        files_wanted: the user wants to choose files.
        folder_wanted: the user wants to choose a folder of them.
        files_dropped: (list of Path) these shall be looked at.
        receipt_wanted: (list of Received) whoever handed these in shall have a receipt.
    """

    files_wanted = Signal()
    folder_wanted = Signal()
    files_dropped = Signal(list)
    receipt_wanted = Signal(list)

    def __init__(self, desk: Desk, telling: Telling, sentence: Callable[[Refusal], str]) -> None:
        super().__init__()
        self._desk, self._telling, self._sentence = desk, telling, sentence
        self._paths: list[Path] = []
        self._received: list[Received] = []
        self.setAcceptDrops(True)
        heading = toned("title", self.tr("Receive"))
        self.words = toned(
            "muted",
            self.tr("Drop returned files here, or a whole stick. They are looked at first; "
                    "nothing is taken in before you say so."),
        )  # fmt: skip
        self.words.setWordWrap(True)
        self.choose = QPushButton(self.tr("Choose f&iles…"))
        self.choose.clicked.connect(self.files_wanted)
        self.choose_folder = QPushButton(self.tr("Choose a f&older…"))
        self.choose_folder.clicked.connect(self.folder_wanted)
        self.take = QPushButton()
        self.take.setProperty("kind", "primary")
        self.take.clicked.connect(self._receive)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.clicked.connect(desk.stop)
        self.stop.hide()
        self.leave = QPushButton(self.tr("Leave it"))
        self.leave.clicked.connect(self.clear)
        self.receipt = QPushButton(self.tr("Rec&eipt…"))
        self.receipt.setToolTip(
            self.tr("A signed receipt without scores, for whoever handed the files in")
        )
        self.receipt.clicked.connect(lambda: self.receipt_wanted.emit(self._received))
        self.outcome = toned("muted")
        self.outcome.setWordWrap(True)
        self.preview = PlainTable(
            self.tr("What would be received"),
            [self.tr("File"), self.tr("New"), self.tr("Here already"), self.tr("Not counted"),
             self.tr("Differences"), self.tr("PDF"), self.tr("Remark")],
            numbers=range(1, _NUMBERS + 1), wide=6,
        )  # fmt: skip
        self.history = PlainTable(
            self.tr("What was received"),
            [self.tr("File"), self.tr("When"), self.tr("Records"), ""],
            numbers=(2,), wide=3,
        )  # fmt: skip
        choices = QHBoxLayout()
        choices.addWidget(self.choose)
        choices.addWidget(self.choose_folder)
        choices.addStretch()
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress, 1)
        buttons.addStretch()
        buttons.addWidget(self.stop)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.receipt)
        buttons.addWidget(self.take)
        self._card = card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.addWidget(self.preview, 1)
        inside.addWidget(self.outcome)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(self.words)
        column.addLayout(choices)
        self.history.setMinimumHeight(_LEAST_HISTORY)
        column.addWidget(card, 3)
        column.addWidget(toned("heading", self.tr("Received so far")))
        column.addWidget(self.history, 2)
        desk.changed.connect(self.reload)
        desk.lent.connect(self._on_lent)
        desk.progressed.connect(self._on_progress)
        self.clear()
        self.reload()

    # Looking first

    def look_at(self, paths: Sequence[Path]) -> None:
        """Look at files, and say what would be taken in."""
        self._paths = list(paths)
        self._offer_receipt([])
        self._say(self.tr("Looking at the files…"), "muted")
        self._work(dry_run=True, done=self._show_preview)

    def clear(self) -> None:
        """Forget the files that were looked at."""
        self._paths = []
        self._offer_receipt([])
        self.preview.setRowCount(0)
        self._show_table(shown=False)
        self.take.setText(self.tr("&Receive"))
        self.take.setEnabled(False)
        self.leave.hide()
        self._say("", "muted")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, unless something is under way."""
        if event.mimeData().hasUrls() and self._desk.writable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the dropped files be looked at."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    # Receiving

    def _receive(self) -> None:
        self._say(self.tr("Receiving…"), "muted")
        self._work(dry_run=False, done=self._on_received)

    def _work(self, *, dry_run: bool, done: Callable[[Receipt], None]) -> None:
        office, paths = self._desk.office, self._paths
        self._desk.lend(
            lambda step: receive(
                office.file, paths, profile=office.profile, clock=office.clock,
                access=office.access, dry_run=dry_run, keep_refused=True, progress=step,
            ),
            done,
            self._on_refused,
        )  # fmt: skip

    def _on_received(self, receipt: Receipt) -> None:
        self._fill_preview(receipt)
        self._offer_receipt(list(receipt.files))
        self.take.setEnabled(False)
        taken = [received for received in receipt.files if received.refusal is None]
        refused = len(receipt.files) - len(taken)
        found = {question for received in taken for question in questions_on(received.differences)}
        conflicts = len(found)
        words = self.tr("Received: {files}. New records: {new}.").format(
            files=len(taken), new=sum(received.new for received in taken)
        )
        doubtful = sum(bool(received.revoked) for received in taken)
        if conflicts:
            words += " " + self.tr("Differences to decide: {n}.").format(n=conflicts)
        if refused:
            words += " " + self._refused(refused)
        if doubtful:
            words += " " + self.tr("Signed with a revoked key: {n}.").format(n=doubtful)
        self._say(words, "gold" if refused or conflicts or doubtful else "green")

    def _offer_receipt(self, received: list[Received]) -> None:
        """Put the receipt in the place of receiving, once that is done."""
        self._received = received
        self.receipt.setVisible(bool(received))
        self.take.setVisible(bool(self._paths) and not received)

    def _show_preview(self, receipt: Receipt) -> None:
        self._fill_preview(receipt)
        new = sum(received.new for received in receipt.files)
        good = [received for received in receipt.files if received.refusal is None]
        self.take.setEnabled(bool(good) and self._desk.writable)
        words = self.tr("&Receive 1 file") if len(good) == 1 else self.tr("&Receive {n} files")
        self.take.setText(words.format(n=len(good)))
        if not receipt.files:
            self._say(self.tr("There is no PKRI file among them."), "red")
            return
        if not good:
            self._say(self.tr("None of them can be received; see the remark."), "red")
            return
        words = self.tr("New records that would be received: {new}.").format(new=new)
        if not new:
            words = self.tr("Nothing new in them: all of it is here already.")
        refused = len(receipt.files) - len(good)
        if refused:
            words += " " + self._refused(refused)
        self._say(words, "gold" if refused else "muted")

    def _refused(self, count: int) -> str:
        return self.tr("Refused: {n}, see the remark.").format(n=count)

    def _on_refused(self, refusal: Refusal | None) -> None:
        stopped = self.tr("Stopped. Nothing was changed.")
        self._say(self._sentence(refusal) if refusal else stopped, "red" if refusal else "muted")

    def _ask_to_undo(self, one: Import) -> None:
        """Say what would go, and undo once that is confirmed."""
        words = self.tr(
            "Exactly what this file brought goes; all else stays. The file itself is not touched, "
            "and can be received again."
        )
        lines = [("muted", words)]
        entries = self._desk.office.file.trail.entries(TrailFilter(turn=one.turn))
        for person, what in self._telling.brought(entries):
            lines += [("strong", person), ("muted", what)]
        dialog = ConfirmDialog(
            self, self.tr("Take {file} out again?").format(file=one.file), lines,
            self.tr("Take it out"), self.tr("Leave it in"),
        )  # fmt: skip
        dialog.confirmed.connect(lambda: self._undo(one))
        dialog.open()

    def _undo(self, one: Import) -> None:
        office = self._desk.office

        def undo(_step: object) -> None:
            with office.file.writing() as ledger:
                ledger.undo([one.turn], at=office.clock.now())

        def done(_result: None) -> None:
            self.clear()
            self._say(self.tr("{file} was taken out again.").format(file=one.file), "green")

        self._desk.lend(undo, done, self._on_refused)

    # Showing

    def reload(self) -> None:
        """Read what was received."""
        if self._desk.is_lent:
            return
        imports = self._desk.office.file.queries.imports()
        self.history.setRowCount(len(imports))
        for row, one in enumerate(imports):
            self.history.put(row, 0, one.file)
            self.history.put(row, 1, self._telling.when(one.at))
            self.history.put(row, 2, str(one.records))
            self.history.put_widgets(row, 3, self._undo_button(one))

    def _undo_button(self, one: Import) -> QWidget:
        if one.undone_by:
            words = toned("muted", self.tr("undone"))
            words.setContentsMargins(8, 0, 0, 0)
            return words
        button = QPushButton(self.tr("Undo…"))
        button.setProperty("kind", "quiet")
        button.setEnabled(self._desk.writable)
        button.setAccessibleName(self.tr("Undo {file}").format(file=one.file))
        button.clicked.connect(lambda: self._ask_to_undo(one))
        return button

    def _fill_preview(self, receipt: Receipt) -> None:
        self.preview.setRowCount(len(receipt.files))
        for row, received in enumerate(receipt.files):
            self._fill_row(row, received)
        self._show_table(shown=True)
        self.leave.show()

    def _show_table(self, *, shown: bool) -> None:
        """Give the table its room, or the card no more than its buttons need."""
        self.preview.setVisible(shown)
        high = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Maximum
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        self._card.setMinimumHeight(_LEAST_CARD if shown else 0)

    def _fill_row(self, row: int, received: Received) -> None:
        self.preview.put(row, 0, received.file)
        numbers = (
            received.new, received.here, received.idle + received.forked,
            len(questions_on(received.differences)), received.attachments,
        )  # fmt: skip
        for column, number in enumerate(numbers, start=1):
            text = "–" if received.refusal else str(number)
            self.preview.put(row, column, text)
        self.preview.put(row, 6, self._remark(received))

    def _remark(self, received: Received) -> str:
        if received.refusal is not None:
            return self._sentence(received.refusal)
        if received.revoked:
            return self.tr(
                "The key that signed it was revoked ({reason}). What was written after the last "
                "good record is kept, but does not count. Ask the assessor."
            ).format(reason=received.revoked.rstrip("."))
        if received.forked:
            return self.tr(
                "Two copies of one file were both written on. Until it is decided which copy is "
                "followed, under Differences, records that do not count: {n}."
            ).format(n=received.forked)
        return ""

    def _on_lent(self, lent: bool) -> None:
        for button in (self.choose, self.choose_folder):
            button.setEnabled(not lent)
        self.take.setEnabled(False)
        self.leave.setEnabled(not lent)
        self.receipt.setEnabled(not lent)
        self.stop.setVisible(lent)
        self.progress.setVisible(lent)
        self.progress.setRange(0, 0)
        self.setAcceptDrops(not lent)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _say(self, text: str, tone: str) -> None:
        self.outcome.setText(text)
        retone(self.outcome, "tone", tone)
        self.outcome.setVisible(bool(text))
        self._card.setVisible(bool(text))  # there is nothing in it but what is said and done so far
