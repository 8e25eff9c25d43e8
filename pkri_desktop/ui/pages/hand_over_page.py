# SPDX-License-Identifier: MIT
"""Hand over: how the day stands, where the package shall go, and afterwards what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from pkri_desktop.ui.widgets.facts_card import Card, Fact, FactsCard
from pkri_desktop.ui.widgets.labels import WideButton, retone, toned
from pkri_desktop.ui.widgets.own_page import OwnPage
from pkri_desktop.ui.widgets.qr_picture import QrPicture
from pkri_desktop.ui.widgets.scrolled import scrolled
from pkri_desktop.ui.widgets.sheet_footer import ActionButton
from pkri_desktop.ui.wording import spoken_fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from pkri_desktop.runtime.media import Medium
    from pkri_desktop.ui.actions import Actions
    from pkri_desktop.ui.theme import Look
    from pkri_desktop.workflow.handing_over import HandedOver, Recap

_BESIDE_FROM = 860  # width of the page from which the cards stand beside each other
_GIGABYTE, _MEGABYTE = 10**9, 10**6


class HandOverPage(OwnPage):
    """Shows and asks; writes nothing.

    Signals:
        wanted: the package shall be written to this folder.
        folder_wanted: a folder shall be chosen first.
        seen: the page came into sight, or went out of it.
    """

    wanted = Signal(object)
    folder_wanted = Signal()
    seen = Signal(bool)

    def __init__(self, look: Look, actions: Actions) -> None:
        super().__init__(look)
        self.title.setText(self.tr("Hand back"))
        self.code = QrPicture(look)
        self.receipt = FactsCard(look, aside=self.code)
        self.recap = FactsCard(look, self.tr("My sheets"))
        self.missing = toned("gold")
        self.missing.setWordWrap(True)
        self.gaps = ActionButton(actions.gaps, show_key=True)
        self.place = Card(look)
        self.where = toned("muted")
        self.wrong = toned("red")
        for label in (self.where, self.wrong):
            label.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)  # how long a stick takes, nobody knows
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Writing"))
        self.folder = QPushButton(self.tr("Choose a &folder…"))
        self.folder.clicked.connect(self.folder_wanted)
        self.media: list[QPushButton] = []
        self._found: tuple[Medium, ...] = ()
        self._busy, self._handed_over = "", False
        self._lay_out()
        self.show_done(None)
        self.say("")
        self.set_busy("")

    def begin(self) -> None:
        """Take the keyboard; who writes shows the values."""
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Let the keys come to the first place where the package can go."""
        place = self.media[0] if self.media else self.folder
        (place if place.isEnabled() else self.back).setFocus()

    def show_recap(self, where: str, recap: Recap) -> None:
        """Show how the sheets stand, and say what can be done while something is missing."""
        self.told.setText(where)
        final = [self.tr("{n} of {all}").format(n=len(recap.final), all=recap.sheets)]
        if recap.unsigned:
            words = self.tr("not signed yet: {codes}")
            final.append(words.format(codes=", ".join(recap.unsigned)))
        self.recap.show_facts(
            (
                Fact(self.tr("Final"), " · ".join(final)),
                Fact(self.tr("Recused"), _listed(recap.recused)),
                Fact(self.tr("Absent"), _listed(recap.absent)),
                Fact(self.tr("Missing"), _listed(recap.missing), _tone(recap.missing)),
            )
        )
        self.missing.setText(
            self.tr("You can hand back now all the same. Finish what is missing later and hand "
                    "back once more: the newest file contains the older ones.")
        )  # fmt: skip
        for widget in (self.missing, self.gaps):
            widget.setVisible(bool(recap.missing))

    def show_media(self, media: Sequence[Medium]) -> None:
        """Offer the sticks that are there; the keyboard stays on a place where it was on one."""
        if self._found == tuple(media):
            return
        self._found = tuple(media)
        on_place = any(button.hasFocus() for button in (*self.media, self.folder))
        for button in self.media:
            self._places.removeWidget(button)
            button.hide()  # it goes when the event that pressed it is over
            button.deleteLater()
        self.media = [self._place_of(medium) for medium in media]
        for number, button in enumerate(self.media):
            self._places.insertWidget(number, button, 0, Qt.AlignmentFlag.AlignLeft)
            button.show()  # now, so that it can have the keyboard
            QWidget.setTabOrder(button, self.folder)
            button.setEnabled(not self._busy)
        self._tell_where()
        if on_place:
            self.take_keyboard()

    def set_busy(self, words: str) -> None:
        """Say what is being written; offer the places again with an empty text."""
        self._busy = words
        self.progress.setVisible(bool(words))
        for button in (*self.media, self.folder):
            button.setEnabled(not words)
        self._tell_where()

    def say(self, text: str) -> None:
        """Say why nothing was handed over; nothing with an empty text."""
        self.wrong.setText(text)
        self.wrong.setAccessibleName(text)
        self.wrong.setVisible(bool(text))
        if text:
            self._area.ensureWidgetVisible(self.wrong)

    def show_done(self, done: HandedOver | None) -> None:
        """Show what was written, and read back."""
        self._handed_over = done is not None
        self.receipt.setVisible(self._handed_over)
        self._tell_where()
        self.place.title.setText(
            self.tr("Where shall it go?") if done is None else self.tr("Hand back once more")
        )
        if done is None:
            return
        paper = done.paper
        at = f"{paper.made_at:%H.%M}"
        title = self.tr("✓ Handed back at {time}, and read back").format(time=at)
        self.receipt.title.setText(title)
        sheets = self.tr("{n} of {all} final").format(n=len(paper.final), all=paper.sheets)
        file = self.tr("{file} · records: {n}").format(file=paper.file, n=paper.records)
        digits = spoken_fingerprint(paper.fingerprint)
        self.receipt.show_facts(
            (
                Fact(self.tr("File"), file),
                Fact(self.tr("Slip"), done.slip.name),
                Fact(self.tr("Place"), str(done.package.parent)),
                Fact(self.tr("Sheets"), sheets),
                Fact(self.tr("Missing"), _listed(paper.missing), _tone(paper.missing)),
                Fact(self.tr("Sum of totals"), paper.total),
                Fact(self.tr("Fingerprint"), f"{paper.words}\n{digits}"),
            )
        )
        words = self.tr("QR code for the secretariat: panel, assessor, sheets, missing, sum of "
                        "totals, fingerprint")  # fmt: skip
        self.code.show_code(done.modules, words)
        self._area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards stand beside each other where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= self.look.px(_BESIDE_FROM)
        self._cards.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page can be seen."""
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the page cannot be seen any more."""
        super().hideEvent(event)
        self.seen.emit(False)

    def _lay_out(self) -> None:
        look = self.look
        for widget in (self.where, self.wrong, self.progress):
            self.place.column.addWidget(widget)
        self._places = QVBoxLayout()
        self._places.setSpacing(look.px(8))
        self._places.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.place.column.addLayout(self._places)
        again = toned("muted", self.tr(
            "The file is signed and closed: only the secretariat can open it. Handing back again "
            "does no harm; the newest file contains the older ones. Ask for the receipt."
        ))  # fmt: skip
        again.setWordWrap(True)
        self.place.column.addWidget(again)
        self.place.column.addStretch(1)
        self.recap.column.addWidget(self.missing)
        self.recap.column.addWidget(self.gaps, 0, Qt.AlignmentFlag.AlignLeft)
        self.recap.column.addStretch(1)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(look.px(12))
        self._cards.addWidget(self.place, 1)
        self._cards.addWidget(self.recap, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self.receipt)
        column.addLayout(self._cards)
        column.addStretch(1)
        self._area = scrolled(page)
        self.body.addWidget(self._area, 1)

    def _place_of(self, medium: Medium) -> QPushButton:
        words = self.tr("Write to {name}  ·  {free} free")
        name = medium.name.replace("&", "&&")
        button = WideButton(words.format(name=name, free=_size(medium.free)))
        button.setProperty("kind", "primary")
        button.setAutoDefault(True)  # Enter presses it
        path = medium.path
        button.clicked.connect(lambda: self.wanted.emit(path))
        return button

    def _tell_where(self) -> None:
        retone(self.folder, "kind", "" if self._found else "primary")
        if self._busy:
            words = self._busy
        elif not self._found:
            words = self.tr("Put a stick in and it appears here, or choose a folder.")
        elif self._handed_over:
            words = self.tr("The stick can be taken out now, the way this computer asks for it.")
        else:
            words = self.tr("A stick is there. Leave it in until the receipt is shown.")
        self.where.setText(words)


def _tone(codes: Sequence[str]) -> str:
    return "gold" if codes else "strong"


def _listed(codes: Sequence[str]) -> str:
    return f"{len(codes)} · {', '.join(codes)}" if codes else "0"


def _size(octets: int) -> str:
    """Return a size as people read it on a stick."""
    if octets >= _GIGABYTE:
        return f"{octets / _GIGABYTE:.1f} GB".replace(".", ",")
    return f"{octets // _MEGABYTE} MB"
