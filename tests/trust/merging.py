# SPDX-License-Identifier: MIT
"""Histories played and merged: by the thousand, and step by step over files that are reopened."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from pkri_desktop.domain.errors import Refusal
from pkri_desktop.store.event_file import EventFile
from pkri_desktop.workflow.opening import trusted_holder
from tests.integration.histories import (
    HISTORIES,
    PARTS,
    History,
    Step,
    played,
    same_ids_each_time,
)
from tests.integration.laws import (
    agree,
    check_laws,
    check_reading,
    demand,
    differences,
    findings,
    tables,
    what_is_here,
)
from tests.small_event import OFFICE, Laptop, Template, World, prefix, streams_of
from tests.trust.places import scratch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from pkri_desktop.domain.framing import Batch

_COPIES = ("x", "y")
_SETTINGS = settings(
    database=None, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck)
)


def play_and_check(template: Template, steps: list[Step], chance: Random) -> None:
    """Play a history, deliver its packages in several ways, and demand the laws.

    Streams travel alone and cut as well, so that what refers to another record comes before it.
    """
    with played(template, steps) as history:
        newest = history.last_packages()
        whole = [*newest, *history.packed]
        cuts: list[Batch] = []
        for batch in newest:
            for stream in streams_of(batch):
                longest = max(record.seq for record in batch.records if record.stream == stream)
                lengths = {chance.randint(1, longest) for _ in range(2)} | {longest}
                cuts.extend(prefix(batch, stream, length) for length in sorted(lengths))
        packages = [*whole, *cuts]
        every = range(len(packages))
        again = [chance.choice(every) for _ in range(4)]
        check_laws(
            history.world,
            packages,
            [*grouped(every[len(whole) :], chance), *grouped(every[: len(whole)], chance)],
            grouped([*every, *again], chance),
            every[: len(newest)],
        )


def grouped(numbers: Sequence[int], chance: Random) -> list[list[int]]:
    """Return the numbers in some order, cut into groups that arrive at once."""
    order = list(numbers)
    chance.shuffle(order)
    groups: list[list[int]] = [[]]
    for number in order:
        if groups[-1] and chance.random() < 0.5:
            groups.append([])
        groups[-1].append(number)
    return groups


def obey(template: Template, examples: int, number: int, **more: Any) -> int:  # noqa: ANN401
    """Demand the laws of so many histories; return how many were played to their end.

    Args:
        template: the event.
        examples: how many.
        number: from which they are drawn: the same ones each time.
        more: further settings of hypothesis.

    Raises:
        LawBrokenError: one breaks a law.
    """
    count = 0

    @seed(number)
    @settings(_SETTINGS, max_examples=examples, **more)
    @given(steps=HISTORIES, chance=st.randoms(use_true_random=True))
    def check(steps: list[Step], chance: Random) -> None:
        nonlocal count
        play_and_check(template, steps, chance)
        count += 1

    check()
    return count


# -- step by step --------------------------------------------------------------------------------


class Merging(RuleBasedStateMachine):
    """An event on several laptops, two more copies of the office's file, and what travels.

    After each step, whatever changed shows what a rebuild would. Copies that were levelled have one
    fingerprint and the same tables, whatever they went through.
    """

    template: ClassVar[Template]
    steps_done: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self._opened = ExitStack()
        folder = self._opened.enter_context(scratch())
        self._opened.enter_context(same_ids_each_time())
        self.world = World(self.template, folder)
        self._opened.callback(self.world.close)
        self.history = History(self.world)
        self.changed: set[str] = set()

    @initialize()
    def begin(self) -> None:
        """Found the event and its copies."""
        self.world.begin()
        for name in _COPIES:
            self.world.add(name, source="office")
        self.history.play([("pack", OFFICE)])

    def _copy(self, number: int) -> Laptop:
        return self.world.laptops[_COPIES[number]]

    def _any(self, number: int) -> Laptop:
        names = sorted(self.world.laptops)
        return self.world.laptops[names[number % len(names)]]

    @rule(steps=PARTS)
    def happens(self, steps: list[Step]) -> None:
        """Let somebody score, think again, clone a laptop, decide, revoke, exchange files."""
        self.history.play(steps)
        self.changed |= {str(part) for step in steps for part in step[1:]} | {OFFICE}

    @rule(to=st.integers(0, 1), chance=st.randoms(use_true_random=True))
    def receives(self, to: int, chance: Random) -> None:
        """Receive some of the packages that were ever made, whole or cut, at once."""
        copy, packed = self._copy(to), self.history.packed
        batches = [chance.choice(packed) for _ in range(chance.randint(1, 3))]
        cut = chance.choice(batches)
        stream = chance.choice(streams_of(cut))
        batches.append(prefix(cut, stream, chance.randint(1, 40)))
        copy.unite(*batches)
        demand(copy.unite(*batches) == 0, "received twice adds nothing")
        self.changed.add(copy.name)

    @rule(to=st.integers(0, 1))
    def undoes(self, to: int) -> None:
        """Take out what came last; or be told that something rests on it."""
        copy = self._copy(to)
        rows = copy.file._connection.execute(
            "SELECT max(turn) FROM record JOIN turn ON turn.number = turn WHERE origin <> ''"
            " HAVING max(turn) IS NOT NULL"
        ).fetchall()
        before = (what_is_here(copy), tables(copy))
        try:
            copy.file.ledger.undo([row[0] for row in rows], at=self.world.clock.now())
        except Refusal:
            demand(before == (what_is_here(copy), tables(copy)), "what is refused changes nothing")
        found = findings(copy)
        demand(not found, "what was undone leaves a whole file", *found)
        self.changed.add(copy.name)

    @rule(number=st.integers(0, 9))
    def restarts(self, number: int) -> None:
        """Close a file and open it again, as at the start of the program."""
        laptop = self._any(number)
        before = (laptop.file.ledger.fingerprint(), what_is_here(laptop), tables(laptop))
        laptop.file.close()
        laptop.open()
        after = (laptop.file.ledger.fingerprint(), what_is_here(laptop), tables(laptop))
        demand(before == after, "a restart changes nothing")
        found = findings(laptop)
        demand(not found, "a file is whole after a restart", *found)

    @rule(number=st.integers(0, 9))
    def is_copied(self, number: int) -> None:
        """Take a snapshot; it must be the file as it stands."""
        laptop = self._any(number)
        path = laptop.file.snapshots.take(self.world.clock.now())
        with EventFile(
            path, laptop.folder / "scratch", "scratch", trusted_holder, read_only=True
        ) as snapshot:
            demand(
                snapshot.ledger.fingerprint() == laptop.file.ledger.fingerprint(),
                "a snapshot is the file as it stands",
            )

    @rule()
    def levels(self) -> None:
        """Bring both copies and the office to the same set of records, in different ways."""
        office, (x, y) = self.world.laptops[OFFICE], (self._copy(0), self._copy(1))
        x.unite(office.pack(), y.pack())
        y.unite(x.pack())
        y.unite(office.pack())
        agree("the same set of records", x, y)
        for copy in (x, y):
            before = what_is_here(copy)
            demand(copy.unite(x.pack(), y.pack(), office.pack()) == 0, "again adds nothing")
            demand(before == what_is_here(copy), "again changes nothing")
        check_reading(x)
        self.changed |= {*_COPIES}

    @invariant()
    def shows_what_a_rebuild_would(self) -> None:
        """Rebuild what was changed, and compare."""
        type(self).steps_done += 1
        for name in sorted(self.changed & self.world.laptops.keys()):
            laptop = self.world.laptops[name]
            before = tables(laptop)
            laptop.file.rebuild()
            after = tables(laptop)
            demand(before == after, "a rebuild changes nothing", name, differences(before, after))
        self.changed.clear()

    def teardown(self) -> None:
        """Close and forget everything."""
        self._opened.close()


def run_machine(template: Template, examples: int, number: int, steps: int, **more: Any) -> int:  # noqa: ANN401
    """Let the machine run so often; return how many steps it did.

    Args:
        template: the event.
        examples: how often it begins anew.
        number: from which its steps are drawn.
        steps: at most so many each time.
        more: further settings of hypothesis.

    Raises:
        LawBrokenError: a law broke.
    """

    class Machine(Merging):
        pass

    Machine.template = template
    Machine.steps_done = 0
    seeded = seed(number)(Machine)
    run_state_machine_as_test(
        seeded,
        settings=settings(_SETTINGS, max_examples=examples, stateful_step_count=steps, **more),
    )
    return Machine.steps_done
