# SPDX-License-Identifier: MIT
"""Update: take a newer kit of the panel into its file, while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import refusal_of_reading
from pkri_desktop.exchange.wrapping import MARK, Access, labelled_event
from pkri_desktop.workflow.receive import receive
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.workflow.room import Room


class Updated(NamedTuple):
    """What a newer kit brought.

    Attributes:
        new: records that were not here yet.
    """

    new: int
    touched: Touched


def is_for(room: Room, path: Path) -> bool:
    """Say whether a file is a package that says to belong to the event of this panel's file.

    Raises:
        Refusal: it cannot be read, or it begins like a package and is damaged.
    """
    if room.panel is None:
        return False
    try:
        with path.open("rb") as file:
            if file.read(len(MARK)) != MARK:
                return False
        data = path.read_bytes()
    except OSError as error:
        raise refusal_of_reading(error, path.name) from error
    return room.event.id.startswith(labelled_event(data, path.name))


def update(room: Room, path: Path, code: str = "") -> Updated:
    """Take a newer kit in; what it holds already is here changes nothing.

    It is opened with the keys that are unlocked on this laptop, or with the kit code.

    Raises:
        Refusal: it is no kit of this panel, damaged, or cannot be opened with these.
    """
    access = Access(room.keys.identities(), code or (SAMPLE_CODE if room.event.sample else ""))
    receipt = receive(
        room.file, [path], profile=room.profile, clock=room.clock, access=lambda: access
    )
    [received] = receipt.files
    if received.refusal is not None:
        raise received.refusal
    room.refresh()
    return Updated(received.new, receipt.touched)
