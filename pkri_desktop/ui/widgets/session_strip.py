# SPDX-License-Identifier: MIT
"""The strip on top of the sheet that shows the session's time. It can be ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pkri_desktop.domain.session import Stage
from pkri_desktop.ui.day_wording import DayWording, clock_words
from pkri_desktop.ui.widgets.labels import retone, toned
from pkri_desktop.ui.widgets.stage_bar import Part, StageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QResizeEvent

    from pkri_desktop.ui.actions import Actions
    from pkri_desktop.ui.theme import Look
    from pkri_desktop.ui.timing import Timing

_LEAST_FOR_BAR, _LEAST_FOR_BUTTONS = 760, 560  # pixels at the usual text size
_TIMED = (Stage.PRESENTATION, Stage.INTERVIEW)


class SessionStrip(QWidget):
    """Stage, time, bar and buttons in one line."""

    def __init__(self, timing: Timing, look: Look, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("session")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._timing, self._look, self._wording = timing, look, DayWording()
        self.stage = toned("stage")
        self.time = toned("clock")
        self.whose = toned("muted")
        self.bar = StageBar(look)
        self.start = self._button(actions.session_start)
        self.more = self._button(actions.session_minute)
        self.onward = self._button(actions.session_next)
        self.clock = self._button(actions.clock)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(20), look.px(3), look.px(14), look.px(3))
        row.setSpacing(look.px(10))
        for part in (self.stage, self.time, self.whose):
            row.addWidget(part)
        row.addWidget(self.bar, 1)
        row.addStretch()
        for button in (self.start, self.more, self.onward, self.clock):
            row.addWidget(button)
        timing.changed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Show the session as it is now."""
        timing, session = self._timing, self._timing.session
        self.stage.setText(self._wording.stage(session).upper())
        remaining = timing.left
        planned = remaining is not None and session.stage is not Stage.OVER
        self.time.setText(
            clock_words(remaining if planned and remaining is not None else timing.spent)
            if session.stage is not Stage.OVER
            else ""
        )
        retone(self.time, "tone", {"ink": "clock"}.get(timing.tone, f"clock-{timing.tone}"))
        late = {"gold": self.tr("nearly over"), "red": self.tr("overdrawn")}.get(timing.tone, "")
        self.whose.setText(" · ".join(word for word in (timing.code, late) if word))
        running = timing.of(timing.open_entry).running
        self.start.setText(self.tr("Hold") if running else self.tr("Start"))
        under_way = session.begun and session.stage is not Stage.OVER
        self.onward.setVisible(under_way)
        for button in (self.more, self.onward):
            button.setEnabled(under_way and timing.may_write)
        self.start.setEnabled(timing.may_write and bool(timing.open_entry))
        self.bar.set_parts(tuple(self._part(stage) for stage in _TIMED))
        words = (self._wording.stage(session), self.time.text(), self.whose.text())
        self.setAccessibleName(", ".join(word for word in words if word))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the bar, then the further buttons, where there is no room."""
        super().resizeEvent(event)
        wide = self.width() / self._look.scale
        self.bar.setVisible(wide >= _LEAST_FOR_BAR)
        for button in (self.more, self.clock):
            button.setVisible(wide >= _LEAST_FOR_BUTTONS)

    def _part(self, stage: Stage) -> Part:
        timing, session = self._timing, self._timing.session
        length = timing.length(stage)
        order = list(Stage)
        if order.index(stage) < order.index(session.stage):
            done, token = 1.0, "faint"
        elif stage is session.stage and length:
            tone = timing.tone
            done, token = min(timing.spent / length, 1.0), "accent" if tone == "ink" else tone
        else:
            done, token = 0.0, "accent"
        minutes = f"{length // 60}" if length else ""
        name = f"{self._wording.stage_name(stage)} {minutes}".strip()
        return Part(name, length, done, token)

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("kind", "small")
        button.setText(action.iconText())
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.iconText())
        button.clicked.connect(action.trigger)
        return button
