# SPDX-License-Identifier: MIT
"""A panel and its members as the secretariat hands out to them: who has a key, who needs what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.workflow.standing import Standing

if TYPE_CHECKING:
    from pkri_desktop.ui.telling import Telling
    from pkri_desktop.workflow.standing import MemberStanding, PanelStanding


_ROW = 28  # pixels that a member's row has at least


class PanelCard(QFrame):
    """One panel: its kit in two sentences, its members in a row each.

    Signals:
        kit_wanted: a kit shall be written.
        kit_code_wanted: a kit with a new kit code shall be written.
        offer_wanted: the member with this id needs a new activation code.
    """

    kit_wanted = Signal()
    kit_code_wanted = Signal()
    offer_wanted = Signal(str)

    def __init__(self, standing: PanelStanding, telling: Telling) -> None:
        super().__init__()
        self.setObjectName("card")
        self._telling = telling
        panel = standing.panel
        self.issue = QPushButton(self.tr("Write kit…"))
        self.issue.setAccessibleName(self.tr("Write the kit of {panel}…").format(panel=panel.name))
        self.issue.clicked.connect(self.kit_wanted)
        self.kit_code = QPushButton(self.tr("New kit code…"), self)
        self.kit_code.setProperty("kind", "quiet")
        self.kit_code.setAccessibleName(
            self.tr("New kit code for {panel}…").format(panel=panel.name)
        )
        self.kit_code.setVisible(bool(standing.kit_code_at and standing.waiting))
        self.kit_code.clicked.connect(self.kit_code_wanted)
        head = QHBoxLayout()
        head.setSpacing(12)
        name = toned("heading", panel.name)
        name.setWordWrap(True)
        head.addWidget(name, 1)
        head.addWidget(self.kit_code)
        head.addWidget(self.issue)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(4)
        column.addLayout(head)
        kit = toned(
            "muted", f"{panel.room} · {self._written(standing)} {self._opened(standing)}"
        )  # fmt: skip
        kit.setWordWrap(True)
        column.addWidget(kit)
        column.addSpacing(6)
        column.addLayout(self._members(standing))

    def _members(self, standing: PanelStanding) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        self.offers: dict[str, QPushButton] = {}
        for row, member in enumerate(standing.members):
            name = self._telling.person(member.member)
            if member.member == standing.panel.chair:
                shown = self.tr("{name} (chair)").format(name=name)
            else:
                shown = name
            tone, words = self._state(member)
            state = toned(tone, words)
            state.setWordWrap(True)
            who = toned("strong", shown)
            who.setWordWrap(True)
            grid.addWidget(who, row, 0)
            grid.addWidget(state, row, 1)
            grid.setRowMinimumHeight(row, _ROW)
            if member.standing is not Standing.NOTHING:
                button = QPushButton(self.tr("New code…"))
                button.setProperty("kind", "quiet")
                button.setAccessibleName(self.tr("New code for {name}…").format(name=name))
                button.clicked.connect(
                    lambda _checked=False, who=member.member: self.offer_wanted.emit(who)
                )
                self.offers[member.member] = button
                grid.addWidget(button, row, 2)
        return grid

    def _written(self, standing: PanelStanding) -> str:
        if not standing.issued_at:
            return self.tr("No kit was written from this copy of the file yet.")
        when = self._telling.when(standing.issued_at)
        return self.tr("Last kit written {when}.").format(when=when)

    def _opened(self, standing: PanelStanding) -> str:
        if not standing.kit_code_at:
            return self.tr("Its kit code is made with the first kit.")
        if not standing.waiting:
            return self.tr("Every member has a key, so keys open the next kit, without a kit code.")
        when = self._telling.when(standing.kit_code_at)
        return self.tr("The kit code of {when} opens the next kit.").format(when=when)

    def _state(self, member: MemberStanding) -> tuple[str, str]:
        """Return tone and words for how far a member is; a sign goes before the words."""
        when = self._telling.when(member.since) if member.since else ""
        if member.standing is Standing.ENROLLED:
            return "green", self.tr("✓  has a key, made {when}").format(when=when)
        if member.standing is Standing.OFFERED:
            words = (
                self.tr("…  new code made {when}; the older key is good still")
                if member.good_keys
                else self.tr("…  code made {when}; no key has come yet")
            )
            return "muted", words.format(when=when)
        if member.keys:
            return "gold", self.tr("!  key revoked; the next kit brings a new code")
        return "gold", self.tr("!  nothing yet; the next kit brings a code")
