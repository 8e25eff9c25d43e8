# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.domain.record import Change
from pkri_desktop.exchange.package import Purpose, read_package
from pkri_desktop.identity import enrolment
from pkri_desktop.workflow.founding import found_event
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.receive import found_from_kit
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE
from tests.factories import PANELS, SampleDay
from tests.small_event import small_changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def office(day: SampleDay) -> Office:
    return day.office()


@pytest.fixture
def real_office(day: SampleDay, tmp_path: Path) -> Iterator[Office]:
    """Return the office of an event that is no sample, just founded."""
    path = tmp_path / "real.pkri"
    profile = day.profile
    found_event(
        path, small_changes(), name="Kecil", sample=False, passphrase="rahasia", profile=profile,
        clock=day.clock,
    )  # fmt: skip
    with open_event(path, profile) as file:
        yield Office(file, profile, day.clock, "rahasia")


def test_kit_is_a_package_of_the_secretariat_for_the_panel(day: SampleDay, office: Office) -> None:
    kit = day.issue(office, "panel-b")
    package = read_package(kit.path.read_bytes(), "x")

    assert (package.header.purpose, package.header.panel) == (Purpose.KIT, "panel-b")
    assert (package.header.event, package.header.author) == (office.event.id, FOUNDER)
    assert kit.records == len(package.batch.records) == office.file.ledger.count()
    assert kit.panel.id == "panel-b"


@pytest.mark.parametrize("name", ["panel-a", "Panel A", " PANEL A ", "Panel-A"])
def test_panel_is_found_by_name_or_id(day: SampleDay, office: Office, name: str) -> None:
    assert day.issue(office, name).panel.id == "panel-a"


def test_unknown_panel_is_refused_and_those_there_are_are_named(
    day: SampleDay, office: Office
) -> None:
    with pytest.raises(Refusal) as refused:
        day.issue(office, "Panel Z")

    assert refused.value.reason is Reason.PANEL_UNKNOWN
    assert refused.value.facts == {"panel": "Panel Z", "panels": "Panel A, Panel B"}


def test_keys_are_offered_once(day: SampleDay, office: Office) -> None:
    before = office.file.ledger.count()

    kit = day.issue(office)

    assert kit.codes == {}
    assert before == office.file.ledger.count()


def test_new_member_gets_a_key_with_the_next_kit(day: SampleDay, office: Office) -> None:
    panel = office.panel("panel-a")
    changes = [
        Change("assessor.appointed", ("assessor", "a9"), {"name": "Penilai A9"}),
        Change(
            "panel.formed",
            ("panel", "panel-a"),
            {"name": panel.name, "room": panel.room, "chair": panel.chair,
             "members": [*panel.members, "a9"], "entries": list(panel.entries)},
        ),
    ]  # fmt: skip
    office.file.ledger.append(office.holder, changes, at=day.clock.now(), sealer=office.signer.seal)

    kit = day.issue(office)

    assert kit.codes == {"a9": SAMPLE_CODE}
    room = day.room("a1")
    day.receive(room.file, kit.path)
    room.refresh()
    room.enrol("a9", SAMPLE_CODE, "frasa")
    assert [a.id for a in room.assessors()] == [*PANELS["panel-a"], "a9"]


def test_codes_of_a_real_event_are_random_and_open_the_key_of_their_assessor_only(
    day: SampleDay, real_office: Office, tmp_path: Path
) -> None:
    kit = issue_kit(real_office, "p1", tmp_path / "kits")
    assert list(kit.codes) == ["a1", "a2"]
    assert len({*kit.codes.values(), SAMPLE_CODE}) == 3
    path = tmp_path / "p1.pkri"
    found_from_kit(kit.path, path, profile=day.profile, clock=day.clock)
    room = Room(day.open(path), day.profile, day.clock)

    with pytest.raises(Refusal) as refused:
        room.enrol("a1", kit.codes["a2"], "frasa")
    assert refused.value.reason is Reason.KEY_WRONG_CODE
    room.enrol("a1", kit.codes["a1"].lower(), "frasa")
    assert room.sample_code("a1") == ""
    assert room.sample_passphrase() == ""


def test_codes_are_in_no_file(day: SampleDay, real_office: Office, tmp_path: Path) -> None:
    kit = issue_kit(real_office, "p1", tmp_path / "kits")

    for code in kit.codes.values():
        for form in (code, enrolment.spoken(code)):
            for path in tmp_path.rglob("*"):
                assert path.is_dir() or form.encode() not in path.read_bytes(), path


def test_wrong_passphrase_offers_no_key_and_issues_no_kit(
    day: SampleDay, real_office: Office, tmp_path: Path
) -> None:
    office = Office(real_office.file, day.profile, day.clock, "salah")
    before = office.file.ledger.count()

    with pytest.raises(Refusal) as refused:
        issue_kit(office, "p1", tmp_path / "kits")

    assert refused.value.reason is Reason.KEY_WRONG_PASSPHRASE
    assert before == office.file.ledger.count()
    assert not (tmp_path / "kits").exists()


def test_real_event_is_not_opened_with_the_well_known_passphrase(
    day: SampleDay, real_office: Office
) -> None:
    office = Office(real_office.file, day.profile, day.clock)

    assert office.passphrase == ""
    with pytest.raises(Refusal) as refused:
        _ = office.signer
    assert refused.value.reason is Reason.KEY_WRONG_PASSPHRASE


def test_panel_file_is_no_office(day: SampleDay) -> None:
    with pytest.raises(Refusal) as refused:
        Office(day.open(day.panel_path("a1")), day.profile, day.clock)

    assert refused.value.reason is Reason.NOT_SECRETARIAT


def test_folder_that_is_in_the_way_is_said(day: SampleDay, office: Office) -> None:
    (day.folder / "newer-kits").write_text("x")

    with pytest.raises(Refusal) as refused:
        day.issue(office)

    assert refused.value.reason is Reason.FILE_UNWRITABLE
