# SPDX-License-Identifier: MIT
"""Packages changed on the way, and packages bent by an insider with a good key: none does harm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from pkri_desktop.domain import framing
from pkri_desktop.domain.errors import Refusal
from pkri_desktop.domain.record import parse_record
from pkri_desktop.exchange import package, wrapping
from pkri_desktop.exchange.admission import Admission
from pkri_desktop.store import ledger
from pkri_desktop.store.streams import Streams
from pkri_desktop.workflow import receive
from tests.processes import in_child
from tests.trust.places import any_seed, scratch
from tests.trust.siege import Camp, Siege, Tally, laid, pitch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pkri_desktop.domain.canonical import Json
    from pkri_desktop.domain.record import Record
    from tests.factories import SampleDay

FILES, CONTENTS, BRANCHES = "files", "contents", "branches"
WEIGHTS = ("padding", "records", "seals", "same seal", "replaces", "texts", BRANCHES)


@pytest.fixture
def folder() -> Iterator[Path]:
    with scratch() as folder:
        yield folder


@pytest.fixture
def camp(founded_day: SampleDay, folder: Path) -> Camp:
    return pitch(founded_day, folder / "camp")


@pytest.mark.parametrize(("stage", "count"), [(FILES, 600), (CONTENTS, 132)])
def test_no_mutant_does_harm(camp: Camp, folder: Path, stage: str, count: int) -> None:
    tally = laid(camp, folder, stage, count, any_seed(), children=1)
    assert tally.keeps_its_bounds, tally
    assert tally.offered > 0.9 * count
    assert tally.refused.total() > 0


def test_weight_alone_does_no_harm(camp: Camp, folder: Path) -> None:
    tally = in_child(lambda: Siege(camp, folder / "siege").heavy(WEIGHTS, 1_000))
    assert tally.keeps_its_bounds, tally
    assert tally.taken == len(WEIGHTS)


# -- tests of the test: bugs that it must see --------------------------------------------------


def _nobody_vouches(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Admission, "_check_vouched", lambda *_, **_named: None)


def _ids_taken_as_told(patch: pytest.MonkeyPatch) -> None:
    def read_record(content: bytes) -> Record:
        return parse_record(content[32:])._replace(id=content[:32].hex())

    patch.setattr(framing, "read_record", read_record)


def _anybody_scores_for_anybody(patch: pytest.MonkeyPatch) -> None:
    def authority_of(record: Record) -> str:
        return "@anyone" if record.kind == "score.given" else real(record)

    real = ledger.authority_of
    patch.setattr(ledger, "authority_of", authority_of)


def _header_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(package, "_object", lambda content, shape: json.loads(content))


def _counts_believed(patch: pytest.MonkeyPatch) -> None:
    def header(letter: bytes, content: bytes) -> Any:  # noqa: ANN401
        found, counts = real(letter, content)
        assert len(b"x" * (150 * counts[0])) > 0  # room for what is announced
        return found, counts

    real = package._header
    patch.setattr(package, "_header", header)


def _each_seal_walked_by_itself(patch: pytest.MonkeyPatch) -> None:
    def vouched_to(
        self: Streams, seals: Sequence[tuple[int, str]], disowned: frozenset[str]
    ) -> int:
        return max((real(self, [seal], disowned) for seal in seals), default=0)

    real = Streams._vouched_to
    patch.setattr(Streams, "_vouched_to", vouched_to)


def _opened_though_broken(patch: pytest.MonkeyPatch) -> None:
    genuine: list[bytes] = []

    def unwrap(*arguments: Any) -> bytes:  # noqa: ANN401
        try:
            genuine.append(real(*arguments))
        except Refusal:
            if not genuine:
                raise
        return genuine[-1]

    real = wrapping.unwrap
    patch.setattr(receive, "unwrap", unwrap)


def _label_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    def no_shape(_: Json) -> None:
        return None

    patch.setattr("pkri_desktop.exchange.wrapping._LABEL", no_shape)


class Planted(NamedTuple):
    """A bug, where it must be seen, and what it is seen by."""

    plant: Callable[[pytest.MonkeyPatch], None]
    group: str
    seen: Callable[[Tally], bool]


PLANTED = (
    Planted(_nobody_vouches, "another's name", lambda t: "let in wrongly" in str(t.faults)),
    Planted(_ids_taken_as_told, "order", lambda t: "record.hash" in str(t.faults)),
    Planted(_anybody_scores_for_anybody, "another's name",
            lambda t: "score of others changed" in str(t.faults)),
    Planted(_header_not_looked_at, "header", lambda t: "crash" in str(t.faults)),
    Planted(_counts_believed, "header", lambda t: t.growth[0] > 200_000_000),
    Planted(_each_seal_walked_by_itself, BRANCHES, lambda t: t.slowest[0] > 2),
    Planted(_opened_though_broken, FILES, lambda t: "let in wrongly" in str(t.faults)),
    Planted(_label_not_looked_at, FILES, lambda t: "crash" in str(t.faults)),
)  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.plant.__name__.strip("_"))
def test_a_planted_bug_is_seen(
    camp: Camp, folder: Path, planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted.plant(monkeypatch)

    def offered() -> Tally:
        siege = Siege(camp, folder / "siege")
        if planted.group == FILES:
            return siege.files(range(100), 3)
        if planted.group == BRANCHES:
            return siege.heavy([BRANCHES], 2_400)
        return siege.contents(range(60), 3, [planted.group])

    tally = in_child(offered)
    assert not tally.keeps_its_bounds
    assert planted.seen(tally), tally
