# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.exchange.package import Purpose, read_package
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.decide import decide_difference
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.operators import appoint, enrol_operator, exchange
from pkri_desktop.workflow.phrases import Phrasebook
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.publish import publish
from pkri_desktop.workflow.receive import found_from_kit, receive
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE
from pkri_desktop.workflow.verify import roots_for, verify_file
from tests.factories import CHEAP, SampleDay, StepClock, own_entries, score_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN_PHRASE = "sandi operator kedua"


@pytest.fixture
def first(day: SampleDay) -> Office:
    return day.office()


@pytest.fixture
def second(day: SampleDay, first: Office, tmp_path: Path) -> Iterator[Office]:
    """Return the second operator, on a computer of their own, with a key."""
    profile = Profile(tmp_path / "second", CHEAP)
    path = tmp_path / "second.pkri"
    found_from_kit(
        appoint(first, day.folder / "stick").path, path, profile=profile, clock=StepClock()
    )
    with open_event(path, profile) as file:
        office = Office(file, profile, StepClock(), OWN_PHRASE)
        enrol_operator(office, SAMPLE_CODE, OWN_PHRASE)
        assert take(first, exchange(office, tmp_path / "hello").path) is None
        yield office


def take(office: Office, path: Path) -> Refusal | None:
    [received] = receive(
        office.file,
        [path],
        profile=office.profile,
        clock=office.clock,
        access=office.access,
    ).files
    return received.refusal


def swap(one: Office, other: Office, folder: Path) -> None:
    """Let two operators exchange what they have, there and back."""
    assert take(other, exchange(one, folder / "there").path) is None
    assert take(one, exchange(other, folder / "back").path) is None


def test_appointed_operator_has_everything_but_nobodys_key(first: Office, second: Office) -> None:
    assert second.file.ledger.fingerprint() == first.file.ledger.fingerprint()
    assert second.holder.author == f"{FOUNDER}-2"
    assert not second.profile.keyring.has(first.holder)
    assert check(second.file).findings == ()


def test_two_operators_end_with_one_fingerprint(
    day: SampleDay, first: Office, second: Office, tmp_path: Path
) -> None:
    room = day.room("a1")
    score_all(room, "a1", own_entries(room)[0])
    room.finalise("a1", own_entries(room)[0])
    swap(first, second, tmp_path)  # from here on returns are closed to both
    assert take(first, day.hand_back(room).path) is None
    issue_kit(second, "Panel B", tmp_path / "kits")
    assert first.file.ledger.fingerprint() != second.file.ledger.fingerprint()

    swap(first, second, tmp_path)

    assert first.file.ledger.fingerprint() == second.file.ledger.fingerprint()
    assert first.file.ledger.score_fingerprint() == second.file.ledger.score_fingerprint()
    for office in (first, second):
        assert check(office.file).findings == ()


def test_drafts_from_an_event_file_are_exchanged_too(
    day: SampleDay, first: Office, second: Office, tmp_path: Path
) -> None:
    room = day.room("a1")
    room.give_score(
        "a1", own_entries(room)[0], room.rubric(own_entries(room)[0]).criteria[0].id, 80
    )
    assert take(first, room.path) is None

    swap(first, second, tmp_path)

    assert first.file.ledger.fingerprint() == second.file.ledger.fingerprint()


def test_both_decide_and_their_decisions_meet(
    day: SampleDay, first: Office, second: Office, tmp_path: Path
) -> None:
    """What two operators decide differently is a difference again, not somebody's victory."""
    rooms = {assessor: day.room(assessor) for assessor in ("a1", "a2")}
    entry = own_entries(rooms["a1"])[0]
    for assessor, room in rooms.items():
        absent = assessor == "a1"
        room.note_attendance(assessor, entry, absent)
        assert take(first, day.hand_back(room, assessor).path) is None
    assert take(second, exchange(first, tmp_path / "there").path) is None
    subject = f"attendance/{entry}"
    [one] = first.file.disputes.differences()

    decide_difference(first, subject, one.sides[0].records[0], "Yang pertama")
    decide_difference(second, subject, one.sides[1].records[0], "Yang kedua")
    swap(first, second, tmp_path)

    assert first.file.ledger.fingerprint() == second.file.ledger.fingerprint()
    assert first.file.queries.conflicts() == (subject,)


def test_package_of_an_operator_is_an_exchange_signed_by_them(
    day: SampleDay, second: Office, tmp_path: Path
) -> None:
    package = read_package(day.content(exchange(second, tmp_path).path), "x")

    assert (package.header.purpose, package.header.author) == (Purpose.EXCHANGE, f"{FOUNDER}-2")


def test_who_has_not_said_hello_yet_cannot_open_it_and_that_is_told(
    first: Office, second: Office, tmp_path: Path
) -> None:
    assert exchange(first, tmp_path).unable == ()

    appointed = appoint(first, tmp_path).operator

    assert exchange(first, tmp_path).unable == (appointed,)


def test_return_that_only_the_first_operator_opens_is_for_them_to_receive(
    day: SampleDay, first: Office, second: Office, tmp_path: Path
) -> None:
    path = day.hand_back(day.room("a1")).path  # its panel's file knows no second operator

    refused = take(second, path)

    assert refused is not None
    assert refused.reason is Reason.PACKAGE_FOR_OTHER_OPERATOR
    assert take(first, path) is None
    assert take(second, exchange(first, tmp_path).path) is None


def test_package_that_appointed_an_operator_is_nothing_to_receive(
    day: SampleDay, second: Office
) -> None:
    refused = take(second, day.folder / "stick" / "operator-2.pkrix")

    assert refused is not None
    assert refused.reason is Reason.PACKAGE_FOR_PANEL
    assert "paket operator" in Phrasebook("id").sentence(refused)


def test_panel_takes_no_exchange(day: SampleDay, first: Office, tmp_path: Path) -> None:
    room = day.room("a1")
    path = exchange(first, tmp_path).path
    [received] = receive(
        room.file, [path], profile=day.profile, clock=day.clock, access=day.access
    ).files

    assert received.refusal is not None
    assert received.refusal.reason is Reason.PACKAGE_NOT_A_KIT


def test_recapitulation_of_a_further_operator_verifies_under_the_root(second: Office) -> None:
    done = publish(second, second.profile.folder / "out")

    verdict = verify_file(done.recapitulation, roots_for(done.recapitulation, done.root, done.root))
    assert (verdict.valid, verdict.signer) == (True, "Sekretariat 2")


def test_wrong_code_makes_no_key(day: SampleDay, first: Office, tmp_path: Path) -> None:
    profile = Profile(tmp_path / "third", CHEAP)
    path = tmp_path / "third.pkri"
    found_from_kit(appoint(first, tmp_path).path, path, profile=profile, clock=StepClock())
    with open_event(path, profile) as file:
        office = Office(file, profile, StepClock())
        assert office.awaits_key
        with pytest.raises(Refusal) as without:
            exchange(office, tmp_path)
        assert without.value.reason is Reason.OPERATOR_WITHOUT_KEY
        with pytest.raises(Refusal) as refused:
            enrol_operator(office, "SALAH", OWN_PHRASE)
        for phrase, reason in (
            ("", Reason.PASSPHRASE_MISSING),
            ("1234567", Reason.PASSPHRASE_SHORT),
        ):
            with pytest.raises(Refusal) as weak:
                enrol_operator(office, SAMPLE_CODE, phrase)
            assert weak.value.reason is reason

    assert refused.value.reason is Reason.OPERATOR_WRONG_CODE
    assert not profile.keyring.operators(day.event)


def test_each_appointment_is_another_operator(first: Office, tmp_path: Path) -> None:
    names = [appoint(first, tmp_path / str(n)).operator for n in range(2)]

    assert names == [f"{FOUNDER}-2", f"{FOUNDER}-3"]


def test_only_where_the_root_is_can_somebody_be_appointed(second: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        appoint(second, tmp_path / "stick")

    assert refused.value.reason is Reason.KEY_MISSING_OFFICE
    assert not (tmp_path / "stick").exists()


def test_founder_cannot_be_enrolled_again(first: Office) -> None:
    assert not first.awaits_key
    with pytest.raises(Refusal) as refused:
        enrol_operator(first, SAMPLE_CODE, SAMPLE_PASSPHRASE)

    assert refused.value.reason is Reason.OPERATOR_HAS_KEY


def test_assessors_enrolment_certifies_no_operator(day: SampleDay) -> None:
    """An assessor with a code cannot make an operator's certificate out of it."""
    from pkri_desktop.identity import certificates, enrolment

    authority = day.profile.keyring.open_authority(day.event, SAMPLE_PASSPHRASE)
    offered = enrolment.offer(authority, day.event, "a1", "7KQM", CHEAP)
    forged = enrolment.enrol(offered, Holder(day.event, Role.SECRETARIAT, "a1"), "x", "7KQM")

    with pytest.raises(certificates.UntrustedCertificateError):
        certificates.holder_of(forged.chain, authority.certificate)
