# SPDX-License-Identifier: MIT
"""What merged records come to, in the words of the design: heads, conflicts, decisions, forks."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.holder import FOUNDER
from pkri_desktop.domain.record import Body, Change
from pkri_desktop.workflow.recapitulate import recapitulation_of
from tests import small_event as se
from tests.factories import Stream
from tests.integration.laws import check_reading, tables
from tests.small_event import OFFICE, Laptop, World

if TYPE_CHECKING:
    from collections.abc import Callable

NOTE: Body = {
    "text": "y",
    "tag": "",
    "written": "07:00",
    "criterion": "",
    "stage": "",
    "elapsed": 0,
    "shared": False,
    "use": "",
}


def deliver(world: World, *names: str, to: str = OFFICE) -> Laptop:
    """Bring everything of some laptops to another, which must then show what the records say."""
    for name in names:
        world.laptops[to].unite(world.laptops[name].pack())
    check_reading(world.laptops[to])
    return world.laptops[to]


def shown_score(laptop: Laptop, subject: str = "score/a1/k-1/c1") -> tuple[int | None, bool] | None:
    """Return steps and whether records disagree; None where no score is shown at all."""
    row = laptop.file._connection.execute(
        "SELECT steps, conflict FROM score WHERE subject = ?", (subject,)
    ).fetchone()
    return (row[0], bool(row[1])) if row else None


def finalised(
    laptop: Laptop, author: str, entry: str, steps: int = 80, *, sealed: bool = True
) -> None:
    """Score a whole sheet and make it final."""
    laptop.write(author, *(se.score(author, entry, c, steps) for c in se.CRITERIA))
    laptop.write(author, se.finalise(laptop, author, entry), sealed=sealed)


def means(laptop: Laptop) -> dict[str, object]:
    """Return the mean of each entry; None where there is none."""
    results = recapitulation_of(laptop.file).results
    return {result.entry.id: result.mean for result in results}


# -- heads ---------------------------------------------------------------------------------------


def test_one_head_is_the_value(world: World) -> None:
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 80))
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 85))

    assert shown_score(deliver(world, "l1")) == (85, False)


def test_equal_heads_are_no_conflict(world: World) -> None:
    for name in ("l1", "l2"):
        world.laptops[name].write("a1", se.score("a1", "k-1", "c1", 85))

    office = deliver(world, "l1", "l2")

    assert shown_score(office) == (85, False)
    assert len(office.file.ledger.heads("score/a1/k-1/c1")) == 2


def test_heads_that_differ_are_a_conflict_and_show_no_value(world: World) -> None:
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 85))
    world.laptops["l2"].write("a1", se.score("a1", "k-1", "c1", 58))

    office = deliver(world, "l1", "l2")

    assert shown_score(office) == (None, True)
    assert len(office.file.queries.conflicts()) == 1


def test_score_that_saw_the_other_replaces_it(world: World) -> None:
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 85))
    deliver(world, "l1", to="l2")
    world.laptops["l2"].write("a1", se.score("a1", "k-1", "c1", 58))

    assert shown_score(deliver(world, "l2", "l1")) == (58, False)


def test_cleared_score_is_not_scored_and_not_zero(world: World) -> None:
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 0))
    assert shown_score(deliver(world, "l1")) == (0, False)

    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", None))

    assert shown_score(deliver(world, "l1")) == (None, False)


def test_clock_decides_nothing(world: World) -> None:
    """A laptop that lives in the past replaces what it saw all the same."""
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 85))
    world.clock.moment -= 10 * 365 * 24 * 3_600_000
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 58))

    assert shown_score(deliver(world, "l1")) == (58, False)


# -- conflicts -----------------------------------------------------------------------------------


@pytest.fixture
def in_conflict(world: World) -> Laptop:
    """Return the office, where two sealed scores of a1 for k-1 differ; k-2 and k-3 are final."""
    finalised(world.laptops["l1"], "a2", "k-2", 70)
    finalised(world.laptops["l3"], "b1", "k-3", 60)
    finalised(world.laptops["l1"], "a2", "k-1", 75)
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 85), sealed=True)
    world.laptops["l2"].write("a1", se.score("a1", "k-1", "c1", 58), sealed=True)
    return deliver(world, "l1", "l2", "l3")


def test_conflict_blocks_its_entry_and_no_other(in_conflict: Laptop) -> None:
    assert in_conflict.file.queries.blocked_entries() == {"k-1"}
    assert means(in_conflict) == {"k-1": None, "k-2": 70, "k-3": 60}


def test_decision_of_the_secretariat_resolves_a_conflict(in_conflict: Laptop) -> None:
    subject = "score/a1/k-1/c1"
    for head in in_conflict.file.ledger.heads(subject):
        record = in_conflict.file.ledger.record(head)
        assert record is not None
        if record.body["steps"] == 58:
            in_conflict.write(FOUNDER, se.decide(in_conflict, subject, head), sealed=True)

    check_reading(in_conflict)
    assert shown_score(in_conflict) == (58, False)
    assert in_conflict.file.queries.blocked_entries() == frozenset()
    assert means(in_conflict)["k-1"] == 75


def test_decision_of_an_assessor_decides_nothing(world: World, in_conflict: Laptop) -> None:
    deliver(world, OFFICE, to="l1")
    head = world.laptops["l1"].file.ledger.heads("score/a1/k-1/c1")[0]
    world.laptops["l1"].write("a2", se.decide(in_conflict, "score/a1/k-1/c1", head), sealed=True)

    office = deliver(world, "l1")

    assert shown_score(office) == (None, True)
    assert office.file.queries.blocked_entries() == {"k-1"}


def test_decision_for_something_else_decides_nothing(in_conflict: Laptop) -> None:
    other = in_conflict.file.ledger.heads("sheet/a2/k-1")[0]
    in_conflict.write(FOUNDER, se.decide(in_conflict, "score/a1/k-1/c1", other), sealed=True)
    in_conflict.write(FOUNDER, se.decide(in_conflict, "score/a1/k-1/c1", "ab" * 32), sealed=True)

    check_reading(in_conflict)
    assert shown_score(in_conflict) == (None, True)
    assert in_conflict.file.queries.blocked_entries() == {"k-1"}


def test_decision_that_does_not_replace_what_it_chooses_decides_nothing(
    in_conflict: Laptop,
) -> None:
    subject = "score/a1/k-1/c1"
    heads = in_conflict.file.ledger.heads(subject)
    in_conflict.write(FOUNDER, se.decide(in_conflict, subject, heads[0]), sealed=True)
    decided = shown_score(in_conflict)
    # By now the heads are the decision alone, so that is all that this one replaces.
    in_conflict.write(FOUNDER, se.decide(in_conflict, subject, heads[1]), sealed=True)

    check_reading(in_conflict)
    assert decided in {(85, False), (58, False)}
    assert decided == shown_score(in_conflict)


def test_decision_that_arrives_before_what_it_chooses_counts_from_then_on(
    world: World, in_conflict: Laptop
) -> None:
    subject = "score/a1/k-1/c1"
    heads = in_conflict.file.ledger.heads(subject)
    in_conflict.write(FOUNDER, se.decide(in_conflict, subject, heads[1]), sealed=True)
    decided = shown_score(in_conflict)
    late = world.add("late", source="office")
    batch = in_conflict.pack()
    own = next(r.stream for r in batch.records if r.kind == "conflict.decided")

    late.unite(se.prefix(batch, own, 1_000))
    assert shown_score(late) is None
    for stream in se.streams_of(batch):
        late.unite(se.prefix(batch, stream, 1_000))

    check_reading(late)
    assert decided == shown_score(late)
    assert tables(in_conflict) == tables(late)


def test_conflict_of_two_finalisations_counts_neither(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80)
    finalised(world.laptops["l2"], "a1", "k-1", 60)

    office = deliver(world, "l1", "l2")

    assert means(office)["k-1"] is None
    assert office.file.queries.counted_scores() == {}
    assert office.file.queries.sheet_rows()["a1", "k-1"].decision == "conflict"


def test_conflict_that_is_not_sealed_blocks_nothing(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80)
    world.laptops["l2"].write("a1", se.score("a1", "k-1", "c1", 58))

    office = deliver(world, "l1", "l2")

    assert len(office.file.queries.conflicts()) == 1
    assert office.file.queries.blocked_entries() == frozenset()
    assert means(office)["k-1"] == 80


def test_attendance_on_which_room_and_office_disagree_blocks_the_entry(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80)
    world.laptops["l1"].write("a2", se.attend("k-1", "absent"), sealed=True)
    world.laptops[OFFICE].write(FOUNDER, se.attend("k-1", "present"), sealed=True)

    office = deliver(world, "l1")

    assert office.file.queries.blocked_entries() == {"k-1"}
    assert office.file.queries.absent() == frozenset()


def test_conflict_of_somebody_who_does_not_score_the_entry_blocks_nothing(world: World) -> None:
    """Or one assessor could hold up the result of any entry of any panel."""
    finalised(world.laptops["l3"], "b1", "k-3", 60)
    for name, steps in (("l1", 85), ("l2", 58)):
        world.laptops[name].write("a1", se.score("a1", "k-3", "c1", steps), sealed=True)

    office = deliver(world, "l1", "l2", "l3")

    assert office.file.queries.blocked_entries() == frozenset()
    assert means(office)["k-3"] == 60


# -- who may write what --------------------------------------------------------------------------


def test_records_about_anothers_sheet_never_act(world: World) -> None:
    finalised(world.laptops["l1"], "a2", "k-1", 80)
    world.laptops["l2"].write("a1", se.score("a1", "k-1", "c1", 1, of="a2"), sealed=True)
    world.laptops["l2"].write(
        "a1", se.reopen("a2", "k-1"), se.note("a2", "k-1", "n1", "x"), sealed=True
    )

    office = deliver(world, "l1", "l2")

    assert shown_score(office, "score/a2/k-1/c1") == (80, False)
    assert means(office)["k-1"] == 80
    assert office.file.notes.of("a2", "k-1") == ()


def test_a_note_keeps_its_moment_whatever_others_write_of_it(world: World) -> None:
    world.laptops["l1"].write("a1", se.note("a1", "k-1", "n1", "x"), sealed=True)
    office = deliver(world, "l1")
    before = tables(office)["note"]
    stream = Stream(world.template.holder("a2"))
    stream.write("note.written", ("note", "a1", "k-1", "n1"), NOTE, at=1)

    office.unite(Batch(stream.records))

    assert tables(office)["note"] == before
    check_reading(office)


def test_secretariat_cannot_score(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80)
    office = deliver(world, "l1")
    office.write(
        FOUNDER, se.score("", "k-1", "c1", 1, of="a1"), se.recuse("a1", "k-1"), sealed=True
    )

    check_reading(office)
    assert shown_score(office) == (80, False)
    assert means(office)["k-1"] == 80


def test_assessors_change_nothing_of_the_roster(world: World) -> None:
    before = tables(world.laptops[OFFICE])
    changes = [
        se.panel("p2", ["a1"], ["k-3"]),
        se.rubric(high=10),
        Change("assessor.appointed", ("assessor", "a9"), {"name": "x"}),
    ]
    world.laptops["l1"].write("a1", *changes, sealed=True)

    after = tables(deliver(world, "l1"))

    for table in ("panel", "assignment", "rubric", "criterion", "assessor"):
        assert before[table] == after[table]


def test_score_of_an_assessor_who_is_not_assigned_is_not_shown(world: World) -> None:
    world.laptops["l1"].write("a1", se.score("a1", "k-3", "c1", 80), sealed=True)

    office = deliver(world, "l1")
    assert shown_score(office, "score/a1/k-3/c1") is None

    # It is kept, and shows as soon as it may.
    office.write(FOUNDER, se.panel("p2", ["a1", "b1"], ["k-3"]), sealed=True)
    check_reading(office)
    assert shown_score(office, "score/a1/k-3/c1") == (80, False)


@pytest.mark.parametrize("criterion", ["c9", "x"])
def test_score_on_an_unknown_criterion_is_not_shown(world: World, criterion: str) -> None:
    world.laptops["l1"].write("a1", se.score("a1", "k-1", criterion, 80), sealed=True)

    assert shown_score(deliver(world, "l1"), f"score/a1/k-1/{criterion}") is None


@pytest.mark.parametrize(
    ("steps", "shown"), [(0, True), (80, True), (81, False), (40, False), (39, True)]
)
def test_score_that_the_scale_does_not_have_is_not_shown(
    world: World, steps: int, shown: bool
) -> None:
    world.laptops[OFFICE].write(FOUNDER, se.rubric(high=80, excluded=[40, 140]), sealed=True)
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", steps), sealed=True)

    assert shown_score(deliver(world, "l1")) == ((steps, False) if shown else None)


def test_stream_of_somebody_who_is_not_on_the_roster_counts_for_nothing(world: World) -> None:
    template = world.template
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 80), sealed=True)
    stranger = world.laptops["l1"]
    stranger.file.ledger.append(
        template.holder("nobody"), [se.attend("k-1", "absent")], at=world.clock.now()
    )

    office = deliver(world, "l1")

    assert office.file.queries.absent() == frozenset()
    assert "unknown" in {row[3] for row in tables(office)["stream"]}


def test_attendance_is_noted_by_those_who_see_the_entry(world: World) -> None:
    world.laptops["l1"].write("a1", se.attend("k-1", "absent"), se.attend("k-3", "absent"))

    assert deliver(world, "l1").file.queries.absent() == {"k-1"}


# -- what is sealed ------------------------------------------------------------------------------


def test_finalisation_counts_when_its_assessor_has_sealed_it(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80, sealed=False)
    office = deliver(world, "l1")
    assert office.file.queries.sheet_rows()["a1", "k-1"].decision == "final"
    assert means(office)["k-1"] is None

    world.laptops["l1"].seal("a1")

    assert means(deliver(world, "l1"))["k-1"] == 80


def test_reopening_that_is_not_sealed_takes_nothing_back(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80)
    world.laptops["l1"].write("a1", se.reopen("a1", "k-1"), se.score("a1", "k-1", "c1", 1))

    office = deliver(world, "l1")

    assert office.file.queries.sheet_rows()["a1", "k-1"].decision == "open"
    assert means(office)["k-1"] == 80


def test_finalisation_vouches_for_the_very_scores_it_names(world: World) -> None:
    laptop = world.laptops["l1"]
    finalised(laptop, "a1", "k-1", 80)
    laptop.write("a1", se.score("a1", "k-1", "c1", 1), sealed=True)

    office = deliver(world, "l1")

    assert office.file.queries.counted_scores() == {("a1", "k-1"): {"c1": 80, "c2": 80}}


def test_finalisation_that_names_scores_of_others_counts_without_them(world: World) -> None:
    laptop = world.laptops["l1"]
    laptop.write("a2", *(se.score("a2", "k-1", c, 99) for c in se.CRITERIA), sealed=True)
    laptop.write("a1", *(se.score("a1", "k-2", c, 98) for c in se.CRITERIA), sealed=True)
    heads = laptop.file.queries.score_heads("a2", "k-1") | {
        "x": laptop.file.queries.score_heads("a1", "k-2")["c1"]
    }
    final = se.finalise(laptop, "a1", "k-1")
    body = dict(final.body) | {"scores": list(heads.values())}
    laptop.write("a1", final._replace(body=body), sealed=True)

    office = deliver(world, "l1")

    assert office.file.queries.counted_scores().get(("a1", "k-1")) is None
    assert means(office)["k-1"] is None


def test_finalisation_on_another_rubric_counts_for_nothing_until_made_anew(world: World) -> None:
    finalised(world.laptops["l1"], "a1", "k-1", 80)
    world.laptops[OFFICE].write(FOUNDER, se.rubric(high=90), sealed=True)

    office = deliver(world, "l1")
    assert means(office)["k-1"] is None

    deliver(world, OFFICE, to="l1")
    finalised(world.laptops["l1"], "a1", "k-1", 80)
    assert means(deliver(world, "l1"))["k-1"] == 80


def test_seal_of_somebody_else_vouches_for_nothing(world: World) -> None:
    laptop = world.laptops["l1"]
    finalised(laptop, "a1", "k-1", 80, sealed=False)
    records = [r for r in laptop.pack().records if r.kind == "sheet.finalised"]
    foreign = world.template.signers["a2"].seal(records[0])
    laptop.unite(Batch(seals=[foreign]))

    assert means(deliver(world, "l1"))["k-1"] is None


def test_secretariats_stream_that_is_not_sealed_changes_nothing(world: World) -> None:
    """The founding stream is the exception: its first record is the event itself."""
    other = world.add("second-office", source="office", device="other")
    other.write(FOUNDER, se.panel("p1", ["b1"], ["k-1"]))

    office = deliver(world, "second-office")
    assert office.file.queries.assigned("a1", "k-1")

    other.seal(FOUNDER)
    assert not deliver(world, "second-office").file.queries.assigned("a1", "k-1")


# -- forks ---------------------------------------------------------------------------------------


def forked(world: World) -> tuple[Laptop, Laptop]:
    """Return laptop and clone of it, on which a1 has made k-1 final before; both go on."""
    laptop = world.laptops["l1"]
    finalised(laptop, "a1", "k-1", 80)
    clone = world.clone("l1")
    finalised(laptop, "a1", "k-2", 70)
    finalised(clone, "a1", "k-2", 60)
    return laptop, clone


def fork_of(office: Laptop) -> tuple[str, list[str]]:
    """Return the forked stream and the records at which its branches begin."""
    connection = office.file._connection
    [(stream, seq)] = connection.execute(
        "SELECT id, forked_at FROM stream WHERE forked_at IS NOT NULL"
    ).fetchall()
    rows = connection.execute(
        "SELECT id FROM record WHERE stream = ? AND seq = ? ORDER BY id", (stream, seq)
    )
    return stream, [row[0] for row in rows]


def test_branches_of_a_fork_do_not_count_but_what_came_before_does(world: World) -> None:
    forked(world)

    office = deliver(world, "l1", "l1-clone")

    assert len(office.file.queries.forked_streams()) == 1
    assert means(office) == {"k-1": 80, "k-2": None, "k-3": None}


def test_decided_branch_of_a_fork_counts_and_the_other_does_not(world: World) -> None:
    forked(world)
    office = deliver(world, "l1", "l1-clone")
    stream, branches = fork_of(office)

    seen = set()
    for branch in branches:
        office.write(FOUNDER, se.decide_fork(stream, branch), sealed=True)
        check_reading(office)
        seen.add((means(office)["k-1"], means(office)["k-2"]))

    assert seen == {(80, 70), (80, 60)}


def test_decision_of_an_assessor_on_a_fork_decides_nothing(world: World) -> None:
    laptop, _ = forked(world)
    office = deliver(world, "l1", "l1-clone")
    stream, branches = fork_of(office)
    laptop.write("a2", se.decide_fork(stream, branches[0]), sealed=True)

    assert means(deliver(world, "l1"))["k-2"] is None


def test_two_decisions_on_a_fork_that_differ_decide_nothing(world: World) -> None:
    forked(world)
    office = deliver(world, "l1", "l1-clone")
    stream, branches = fork_of(office)
    second = world.add("second-office", source="office", device="other")
    second.unite(office.pack())
    for laptop, branch in zip((office, second), branches, strict=True):
        laptop.write(FOUNDER, se.decide_fork(stream, branch), sealed=True)

    assert means(deliver(world, "second-office"))["k-2"] is None


def test_kept_branch_that_forks_again_does_not_count_from_there(world: World) -> None:
    laptop, _ = forked(world)
    office = deliver(world, "l1", "l1-clone")
    stream, _ = fork_of(office)
    head = laptop.file._connection.execute(
        "SELECT id FROM record WHERE stream = ? ORDER BY seq DESC LIMIT 1", (stream,)
    ).fetchone()[0]
    office.write(FOUNDER, se.decide_fork(stream, head), sealed=True)
    assert means(office)["k-2"] == 70

    # Cloned again, before the decision is known there.
    world.laptops["l1"].file.close()
    again = World(world.template, world.folder / "again", world.clock)
    shutil.copytree(laptop.folder, again.folder / "l1")
    laptop.open()
    second = Laptop(again, "l1", laptop.device, again.folder / "l1")
    again.laptops["l1"] = second
    laptop.write("a1", se.recuse("a1", "k-2"), sealed=True)
    second.write("a1", se.reopen("a1", "k-2"), sealed=True)
    batch = second.pack()
    again.close()
    office.unite(batch)

    office = deliver(world, "l1")
    assert means(office) == {"k-1": 80, "k-2": 70, "k-3": None}


def test_unsealed_branch_cannot_bring_down_a_sealed_one(world: World) -> None:
    """Or anybody with a copy of a file could make an assessor's sheets count no more."""
    laptop = world.laptops["l1"]
    finalised(laptop, "a1", "k-1", 80, sealed=False)
    clone = world.clone("l1")
    laptop.seal("a1")
    clone.write("a1", se.recuse("a1", "k-1"))
    laptop.write("a1", se.note("a1", "k-1", "n1", "x"), sealed=True)

    office = deliver(world, "l1", "l1-clone")

    assert means(office)["k-1"] == 80


def test_forged_branch_below_a_seal_is_not_sealed_by_it(world: World) -> None:
    """A seal vouches for its own chain, not for whatever else has a smaller number."""
    laptop = world.laptops["l1"]
    clone = world.clone("l1")
    clone.write("a1", *(se.score("a1", "k-1", c, 99) for c in se.CRITERIA))
    clone.write("a1", se.finalise(clone, "a1", "k-1"))
    for _ in range(6):
        laptop.write("a1", se.note("a1", "k-1", "n1", "x"))
    laptop.seal("a1")

    office = deliver(world, "l1", "l1-clone")
    stream, branches = fork_of(office)
    assert means(office)["k-1"] is None

    for branch in branches:
        office.write(FOUNDER, se.decide_fork(stream, branch), sealed=True)
        check_reading(office)
        assert means(office)["k-1"] is None


def test_newer_packages_of_a_fork_hold_what_older_ones_hold(world: World) -> None:
    """Though only the last seal of a stream travels."""
    laptop = world.laptops["l1"]
    finalised(laptop, "a1", "k-1", 80)
    older = laptop.pack()
    clone = world.clone("l1")
    for copy in (laptop, clone):
        copy.write("a1", se.note("a1", "k-1", "n1", copy.name), sealed=True)

    with_older = deliver(world, "l1", "l1-clone")
    without = world.add("late", source="office")
    without.unite(laptop.pack(), clone.pack())
    with_older.unite(older)

    assert tables(with_older) == tables(without)
    assert with_older.file.ledger.fingerprint() == without.file.ledger.fingerprint()
    assert means(without)["k-1"] == 80


@pytest.mark.parametrize("larger", [False, True])
def test_fork_of_the_secretariats_own_stream_is_decided_by_another_of_its_streams(
    world: World, larger: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of the streams has the smaller id, and after a rebuild too."""
    office = world.laptops[OFFICE]
    clone = world.clone(OFFICE)
    office.write(FOUNDER, se.panel("p1", ["a1"], ["k-1", "k-2"]), sealed=True)
    clone.write(FOUNDER, se.panel("p1", ["a2"], ["k-1", "k-2"]), sealed=True)
    office.unite(clone.pack())
    stream, branches = fork_of(office)
    assert {office.file.queries.assigned(a, "k-1") for a in ("a1", "a2")} == {True}

    nonce = nonce_of_a_stream(world, lambda other: (other > stream) is larger)
    monkeypatch.setattr("secrets.token_hex", lambda size: nonce)
    office.write(FOUNDER, se.decide_fork(stream, branches[0]), sealed=True)
    decided = {a: office.file.queries.assigned(a, "k-1") for a in ("a1", "a2")}
    shown = tables(office)
    monkeypatch.undo()

    assert sorted(decided.values()) == [False, True]
    office.file.rebuild()
    assert shown == tables(office)
    office.write(FOUNDER, se.attend("k-1", "present"))
    office.file.rebuild()
    assert decided == {a: office.file.queries.assigned(a, "k-1") for a in ("a1", "a2")}
    late = world.add("late", source="office")
    late.unite(office.pack())
    assert tables(office) == tables(late)


def nonce_of_a_stream(world: World, wanted: Callable[[str], bool]) -> str:
    """Return what the secretariat's next stream must be opened with, so that its id is wanted."""
    for number in range(10_000):
        nonce = f"{number:064x}"
        holder = world.template.holder(FOUNDER)
        if wanted(Stream(holder, nonce).id):
            return nonce
    raise AssertionError("no such nonce")


def test_appointment_in_a_branch_that_does_not_count_appoints_nobody(world: World) -> None:
    office = world.laptops[OFFICE]
    clone = world.clone(OFFICE)
    office.write(FOUNDER, se.attend("k-1", "present"), sealed=True)
    clone.write(
        FOUNDER, Change("assessor.appointed", ("assessor", "a9"), {"name": "x"}), sealed=True
    )
    office.unite(clone.pack())
    world.laptops["l1"].file.ledger.append(
        world.template.holder("a9"), [se.note("a9", "k-1", "n1", "x")], at=world.clock.now()
    )

    office = deliver(world, "l1")

    assert {row[3] for row in tables(office)["stream"] if row[2] == "a9"} == {"unknown"}
