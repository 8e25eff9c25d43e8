# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.workflow.differences import differences_on
from pkri_desktop.workflow.phrases import Phrasebook
from pkri_desktop.workflow.receive import found_from_kit
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample_keys import SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkri_desktop.store.event_file import EventFile
    from tests.factories import SampleDay


@pytest.fixture
def office(day: SampleDay) -> Iterator[EventFile]:
    with day.open(day.event_path) as file:
        yield file


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("score/a1/k-05/bukti", "K-05 SADELPOS · Penilai A1 · Bukti dan evaluasi"),
        ("sheet/a1/k-05", "K-05 SADELPOS · Penilai A1 · keadaan lembar"),
        ("signature/a1/k-05", "K-05 SADELPOS · Penilai A1 · PDF bertanda tangan"),
        ("note/a1/k-05/n1", "K-05 SADELPOS · Penilai A1 · catatan"),
        ("attendance/k-05", "K-05 SADELPOS · kehadiran"),
        ("panel/panel-a", "panel/panel-a"),
        ("score/x/y/z", "y · x · z"),
    ],
)
def test_difference_is_named_as_people_know_it(office: EventFile, subject: str, words: str) -> None:
    [difference] = differences_on(office.queries, [subject])

    assert words == difference.words(Phrasebook("id"))


def test_no_difference_needs_no_names(office: EventFile) -> None:
    assert differences_on(office.queries, []) == ()


def test_file_brings_the_differences_to_which_it_contributes(
    day: SampleDay, office: EventFile
) -> None:
    """One assessor at two laptops; then the first, who did nothing more, hands back again."""
    other_path = day.folder / "second.pkri"
    found_from_kit(day.kit_path(), other_path, profile=day.profile, clock=day.clock)
    laptop = day.room("a1")
    other_laptop = Room(day.open(other_path), day.profile, day.clock)
    other_laptop.unlock("a1", SAMPLE_PASSPHRASE)
    packages = []
    for room, steps in ((laptop, 80), (other_laptop, 70)):
        room.give_score("a1", "k-05", "bukti", steps)
        packages.append(day.hand_back(room).path)

    first = day.receive(office, packages[0]).files[0]
    other = day.receive(office, packages[1]).files[0]
    again = day.receive(office, packages[0]).files[0]

    assert [received.conflicts for received in (first, other, again)] == [0, 1, 0]
    [difference] = other.differences
    assert difference.subject == "score/a1/k-05/bukti"

    other_laptop.give_score("a1", "k-05", "bukti", 80)  # as on the first one
    agreed = day.receive(office, day.hand_back(other_laptop).path).files[0]
    assert agreed.conflicts == 0
    assert office.queries.conflicts() == ()
