# SPDX-License-Identifier: MIT
"""The command line: the same workflows without a window, for scripts and for the impatient.

Exit 0: done. 1: refused, the reason on standard error. 2: wrong usage.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pkri_desktop.cli.command import DONE, MISUSED, REFUSED, Command
from pkri_desktop.cli.day import DayCommands
from pkri_desktop.cli.look import LookCommands
from pkri_desktop.cli.office import OfficeCommands
from pkri_desktop.cli.parser import make_parser
from pkri_desktop.cli.windows import Windows
from pkri_desktop.domain.errors import Refusal
from pkri_desktop.store.connection import database_errors
from pkri_desktop.workflow.phrases import Phrasebook
from pkri_desktop.workflow.usage import language_of, speak

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["COMMANDS", "Windows", "main"]

DAY = ("demo", "issue", "receive", "publish")
LOOK = ("verify", "check", "fingerprint")
OFFICE = ("decide", "undo", "keys", "trail", "recover", "recover-keys")
COMMANDS = (*DAY, *LOOK, *OFFICE)


def main(argv: Sequence[str], windows: Windows) -> int:
    """Run one command and return its exit code."""
    phrases = Phrasebook(language_of(argv))
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS and Path(argv[0]).suffix:
        # Whoever drops a file on the program has not mistyped a command.
        print(phrases.phrase("cli", "not-ours", file=argv[0]), file=sys.stderr)
        return MISUSED
    speak(phrases.language)
    arguments = make_parser(phrases).parse_args(argv)
    command = _command(arguments, windows)
    try:
        with database_errors(getattr(arguments, "event", None) or Path()):
            return int(getattr(command, arguments.command.replace("-", "_"))())
    except Refusal as refusal:
        command.complain(refusal)
        return REFUSED
    except BrokenPipeError:  # whoever reads on has had enough, as ``head`` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _command(arguments: argparse.Namespace, windows: Windows) -> Command:
    if arguments.command in DAY:
        return DayCommands(arguments, windows)
    if arguments.command in LOOK:
        return LookCommands(arguments)
    return OfficeCommands(arguments)
