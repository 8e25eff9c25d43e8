# SPDX-License-Identifier: MIT
"""What people give as a reason, as a record can hold it."""

from __future__ import annotations

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.kinds import MOST_REASON_CHARACTERS
from pkri_desktop.domain.shapes import storable


def reason_given(text: str) -> str:
    """Return a reason without what no record may hold.

    Raises:
        Refusal: there is none, or it is too long.
    """
    reason = typed(text).strip()
    if not reason:
        raise Refusal(Reason.TEXT_MISSING)
    if len(reason) > MOST_REASON_CHARACTERS:
        raise Refusal(Reason.TEXT_TOO_LONG, most=MOST_REASON_CHARACTERS)
    return reason


def typed(text: str) -> str:
    """Return typed or pasted text as a record can hold it."""
    return storable(text.replace("\r\n", "\n").replace("\r", "\n"))
