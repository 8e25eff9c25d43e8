# SPDX-License-Identifier: MIT
"""Closing a panel: the chair gives numbers and words of each member; a member reads them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.closing import HEAD_DIGITS, MemberClosing
from pkri_desktop.domain.errors import Refusal
from pkri_desktop.domain.kinds import MOST_REASON_CHARACTERS
from pkri_desktop.ui.dialogs.foot import foot
from pkri_desktop.ui.dialogs.growing import grow
from pkri_desktop.ui.widgets.labels import toned
from pkri_desktop.workflow.words import digits_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pkri_desktop.workflow.closing import MemberHere

_WORDS = HEAD_DIGITS // 2


class _Asked(NamedTuple):
    """The fields of a member who has to be asked."""

    member: MemberHere
    final: QLineEdit
    recused: QLineEdit
    words: QLineEdit


class ClosingDialog(QDialog):
    """A line for each member of the panel: known from this laptop, or to be asked.

    Signals:
        given: every member's closing, and the remark. The dialog stays until it is closed.
    """

    given = Signal(list, str)

    def __init__(
        self, parent: QWidget, members: Sequence[MemberHere], sentence: Callable[[Refusal], str]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Close the panel"))
        self._members, self._sentence = members, sentence
        self.asked: dict[str, _Asked] = {}
        words = toned(
            "muted",
            self.tr("You vouch for what the panel has when it leaves the room. The secretariat "
                    "compares it with what arrives, so that nothing gets lost on the way. Ask each "
                    "member who scored on another laptop: the numbers and words stand there under "
                    "File, Close the panel."),
        )  # fmt: skip
        words.setWordWrap(True)
        self.remark = QLineEdit()
        self.remark.setMaxLength(MOST_REASON_CHARACTERS)
        self.remark.setAccessibleName(self.tr("Remark"))
        self.remark.setPlaceholderText(self.tr("Remark, if there is something to say"))
        self.wrong = toned("red")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.deed = QPushButton(self.tr("Close and sign"))
        self.deed.clicked.connect(self._give)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(toned("heading", self.tr("Close the panel")))
        whole.addWidget(words)
        whole.addLayout(self._table())
        whole.addWidget(self.remark)
        whole.addWidget(self.wrong)
        whole.addLayout(foot(self, self.deed, self.tr("Not yet")))
        self.setMinimumWidth(620)
        first = next(iter(self.asked.values()), None)
        (first.final if first else self.remark).setFocus()

    def say(self, text: str) -> None:
        """Say why it could not be done."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        grow(self)

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        heads = (self.tr("Member"), self.tr("Final"), self.tr("Recused"), self.tr("Closing words"))
        for column, head in enumerate(heads):
            grid.addWidget(toned("caption", head), 0, column)
        for row, member in enumerate(self._members, start=1):
            grid.addWidget(QLabel(member.assessor.name), row, 0)
            if member.known is not None:
                here = (
                    self._of(member.known.final, member.assigned),
                    str(member.known.recused),
                    words_of(member.known.head, _WORDS),
                )
                for column, text in enumerate(here, start=1):
                    grid.addWidget(toned("muted" if column == 3 else "", text), row, column)
            else:
                self._ask(grid, row, member)
        return grid

    def _ask(self, grid: QGridLayout, row: int, member: MemberHere) -> None:
        name = member.assessor.name
        final, recused = self._number(), self._number()
        words = QLineEdit()
        words.setPlaceholderText(self.tr("four words, as read out"))
        for field, what in (
            (final, self.tr("Final sheets of {name}")),
            (recused, self.tr("Recusals of {name}")),
            (words, self.tr("Closing words of {name}")),
        ):
            field.setAccessibleName(what.format(name=name))
        counted = QHBoxLayout()
        counted.setSpacing(6)
        counted.addWidget(final)
        counted.addWidget(toned("muted", self.tr("of {n}").format(n=member.assigned)))
        grid.addLayout(counted, row, 1)
        grid.addWidget(recused, row, 2)
        grid.addWidget(words, row, 3)
        self.asked[member.assessor.id] = _Asked(member, final, recused, words)

    def _number(self) -> QLineEdit:
        field = QLineEdit()
        field.setValidator(QIntValidator(0, 5_000, field))
        field.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * 7))
        return field

    def _of(self, final: int, assigned: int) -> str:
        return self.tr("{final} of {n}").format(final=final, n=assigned)

    def _give(self) -> None:
        said = []
        for member in self._members:
            asked = self.asked.get(member.assessor.id)
            one = member.known if asked is None else self._said(asked)
            if one is None:
                return
            said.append(one)
        self.given.emit(said, self.remark.text().strip())

    def _said(self, asked: _Asked) -> MemberClosing | None:
        """Return what was typed of a member; say what is wrong with it, and go there, if it is."""
        name = asked.member.assessor.name
        for field in (asked.final, asked.recused):
            if not field.hasAcceptableInput():
                self._refuse(field, self.tr("How many sheets has {name}? 0 is an answer too.")
                             .format(name=name))  # fmt: skip
                return None
        final, recused = int(asked.final.text()), int(asked.recused.text())
        if final + recused > asked.member.assigned:
            self._refuse(asked.final, self.tr("{name} has {n} sheets in all; the numbers are more.")
                         .format(name=name, n=asked.member.assigned))  # fmt: skip
            return None
        try:
            head = digits_of(asked.words.text())
        except Refusal as refusal:
            self._refuse(asked.words, self._sentence(refusal))
            return None
        if len(head) != HEAD_DIGITS and (head or final or recused):
            self._refuse(asked.words, self.tr("The closing words of {name} are four words.")
                         .format(name=name))  # fmt: skip
            return None
        return MemberClosing(asked.member.assessor.id, final, recused, head)

    def _refuse(self, field: QLineEdit, words: str) -> None:
        self.say(words)
        field.setFocus()
        field.selectAll()


class OwnClosingDialog(QDialog):
    """What a member reads out to the chair."""

    def __init__(self, parent: QWidget, member: MemberHere, chair: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("For the chair"))
        known = member.known
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(toned("heading", self.tr("Read this out to {name}").format(name=chair)))
        if known is None:
            nothing = self.tr("You have no sealed sheet on this laptop yet. Finish a sheet first; "
                              "then its words stand here.")  # fmt: skip
            lines = [toned("muted", nothing)]
        else:
            numbers = self.tr("Final sheets: {final} of {n} · recused: {recused}").format(
                final=known.final, n=member.assigned, recused=known.recused
            )
            why = self.tr(
                "The words stand for the last thing that you sealed. After another sheet they are "
                "others: read them out when you have finished."
            )
            spoken = toned("title", words_of(known.head, _WORDS))
            spoken.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines = [QLabel(numbers), spoken, toned("muted", why)]
        for line in lines:
            line.setWordWrap(True)
            whole.addWidget(line)
        done = QPushButton(self.tr("Close"))
        done.setProperty("kind", "primary")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(done)
        whole.addLayout(buttons)
        self.setMinimumWidth(440)
