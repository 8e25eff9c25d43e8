# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason
from pkri_desktop.workflow import gathering
from pkri_desktop.workflow.gathering import MOST_DEPTH, gather
from tests.processes import as_nobody, open_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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


def _put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def test_folders_in_a_folder_are_entered_but_no_hidden_ones_and_no_links(tmp_path: Path) -> None:
    _put(tmp_path / "stick", "z.pdf", "B/b.pdf", "a/1/x.PDF", "a/c.txt")
    _put(
        tmp_path / "stick",
        ".Trash-1000/t.pdf",
        "System Volume Information/s.pdf",
        "$RECYCLE.BIN/r.pdf",
    )
    _put(tmp_path / "elsewhere", "e.pdf")
    (tmp_path / "stick" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "stick" / "round").symlink_to(tmp_path / "stick")

    found = gather([tmp_path / "stick"], (".pdf",))

    names = [str(one.path.relative_to(tmp_path / "stick")) for one in found]
    assert names == ["z.pdf", "B/b.pdf", "a/1/x.PDF"]
    assert not any(one.refusal for one in found)


def test_hidden_files_in_a_folder_are_left_alone_unless_they_are_named(tmp_path: Path) -> None:
    _put(tmp_path / "stick", "x.pdf", ".y.pdf", "a/._x.pdf", "a/..pdf")
    hidden = tmp_path / "stick" / ".y.pdf"

    assert gather([tmp_path / "stick"], (".pdf",)) == [(tmp_path / "stick" / "x.pdf", None)]
    assert gather([hidden], (".pdf",)) == [(hidden, None)]


def test_what_was_found_already_is_not_found_in_a_folder_again(tmp_path: Path) -> None:
    _put(tmp_path, "a/x.pdf")

    found = gather([tmp_path, tmp_path / "a"], (".pdf",))

    assert found == [(tmp_path / "a" / "x.pdf", None)]


def test_folder_that_is_too_deep_is_said_beside_the_rest(tmp_path: Path) -> None:
    deep = "/".join("d" * (MOST_DEPTH + 1))
    _put(tmp_path, "x.pdf", f"{deep}/y.pdf", f"{deep[:-2]}/z.pdf")

    found = gather([tmp_path], (".pdf",))

    assert [one.path.name for one in found] == ["x.pdf", "z.pdf", "d"]
    assert [one.refusal.reason if one.refusal else None for one in found] == [
        None, None, Reason.FOLDER_NOT_ALL,
    ]  # fmt: skip


def test_folder_with_too_much_in_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST_LOOKED_AT", 4)
    _put(tmp_path, "a.pdf", "b.pdf", "c/1.pdf", "c/2.pdf", "c/3.pdf")

    found = gather([tmp_path], (".pdf",))

    assert [one.path.name for one in found[:2]] == ["a.pdf", "b.pdf"]
    assert len(found) == 5
    assert found[-1].path == tmp_path / "c"
    assert found[-1].refusal is not None
    assert found[-1].refusal.reason is Reason.FOLDER_NOT_ALL


def test_folder_inside_that_cannot_be_looked_into_is_said_beside_the_rest() -> None:
    with open_folder() as folder:
        _put(folder, "locked/x.pdf", "open/y.pdf")
        (folder / "locked").chmod(0)

        def reasons() -> list[tuple[str, Reason | None]]:
            return [
                (one.path.name, one.refusal.reason if one.refusal else None)
                for one in gather([folder], (".pdf",))
            ]

        assert as_nobody(reasons) == [("locked", Reason.FILE_UNREADABLE), ("y.pdf", None)]
