# SPDX-License-Identifier: MIT
"""Recovering an event file from a window: which, how far it is, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.ui.dialogs.busy_dialog import BusyDialog
from pkri_desktop.ui.dialogs.recover_dialog import RecoverDialog
from pkri_desktop.ui.notices import ATTENTION, GOOD, INFO
from pkri_desktop.workflow.recover import known_files, recover

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.store.recovery import Recovered
    from pkri_desktop.ui.desktop import Desktop
    from pkri_desktop.ui.file_dialogs import FileDialogs


class Recovering(QObject):
    """Asks for a file, lets a worker make it anew, and offers to open it."""

    def __init__(self, desktop: Desktop, dialogs: FileDialogs) -> None:
        super().__init__(desktop)
        self._desktop, self._dialogs = desktop, dialogs

    def begin(self) -> None:
        """Ask which file it is."""
        dialog = RecoverDialog(self._desktop.front, known_files(self._desktop.profile))
        dialog.chosen.connect(self._recover)
        dialog.other_wanted.connect(self._choose)
        dialog.open()

    def _choose(self) -> None:
        asked = self.tr("Which file shall be recovered?")
        path = self._dialogs.open_file(self._desktop.front, asked)
        if path is not None:
            self._recover(path)

    def _recover(self, path: Path) -> None:
        """Recover a file, with a dialog that shows how far it is; it is given up here first."""
        desktop = self._desktop
        if desktop.has_open(path):
            if not desktop.close():
                return  # the window says that work is being stopped
            desktop.show_start("")
        if desktop.front is None:
            return
        busy = BusyDialog(desktop.front)

        def done(recovered: Recovered) -> None:
            busy.accept()
            self._tell(path, self._told(path, recovered), GOOD)

        def failed(error: BaseException) -> None:
            busy.accept()
            if isinstance(error, Refusal):
                self._tell(path, desktop.sentence(error), ATTENTION)
            else:
                self._tell(path, self.tr("Stopped. Nothing was changed."), INFO)

        job = desktop.jobs.run_with_progress(
            lambda step: recover(path, desktop.profile, desktop.clock, step),
            done=done, failed=failed, progressed=busy.show_progress,
        )  # fmt: skip
        busy.cancelled.connect(job.cancel)
        busy.open()

    def _told(self, path: Path, recovered: Recovered) -> str:
        words = self.tr("{file} is recovered: {records} records, {mirrored} of them from the "
                        "mirror.").format(
            file=path.name, records=recovered.records, mirrored=recovered.from_mirror
        )  # fmt: skip
        if recovered.damaged is not None:
            words += " " + self.tr("The damaged file is kept as {file}.").format(
                file=recovered.damaged.name
            )
        return words

    def _tell(self, path: Path, words: str, level: str) -> None:
        """Say what came of it, in the file's own window where no other file is open."""
        desktop = self._desktop
        if desktop.window is None:
            try:
                desktop.open(path).notices.tell(words, level)
            except Refusal:
                desktop.say(words, level)
        elif level == GOOD:
            desktop.window.notices.tell(
                words, level, action=self.tr("Open it"), act=lambda: desktop.open_or_say(path)
            )
        else:
            desktop.say(words, level)
