# SPDX-License-Identifier: MIT
"""The list of keys: what the keyboard does, grouped as one works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
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

from pkri_desktop.ui.actions import words_of
from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from pkri_desktop.ui.actions import Actions


class KeysDialog(QDialog):
    """Explains the page; does not keep anybody from going on behind it."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(24, 8, 24, 8)
        columns.setSpacing(36)
        scoring = [
            ("0 … 9", self.tr("type a score; typing begins at once")),
            ("↵", self.tr("save it and go to the next criterion")),
            ("↑  ↓", self.tr("previous and next criterion")),
            (self._keys(actions.clear), self.tr("clear: not scored is not zero")),
            ("Esc", self.tr("leave the score as it was")),
            *self._of(actions.edit_score, actions.gap),
        ]
        going = self._of(
            actions.finish, actions.following, actions.previous, actions.absent, actions.recuse,
            actions.reopen, actions.change_assessor, actions.own_room, actions.all_rooms,
        )  # fmt: skip
        notes = [
            *self._of(actions.write_note, actions.new_note),
            ("↵", self.tr("finish the note and begin the next")),
            ("Shift+↵", self.tr("new line in the note")),
            *self._of(*actions.tags.values()),
        ]
        rest = self._of(
            actions.show_schedule, actions.show_sheet, actions.show_notes, actions.larger,
            actions.smaller, actions.full_screen, actions.fingerprint, actions.keys,
        )  # fmt: skip
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)  # not that of the columns, which it would take over
        self._add(left, self.tr("Scores"), scoring)
        self._add(left, self.tr("Notes"), notes)
        self._add(right, self.tr("Innovators"), going)
        self._add(right, self.tr("Window"), rest)
        for column in (left, right):
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addStretch()
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        whole.addWidget(area, 1)
        whole.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(860, screen.width() - 40), min(600, screen.height() - 60))

    @staticmethod
    def _keys(action: QAction) -> str:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return keys.replace("Return", "↵").replace("Down", "↓").replace("Up", "↑")

    def _of(self, *actions: QAction) -> list[tuple[str, str]]:
        return [(self._keys(action), words_of(action)) for action in actions]

    @staticmethod
    def _add(column: QVBoxLayout, title: str, lines: list[tuple[str, str]]) -> None:
        heading = toned("heading", title)
        heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 96)
        for row, (keys, words) in enumerate(lines):
            grid.addWidget(toned("strong", keys), row, 0, Qt.AlignmentFlag.AlignTop)
            text = toned("", words)
            grid.addWidget(text, row, 1)
        column.addLayout(grid)
        column.addSpacing(14)
