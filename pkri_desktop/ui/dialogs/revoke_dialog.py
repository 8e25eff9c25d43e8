# SPDX-License-Identifier: MIT
"""Asks with which record a lost key was good for the last time, and why it is revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from pkri_desktop.domain.kinds import MOST_REASON_CHARACTERS
from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.widgets.labels import retone, toned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_RECORD = Qt.ItemDataRole.UserRole


class RevokeDialog(QDialog):
    """Nothing is chosen when it opens; what a choice would mean is said before it is made.

    Signals:
        looked_at: a record's id, or empty for none: what would it mean?
        revoked: that, and the reason. The dialog stays until it is closed.
    """

    looked_at = Signal(str)
    revoked = Signal(str, str)

    def __init__(self, parent: QWidget, name: str, ends: Sequence[tuple[str, str]]) -> None:
        """Ask.

        Args:
            parent: the window that it stands over.
            name: whose key it is.
            ends: ids of records that can be the last good one, each in words, newest first.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Revoke the key of {name}").format(name=name)
        self.setWindowTitle(title)
        words = toned(
            "muted",
            self.tr("What this key sealed up to the last good record goes on counting. All that "
                    "comes after it can be read, and counts for no result. This stays in the "
                    "trail; take in all files that you trust first."),
        )  # fmt: skip
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("The last good record"))
        self.list.setMinimumHeight(96)
        for record, told in ends:
            item = QListWidgetItem(told)
            item.setData(_RECORD, record)
            self.list.addItem(item)
        nothing = QListWidgetItem(self.tr("None: nothing that this key sealed stays good"))
        nothing.setData(_RECORD, "")
        self.list.addItem(nothing)
        self.list.setCurrentRow(-1)
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.meaning = toned("muted", self.tr("Choose a record to see what would change."))
        self.meaning.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(MOST_REASON_CHARACTERS)
        self.reason.setPlaceholderText(self.tr("Reason, for everybody who will ask"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.textChanged.connect(self._on_edited)
        self.deed = QPushButton(self.tr("Revoke the key"))
        self.deed.setEnabled(False)
        self.deed.clicked.connect(self._revoke)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(8)
        heading = toned("heading", title)
        heading.setWordWrap(True)
        whole.addWidget(heading)
        whole.addWidget(words)
        whole.addWidget(toned("strong", self.tr("The last good record")))
        whole.addWidget(self.list, 1)
        whole.addWidget(self.meaning)
        whole.addWidget(self.reason)
        whole.addLayout(foot(self, self.deed, self.tr("Cancel")))
        self.setMinimumWidth(560)

    def tell_meaning(self, last: str, words: str, tone: str) -> None:
        """Say what it would mean to name a record, if it is still the one that is chosen."""
        if last == self.chosen():
            self._say(words, tone)

    def tell_refused(self, words: str) -> None:
        """Say why it could not be done."""
        self._say(words, "red")
        self._on_edited()

    def chosen(self) -> str | None:
        """Return the record that is chosen, empty for none of them; None before a choice."""
        items = self.list.selectedItems()
        return items[0].data(_RECORD) if items else None

    def _on_chosen(self) -> None:
        self._on_edited()
        if (last := self.chosen()) is not None:
            self._say(self.tr("Reckoning what would change…"), "muted")
            self.looked_at.emit(last)

    def _on_edited(self) -> None:
        self.deed.setEnabled(self.chosen() is not None and bool(self.reason.text().strip()))

    def _revoke(self) -> None:
        if (last := self.chosen()) is not None:
            self.deed.setEnabled(False)
            self.revoked.emit(last, self.reason.text())

    def _say(self, words: str, tone: str) -> None:
        self.meaning.setText(words)
        retone(self.meaning, "tone", tone)
