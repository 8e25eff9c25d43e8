# SPDX-License-Identifier: MIT
"""The score sheet: its head, its state, the criteria, and its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pkri_desktop.domain.schedule import local_time
from pkri_desktop.domain.sheet import ScoreSheet, SheetStatus
from pkri_desktop.ui.models.sheet_model import SheetModel
from pkri_desktop.ui.widgets.bars import StateStrip
from pkri_desktop.ui.widgets.criteria_view import CriteriaView
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.sheet_footer import SheetFooter
from pkri_desktop.ui.widgets.sheet_header import SheetHeader

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.ui.actions import Actions
    from pkri_desktop.ui.seat import Seat
    from pkri_desktop.ui.theme import Look

_COMPACT_BELOW = 470  # height of the page


class SheetPage(QWidget):
    """Shows the open sheet and takes its scores.

    Signals:
        shown: the sheet changed; actions are to be allowed or not again.
        explaining: a note is wanted on the criterion gone to; its id.
    """

    shown = Signal()
    explaining = Signal(str)

    def __init__(
        self, seat: Seat, look: Look, actions: Actions, sentence: Callable[[Refusal], str]
    ) -> None:
        super().__init__()
        self._seat, self._look = seat, look
        self._sentence = sentence
        self._gaps = (0, 0)
        self.model = SheetModel(seat, sentence)
        self.header = SheetHeader(look)
        self.strip = StateStrip()
        self.view = CriteriaView(self.model, seat, look)
        self.footer = SheetFooter(
            look, actions.absent, actions.recuse, actions.reopen, actions.finish
        )
        self.refusal = toned("red")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.model.setParent(self)
        self._lay_out()
        self.model.shown.connect(self._tell)
        self.model.unsaved.connect(lambda _why: self._tell())
        self.footer.gap_wanted.connect(self.go_to_gap)
        seat.turned.connect(self._on_turned)
        seat.touched.connect(self._on_touched)

    def go_to_gap(self) -> None:
        """Go to the next criterion without a score, or else to the next that wants a note."""
        self.view.finish_typing()
        row = self.model.first_gap(self.view.row)
        if row < 0:
            self._seat.leave()  # a note that is being written may explain something
            row = self.model.first_unexplained(self.view.row)
            if row >= 0:
                self.view.go_to(row)
                self.explaining.emit(self.model.criterion(row).id)
                return
        self.view.setFocus()
        self.view.go_to(row)

    def say(self, text: str) -> None:
        """Say beside the buttons why something could not be done; nothing with empty text."""
        self.refusal.setText(text)
        self.refusal.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters less where height is scarce."""
        super().resizeEvent(event)
        self.header.set_compact(self.height() < self._look.px(_COMPACT_BELOW))

    def _lay_out(self) -> None:
        look = self._look
        self._card = QFrame()
        self._card.setObjectName("card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.setSpacing(0)
        inside.addWidget(self.view)
        foot = QVBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.refusal)
        foot.addWidget(self.footer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(10))
        whole.setSpacing(look.px(8))
        whole.addWidget(self.header)
        whole.addWidget(self.strip)
        whole.addWidget(self._card, 1)
        whole.addLayout(foot)

    def _on_turned(self) -> None:
        self.say("")
        self._tell_entry()
        self.view.go_to(max(self.model.first_gap(), 0) if self.model.editable else 0)

    def _tell_entry(self) -> None:
        seat = self._seat
        entry = seat.room.entries.get(seat.entry)
        if entry is not None:
            label = self.model.sheet.rubric.label if self.model.sheet is not None else ""
            leader = seat.room.day.leaders().get(seat.entry, "")
            self.header.show_entry(entry, seat.assessor_name, label, leader)

    def _on_touched(self, touched: Touched) -> None:
        if self._seat.entry in touched.entries:
            self._tell_entry()

    def _tell(self) -> None:
        sheet = self.model.sheet
        if sheet is None:
            return
        self.header.show_sheet(sheet)
        self.strip.tell(*self._state(sheet))
        self._tell_gaps(sheet)
        self.shown.emit()

    def _tell_gaps(self, sheet: ScoreSheet) -> None:
        missing, unsaved = len(sheet.missing), self.model.left_unsaved
        unexplained = self.model.unexplained
        gaps = short = ready = done = ""
        if self.model.editable:
            if unsaved:
                gaps = self.tr("{n} not saved", "scores").format(n=unsaved)
            elif missing and not unexplained:
                gaps = self.tr("{n} left to score  ·  F8 next").format(n=missing)
                short = self.tr("{n} left · F8").format(n=missing)
            elif missing or unexplained:
                gaps = (
                    self.tr("{n} things missing  ·  F8 next")
                    if missing
                    else self.tr("{n} left to explain  ·  F8 next")
                ).format(n=missing + unexplained)
                short = self.tr("{n} left · F8").format(n=missing + unexplained)
            else:
                ready = self.tr("✓ Complete · Ctrl+Enter makes it final")
                done = self.tr("✓ Complete")
        self.footer.tell_gaps(gaps, short)
        self.footer.tell_ready(ready, done)
        if self._gaps != (missing, unexplained):  # what was said of them is true no more
            self._gaps = (missing, unexplained)
            self.say("")

    def _state(self, sheet: ScoreSheet) -> tuple[str, str]:
        seat = self._seat
        if seat.room.role != "panel":
            words, tone = self._decided(sheet)
            only = self.tr("Read only: assessors score in their panel's own file.")
            return f"{words} {only}".lstrip(), tone
        if not seat.room.assigned(seat.assessor, seat.entry):
            return self.tr("Read only: this entry is scored by another panel."), "info"
        return self._decided(sheet)

    def _decided(self, sheet: ScoreSheet) -> tuple[str, str]:
        """Return what has been decided of the sheet, and in which tone that is said."""
        at = f"{local_time(sheet.finalised_at, self._seat.room.event.timezone):%H.%M}"
        match sheet.status:
            case SheetStatus.SIGNED:
                return self.tr("Final since {time} and signed.").format(time=at), "good"
            case SheetStatus.FINAL:
                return self.tr("Final since {time}. Not signed yet.").format(time=at), "good"
            case SheetStatus.UNSEALED:
                words = self.tr("Final since {time}, but no good seal vouches for it: it counts "
                                "once it is opened again and made final anew.")  # fmt: skip
                return words.format(time=at), "attention"
            case SheetStatus.RECUSED:
                words = self.tr("Recused: {reason}. This sheet counts for nothing.")
                return words.format(reason=sheet.reason.rstrip(". ")), "attention"
            case SheetStatus.ABSENT:
                return self.tr("Absent. Nothing is scored; scores given before are kept."), (
                    "attention"
                )
            case SheetStatus.CONFLICT:
                return self.tr("Records of this sheet disagree. The secretariat decides."), "wrong"
        if sheet.revision and sheet.reason:
            words = self.tr("Opened again: {reason}")
            return words.format(reason=sheet.reason), "attention"
        return "", "info"
