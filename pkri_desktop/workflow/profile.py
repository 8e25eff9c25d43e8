# SPDX-License-Identifier: MIT
"""The user's profile on this computer: keys, mirrors, snapshots, quarantine, issued kits."""

from __future__ import annotations

import json
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import refusal_of
from pkri_desktop.runtime.files import write_durably

if TYPE_CHECKING:
    from pkri_desktop.identity.box import Effort
    from pkri_desktop.identity.keyring import Keyring

FOLDER_VARIABLE = "PKRI_PROFILE"


class Profile:
    """The folder in which this user's copy of the program keeps what must not be in event files.

    Attributes:
        folder: the folder itself.
        device: a random id of this profile; a file copied to another computer shows another.
    """

    def __init__(self, folder: Path, effort: Effort | None = None) -> None:
        """Use ``folder``; ``effort`` is what guessing a passphrase shall cost.

        Raises:
            Refusal: the folder cannot be made or written to.
        """
        self.folder = folder.absolute()
        self._effort = effort
        self.device = self._device()

    @cached_property
    def keyring(self) -> Keyring:
        """Return the keys on this computer."""
        from pkri_desktop.identity.keyring import Keyring  # noqa: PLC0415 -- slow import

        return Keyring(self.folder / "keys", self._effort)

    def quarantine(self, event: str) -> Path:
        """Return the folder in which refused files of an event are kept."""
        return self.folder / "quarantine" / event[:16]

    def issued(self, event: str) -> dict[str, int]:
        """Return panel → when its kit was last written here, in milliseconds since 1970."""
        try:
            noted = json.loads(self._issued(event).read_bytes())
        except (OSError, ValueError):
            return {}  # nothing that anything rests on
        told = noted.items() if isinstance(noted, dict) else ()
        return {panel: at for panel, at in told if isinstance(at, int)}

    def note_issued(self, event: str, panel: str, at: int) -> None:
        """Note that a panel's kit was written.

        Raises:
            OSError: the profile cannot be written to.
        """
        path = self._issued(event)
        path.parent.mkdir(exist_ok=True)
        write_durably(path, json.dumps(self.issued(event) | {panel: at}).encode())

    def _issued(self, event: str) -> Path:
        return self.folder / "issued" / f"{event[:16]}.json"

    def _device(self) -> str:
        path = self.folder / "device"
        try:
            if not path.exists():
                write_durably(path, os.urandom(8).hex().encode())
            return path.read_text().strip()
        except OSError as error:
            raise refusal_of(error, str(self.folder)) from error


def usual_profile() -> Profile:
    """Return the profile where the system keeps such things, or where PKRI_PROFILE says."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Profile(Path(named))
    from platformdirs import user_data_path  # noqa: PLC0415 -- not needed when named

    return Profile(user_data_path("pkri-desktop", appauthor=False))
