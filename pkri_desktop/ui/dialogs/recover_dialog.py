# SPDX-License-Identifier: MIT
"""Asks which event file is to be made anew; one that is gone can only be named from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pkri_desktop.workflow.recover import KnownFile

_PATH = Qt.ItemDataRole.UserRole


class RecoverDialog(QDialog):
    """Lists the files of which this computer keeps something; none is preselected.

    Signals:
        chosen: (Path) this one shall be recovered.
        other_wanted: another shall be chosen among all files.
    """

    chosen = Signal(object)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None, files: Sequence[KnownFile]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Recover a damaged file"))
        words = toned(
            "muted",
            self.tr("The file is made anew from what this computer keeps of it. A damaged file is "
                    "put aside, never deleted; one that is whole is not touched.")
            if files else
            self.tr("This computer keeps nothing of any event file. Recover on the computer on "
                    "which the file was used."),
        )  # fmt: skip
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Event files that were used on this computer"))
        for file in files:
            item = QListWidgetItem(self._told(file))
            item.setData(_PATH, file.path)
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        self.list.setMinimumHeight(110)
        self.list.setVisible(bool(files))
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.list.itemActivated.connect(self._choose)
        self.other = QPushButton(self.tr("Another &file…"))
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self._other)
        back = QPushButton(self.tr("Cancel"))
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self.deed = QPushButton(self.tr("&Recover"))
        self.deed.setProperty("kind", "primary")
        self.deed.setDefault(True)
        self.deed.setEnabled(False)
        self.deed.clicked.connect(self._choose)
        buttons = QHBoxLayout()
        buttons.addWidget(self.other)
        buttons.addStretch()
        buttons.addWidget(back)
        buttons.addWidget(self.deed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", self.tr("Which file shall be recovered?")))
        whole.addWidget(words)
        whole.addWidget(self.list, 1)
        whole.addLayout(buttons)
        self.setMinimumWidth(560)

    def _told(self, file: KnownFile) -> str:
        kind = self.tr("panel") if file.panel else self.tr("secretariat")
        parts = [kind] if file.exists else [kind, self.tr("not in its place any more")]
        return f"{file.path.name}  ·  {' · '.join(parts)}\n{file.path.parent}"

    def _on_chosen(self) -> None:
        self.deed.setEnabled(bool(self.list.selectedItems()))

    def _choose(self) -> None:
        items = self.list.selectedItems()
        if items:
            self.accept()
            self.chosen.emit(items[0].data(_PATH))

    def _other(self) -> None:
        self.accept()
        self.other_wanted.emit()
