# SPDX-License-Identifier: MIT
"""What people typed, made fit for paper: no control characters, no missing glyphs, no markup.

Knows the registered faces and nothing of layout.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from pkri_desktop.documents.fonts import can_show, text_width

REPLACEMENT: Final = "□"

_UNSEEN: Final = ("Cc", "Cf")
_MARKS: Final = ("Mn", "Me")
_MOST_MARKS: Final = 2  # Vietnamese needs two marks on a letter; more only smear the page


def printable(text: str) -> str:
    """Return ``text`` as it can be printed, line ends kept.

    Control characters go, among them those that turn the direction of writing; what the faces
    cannot show becomes ``REPLACEMENT``.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = "\n".join(text.replace("\t", " ").splitlines())
    visible = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    shown: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", visible):
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        if character == "\n" or (can_show(character) and marks <= _MOST_MARKS):
            shown.append(character)
        elif not marks:
            shown.append(" " if category == "Zs" else REPLACEMENT)
    return "".join(shown)


def one_line(text: str) -> str:
    """Return ``text`` printable and on one line."""
    return " ".join(printable(text).split())


def markup(text: str) -> str:
    """Return ``text`` on one line, escaped for a paragraph."""
    return _escaped(one_line(text))


def markup_lines(text: str) -> str:
    """Return ``text`` escaped for a paragraph, line ends as breaks."""
    return _escaped(printable(text).strip("\n")).replace("\n", "<br/>")


def fitted(text: str, width: float, font: str, size: float) -> str:
    """Return ``text`` on one line, shortened with an ellipsis where it is wider than ``width``."""
    line = one_line(text)[:400]
    if text_width(line, font, size) <= width:
        return line
    while line and text_width(line + "…", font, size) > width:
        line = line[:-1]
    return line.rstrip() + "…"


def shortened(text: str, most: int = 160) -> str:
    """Return ``text`` on one line of at most ``most`` characters, for names in signature blocks."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
