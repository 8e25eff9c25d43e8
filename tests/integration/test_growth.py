# SPDX-License-Identifier: MIT
"""A further record costs as much in a large file as in a small one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.store.projections import Projections
from tests.trust.growth import grow, times_dearer
from tests.trust.places import scratch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PACKAGES, RECORDS = 6, 2_000


@pytest.fixture
def folder() -> Iterator[Path]:
    with scratch() as folder:
        yield folder


def _everything_anew(self: Projections, before: int, streams: Iterable[str]) -> bool:
    self.rebuild()
    return True


def test_records_of_a_growing_file_cost_the_same(folder: Path) -> None:
    steps = grow(folder, PACKAGES, RECORDS)
    assert sum(step.records for step in steps) > 0.9 * PACKAGES * RECORDS
    assert times_dearer(steps) < 2.5  # other work on the computer is felt in so small a count


def test_a_cost_that_grows_with_the_file_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Projections, "refresh", _everything_anew)
    assert times_dearer(grow(folder, 2 * PACKAGES, RECORDS)) > 2.5
