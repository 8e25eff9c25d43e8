# SPDX-License-Identifier: MIT
"""The card of an event file: what its safety nets belong to, should the file itself be unreadable.

It lies beside the mirror in the profile and holds no secret.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.runtime.files import write_durably

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIX = ".card"


class Card(NamedTuple):
    """Facts about one copy of an event file.

    Attributes:
        file: id of this copy, by which mirror and snapshots are named.
        path: where it was opened last.
        event: id of the event.
        role: ``secretariat`` or ``panel``.
        panel: id of the panel; empty on the secretariat's.
    """

    file: str
    path: str
    event: str
    role: str
    panel: str


def keep_card(folder: Path, card: Card) -> None:
    """Note the card among the mirrors in ``folder``, if it says something new.

    Raises:
        OSError: the profile cannot be written to.
    """
    path = folder / f"{card.file}{_SUFFIX}"
    content = json.dumps(card._asdict()).encode()
    if not path.exists() or path.read_bytes() != content:
        write_durably(path, content)


def all_cards(folder: Path) -> tuple[Card, ...]:
    """Return the cards of all files that ``folder`` has mirrors of, the one written last first."""
    found = []
    for kept in folder.glob(f"*{_SUFFIX}"):
        try:
            found.append((kept.stat().st_mtime_ns, Card(**json.loads(kept.read_bytes()))))
        except (OSError, ValueError, TypeError):
            continue  # a damaged card tells nothing
    return tuple(card for _, card in sorted(found, reverse=True))


def cards_of(folder: Path, path: Path) -> tuple[Card, ...]:
    """Return the cards of files that were opened at ``path``, the one written last first."""
    return tuple(card for card in all_cards(folder) if card.path == str(path.absolute()))
