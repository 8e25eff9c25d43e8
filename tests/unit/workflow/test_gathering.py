# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason
from pkri_desktop.workflow.gathering import gather
from tests.processes import as_nobody, open_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_folder_stands_for_the_files_in_it_that_are_wanted(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.PDF", "c.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "folder.pdf").mkdir()

    found = gather([tmp_path, tmp_path / "c.txt"], (".pdf",))

    assert [gathered.path.name for gathered in found] == ["a.PDF", "b.pdf", "c.txt"]
    assert [gathered.refusal for gathered in found] == [None] * 3


def test_file_is_meant_by_its_name_whether_it_is_there_or_not(tmp_path: Path) -> None:
    assert gather([tmp_path / "x"], (".pdf",)) == [(tmp_path / "x", None)]


def test_folder_with_nothing_wanted_in_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_bytes(b"")

    [gathered] = gather([tmp_path], (".pdf",))

    assert gathered.refusal is not None
    assert gathered.refusal.reason is Reason.FOLDER_EMPTY


def test_folder_that_cannot_be_looked_into_does_not_keep_others_out() -> None:
    with open_folder() as folder:
        locked = folder / "locked"
        locked.mkdir()
        (locked / "x.pdf").write_bytes(b"")
        (folder / "y.pdf").write_bytes(b"")
        locked.chmod(0)

        def reasons() -> list[Reason | None]:
            found = gather([locked, locked / "x.pdf", folder / "y.pdf"], (".pdf",))
            return [gathered.refusal.reason if gathered.refusal else None for gathered in found]

        assert as_nobody(reasons) == [Reason.FILE_UNREADABLE, Reason.FILE_UNREADABLE, None]
