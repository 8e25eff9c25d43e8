# SPDX-License-Identifier: MIT
from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkri_desktop.store.mirror import NO_TURN, Mirror, TurnName, read_turns
from tests.processes import in_child, with_full_disk

if TYPE_CHECKING:
    from pathlib import Path

TURNS = [(TurnName(n, bytes([n]) * 8), bytes([n]) * n * 10) for n in range(1, 6)]


def written(path: Path, turns: list[tuple[TurnName, bytes]]) -> None:
    mirror = Mirror(path)
    for turn, content in turns:
        mirror.append((turn, content))
    mirror.close()


def last_of(path: Path) -> TurnName:
    mirror = Mirror(path)
    mirror.close()
    return mirror.last


def test_mirror_that_is_new_knows_no_turn(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.mirror"

    assert last_of(path) == NO_TURN
    assert list(read_turns(path)) == []


def test_mirror_gives_back_what_was_appended(tmp_path: Path) -> None:
    path = tmp_path / "x.mirror"
    for turn, content in TURNS:
        written(path, [(turn, content)])
        assert turn == last_of(path)

    assert list(read_turns(path)) == TURNS


def test_mirror_takes_turns_of_no_content(tmp_path: Path) -> None:
    path = tmp_path / "x.mirror"
    empty = (TurnName(1, b"12345678"), b"")
    written(path, [empty])

    assert last_of(path) == empty[0]
    assert [empty] == list(read_turns(path))


@pytest.mark.parametrize("cut", range(1, 86))
def test_torn_end_is_dropped_and_what_came_before_stays(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "x.mirror"
    written(path, TURNS)
    whole = path.read_bytes()
    length = 24 + 50 + 8
    path.write_bytes(whole[:-cut])
    left = TURNS[:-1] if cut <= length else TURNS[:-2]

    assert left[-1][0] == last_of(path)
    assert left == list(read_turns(path))
    written(path, [TURNS[-1]])
    assert [*left, TURNS[-1]] == list(read_turns(path))


@given(place=st.integers(0, 24 + 50 + 7), by=st.integers(1, 255))
@settings(max_examples=60)
def test_changed_byte_in_the_last_turn_drops_it(tmp_path: Path, place: int, by: int) -> None:
    path = tmp_path / "x.mirror"
    path.unlink(missing_ok=True)
    written(path, TURNS)
    data = bytearray(path.read_bytes())
    data[-1 - place] ^= by
    path.write_bytes(data)

    assert TURNS[-2][0] == last_of(path)
    assert list(read_turns(path)) == TURNS[:-1]


@given(st.binary(max_size=300))
def test_any_bytes_after_the_last_turn_are_dropped(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "x.mirror"
    path.unlink(missing_ok=True)
    written(path, TURNS)
    with path.open("ab") as file:
        file.write(junk)

    assert TURNS[-1][0] == last_of(path)
    assert list(read_turns(path)) == TURNS


@given(st.binary(max_size=300))
def test_mirror_of_any_bytes_opens_and_can_be_written_to(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "x.mirror"
    path.write_bytes(junk)

    written(path, TURNS)

    assert list(read_turns(path))[-len(TURNS) :] == TURNS


def test_reading_stops_at_a_turn_that_is_damaged_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "x.mirror"
    written(path, TURNS)
    data = bytearray(path.read_bytes())
    data[30] ^= 1
    path.write_bytes(data)

    assert list(read_turns(path)) == []


def test_full_disk_leaves_the_mirror_as_it_was_and_it_goes_on_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "x.mirror"
    written(path, TURNS)
    size = path.stat().st_size

    def append() -> list[str]:
        mirror = Mirror(path)
        said = []
        for content in (bytes(10_000), b"small"):
            try:
                mirror.append((TurnName(6, b"666666 6"), content))
            except OSError as error:
                said.append(os.strerror(error.errno or 0))
        return said

    said = with_full_disk(append, size + 500)

    assert len(said) == 1
    assert [*TURNS, (TurnName(6, b"666666 6"), b"small")] == list(read_turns(path))


def test_what_was_appended_is_there_for_another_process_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.mirror"
    mirror = Mirror(path)
    for turn, content in TURNS:
        mirror.append((turn, content))
        assert in_child(lambda: list(read_turns(path))[-1]) == (turn, content)
    mirror.close()


def test_several_turns_are_appended_together_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.mirror"
    written(path, TURNS[:1])
    size = path.stat().st_size

    def append() -> bool:
        mirror = Mirror(path)
        try:
            mirror.append(*TURNS[1:], (TurnName(9, b"99999999"), bytes(50_000)))
        except OSError:
            return mirror.last == TURNS[0][0]
        return False

    assert with_full_disk(append, size + 20_000)
    assert list(read_turns(path)) == TURNS[:1]

    mirror = Mirror(path)
    mirror.append(*TURNS[1:])
    mirror.close()
    assert list(read_turns(path)) == TURNS
