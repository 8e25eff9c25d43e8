# SPDX-License-Identifier: MIT
"""Asks why an assessor needs a new activation code: what has to be done first depends on that."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import fit
from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget


class Why(StrEnum):
    """What happened."""

    SLIP_LOST = "slip-lost"  # there is no key yet
    KEY_LOST = "key-lost"  # the laptop or the passphrase: the key has to be revoked
    KEY_KEPT = "key-kept"  # a further laptop: the key that there is stays good


class RenewDialog(QDialog):
    """One way for who has no key yet, two for who has; none is preselected.

    Signals:
        decided: why (a ``Why``), and whether a new kit code shall be made too.
    """

    decided = Signal(str, bool)

    def __init__(
        self, parent: QWidget, name: str, *, has_key: bool, needing_kit_code: Sequence[str]
    ) -> None:
        """Ask.

        Args:
            parent: the window that it stands over.
            name: of the assessor.
            has_key: whether the assessor has a good key, as far as is known.
            needing_kit_code: names of those who would need a new kit code.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("New activation code for {name}").format(name=name)
        self.setWindowTitle(title)
        self._has_key = has_key
        self.group = QButtonGroup(self)
        self.deed = QPushButton(self.tr("Go on…"))
        self.deed.clicked.connect(self._decide)
        self.deed.setEnabled(not has_key)
        self.group.buttonToggled.connect(lambda: self.deed.setEnabled(True))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(8)
        heading = toned("heading", title)
        heading.setWordWrap(True)
        whole.addWidget(heading)
        for why, words, explanation in self._ways():
            if words:
                radio = QRadioButton(words)
                self.group.addButton(radio, list(Why).index(why))
                whole.addWidget(radio)
            told = toned("muted", explanation)
            told.setWordWrap(True)
            told.setContentsMargins(24 if words else 0, 0, 0, 4)
            whole.addWidget(told)
        self.kit_code = QCheckBox(self.tr("Make a new &kit code too"))
        whole.addWidget(self.kit_code)
        remark = toned(
            "muted",
            self.tr("If a stranger may have the slip: the kit code stands on it as well. The new "
                    "one is then needed by: {names}.").format(names=", ".join(needing_kit_code)),
        )  # fmt: skip
        remark.setWordWrap(True)
        remark.setContentsMargins(24, 0, 0, 4)
        whole.addWidget(remark)
        whole.addLayout(foot(self, self.deed, self.tr("Cancel")))
        self.setMinimumWidth(500)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is said, now that its fonts are known."""
        super().showEvent(event)
        fit(self)

    def _ways(self) -> tuple[tuple[Why, str, str], ...]:
        if not self._has_key:
            return (
                (
                    Why.SLIP_LOST,
                    "",
                    self.tr("For a slip that was lost before a key was made, as far as is known "
                            "here. A new kit is written with the new code. Whoever holds the old "
                            "kit and the old slip can still make a key: look at the page Keys."),
                ),
            )  # fmt: skip
        return (
            (
                Why.KEY_LOST,
                self.tr("The &laptop or the passphrase is lost"),
                self.tr("The key is revoked first: you choose the last record that stays good. "
                        "Then a new kit is written with the new code."),
            ),
            (
                Why.KEY_KEPT,
                self.tr("The key &stays good; a further laptop is used"),
                self.tr("Nothing is revoked. The assessor makes another key with the new code; the "
                        "old laptop asks for the new code, too, once it has the new kit."),
            ),
        )  # fmt: skip

    def _decide(self) -> None:
        chosen = self.group.checkedId()
        why = list(Why)[chosen] if chosen >= 0 else Why.SLIP_LOST
        self.accept()
        self.decided.emit(why.value, self.kit_code.isChecked())
