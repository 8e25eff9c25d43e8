# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.store.streams import _Branches, opener

# 1 – 2 – 3 ┬ 4a – 5a ┬ 6a
#           │         └ 6x
#           └ 4b – 5b
FORKED = _Branches(
    {
        "4a": ("3", 4), "5a": ("4a", 5), "6a": ("5a", 6), "6x": ("5a", 6),
        "4b": ("3", 4), "5b": ("4b", 5),
    }
)  # fmt: skip
EVERYTHING = frozenset(("4a", "5a", "6a", "6x", "4b", "5b"))


@pytest.mark.parametrize(
    ("keep", "kept"),
    [
        ("", set()),
        ("unknown", set()),
        ("4b", {"4b", "5b"}),
        ("5b", {"4b", "5b"}),
        ("4a", {"4a", "5a"}),
        ("5a", {"4a", "5a"}),
        ("6a", {"4a", "5a", "6a"}),
        ("6x", {"4a", "5a", "6x"}),
    ],
)
def test_kept_branch_reaches_to_its_next_fork(keep: str, kept: set[str]) -> None:
    assert EVERYTHING - kept == FORKED.all_but(keep)


@pytest.mark.parametrize(
    ("sealed", "tip"),
    [
        ([], ""),
        (["3"], ""),
        (["4a"], "4a"),
        (["4a", "5a"], "5a"),
        (["5a", "6a", "3"], "6a"),
        (["4a", "4b"], ""),
        (["6a", "6x"], ""),
        (["5b"], "5b"),
    ],
)
def test_only_tip_is_that_of_the_only_sealed_branch(sealed: list[str], tip: str) -> None:
    assert tip == FORKED.only_tip(sealed)


def test_opener_is_the_founder_or_who_the_record_names() -> None:
    event = "ab" * 32
    body = f'{{"event":"{event}","role":"assessor","author":"a1"}}'

    assert opener("id", "event.founded", "{}") == Holder("id", Role.SECRETARIAT, FOUNDER)
    assert opener("id", "stream.opened", body) == Holder(event, Role.ASSESSOR, "a1")
