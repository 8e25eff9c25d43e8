# SPDX-License-Identifier: MIT
"""Open an event file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.store.event_file import EventFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.domain.holder import Holder
    from pkri_desktop.workflow.profile import Profile


EVENT_MARK = b"SQLite format 3\0"
EVENT_SUFFIX = ".pkri"


def open_event(path: Path, profile: Profile, *, read_only: bool = False) -> EventFile:
    """Open the event file at ``path``; when another window writes it, for reading only.

    Raises:
        Refusal: it is missing, not ours, a package, damaged, or of a newer version.
    """
    try:
        return EventFile(path, profile.folder, profile.device, trusted_holder, read_only=read_only)
    except Refusal as refusal:
        if refusal.reason is Reason.FILE_NOT_OURS and is_package(path):
            raise Refusal(Reason.FILE_IS_PACKAGE, **refusal.facts) from refusal
        if refusal.reason is Reason.FILE_NOT_OURS and (broken := broken_as(path)) is not None:
            raise Refusal(broken, **refusal.facts) from refusal
        raise


def open_to_look(path: Path, profile: Profile) -> EventFile:
    """Open the event file at ``path`` without changing it.

    Only what a killed program left behind is still rolled back, as SQLite demands.

    Raises:
        Refusal: it is missing, not ours, damaged, or of a newer version.
    """
    try:
        unfinished = path.with_name(f"{path.name}-journal").exists()
    except OSError:
        unfinished = False  # what is the matter shows when the file itself is read
    return open_event(path, profile, read_only=not unfinished)


def is_package(path: Path) -> bool:
    """Say whether the file begins like a package, of whatever version; no if it cannot be read."""
    from pkri_desktop.exchange.wrapping import MARK  # noqa: PLC0415 -- slow import

    try:
        with path.open("rb") as file:
            return file.read(len(MARK) - 1) == MARK[:-1]
    except OSError:
        return False


def broken_as(path: Path) -> Reason | None:
    """Return why to refuse a file that is called like one of ours, but begins like none.

    A package is asked for again; an event file may be one that can be recovered.

    Returns:
        None for a file that is called otherwise, begins as it should, or cannot be read.
    """
    from pkri_desktop.exchange.wrapping import MARK, SUFFIX  # noqa: PLC0415 -- slow import

    broken = {SUFFIX: Reason.PACKAGE_BROKEN, EVENT_SUFFIX: Reason.FILE_BROKEN}
    try:
        with path.open("rb") as file:
            head = file.read(len(EVENT_MARK))
    except OSError:
        return None
    package = head.startswith(MARK[:-1]) and head[len(MARK) - 1 : len(MARK)].isdigit()
    return None if package or head == EVENT_MARK else broken.get(path.suffix.lower())


def trusted_holder(chain: Sequence[bytes], root: bytes) -> Holder | None:
    """Return whom a chain speaks for, or None when it does not lead to the root."""
    from pkri_desktop.identity import certificates  # noqa: PLC0415 -- slow import

    try:
        return certificates.holder_of(chain, root)
    except certificates.UntrustedCertificateError:
        return None
