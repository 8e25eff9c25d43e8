# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.record import Change
from pkri_desktop.workflow.revoke import keys_of, revoke_key
from pkri_desktop.workflow.standing import Standing, standing_of
from tests.factories import PANELS, SampleDay

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Body
    from pkri_desktop.workflow.office import Office
    from pkri_desktop.workflow.standing import MemberStanding


@pytest.fixture
def office(day: SampleDay) -> Office:
    return day.office()


def member(office: Office, wanted: str = "a1") -> MemberStanding:
    panel = standing_of(office, office.panel("panel-a"))
    return next(m for m in panel.members if m.member == wanted)


def test_key_is_known_once_it_has_come_back(day: SampleDay, office: Office) -> None:
    offered = member(office)
    assert (offered.standing, offered.keys) == (Standing.OFFERED, ())
    assert offered.since > 0

    day.receive(office.file, day.hand_back(day.room()).path)

    made = member(office)
    [key] = keys_of(office)
    assert (made.standing, made.since, made.good_keys) == (Standing.ENROLLED, key.since, (key,))
    assert standing_of(office, office.panel("panel-a")).waiting == ("a2", "a3")


def test_revoked_key_leaves_nothing_until_the_next_kit(day: SampleDay, office: Office) -> None:
    day.receive(office.file, day.hand_back(day.room()).path)
    revoke_key(office, keys_of(office)[0], "laptop hilang")

    lost = member(office)
    assert (lost.standing, lost.good_keys, len(lost.keys)) == (Standing.NOTHING, (), 1)

    day.issue(office)
    assert member(office).standing is Standing.OFFERED


def test_older_key_beside_a_newer_offer_is_good_but_settles_nothing(
    day: SampleDay, office: Office
) -> None:
    day.receive(office.file, day.hand_back(day.room()).path)
    day.issue(office, renew=["a1"])

    both = member(office)

    assert (both.standing, len(both.good_keys)) == (Standing.OFFERED, 1)


def test_new_member_has_nothing(day: SampleDay, office: Office) -> None:
    panel = office.panel("panel-a")
    body: Body = {"name": panel.name, "room": panel.room, "chair": panel.chair,
            "members": [*panel.members, "a9"], "entries": list(panel.entries)}  # fmt: skip
    changes = [
        Change("assessor.appointed", ("assessor", "a9"), {"name": "Penilai A9"}),
        Change("panel.formed", ("panel", "panel-a"), body),
    ]
    office.file.ledger.append(office.holder, changes, at=day.clock.now(), sealer=office.signer.seal)

    new = member(office, "a9")

    assert (new.standing, new.since, new.keys) == (Standing.NOTHING, 0, ())


def test_when_a_kit_was_written_is_noted_on_this_computer_only(
    day: SampleDay, office: Office
) -> None:
    before = office.file.ledger.fingerprint()
    first = standing_of(office, office.panel("panel-a"))

    day.issue(office)

    second = standing_of(office, office.panel("panel-a"))
    assert 0 < first.kit_code_at == second.kit_code_at
    assert first.issued_at != second.issued_at > 0
    assert before == office.file.ledger.fingerprint()
    assert first.waiting == PANELS["panel-a"]


@pytest.mark.parametrize("damaged", [b"", b"{", b"[1]", b'{"panel-a": "soon"}', b"\xff"])
def test_a_damaged_note_of_what_was_written_tells_nothing_and_is_written_anew(
    day: SampleDay, office: Office, damaged: bytes
) -> None:
    [note] = (office.profile.folder / "issued").iterdir()
    note.write_bytes(damaged)

    assert standing_of(office, office.panel("panel-a")).issued_at == 0

    day.issue(office)
    assert standing_of(office, office.panel("panel-a")).issued_at > 0
