# SPDX-License-Identifier: MIT
"""Where the program begins: a command for the command line, anything else for the window."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run PKRI Desktop and return its exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing  # noqa: PLC0415 -- slow import

        multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if _is_for_window(arguments):
        from pkri_desktop import app  # noqa: PLC0415 -- a command needs no Qt

        return app.main(arguments)
    from pkri_desktop import cli  # noqa: PLC0415 -- the window needs no command line

    return cli.main(arguments, cli.Windows(photograph=_photograph, show=_show))


def _is_for_window(arguments: list[str]) -> bool:
    """Say whether the window is wanted: nothing, an event file or a kit, or its own options."""
    if not arguments or arguments[0] in ("--sample", "--photograph"):
        return True
    return Path(arguments[0]).suffix in (".pkri", ".pkrix")


def _photograph(event: Path, picture: Path) -> None:
    from pkri_desktop import app  # noqa: PLC0415 -- only a demo needs Qt

    app.photograph(event, picture)


def _show(event: Path) -> None:
    from pkri_desktop import app  # noqa: PLC0415 -- only a demo needs Qt

    app.show_apart(event)


if __name__ == "__main__":
    sys.exit(main())
