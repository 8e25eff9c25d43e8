# SPDX-License-Identifier: MIT
"""Who presents, what is known of it, who scores, and the total so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from pkri_desktop.domain import scoring
from pkri_desktop.domain.sheet import ScoreSheet, SheetStatus
from pkri_desktop.ui.theme import BODY, REGULAR, SECONDARY, SEMIBOLD, TITLE, TOTAL
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.painted import Chip, Chips, LinesLabel
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from pkri_desktop.domain.roster import Entry
    from pkri_desktop.ui.theme import Look

_FORM_TONES = {"terkirim": "green", "draft": "gold", "belum": "gold"}


class SheetHeader(QWidget):
    """The head of the open sheet."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._wording = Wording()
        self._code = LinesLabel(look, SECONDARY, REGULAR, 1, "muted")
        self._title = LinesLabel(look, TITLE, SEMIBOLD, 2, "ink")
        self._presenter = LinesLabel(look, BODY, REGULAR, 1, "muted")
        self._chips = Chips(look)
        self._caption = toned("muted", self.tr("Provisional value"))
        self._total = toned("total")
        self._total.setAccessibleName(self.tr("Weighted total"))
        self._complete = toned("gold")
        for label in (self._caption, self._total, self._complete):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        look.changed.connect(self._dress)
        self._dress()

    def show_entry(self, entry: Entry, assessor: str, label: str, leader: str = "") -> None:
        """Say which entry lies open, who scores it, and what must be said of the rubric.

        Args:
            entry: that lies open.
            assessor: the name of who scores it; empty for nobody.
            label: of the rubric.
            leader: whether the agency's head presents: ``yes``, ``no``, or nothing was noted.
        """
        self._code.set_text(f"{entry.code}  ·  " + self.tr("{group} group").format(
            group=entry.group.name))  # fmt: skip
        self._title.set_text(entry.title)
        self._presenter.set_text(entry.presenter)
        chips = [Chip(self.tr("Scored by {name}").format(name=assessor))] if assessor else []
        if entry.predicate:
            chips.append(Chip(entry.predicate, "accent"))
        if entry.form_status:
            tone = _FORM_TONES.get(entry.form_status, "plain")
            chips.append(Chip(self._wording.form_status(entry.form_status), tone))
        if leader in {"yes", "no"}:
            yes = leader == "yes"
            words = self.tr("Head presents: yes") if yes else self.tr("Head presents: no")
            chips.append(Chip(words, "accent" if yes else "plain"))
        if label:
            chips.append(Chip(label, "gold"))
        self._chips.set_chips(tuple(chips))

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Show the total so far and how much of the sheet it stands for."""
        scored, criteria = len(sheet.scores), len(sheet.rubric.criteria)
        final = sheet.status in {SheetStatus.FINAL, SheetStatus.SIGNED, SheetStatus.UNSEALED}
        no_value = sheet.status in {SheetStatus.RECUSED, SheetStatus.ABSENT} or not scored
        self._caption.setText(self.tr("Value") if final else self.tr("Provisional value"))
        self._total.setText("–" if no_value else scoring.format_decimal(sheet.running_total))
        weight = scoring.format_weight(sheet.weight_scored).removesuffix(" %")
        if scored == criteria:
            words = self.tr("{criteria} of {criteria} criteria · complete")
        else:
            words = self.tr("{scored} of {criteria} criteria · weight {weight} of 100")
        if sheet.status in {SheetStatus.RECUSED, SheetStatus.ABSENT}:
            words = self._wording.status(sheet.status)
        self._complete.setText(words.format(scored=scored, criteria=criteria, weight=weight))
        tone = "green" if scored == criteria else "gold" if scored else "muted"
        retone(self._complete, "tone", "muted" if no_value else tone)

    def set_compact(self, compact: bool) -> None:
        """Leave out the presenter and the chips where height is scarce."""
        self._presenter.setHidden(compact)
        self._chips.setHidden(compact)
        self._caption.setHidden(compact)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._code)
        left.addWidget(self._title)
        left.addWidget(self._presenter)
        left.addStretch()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._caption)
        right.addWidget(self._total)
        right.addWidget(self._complete)
        right.addStretch()
        whole = QGridLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setHorizontalSpacing(16)
        whole.setVerticalSpacing(6)
        whole.addLayout(left, 0, 0)
        whole.addLayout(right, 0, 1)
        whole.addWidget(self._chips, 1, 0, 1, 2)
        whole.setColumnStretch(0, 1)

    def _dress(self) -> None:
        self._total.setFont(self._look.font(TOTAL, SEMIBOLD))
