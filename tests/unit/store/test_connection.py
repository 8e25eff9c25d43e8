# SPDX-License-Identifier: MIT
from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.store import connection as connection_module
from pkri_desktop.store.connection import (
    SettingNotTakenError,
    connect,
    database_errors,
    writable,
)
from pkri_desktop.store.schema import APPLICATION_ID, pack_version
from tests.processes import as_nobody, open_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.small_event import Template


@pytest.fixture
def path(template: Template, tmp_path: Path) -> Path:
    path = tmp_path / "panel.pkri"
    path.write_bytes((template.folder / "panel.pkri").read_bytes())
    return path


def reason_of_opening(path: Path) -> Reason | None:
    try:
        connect(path).close()
    except Refusal as refusal:
        return refusal.reason if refusal.facts["file"] == path.name else None
    return None


def set_version(path: Path, major: int, minor: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {pack_version(major, minor)}")
    connection.close()


# -- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("busy_timeout", 5_000),
    ],
)
def test_writer_has_the_settings_on_which_durability_rests(
    path: Path, setting: str, value: str | int
) -> None:
    connection = connect(path)
    taken = connection.execute(f"PRAGMA {setting}").fetchone()[0]
    connection.close()

    assert value == taken


def test_setting_that_reads_back_otherwise_is_a_bug_and_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = dict(connection_module._WRITER_SETTINGS) | {"synchronous": ("FULL", 3)}
    monkeypatch.setattr(connection_module, "_WRITER_SETTINGS", wrong)

    with pytest.raises(SettingNotTakenError, match="synchronous is 2, not 3"):
        connect(path)


def test_file_that_somebody_turned_to_wal_is_turned_back(path: Path) -> None:
    stranger = sqlite3.connect(path)
    assert stranger.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    stranger.close()

    connection = connect(path)
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()

    assert mode == "delete"
    assert [path] == list(path.parent.iterdir())


def test_reader_writes_nothing(path: Path) -> None:
    connection = connect(path, read_only=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM record")
    connection.close()


# -- what can be opened --------------------------------------------------------------------------


def test_file_of_this_version_opens(path: Path) -> None:
    assert reason_of_opening(path) is None


@pytest.mark.parametrize(
    ("major", "minor", "reason"),
    [
        (1, 0, None),
        (1, 1, None),
        (1, 65_535, None),
        (2, 0, Reason.FILE_NEWER),
        (2, 5, Reason.FILE_NEWER),
        (32_767, 0, Reason.FILE_NEWER),
        (0, 0, Reason.FILE_DAMAGED),
        (0, 9, Reason.FILE_DAMAGED),
        (-1, 0, Reason.FILE_DAMAGED),
    ],
)
def test_newer_major_refuses_and_newer_minor_opens(
    path: Path, major: int, minor: int, reason: Reason | None
) -> None:
    set_version(path, major, minor)

    assert reason is reason_of_opening(path)


def test_newer_version_is_named(path: Path) -> None:
    set_version(path, 7, 3)

    with pytest.raises(Refusal) as refused:
        connect(path)
    assert refused.value.facts == {"file": "panel.pkri", "version": "7.3"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"SQLite format 3\0",
        b"SQLite format 3\0" + bytes(84),
        b"%PDF-1.7",
        b"PKRIPKG1",
        b"PK\x03\x04",
        os.urandom(5_000),
        bytes(100_000),
    ],
)
def test_something_else_is_not_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pkri"
    path.write_bytes(content)

    assert reason_of_opening(path) is Reason.FILE_NOT_OURS
    assert path.read_bytes() == content


def test_database_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.pkri"
    stranger = sqlite3.connect(path)
    stranger.execute("CREATE TABLE record (id)")
    stranger.execute("PRAGMA user_version = 65536")
    stranger.commit()
    stranger.close()

    assert reason_of_opening(path) is Reason.FILE_NOT_OURS


def test_file_that_is_missing_is_said(tmp_path: Path) -> None:
    assert reason_of_opening(tmp_path / "x.pkri") is Reason.FILE_MISSING


def test_folder_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "x.pkri").mkdir()

    assert reason_of_opening(tmp_path / "x.pkri") is Reason.FILE_NOT_OURS


@given(place=st.integers(0, 99), by=st.integers(1, 255))
@settings(max_examples=60)
def test_file_with_a_changed_byte_in_its_header_opens_or_is_refused(
    template: Template, tmp_path: Path, place: int, by: int
) -> None:
    data = bytearray((template.folder / "panel.pkri").read_bytes())
    data[place] ^= by
    path = tmp_path / "x.pkri"
    path.write_bytes(data)
    for rest in tmp_path.glob("x.pkri-*"):
        rest.unlink()

    reason_of_opening(path)


@pytest.mark.parametrize("read_only", [True, False])
def test_header_that_promises_another_form_of_tables_is_damaged(
    path: Path, read_only: bool
) -> None:
    data = bytearray(path.read_bytes())
    data[44:48] = (5).to_bytes(4, "big")  # SQLite knows the forms 1 to 4
    path.write_bytes(data)

    with pytest.raises(Refusal) as refused:
        connect(path, read_only=read_only)

    assert refused.value.reason is Reason.FILE_DAMAGED


def test_database_errors_that_are_our_own_bugs_are_let_through(path: Path) -> None:
    connection = connect(path)
    with pytest.raises(sqlite3.OperationalError, match="no such table"), database_errors(path):
        connection.execute("SELECT * FROM no_such_table")
    connection.close()


# -- whether it can be written to ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "expected"),
    [(0o666, 0o777, True), (0o444, 0o777, False), (0o666, 0o555, False), (0o444, 0o555, False)],
)
def test_file_and_folder_must_be_writable(file_mode: int, folder_mode: int, expected: bool) -> None:
    with open_folder() as folder:
        path = folder / "x.pkri"
        path.write_bytes(b"x")
        path.chmod(file_mode)
        folder.chmod(folder_mode)

        assert expected == as_nobody(lambda: writable(path))


def test_folder_in_place_of_a_file_is_not_writable(tmp_path: Path) -> None:
    assert not writable(tmp_path)


def test_application_is_named_in_the_header(path: Path) -> None:
    assert path.read_bytes()[68:72] == b"PKRI"
    assert int.from_bytes(b"PKRI") == APPLICATION_ID
