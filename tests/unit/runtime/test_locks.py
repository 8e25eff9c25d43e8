# SPDX-License-Identifier: MIT
from __future__ import annotations

import os
import pwd
import signal
import socket
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.runtime.locks import FileLock, HeldElsewhereError
from tests.processes import as_nobody, in_child, open_folder

if TYPE_CHECKING:
    from pathlib import Path


def attempt(path: Path) -> str:
    """Take and release the lock; return who has it if somebody does."""
    try:
        FileLock(path).release()
    except HeldElsewhereError as error:
        return error.holder
    return "taken"


def test_lock_is_for_one_process_at_a_time_and_names_it(tmp_path: Path) -> None:
    path = tmp_path / "x.pkri"
    lock = FileLock(path)
    holder = f"{pwd.getpwuid(os.getuid()).pw_name} @ {socket.gethostname()} (pid {os.getpid()})"

    assert holder == in_child(lambda: attempt(path))
    assert holder == attempt(path)
    lock.release()
    assert in_child(lambda: attempt(path)) == "taken"


def test_lock_leaves_no_file_behind(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "x.pkri")
    assert [tmp_path / "x.pkri.lock"] == list(tmp_path.iterdir())

    lock.release()

    assert list(tmp_path.iterdir()) == []


def test_lock_is_free_when_its_holder_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "x.pkri"
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        _lock = FileLock(path)
        os.write(writable, b"taken")
        signal.pause()
    assert os.read(readable, 5) == b"taken"
    assert str(pid) in attempt(path)

    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(readable)
    os.close(writable)

    assert attempt(path) == "taken"


def test_lock_file_that_a_killed_program_left_behind_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "x.pkri.lock").write_text("somebody @ somewhere (pid 1)\n")

    assert attempt(tmp_path / "x.pkri") == "taken"


def test_lock_survives_the_removal_of_its_file_by_somebody(tmp_path: Path) -> None:
    """Who removes it lets two write: nothing can be done, but nothing crashes either."""
    lock = FileLock(tmp_path / "x.pkri")
    (tmp_path / "x.pkri.lock").unlink()

    lock.release()

    assert attempt(tmp_path / "x.pkri") == "taken"


def test_races_for_the_lock_have_exactly_one_winner_each(tmp_path: Path) -> None:
    path = tmp_path / "x.pkri"
    log = tmp_path / "log"
    log.touch()

    def race() -> None:
        """Note where one enters and leaves; nobody else may be between the two."""
        won = 0
        while won < 50:
            try:
                lock = FileLock(path)
            except HeldElsewhereError:
                continue
            with log.open("ab", buffering=0) as file:
                file.write(b"(")
                file.write(b")")
            lock.release()
            won += 1

    children = []
    for _ in range(4):
        pid = os.fork()
        if pid == 0:
            race()
            os._exit(0)
        children.append(pid)

    assert [os.waitpid(pid, 0)[1] for pid in children] == [0, 0, 0, 0]
    assert log.read_bytes() == b"()" * 200
    assert [log] == list(tmp_path.iterdir())


def test_lock_in_a_folder_that_cannot_be_written_to_is_an_error(tmp_path: Path) -> None:
    with open_folder() as folder:
        folder.chmod(0o555)

        def attempt_there() -> str:
            try:
                return attempt(folder / "x.pkri")
            except PermissionError:
                return "refused"

        assert as_nobody(attempt_there) == "refused"


def test_holder_is_read_without_trust_in_what_is_written_there(tmp_path: Path) -> None:
    path = tmp_path / "x.pkri"
    lock = FileLock(path)
    (tmp_path / "x.pkri.lock").write_bytes(b"\xff\xfe" + b"x" * 100_000)

    with pytest.raises(HeldElsewhereError) as held:
        FileLock(path)

    lock.release()
    assert len(held.value.holder) <= 200
