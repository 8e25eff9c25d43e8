# SPDX-License-Identifier: MIT
"""Shows the codes that were made with packages, once: they are kept nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.ui.dialogs.growing import grow, room_on_screen
from pkri_desktop.ui.widgets.labels import retone, toned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

_LEAST_CODES, _MOST_CODES = 120, 320  # pixels of height that are shown of the codes


class Coded(NamedTuple):
    """A package that was written, with its codes.

    Attributes:
        name: of the panel or the person.
        file: its name.
        codes: what each is, with the code; a code that is not told now is empty.
    """

    name: str
    file: str
    codes: Sequence[tuple[str, str]]


class CodesDialog(QDialog):
    """Stays until the codes were copied or saved, or somebody says that they were noted.

    Signals:
        slips_wanted: the codes shall be written on slips, as a PDF.
    """

    slips_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        packages: Sequence[Coded],
        *,
        with_slips: bool = False,
    ) -> None:
        """Show codes.

        Args:
            parent: the window that it stands over.
            title: what was written.
            words: what is to be done with the codes.
            packages: what was written, with its codes.
            with_slips: whether the codes can be written on slips.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Codes"))
        self._kept = self._saving = False
        self._lines: list[str] = []
        self.said = toned("red")
        self.said.setWordWrap(True)
        self.said.hide()
        self.copy = QPushButton(self.tr("&Copy"))
        self.copy.clicked.connect(self._copy)
        self.slips = QPushButton(self.tr("Save activation &slips (PDF)…"))
        self.slips.clicked.connect(self.slips_wanted)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        explanation = toned("gold", words)
        explanation.setWordWrap(True)
        buttons = QHBoxLayout()
        for button in (self.copy, self.slips):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        if not with_slips:
            self.slips.hide()
        buttons.addStretch()
        self.close_button.setAutoDefault(False)
        buttons.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(10)
        whole.addWidget(toned("heading", title))
        whole.addWidget(explanation)
        whole.addWidget(self._codes(packages), 1)
        whole.addWidget(self.said)
        whole.addLayout(buttons)
        self.setMinimumWidth(520)
        self.copy.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the codes, now that their fonts are known."""
        super().showEvent(event)
        self.resize(self.width(), self._height())

    def text(self) -> str:
        """Return the codes as they are copied."""
        return "\n".join(self._lines)

    def tell_saving(self) -> None:
        """Say that slips are being written; until it is known what came of it, nothing closes."""
        self._saving = True
        self._say(self.tr("Writing the slips…"), "muted")
        self._enable()

    def tell_saved(self, words: str) -> None:
        """Say that the codes are on slips now."""
        self._kept, self._saving = True, False
        self._say(words, "green")
        self._enable()

    def tell_refused(self, words: str) -> None:
        """Say why they are not."""
        self._saving = False
        self._say(words, "red")
        self._enable()

    def reject(self) -> None:
        """Close, after a warning where the codes would be lost."""
        if self._saving:
            return
        if self._kept:
            super().reject()
            return
        self._kept = True
        self._say(
            self.tr("The codes were neither copied nor saved. Close again if you have noted them."),
            "red",
        )
        self.close_button.setText(self.tr("I have noted them: close"))

    def _codes(self, packages: Sequence[Coded]) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("scrolled")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)  # a long name is broken, a code never
        for package in packages:
            self._add(grid, "strong", package.name, "muted", package.file)
            for label, code in package.codes:
                told = "name" if code else "muted"
                self._add(grid, "muted", label, told, code or self.tr("as it was given before"))
        grid.setRowStretch(grid.rowCount(), 1)
        self._inside, self._area = inside, QScrollArea()
        area = self._area
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        return area

    def _add(self, grid: QGridLayout, tone: str, label: str, told: str, value: str) -> None:
        self._lines.append(f"{label}: {value}")
        row = grid.rowCount()
        if tone == "strong" and len(self._lines) > 1:  # the next panel
            grid.setRowMinimumHeight(row, 12)
            row += 1
        shown = toned(told, value)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        named = toned(tone, label)
        named.setWordWrap(True)
        grid.addWidget(named, row, 0)
        grid.addWidget(shown, row, 1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._kept = True
        self._say(self.tr("Copied. Paste them where only you can read them."), "green")

    def _height(self) -> int:
        """Return the height that shows the codes and all else; the least leaves room to scroll."""
        codes = self._inside.sizeHint().height() + 4
        self._area.setMinimumHeight(min(codes, _LEAST_CODES))
        grow(self)
        wanted = self.minimumHeight() - self._area.minimumHeight() + min(codes, _MOST_CODES)
        return min(wanted, room_on_screen(self))

    def _enable(self) -> None:
        for button in (self.copy, self.slips, self.close_button):
            button.setEnabled(not self._saving)

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        retone(self.said, "tone", tone)
        self.said.show()
        self.resize(self.width(), max(self.height(), self._height()))
