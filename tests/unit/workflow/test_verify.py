# SPDX-License-Identifier: MIT
from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.workflow.publish import pem, publish
from pkri_desktop.workflow.verify import Root, files_to_verify, roots_for, verify_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import SampleDay


@pytest.fixture
def paper(day: SampleDay) -> Path:
    return publish(day.office(), day.folder / "out").recapitulation


def certificate(day: SampleDay) -> bytes:
    with day.open(day.event_path, read_only=True) as file:
        return base64.b64decode(file.queries.root_certificate())


def test_verdict_says_which_file_vouched(day: SampleDay, paper: Path) -> None:
    beside = paper.with_name("akar.pem")
    named = day.folder / "named.pem"
    named.write_bytes(beside.read_bytes())

    by_neighbour = verify_file(paper, roots_for(paper, None, day.folder))
    by_name = verify_file(paper, roots_for(paper, named, day.folder))

    assert by_neighbour.valid
    assert by_name.valid
    assert (by_neighbour.root_from, by_name.root_from) == (str(beside), str(named))
    assert by_neighbour.root.startswith("Akar ")


def test_verdict_says_that_the_profile_vouched(day: SampleDay, paper: Path) -> None:
    paper.with_name("akar.pem").unlink()

    verdict = verify_file(paper, roots_for(paper, None, day.profile.folder / "keys"))

    assert (verdict.valid, verdict.root_from) == (True, "")
    assert verdict.root.startswith("Akar ")


def test_nothing_vouches_for_what_is_not_valid(day: SampleDay, paper: Path) -> None:
    root = Root(certificate(day), "akar.pem")
    data = bytearray(paper.read_bytes())
    data[len(data) // 3] ^= 1
    paper.write_bytes(data)

    verdict = verify_file(paper, [root])

    assert (verdict.valid, verdict.root, verdict.root_from) == (False, "", "")


def test_without_a_root_neither_pdf_nor_package_is_judged(day: SampleDay, paper: Path) -> None:
    for path in (paper, day.kit_path()):
        verdict = verify_file(path, [], day.access)
        assert (verdict.valid, verdict.problem) == (False, "no-root")


@pytest.mark.parametrize(
    "content",
    [b"", b"akar", b"-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n", pem(b"no DER")],
)
def test_root_that_is_no_certificate_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "akar.pem"
    path.write_bytes(content)

    with pytest.raises(Refusal) as refused:
        roots_for(tmp_path / "x.pdf", path, tmp_path)

    assert refused.value.reason is Reason.CERTIFICATE_INVALID


def test_event_file_is_to_be_checked_instead(day: SampleDay) -> None:
    with pytest.raises(Refusal) as refused:
        verify_file(day.event_path, [])

    assert refused.value.reason is Reason.FILE_IS_EVENT


def test_folder_stands_for_the_papers_and_packages_in_it(day: SampleDay, paper: Path) -> None:
    (paper.parent / "kembali.pkrix").write_bytes(b"")
    (paper.parent / "kegiatan.pkri").write_bytes(b"")

    names = [gathered.path.name for gathered in files_to_verify([paper.parent])]

    assert names == ["kembali.pkrix", "rekapitulasi.pdf"]
