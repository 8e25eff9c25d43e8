# SPDX-License-Identifier: MIT
"""Paints a note as a card: when, tag, text, and what was chosen for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pkri_desktop.domain.note import without_tag
from pkri_desktop.ui.models.notes_model import CARD_ROLE, EDITED_ROLE
from pkri_desktop.ui.note_wording import NoteWording
from pkri_desktop.ui.theme import BODY, CAPTION, MEDIUM, SECONDARY, SEMIBOLD
from pkri_desktop.ui.widgets.painted import Chip, paint_chip, place_chips
from pkri_desktop.ui.widgets.text_block import TextBlock, found_at
from pkri_desktop.ui.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView

    from pkri_desktop.domain.note import Note
    from pkri_desktop.ui.models.notes_model import Card
    from pkri_desktop.ui.theme import Look

TAG_TONES = {"bukti": "accent", "risiko": "red", "rekomendasi": "gold", "kutipan": "green"}
USE_SIGNS = {"strength": "+", "improvement": "△", "policy": "◆"}

_PAD, _AIR, _GAP, _HEAD, _TITLE = 12, 9, 8, 20, 18
_BEFORE, _FAR = 40, 160  # letters before what was found, and from where on the rest is left out


class Parts(NamedTuple):
    """What a card of a certain width is made of."""

    text: TextBlock
    chips: list[tuple[Chip, QRectF]]

    @property
    def chips_height(self) -> float:
        """Return the height of the rows of chips."""
        return self.chips[-1][1].bottom() if self.chips else 0.0


class NotesDelegate(QStyledItemDelegate):
    """Cards as wide as the list and as high as their text."""

    def __init__(self, look: Look, view: QListView, *, keyed_from_afar: bool = False) -> None:
        """Paint the cards of a list.

        Args:
            look: fonts, colours and lengths.
            view: the list.
            keyed_from_afar: whether the keyboard chooses here while it is elsewhere.
        """
        super().__init__(view)
        self._look = look
        self._view = view
        self._keyed_from_afar = keyed_from_afar
        self._wording, self._note_wording = Wording(), NoteWording()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the text at the list's width."""
        look, card = self._look, index.data(CARD_ROLE)
        width = max(self._view.viewport().width(), look.px(120))
        parts = self._parts(card, width - 2 * look.px(_PAD) - 2)
        height = look.px(_HEAD) + parts.text.height + 2 * look.px(_AIR) + look.px(_GAP)
        if card.title:
            height += look.px(_TITLE)
        if parts.chips:
            height += look.px(6) + round(parts.chips_height)
        return QSize(width, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the card."""
        look = self._look
        card: Card = index.data(CARD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -look.px(_GAP) - 0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and (
            self._keyed_from_afar or bool(option.state & QStyle.StateFlag.State_HasFocus)
        )
        edited = bool(index.data(EDITED_ROLE))
        painter.setPen(look.colour("accent" if chosen or edited else "hairline"))
        marked = edited or (chosen and self._keyed_from_afar)
        painter.setBrush(look.colour("selected" if marked else "ground"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setClipRect(box)  # heaps of marks over a letter stay within their card

        pad, air = look.px(_PAD), look.px(_AIR)
        inner = box.adjusted(pad, air, -pad, -air).toRect()
        if card.title:
            self._write(painter, inner, card.title, "ink")
            inner.setTop(inner.top() + look.px(_TITLE))
        self._paint_head(painter, inner, card.note, edited=edited)
        inner.setTop(inner.top() + look.px(_HEAD))
        parts = self._parts(card, inner.width())
        painter.setPen(look.colour("ink"))
        parts.text.paint(painter, QPointF(inner.topLeft()))
        painter.translate(inner.left(), inner.top() + parts.text.height + look.px(6))
        painter.setFont(look.font(CAPTION, MEDIUM))
        for chip, place in parts.chips:
            paint_chip(painter, place, chip, look)
        painter.restore()

    def _parts(self, card: Card, width: int) -> Parts:
        look = self._look
        mark = QBrush(look.colour("gold_tint"))
        text = TextBlock(self._shown(card), look.font(BODY), width, sought=card.sought, mark=mark)
        return Parts(text, place_chips(self._chips(card), width, look))

    def _shown(self, card: Card) -> str:
        """Return the text without a tag that the chip says, and from near what was found."""
        note = card.note
        is_typed = bool(note.tag) and self._note_wording.tag_in(note.text) == note.tag
        text = without_tag(note.text) if is_typed else note.text
        first = next((start for start, _ in found_at(text, card.sought)), 0)
        if first > _FAR:
            start = text.find(" ", first - _BEFORE, first)
            text = f"… {text[start + 1 if start >= 0 else first :]}"
        return text

    def _chips(self, card: Card) -> tuple[Chip, ...]:
        note, words = card.note, self._note_wording
        chips = []
        if note.criterion:
            chips.append(Chip(words.criterion(card.number), "accent"))
        if note.use:
            chips.append(Chip(f"{USE_SIGNS.get(note.use, '')} {words.use(note.use)}"))
        if note.shared:
            chips.append(Chip(f"→ {words.shared()}", "green"))
        return tuple(chips)

    def _paint_head(self, painter: QPainter, box: QRect, note: Note, *, edited: bool) -> None:
        look = self._look
        when = self._note_wording.stamp(note)
        if edited:
            when = self.tr("{time} · being edited").format(time=note.written.replace(":", "."))
        line = QRect(box.left(), box.top(), box.width(), look.px(18))
        room = line.width() - self._paint_tag(painter, line, note.tag, when)
        painter.setFont(look.font(CAPTION))
        painter.setPen(look.colour("muted"))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(when, Qt.TextElideMode.ElideRight, room),
        )  # fmt: skip

    def _paint_tag(self, painter: QPainter, line: QRect, tag: str, when: str) -> int:
        """Paint the tag at the right, shortened before the time is; return the width it takes."""
        if not tag:
            return 0
        look = self._look
        text = f"#{self._wording.tag(tag)}"
        beside = QFontMetrics(look.font(CAPTION)).horizontalAdvance(when) + look.px(8)
        wanted = QFontMetrics(look.font(CAPTION, MEDIUM)).horizontalAdvance(text) + look.px(18)
        wide = min(wanted, max(line.width() - beside, line.width() // 3))
        painter.setFont(look.font(CAPTION, MEDIUM))
        chip = QRectF(line.right() - wide + 1, line.top(), wide, look.px(18))
        paint_chip(painter, chip, Chip(text, TAG_TONES.get(tag, "plain")), look)
        return int(wide + look.px(6))

    def _write(self, painter: QPainter, box: QRect, text: str, token: str) -> None:
        look = self._look
        painter.setFont(look.font(SECONDARY, SEMIBOLD))
        painter.setPen(look.colour(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        line = QRect(box.left(), box.top(), box.width(), look.px(16))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
