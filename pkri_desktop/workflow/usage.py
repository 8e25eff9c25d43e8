# SPDX-License-Identifier: MIT
"""Usage: makes argparse say its few sentences in the language of whoever calls."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.phrases import LANGUAGES, usual_language

if TYPE_CHECKING:
    from collections.abc import Sequence


def language_of(arguments: Sequence[str]) -> str:
    """Return the language that a call asks for, found before it is known to be a right one.

    What is wrong with the call is to be said in that language, too.
    """
    chosen = usual_language()
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--language":
            value = value if equals else "".join(arguments[place + 1 : place + 2])
            chosen = value if value in LANGUAGES else chosen
    return chosen


def speak(language: str) -> None:
    """Let argparse speak ``language`` from now on, in this process.

    It asks the two functions of gettext that it imported for each sentence. They look for a
    compiled catalogue in the folders of the system, where we have none, so they are exchanged.
    """
    sentences = _sentences(language)

    def one(message: str) -> str:
        return sentences.get(message, message)

    def counted(singular: str, plural: str, number: int) -> str:
        return one(singular if number == 1 else plural)

    vars(argparse).update(_=one, ngettext=counted)


def _sentences(language: str) -> dict[str, str]:
    """Return argparse's sentences by the English ones, which are its own."""
    path = resources_folder() / "phrases" / f"argparse.{language}.toml"
    if not path.exists():
        return {}
    import tomllib  # noqa: PLC0415 -- slow import

    return tomllib.loads(path.read_text(encoding="utf-8"))
