# SPDX-License-Identifier: MIT
"""What the secretariat starts from the menu: take in, publish, check."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from pkri_desktop.domain.errors import refusal_of
from pkri_desktop.runtime.files import write_durably
from pkri_desktop.ui.dialogs.busy_dialog import BusyDialog
from pkri_desktop.ui.notices import ATTENTION, GOOD, WRONG
from pkri_desktop.ui.pages import RECEIVE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.office_window import OfficeWindow
    from pkri_desktop.workflow.acknowledge import Acknowledged
    from pkri_desktop.workflow.check import Checked
    from pkri_desktop.workflow.publish import Published
    from pkri_desktop.workflow.receive import Received

TRAIL_NAME = "jejak.csv"

Result = TypeVar("Result")


class OfficeWork(QObject):
    """Asks what is needed, lends the file to a worker, and says what came of it."""

    def __init__(self, window: OfficeWindow) -> None:
        super().__init__(window)
        self._window = window

    def choose_returns(self) -> None:
        """Ask for returned files, and look at them."""
        window = self._window
        paths = window.dialogs.open_files(window, self.tr("Returned packages and panel files"))
        if paths:
            self.look_at(paths)

    def choose_folder(self) -> None:
        """Ask for a folder of returned files, or a whole stick, and look at what is in it."""
        folder = self._folder(self.tr("Folder of returned packages and panel files"))
        if folder is not None:
            self.look_at([folder])

    def look_at(self, paths: list[Path]) -> None:
        """Look at returned files before they are taken in."""
        window = self._window
        window.go_to(RECEIVE)
        window.with_key(lambda: window.receive.look_at(paths))

    def acknowledge(self, files: list[Received]) -> None:
        """Write a receipt of received files into a folder of choice."""
        folder = self._folder(self.tr("Where shall the receipt go?"))
        if folder is not None:
            self._window.with_key(lambda: self._acknowledge(files, folder))

    def _acknowledge(self, files: list[Received], folder: Path) -> None:
        from pkri_desktop.workflow.acknowledge import acknowledge  # noqa: PLC0415 -- slow import

        office = self._window.office

        def done(written: Acknowledged) -> None:
            words = self.tr("The receipt is written: {paper} to be printed, and {file}. Give both.")
            words = words.format(paper=written.paper.name, file=written.file.name)
            self._window.notices.tell(words, GOOD)

        self.lend(lambda _step: acknowledge(office, files, folder), done)

    def export_trail(self, text: str) -> None:
        """Write what the trail shows into a file of choice."""
        window = self._window
        path = window.dialogs.save_file(window, self.tr("Where shall the trail go?"), TRAIL_NAME)
        if path is None:
            return
        try:
            write_durably(path, ("\ufeff" + text).encode())
        except OSError as error:
            window.notices.tell(window.sentence(refusal_of(error, str(path))), WRONG)
            return
        window.notices.tell(self.tr("Written to {file}.").format(file=path), GOOD)

    def publish(self) -> None:
        """Write signed sheets and recapitulation into a folder of choice."""
        folder = self._folder(self.tr("Where shall sheets and recapitulation go?"))
        if folder is None:
            return
        from pkri_desktop.workflow.publish import publish  # noqa: PLC0415 -- slow import

        office = self._window.office

        def done(published: Published) -> None:
            lines = [
                self.tr("Signed sheets written to {folder}: {count}.").format(
                    count=len(published.sheets), folder=folder
                )
            ]
            if published.unsigned:
                lines.append(
                    self.tr("Final sheets without a signed PDF yet: {n}.").format(
                        n=published.unsigned
                    )
                )
            if not published.final:
                words = self.tr(
                    "The recapitulation is provisional. Missing (see Completeness): {n}."
                )
                lines.append(words.format(n=len(published.gaps)))
            if published.superseded:
                lines.append(
                    self.tr("Older sheets put aside, into digantikan: {n}.").format(
                        n=len(published.superseded)
                    )
                )
            lines += [
                self.tr("Not written, since its signature does not hold: {file}").format(file=name)
                for name in published.invalid
            ]
            level = GOOD if published.final and not published.unsigned else ATTENTION
            level = WRONG if published.invalid else level
            self._window.notices.tell("\n".join(lines), level)

        self._window.with_key(lambda: self.lend(lambda step: publish(office, folder, step), done))

    def check(self) -> None:
        """Check everything in the file, and say in one sentence whether all is well."""
        from pkri_desktop.workflow.check import check  # noqa: PLC0415 -- slow import

        file = self._window.office.file
        self.lend(lambda _step: check(file), self._on_checked)

    def _on_checked(self, checked: Checked) -> None:
        if not checked.findings:
            words = self.tr("All is well: {records} records and {seals} seals were checked.")
            words = words.format(records=checked.records, seals=checked.seals)
            waiting = len(checked.differences) + checked.undecided
            if waiting:
                words += " " + self.tr("Differences to decide: {n}").format(n=waiting)
            self._window.notices.tell(words, ATTENTION if waiting else GOOD)
            return
        named = ", ".join(f"{finding.what} ({finding.where})" for finding in checked.findings[:5])
        words = self.tr("Not in order ({n}): {named}. Do not delete this file; it can be recovered "
                        "from its safety copies.")  # fmt: skip
        recover = self._window.commands.recover
        self._window.notices.tell(
            words.format(n=len(checked.findings), named=named), WRONG,
            action=self.tr("Recover…") if recover else "", act=recover, lasting=True,
        )  # fmt: skip

    def lend(
        self,
        work: Callable[[Callable[[int, int], None]], Result],
        done: Callable[[Result], None],
        refused: Callable[[Refusal | None], None] | None = None,
    ) -> None:
        """Lend the file with a dialog that shows how far the work is.

        Args:
            work: told how to report (done, total).
            done: gets the result.
            refused: gets why nothing was done, or None when it was stopped; else that is told.
        """
        window = self._window
        busy = BusyDialog(window)

        def finished(result: Result) -> None:
            busy.accept()
            done(result)

        def not_done(refusal: Refusal | None) -> None:
            busy.accept()
            if refused is not None:
                refused(refusal)
            else:
                stopped = self.tr("Stopped. Nothing was changed in the event file.")
                window.tell_refused(refusal, stopped)

        window.desk.progressed.connect(busy.show_progress)
        busy.cancelled.connect(window.desk.stop)
        window.desk.lend(work, finished, not_done)
        busy.open()

    def _folder(self, title: str) -> Path | None:
        return self._window.dialogs.folder(self._window, title)
