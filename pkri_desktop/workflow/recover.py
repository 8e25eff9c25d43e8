# SPDX-License-Identifier: MIT
"""Recover: make a damaged or missing event file anew from what the profile keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.runtime.locks import FileLock, HeldElsewhereError
from pkri_desktop.store.connection import database_errors
from pkri_desktop.store.recovery import Recovered, recover_file
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.opening import open_to_look, trusted_holder

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.workflow.profile import Profile


def recover(path: Path, profile: Profile, clock: Clock) -> Recovered:
    """Make the event file at ``path`` anew, unless it is whole.

    Raises:
        Refusal: it is whole, somebody has it open, or this profile keeps nothing of it.
    """
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
                device=profile.device,
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
