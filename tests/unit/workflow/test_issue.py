# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import FRAME_HEAD, frames
from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.domain.record import Change
from pkri_desktop.exchange.package import PADDED_TO, Purpose, read_package
from pkri_desktop.exchange.wrapping import Access, unwrap
from pkri_desktop.identity.codes import spoken
from pkri_desktop.identity.envelope import make_identity
from pkri_desktop.workflow.founding import found_event
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.issue import IssuedKit, issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE
from tests.factories import CHEAP, PANELS, SampleDay
from tests.small_event import small_changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pkri_desktop.domain.record import Body


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
    package = read_package(day.content(kit.path), "x")

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
    room.enrol("a9", SAMPLE_CODE, "frasa sandi")
    assert [a.id for a in room.assessors()] == [*PANELS["panel-a"], "a9"]


def test_codes_of_a_real_event_are_random_and_open_the_key_of_their_assessor_only(
    day: SampleDay, real_office: Office, tmp_path: Path
) -> None:
    kit = issue_kit(real_office, "p1", tmp_path / "kits")
    assert list(kit.codes) == ["a1", "a2"]
    assert len({*kit.codes.values(), kit.kit_code, SAMPLE_CODE}) == 4
    path = tmp_path / "p1.pkri"
    found_from_kit(kit.path, path, profile=day.profile, clock=day.clock, code=kit.kit_code)
    room = Room(day.open(path), day.profile, day.clock)

    with pytest.raises(Refusal) as refused:
        room.enrol("a1", kit.codes["a2"], "frasa sandi")
    assert refused.value.reason is Reason.KEY_WRONG_CODE
    room.enrol("a1", kit.codes["a1"].lower(), "frasa sandi")
    assert room.sample_code("a1") == ""
    assert room.sample_passphrase() == ""


def test_codes_are_in_no_file(day: SampleDay, real_office: Office, tmp_path: Path) -> None:
    kit = issue_kit(real_office, "p1", tmp_path / "kits")

    for code in (kit.kit_code, *kit.codes.values()):
        for form in (code, spoken(code)):
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


# -- who can open a kit ---------------------------------------------------------------------------


def opening(kit: IssuedKit, access: Access) -> Reason | None:
    """Return why a kit does not open; None when it does."""
    try:
        unwrap(kit.path.read_bytes(), kit.path.name, access)
    except Refusal as refusal:
        return refusal.reason
    return None


def test_first_kit_opens_with_its_code_and_with_nothing_else(
    day: SampleDay, real_office: Office, tmp_path: Path
) -> None:
    kit = issue_kit(real_office, "p1", tmp_path / "kits")
    other = issue_kit(real_office, "p2", tmp_path / "kits")

    assert opening(kit, Access(code=kit.kit_code.lower().replace("-", " "))) is None
    assert opening(kit, Access(code=other.kit_code)) is Reason.PACKAGE_WRONG_CODE
    assert opening(kit, Access(code=kit.codes["a1"])) is Reason.PACKAGE_WRONG_CODE
    assert opening(kit, Access()) is Reason.PACKAGE_NEEDS_CODE
    assert opening(kit, Access((make_identity(),))) is Reason.PACKAGE_NEEDS_CODE


def test_kit_code_stays_while_somebody_has_not_enrolled(day: SampleDay, office: Office) -> None:
    room = day.room("a1")
    day.receive(office.file, day.hand_back(room).path)

    kit = day.issue(office)

    assert kit.kit_code == ""
    assert opening(kit, Access(code=SAMPLE_CODE)) is None
    assert opening(kit, Access(room.keys.identities())) is None


def test_when_all_have_enrolled_only_their_own_keys_open_a_kit(
    day: SampleDay, office: Office
) -> None:
    rooms = {member: day.room(member) for member in PANELS["panel-a"]}
    returns = [day.hand_back(room, member).path for member, room in rooms.items()]
    day.receive(office.file, *returns)

    kit = day.issue(office)

    assert opening(kit, Access(code=SAMPLE_CODE)) is Reason.PACKAGE_FOR_OTHERS
    for room in rooms.values():
        assert opening(kit, Access(room.keys.identities())) is None
    [stranger] = {day.room("b1").keys.identities()}
    assert opening(kit, Access(stranger)) is Reason.PACKAGE_FOR_OTHERS


def test_name_and_size_of_a_kit_tell_nothing(
    day: SampleDay, real_office: Office, tmp_path: Path
) -> None:
    kit = issue_kit(real_office, "p1", tmp_path / "kits")
    data = kit.path.read_bytes()

    assert re.fullmatch("paket-[0-9a-f]{8}", kit.path.stem)
    for word in ("Panel", "Penilai", "Kecil"):
        assert word.encode() not in data[:100]
    content = unwrap(data, "x", Access(code=kit.kit_code))
    _, signature = next(frames(content))
    assert (len(content) - FRAME_HEAD - len(signature)) % PADDED_TO == 0


# -- new codes ------------------------------------------------------------------------------------


def test_new_offer_is_not_used_yet_so_the_kit_code_opens_the_kit_though_all_have_a_key(
    day: SampleDay, office: Office, tmp_path: Path
) -> None:
    rooms = {member: day.room(member) for member in PANELS["panel-a"]}
    day.receive(office.file, *(day.hand_back(room, m).path for m, room in rooms.items()))
    without_code = day.issue(office)
    assert without_code.waiting == ()
    [given_back] = day.receive(office.file, without_code.path).files
    assert given_back.refusal is not None
    assert given_back.refusal.reason is Reason.PACKAGE_FOR_PANEL

    kit = day.issue(office, renew=["a2"])

    assert (list(kit.codes), kit.kit_code, kit.waiting) == (["a2"], "", ("a2",))
    assert opening(kit, Access(code=SAMPLE_CODE)) is None
    for room in rooms.values():  # nobody's key was revoked
        assert opening(kit, Access(room.keys.identities())) is None

    laptop = Profile(tmp_path / "new-laptop", CHEAP)  # with nothing but the kit and the codes
    path = tmp_path / "panel-a.pkri"
    found_from_kit(kit.path, path, profile=laptop, clock=day.clock, code=SAMPLE_CODE)
    with open_event(path, laptop) as file:
        room = Room(file, laptop, day.clock)
        room.enrol("a2", kit.codes["a2"], "frasa sandi baru")
        day.receive(office.file, hand_back(room, "a2", tmp_path).path)

    assert day.issue(office).waiting == ()


def test_new_kit_code_opens_newer_kits_and_the_old_one_only_older(
    day: SampleDay, real_office: Office, tmp_path: Path
) -> None:
    old = issue_kit(real_office, "p1", tmp_path / "old")
    new = issue_kit(real_office, "p1", tmp_path / "new", renew_code=True)
    later = issue_kit(real_office, "p1", tmp_path / "later")

    assert new.codes == {}
    assert len({old.kit_code, new.kit_code, ""}) == 3
    assert later.kit_code == ""
    for kit in (new, later):
        assert opening(kit, Access(code=new.kit_code)) is None
        assert opening(kit, Access(code=old.kit_code)) is Reason.PACKAGE_WRONG_CODE
    assert opening(old, Access(code=old.kit_code)) is None
    found_from_kit(
        new.path, tmp_path / "p1.pkri", profile=day.profile, clock=day.clock, code=new.kit_code
    )
    room = Room(day.open(tmp_path / "p1.pkri"), day.profile, day.clock)
    room.enrol("a1", old.codes["a1"], "frasa sandi")  # activation codes stay


def test_first_kit_of_a_new_panel_opens_with_its_code_though_all_have_a_key(
    day: SampleDay, office: Office
) -> None:
    returns = [day.hand_back(day.room(m), m).path for m in PANELS["panel-a"]]
    day.receive(office.file, *returns)
    body: Body = {"name": "Panel C", "room": "Ruang C", "chair": "a1", "members": ["a1", "a2"],
                  "entries": []}  # fmt: skip
    change = Change("panel.formed", ("panel", "panel-c"), body)
    office.file.ledger.append(
        office.holder, [change], at=day.clock.now(), sealer=office.signer.seal
    )

    first = day.issue(office, "panel-c")
    assert (first.kit_code, first.codes, first.waiting) == (SAMPLE_CODE, {}, ())
    assert opening(first, Access(code=first.kit_code)) is None

    second = day.issue(office, "panel-c")
    assert second.kit_code == ""
    assert opening(second, Access(code=first.kit_code)) is Reason.PACKAGE_FOR_OTHERS


def test_new_kit_code_that_would_open_nothing_is_refused(day: SampleDay, office: Office) -> None:
    returns = [day.hand_back(day.room(m), m).path for m in PANELS["panel-a"]]
    day.receive(office.file, *returns)
    before = office.file.ledger.fingerprint()

    with pytest.raises(Refusal) as refused:
        issue_kit(office, "panel-a", day.folder / "newer-kits", renew_code=True)

    assert refused.value.reason is Reason.KIT_CODE_IDLE
    assert before == office.file.ledger.fingerprint()


def test_nobody_of_the_panel_is_named_and_nothing_is_made(day: SampleDay, office: Office) -> None:
    before = office.file.ledger.fingerprint()

    with pytest.raises(Refusal) as refused:
        day.issue(office, renew=["a1", "b1"])

    assert refused.value.reason is Reason.MEMBER_UNKNOWN
    assert refused.value.facts == {"member": "b1", "panel": "Panel A", "members": "a1, a2, a3"}
    assert before == office.file.ledger.fingerprint()
