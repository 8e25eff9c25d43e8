# SPDX-License-Identifier: MIT
"""Histories of a small event: what several people do on several laptops, and the packages of it."""

from __future__ import annotations

import hashlib
import random
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st

from pkri_desktop.domain.holder import FOUNDER, Role
from pkri_desktop.domain.record import Body, Change, MalformedRecordError
from pkri_desktop.identity.certificates import fingerprint
from tests import small_event as se
from tests.small_event import CRITERIA, ENTRIES, LAPTOPS, OFFICE, World
from tests.trust.places import scratch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkri_desktop.domain.framing import Batch
    from tests.small_event import Laptop, Template

Step = tuple[Any, ...]

_places = st.sampled_from(("l1", "l1", "l2", "l3"))
_any_place = st.sampled_from(("l1", "l1", "l2", "l3", "l1-clone"))
_numbers = st.sampled_from((0, 0, 0, 1, 2))  # mostly the same author, so that things meet
_choices = st.integers(0, 3)
_sealed = st.booleans()
_mostly = st.sampled_from((True, True, True, False))
_entries = st.sampled_from(("k-1", "k-1", "k-1", "k-1", "k-2", "k-3"))
_criteria = st.sampled_from(("c1", "c1", "c2", "c9"))
_steps = st.sampled_from((None, 0, 80, 81, 101))
_presence = st.sampled_from(("present", "absent"))


def _step(name: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Step]]:
    return st.tuples(st.just(name), *arguments).map(lambda step: [step])


@st.composite
def _sheet(draw: st.DrawFn) -> list[Step]:
    """Score a whole sheet and make it final, perhaps sign it, perhaps think again."""
    place, number = draw(_any_place), draw(_numbers)
    entry = "k-3" if place == "l3" else draw(_entries)
    steps: list[Step] = [
        ("score-all", place, number, entry, draw(st.integers(70, 72))),
        ("finalise", place, number, entry, draw(_mostly)),
    ]
    if draw(_mostly):
        steps.append(("sign", place, number, entry))
    if draw(_sealed):
        again = draw(st.sampled_from(("reopen", "recuse")))
        steps.append((again, place, number, entry, draw(_sealed)))
    return steps


@st.composite
def _two_copies(draw: st.DrawFn) -> list[Step]:
    """Let one assessor write the same on two copies, bring both to the office, and decide."""
    number, entry = draw(_numbers), draw(_entries)
    other = draw(st.sampled_from(("l2", "l1-clone")))
    what = draw(st.sampled_from(("score", "score", "finalise", "recuse", "note", "attend")))
    steps: list[Step] = [("clone", "l1")] if other == "l1-clone" else []
    for place, differs in (("l1", 0), (other, draw(st.sampled_from((1, 1, 0))))):
        if what == "score":
            steps.append(("score", place, number, entry, "c1", 80 + differs, draw(_mostly)))
        elif what == "finalise":
            steps.append(("score-all", place, number, entry, 70 + differs))
            steps.append(("finalise", place, number, entry, draw(_mostly)))
        elif what == "recuse":
            steps.append((("recuse", "reopen")[differs], place, number, entry, draw(_mostly)))
        elif what == "note":
            steps.append(("note", place, number, entry, ("x", "y")[differs]))
        else:
            steps.append(("attend", place, number, entry, ("present", "absent")[differs]))
        if draw(_sealed):
            steps.append(("seal", place, number))
        if draw(_mostly):
            steps.append(("exchange", place, OFFICE))
    steps.extend(draw(_settling(other)))
    return steps


@st.composite
def _settling(draw: st.DrawFn, other: str) -> list[Step]:
    """Decide what differs, as the office or as somebody who may not."""
    steps: list[Step] = []
    if other != "l2" and draw(_mostly):
        steps.append(("decide-fork", draw(_choices), draw(_choices)))
    elif draw(_mostly):
        steps.append(("decide", draw(_numbers), draw(_choices), draw(_mostly)))
    if draw(_sealed):
        steps.append(("exchange", OFFICE, "l1"))
        if draw(_sealed):
            by, number = draw(_numbers), draw(_numbers)
            steps.append(("decide-as-assessor", "l1", by, number, draw(_choices)))
        if draw(_sealed):
            steps.append(("score", "l1", 0, "k-1", "c1", 82, draw(_sealed)))
    return steps


# Authors are given by number, among those whose laptop it is.
PARTS: st.SearchStrategy[list[Step]] = st.one_of(
    *[_sheet()] * 4,
    *[_two_copies()] * 6,
    _step("score", _any_place, _numbers, _entries, _criteria, _steps, _sealed),
    _step("finalise", _any_place, _numbers, _entries, _sealed),
    _step("reopen", _any_place, _numbers, _entries, _sealed),
    _step("note", _any_place, _numbers, _entries, st.sampled_from(("", "x", "y"))),
    _step("attend", _any_place, _numbers, _entries, _presence),
    _step("of-another", _places, _numbers, _entries, st.sampled_from(se.ASSESSORS)),
    _step("seal", _any_place, _numbers),
    _step("exchange", _any_place, st.just(OFFICE)),
    _step("exchange", st.just(OFFICE), _any_place),
    _step("exchange", _any_place, _any_place),
    _step("pack", _any_place),
    _step("panel", st.sampled_from(("p1", "p2")), st.sets(st.sampled_from(se.ASSESSORS)),
          st.sets(st.sampled_from(ENTRIES)), _mostly),
    _step("rubric", st.sampled_from((100, 80)), st.sampled_from(((), (80,))), _mostly),
    _step("attend-office", _entries, _presence, _sealed),
    _step("decide-fork", _choices, _choices),
    _step("revoke", st.sampled_from(("a1", "a1", "a2", "b1")), st.integers(-1, 8), _mostly),
)  # fmt: skip

HISTORIES: st.SearchStrategy[list[Step]] = st.lists(PARTS, min_size=3, max_size=10).map(
    lambda parts: [step for part in parts for step in part]
)


_ALL = ("score-all", "l1", 0, "k-1", 70)
_FINAL = ("finalise", "l1", 0, "k-1", True)
_DIFFERENT: list[Step] = [
    ("score", "l1", 0, "k-1", "c1", 80, True),
    ("score", "l2", 0, "k-1", "c1", 81, True),
]
_AT_THE_OFFICE: list[Step] = [("exchange", "l1", OFFICE), ("exchange", "l2", OFFICE)]
_FORKED: list[Step] = [
    ("clone", "l1"),
    ("score", "l1", 0, "k-1", "c1", 80, True),
    ("score", "l1-clone", 0, "k-1", "c1", 81, True),
]

# What a day can come to, in few words each.
SCRIPTED: dict[str, list[Step]] = {
    "final": [_ALL, _FINAL],
    "final and signed": [_ALL, _FINAL, ("sign", "l1", 0, "k-1")],
    "signed after handing back": [_ALL, _FINAL, ("pack", "l1"), ("sign", "l1", 0, "k-1")],
    "handed back twice": [_ALL, _FINAL, ("pack", "l1"), ("reopen", "l1", 0, "k-1", True)],
    "final, not sealed": [_ALL, ("finalise", "l1", 0, "k-1", False)],
    "reopened, not sealed": [_ALL, _FINAL, ("reopen", "l1", 0, "k-1", False)],
    "thought again": [_ALL, _FINAL, ("reopen", "l1", 0, "k-1", True), _ALL, _FINAL],
    "incomplete": [("score", "l1", 0, "k-1", "c1", 80, False), _FINAL],
    "cleared": [_ALL, ("score", "l1", 0, "k-1", "c1", None, True)],
    "impossible": [("score", "l1", 0, "k-1", "c1", 101, True),
                   ("score", "l1", 0, "k-1", "c9", 50, True)],
    "of another": [("of-another", "l2", 0, "k-1", "a2"), ("of-another", "l1", 1, "k-1", "a1")],
    "different": _DIFFERENT,
    "different, not sealed": [(*step[:-1], False) for step in _DIFFERENT],
    "one sealed, one not": [_DIFFERENT[0], (*_DIFFERENT[1][:-1], False)],
    "equal": [_DIFFERENT[0], ("score", "l2", 0, "k-1", "c1", 80, True)],
    "decided": [*_DIFFERENT, *_AT_THE_OFFICE, ("decide", 0, 0, True)],
    "decided, not sealed": [*_DIFFERENT, *_AT_THE_OFFICE, ("decide", 0, 1, False)],
    "decided of what is not sealed": [*((*step[:-1], False) for step in _DIFFERENT),
                                      *_AT_THE_OFFICE, ("decide", 0, 0, True)],
    "decided by an assessor": [*_DIFFERENT, *_AT_THE_OFFICE, ("exchange", OFFICE, "l2"),
                               ("decide-as-assessor", "l2", 1, 0, 0)],
    "decided and changed": [*_DIFFERENT, *_AT_THE_OFFICE, ("decide", 0, 0, True),
                            ("exchange", OFFICE, "l1"), ("score", "l1", 0, "k-1", "c1", 82, True)],
    "final twice": [_ALL, _FINAL, ("score-all", "l2", 0, "k-1", 71),
                    ("finalise", "l2", 0, "k-1", True)],
    "forked": _FORKED,
    "forked after a seal": [_ALL, _FINAL, *_FORKED],
    "forked before any seal": [_ALL, ("finalise", "l1", 0, "k-1", False), *_FORKED],
    "forked, one branch sealed": [_ALL, _FINAL, *_FORKED[:2], (*_FORKED[2][:-1], False)],
    "fork decided": [*_FORKED, ("exchange", "l1", OFFICE), ("exchange", "l1-clone", OFFICE),
                     ("decide-fork", 0, 0)],
    "assigned later": [("score", "l3", 0, "k-1", "c1", 80, True),
                       ("panel", "p2", {"b1"}, {"k-1", "k-3"}, True)],
    "assigned no more": [_ALL, _FINAL, ("panel", "p1", {"a2"}, {"k-1"}, True)],
    "rubric changed": [_ALL, _FINAL, ("rubric", 80, (70,), True)],
    "absent, says one": [("attend", "l1", 1, "k-1", "absent"),
                         ("attend-office", "k-1", "present", True)],
    "revoked": [_ALL, _FINAL, ("exchange", "l1", OFFICE), ("revoke", "a1", -1, True)],
    "revoked after the last good record": [
        _ALL, _FINAL, ("exchange", "l1", OFFICE), ("revoke", "a1", 99, True),
        ("reopen", "l1", 0, "k-1", True), ("score-all", "l1", 0, "k-1", 71), _FINAL],
    "revoked, not sealed": [_ALL, _FINAL, ("exchange", "l1", OFFICE), ("revoke", "a1", -1, False)],
    "revoked of two laptops": [*_DIFFERENT, *_AT_THE_OFFICE, ("revoke", "a1", 99, True)],
    "revoked, then later": [_ALL, _FINAL, ("exchange", "l1", OFFICE), ("revoke", "a1", -1, True),
                            ("revoke", "a1", 99, True)],
    "notes": [("note", "l1", 0, "k-1", "x"), ("note", "l2", 0, "k-1", "y"),
              ("note", "l1", 0, "k-2", "x"), ("note", "l1", 0, "k-2", "")],
}  # fmt: skip


@dataclass
class History:
    """A world in which something happened, and what was packed on the way.

    Attributes:
        packed: whole packages, in the order in which they were made.
    """

    world: World
    packed: list[Batch] = field(default_factory=list)

    def play(self, steps: list[Step]) -> None:
        """Do what the steps say; one that makes no sense where it comes does nothing."""
        for name, *arguments in steps:
            getattr(self, "_" + name.replace("-", "_"))(*arguments)

    def last_packages(self) -> list[Batch]:
        """Return what each laptop would hand over at the end."""
        return [laptop.pack() for laptop in self.world.laptops.values()]

    # -- steps -------------------------------------------------------------------------------

    def _at(self, place: str, number: int) -> tuple[Laptop | None, str]:
        laptop = self.world.laptops.get(place)
        authors = LAPTOPS.get(place.removesuffix("-clone"), ())
        return (laptop, authors[number % len(authors)]) if laptop and authors else (None, "")

    def _score(
        self, place: str, number: int, entry: str, criterion: str, steps: int | None, sealed: bool
    ) -> None:
        laptop, author = self._at(place, number)
        if laptop:
            laptop.write(author, se.score(author, entry, criterion, steps), sealed=sealed)

    def _score_all(self, place: str, number: int, entry: str, steps: int) -> None:
        laptop, author = self._at(place, number)
        if laptop:
            laptop.write(author, *(se.score(author, entry, c, steps) for c in CRITERIA))

    def _finalise(self, place: str, number: int, entry: str, sealed: bool) -> None:
        laptop, author = self._at(place, number)
        if laptop:
            laptop.write(author, se.finalise(laptop, author, entry), sealed=sealed)

    def _reopen(self, place: str, number: int, entry: str, sealed: bool) -> None:
        laptop, author = self._at(place, number)
        if laptop:
            laptop.write(author, se.reopen(author, entry), sealed=sealed)

    def _recuse(self, place: str, number: int, entry: str, sealed: bool) -> None:
        laptop, author = self._at(place, number)
        if laptop:
            laptop.write(author, se.recuse(author, entry), sealed=sealed)

    def _sign(self, place: str, number: int, entry: str) -> None:
        laptop, author = self._at(place, number)
        if not laptop:
            return
        for head in laptop.file.ledger.heads(f"sheet/{author}/{entry}"):
            pdf = f"%PDF {head}".encode()
            digest = hashlib.sha256(pdf).hexdigest()
            body: Body = {"finalised": head, "attachment": digest, "size": len(pdf)}
            change = Change("sheet.signed", ("signature", author, entry), body)
            laptop.attach(author, change, {digest: pdf})

    def _note(self, place: str, number: int, entry: str, text: str) -> None:
        laptop, author = self._at(place, number)
        if laptop:
            laptop.write(author, se.note(author, entry, "n1", text))

    def _attend(self, place: str, number: int, entry: str, status: str) -> None:
        laptop, author = self._at(place, number)
        if laptop:
            laptop.write(author, se.attend(entry, status), sealed=bool(number % 2))

    def _of_another(self, place: str, number: int, entry: str, of: str) -> None:
        """Write on somebody else's sheet, which the window lets nobody do."""
        laptop, author = self._at(place, number)
        if laptop:
            changes = (se.score(author, entry, "c1", 99, of=of), se.recuse(of, entry))
            laptop.write(author, *changes, sealed=True)

    def _seal(self, place: str, number: int) -> None:
        laptop, author = self._at(place, number)
        if laptop:
            laptop.seal(author)

    def _exchange(self, source: str, target: str) -> None:
        laptops = self.world.laptops
        if source in laptops and target in laptops:
            self._pack(source)
            laptops[target].unite(self.packed[-1])

    def _clone(self, place: str) -> None:
        if f"{place}-clone" not in self.world.laptops:
            self.world.clone(place)

    def _pack(self, place: str) -> None:
        if place in self.world.laptops:
            self.packed.append(self.world.laptops[place].pack())

    def _office(self, *changes: Change, sealed: bool) -> None:
        self.world.laptops[OFFICE].write(FOUNDER, *changes, sealed=sealed)

    def _panel(self, name: str, members: set[str], entries: set[str], sealed: bool) -> None:
        self._office(se.panel(name, sorted(members), sorted(entries)), sealed=sealed)

    def _rubric(self, high: int, excluded: tuple[int, ...], sealed: bool) -> None:
        self._office(se.rubric(high=high, excluded=excluded), sealed=sealed)

    def _attend_office(self, entry: str, status: str, sealed: bool) -> None:
        self._office(se.attend(entry, status), sealed=sealed)

    def _revoke(self, author: str, choice: int, sealed: bool) -> None:
        """Revoke a certificate at one of its author's records, the last, or before all (-1)."""
        laptop = self.world.laptops[OFFICE]
        streams = laptop.file.ledger.streams(Role.ASSESSOR)
        mine = laptop.file.ledger.stream_batch(s for s, who in streams.items() if who == author)
        good = [record.id for record in mine.records][: max(choice + 1, 0)]
        body: Body = {"last": good[-1] if good else "", "reason": "x"}
        digits = fingerprint(self.world.template.signers[author].chain[0])[:40]
        change = Change("key.revoked", ("revocation", author, digits), body)
        laptop.write(FOUNDER, change, sealed=sealed)

    def _conflict(self, laptop: Laptop, number: int, choice: int) -> Change | None:
        rows = laptop.file._connection.execute("SELECT DISTINCT subject FROM conflict ORDER BY 1")
        subjects = [row[0] for row in rows]
        if not subjects:
            return None
        subject = subjects[number % len(subjects)]
        heads = laptop.file.ledger.heads(subject)
        return se.decide(laptop, subject, heads[choice % len(heads)])

    def _decide(self, number: int, choice: int, sealed: bool) -> None:
        decision = self._conflict(self.world.laptops[OFFICE], number, choice)
        if decision:
            self._office(decision, sealed=sealed)

    def _decide_as_assessor(self, place: str, by: int, number: int, choice: int) -> None:
        laptop, author = self._at(place, by)
        decision = self._conflict(laptop, number, choice) if laptop else None
        if laptop and decision:
            laptop.write(author, decision, sealed=True)

    def _decide_fork(self, number: int, choice: int) -> None:
        file = self.world.laptops[OFFICE].file
        forked = file.queries.forked_streams()
        if not forked:
            return
        stream = forked[number % len(forked)]
        rows = file._connection.execute(
            "SELECT id FROM record WHERE stream = ? AND seq >="
            " (SELECT forked_at FROM stream WHERE id = ?) ORDER BY id",
            (stream, stream),
        ).fetchall()
        keep = rows[choice % len(rows)][0]
        self._office(se.decide_fork(stream, keep), sealed=True)


@contextmanager
def same_ids_each_time() -> Iterator[None]:
    """Draw what is random from one seed: the same steps give the same ids, and can be replayed."""
    with pytest.MonkeyPatch.context() as patch:
        chance = random.Random(0)
        patch.setattr("secrets.token_bytes", chance.randbytes)
        patch.setattr("secrets.token_hex", lambda size: chance.randbytes(size).hex())
        yield


@contextmanager
def played(template: Template, steps: list[Step]) -> Iterator[History]:
    """Give a world in which the steps have been done, in a folder of its own."""
    with scratch() as folder, same_ids_each_time():
        world = World(template, folder)
        try:
            history = History(world.begin())
            try:
                history.play(steps)
            except MalformedRecordError as error:  # more heads than a record can replace
                raise AssertionError(str(error)) from error
            yield history
        finally:
            world.close()
