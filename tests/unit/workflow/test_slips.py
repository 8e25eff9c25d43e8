# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.workflow.founding import found_event
from pkri_desktop.workflow.issue import IssuedKit, issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.slips import check_place, write_slips
from tests.processes import as_nobody, open_folder, with_full_disk
from tests.small_event import small_changes
from tests.unit.documents.tools import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.factories import SampleDay


@pytest.fixture
def office(day: SampleDay, tmp_path: Path) -> Iterator[Office]:
    """Return the office of an event that is no sample, just founded."""
    path = tmp_path / "real.pkri"
    found_event(
        path, small_changes(), name="Kecil", sample=False, passphrase="rahasia",
        profile=day.profile, clock=day.clock,
    )  # fmt: skip
    with open_event(path, day.profile) as file:
        yield Office(file, day.profile, day.clock, "rahasia")


def printed(office: Office, kits: list[IssuedKit], folder: Path) -> str:
    path = folder / "slip.pdf"
    assert write_slips(office, kits, path)
    return words_of(path.read_bytes(), folder)


def test_everybody_who_was_offered_a_key_gets_a_slip(office: Office, tmp_path: Path) -> None:
    kit = issue_kit(office, "p1", tmp_path / "kits")

    assert write_slips(office, [kit], tmp_path / "slip.pdf") == 2
    words = words_of((tmp_path / "slip.pdf").read_bytes(), tmp_path)

    assert all(words.count(code) == 1 for code in kit.codes.values())
    assert words.count(kit.kit_code) == 2
    assert "a1, ketua" in words
    assert "a2, anggota" in words
    assert kit.path.name in words


def test_slips_of_all_panels_can_be_one_file(office: Office, tmp_path: Path) -> None:
    kits = [issue_kit(office, panel, tmp_path / "kits") for panel in ("p1", "p2")]

    assert printed(office, kits, tmp_path).count("SLIP AKTIVASI") == 3


def test_who_is_renewed_gets_a_slip_that_says_where_the_kit_code_is(
    office: Office, tmp_path: Path
) -> None:
    first = issue_kit(office, "p1", tmp_path / "kits")
    kit = issue_kit(office, "p1", tmp_path / "kits", renew=["a2"])
    words = printed(office, [kit], tmp_path)

    assert words.count("SLIP AKTIVASI") == 1
    assert "a2, anggota" in words
    assert kit.codes["a2"] in words
    assert first.kit_code not in words
    assert "Tidak dapat ditampilkan lagi" in words


def test_without_new_codes_nothing_is_written(office: Office, tmp_path: Path) -> None:
    issue_kit(office, "p1", tmp_path / "kits")
    kit = issue_kit(office, "p1", tmp_path / "kits")

    assert write_slips(office, [kit], tmp_path / "slip.pdf") == 0
    assert not (tmp_path / "slip.pdf").exists()


def test_new_kit_code_reaches_also_who_has_an_activation_code(
    office: Office, tmp_path: Path
) -> None:
    kit = issue_kit(office, "p1", tmp_path / "kits")._replace(codes={})

    assert printed(office, [kit], tmp_path).count(kit.kit_code) == 2


def test_file_with_earlier_codes_is_not_written_over(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "slip.pdf"
    path.write_bytes(b"earlier codes")
    kit = issue_kit(office, "p1", tmp_path / "kits")

    for attempt in (lambda: check_place(path), lambda: write_slips(office, [kit], path)):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.reason is Reason.FILE_EXISTS
    assert path.read_bytes() == b"earlier codes"


def test_folder_that_cannot_be_written_to_is_said_beforehand() -> None:
    with open_folder() as folder:
        folder.chmod(0o555)

        def attempt() -> str:
            with pytest.raises(Refusal) as refused:
                check_place(folder / "slip.pdf")
            return refused.value.reason.value

        assert as_nobody(attempt) == Reason.FILE_READ_ONLY.value


def test_full_disk_is_said_beforehand_and_leaves_nothing(tmp_path: Path) -> None:
    def attempt() -> str:
        with pytest.raises(Refusal) as refused:
            check_place(tmp_path / "slip.pdf")
        return refused.value.reason.value

    assert with_full_disk(attempt, 50_000) == Reason.DISK_FULL.value
    assert list(tmp_path.iterdir()) == []


def test_kit_that_cannot_be_written_makes_no_code(office: Office, tmp_path: Path) -> None:
    before = office.file.ledger.count()
    (tmp_path / "kits").write_bytes(b"a file where a folder should be")

    with pytest.raises(Refusal):
        issue_kit(office, "p1", tmp_path / "kits")

    assert office.file.ledger.count() == before
