# SPDX-License-Identifier: MIT
"""Kunci: every key that was published, whose it is, and whether it is good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.trail import TrailFilter
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.ui.widgets.lazy_page import LazyPage
from pkri_desktop.ui.widgets.plain_table import PlainTable
from pkri_desktop.ui.wording import spoken_fingerprint
from pkri_desktop.workflow.revoke import keys_of
from pkri_desktop.workflow.words import words_of

if TYPE_CHECKING:
    from pkri_desktop.ui.desk import Desk
    from pkri_desktop.ui.telling import Telling
    from pkri_desktop.workflow.revoke import EnrolledKey


_STATE = 4  # the column that takes what room there is


class KeysPage(LazyPage):
    """A row for each key.

    Signals:
        revocation_wanted: (EnrolledKey) this key shall be revoked.
    """

    revocation_wanted = Signal(object)

    def __init__(self, desk: Desk, telling: Telling) -> None:
        super().__init__(desk)
        self._telling = telling
        words = toned(
            "muted",
            self.tr("A key is known here once it has come in a returned file. Let its owner read "
                    "the words to you when in doubt; a key that nobody knows is revoked."),
        )  # fmt: skip
        words.setWordWrap(True)
        self.table = PlainTable(
            self.tr("Keys"),
            [self.tr("Whose"), self.tr("Panel"), self.tr("Fingerprint"), self.tr("Made"),
             self.tr("State"), ""],
            wide=_STATE, first=150,
        )  # fmt: skip
        self.empty = toned("muted", self.tr("No assessor's key has come yet."))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(10)
        column.addWidget(toned("title", self.tr("Keys")))
        column.addWidget(words)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        self.table.setMinimumHeight(160)
        self.keys: tuple[EnrolledKey, ...] = ()
        self.buttons: dict[int, QPushButton] = {}  # by row
        self.table.cellActivated.connect(self._on_activated)

    def read(self) -> None:
        """Read the keys."""
        office = self._desk.office
        own = keys_of(office)
        self.keys = (*own, *keys_of(office, Role.SECRETARIAT))
        panels: dict[str, list[str]] = {}
        for panel in office.file.queries.panels():
            for member in panel.members:
                panels.setdefault(member, []).append(panel.name)
        self.empty.setVisible(not own)
        self.buttons = {}
        self.table.setRowCount(0)
        self.table.setRowCount(len(self.keys))
        for row, key in enumerate(self.keys):
            self._fill(row, key, ", ".join(panels.get(key.assessor, ())), office=row >= len(own))

    def _fill(self, row: int, key: EnrolledKey, panel: str, *, office: bool) -> None:
        digits = key.certificate
        self.table.put(row, 0, self._telling.person(key.assessor))
        self.table.put(row, 1, panel)
        self.table.put(row, 2, f"{words_of(digits)}\n{spoken_fingerprint(digits)}")
        self.table.put(row, 3, self._telling.when(key.since))
        self.table.put(row, _STATE, self._state(key, office=office))
        if not office and not key.revoked:
            button = QPushButton(self.tr("Revoke…"))
            button.setProperty("kind", "quiet")
            button.setAccessibleName(
                self.tr("Revoke the key of {name}…").format(name=self._telling.person(key.assessor))
            )
            button.clicked.connect(lambda: self.revocation_wanted.emit(key))
            self.buttons[row] = button
            self.table.put_widgets(row, _STATE + 1, button)

    def _state(self, key: EnrolledKey, *, office: bool) -> str:
        if office:
            return self.tr("good; the secretariat's own")
        if not key.revoked:
            return self.tr("good")
        good = self._desk.office.file.ledger.record(key.good_until) if key.good_until else None
        if good is None:
            return self.tr("revoked: {reason}\nNothing that it sealed stays good").format(
                reason=key.revoked
            )
        entries = self._desk.office.file.trail.entries(TrailFilter(subject=good.subject))
        told = [self._telling.line(one) for one in entries if one.record == good.id]
        return self.tr("revoked: {reason}\nGood up to {record}").format(
            reason=key.revoked, record=told[0] if told else good.id[:8]
        )

    def _on_activated(self, row: int) -> None:
        """Let Enter do in a row what its button does."""
        if (button := self.buttons.get(row)) is not None:
            button.click()

    def allow(self) -> None:
        """Let keys be revoked only when the file can be written to."""
        for button in self.buttons.values():
            button.setEnabled(self._desk.writable)
