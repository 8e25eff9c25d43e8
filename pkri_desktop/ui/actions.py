# SPDX-License-Identifier: MIT
"""Every action of the window, with its words and its key. Menus and buttons show these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from pkri_desktop.ui.wording import TAGS, Wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


def words_of(action: QAction) -> str:
    """Return an action's words without the marks of its menu key."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_of(action: QAction) -> str:
    """Return an action's key as menus, buttons, tips and the list of keys show it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """The actions as attributes; who does the deed connects to ``triggered``."""

    def __init__(self, window: QMainWindow, role: str) -> None:
        super().__init__(window)
        self._window, self._role = window, role
        self.all: list[QAction] = []
        self.withdrawn: set[QAction] = set()  # those that have no place in this window
        self._make_file()
        self._make_edit()
        self._make_view()
        self._make_scoring()
        self._make_help()

    def withdraw(self, action: QAction) -> None:
        """Take an action out of the menus: nothing does its deed here."""
        action.setVisible(False)
        self.withdrawn.add(action)

    def discard(self) -> None:
        """Take every action, and its key, away from the window."""
        for action in self.all:
            self._window.removeAction(action)
        self.deleteLater()

    def _make_file(self) -> None:
        others = (
            self.tr("Change &assessor…")
            if self._role == "panel"
            else self.tr("Look at another &assessor's sheets…")
        )
        self.change_assessor = self._new(others, "Ctrl+Shift+P")
        self.open_file = self._new(self.tr("&Open…"), "Ctrl+O")
        self.open_sample = self._new(self.tr("Open the &example"), "Ctrl+Shift+O")
        self.hand_back = self._new(self.tr("&Hand back…"), "Ctrl+Shift+S")
        self.update = self._new(self.tr("&Take in a newer kit…"), "Ctrl+Shift+M")
        self.close_panel = self._new(self.tr("Close the &panel…"), "Ctrl+Shift+W")
        self.lock = self._new(self.tr("&Lock the screen"), "Ctrl+L", "Ctrl+Shift+L")
        self.lock_settings = self._new(self.tr("Loc&k and key…"), "Ctrl+Alt+L")
        self.close = self._new(self.tr("&Close"), "Ctrl+Q")

    def _make_edit(self) -> None:
        self.edit_score = self._new(self.tr("&Edit the score"), "F2", local=True)
        self.clear = self._new(self.tr("Clear the score or &remove the note"), "Del", local=True)
        self.write_note = self._new(self.tr("Write a &note, or back to the scores"), "Ctrl+J")
        self.new_note = self._new(self.tr("Ne&w note"), "Ctrl+N")
        wording = Wording()
        self.tags = {
            tag: self._new(
                self.tr("Tag note: {tag}").format(tag=wording.tag(tag)), f"Alt+{number + 1}"
            )
            for number, tag in enumerate(TAGS)
        }

    def _make_view(self) -> None:
        self.show_schedule = self._new(self.tr("&Schedule"), "Ctrl+1")
        self.show_sheet = self._new(self.tr("Score s&heet"), "Ctrl+2")
        self.show_notes = self._new(self.tr("&Notes"), "Ctrl+3")
        self.own_room = self._new(self.tr("&My room"), "Ctrl+Shift+R")
        self.all_rooms = self._new(self.tr("&All rooms"), "Ctrl+Shift+A")
        self.larger = self._new(self.tr("&Larger text"), "Ctrl++", "Ctrl+=")
        self.smaller = self._new(self.tr("S&maller text"), "Ctrl+-")
        self.usual_size = self._new(self.tr("&Usual text size"), "Ctrl+0")
        self.full_screen = self._new(self.tr("&Full screen"), "F11")
        self.themes = self._choice(
            {
                "system": (self.tr("Like the &system"), "Ctrl+Alt+0"),
                "light": (self.tr("&Light"), "Ctrl+Alt+1"),
                "dark": (self.tr("&Dark"), "Ctrl+Alt+2"),
            }
        )
        self.languages = self._choice(
            {"id": ("Bahasa &Indonesia", "Ctrl+Alt+I"), "en": ("&English", "Ctrl+Alt+E")}
        )

    def _make_scoring(self) -> None:
        self.finish = self._new(self.tr("&Finish && next"), "Ctrl+Return", "Ctrl+Enter")
        self.gap = self._new(self.tr("Next &gap"), "F8")
        self.following = self._new(self.tr("&Next innovator"), "Ctrl+Down", "Alt+Down")
        self.previous = self._new(self.tr("&Previous innovator"), "Ctrl+Up", "Alt+Up")
        self.absent = self._new(self.tr("&Absent"), "Ctrl+Shift+T")
        self.recuse = self._new(self.tr("&Recuse…"), "Ctrl+Shift+B")
        self.reopen = self._new(self.tr("&Open again…"), "Ctrl+Shift+K")
        self.sign = self._new(self.tr("&Sign final sheets"), "Ctrl+Shift+G")
        self.gaps = self._new(self.tr("&Before you leave the room"), "Ctrl+4")
        self.entry_gaps = self._new(self.tr("&What this innovator lacks"), "Shift+F8")
        self.own_scores = self._new(self.tr("&My scores of the day"), "Ctrl+5")
        self.finish_all = self._new(
            self.tr("Finish all &complete sheets"), "Ctrl+Shift+Return", "Ctrl+Shift+Enter"
        )

    def _make_help(self) -> None:
        self.keys = self._new(self.tr("&Keyboard shortcuts"), "F1")
        self.fingerprint = self._new(self.tr("&Compare fingerprints"), "Ctrl+Shift+J")
        self.about = self._new(self.tr("&About PKRI Desktop"), "Ctrl+F1")

    def _new(self, text: str, *keys: str, local: bool = False) -> QAction:
        action = QAction(text, self)
        # Not by their translated names, of which Return has that of Enter.
        action.setShortcuts([QKeySequence.fromString(key) for key in keys])
        if local:  # only where the keyboard is; the views add it to themselves
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        else:
            self._window.addAction(action)
        self.all.append(action)
        return action

    def _choice(self, choices: dict[str, tuple[str, str]]) -> QActionGroup:
        group = QActionGroup(self)
        for name, (text, key) in choices.items():
            action = self._new(text, key)
            action.setCheckable(True)
            action.setData(name)
            group.addAction(action)
        return group
