# SPDX-License-Identifier: MIT
"""The trail (*jejak*): what was decided, by whom, from what to what, and how it came here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkri_desktop.domain.dispute import Origin
    from pkri_desktop.domain.record import Body, Subject


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says; of a decision, the record that it chose."""

    kind: str
    body: Body
    origin: Origin


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One record, as somebody reads it who asks what happened.

    Attributes:
        number: order of arrival here.
        before: what it replaced, as its author saw it; empty for the first word on a subject.
        replaced: the same, with what decisions among it chose.
        chosen: what a decision chose, if that is here; None for what is none.
        acts: whether its author may say this; what does not act is kept and counts for nothing.
        forked: whether it does not act since its stream forked and another branch is kept, or none.
        standing: whether nothing has replaced it since.
    """

    number: int
    record: str
    kind: str
    subject: Subject
    body: Body
    before: tuple[Body, ...]
    origin: Origin
    acts: bool
    forked: bool
    standing: bool
    replaced: tuple[Said, ...] = ()
    chosen: Said | None = None


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which part of the trail is wanted; what is empty does not restrict.

    Attributes:
        subject: the beginning of subjects, part by part: ``("sheet", "a1")``.
        entry: an entry that is spoken of.
        author: who wrote.
        kinds: which kinds of record.
        words: text that stands in the body, or in that of what a decision chose, in upper or lower
            case; names of fields, keys and hashes do not count.
        turn: number of the turn it came in; 0 for any.
    """

    subject: Subject = ()
    entry: str = ""
    author: str = ""
    kinds: tuple[str, ...] = ()
    words: str = ""
    turn: int = 0
