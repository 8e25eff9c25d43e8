# SPDX-License-Identifier: MIT
"""The composition root: builds the objects, hands them to one another, starts Qt.

Everything that needs no Qt is imported before it: once Qt's binding is there, it reads the source
of each module that is imported, which costs a start some milliseconds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.phrases import Phrasebook, usual_language
from pkri_desktop.workflow.profile import usual_profile
from pkri_desktop.workflow.room import open_room

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from pkri_desktop.ui.desktop import Desktop

SAMPLE_OPTION = "--sample"
PHOTOGRAPH_OPTION = "--photograph"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
PLATFORM = "QT_QPA_PLATFORM"


def main(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed.

    Args:
        arguments: an event file or a kit, ``--sample`` for the sample event, or nothing to choose
            one in the window.
    """
    if len(arguments) == 3 and arguments[0] == PHOTOGRAPH_OPTION:
        return _photograph_here(Path(arguments[1]), Path(arguments[2]))
    if not _has_display(os.environ):
        # Qt would abort the process, with a page of its own words.
        sentence = Phrasebook(usual_language()).sentence(Refusal(Reason.DISPLAY_MISSING))
        sys.stderr.write(f"{sentence}\n")
        return 1
    app = _application()
    desktop = build(app)
    sys.excepthook = _telling(desktop)
    if list(arguments) == [SAMPLE_OPTION]:
        desktop.show_start("")
        desktop.open_sample()
    else:
        desktop.begin(Path(arguments[0]) if arguments else None)
    code = app.exec()
    desktop.close()
    return code


def _telling(
    desktop: Desktop,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return the hook that says in the window what an error says of the open file."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        desktop.tell_failure(error)

    return tell


def build(app: QApplication) -> Desktop:
    """Dress the application and build what every window needs."""
    from pkri_desktop.ui.desktop import Desktop  # noqa: PLC0415 -- Qt only where it is wanted
    from pkri_desktop.ui.icon import window_icon  # noqa: PLC0415
    from pkri_desktop.ui.jobs import Jobs  # noqa: PLC0415
    from pkri_desktop.ui.language import install_language  # noqa: PLC0415
    from pkri_desktop.ui.settings import Settings  # noqa: PLC0415
    from pkri_desktop.ui.theme import dress  # noqa: PLC0415

    profile, resources, clock = usual_profile(), resources_folder(), SystemClock()
    settings = Settings(profile.folder)
    app.setWindowIcon(window_icon(resources))
    return Desktop(
        profile=profile,
        clock=clock,
        rooms=lambda path: open_room(path, profile, clock),
        phrases=Phrasebook,
        jobs=Jobs(),
        settings=settings,
        look=dress(app, settings, resources),
        languages=install_language(app, settings.language, resources),
    )


def photograph(event: Path, picture: Path) -> None:
    """Save a picture of the window on ``event``, without a display.

    In a process of its own, since Qt is told before it starts that there is no screen.

    Raises:
        Refusal: the graphics libraries are missing.
    """
    import subprocess  # noqa: PLC0415 -- slow import, rarely needed

    environment = os.environ | {PLATFORM: "offscreen"}
    done = subprocess.run(  # noqa: S603 -- our own program
        [*_own_command(), PHOTOGRAPH_OPTION, str(event), str(picture)],
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    if done.returncode != 0 or not picture.exists():
        raise Refusal(Reason.PICTURE_UNAVAILABLE)


def show_apart(event: Path) -> None:
    """Open the window on ``event`` in a process of its own, where there is a display."""
    if _has_display({name: os.environ.get(name, "") for name in DISPLAYS}):
        import subprocess  # noqa: PLC0415 -- slow import, rarely needed

        subprocess.Popen(  # noqa: S603 -- our own program
            [*_own_command(), str(event)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _has_display(environment: Mapping[str, str]) -> bool:
    """Say whether a window can be shown, as far as the environment tells."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return any(environment.get(name) for name in (*DISPLAYS, PLATFORM))


def _own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "pkri_desktop"]


def _application() -> QApplication:
    from pkri_desktop.ui.application import make_application  # noqa: PLC0415 -- Qt only where wanted

    return make_application()


def _photograph_here(event: Path, picture: Path) -> int:
    """Save a picture of the window as this process shows it."""
    app = _application()
    desktop = build(app)
    from pkri_desktop.ui.main_window import MainWindow  # noqa: PLC0415
    from pkri_desktop.ui.picture import settled_picture  # noqa: PLC0415 -- Qt only where wanted
    from pkri_desktop.ui.settings import Settings  # noqa: PLC0415

    settings = Settings(usual_profile().folder)
    before = settings.geometry
    window = desktop.open(event)
    if isinstance(window, MainWindow) and window.room.assessors():
        window.choose_assessor(window.room.assessors()[0].id)
    saved = settled_picture(window).save(str(picture))
    desktop.close()
    settings.geometry = before  # where there is no screen says nothing about where there is one
    settings.save()
    return 0 if saved else 1
