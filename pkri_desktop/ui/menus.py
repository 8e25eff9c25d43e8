# SPDX-License-Identifier: MIT
"""The menu bar: where every action can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QMenuBar

    from pkri_desktop.ui.actions import Actions
    from pkri_desktop.ui.commands import Commands


class Menus(QObject):
    """Writes the titles of the menus into a menu bar, and fills the menus when it is asked to."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._file = bar.addAction(self.tr("&File"))
        self._edit = bar.addAction(self.tr("&Edit"))
        self._view = bar.addAction(self.tr("&View"))
        self._session = bar.addAction(self.tr("Sess&ion"))
        self._scoring = bar.addAction(self.tr("&Scoring"))
        self._help = bar.addAction(self.tr("&Help"))

    def fill(self, actions: Actions, commands: Commands, role: str) -> None:
        """Put the actions into the menus; None stands for a line between them."""
        panel = role == "panel"
        for action, deed in (
            (actions.open_file, commands.open_file),
            (actions.open_sample, commands.open_sample),
            (actions.hand_back, commands.hand_back if panel else None),
            (actions.close_panel, commands.close_panel if panel else None),
            (actions.update, commands.update if panel else None),
        ):
            if deed is None:
                actions.withdraw(action)
        self._add(
            self._file,
            actions.change_assessor, actions.lock, actions.lock_settings, None,
            actions.open_file, actions.open_sample, None, actions.update, actions.close_panel,
            actions.hand_back, None, actions.close,
        )  # fmt: skip
        self._add(
            self._edit,
            actions.undo, actions.redo, None, actions.edit_score, actions.clear, None,
            actions.write_note, actions.new_note,
            *actions.tags.values(), None, *actions.uses.values(), actions.share,
            actions.on_criterion, None, actions.day_notes, actions.search_notes,
        )  # fmt: skip
        view = self._add(
            self._view,
            actions.show_schedule, actions.show_sheet, actions.show_notes, None,
            actions.find, actions.own_room, actions.all_rooms, None,
        )  # fmt: skip
        actions.view.fill(view)
        session = self._add(
            self._session,
            actions.session_start, actions.session_minute, actions.session_next,
            actions.session_back, None, actions.turn_swap, actions.turn_off, actions.turn_now,
            actions.leader, None, actions.clock, actions.sound,
        )  # fmt: skip
        session.addMenu(self.tr("&Warn")).addActions(actions.warnings.actions())
        self._add(
            self._scoring,
            actions.finish, actions.gap, None, actions.following, actions.previous, None,
            actions.absent, actions.recuse, actions.reopen, None, actions.sign, None,
            actions.gaps, actions.entry_gaps, actions.own_scores, actions.finish_all,
        )  # fmt: skip
        self._add(self._help, actions.reach, actions.keys, actions.fingerprint, None, actions.about)

    def _add(self, title: QAction, *actions: QAction | None) -> QMenu:
        from PySide6.QtWidgets import QMenu  # noqa: PLC0415 -- after the first paint

        menu = QMenu(self._bar)
        menu.setTitle(title.text())
        menu.setToolTipsVisible(True)
        title.setMenu(menu)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        return menu
