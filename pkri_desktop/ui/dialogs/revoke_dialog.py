# SPDX-License-Identifier: MIT
"""Asks with which record a lost key was good for the last time, and why it is revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.kinds import MOST_REASON_CHARACTERS
from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import room_on_screen
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _HEIGHT, _LEAST_LIST = 560, 480, 96  # pixels
_RECORD = Qt.ItemDataRole.UserRole


class GoodRecord(NamedTuple):
    """A record that can be the last good one.

    Attributes:
        record: its id.
        words: what it says.
        landmark: whether people remember it: a sheet, or the end of a returned file.
    """

    record: str
    words: str
    landmark: bool


class _Records(QListWidget):
    """A list that asks for no more height than it needs to be used, and takes what there is."""

    def sizeHint(self) -> QSize:
        """Return Qt's width and the least height."""
        return QSize(super().sizeHint().width(), _LEAST_LIST)


class RevokeDialog(QDialog):
    """Nothing is chosen when it opens; what a choice would mean is said before it is made.

    Signals:
        looked_at: a record's id, or empty for none: what would it mean?
        revoked: that, and the reason. The dialog stays until it is closed.
    """

    looked_at = Signal(str)
    revoked = Signal(str, str)

    def __init__(self, parent: QWidget, name: str, ends: Sequence[GoodRecord]) -> None:
        """Ask.

        Args:
            parent: the window that it stands over.
            name: whose key it is.
            ends: records that can be the last good one, newest first.
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
        self.list = _Records()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("The last good record"))
        self.list.setMinimumHeight(_LEAST_LIST)
        self.every = QCheckBox(self.tr("Show &every record"), self)
        self.every.setVisible(not all(end.landmark for end in ends))
        self.every.toggled.connect(self._show_every)
        self._landmarks = [end.landmark for end in ends]
        for end in ends:
            item = QListWidgetItem(end.words)
            item.setData(_RECORD, end.record)
            self.list.addItem(item)
        nothing = QListWidgetItem(self.tr("None: nothing that this key sealed stays good"))
        nothing.setData(_RECORD, "")
        self.list.addItem(nothing)
        self._show_every(shown=False)
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
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(24, 20, 24, 8)
        whole.setSpacing(8)
        heading = toned("heading", title)
        heading.setWordWrap(True)
        whole.addWidget(heading)
        whole.addWidget(words)
        head = QHBoxLayout()
        head.addWidget(toned("strong", self.tr("The last good record")), 1)
        head.addWidget(self.every)
        whole.addLayout(head)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.meaning)
        whole.addWidget(self.reason)
        below = foot(self, self.deed, self.tr("Cancel"))
        below.setContentsMargins(24, 0, 24, 20)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scrolled(inside), 1)  # on a low screen nothing is printed over the list
        outside.addLayout(below)
        self.setMinimumWidth(560)
        self.resize(_WIDTH, min(_HEIGHT, room_on_screen(self)))

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

    def _show_every(self, shown: bool) -> None:
        """Show the records in between too, or only sheets and ends; a choice stays in sight."""
        for row, landmark in enumerate(self._landmarks):
            item = self.list.item(row)
            item.setHidden(not (shown or landmark or item.isSelected()))

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
