# SPDX-License-Identifier: MIT
"""Terbitkan: which panels there are, who of them has a key, and a kit for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.lazy_page import LazyPage
from pkri_desktop.ui.widgets.panel_card import PanelCard
from pkri_desktop.workflow.standing import standings_of

if TYPE_CHECKING:
    from pkri_desktop.ui.desk import Desk
    from pkri_desktop.ui.telling import Telling


class IssuePage(LazyPage):
    """A card for each panel.

    Signals:
        all_wanted: the kits of all panels shall be written.
        kit_wanted: the kit of the panel with this id.
        kit_code_wanted: a new kit code for the panel with this id.
        offer_wanted: panel and member who needs a new activation code.
    """

    all_wanted = Signal()
    kit_wanted = Signal(str)
    kit_code_wanted = Signal(str)
    offer_wanted = Signal(str, str)

    def __init__(self, desk: Desk, telling: Telling) -> None:
        super().__init__(desk)
        self._telling = telling
        self.all = QPushButton(self.tr("Write &all kits…"))
        self.all.setProperty("kind", "primary")
        self.all.clicked.connect(self.all_wanted)
        words = toned(
            "muted",
            self.tr("A kit takes entries, schedule and rubrics to a panel, and holds no scores. "
                    "Whoever has no code yet gets one with it. Kits can be written again at any "
                    "time."),
        )  # fmt: skip
        words.setWordWrap(True)
        self.empty = toned("muted", self.tr("This event has no panels."))
        head = QHBoxLayout()
        head.addWidget(toned("title", self.tr("Hand out")), 1)
        head.addWidget(self.all)
        self._place = QVBoxLayout()
        self._place.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(self.empty)
        column.addLayout(self._place)
        column.addStretch(1)
        self.cards: list[PanelCard] = []

    def read(self) -> None:
        """Read who has what."""
        for old in self.cards:
            old.deleteLater()
        self.cards = []
        for standing in standings_of(self._desk.office):
            card, panel = PanelCard(standing, self._telling), standing.panel.id
            card.kit_wanted.connect(lambda panel=panel: self.kit_wanted.emit(panel))
            card.kit_code_wanted.connect(lambda panel=panel: self.kit_code_wanted.emit(panel))
            card.offer_wanted.connect(lambda who, panel=panel: self.offer_wanted.emit(panel, who))
            self.cards.append(card)
            self._place.addWidget(card)
        self.empty.setVisible(not self.cards)

    def allow(self) -> None:
        """Let kits be written only when the file can be written to."""
        self.all.setEnabled(bool(self.cards) and self._desk.writable)
        for card in self.cards:
            card.setEnabled(self._desk.writable)
