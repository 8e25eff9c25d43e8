# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.record import Change
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.domain.trail import TrailFilter
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.closing import completeness_of
from pkri_desktop.workflow.decide import decide_difference, decide_fork
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.recapitulate import recapitulation_of
from tests import small_event as se
from tests.factories import CHEAP
from tests.integration.laws import check_reading
from tests.small_event import OFFICE, World

if TYPE_CHECKING:
    from fractions import Fraction

    from pkri_desktop.domain.dispute import Difference
    from pkri_desktop.domain.record import Body

SCORE, SHEET = "score/a1/k-1/c1", "sheet/a1/k-1"


@pytest.fixture
def office(world: World) -> Office:
    file = world.laptops[OFFICE].file
    return Office(file, Profile(world.template.folder / "profile", CHEAP), world.clock, "x")


def finalised(world: World, name: str, steps: int) -> None:
    """Let a1 score and finish k-1 on a laptop, and receive it."""
    laptop = world.laptops[name]
    laptop.write("a1", *(se.score("a1", "k-1", c, steps) for c in se.CRITERIA))
    laptop.write("a1", se.finalise(laptop, "a1", "k-1"), sealed=True)
    world.laptops[OFFICE].unite(laptop.pack())


def mean(office: Office) -> Fraction | None:
    [result] = [r for r in recapitulation_of(office.file).results if r.entry.id == "k-1"]
    return result.mean


def by_subject(office: Office) -> dict[str, Difference]:
    return {"/".join(d.subject): d for d in office.file.disputes.differences()}


def reason_of(office: Office, subject: str, chosen: str, reason: str = "x") -> Reason | None:
    before = office.file.ledger.fingerprint()
    try:
        decide_difference(office, subject, chosen, reason)
    except Refusal as refusal:
        assert before == office.file.ledger.fingerprint()
        return refusal.reason
    return None


def test_difference_shows_both_sides_with_who_where_and_when(world: World, office: Office) -> None:
    world.laptops["l1"].write("a1", se.score("a1", "k-1", "c1", 80), sealed=True)
    world.laptops["l2"].write("a1", se.score("a1", "k-1", "c1", 85))
    for name in ("l1", "l2"):
        world.laptops[OFFICE].unite(world.laptops[name].pack())

    [difference] = office.file.disputes.differences()

    assert "/".join(difference.subject) == SCORE
    assert (difference.entry, difference.blocks) == ("k-1", False)
    sides = {side.body["steps"]: side.origins for side in difference.sides}
    assert sides.keys() == {80, 85}
    [first], [second] = sides[80], sides[85]
    assert (first.author, second.author) == ("a1", "a1")
    assert first.stream != second.stream
    assert (first.sealed, second.sealed) == (True, False)
    assert (first.file, first.at > 0) == ("file 0", True)


def test_equal_values_of_two_copies_are_one_side(world: World, office: Office) -> None:
    world.add("l9").publish_key("a1")
    for name, steps in (("l1", 80), ("l2", 85), ("l9", 85)):
        world.laptops[name].write("a1", se.score("a1", "k-1", "c1", steps))
        world.laptops[OFFICE].unite(world.laptops[name].pack())

    [difference] = office.file.disputes.differences()

    assert {side.body["steps"]: len(side.records) for side in difference.sides} == {80: 1, 85: 2}
    assert {side.body["steps"]: len(side.origins) for side in difference.sides} == {80: 1, 85: 2}


def test_decision_chooses_one_of_them_and_gives_the_entry_its_result_back(
    world: World, office: Office
) -> None:
    finalised(world, "l1", 80)
    finalised(world, "l2", 90)
    assert by_subject(office).keys() == {SCORE, "score/a1/k-1/c2", SHEET}
    assert all(difference.blocks for difference in by_subject(office).values())
    assert mean(office) is None
    chosen = by_subject(office)[SHEET].sides[0].records[0]

    decide_difference(office, SHEET, chosen, "laptop kedua hanya latihan")

    assert by_subject(office) == {}
    scores = office.file.queries.counted_scores()["a1", "k-1"]
    assert set(scores.values()) in ({80}, {90})
    assert mean(office) == scores["c1"]
    check_reading(world.laptops[OFFICE])


def test_single_score_is_decided_alone(world: World, office: Office) -> None:
    finalised(world, "l1", 80)
    finalised(world, "l2", 90)
    side = by_subject(office)[SCORE].sides[0]

    decide_difference(office, SCORE, side.records[0], "x")

    assert by_subject(office).keys() == {"score/a1/k-1/c2", SHEET}
    assert mean(office) is None


def test_decision_names_its_reason(world: World, office: Office) -> None:
    finalised(world, "l1", 80)
    finalised(world, "l2", 90)
    side = by_subject(office)[SHEET].sides[0]

    decide_difference(office, SHEET, side.records[0], "  karena\r\nbegitu ")

    [head] = office.file.ledger.heads(SHEET)
    record = office.file.ledger.record(head)
    assert record is not None
    assert record.kind == "conflict.decided"
    assert record.body == {"chosen": side.records[0], "reason": "karena\nbegitu"}


def test_operators_who_decide_differently_differ_until_one_decides_again(
    world: World, office: Office
) -> None:
    finalised(world, "l1", 80)
    finalised(world, "l2", 90)
    second = world.add("office-2", source="office", device="second")
    second.unite(world.laptops[OFFICE].pack())
    other = Office(second.file, office.profile, world.clock, "x")
    first_side, second_side = (side.records[0] for side in by_subject(office)[SHEET].sides)
    decide_difference(office, SHEET, first_side, "x")
    decide_difference(other, SHEET, second_side, "y")
    assert mean(office) is not None

    world.laptops[OFFICE].unite(second.pack())

    assert SHEET in by_subject(office)
    assert mean(office) is None
    decide_difference(office, SHEET, second_side, "sudah disepakati")
    assert by_subject(office) == {}
    second.unite(world.laptops[OFFICE].pack())
    assert mean(other) == mean(office) is not None
    check_reading(world.laptops[OFFICE])


@pytest.mark.parametrize("reason", ["", "  \n", "\x00"])
def test_decision_without_a_reason_is_refused(world: World, office: Office, reason: str) -> None:
    finalised(world, "l1", 80)
    finalised(world, "l2", 90)
    chosen = by_subject(office)[SHEET].sides[0].records[0]

    assert reason_of(office, SHEET, chosen, reason) is Reason.TEXT_MISSING


def test_what_is_not_there_is_not_decided(world: World, office: Office) -> None:
    finalised(world, "l1", 80)
    finalised(world, "l2", 90)
    chosen = by_subject(office)[SHEET].sides[0].records[0]

    assert reason_of(office, SCORE, chosen) is Reason.DIFFERENCE_GONE
    assert reason_of(office, "score/a1/k-2/c1", chosen) is Reason.DIFFERENCE_GONE
    assert reason_of(office, SHEET, "ab" * 32) is Reason.DIFFERENCE_GONE


# -- forks ----------------------------------------------------------------------------------------


def forked(world: World) -> None:
    """Let a1 go on writing on a laptop and on its clone."""
    clone = world.clone("l1")
    for laptop, steps in ((world.laptops["l1"], 80), (clone, 90)):
        laptop.write("a1", *(se.score("a1", "k-1", c, steps) for c in se.CRITERIA))
        laptop.write("a1", se.finalise(laptop, "a1", "k-1"), sealed=True)
        world.laptops[OFFICE].unite(laptop.pack())


def test_fork_is_shown_as_branches_of_which_none_counts(world: World, office: Office) -> None:
    forked(world)

    [fork] = office.file.disputes.forks()
    last = next(iter(office.file.trail.entries(TrailFilter())))

    assert (last.acts, last.forked) == (False, True)
    assert (fork.author, fork.kept, fork.decided) == ("a1", "", False)
    assert len(fork.branches) == 2
    for branch in fork.branches:
        kinds = [kind for kind, _, _ in branch.changes]
        assert kinds == ["score.given", "score.given", "sheet.finalised"]
        assert branch.first == branch.origins[0].seq
    assert mean(office) is None


def test_decided_fork_counts_one_branch(world: World, office: Office) -> None:
    forked(world)
    [fork] = office.file.disputes.forks()
    keep = next(b for b in fork.branches if b.changes[0][2] == {"steps": 90})

    decide_fork(office, fork.stream, keep.tip, "laptop asli rusak")

    [decided] = office.file.disputes.forks()
    assert (decided.kept, decided.decided) == (keep.tip, True)
    assert mean(office) == 90
    check_reading(world.laptops[OFFICE])


def test_fork_with_one_sealed_branch_decides_itself(world: World, office: Office) -> None:
    clone = world.clone("l1")
    clone.write("a1", se.score("a1", "k-1", "c1", 1))
    finalised(world, "l1", 80)
    world.laptops[OFFICE].unite(clone.pack())

    [fork] = office.file.disputes.forks()

    assert fork.kept in {branch.tip for branch in fork.branches}
    assert not fork.decided
    assert mean(office) == 80


def test_operators_who_keep_different_branches_differ_until_one_decides_again(
    world: World, office: Office
) -> None:
    forked(world)
    [fork] = office.file.disputes.forks()
    second = world.add("office-2", source="office", device="second")
    second.unite(world.laptops[OFFICE].pack())
    other = Office(second.file, office.profile, world.clock, "x")
    first_branch, second_branch = fork.branches
    decide_fork(office, fork.stream, first_branch.tip, "x")
    decide_fork(other, fork.stream, second_branch.tip, "y")
    assert mean(office) != mean(other)

    world.laptops[OFFICE].unite(second.pack())

    assert mean(office) is None
    assert by_subject(office) == {}  # it is asked about once, as a fork
    [undecided] = office.file.disputes.forks()
    assert undecided.blocks
    decide_fork(office, fork.stream, second_branch.tip, "sudah disepakati")
    assert by_subject(office) == {}
    assert mean(office) == mean(other)
    [decided] = office.file.disputes.forks()
    assert (decided.kept, decided.decided) == (second_branch.tip, True)
    check_reading(world.laptops[OFFICE])


def test_stray_note_on_a_copy_withholds_what_was_revised_on_the_other(
    world: World, office: Office
) -> None:
    """Rolling the sheet back silently would let a copy of a file undo what was final."""
    finalised(world, "l1", 70)
    clone = world.clone("l1")
    laptop = world.laptops["l1"]
    laptop.write("a1", se.reopen("a1", "k-1"))
    finalised(world, "l1", 90)
    assert mean(office) == 90
    clone.write("a1", se.note("a1", "k-2", "n1", "x"), sealed=True)

    world.laptops[OFFICE].unite(clone.pack())

    recapitulation = recapitulation_of(office.file)
    complete = completeness_of(office.file, recapitulation)
    [result] = [r for r in recapitulation.results if r.entry.id == "k-1"]
    [sheet] = [one for one in result.sheets if one.assessor.id == "a1"]
    checked = check(office.file)
    assert (result.mean, result.in_conflict, sheet.status) == (None, True, SheetStatus.CONFLICT)
    assert "entry/k-1" in complete.gaps
    assert "entry/k-2" not in complete.gaps  # of which there is but a note
    assert (checked.findings, checked.undecided) == ((), 1)
    check_reading(world.laptops[OFFICE])

    [fork] = office.file.disputes.forks()
    assert all(branch.origins[-1].sealed for branch in fork.branches)
    keep = next(b for b in fork.branches if b.changes[-1][0] == "sheet.finalised")
    decide_fork(office, fork.stream, keep.tip, "salinan dipakai berlatih")

    assert mean(office) == 90
    assert check(office.file).undecided == 0


def test_copies_with_nothing_but_notes_hold_no_result_up(world: World, office: Office) -> None:
    finalised(world, "l1", 70)
    clone = world.clone("l1")
    for laptop, text in ((world.laptops["l1"], "x"), (clone, "y")):
        laptop.write("a1", se.note("a1", "k-1", "n1", text), sealed=True)
        world.laptops[OFFICE].unite(laptop.pack())

    [fork] = office.file.disputes.forks()

    assert (fork.kept, fork.blocks) == ("", False)
    assert mean(office) == 70


def test_drafts_on_two_copies_hold_no_result_up(world: World, office: Office) -> None:
    finalised(world, "l1", 70)
    clone = world.clone("l1")
    for laptop, steps in ((world.laptops["l1"], 60), (clone, 50)):
        laptop.write("a1", se.score("a1", "k-2", "c1", steps))
        world.laptops[OFFICE].unite(laptop.pack())

    [fork] = office.file.disputes.forks()

    assert (fork.kept, fork.blocks) == ("", False)
    assert mean(office) == 70
    assert office.file.queries.contested() == frozenset()


def test_paper_follows_the_sheet_that_is_chosen(world: World, office: Office) -> None:
    """Two laptops of one assessor: which sheet counts is asked, which paper is not."""
    papers = {}
    for name, steps in (("l1", 80), ("l2", 90)):
        laptop = world.laptops[name]
        finalised(world, name, steps)
        [final] = laptop.file.ledger.heads("sheet/a1/k-1")
        papers[final] = pdf = f"%PDF {steps}".encode()
        digest = hashlib.sha256(pdf).hexdigest()
        body: Body = {"finalised": final, "attachment": digest, "size": len(pdf)}
        signed = Change("sheet.signed", ("signature", "a1", "k-1"), body)
        laptop.attach("a1", signed, {digest: pdf})
        world.laptops[OFFICE].unite(laptop.pack())

    [subject] = [name for name in by_subject(office) if not name.startswith("score/")]
    chosen = by_subject(office)[subject].sides[1].records[0]
    decide_difference(office, subject, chosen, "x")

    digest = office.file.queries.signed_attachment("a1", "k-1")
    assert office.file.ledger.attachment(digest) == papers[chosen]
    assert (subject, by_subject(office)) == ("sheet/a1/k-1", {})


def test_branch_that_is_not_there_is_not_kept(world: World, office: Office) -> None:
    forked(world)
    [fork] = office.file.disputes.forks()
    for stream, keep in ((fork.stream, "ab" * 32), ("ab" * 16, fork.branches[0].tip)):
        with pytest.raises(Refusal) as refused:
            decide_fork(office, stream, keep, "x")
        assert refused.value.reason is Reason.DIFFERENCE_GONE
