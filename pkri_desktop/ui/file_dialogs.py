# SPDX-License-Identifier: MIT
"""Asks for files and folders, beginning where the user chose last, at first in the documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pkri_desktop.ui.settings import Settings


class FileDialogs:
    """Qt's dialogs: the system's own where it has one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def open_file(self, parent: QWidget | None, title: str) -> Path | None:
        """Ask for one event file or package; None when nothing was chosen."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- rarely needed

        name, _ = QFileDialog.getOpenFileName(parent, title, self._start(), self._kinds())
        return self._remember([name] if name else [], up=True)

    def open_files(self, parent: QWidget | None, title: str) -> list[Path]:
        """Ask for any number of event files and packages."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- rarely needed

        names, _ = QFileDialog.getOpenFileNames(parent, title, self._start(), self._kinds())
        self._remember(names, up=True)
        return [Path(name) for name in names]

    def key_file(self, parent: QWidget | None, title: str) -> Path | None:
        """Ask for a certificate with its key; None when nothing was chosen."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- rarely needed

        kinds = QCoreApplication.translate("FileDialogs", "Certificates (*.p12 *.pfx)")
        name, _ = QFileDialog.getOpenFileName(parent, title, self._start(), kinds)
        return self._remember([name] if name else [], up=True)

    def folder(self, parent: QWidget | None, title: str) -> Path | None:
        """Ask for a folder; None when nothing was chosen."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- rarely needed

        name = QFileDialog.getExistingDirectory(parent, title, self._start())
        return self._remember([name] if name else [], up=False)

    def save_file(
        self,
        parent: QWidget | None,
        title: str,
        name: str,
        *,
        replace: bool = True,
        apart: bool = False,
    ) -> Path | None:
        """Ask where to write one file; None when nothing was chosen.

        Args:
            parent: the window that it stands over.
            title: what is asked.
            name: what the file is called unless something else is typed; its ending is kept.
            replace: whether a file that is there may be named; the dialog asks whether it shall go.
            apart: whether it has no business where files were chosen last: the documents are
                proposed, and what is chosen instead is not remembered.
        """
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- rarely needed

        option = QFileDialog.Option
        options = option(0) if replace else option.DontConfirmOverwrite
        start = str(Path(self._documents() if apart else self._start()) / name)
        kind = f"*{Path(name).suffix}"
        typed, _ = QFileDialog.getSaveFileName(parent, title, start, kind, options=options)
        if typed and not Path(typed).suffix and not Path(f"{typed}{Path(name).suffix}").exists():
            typed += Path(name).suffix  # nobody was asked about a file of that name
        if apart:
            return Path(typed) if typed else None
        return self._remember([typed] if typed else [], up=True)

    @staticmethod
    def _kinds() -> str:
        return QCoreApplication.translate("FileDialogs", "PKRI files (*.pkri *.pkrix)")

    def _start(self) -> str:
        """Return the folder used last; the documents when there is none, or it is gone."""
        last = self._settings.folder
        return last if last and Path(last).is_dir() else self._documents()

    @staticmethod
    def _documents() -> str:
        from PySide6.QtCore import QStandardPaths  # noqa: PLC0415 -- rarely needed

        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return QStandardPaths.writableLocation(documents)

    def _remember(self, names: list[str], *, up: bool) -> Path | None:
        if not names:
            return None
        chosen = Path(names[0])
        self._settings.folder = str(chosen.parent if up else chosen)
        return chosen
