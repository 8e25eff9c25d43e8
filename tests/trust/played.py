# SPDX-License-Identifier: MIT
"""A sample event that was played through the command line, and what is said of its files."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pkri_desktop.workflow.profile import Profile
from tests.factories import CHEAP
from verifikator.__main__ import main

ROOT = Path(__file__).parents[2]

Report = dict[str, Any]


@dataclass(frozen=True)
class Day:
    """A sample event that was played, and the profile that it was played in."""

    folder: Path
    profile: Path

    @property
    def central(self) -> Path:
        """Return the secretariat's file."""
        return self.folder / "kegiatan.pkri"

    def program(self, *arguments: object) -> subprocess.CompletedProcess[bytes]:
        """Run the program's command line in this profile."""
        places = {"HOME": "", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"}
        places |= {"XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state", "LOCALAPPDATA": "data"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PKRI")}
        own = {name: str(self.profile / place) for name, place in places.items()}
        return subprocess.run(
            [sys.executable, "-m", "pkri_desktop", *map(str, arguments)],
            cwd=ROOT,
            env={**kept, **own, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            check=False,
        )

    def told(self, *arguments: object) -> Report:
        """What the program tells as JSON."""
        done = self.program(*arguments, "--json")
        assert done.returncode == 0, done.stderr.decode()
        report: Report = json.loads(done.stdout)
        return report

    def keys(self) -> list[str]:
        """Options with the keys of the secretariat."""
        found = sorted(self.profile.rglob("secretariat-*.json"))
        assert found
        return [*(f"--key={path}" for path in found), "--passphrase-env=SANDI_CONTOH"]

    def own_profile(self) -> Profile:
        """Return the profile, to use it from here."""
        return Profile(next(self.profile.rglob("mirrors")).parent, CHEAP)


def play(folder: Path) -> Day:
    """Play the sample event into a folder."""
    day = Day(folder / "demo", folder / "profile")
    day.profile.mkdir()
    done = day.program("demo", "--to", day.folder, "--no-window")
    assert done.returncode == 0, done.stderr.decode()
    return day


def verified(*arguments: object) -> Report:
    """Return what the verifier reports."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main([*map(str, arguments), "--json"])
    report: Report = json.loads(out.getvalue())
    assert code == (0 if report["well"] else 1)
    return report
