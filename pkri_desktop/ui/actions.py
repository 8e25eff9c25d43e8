# SPDX-License-Identifier: MIT
"""Every action of a panel's window, with its words and its key. Menus and buttons show these.

Those for how a window looks are the same in the secretariat's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from pkri_desktop.domain.note import USES
from pkri_desktop.ui.note_wording import FIRST_USE, SHARED_KEY, NoteWording
from pkri_desktop.ui.wording import TAGS, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMainWindow, QMenu


def words_of(action: QAction) -> str:
    """Return an action's words without the marks of its menu key."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_of(action: QAction) -> str:
    """Return an action's key as menus, buttons, tips and the list of keys show it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _one_of(owner: QObject, actions: dict[str, QAction]) -> QActionGroup:
    """Return a group of which one action is checked; each holds its name."""
    group = QActionGroup(owner)
    for name, action in actions.items():
        action.setCheckable(True)
        action.setData(name)
        group.addAction(action)
    return group


class ViewActions(QObject):
    """How a window looks: the actions as attributes; who does the deed connects to them."""

    def __init__(self, window: QMainWindow, owner: QObject) -> None:
        super().__init__(owner)
        self._window = window
        self.all: list[QAction] = []
        self.larger = self._new(self.tr("&Larger text"), "Ctrl++", "Ctrl+=")
        self.smaller = self._new(self.tr("Smalle&r text"), "Ctrl+-")
        self.usual_size = self._new(self.tr("&Usual text size"), "Ctrl+0")
        self.full_screen = self._new(self.tr("&Full screen"), "F11")
        self.full_screen.triggered.connect(self._toggle_full_screen)
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

    def fill(self, menu: QMenu) -> None:
        """Put the actions at the end of a menu."""
        menu.addActions([self.larger, self.smaller, self.usual_size])
        menu.addSeparator()
        menu.addMenu(self.tr("&Theme")).addActions(self.themes.actions())
        menu.addMenu("&Bahasa · Language").addActions(self.languages.actions())
        menu.addAction(self.full_screen)

    def show_chosen(self, theme: str, language: str) -> None:
        """Mark the theme and the language that are on."""
        for group, chosen in ((self.themes, theme), (self.languages, language)):
            for action in group.actions():
                action.setChecked(action.data() == chosen)

    def _toggle_full_screen(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _new(self, text: str, *keys: str) -> QAction:
        action = _made(self, text, keys)
        self._window.addAction(action)
        self.all.append(action)
        return action

    def _choice(self, choices: dict[str, tuple[str, str]]) -> QActionGroup:
        return _one_of(self, {name: self._new(*said) for name, said in choices.items()})


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
        self._make_session()
        self._make_scoring()
        self._make_help()

    @property
    def noting(self) -> tuple[QAction, ...]:
        """Return what is done to a note where notes can be written."""
        chosen = (*self.tags.values(), *self.uses.values())
        return (self.new_note, *chosen, self.share, self.on_criterion)

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
        # The secretariat looks at a sheet in a window over its own, and goes back to that.
        keys = ("Ctrl+Q",) if self._role == "panel" else ("Esc", "Ctrl+W", "Ctrl+Q")
        self.close = self._new(self.tr("&Close"), *keys)

    def _make_edit(self) -> None:
        self.undo = self._new(self.tr("&Undo the score"), "Ctrl+Z")
        self.redo = self._new(self.tr("Redo the sc&ore"), "Ctrl+Shift+Z", "Ctrl+Y")
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
        words = NoteWording()
        self.uses = {
            use: self._new(
                self.tr("Note is for: {use}").format(use=words.use(use)),
                f"Alt+{FIRST_USE + number}",
            )
            for number, use in enumerate(USES)
        }
        self.share = self._new(self.tr("Note may be &shared"), f"Alt+{SHARED_KEY}")
        self.on_criterion = self._new(self.tr("Note is about this &criterion"), "Alt+K")
        self.day_notes = self._new(self.tr("Notes of the &day"), "Ctrl+Shift+N")
        self.search_notes = self._new(self.tr("Search &my notes"), "Ctrl+F")

    def _make_view(self) -> None:
        self.show_schedule = self._new(self.tr("&Schedule"), "Ctrl+1")
        self.show_sheet = self._new(self.tr("Score s&heet"), "Ctrl+2")
        self.show_notes = self._new(self.tr("&Notes"), "Ctrl+3")
        self.find = self._new(self.tr("F&ind an innovator"), "Ctrl+E")
        self.own_room = self._new(self.tr("&My room"), "Ctrl+Shift+R")
        self.all_rooms = self._new(self.tr("&All rooms"), "Ctrl+Shift+A")
        self.view = ViewActions(self._window, self)
        self.all += self.view.all

    def _make_session(self) -> None:
        self.session_start = self._new(self.tr("&Start or hold the session"), "F5")
        self.session_minute = self._new(self.tr("&A minute more"), "F6")
        self.session_next = self._new(self.tr("Next s&tage"), "F7")
        self.session_back = self._new(self.tr("Stage &before"), "Shift+F7")
        self.turn_swap = self._new(self.tr("Swap with the ne&xt one"), "Ctrl+Alt+Down")
        self.turn_off = self._new(self.tr("&Put off"), "Ctrl+Alt+P")
        self.turn_now = self._new(self.tr("It is their turn &now"), "Ctrl+Alt+N")
        self.leader = self._new(self.tr("The &head presents: yes, no, unknown"), "Ctrl+Shift+H")
        self.clock = self._new(self.tr("&Clock window"), "F9")
        self.sound = self._new(self.tr("S&ound when time is up"), "Ctrl+Alt+S")
        self.sound.setCheckable(True)
        self.warnings = _one_of(
            self,
            {
                minutes: self._new(
                    self.tr("&{n} minutes before the end").format(n=minutes),
                    f"Alt+Shift+{minutes}",
                )
                for minutes in ("1", "2", "3", "5")
            },
        )
        for action, short in (
            (self.session_minute, self.tr("+1 minute")),
            (self.session_next, self.tr("Next stage →")),
            (self.clock, self.tr("Clock")),
        ):
            action.setIconText(short)

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
        self.reach = self._new(self.tr("Reach anythin&g"), "Ctrl+K")
        self.fingerprint = self._new(self.tr("&Compare fingerprints"), "Ctrl+Shift+J")
        self.about = self._new(self.tr("&About PKRI Desktop"), "Ctrl+F1")

    def _new(self, text: str, *keys: str, local: bool = False) -> QAction:
        action = _made(self, text, keys)
        if local:  # only where the keyboard is; the views add it to themselves
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        else:
            self._window.addAction(action)
        self.all.append(action)
        return action


def _made(owner: QObject, text: str, keys: Sequence[str]) -> QAction:
    action = QAction(text, owner)
    # Not by their translated names, of which Return has that of Enter.
    action.setShortcuts([QKeySequence.fromString(key) for key in keys])
    return action
