# SPDX-License-Identifier: MIT
"""Recover: make a damaged or missing event file anew from what the profile keeps of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.runtime.locks import FileLock, HeldElsewhereError
from pkri_desktop.store.card import all_cards
from pkri_desktop.store.connection import database_errors
from pkri_desktop.store.recovery import STEPS, Recovered, recover_file
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.opening import open_to_look, trusted_holder

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.workflow.profile import Profile


class KnownFile(NamedTuple):
    """An event file of which this profile keeps something.

    Attributes:
        panel: id of the panel whose file it is; empty for the secretariat's.
        exists: whether there is a file now, damaged or not.
    """

    path: Path
    panel: str
    exists: bool


def known_files(profile: Profile) -> tuple[KnownFile, ...]:
    """Return the event files that could be recovered here, the one known last first."""
    found: dict[str, KnownFile] = {}
    for card in all_cards(profile.folder / "mirrors"):
        path = Path(card.path)
        try:
            exists = path.exists()
        except OSError:
            exists = False
        found.setdefault(card.path, KnownFile(path, card.panel, exists))
    return tuple(found.values())


def recover(
    path: Path,
    profile: Profile,
    clock: Clock,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Recovered:
    """Make the event file at ``path`` anew, unless it is whole.

    Args:
        path: where the file is, or was.
        profile: what keeps mirrors and snapshots.
        clock: what this computer takes the time to be.
        progress: told how many of how many steps are done; what it raises stops the recovery.

    Raises:
        Refusal: it is whole, somebody has it open, or this profile keeps nothing of it.
        CancelledError: ``progress`` said so; nothing has changed.
    """
    progress(0, STEPS + 1)
    if is_whole(path, profile):
        raise Refusal(Reason.FILE_WHOLE, file=path.name)
    try:
        lock = FileLock(path)
    except HeldElsewhereError as error:
        raise Refusal(Reason.FILE_HELD, file=path.name, holder=error.holder) from error
    except OSError as error:
        raise refusal_of(error, path.name) from error
    try:
        with database_errors(path):
            return recover_file(
                path, profile.folder, at=clock.now(), holder_of=trusted_holder,
                device=profile.device, step=lambda done: progress(done + 1, STEPS + 1),
            )  # fmt: skip
    finally:
        lock.release()


def is_whole(path: Path, profile: Profile) -> bool:
    """Say whether the file at ``path`` can be opened and a check finds nothing."""
    try:
        with open_to_look(path, profile) as file:
            return not check(file).findings
    except Refusal:
        return False
