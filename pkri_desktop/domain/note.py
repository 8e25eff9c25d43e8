# SPDX-License-Identifier: MIT
"""Notes (Catatan): what an assessor writes down beside the scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

DAY = "day"  # stands for the entry in notes that belong to no innovator; no entry has this id
USES = ("strength", "improvement", "policy")


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
