# SPDX-License-Identifier: MIT
"""Open an event file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.store.event_file import EventFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.domain.holder import Holder
    from pkri_desktop.workflow.profile import Profile


def open_event(path: Path, profile: Profile, *, read_only: bool = False) -> EventFile:
    """Open the event file at ``path``; when another window writes it, for reading only.

    Raises:
        Refusal: it is missing, not ours, damaged, or of a newer version.
    """
    return EventFile(path, profile.folder, profile.device, trusted_holder, read_only=read_only)


def open_to_look(path: Path, profile: Profile) -> EventFile:
    """Open the event file at ``path`` without changing it.

    Only what a killed program left behind is still rolled back, as SQLite demands.

    Raises:
        Refusal: it is missing, not ours, damaged, or of a newer version.
    """
    unfinished = path.with_name(f"{path.name}-journal").exists()
    return open_event(path, profile, read_only=not unfinished)


def trusted_holder(chain: Sequence[bytes], root: bytes) -> Holder | None:
    """Return whom a chain speaks for, or None when it does not lead to the root."""
    from pkri_desktop.identity import certificates  # noqa: PLC0415 -- slow import

    try:
        return certificates.holder_of(chain, root)
    except certificates.UntrustedCertificateError:
        return None
