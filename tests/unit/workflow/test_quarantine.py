# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.workflow.quarantine import (
    Quarantined,
    delete_quarantined,
    quarantine,
    quarantined,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile
    from tests.factories import SampleDay

REFUSAL = Refusal(Reason.RECORD_NO_PREDECESSOR, file="x.pkrix", number=7)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "quarantine" / "event"


def refused(tmp_path: Path, name: str = "x.pkrix", content: bytes = b"PKRIPKG1 x") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def only(folder: Path) -> Quarantined:
    [kept] = quarantined(folder)
    return kept


def test_refused_file_is_told_with_name_reason_moment_and_size(
    tmp_path: Path, folder: Path
) -> None:
    assert quarantined(folder) == ()
    quarantine(refused(tmp_path), REFUSAL, folder, 1_000)

    kept = only(folder)

    assert (kept.path.name, kept.file, kept.at, kept.size) == ("x.pkrix", "x.pkrix", 1_000, 10)
    assert kept.refusal is not None
    assert (kept.refusal.reason, kept.refusal.facts) == (REFUSAL.reason, REFUSAL.facts)
    assert kept.received_at == 0


def test_same_content_under_another_name_is_kept_once_with_the_newest_reason(
    tmp_path: Path, folder: Path
) -> None:
    quarantine(refused(tmp_path), REFUSAL, folder, 1_000)
    quarantine(refused(tmp_path, "y.pkrix"), Refusal(Reason.SEAL_INVALID, file="y"), folder, 2_000)

    kept = only(folder)

    assert (kept.path.name, kept.file, kept.at) == ("x.pkrix", "y.pkrix", 2_000)
    assert kept.refusal is not None
    assert kept.refusal.reason is Reason.SEAL_INVALID


def test_last_refused_comes_first_and_a_long_name_is_kept(tmp_path: Path, folder: Path) -> None:
    quarantine(refused(tmp_path), REFUSAL, folder, 1_000)
    long = "b" * 240 + ".pkrix"
    quarantine(refused(tmp_path, long, b"PKRIPKG1 b"), REFUSAL, folder, 2_000)

    assert [kept.file for kept in quarantined(folder)] == [long, "x.pkrix"]
    assert all(kept.path.suffix == ".pkrix" for kept in quarantined(folder))


@pytest.mark.parametrize(
    "note", [b"", b"[]", b"{", b'{"reason": "no.such", "facts": {}, "at": "x"}', b'{"reason": []}']
)
def test_file_is_told_though_its_note_cannot_be_read(
    tmp_path: Path, folder: Path, note: bytes
) -> None:
    quarantine(refused(tmp_path), REFUSAL, folder, 1_000)
    [path] = folder.glob("*.json")
    path.write_bytes(note)

    kept = only(folder)

    assert (kept.file, kept.refusal, kept.at) == ("x.pkrix", None, 0)


def test_only_what_was_named_is_deleted(tmp_path: Path, folder: Path) -> None:
    quarantine(refused(tmp_path), REFUSAL, folder, 1_000)
    quarantine(refused(tmp_path, "y.pkrix", b"PKRIPKG1 y"), REFUSAL, folder, 2_000)

    delete_quarantined(quarantined(folder)[0])

    assert only(folder).file == "x.pkrix"
    delete_quarantined(only(folder))
    assert list(folder.iterdir()) == []


# -- while files are received ---------------------------------------------------------------------


@pytest.fixture
def office(day: SampleDay) -> EventFile:
    return day.open(day.event_path)


def test_file_that_is_received_after_all_is_marked(day: SampleDay, office: EventFile) -> None:
    folder = day.profile.quarantine(office.queries.local("event"))
    path = day.hand_back(day.room()).path
    quarantine(path, REFUSAL, folder, 1_000)
    quarantine(refused(day.folder), REFUSAL, folder, 2_000)

    [received] = day.receive(office, quarantined(folder)[1].path).files

    assert (received.file, received.refusal) == (path.name, None)
    other, kept = quarantined(folder)
    assert (kept.file, other.received_at) == (path.name, 0)
    assert kept.received_at > 0


def test_looking_keeps_refused_files_where_it_is_asked_to(
    day: SampleDay, office: EventFile
) -> None:
    from pkri_desktop.workflow.receive import receive

    folder = day.profile.quarantine(office.queries.local("event"))
    path = refused(day.folder)
    for keep in (None, True):
        assert quarantined(folder) == ()
        receive(office, [path], profile=day.profile, clock=day.clock, access=day.access,
                dry_run=True, keep_refused=keep)  # fmt: skip

    assert only(folder).file == "x.pkrix"
