# SPDX-License-Identifier: MIT
"""How a score is typed in a cell, wherever scores stand in cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QStyledItemDelegate, QTableView, QWidget

from pkri_desktop.ui.widgets.score_edit import ScoreEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.ui.theme import Look

    Index = QModelIndex | QPersistentModelIndex


class ScoreDelegate(QStyledItemDelegate):
    """Holds the field that is open, fills it, and hands what was typed to the model.

    Attributes:
        editor: the open field; None while nothing is typed.
        hint: why what stands in it cannot be a score; empty while it can.

    Signals:
        typed: what is being typed has changed; read ``hint`` again.
    """

    typed = Signal()

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look = look
        self.editor: ScoreEdit | None = None
        self.hint = ""

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put what the cell shows into the field, once."""
        if isinstance(editor, ScoreEdit) and not editor.isModified():
            editor.show_score(index.data(Qt.ItemDataRole.EditRole) or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand what was typed to the model, which saves it or says why not."""
        if isinstance(editor, ScoreEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget the field."""
        self.editor, self.hint = None, ""
        super().destroyEditor(editor, index)
        self.typed.emit()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave the keys to the field itself; keep the rest of Qt's handling."""
        if event.type() == QEvent.Type.KeyPress:
            return False
        return super().eventFilter(editor, event)

    def finish(self) -> None:
        """Save what is being typed and close the field."""
        if self.editor is not None:
            editor = self.editor
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def leave(self, go: Callable[[], None]) -> None:
        """Go on, once what is typed may be left."""
        if self.editor is None or self.editor.may_leave():
            self.finish()
            go()

    def give_up(self) -> None:
        """Close the field and leave the score as it was."""
        if self.editor is not None:
            hint = QStyledItemDelegate.EndEditHint.RevertModelCache
            self.closeEditor.emit(self.editor, hint)

    def say(self, hint: str) -> None:
        """Say beside the field why what stands in it cannot be a score; nothing when it can."""
        self.hint = hint
        self.typed.emit()
