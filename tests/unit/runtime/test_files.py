# SPDX-License-Identifier: MIT
from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.runtime.files import sync_folder, try_writing, write_durably
from tests.processes import as_nobody, in_child, open_folder, with_full_disk

if TYPE_CHECKING:
    from pathlib import Path


def test_file_is_written_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "file.pdf"

    write_durably(path, b"content")

    assert path.read_bytes() == b"content"
    assert [path] == list(path.parent.iterdir())


def test_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"a much longer old content")

    write_durably(path, b"new")

    assert path.read_bytes() == b"new"
    assert [path] == list(tmp_path.iterdir())


def test_file_that_somebody_reads_keeps_its_old_content_for_them(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old")
    with path.open("rb") as reading:
        write_durably(path, b"new")

        assert reading.read() == b"old"


def test_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old")

    def write() -> str:
        try:
            write_durably(path, bytes(100_000))
        except OSError as error:
            return os.strerror(error.errno or 0)
        return "written"

    assert with_full_disk(write, 50_000) == "File too large"
    assert path.read_bytes() == b"old"
    assert [path] == list(tmp_path.iterdir())


def test_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with open_folder() as folder:
        folder.chmod(0o555)

        def write() -> str:
            try:
                write_durably(folder / "file.pdf", b"x")
            except PermissionError:
                return "refused"
            return "written"

        assert as_nobody(write) == "refused"
        assert list(folder.iterdir()) == []


def test_name_that_is_a_folder_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file.pdf").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_durably(tmp_path / "file.pdf", b"x")

    assert [tmp_path / "file.pdf"] == list(tmp_path.iterdir())


def test_two_writers_at_once_leave_one_of_their_contents(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    contents = [bytes([number]) * 300_000 for number in (1, 2)]

    def write_often() -> None:
        for _ in range(20):
            write_durably(path, contents[1])

    pid = os.fork()
    if pid == 0:
        write_often()
        os._exit(0)
    for _ in range(20):
        write_durably(path, contents[0])
        assert path.read_bytes() in contents
    assert os.waitpid(pid, 0)[1] == 0
    assert path.read_bytes() in contents
    assert [path] == list(tmp_path.iterdir())


def test_folder_is_synced(tmp_path: Path) -> None:
    assert in_child(lambda: sync_folder(tmp_path)) is None


def test_trying_leaves_nothing_and_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.pdf"
    try_writing(path)
    assert list(path.parent.iterdir()) == []
    path.write_bytes(b"old")

    try_writing(path)

    assert path.read_bytes() == b"old"
    assert [path] == list(path.parent.iterdir())


def test_trying_says_that_the_disk_is_full(tmp_path: Path) -> None:
    def attempt() -> str:
        with pytest.raises(OSError) as failed:  # noqa: PT011 -- which one is looked at
            try_writing(tmp_path / "file.pdf", 100_000)
        return os.strerror(failed.value.errno or 0)

    assert with_full_disk(attempt, 50_000) == "File too large"
    assert list(tmp_path.iterdir()) == []
