# SPDX-License-Identifier: MIT
"""What records disagree on, as values to be laid side by side: differences and forks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Body, Subject


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote a record, where, and when.

    Attributes:
        author: id of the assessor or of the secretariat's operator.
        stream: who on which copy of the event file; two streams of one author are two copies.
        seq: place in the stream.
        at: claimed moment, milliseconds UTC; never decides.
        file: name of the file in which it arrived here; empty when it was written here.
        sealed: whether its author has vouched for it.
    """

    author: str
    stream: str
    seq: int
    at: int
    file: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand against each other.

    Attributes:
        records: all that say the same; a decision for this side chooses one of them.
        origins: theirs.
    """

    records: tuple[str, ...]
    kind: str
    body: Body
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A subject on which records disagree (*selisih*).

    Attributes:
        entry: the entry whose result it blocks; empty for what concerns none.
        blocks: whether sealed records disagree, so that the entry has no result.
    """

    subject: Subject
    entry: str
    blocks: bool
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the ways that a forked stream went.

    Attributes:
        tip: its last record; a decision that keeps this record keeps the branch.
        first: number of its first record after the fork.
        changes: what it says, oldest first: kind, subject and body.
        origins: the same records' origins.
    """

    tip: str
    first: int
    changes: tuple[tuple[str, Subject, Body], ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """A stream that was written on two copies at once.

    Attributes:
        author: whose stream it is.
        kept: tip of the branch that counts; empty while none does, so that all is on hold.
        decided: whether the secretariat chose it; else it is the only one that is sealed.
        blocks: whether results wait for a decision, since what is scored was sealed on the copies.
    """

    stream: str
    author: str
    branches: tuple[Branch, ...]
    kept: str
    decided: bool
    blocks: bool
