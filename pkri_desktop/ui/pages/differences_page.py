# SPDX-License-Identifier: MIT
"""Selisih: what records disagree on, side by side; a person chooses one of them and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pkri_desktop.domain.dispute import Difference, Fork
from pkri_desktop.domain.kinds import MOST_REASON_CHARACTERS
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.side_card import SideCard
from pkri_desktop.workflow.decide import (
    decide_difference,
    decide_fork,
    questions_of,
    scores_named,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from pkri_desktop.domain.dispute import Side
    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.desk import Desk
    from pkri_desktop.ui.telling import Telling

_LINES = 60  # of a branch; what comes after is in the trail
_LEAST_BESIDE = 620  # pixels that the list beside the question needs
_LEAST_QUESTION = 320
_LIST_ABOVE = 76  # pixels of height that the list above the question has
_MOST = 16_777_215  # Qt's largest height: no limit


class DifferencesPage(QWidget):
    """A list of what is to be decided, and the sides of the one that is chosen there."""

    def __init__(
        self,
        desk: Desk,
        telling: Telling,
        sentence: Callable[[Refusal], str],
        with_key: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._with_key = with_key
        self._desk, self._telling, self._sentence = desk, telling, sentence
        self.questions: list[Difference | Fork] = []
        self._choices: list[str] = []
        self.heading = toned("title")
        self.words = toned(
            "muted",
            self.tr("The program chooses nothing. Choose one of the values as it was given, and "
                    "say why; the other stays findable in the trail."),
        )  # fmt: skip
        self.words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What is to be decided"))
        self.list.currentRowChanged.connect(self._show)
        self.about = toned("heading")
        self.about.setWordWrap(True)
        self.sides = QHBoxLayout()
        self.sides.setSpacing(12)
        self.group = QButtonGroup(self)
        self.group.buttonToggled.connect(self._on_edited)
        self.reason = QLineEdit()
        self.reason.setMaxLength(MOST_REASON_CHARACTERS)
        self.reason.setPlaceholderText(self.tr("Reason, for everybody who will ask"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.textChanged.connect(self._on_edited)
        self.reason.returnPressed.connect(self._on_decide)
        self.outcome = toned("red")
        self.outcome.setWordWrap(True)
        self.outcome.hide()
        self.decide = QPushButton(self.tr("&Decide"))
        self.decide.setProperty("kind", "primary")
        self.decide.clicked.connect(self._on_decide)
        self._lay_out()
        desk.changed.connect(self.reload)
        desk.lent.connect(self._on_edited)
        self.reload()

    def _lay_out(self) -> None:
        question = QWidget()
        right = QVBoxLayout(question)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(10)
        right.addWidget(self.about)
        right.addLayout(self.sides, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.decide)
        right.addLayout(foot)
        nothing = toned("muted", self.tr("Nothing is to be decided. Good."))
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(_LEAST_QUESTION)
        self.stack.addWidget(nothing)
        self.stack.addWidget(question)
        self._body = body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list, 2)
        body.addWidget(self.stack, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        column.addWidget(self.outcome)
        column.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above the question where it has no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < _LEAST_BESIDE
        self._body.setDirection(
            QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        )
        self.list.setMaximumHeight(_LIST_ABOVE if narrow else _MOST)

    def reload(self) -> None:
        """Read what is to be decided, and stay at the same place in the list."""
        if self._desk.is_lent:
            return
        disputes = self._desk.office.file.disputes
        forks = [fork for fork in disputes.forks() if not fork.kept]
        self.questions = [*forks, *questions_of(disputes.differences())]
        row = min(max(self.list.currentRow(), 0), len(self.questions) - 1)
        self.list.blockSignals(True)
        self.list.clear()
        for question in self.questions:
            self.list.addItem(QListWidgetItem(self._title(question)))
        self.list.blockSignals(False)
        count = len(self.questions)
        self.heading.setText(
            self.tr("Differences to decide: {n}").format(n=count) if count
            else self.tr("No differences")
        )  # fmt: skip
        self.list.setVisible(count > 0)
        self.list.setCurrentRow(row)
        self._show(row)

    def _title(self, question: Difference | Fork) -> str:
        telling = self._telling
        if isinstance(question, Fork):
            words = self.tr("{name}: two copies were written on").format(
                name=telling.person(question.author)
            )
            return " · ".join((words, self.tr("holds the result up"))) if question.blocks else words
        subject = question.subject
        who = telling.person(subject[1]) if len(subject) > 2 else ""
        named = [telling.entry(subject), who, telling.topic(subject)]
        blocks = self.tr("holds the result up") if question.blocks else self.tr("drafts only")
        return " · ".join(part for part in (*named, blocks) if part)

    def _show(self, row: int) -> None:
        """Lay the sides of a question side by side."""
        while (item := self.sides.takeAt(0)) is not None:
            if (card := item.widget()) is not None:
                card.deleteLater()
        for button in self.group.buttons():
            self.group.removeButton(button)
        self._choices = []
        self.reason.clear()
        has_one = 0 <= row < len(self.questions)
        self.stack.setCurrentIndex(1 if has_one else 0)
        if has_one:
            question = self.questions[row]
            self.about.setText(self._title(question))
            cards = self._branches(question) if isinstance(question, Fork) else self._of(question)
            for choice, card in cards:
                self._choices.append(choice)
                self.sides.addWidget(card, 1)
                self.group.addButton(card.radio, len(self._choices) - 1)
        self._on_edited()

    def _of(self, difference: Difference) -> list[tuple[str, SideCard]]:
        telling, cards = self._telling, []
        sides = sorted(difference.sides, key=_place)
        said = [self._said(difference, side) for side in sides]
        for side, lines in zip(sides, said, strict=True):
            marked = [
                (label, value, any(other.get(label) != value for other in said))
                for label, value in lines.items()
            ]
            copies = dict.fromkeys(telling.copy(origin) for origin in side.origins)
            origins = [telling.origin(origin) for origin in side.origins]
            card = SideCard(self.tr("This one counts"), [*copies], marked, origins)
            cards.append((side.records[0], card))
        return cards

    def _said(self, difference: Difference, side: Side) -> dict[str, str]:
        """Return what a side says, by what it is about; of a final sheet, score by score."""
        telling = self._telling
        lines = {
            telling.topic(difference.subject): telling.value(
                side.kind, difference.subject, side.body
            )
        }
        for record in self._desk.office.file.ledger.records(scores_named(side)):
            lines[telling.topic(record.subject)] = telling.value(
                record.kind, record.subject, record.body
            )
        return lines

    def _branches(self, fork: Fork) -> list[tuple[str, SideCard]]:
        telling, cards = self._telling, []
        ordered = sorted(fork.branches, key=lambda one: (one.origins[-1].file, one.tip))
        for number, branch in enumerate(ordered, start=1):
            lines = [
                (
                    " · ".join(p for p in (telling.entry(subject), telling.topic(subject)) if p),
                    telling.value(kind, subject, body),
                    True,
                )
                for kind, subject, body in branch.changes[-_LINES:]
            ]
            origins = [telling.origin(branch.origins[-1])]
            named = (self.tr("Copy {n}").format(n=number), branch.origins[-1].file)
            copies = [" · ".join(part for part in named if part)]
            card = SideCard(self.tr("This copy counts from here on"), copies, lines, origins)
            cards.append((branch.tip, card))
        return cards

    def _on_edited(self) -> None:
        chosen = self.group.checkedId() >= 0
        ready = chosen and bool(self.reason.text().strip()) and self._desk.writable
        self.decide.setEnabled(ready)

    def _on_decide(self) -> None:
        if self.decide.isEnabled():
            self._with_key(self._decide)

    def _decide(self) -> None:
        question, chosen = self.questions[self.list.currentRow()], self.group.checkedId()
        office, choice, reason = self._desk.office, self._choices[chosen], self.reason.text()
        if isinstance(question, Fork):
            stream = question.stream
            refusal = self._desk.write(lambda: decide_fork(office, stream, choice, reason))
        else:
            subject = "/".join(question.subject)
            refusal = self._desk.write(lambda: decide_difference(office, subject, choice, reason))
        retone(self.outcome, "tone", "red" if refusal else "green")
        self.outcome.setText(
            self._sentence(refusal) if refusal else self.tr("Decided, and written to the trail.")
        )
        self.outcome.show()


def _place(side: Side) -> str:
    """Return by what sides stand in order: one copy stays on one hand, question after question."""
    return min(origin.stream for origin in side.origins)
