# SPDX-License-Identifier: MIT
"""From the start of the process to a painted window, against an empty one of the same toolkit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pkri_desktop.workflow.profile import Profile
from tests.bench.big_event import CHEAP
from tests.bench.measure import (
    Figure,
    HarnessError,
    caught,
    demand,
    demand_caught,
    interleaved,
    middle,
    milliseconds,
    spread,
)
from tests.bench.save import panel_file
from tests.bench.starting import PAINTED

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 15
MOST = 1.6  # times an empty window
ROOT = Path(__file__).parents[2]


def measure(folder: Path, *, profile: bool) -> list[Figure]:
    """Return the figures of a start."""
    kept = folder / "profile"
    path = panel_file(folder, Profile(kept, CHEAP))
    environment = start_environment(kept, folder / "bytecode") | {"QT_QPA_PLATFORM": "offscreen"}
    if profile:
        _profiled(environment, path)
    figure = _figure("start", "offscreen", environment, path, ROUNDS)
    planted = _seconds(environment, "product", str(path), slower=figure.floor * MOST)
    demand_caught(Figure("start", "", figure.floor, planted, MOST), "a pause of 1.6 empty windows")
    try:
        _seconds(environment | {"QT_QPA_PLATFORM": "minimal"}, "none")
    except HarnessError:
        caught("a process that paints nothing → no figure")
    else:
        raise HarnessError("a process that painted nothing was measured")
    figures = [figure]
    with _screen() as display:
        if display:
            on_screen = environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
            figures.append(_figure("start-xvfb", "on Xvfb", on_screen, path, 7, judged=False))
        else:
            print("      no Xvfb here: measured offscreen only")
    return figures


def start_environment(profile: Path, bytecode: Path) -> dict[str, str]:
    """Return the environment of a start: compiled files are kept, as on anybody's computer."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "WAYLAND_DISPLAY")
    }
    return environment | {"PKRI_PROFILE": str(profile), "PYTHONPYCACHEPREFIX": str(bytecode)}


def _figure(
    name: str, where: str, environment: dict[str, str], path: Path, rounds: int, *,
    judged: bool = True,
) -> Figure:  # fmt: skip
    times = interleaved(
        {
            "floor": lambda: _seconds(environment, "bare"),
            "product": lambda: _seconds(environment, "product", str(path)),
        },
        rounds,
        warm=2,
    )
    print(f"      {where}: floor {spread(times['floor'])}, product {spread(times['product'])}")
    return Figure(
        name,
        f"process start to painted window on a panel's file, {where}, against QApplication and an"
        " empty QMainWindow",
        middle(times["floor"]),
        middle(times["product"]),
        MOST,
        judged=judged,
    )


def _seconds(environment: dict[str, str], *arguments: str, slower: float = 0.0) -> float:
    """Return the seconds from the start of a process until it says that it has painted.

    Raises:
        HarnessError: it never said so, or ended badly.
    """
    command = [sys.executable, "-m", "tests.bench.starting", *arguments]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        if process.stdout is None:
            raise HarnessError("no output to read")
        said = process.stdout.readline().strip()
        time.sleep(slower)
        seconds = time.perf_counter() - begun
        _, complaint = process.communicate(timeout=60)
    demand(said == PAINTED and process.returncode == 0, f"no window was painted: {complaint}")
    return seconds


@contextmanager
def _screen() -> Iterator[str]:
    """Give a display of its own; empty where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        yield ""
        return
    reader, writer = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        try:
            yield f":{number}" if number else ""
        finally:
            server.terminate()


def _profiled(environment: dict[str, str], path: Path) -> None:
    """Print the dearest imports of a start, each with what it brings."""
    command = [sys.executable, "-X", "importtime", "-m", "tests.bench.starting", "product"]
    rows = []
    for _ in range(2):  # the second has compiled files
        done = subprocess.run(
            [*command, str(path)], cwd=ROOT, env=environment, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        rows = [
            (int(fields[1]), int(fields[0]), fields[2].rstrip())
            for line in done.stderr.splitlines()
            if len(fields := line.removeprefix("import time:").split("|")) == 3
            and fields[0].strip().isdigit()
        ]
    for total, own, name in sorted(rows, reverse=True)[:30]:
        print(f"      {milliseconds(total / 1e6)}  own {milliseconds(own / 1e6)}  {name}")
