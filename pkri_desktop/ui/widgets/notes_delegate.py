# SPDX-License-Identifier: MIT
"""Paints a note as a card: when, tag, text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pkri_desktop.ui.models.notes_model import EDITED_ROLE, NOTE_ROLE
from pkri_desktop.ui.theme import BODY, CAPTION, MEDIUM
from pkri_desktop.ui.widgets.painted import Chip, break_lines, paint_chip
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView

    from pkri_desktop.domain.note import Note
    from pkri_desktop.ui.theme import Look

TAG_TONES = {"bukti": "accent", "risiko": "red", "rekomendasi": "gold", "kutipan": "green"}

_PAD, _GAP, _HEAD = 12, 8, 20


class NotesDelegate(QStyledItemDelegate):
    """Cards as wide as the list and as high as their text."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._wording = Wording()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the text at the list's width."""
        look, note = self._look, index.data(NOTE_ROLE)
        width = max(self._view.viewport().width(), look.px(120))
        font = look.font(BODY)
        lines = break_lines(note.text, font, width - 2 * look.px(_PAD) - 2)
        text = len(lines) * QFontMetrics(font).height()
        height = text + look.px(_HEAD) + 2 * look.px(10) + look.px(_GAP)
        return QSize(width, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the card."""
        look = self._look
        note: Note = index.data(NOTE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -look.px(_GAP) - 0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and bool(
            option.state & QStyle.StateFlag.State_HasFocus
        )
        edited = bool(index.data(EDITED_ROLE))
        painter.setPen(look.colour("accent" if chosen or edited else "hairline"))
        painter.setBrush(look.colour("selected" if edited else "ground"))
        painter.drawRoundedRect(box, 8, 8)

        inner = box.adjusted(look.px(_PAD), look.px(9), -look.px(_PAD), -look.px(9)).toRect()
        head = QRect(inner.left(), inner.top(), inner.width(), look.px(18))
        painter.setFont(look.font(CAPTION))
        painter.setPen(look.colour("muted"))
        when = note.written.replace(":", ".")
        if edited:
            when = self.tr("{time} · being edited").format(time=when)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, when)
        if note.tag:
            self._paint_tag(painter, head, note.tag)
        painter.setFont(look.font(BODY))
        painter.setPen(look.colour("ink"))
        high = painter.fontMetrics().height()
        line = QRect(inner.left(), inner.top() + look.px(_HEAD), inner.width(), high)
        for text in break_lines(note.text, look.font(BODY), inner.width() - 1):
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
            line.translate(0, high)
        painter.restore()

    def _paint_tag(self, painter: QPainter, head: QRect, tag: str) -> None:
        look = self._look
        painter.setFont(look.font(CAPTION, MEDIUM))
        text = f"#{self._wording.tag(tag)}"
        wide = painter.fontMetrics().horizontalAdvance(text) + look.px(18)
        chip = QRectF(head.right() - wide + 1, head.top(), wide, look.px(18))
        paint_chip(painter, chip, Chip(text, TAG_TONES.get(tag, "plain")), look)
