# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import small_event as se

if TYPE_CHECKING:
    from tests.small_event import Laptop, World


@pytest.fixture
def laptop(world: World) -> Laptop:
    laptop = world.laptops["l1"]
    texts = ("Bukti kuat dari lapangan", "Risiko: anggaran belum pasti", "Café di kantor", "")
    for number, text in enumerate(texts):
        laptop.write("a1", se.note("a1", "k-1", f"n{number}", text))
    laptop.write("a1", se.note("a1", "day", "n9", "Listrik padam, bukti tertunda"))
    laptop.write("a2", se.note("a2", "k-1", "m1", "Bukti menurut orang lain"))
    return laptop


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bukti", {"n0", "n9"}),
        ("BUKTI lap", {"n0"}),
        ("cafe", {"n2"}),
        ("angg pasti", {"n1"}),
        ("ukti", set()),
        ('"bukti" OR (', set()),
        ("", set()),
        ("   ", set()),
        ("-", set()),
        ("day", set()),
    ],
)
def test_own_notes_are_found_by_the_beginnings_of_their_words(
    laptop: Laptop, words: str, found: set[str]
) -> None:
    notes = laptop.file.notes.search("a1", words)

    assert {note.id for note in notes} == found
    assert all(note.assessor == "a1" for note in notes)


def test_notes_of_the_day_are_counted_beside_those_of_entries(laptop: Laptop) -> None:
    assert laptop.file.notes.counts("a1") == {"k-1": 3, "day": 1}
    assert [note.id for note in laptop.file.notes.of("a1", "day")] == ["n9"]
