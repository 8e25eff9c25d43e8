# SPDX-License-Identifier: MIT
"""The look: tokens, the palette and the style sheet made of them, fonts and text size.

The only module that names a colour. Painted widgets ask the ``Look`` for colours, fonts and
lengths each time they paint, so that theme and text size change in one place, at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from pkri_desktop.ui.style import STYLE_SHEET

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from pkri_desktop.ui.settings import Settings

SMALLEST_SCALE, LARGEST_SCALE, SCALE_STEP = 0.9, 1.5, 0.1

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold

CAPTION, SECONDARY, BODY, FIELD, TITLE, TOTAL = 11, 12, 13, 15, 21, 30

_FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")
_FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "sans-serif"]


class Theme(NamedTuple):
    """The tokens of one colour scheme, each ``#RRGGBB``."""

    name: str
    ground: str
    surface: str
    hairline: str
    outline: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_tint: str
    on_accent: str
    gold: str
    gold_tint: str
    red: str
    red_tint: str
    green: str
    green_tint: str
    selected: str

    @classmethod
    def light(cls) -> Theme:
        """Return the light scheme."""
        return cls(
            "light", "#F5F6F8", "#FFFFFF", "#E1E4EA", "#C3C9D3", "#1B2430", "#5B6675", "#6B7585",
            "#0B6E6E", "#E3F2F1", "#FFFFFF", "#8A5C00", "#FFF4D6", "#B42318", "#FDECEA",
            "#1F7A3D", "#E6F4EA", "#EAF4F4",
        )  # fmt: skip

    @classmethod
    def dark(cls) -> Theme:
        """Return the dark scheme."""
        return cls(
            "dark", "#14181E", "#1B2129", "#2C3541", "#465364", "#E8ECF1", "#A7B1BE", "#8F9AAA",
            "#4FC1BB", "#16383A", "#0C1A1B", "#E3B341", "#3A2F14", "#F1877D", "#43211E",
            "#6FCF8B", "#173524", "#20303A",
        )  # fmt: skip

    @classmethod
    def of(cls, system: QtCore.Qt.ColorScheme) -> Theme:
        """Return the scheme that the system prefers."""
        return cls.dark() if system is QtCore.Qt.ColorScheme.Dark else cls.light()

    @classmethod
    def chosen(cls, name: str, system: QtCore.Qt.ColorScheme) -> Theme:
        """Return the theme of this name, or the one that fits the system's colours."""
        chosen = {"light": cls.light, "dark": cls.dark}.get(name)
        return chosen() if chosen else cls.of(system)

    @classmethod
    def at_start(cls, name: str, system: QPalette) -> Theme:
        """Return the theme of this name, or the one that fits the palette Qt has begun with.

        Says the same as ``chosen`` and is faster: the names of colour schemes cost 25 ms.
        """
        role = QPalette.ColorRole
        text, ground = system.color(role.WindowText), system.color(role.Window)
        usual = cls.dark if text.lightness() > ground.lightness() else cls.light
        return {"light": cls.light, "dark": cls.dark}.get(name, usual)()

    def palette(self) -> QPalette:
        """Return the palette made of the tokens."""
        palette = QPalette(QColor(self.surface), QColor(self.ground))
        role = QPalette.ColorRole
        for colour_role, token in (
            (role.WindowText, self.ink),
            (role.Text, self.ink),
            (role.ButtonText, self.ink),
            (role.Base, self.surface),
            (role.AlternateBase, self.ground),
            (role.PlaceholderText, self.faint),
            (role.Highlight, self.accent),
            (role.HighlightedText, self.on_accent),
            (role.ToolTipBase, self.surface),
            (role.ToolTipText, self.ink),
            (role.Link, self.accent),
            (role.Accent, self.accent),
        ):
            palette.setColor(colour_role, QColor(token))
        for colour_role in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(self.faint))
        return palette


class Look(QObject):
    """What the application wears now: a theme at a text size.

    Signals:
        changed: theme or text size are others now; views lay themselves out again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, theme: Theme, scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        self._scale = scale
        self._fonts: dict[tuple[int, int], QFont] = {}
        self._wear()

    @property
    def theme(self) -> Theme:
        """Return the theme worn now."""
        return self._theme

    @property
    def scale(self) -> float:
        """Return the text size, 1.0 being the usual one."""
        return self._scale

    def change(self, *, theme: Theme | None = None, scale: float | None = None) -> None:
        """Wear another theme, or another text size, or both."""
        if scale is not None:
            scale = round(min(max(scale, SMALLEST_SCALE), LARGEST_SCALE), 2)
        new = (theme or self._theme, self._scale if scale is None else scale)
        if new == (self._theme, self._scale):
            return
        self._theme, self._scale = new
        self._wear()
        self.changed.emit()

    def px(self, length: float) -> int:
        """Return a length at the text size worn now."""
        return round(length * self._scale)

    def font(self, size: int, weight: QFont.Weight = REGULAR) -> QFont:
        """Return the font of this size and weight, with figures of equal width."""
        key = (size, weight.value)
        if key not in self._fonts:
            font = QFont(_FAMILIES)
            font.setPixelSize(self.px(size))
            font.setWeight(weight)
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def colour(self, token: str) -> QColor:
        """Return the colour of a token of the theme, by its name."""
        return QColor(getattr(self._theme, token))

    def _wear(self) -> None:
        self._fonts.clear()
        self._app.setFont(self.font(BODY))
        self._app.setPalette(self._theme.palette())
        self._app.setStyleSheet(self._style_sheet())

    def _style_sheet(self) -> str:
        values = {name: getattr(self._theme, name) for name in Theme._fields}
        for size in (4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 20, 28, 32):
            values[f"px{size}"] = f"{self.px(size)}px"
        for name, size in (("caption", CAPTION), ("secondary", SECONDARY), ("title", TITLE),
                           ("field", FIELD), ("question", TITLE + 4)):  # fmt: skip
            values[name] = f"{self.px(size)}px"
        return STYLE_SHEET.format_map(values)


def dress(app: QApplication, settings: Settings, resources: Path) -> Look:
    """Load the fonts and put on what was chosen; before any window is made."""
    load_fonts(resources)
    return Look(app, Theme.at_start(settings.theme, app.palette()), settings.text_scale)


def load_fonts(resources: Path) -> None:
    """Load the three weights of the window's typeface from ``resources/fonts``."""
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources / "fonts" / name))
