# SPDX-License-Identifier: MIT
"""Ready files for trying things out, and kits that are opened as if they were event files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.exchange.wrapping import SUFFIX
from pkri_desktop.workflow.access import access_of
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.receive import found_from_kit, receive
from pkri_desktop.workflow.sample import found_sample_event

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.workflow.profile import Profile

SAMPLE_PANEL = "Panel A"


def sample_office_file(profile: Profile, clock: Clock) -> Path:
    """Return the secretariat's file of the sample event in the profile, made at the first time.

    Raises:
        Refusal: the profile cannot be written to.
    """
    path = profile.folder / "contoh" / "kegiatan.pkri"
    if not path.exists():
        found_sample_event(path, profile, clock)
    return path


def sample_panel_file(profile: Profile, clock: Clock) -> Path:
    """Return a panel's file of the sample event in the profile, made at the first time.

    Raises:
        Refusal: the profile cannot be written to.
    """
    path = profile.folder / "contoh" / "panel-a.pkri"
    if not path.exists():
        with open_event(sample_office_file(profile, clock), profile) as file:
            kit = issue_kit(Office(file, profile, clock), SAMPLE_PANEL, path.parent)
        found_from_kit(kit.path, path, profile=profile, clock=clock)
    return path


def event_file_for(path: Path, profile: Profile, clock: Clock, code: str = "") -> Path:
    """Return the event file to open for ``path``: itself, or the panel file beside a kit.

    The panel file of a kit is made at the first time; later a newer kit is received into it.

    Raises:
        Refusal: the kit is not whole, the code does not open it, or the panel file cannot be made.
    """
    if path.suffix != SUFFIX:
        return path
    beside = path.with_suffix(".pkri")
    if not beside.exists():
        found_from_kit(path, beside, profile=profile, clock=clock, code=code)
        return beside
    with open_event(beside, profile) as file:
        if not file.read_only:
            receipt = receive(
                file, [path], profile=profile, clock=clock,
                access=lambda: access_of(file, profile, clock, code=code),
            )  # fmt: skip
            for received in receipt.files:
                if received.refusal is not None:
                    raise received.refusal
    return beside
