# SPDX-License-Identifier: MIT
"""The closing (Penutupan): the chair's word on what a panel has when it leaves the room.

The secretariat compares it with what has come back, so that a package that is held back, or an
older one handed in for it, is seen.
"""

from __future__ import annotations

from typing import NamedTuple

HEAD_DIGITS = 8  # of a record's id, read aloud as four words


class MemberClosing(NamedTuple):
    """What the chair says of one member.

    Attributes:
        final: how many of the member's sheets are final.
        recused: from how many the member has stepped back.
        head: first ``HEAD_DIGITS`` of the id of the last record that the member has sealed; empty
            where the member has sealed none.
    """

    assessor: str
    final: int
    recused: int
    head: str


class Closing(NamedTuple):
    """A panel's closing, sealed by its chair.

    Attributes:
        at: claimed moment, milliseconds UTC.
        absent: entries that did not come.
        remark: in the chair's own words; may be empty.
    """

    panel: str
    chair: str
    at: int
    members: tuple[MemberClosing, ...]
    absent: tuple[str, ...]
    remark: str


class Release(NamedTuple):
    """The secretariat's word that results are final although something is missing.

    Attributes:
        gaps: what was known to be missing then, as ``Completeness.gaps`` names it.
    """

    at: int
    reason: str
    gaps: frozenset[str]
