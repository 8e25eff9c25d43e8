# SPDX-License-Identifier: MIT
"""Notes (Catatan): what an assessor writes down beside the scores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

DAY = "day"  # stands for the entry in notes that belong to no innovator; no entry has this id
USES = ("strength", "improvement", "policy")

_TAG = re.compile(r"#([a-z][a-z0-9-]{0,39})[.,;:!?]*", re.ASCII | re.IGNORECASE)


class NoteMarks(NamedTuple):
    """What an assessor chooses for a note beside text and tag; see ``Note``."""

    criterion: str = ""
    shared: bool = False
    use: str = ""


NO_MARKS = NoteMarks()


@dataclass(frozen=True, slots=True)
class Note:
    """A note (Catatan) of an assessor about an entry.

    Attributes:
        tag: a word such as ``bukti``; empty for none.
        written: local wall time "HH:MM" when it was begun, as the laptop claimed.
        criterion: id of the criterion it is about; empty for the innovation as a whole.
        stage: in which stage of the session it was begun; empty when none was timed.
        elapsed: how many seconds into that stage.
        shared: whether the innovator may read it afterwards.
        use: what it is for: ``strength``, ``improvement``, ``policy``, or nothing in particular.
    """

    id: str
    assessor: str
    entry: str
    text: str
    tag: str
    written: str
    criterion: str = ""
    stage: str = ""
    elapsed: int = 0
    shared: bool = False
    use: str = ""

    @property
    def marks(self) -> NoteMarks:
        """Return what the assessor chose for it beside text and tag."""
        return NoteMarks(self.criterion, self.shared, self.use)


def tag_typed(text: str) -> str:
    """Return the tag that stands in a text as its last word, or else as its first.

    It is ``#`` and a letter, then letters, digits and hyphens, 40 characters at most, and comes in
    lower case; empty where there is none. A number is none: "peringkat #1" tags nothing.
    """
    words = text.split()
    for word in (words[-1:] + words[:1]) if words else ():
        if match := _TAG.fullmatch(word):
            return match.group(1).lower()
    return ""


def without_tag(text: str) -> str:
    """Return a text without the word that ``tag_typed`` finds; whole where nothing else is left."""
    trimmed = text.strip()
    words = trimmed.split()
    if len(words) < 2:
        return trimmed
    if _TAG.fullmatch(words[-1]):
        return trimmed[: -len(words[-1])].rstrip()
    if _TAG.fullmatch(words[0]):
        return trimmed[len(words[0]) :].lstrip()
    return trimmed
