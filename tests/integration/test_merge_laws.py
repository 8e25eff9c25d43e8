# SPDX-License-Identifier: MIT
"""Merging is a union, whatever is merged, in whatever order, however often."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings

from pkri_desktop.store import fingerprints, ledger, projections, reading, undoing
from pkri_desktop.store.event_file import EventFile
from pkri_desktop.store.ledger import Ledger
from pkri_desktop.store.snapshots import Snapshots
from pkri_desktop.store.streams import Streams
from tests.integration.histories import SCRIPTED
from tests.integration.laws import LawBrokenError
from tests.trust.merging import obey, play_and_check, run_machine
from tests.trust.places import any_seed

NIGHTLY = settings.get_current_profile_name() == "nightly"
EXAMPLES = 10_000 if NIGHTLY else 1_000
SHARES = 8  # so that two cores can share them

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pkri_desktop.domain.record import Record
    from pkri_desktop.store.turn import Transaction
    from tests.small_event import Template


@pytest.mark.parametrize("name", SCRIPTED)
def test_merging_obeys_its_laws_when_things_are(template: Template, name: str) -> None:
    play_and_check(template, SCRIPTED[name], Random(name))


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("share", range(SHARES))
def test_merging_obeys_its_laws(template: Template, share: int) -> None:
    """A thousand histories, the same each time; ten thousand new ones at night."""
    number = any_seed() if NIGHTLY else share
    print(f"seed {number}")  # noqa: T201 -- shown when it fails
    assert obey(template, EXAMPLES // SHARES, number) >= EXAMPLES // SHARES


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("share", range(SHARES))
def test_merging_obeys_its_laws_step_by_step(template: Template, share: int) -> None:
    number = any_seed() if NIGHTLY else share
    print(f"seed {number}")  # noqa: T201 -- shown when it fails
    runs, steps = (2_000, 50) if NIGHTLY else (16, 25)
    assert run_machine(template, runs // SHARES, number, steps) > 0


# -- tests of the test: bugs that others have had, each of which it must catch ---------------------


def _last_import_wins(patch: pytest.MonkeyPatch) -> None:
    later = """
        DELETE FROM head WHERE EXISTS (
            SELECT 1 FROM head AS other
            JOIN record AS newer ON newer.id = other.record
            JOIN record AS older ON older.id = head.record
            WHERE other.subject = head.subject AND newer.number > older.number)
    """
    patch.setattr(projections, "HEADS", (*reading.HEADS, later))


def _latest_clock_wins(patch: pytest.MonkeyPatch) -> None:
    earlier = """
        DELETE FROM head WHERE EXISTS (
            SELECT 1 FROM head AS other
            JOIN record AS newer ON newer.id = other.record
            JOIN record AS older ON older.id = head.record
            WHERE other.subject = head.subject
            AND json_extract(newer.data, '$.at') > json_extract(older.data, '$.at'))
    """
    patch.setattr(projections, "HEADS", (*reading.HEADS, earlier))


def _authority_judged_on_arrival(patch: pytest.MonkeyPatch) -> None:
    def insert(
        self: Ledger, records: Sequence[Record], transaction: Transaction
    ) -> Sequence[Record]:
        new = real(self, records, transaction)
        self._connection.execute(
            "UPDATE record SET authority = '@nobody' WHERE turn = ? AND kind = 'score.given'"
            " AND NOT EXISTS (SELECT 1 FROM assignment WHERE"
            " assessor = json_extract(data, '$.subject[1]')"
            " AND entry = json_extract(data, '$.subject[2]'))",
            (transaction.turn,),
        )
        return new

    real = Ledger._insert_records
    patch.setattr(Ledger, "_insert_records", insert)


def _conflict_dropped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(projections, "CONFLICTS", reading.CONFLICTS[:1])


def _conflict_in_either_reading_taken_for_both(patch: pytest.MonkeyPatch) -> None:
    also = "INSERT OR IGNORE INTO conflict SELECT subject, 1 - sealed, entry FROM conflict"
    patch.setattr(projections, "CONFLICTS", (*reading.CONFLICTS, also))


def _unsealed_finalisation_counts(patch: pytest.MonkeyPatch) -> None:
    loose = tuple(statement.replace("vouched.sealed", "1") for statement in reading.SHEETS)
    assert loose != reading.SHEETS
    by_topic = dict(projections._BY_TOPIC)
    by_topic["sheet", "signature"] = loose
    patch.setattr(projections, "_BY_TOPIC", by_topic)


def _anybody_decides(patch: pytest.MonkeyPatch) -> None:
    def authority_of(record: Record) -> str:
        return "@anyone" if record.kind == "conflict.decided" else real(record)

    real = ledger.authority_of
    patch.setattr(ledger, "authority_of", authority_of)


def _anybody_scores_for_anybody(patch: pytest.MonkeyPatch) -> None:
    def authority_of(record: Record) -> str:
        return "@anyone" if record.kind == "score.given" else real(record)

    real = ledger.authority_of
    patch.setattr(ledger, "authority_of", authority_of)


def _forks_not_seen(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Streams, "_forked_at", lambda self, stream: None)


def _revocations_not_seen(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Streams, "_revoked", lambda self, holder: {})


def _revocation_takes_what_was_good_before(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Streams, "_good_until", lambda self, lasts, stream, seq: lasts is None)


def _fork_hides_what_was_sealed_before_it(patch: pytest.MonkeyPatch) -> None:
    def vouched_to(
        self: Streams, seals: Sequence[tuple[int, str]], disowned: frozenset[str]
    ) -> int:
        return max((seq for seq, record in seals if record not in disowned), default=0)

    patch.setattr(Streams, "_vouched_to", vouched_to)


def _streams_taken_as_known_up_to_their_last_record(patch: pytest.MonkeyPatch) -> None:
    def insert(
        self: Ledger, records: Sequence[Record], transaction: Transaction
    ) -> Sequence[Record]:
        rows = self._connection.execute("SELECT stream, max(seq) FROM record GROUP BY stream")
        known = dict(rows.fetchall())
        return real(self, [r for r in records if r.seq > known.get(r.stream, 0)], transaction)

    real = Ledger._insert_records
    patch.setattr(Ledger, "_insert_records", insert)


def _earlier_heads_forgotten(patch: pytest.MonkeyPatch) -> None:
    only_new = tuple(s for s in reading.CANDIDATES if "CROSS JOIN head" not in s)
    assert len(only_new) == len(reading.CANDIDATES) - 1
    patch.setattr(projections, "CANDIDATES", only_new)


def _decisions_that_came_first_forgotten(patch: pytest.MonkeyPatch) -> None:
    without = tuple(s for s in reading.CANDIDATES if "conflict.decided" not in s)
    assert len(without) == len(reading.CANDIDATES) - 1
    patch.setattr(projections, "CANDIDATES", without)


def _streams_not_judged_anew(patch: pytest.MonkeyPatch) -> None:
    without = tuple(s for s in reading.CANDIDATES if "rejudged" not in s)
    assert len(without) == len(reading.CANDIDATES) - 1
    patch.setattr(projections, "CANDIDATES", without)


def _signature_forgets_the_sheet(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(projections, "_SHEETS_OF_SIGNATURES", "SELECT 1")


def _fingerprint_of_all_seals(patch: pytest.MonkeyPatch) -> None:
    every = "SELECT stream || seq || record || certificate FROM seal ORDER BY 1"
    patch.setattr(fingerprints, "_LAST_SEALS", every)


PLANTED: dict[
    Callable[[pytest.MonkeyPatch], None], str
] = {  # and the history in which each must show
    _last_import_wins: "different",
    _latest_clock_wins: "different",
    _authority_judged_on_arrival: "assigned later",
    _conflict_dropped: "different",
    _conflict_in_either_reading_taken_for_both: "different, not sealed",
    _unsealed_finalisation_counts: "final, not sealed",
    _anybody_decides: "decided by an assessor",
    _anybody_scores_for_anybody: "of another",
    _forks_not_seen: "forked",
    _revocations_not_seen: "revoked",
    _revocation_takes_what_was_good_before: "revoked after the last good record",
    _fork_hides_what_was_sealed_before_it: "forked before any seal",
    _streams_taken_as_known_up_to_their_last_record: "forked",
    _earlier_heads_forgotten: "different, not sealed",
    _decisions_that_came_first_forgotten: "decided of what is not sealed",
    _streams_not_judged_anew: "assigned no more",
    _signature_forgets_the_sheet: "signed after handing back",
    _fingerprint_of_all_seals: "handed back twice",
}

each_planted = pytest.mark.parametrize("plant", PLANTED, ids=lambda p: p.__name__.strip("_"))


@each_planted
def test_laws_catch_a_planted_bug(
    template: Template,
    plant: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(monkeypatch)

    def check() -> None:
        for seed in range(40):
            play_and_check(template, SCRIPTED[PLANTED[plant]], Random(seed))

    with pytest.raises(LawBrokenError):
        check()


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
@each_planted
def test_laws_catch_a_planted_bug_in_unscripted_histories(
    template: Template,
    plant: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(monkeypatch)
    with pytest.raises(LawBrokenError):
        obey(template, 2_000, any_seed(), phases=[Phase.generate])


def _undoing_leaves_something(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(undoing, "_TAKE_OUT", undoing._TAKE_OUT[1:])


def _mirror_forgets(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(EventFile, "_keep_turns", lambda self, turns: None)
    patch.setattr(EventFile, "_catch_up", lambda self: None)


def _snapshot_of_another_moment(patch: pytest.MonkeyPatch) -> None:
    def take(self: Snapshots, at: int) -> Path:
        older = self.list()
        return older[0] if older else real(self, at)

    real = Snapshots.take
    patch.setattr(Snapshots, "take", take)


PLANTED_IN_STEPS: dict[
    Callable[[pytest.MonkeyPatch], None], int
] = {  # and from which seed it shows soon
    _last_import_wins: 5,
    _latest_clock_wins: 5,
    _authority_judged_on_arrival: 0,
    _conflict_dropped: 7,
    _earlier_heads_forgotten: 0,
    _undoing_leaves_something: 3,
    _mirror_forgets: 1,
    _snapshot_of_another_moment: 0,
}


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("plant", PLANTED_IN_STEPS, ids=lambda plant: plant.__name__.strip("_"))
def test_the_machine_catches_a_planted_bug(
    template: Template,
    plant: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(monkeypatch)
    runs, number = (1_000, any_seed()) if NIGHTLY else (12, PLANTED_IN_STEPS[plant])
    with pytest.raises(LawBrokenError):
        run_machine(template, runs, number, 25, phases=[Phase.generate])
