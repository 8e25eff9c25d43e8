# SPDX-License-Identifier: MIT
"""What holds for every test: nobody's own profile is touched, nothing goes out, nothing warns."""

from __future__ import annotations

import logging
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from platformdirs import user_data_path

from tests.factories import SampleDay, found_sample_day
from tests.small_event import Template, World, found_template

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN_PROFILE = str(user_data_path("pkri-desktop", appauthor=False))
_FILE_EVENTS = frozenset(("open", "os.mkdir", "os.rename", "os.remove", "sqlite3.connect"))

# A fresh folder, so that whatever is started from a test has no other profile to fall back on.
_SCRATCH = tempfile.TemporaryDirectory(prefix="pkri-tests-")
os.environ["PKRI_PROFILE"] = str(Path(_SCRATCH.name) / "profile")
os.environ["XDG_DATA_HOME"] = str(Path(_SCRATCH.name) / "data")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _name in ("PKRI_PASSPHRASE", "PKRI_LANGUAGE"):
    os.environ.pop(_name, None)


class ForbiddenInTestsError(AssertionError):
    """A test reached for the user's own profile or for the network."""


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event in _FILE_EVENTS:
        if str(arguments[0]).removeprefix("file://").startswith(_OWN_PROFILE):
            raise ForbiddenInTestsError(f"{event} in the user's own profile: {arguments[0]}")
    elif event == "socket.connect":
        connecting = arguments[0]
        if isinstance(connecting, socket.socket) and connecting.family != socket.AF_UNIX:
            raise ForbiddenInTestsError(f"network: {arguments[1]}")
    elif event == "socket.getaddrinfo":
        raise ForbiddenInTestsError(f"network: {arguments[0]}")


sys.addaudithook(_forbid)

# The default repeats the same examples, so that a red build has its cause in what was changed;
# the nightly ones are new each time.
_common = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("default", _common, max_examples=50, derandomize=True)
settings.register_profile("nightly", _common, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which something was logged as a warning or worse."""
    yield
    loud = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert loud == []


@pytest.fixture(scope="session")
def founded_day(tmp_path_factory: pytest.TempPathFactory) -> SampleDay:
    """Return the sample event with kits and six enrolled laptops; to be copied, not used."""
    return found_sample_day(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def day(founded_day: SampleDay, tmp_path: Path) -> Iterator[SampleDay]:
    """Return a fresh copy of the sample event; what is opened through it is closed at the end."""
    copied = founded_day.copy_to(tmp_path / "day")
    yield copied
    copied.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Return the founded small event; to be copied, not used."""
    return found_template(tmp_path_factory.mktemp("small"))


@pytest.fixture
def world(template: Template, tmp_path: Path) -> Iterator[World]:
    """Return the small event on the office's computer and three laptops, keys enrolled."""
    world = World(template, tmp_path / "world").begin()
    yield world
    world.close()
