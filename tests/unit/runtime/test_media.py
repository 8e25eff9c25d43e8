# SPDX-License-Identifier: MIT
from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pkri_desktop.runtime import media
from pkri_desktop.runtime.media import mounted_on_linux, removable_media

if TYPE_CHECKING:
    import pytest

MOUNTS = """\
/dev/sda2 / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
/dev/sdb1 /media/penilai/STIK\\040MERAH vfat rw 0 0
/dev/sdc1 /run/media/penilai/KINGSTON exfat rw 0 0
server:/data /mnt/data nfs rw 0 0
broken
"""


def test_linux_names_what_desktops_mount() -> None:
    assert mounted_on_linux(MOUNTS) == [
        Path("/media/penilai/STIK MERAH"),
        Path("/run/media/penilai/KINGSTON"),
    ]


def test_media_are_told_with_their_free_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
    places = [(tmp_path / "b", "b"), (tmp_path / "a", "a"), (tmp_path / "gone", "gone")]
    monkeypatch.setattr(media, "_mounted", lambda: iter(places))

    found = removable_media()

    assert [(medium.name, medium.path) for medium in found] == [
        ("a", tmp_path / "a"),
        ("b", tmp_path / "b"),
    ]
    assert all(medium.free > 0 for medium in found)


def test_medium_that_goes_meanwhile_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "_mounted", lambda: iter([(tmp_path, "x")]))

    def gone(_path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "disk_usage", gone)

    assert removable_media() == ()


def test_this_computer_can_be_asked() -> None:
    assert isinstance(removable_media(), tuple)


def test_mac_lists_its_volumes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(Path, "glob", lambda _self, _pattern: iter([tmp_path]))
    monkeypatch.setattr(Path, "is_mount", lambda _self: True)

    assert [medium.path for medium in removable_media()] == [tmp_path]
