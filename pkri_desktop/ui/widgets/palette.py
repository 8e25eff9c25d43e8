# SPDX-License-Identifier: MIT
"""One field from which every innovator and every action is reached by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.ui.widgets.labels import toned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pkri_desktop.ui.theme import Look

_WIDE, _ROW, _ROWS = 520, 34, 9  # pixels at the usual text size; rows that are shown at once


class Target(NamedTuple):
    """Something that can be reached.

    Attributes:
        words: what it is called.
        hint: what stands at its right: a key, or an agency.
        go: reaches it.
    """

    words: str
    hint: str
    go: Callable[[], object]


def found(targets: Sequence[Target], typed: str) -> list[Target]:
    """Return the targets in which each typed word begins a word, those that begin so first."""
    wanted = typed.casefold().split()

    def place(target: Target) -> int | None:
        said = f"{target.words} {target.hint}".casefold()
        starts = said.replace("-", " ").split() + said.split()
        if not all(any(start.startswith(word) for start in starts) for word in wanted):
            return None
        return 0 if not wanted or said.startswith(wanted[0]) else 1

    places = [(place(target), number) for number, target in enumerate(targets)]
    return [targets[number] for _, number in sorted((p, n) for p, n in places if p is not None)]


class Palette(QFrame):
    """Stands over the window until something is chosen, Escape is pressed or it is left.

    Signals:
        left: it is gone; the keyboard goes back to where it was.
    """

    left = Signal()

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._targets: Sequence[Target] = ()
        self._shown: list[Target] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Innovator, page or action"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self._go(self.list.row(item)))
        self.nothing = toned("muted", self.tr("Nothing is called so."))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        self.hide()

    def open(self, targets: Sequence[Target]) -> None:
        """Offer targets, with an empty field."""
        self._targets = targets
        self.field.clear()
        self._narrow()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows, choose with Enter, leave with Escape."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            reason = event.reason()  # type: ignore[attr-defined]
            if reason not in (
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.PopupFocusReason,
            ):
                self.leave()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Go away without a choice."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _on_key(self, event: QKeyEvent) -> bool:
        step = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if step is not None:
            row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            self.list.setCurrentRow(row)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(self.list.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            target = self._shown[row]
            self.leave()
            target.go()

    def _narrow(self) -> None:
        self._shown = found(self._targets, self.field.text())
        self.list.clear()
        for target in self._shown:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, target[:2])))
            item.setSizeHint(QSize(0, self._look.px(_ROW)))
            self.list.addItem(item)
            self.list.setItemWidget(item, self._line(target))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        self._place()

    def _line(self, target: Target) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(toned("plain", target.words), 1)
        row.addWidget(toned("muted", target.hint))
        return line

    def _place(self) -> None:
        """Stand in the middle above, as wide as there is room for."""
        parent, px = self._over, self._look.px
        wide = min(px(_WIDE), parent.width() - px(24))
        rows = min(len(self._shown), _ROWS)
        self.list.setFixedHeight(rows * px(_ROW) + 2)
        self.setFixedWidth(wide)
        high = min(self.sizeHint().height(), parent.height() - px(60))
        self.setGeometry((parent.width() - wide) // 2, px(44), wide, high)
