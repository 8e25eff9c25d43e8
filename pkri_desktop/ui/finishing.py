# SPDX-License-Identifier: MIT
"""Decisions about the sheet as a whole: finish, step back, note an absence, open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.sheet import Decision, SheetStatus
from pkri_desktop.ui.notices import INFO

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.ui.pages.sheet_page import SheetPage


class Finishing(QObject):
    """Does what the buttons below the sheet say. What is refused is said beside them.

    Attributes:
        asking: the question that is open now, or None.

    Signals:
        done_here: this entry needs nothing more; go on to the next.
    """

    done_here = Signal()

    def __init__(self, window: MainWindow, page: SheetPage) -> None:
        super().__init__(page)
        self._window, self._seat, self._page = window, window.seat, page
        self._signing, self._guard = window.signing, window.guard
        self._sentence = window.sentence
        self.asking: QDialog | None = None

    def finish(self) -> None:
        """Make a complete sheet final and go on; of another one, say what is missing."""
        seat, page = self._seat, self._page
        seat.leave()
        if not page.model.editable:
            self.done_here.emit()
            return
        if page.model.left_unsaved and page.model.retry():
            page.say(self.tr("Not final: something typed is not saved yet."))
            return
        sheet = seat.sheet()
        if sheet.missing:
            rows = [sheet.rubric.criteria.index(criterion) + 1 for criterion in sheet.missing]
            named = ", ".join(str(row) for row in rows)
            page.go_to_gap()
            page.say(self.tr("Not final yet. Criteria not scored: {rows}.").format(rows=named))
            return
        if unexplained := seat.room.unexplained(seat.assessor, seat.entry):
            page.go_to_gap()
            page.say(self._sentence(Refusal(Reason.SHEET_UNEXPLAINED, missing=len(unexplained))))
            return
        self.with_key(self._finalise)

    def note_absence(self) -> None:
        """Note that nobody presents, or take that back."""
        seat = self._seat
        seat.leave()
        assessor, entry, absent = seat.assessor, seat.entry, not seat.sheet().absent
        self._do(lambda: seat.room.note_attendance(assessor, entry, absent))

    def recuse(self) -> None:
        """Ask for the reason and step back from this sheet."""
        seat = self._seat
        seat.leave()
        assessor, entry = seat.assessor, seat.entry
        self._ask_reason(
            self.tr("Recuse yourself from this sheet"),
            self.tr("For a conflict of interest. The sheet is locked and counts for nothing; "
                    "it can be opened again with a reason."),
            self.tr("Recuse"),
            lambda reason: seat.room.recuse(assessor, entry, reason),
        )  # fmt: skip

    def reopen(self) -> None:
        """Ask for the reason and open a final sheet or a recusal again."""
        seat = self._seat
        assessor, entry = seat.assessor, seat.entry
        recused = seat.sheet().decision is Decision.RECUSED
        self._ask_reason(
            self.tr("Take the recusal back") if recused else self.tr("Open this sheet again"),
            self.tr("The scores stay as they are and can be changed. What was signed is kept and "
                    "marked as superseded."),
            self.tr("Open again"),
            lambda reason: seat.room.reopen(assessor, entry, reason),
        )  # fmt: skip

    def sign_now(self) -> None:
        """Sign what is final and not signed yet, after the key has been unlocked."""
        seat = self._seat
        if not self._signing.unsigned(seat.assessor):
            self._page.say("")
            words = self.tr("Nothing is to be signed: every sheet that is final is signed already.")
            self._window.notices.tell(words, INFO)
        else:
            self.with_key(lambda: self._signing.sign_all(seat.assessor))

    def with_key(
        self,
        then: Callable[[], None],
        *,
        refused: Callable[[str], None] | None = None,
        holds: bool = False,
    ) -> None:
        """Do something that needs the assessor's key, asking for it first where it is locked.

        Args:
            then: what is to be done.
            refused: says that nothing was done without the key; beside the sheet by default.
            holds: whether ``then`` goes on after it returns, and tells the guard itself when the
                key was used.
        """
        self._guard.look()
        deed = then if holds else lambda: self._use_key(then)
        if self._seat.room.key_state(self._seat.assessor) == "unlocked":
            deed()
        else:
            self._ask_for_key(deed, refused or self._page.say)

    def may_reopen(self) -> bool:
        """Say whether there is something to open again."""
        sheet = self._page.model.sheet
        return bool(
            sheet
            and self._seat.writable
            and sheet.status
            in {SheetStatus.FINAL, SheetStatus.SIGNED, SheetStatus.UNSEALED, SheetStatus.RECUSED}
        )

    def _finalise(self) -> None:
        seat = self._seat
        assessor, entry = seat.assessor, seat.entry
        if self._do(lambda: seat.room.finalise(assessor, entry)):
            self._signing.sign(assessor, entry)
            self.done_here.emit()

    def _do(self, deed: Callable[[], Touched]) -> bool:
        refusal = self._seat.write(deed)
        self._page.say(self._sentence(refusal) if refusal is not None else "")
        return refusal is None

    def _use_key(self, then: Callable[[], None]) -> None:
        then()
        self._guard.used()

    def _ask_for_key(self, deed: Callable[[], None], refused: Callable[[str], None]) -> None:
        from pkri_desktop.ui.dialogs.key_dialog import KeyDialog  # noqa: PLC0415 -- rarely needed

        seat, window = self._seat, self._window
        hold = self._guard.hold_for(seat.assessor)
        dialog = KeyDialog(window, seat, self._sentence, window.files, hold)
        dialog.unlocked.connect(self._guard.opened)
        dialog.unlocked.connect(lambda: deed())
        dialog.rejected.connect(lambda: refused(self.tr("Not final: your key is needed for that.")))
        self._open(dialog)

    def _ask_reason(
        self, title: str, explanation: str, words: str, deed: Callable[[str], Touched]
    ) -> None:
        from pkri_desktop.ui.dialogs.reason_dialog import (  # noqa: PLC0415 -- rarely needed
            ReasonDialog,
        )

        dialog = ReasonDialog(self._window, title, explanation, words)

        def give(reason: str) -> None:
            refusal = self._seat.write(lambda: deed(reason))
            if refusal is None:
                dialog.accept()
                self._page.say("")
            else:
                dialog.say(self._sentence(refusal))

        dialog.given.connect(give)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.asking = dialog
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        self.asking = None
        self._window.take_keyboard()
