# SPDX-License-Identifier: MIT
"""The list of keys: what the keyboard does, grouped as one works. Made from the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
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

from pkri_desktop.ui.actions import keys_of, words_of
from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from pkri_desktop.ui.actions import Actions


class KeysDialog(QDialog):
    """Explains the page; does not keep anybody from going on behind it."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(24, 8, 24, 8)
        columns.setSpacing(36)
        own = (actions.undo, actions.redo, actions.edit_score, actions.gap, actions.clear)
        scoring = [
            ("0 … 9", self.tr("type a score; typing begins at once")),
            ("Enter", self.tr("save it and go to the next gap")),
            ("↑  ↓", self.tr("previous and next criterion")),
            ("Esc", self.tr("leave the score as it was")),
            *self._of(*own),
        ]
        noting = (
            actions.write_note, *actions.noting, actions.day_notes, actions.search_notes
        )  # fmt: skip
        notes = [
            ("Enter", self.tr("finish the note and begin the next")),
            ("Shift+Enter", self.tr("new line in the note")),
            *self._of(*noting),
            ("#", self.tr("and a word, at the end of a note: your own tag")),
        ]
        going = (
            actions.finish, actions.following, actions.previous, actions.absent, actions.recuse,
            actions.reopen, actions.sign, actions.own_room, actions.all_rooms,
        )  # fmt: skip
        daily = (actions.gaps, actions.entry_gaps, actions.own_scores, actions.finish_all)
        day = [
            *self._of(*daily),
            ("Enter", self.tr("in what is missing: open its place")),
            ("Shift+Enter", self.tr("in my scores: open the sheet of the row")),
            ("Esc", self.tr("back from such a page to the sheet")),
        ]
        filing = (
            actions.change_assessor, actions.lock, actions.lock_settings, actions.open_file,
            actions.open_sample, actions.update, actions.close_panel, actions.hand_back,
            actions.close,
        )  # fmt: skip
        timing = (
            actions.session_start, actions.session_minute, actions.session_next,
            actions.session_back, actions.leader, actions.clock, actions.sound,
            *actions.warnings.actions(),
        )  # fmt: skip
        shown = {*own, *noting, *going, *daily, *filing, *timing}
        rest = [action for action in actions.all if action not in shown]  # none can be left out
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)  # not that of the columns, which it would take over
        self._add(left, self.tr("Scores"), scoring)
        self._add(left, self.tr("Notes"), notes)
        self._add(left, self.tr("Files"), self._of(*filing))
        self._add(right, self.tr("Innovators"), self._of(*going))
        self._add(right, self.tr("Session"), self._of(*timing))
        if self._of(*daily):
            self._add(right, self.tr("The whole day"), day)
        self._add(right, self.tr("Window"), self._of(*rest))
        for column in (left, right):
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    def _of(self, *actions: QAction) -> list[tuple[str, str]]:
        return [
            (keys_of(action), self._words(action))
            for action in actions
            if action not in self._actions.withdrawn
        ]

    def _words(self, action: QAction) -> str:
        """Return an action's words; of a theme, that it is one."""
        if action.actionGroup() is self._actions.view.themes:
            return self.tr("Theme: {name}").format(name=words_of(action))
        return words_of(action)

    @staticmethod
    def _add(column: QVBoxLayout, title: str, lines: list[tuple[str, str]]) -> None:
        heading = toned("heading", title)
        heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 104)
        for row, (keys, words) in enumerate(lines):
            grid.addWidget(toned("strong", keys), row, 0, Qt.AlignmentFlag.AlignTop)
            text = toned("", words)
            text.setWordWrap(True)
            grid.addWidget(text, row, 1)
        column.addLayout(grid)
        column.addSpacing(14)
