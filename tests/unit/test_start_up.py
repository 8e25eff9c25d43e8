# SPDX-License-Identifier: MIT
"""What is slow to import is not imported by the time the window is painted."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.identity.box import Effort
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit
from pkri_desktop.workflow.sample import found_sample_event
from tests.bench.start import ROOT, start_environment
from tests.bench.starting import PAINTED

if TYPE_CHECKING:
    from pathlib import Path

SLOW = (
    "asyncio",
    "concurrent.futures",
    "cryptography",
    "numpy",
    "openpyxl",
    "pyhanko",
    "pyhanko_certvalidator",
    "pyrage",
    "python_calamine",
    "reportlab",
    "segno",
    "sqlite_utils",
    "xlsxwriter",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a panel's file, an office's and the profile that wrote them."""
    folder = tmp_path_factory.mktemp("start")
    profile, clock = Profile(folder / "profile", Effort(64, 1, 1)), SystemClock()
    found_sample_event(folder / "kegiatan.pkri", profile, clock)
    with open_event(folder / "kegiatan.pkri", profile) as file:
        kit = issue_kit(Office(file, profile, clock), "panel-a", folder)
    found_from_kit(kit.path, folder / "panel-a.pkri", profile=profile, clock=clock)
    return folder


@pytest.mark.parametrize("files", [["panel-a.pkri"], ["kegiatan.pkri"], []])
def test_slow_libraries_are_not_imported_before_the_first_paint(
    folder: Path, files: list[str]
) -> None:
    paths = [str(folder / name) for name in files]
    imported = _imported(folder, "product", *paths)
    found = sorted(set(SLOW) & imported)
    assert not found, f"imported before the first paint: {found}"
    assert "pkri_desktop.ui.desktop" in imported


def test_a_bare_window_is_seen_to_be_painted_too(folder: Path) -> None:
    imported = _imported(folder, "bare")
    assert "PySide6.QtWidgets" in imported
    assert "pkri_desktop" not in imported


def _imported(folder: Path, *arguments: str) -> set[str]:
    """Return the names of the modules that are imported when the window has been painted."""
    environment = start_environment(folder / "profile", folder / "bytecode")
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.starting", *arguments],
        cwd=ROOT,
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said, _, names = done.stdout.partition("\n")
    assert (said, done.returncode) == (PAINTED, 0), done.stderr
    return set(names.split())
