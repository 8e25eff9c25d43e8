# SPDX-License-Identifier: MIT
"""Connects every action of the window with what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from pkri_desktop.ui.notices import INFO
from pkri_desktop.ui.settings import SYSTEM_THEME
from pkri_desktop.ui.wording import spoken_fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDockWidget

    from pkri_desktop.ui.commands import Commands
    from pkri_desktop.ui.language import Languages
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.settings import Settings


class Wiring(QObject):
    """Lives as long as the content whose actions it connects."""

    def __init__(
        self, window: MainWindow, settings: Settings, languages: Languages, commands: Commands
    ) -> None:
        super().__init__(window.content)
        self._window = window
        self._content = window.content
        self._connect_file(commands)
        self._connect_edit()
        self._connect_view()
        self._connect_scoring()
        self._connect_choices(settings, languages)

    def _connect_file(self, commands: Commands) -> None:
        window, actions = self._window, self._content.menu_actions
        actions.change_assessor.triggered.connect(lambda: window.show_chooser())
        actions.lock.triggered.connect(lambda: window.locking.lock())
        actions.lock_settings.triggered.connect(self._choose_locking)
        actions.close.triggered.connect(lambda: window.close())
        for action, deed in (
            (actions.open_file, commands.open_file),
            (actions.open_sample, commands.open_sample),
            (actions.update, commands.update),
        ):
            if deed is not None:
                action.triggered.connect(lambda _checked=False, deed=deed: self._leave_then(deed))
        for action, own_deed in (
            (actions.hand_back, commands.hand_back),
            (actions.close_panel, commands.close_panel),
        ):
            if own_deed is not None:
                action.triggered.connect(
                    lambda _checked=False, deed=own_deed: self._leave_then(
                        lambda: deed(window.seat.assessor)
                    )
                )

    def _connect_edit(self) -> None:
        actions = self._content.menu_actions
        history = self._content.history
        actions.undo.triggered.connect(lambda: history.undo())
        actions.redo.triggered.connect(lambda: history.redo())
        history.changed.connect(self._allow_undoing)
        history.went.connect(self._go_to_criterion)
        history.refused.connect(
            lambda refusal: self._content.sheet.say(self._window.sentence(refusal))
        )
        self._content.sheet.shown.connect(self._allow_undoing)
        self._allow_undoing()
        actions.edit_score.triggered.connect(lambda: self._content.sheet.view.edit_score())
        actions.clear.triggered.connect(self._clear)
        actions.write_note.triggered.connect(self._write_note_or_score)
        actions.new_note.triggered.connect(lambda: self._to_notes(new=True))
        for tag, action in actions.tags.items():
            action.triggered.connect(lambda _checked=False, tag=tag: self._tag(tag))
        notes = self._content.notes
        for use, action in actions.uses.items():
            action.triggered.connect(
                lambda _checked=False, use=use: self._note(lambda: notes.choices.choose_use(use))
            )
        for action, deed in (
            (actions.share, notes.choices.toggle_shared),
            (actions.on_criterion, notes.choices.toggle_criterion),
            (actions.day_notes, notes.toggle_day),
            (actions.search_notes, notes.begin_search),
        ):
            action.triggered.connect(lambda _checked=False, deed=deed: self._note(deed))
        self._content.sheet.explaining.connect(
            lambda criterion: self._note(lambda: notes.begin_new(criterion))
        )

    def _connect_view(self) -> None:
        window, content, actions = self._window, self._content, self._content.menu_actions
        actions.show_schedule.triggered.connect(
            lambda: self._toggle(content.schedule_dock, content.schedule.list)
        )
        actions.show_sheet.triggered.connect(lambda: content.sheet.view.setFocus())
        actions.show_notes.triggered.connect(self._show_cards)
        actions.find.triggered.connect(self._find)
        content.schedule.taken.connect(lambda: content.sheet.view.setFocus())
        actions.own_room.triggered.connect(lambda: content.schedule.show_own_room())
        actions.all_rooms.triggered.connect(lambda: content.schedule.show_all_rooms())
        actions.view.larger.triggered.connect(lambda: window.change_text_size(1))
        actions.view.smaller.triggered.connect(lambda: window.change_text_size(-1))
        actions.view.usual_size.triggered.connect(lambda: window.change_text_size(0))
        actions.keys.triggered.connect(self._show_keys)
        actions.fingerprint.triggered.connect(self._show_fingerprint)
        actions.about.triggered.connect(self._about)

    def _connect_scoring(self) -> None:
        window, _content, actions = self._window, self._content, self._content.menu_actions
        actions.finish.triggered.connect(lambda: window.finishing.finish())
        actions.gap.triggered.connect(lambda: window.own_pages.go_to_gap())
        actions.following.triggered.connect(lambda: self._walk(1))
        actions.previous.triggered.connect(lambda: self._walk(-1))
        actions.absent.triggered.connect(lambda: window.finishing.note_absence())
        actions.recuse.triggered.connect(lambda: window.finishing.recuse())
        actions.reopen.triggered.connect(lambda: window.finishing.reopen())
        actions.sign.triggered.connect(lambda: window.finishing.sign_now())

    def _connect_choices(self, settings: Settings, languages: Languages) -> None:
        window, view = self._window, self._content.menu_actions.view
        view.show_chosen(settings.theme, languages.current)
        view.themes.triggered.connect(lambda action: window.change_theme(action.data()))
        self._settings, self._languages = settings, languages
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_colours)
        # Queued: the content, and this very action with it, is built anew.
        view.languages.triggered.connect(self._on_language, Qt.ConnectionType.QueuedConnection)

    def _on_language(self, action: QObject) -> None:
        content = self._content
        self._window.change_language(action.data())  # type: ignore[attr-defined]
        if self._window.content is content:  # it could not be changed
            content.menu_actions.view.show_chosen(self._settings.theme, self._languages.current)

    def _on_system_colours(self) -> None:
        if self._settings.theme == SYSTEM_THEME:
            self._window.change_theme(SYSTEM_THEME)

    def _tag(self, tag: str) -> None:
        self._note(lambda: self._content.notes.choices.choose_tag(tag))

    def _note(self, deed: Callable[[], None]) -> None:
        self._show(self._content.notes_dock)
        deed()

    def _allow_undoing(self) -> None:
        actions, history = self._content.menu_actions, self._content.history
        may = self._window.at_work and self._window.seat.scores_here
        actions.undo.setEnabled(may and history.can_undo)
        actions.redo.setEnabled(may and history.can_redo)

    def _go_to_criterion(self, _entry: str, criterion: str) -> None:
        if not self._window.at_sheet:
            return
        view, model = self._content.sheet.view, self._content.sheet.model
        rows = [row for row in range(model.rowCount()) if model.criterion(row).id == criterion]
        if rows:
            view.go_to(rows[0])
        view.setFocus()

    def _leave_then(self, deed: object) -> None:
        self._window.seat.leave()
        deed()  # type: ignore[operator]

    def _walk(self, step: int) -> None:
        seat = self._window.seat
        entry = self._content.schedule.model.neighbour(seat.entry, step)
        if entry:
            seat.turn(entry)

    def _clear(self) -> None:
        if self._content.notes.list.hasFocus():
            self._content.notes.remove_chosen()
        else:
            self._content.sheet.view.clear_score()

    def _write_note_or_score(self) -> None:
        if self._content.notes.editor.hasFocus():
            self._content.sheet.view.setFocus()
        else:
            self._to_notes(new=False)

    def _to_notes(self, *, new: bool) -> None:
        self._show(self._content.notes_dock)
        if new:
            self._content.notes.begin_new()
        else:
            self._content.notes.begin()

    def _find(self) -> None:
        self._show(self._content.schedule_dock)
        self._content.schedule.begin_finding()

    def _show(self, dock: QDockWidget) -> None:
        if dock.isHidden():
            self._window.make_room_for(dock)

    def _toggle(self, dock: QDockWidget, inside: QObject) -> None:
        if dock.isHidden():
            self._show(dock)
            inside.setFocus()  # type: ignore[attr-defined]
        elif inside.hasFocus():  # type: ignore[attr-defined]
            dock.hide()
            self._content.sheet.view.setFocus()
        else:
            inside.setFocus()  # type: ignore[attr-defined]

    def _show_cards(self) -> None:
        self._content.notes.end_search()
        self._toggle(self._content.notes_dock, self._content.notes.list)

    def _choose_locking(self) -> None:
        from pkri_desktop.ui.dialogs.lock_dialog import LockDialog  # noqa: PLC0415 -- rarely needed

        window = self._window
        window.seat.leave()
        LockDialog(window, window.guard, window.seat).open()

    def _show_keys(self) -> None:
        from pkri_desktop.ui.dialogs.keys_dialog import KeysDialog  # noqa: PLC0415 -- rarely needed

        KeysDialog(self._window, self._content.menu_actions).show()

    def _show_fingerprint(self) -> None:
        self._content.status.reckon_fingerprint()
        digits = spoken_fingerprint(self._window.room.fingerprint())
        self._window.notices.tell(
            self.tr("Fingerprint {digits}. The same digits on two computers mean the same "
                    "records.").format(digits=digits),
            INFO,
        )  # fmt: skip

    def _about(self) -> None:
        from pkri_desktop import __version__  # noqa: PLC0415 -- rarely needed

        self._window.notices.tell(
            self.tr("PKRI Desktop {version}. Works without a network; every change is saved at "
                    "once. Licence: MIT. Fonts Inter and Noto Sans: SIL Open Font License 1.1.")
            .format(version=__version__),
            INFO,
        )  # fmt: skip
