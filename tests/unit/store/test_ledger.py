# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.domain.record import Body, Change, MalformedRecordError
from pkri_desktop.domain.touched import Touched
from pkri_desktop.identity.certificates import fingerprint
from pkri_desktop.store.ledger import Incoming, authority_of, writer_key
from tests import small_event as se
from tests.factories import MORNING
from tests.small_event import OFFICE, Laptop, World

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Record


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptops["l1"]


def own(laptop: Laptop, author: str = "a1") -> list[Record]:
    """Return the author's records, in order."""
    streams = laptop.file.ledger.streams(Role.ASSESSOR)
    batch = laptop.file.ledger.stream_batch(s for s, who in streams.items() if who == author)
    return list(batch.records)


def append(laptop: Laptop, *changes: Change, author: str = "a1") -> Touched:
    return laptop.file.ledger.append(laptop.world.template.holder(author), changes, at=MORNING)


# -- writing -------------------------------------------------------------------------------------


def test_records_of_an_author_form_one_chain(laptop: Laptop) -> None:
    for steps in (80, 81):
        append(laptop, se.score("a1", "k-1", "c1", steps), se.note("a1", "k-1", "n1", "x"))

    records = own(laptop)

    assert list(range(1, len(records) + 1)) == [record.seq for record in records]
    assert [""] + [record.id for record in records[:-1]] == [record.prev for record in records]
    assert {records[0].stream} == {record.stream for record in records}
    assert records[0].kind == "stream.opened"


def test_record_replaces_what_stood_before_it(laptop: Laptop) -> None:
    for steps in (80, 81, 82):
        append(laptop, se.score("a1", "k-1", "c1", steps))

    scores = [record for record in own(laptop) if record.kind == "score.given"]

    assert [(), (scores[0].id,), (scores[1].id,)] == [record.replaces for record in scores]


def test_changes_of_one_subject_in_one_turn_replace_one_another(laptop: Laptop) -> None:
    append(laptop, *(se.score("a1", "k-1", "c1", steps) for steps in (80, 81, 82)))

    scores = [record for record in own(laptop) if record.kind == "score.given"]

    assert [(), (scores[0].id,), (scores[1].id,)] == [record.replaces for record in scores]
    assert (scores[2].id,) == laptop.file.ledger.heads("score/a1/k-1/c1")


def test_record_replaces_heads_of_both_readings(world: World, laptop: Laptop) -> None:
    """Else what is sealed later would stand beside what it was meant to replace."""
    append(laptop, se.score("a1", "k-1", "c1", 80))
    laptop.seal("a1")
    append(laptop, se.score("a1", "k-1", "c1", 81))
    world.laptops["l2"].unite(laptop.pack())
    other = world.laptops["l2"]

    append(other, se.score("a1", "k-1", "c1", 82))

    newest = next(r for r in other.pack().records if r.body.get("steps") == 82)
    older = {r.id for r in own(laptop) if r.kind == "score.given"}
    assert older == set(newest.replaces)


def test_each_author_writes_a_stream_of_their_own(laptop: Laptop) -> None:
    append(laptop, se.score("a1", "k-1", "c1", 80))
    append(laptop, se.score("a2", "k-1", "c1", 81), author="a2")

    streams = laptop.file.ledger.streams(Role.ASSESSOR)

    assert sorted(streams.values()) == ["a1", "a2"]


def test_change_out_of_form_writes_nothing_of_its_turn(laptop: Laptop) -> None:
    before = laptop.file.ledger.count()

    with pytest.raises(MalformedRecordError):
        append(laptop, se.score("a1", "k-1", "c1", 80), se.score("a1", "k-1", "c1", -1))

    assert before == laptop.file.ledger.count()
    assert laptop.file.ledger.heads("score/a1/k-1/c1") == ()


def test_seal_vouches_once_for_what_is_written(laptop: Laptop) -> None:
    def seals() -> int:
        return len(laptop.file._connection.execute("SELECT 1 FROM seal").fetchall())

    append(laptop, se.score("a1", "k-1", "c1", 80))
    before = seals()

    laptop.seal("a1")
    laptop.seal("a1")

    assert before + 1 == seals()


def test_seal_of_somebody_who_wrote_nothing_does_nothing(world: World) -> None:
    fresh = world.add("fresh")
    before = fresh.file.ledger.fingerprint()

    fresh.seal("a1")

    assert before == fresh.file.ledger.fingerprint()


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        (se.score("a1", "k-1", "c1", 80), Touched(sheets=frozenset([("a1", "k-1")]))),
        (se.recuse("a1", "k-1"), Touched(sheets=frozenset([("a1", "k-1")]))),
        (se.note("a1", "k-1", "n1", "x"), Touched(notes=frozenset([("a1", "k-1")]))),
        (se.attend("k-1", "absent"), Touched(entries=frozenset(["k-1"]))),
    ],
)
def test_append_says_what_it_touched(laptop: Laptop, change: Change, touched: Touched) -> None:
    assert touched == append(laptop, change)


def test_change_of_the_roster_touches_the_foundation(world: World) -> None:
    touched = world.laptops[OFFICE].file.ledger.append(
        world.template.holder(FOUNDER), [se.panel("p1", ["a1"], ["k-1"])], at=MORNING
    )

    assert touched.foundation


# -- uniting -------------------------------------------------------------------------------------


def test_union_counts_what_is_new_batch_by_batch(world: World, laptop: Laptop) -> None:
    append(laptop, se.score("a1", "k-1", "c1", 80))
    batch = Batch(own(laptop))
    office = world.laptops[OFFICE].file.ledger

    united = office.unite([Incoming(batch, "x"), Incoming(batch, "y")], at=MORNING)
    again = office.unite([Incoming(batch, "x")], at=MORNING)

    assert [len(batch.records), 0] == [added.records for added in united.batches]
    assert [added.records for added in again.batches] == [0]
    assert ("a1", "k-1") in united.touched.sheets
    assert again.touched == Touched()


def test_union_counts_records_that_do_not_count(world: World, laptop: Laptop) -> None:
    append(
        laptop,
        se.score("a1", "k-1", "c1", 80),
        se.score(
            "a1",
            "k-1",
            "c1",
            1_0,
        ),
    )
    append(laptop, se.score("a1", "k-1", "c1", 99, of="a2"), se.panel("p1", [], []))
    office = world.laptops[OFFICE].file.ledger

    [added] = office.unite([Incoming(Batch(own(laptop)), "x")], at=MORNING).batches

    assert added.idle == 2


def test_union_says_on_which_new_subjects_records_disagree(world: World) -> None:
    office = world.laptops[OFFICE].file.ledger
    counted = []
    for name, steps in (("l1", 80), ("l2", 81)):
        append(world.laptops[name], se.score("a1", "k-1", "c1", steps))
        [added] = office.unite(
            [Incoming(Batch(own(world.laptops[name])), name)], at=MORNING
        ).batches
        counted.append(added.conflicts)

    [again] = office.unite([Incoming(Batch(own(world.laptops["l2"])), "l2")], at=MORNING).batches

    assert counted == [frozenset(), {"score/a1/k-1/c1"}]
    assert again.conflicts == frozenset()


# -- reading -------------------------------------------------------------------------------------


def test_positions_are_of_records_that_are_here(laptop: Laptop) -> None:
    append(laptop, se.score("a1", "k-1", "c1", 80))
    last = own(laptop)[-1]

    positions = laptop.file.ledger.positions([last.id, "ab" * 32])

    assert {last.id: (last.stream, last.seq)} == positions
    assert laptop.file.ledger.positions([]) == {}


def test_authors_and_chains_are_of_what_is_here(laptop: Laptop) -> None:
    ledger, template = laptop.file.ledger, laptop.world.template
    office = Holder(template.event, Role.SECRETARIAT, FOUNDER)

    assert {template.holder("a1"), template.holder("a2"), office} == set(ledger.authors().values())
    chain = template.signers["a1"].chain
    assert chain == ledger.chains()[fingerprint(chain[0])]


def test_record_is_found_by_its_id(laptop: Laptop) -> None:
    last = own(laptop)[-1]

    assert last == laptop.file.ledger.record(last.id)
    assert laptop.file.ledger.record("ab" * 32) is None


def test_whole_streams_travel_with_seals_and_attachments(world: World, laptop: Laptop) -> None:
    pdf = b"%PDF"
    digest = hashlib.sha256(pdf).hexdigest()
    append(laptop, se.score("a1", "k-1", "c1", 80))
    body: Body = {"finalised": "ab" * 32, "attachment": digest, "size": 4}
    laptop.attach("a1", Change("sheet.signed", ("signature", "a1", "k-1"), body), {digest: pdf})
    append(laptop, se.score("a1", "k-1", "c1", 81))
    streams = laptop.file.ledger.streams(Role.ASSESSOR)
    stream = next(s for s, author in streams.items() if author == "a1")

    whole = laptop.file.ledger.stream_batch([stream])
    sealed = laptop.file.ledger.stream_batch([stream], sealed_only=[stream])

    assert {digest: pdf} == whole.attachments
    assert len(whole.records) == len(sealed.records) + 1
    assert [sealed.records[-1].id] == [seal.record for seal in sealed.seals][-1:]


def test_stream_that_was_never_sealed_does_not_travel_as_sealed(world: World) -> None:
    fresh = world.add("fresh")
    append(fresh, se.score("a1", "k-1", "c1", 80))
    [stream] = fresh.file.ledger.streams(Role.ASSESSOR)

    batch = fresh.file.ledger.stream_batch([stream], sealed_only=[stream])
    assert (batch.records, batch.seals, batch.attachments) == ([], [], {})


def test_authority_of_a_record_is_its_owner_or_a_role(laptop: Laptop) -> None:
    append(laptop, se.score("a1", "k-1", "c1", 1, of="a2"), se.attend("k-1", "absent"),
           se.panel("p1", [], []))  # fmt: skip

    kinds = {record.kind: authority_of(record) for record in own(laptop)}

    assert kinds == {
        "stream.opened": "@anyone", "key.enrolled": "@anyone", "score.given": "a2",
        "attendance.noted": "@room", "panel.formed": "@secretariat",
    }  # fmt: skip


def test_writers_of_two_computers_or_roles_do_not_meet() -> None:
    holder = Holder("ab" * 32, Role.ASSESSOR, "a1")
    keys = {
        writer_key("device", holder),
        writer_key("other", holder),
        writer_key("device", holder._replace(role=Role.SECRETARIAT)),
        writer_key("device", holder._replace(author="a2")),
    }

    assert len(keys) == 4
