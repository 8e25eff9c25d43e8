# SPDX-License-Identifier: MIT
"""What every command shares: what was given, in which language to speak, and where keys are."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.phrases import Phrasebook
from pkri_desktop.workflow.profile import Profile, usual_profile
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from pkri_desktop.exchange.wrapping import Access
    from pkri_desktop.workflow.differences import NamedDifference

DONE, REFUSED, MISUSED = 0, 1, 2
PASSPHRASE_VARIABLE = "PKRI_PASSPHRASE"  # noqa: S105 -- a variable's name


class Command:
    """One call of the command line."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._given = arguments
        self._phrases = Phrasebook(arguments.language)
        self._clock = SystemClock()

    def complain(self, refusal: Refusal) -> None:
        """Say why something was refused, and where the command line takes what is missing."""
        if refusal.reason is Reason.KEY_WRONG_PASSPHRASE and not self._passphrase:
            refusal = Refusal(Reason.PASSPHRASE_UNSET, variable=PASSPHRASE_VARIABLE)
        print(self._phrases.sentence(refusal), file=sys.stderr)

    @contextmanager
    def _office(self) -> Iterator[Office]:
        """Give the secretariat at its event file."""
        with open_event(self._given.event, self._profile) as file:
            yield Office(file, self._profile, self._clock, self._passphrase)

    @staticmethod
    def _reason_in(given: str, option: str) -> str:
        """Return the reason that an option gives; no record is written without one.

        Raises:
            Refusal: it gives none.
        """
        if not given.strip():
            raise Refusal(Reason.OPTION_MISSING, option=option)
        return given

    def _tell_differences(self, differences: Sequence[NamedDifference]) -> None:
        for difference in differences:
            self._print("difference", difference=difference.words(self._phrases))

    @property
    def _profile(self) -> Profile:
        return usual_profile()

    def _everybody(self) -> Access:
        """Return with what anybody whose key is on this computer opens packages."""
        from pkri_desktop.exchange.wrapping import Access  # noqa: PLC0415 -- slow import

        phrase = self._passphrase or SAMPLE_PASSPHRASE
        return Access(self._profile.keyring.identities(phrase), self._given.code or SAMPLE_CODE)

    @property
    def _passphrase(self) -> str:
        """Return the passphrase from the environment, or asked for where somebody can answer."""
        return os.environ.get(PASSPHRASE_VARIABLE, "")

    def _say(self, key: str, report: object, **facts: str | int) -> None:
        if self._given.json:
            print(json.dumps(report, ensure_ascii=False))
        else:
            self._print(key, **facts)

    def _print(self, key: str, **facts: str | int) -> None:
        print(self._phrases.phrase("cli", key, **facts))

    def _warn(self, key: str, **facts: str | int) -> None:
        print(self._phrases.phrase("cli", key, **facts), file=sys.stderr)

    def _progress(self, phase: str, done: int, total: int) -> None:
        """Draw a progress bar where somebody can see it."""
        if not sys.stderr.isatty() or total < 2:
            return
        width = 30
        filled = width * done // total
        bar = "█" * filled + "░" * (width - filled)
        name = self._phrases.phrase("cli", phase)
        end = "\n" if done == total else ""
        print(f"\r{name:<16} {bar} {done}/{total}", end=end, file=sys.stderr, flush=True)
