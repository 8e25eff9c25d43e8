# SPDX-License-Identifier: MIT
"""A newer kit on the laptop of an event that is no example: only the members' keys open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.record import Change
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit, receive
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.update import is_for, update
from tests.factories import CHEAP, StepClock
from tests.small_event import found_template, panel_body

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PHRASE = "sandi penilai"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "office"
    folder.mkdir()
    found_template(folder)
    profile = Profile(folder / "profile", CHEAP)
    with open_event(folder / "office.pkri", profile) as file:
        yield Office(file, profile, StepClock(), "x")


@pytest.fixture
def room(office: Office, tmp_path: Path) -> Iterator[Room]:
    """Return the panel's laptop, both members enrolled and known to the office."""
    kit = issue_kit(office, "p1", tmp_path / "kits")
    profile = Profile(tmp_path / "laptop", CHEAP)
    path = tmp_path / "panel.pkri"
    found_from_kit(kit.path, path, profile=profile, clock=StepClock(), code=kit.kit_code)
    with open_event(path, profile) as file:
        room = Room(file, profile, StepClock())
        for member in ("a1", "a2"):
            room.enrol(member, kit.codes[member], PHRASE)
        returned = hand_back(room, "a1", tmp_path / "back").path
        receive(
            office.file,
            [returned],
            profile=office.profile,
            clock=office.clock,
            access=office.access,
        )
        for member in ("a1", "a2"):
            room.lock(member)
        yield room


def newer_kit(office: Office, folder: Path) -> Path:
    """Move the panel to another room, and issue its kit again."""
    moved = panel_body("p1", ["a1", "a2"], ["k-1", "k-2"]) | {"room": "Aula"}
    with office.file.writing() as ledger:
        ledger.append(
            office.holder,
            [Change("panel.formed", ("panel", "p1"), moved)],
            at=office.clock.now(),
            sealer=office.signer.seal,
        )
    return issue_kit(office, "p1", folder).path


def test_members_key_opens_the_newer_kit(office: Office, room: Room, tmp_path: Path) -> None:
    path = newer_kit(office, tmp_path / "newer")
    assert is_for(room, path)
    with pytest.raises(Refusal) as refused:
        update(room, path)
    assert refused.value.reason is Reason.PACKAGE_FOR_OTHERS

    room.unlock("a2", PHRASE)
    updated = update(room, path)

    assert updated.new > 0
    assert updated.touched.foundation
    assert room.panel is not None
    assert room.panel.room == "Aula"
    assert update(room, path).new == 0


def test_kit_of_another_panel_or_event_is_none_of_ours(
    office: Office, room: Room, tmp_path: Path
) -> None:
    other = issue_kit(office, "p2", tmp_path / "other")
    room.unlock("a1", PHRASE)

    with pytest.raises(Refusal) as refused:
        update(room, other.path, other.kit_code)

    assert refused.value.reason is Reason.PACKAGE_OTHER_PANEL
    assert not is_for(room, room.path)


def test_missing_file_is_said_to_be_missing(room: Room, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        is_for(room, tmp_path / "nowhere.pkrix")

    assert refused.value.reason is Reason.FILE_MISSING
