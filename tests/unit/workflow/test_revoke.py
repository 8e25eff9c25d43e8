# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.workflow.keys import KeyState
from pkri_desktop.workflow.recapitulate import recapitulation_of
from pkri_desktop.workflow.revoke import (
    EnrolledKey,
    consequence,
    good_records,
    keys_of,
    revoke_key,
)
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE
from tests.factories import SampleDay, own_entries, score_all

if TYPE_CHECKING:
    from pkri_desktop.workflow.office import Office
    from pkri_desktop.workflow.room import Room


@pytest.fixture
def office(day: SampleDay) -> Office:
    return day.office()


def finalised(room: Room, number: int, steps: int = 80) -> str:
    """Let a1 finish one sheet; return its entry."""
    entry = own_entries(room)[number]
    score_all(room, "a1", entry, steps)
    room.finalise("a1", entry)
    return entry


def key_of(office: Office, assessor: str = "a1") -> EnrolledKey:
    return [key for key in keys_of(office) if key.assessor == assessor][-1]


def counting(office: Office) -> set[tuple[str, str]]:
    """Return the sheets that count."""
    return {key for key, row in office.file.queries.sheet_rows().items() if row.counts}


def test_keys_are_listed_with_what_they_sealed_last(day: SampleDay, office: Office) -> None:
    assert keys_of(office) == ()
    room = day.room()
    finalised(room, 0)
    day.receive(office.file, day.hand_back(room).path)

    [key] = keys_of(office)

    assert (key.assessor, key.revoked) == ("a1", "")
    last = office.file.ledger.record(key.last)
    assert last is not None
    assert (last.at, last.stream) == (key.last_at, key_stream(office))


def key_stream(office: Office) -> str:
    [record] = office.file.ledger.published_keys(Role.ASSESSOR)
    return record.stream


def test_what_was_received_before_stays_and_what_comes_later_does_not_count(
    day: SampleDay, office: Office
) -> None:
    room = day.room()
    first = finalised(room, 0)
    day.receive(office.file, day.hand_back(room).path)
    revoke_key(office, key_of(office), "laptop hilang")
    assert day.receive(office.file, day.hand_back(room).path).files[0].new == 0
    second = finalised(room, 1)

    [received] = day.receive(office.file, day.hand_back(room).path).files

    assert received.refusal is None
    assert received.new > 0
    assert received.revoked == "laptop hilang"
    assert counting(office) == {("a1", first)}
    assert ("a1", second) in office.file.queries.sheet_rows()
    told = {
        result.entry.id: result.sheets[0].status
        for result in recapitulation_of(office.file).results
    }
    assert told[second] is SheetStatus.UNSEALED
    assert told[first] is SheetStatus.FINAL
    assert key_of(office).revoked == "laptop hilang"


def test_revocation_is_corrected_by_another_and_not_said_twice(
    day: SampleDay, office: Office
) -> None:
    room = day.room()
    first = finalised(room, 0)
    day.receive(office.file, day.hand_back(room).path)
    good = key_of(office).last
    revoke_key(office, key_of(office), "kunci dipakai orang lain", last="")
    assert counting(office) == set()

    with pytest.raises(Refusal) as refused:
        revoke_key(office, key_of(office), "sekali lagi", last="")
    assert refused.value.reason is Reason.KEY_REVOKED
    revoke_key(office, key_of(office), "lembar pertama sah", last=good)

    assert counting(office) == {("a1", first)}


def test_nothing_may_stay_good(day: SampleDay, office: Office) -> None:
    room = day.room()
    finalised(room, 0)
    day.receive(office.file, day.hand_back(room).path)

    revoke_key(office, key_of(office), "kunci dipakai orang lain", last="")

    assert counting(office) == set()


def test_new_key_goes_on_where_the_old_one_was_lost(day: SampleDay, office: Office) -> None:
    room = day.room()
    first = finalised(room, 0)
    day.receive(office.file, day.hand_back(room).path)
    old = key_of(office)
    revoke_key(office, old, "frasa sandi terlupa")
    kit = day.issue(office)
    assert kit.codes == {"a1": SAMPLE_CODE}
    day.receive(room.file, kit.path)
    room.refresh()
    assert room.key_state("a1") is KeyState.NONE

    room.enrol("a1", SAMPLE_CODE, "frasa baru")
    second = finalised(room, 1)
    day.receive(office.file, day.hand_back(room).path)

    assert counting(office) == {("a1", first), ("a1", second)}
    assert key_of(office).certificate != old.certificate
    assert [key.revoked != "" for key in keys_of(office)] == [True, False]
    assert day.issue(office).codes == {}


def test_lost_slip_gets_a_new_code_before_anybody_enrolled(day: SampleDay, office: Office) -> None:
    room = day.room("a1", unlocked=False)
    new = day.issue(office, "panel-b", renew=["b2"])

    assert list(new.codes) == ["b2"]
    other = day.room("b2", unlocked=False)
    day.receive(other.file, new.path)
    other.refresh()
    assert other.key_state("b2") is KeyState.NONE
    assert room.key_state("a1") is KeyState.LOCKED


def test_locked_key_opens_what_was_closed_to_it_after_a_new_one_was_made(
    day: SampleDay, office: Office
) -> None:
    room = day.room()
    [identity] = room.keys.identities()
    day.receive(office.file, day.hand_back(room).path)
    revoke_key(office, key_of(office), "x")
    day.receive(room.file, day.issue(office).path)
    room.refresh()
    room.enrol("a1", SAMPLE_CODE, SAMPLE_PASSPHRASE)

    assert identity in day.profile.keyring.identities(SAMPLE_PASSPHRASE)
    assert identity not in room.keys.identities()


def test_revoked_key_opens_no_newer_kit(day: SampleDay, office: Office) -> None:
    day.receive(office.file, day.hand_back(day.room()).path)
    assert "a1" in office.file.queries.recipients("assessor")

    revoke_key(office, key_of(office), "laptop hilang")

    assert "a1" not in office.file.queries.recipients("assessor")


def test_reasons_records_and_keys_that_are_not_there_are_refused(
    day: SampleDay, office: Office
) -> None:
    day.receive(office.file, day.hand_back(day.room()).path)
    key = key_of(office)
    before = office.file.ledger.fingerprint()

    def reason(key: EnrolledKey, why: str, last: str | None = None) -> Reason | None:
        try:
            revoke_key(office, key, why, last=last)
        except Refusal as refusal:
            return refusal.reason
        return None

    assert reason(key, " ") is Reason.TEXT_MISSING
    assert reason(key, "x", "ab" * 32) is Reason.RECORD_UNKNOWN
    assert reason(key._replace(certificate="ab" * 32), "x") is Reason.KEY_UNKNOWN
    assert before == office.file.ledger.fingerprint()


def test_consequence_is_what_the_revocation_does_and_changes_nothing(
    day: SampleDay, office: Office
) -> None:
    room = day.room()
    first = finalised(room, 0)
    day.receive(office.file, day.hand_back(room).path)
    second = finalised(room, 1)
    day.receive(office.file, day.hand_back(room).path)
    key, before = key_of(office), office.file.ledger.fingerprint()
    newest, *older = good_records(office, key)
    assert (newest.id, newest.subject) == (key.last, ("sheet", "a1", second))
    assert [record.seq for record in older] == list(range(newest.seq - 1, 0, -1))
    [good] = [record for record in older if record.subject == ("sheet", "a1", first)]

    told = {last: consequence(office, key, last) for last in (key.last, good.id, "")}

    assert before == office.file.ledger.fingerprint()
    sheets = (("a1", first), ("a1", second))
    assert (set(told[key.last].kept), told[key.last].lost) == (set(sheets), ())
    assert (told[good.id].kept, told[good.id].lost) == (sheets[:1], sheets[1:])
    assert (told[""].kept, set(told[""].lost)) == ((), set(sheets))
    assert [told[last].records for last in (key.last, good.id, "")] == [
        0, newest.seq - good.seq, newest.seq,
    ]  # fmt: skip
    revoke_key(office, key, "laptop hilang", last=good.id)
    assert counting(office) == {("a1", first)}
    assert (key_of(office).revoked, key_of(office).good_until) == ("laptop hilang", good.id)


def test_keys_of_the_secretariat_are_listed_too(office: Office) -> None:
    [key] = keys_of(office, Role.SECRETARIAT)

    assert (key.assessor, key.revoked) == ("sekretariat", "")
    assert key.since > 0
