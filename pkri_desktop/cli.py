# SPDX-License-Identifier: MIT
"""The command line: the same workflows without a window, for scripts and for the impatient.

Exit 0: done. 1: refused, the reason on standard error. 2: wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop import __version__
from pkri_desktop.domain.errors import Refusal
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.workflow.opening import open_event, open_to_look
from pkri_desktop.workflow.phrases import LANGUAGES, Phrasebook
from pkri_desktop.workflow.profile import Profile, usual_profile
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pkri_desktop.exchange.wrapping import Access
    from pkri_desktop.workflow.verify import Verified

DONE, REFUSED = 0, 1
PASSPHRASE_VARIABLE = "PKRI_PASSPHRASE"  # noqa: S105 -- a variable's name
LANGUAGE_VARIABLE = "PKRI_LANGUAGE"
COMMANDS = ("demo", "issue", "receive", "publish", "verify", "check", "fingerprint")


class Windows(NamedTuple):
    """What needs a window, given by whoever may know Qt.

    Attributes:
        photograph: saves a picture of the window on an event file.
        show: opens the window on an event file and comes back at once, if there is a display.
    """

    photograph: Callable[[Path, Path], None]
    show: Callable[[Path], None]


def main(argv: Sequence[str], windows: Windows) -> int:
    """Run one command and return its exit code."""
    arguments = _parser().parse_args(argv)
    command = _Command(arguments, windows)
    try:
        return command.run()
    except Refusal as refusal:
        command.complain(refusal)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pkri-desktop",
        description="PKRI Desktop. Without a command it opens the window: pkri-desktop [EVENT]",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str, *, event: bool = True) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument("--json", action="store_true", help="report as JSON")
        added.add_argument(
            "--language",
            choices=LANGUAGES,
            default=_usual_language(),
        )
        if event:
            added.add_argument("event", type=Path, metavar="EVENT", help="event file (.pkri)")
        return added

    demo = command("demo", "play the whole sample day", event=False)
    demo.add_argument("--to", type=Path, required=True, metavar="DIR")
    demo.add_argument("--seed", type=int, default=2024)
    demo.add_argument("--no-window", action="store_true", help="do not open the window afterwards")
    issue = command("issue", "issue the kit of a panel")
    issue.add_argument("--panel", required=True, metavar="NAME")
    issue.add_argument("--to", type=Path, required=True, metavar="DIR")
    receive = command("receive", "receive packages or panel files; a kit founds a panel file")
    receive.add_argument("files", type=Path, nargs="+", metavar="FILE")
    receive.add_argument("--code", default="", metavar="CODE", help="kit code (kode paket)")
    receive.add_argument("--dry-run", action="store_true", help="only say what would be received")
    publish = command("publish", "write signed sheets and the recapitulation")
    publish.add_argument("--to", type=Path, required=True, metavar="DIR")
    verify = command("verify", "verify signed PDFs and packages", event=False)
    verify.add_argument("files", type=Path, nargs="+", metavar="FILE")
    verify.add_argument("--code", default="", metavar="CODE", help="kit code (kode paket)")
    verify.add_argument("--root", type=Path, metavar="PEM", help="root certificate to trust")
    command("check", "check that an event file is whole")
    command("fingerprint", "print the fingerprint of an event file")
    return parser


def _usual_language() -> str:
    named = os.environ.get(LANGUAGE_VARIABLE, "")
    return named if named in LANGUAGES else LANGUAGES[0]


class _Command:
    """One call of the command line."""

    def __init__(self, arguments: argparse.Namespace, windows: Windows) -> None:
        self._given = arguments
        self._windows = windows
        self._phrases = Phrasebook(arguments.language)
        self._clock = SystemClock()

    def run(self) -> int:
        method: Callable[[], int] = getattr(self, f"_{self._given.command}")
        return method()

    def complain(self, refusal: Refusal) -> None:
        print(self._phrases.sentence(refusal), file=sys.stderr)

    # -- commands ----------------------------------------------------------------------------

    def _demo(self) -> int:
        from dataclasses import asdict  # noqa: PLC0415 -- only here

        from pkri_desktop.workflow.demo import (  # noqa: PLC0415 -- slow import
            EVENT_NAME,
            LAPTOPS,
            PICTURE_NAME,
            play_day,
        )

        folder: Path = self._given.to
        summary = play_day(folder, self._given.seed, self._profile, self._progress)
        try:
            self._windows.photograph(folder / LAPTOPS / "penilai-a1.pkri", folder / PICTURE_NAME)
        except Refusal as refusal:
            self.complain(refusal)
        facts: dict[str, str | int] = asdict(summary)
        self._say("demo", facts, folder=str(folder), **facts)
        if not self._given.no_window:
            self._windows.show(folder / EVENT_NAME)
        return DONE

    def _issue(self) -> int:
        from pkri_desktop.workflow.issue import issue_kit  # noqa: PLC0415 -- slow import
        from pkri_desktop.workflow.office import Office  # noqa: PLC0415 -- slow import

        with open_event(self._given.event, self._profile) as file:
            office = Office(file, self._profile, self._clock, self._passphrase)
            kit = issue_kit(office, self._given.panel, self._given.to)
        facts: dict[str, str | int] = {
            "file": str(kit.path),
            "panel": kit.panel.name,
            "records": kit.records,
        }
        self._say("issued", facts | {"kit_code": kit.kit_code, "codes": kit.codes}, **facts)
        if not self._given.json:
            if kit.kit_code:
                print(self._phrases.phrase("cli", "kit-code", code=kit.kit_code))
            for assessor, code in kit.codes.items():
                print(self._phrases.phrase("cli", "code", assessor=assessor, code=code))
        return DONE

    def _receive(self) -> int:
        from pkri_desktop.workflow.access import access_of  # noqa: PLC0415 -- slow import
        from pkri_desktop.workflow.receive import (  # noqa: PLC0415 -- slow import
            found_from_kit,
            receive,
        )

        event, files = self._given.event, list(self._given.files)
        if not event.exists() and not self._given.dry_run:
            found_from_kit(
                files[0], event, profile=self._profile, clock=self._clock, code=self._given.code
            )
            if not self._given.json:
                print(self._phrases.phrase("cli", "founded", file=str(event)))
        with open_event(event, self._profile) as file:
            receipt = receive(
                file,
                files,
                profile=self._profile,
                clock=self._clock,
                access=lambda: access_of(
                    file, self._profile, self._clock, self._passphrase, self._given.code
                ),
                dry_run=self._given.dry_run,
                progress=lambda done, total: self._progress("receiving", done, total),
            )
            fingerprint = file.ledger.fingerprint()
        refused = [received for received in receipt.files if received.refusal is not None]
        if self._given.json:
            rows = [
                received._asdict()
                | {"refusal": received.refusal.reason.value if received.refusal else None,
                   "sentence": self._phrases.sentence(received.refusal)
                   if received.refusal else None}
                for received in receipt.files
            ]  # fmt: skip
            print(json.dumps({"files": rows, "fingerprint": fingerprint}, ensure_ascii=False))
        else:
            key = "rehearsed" if self._given.dry_run else "received"
            for received in receipt.files:
                if received.refusal is None:
                    self._tell(key, received._asdict())
        for received in refused:
            if received.refusal is not None:
                self.complain(received.refusal)
        return REFUSED if refused else DONE

    def _tell(self, key: str, facts: dict[str, object]) -> None:
        numbers = {name: value for name, value in facts.items() if isinstance(value, str | int)}
        print(self._phrases.phrase("cli", key, **numbers))
        for what in ("conflicts", "idle"):
            if numbers.get(what):
                print(self._phrases.phrase("cli", what, **numbers))

    def _publish(self) -> int:
        from pkri_desktop.workflow.office import Office  # noqa: PLC0415 -- slow import
        from pkri_desktop.workflow.publish import publish  # noqa: PLC0415 -- slow import

        folder: Path = self._given.to
        with open_event(self._given.event, self._profile) as file:
            office = Office(file, self._profile, self._clock, self._passphrase)
            published = publish(
                office, folder, lambda done, total: self._progress("publishing", done, total)
            )
        facts = {
            "sheets": len(published.sheets),
            "recapitulation": str(published.recapitulation),
            "root": str(published.root),
            "invalid": list(published.invalid),
            "unsigned": published.unsigned,
        }
        self._say("published", facts, sheets=len(published.sheets), folder=str(folder))
        if published.unsigned:
            text = self._phrases.phrase("cli", "unsigned", unsigned=published.unsigned)
            print(text, file=sys.stderr)
        for name in published.invalid:
            print(self._phrases.phrase("cli", "invalid", file=name), file=sys.stderr)
        return REFUSED if published.invalid else DONE

    def _verify(self) -> int:
        from pkri_desktop.workflow.verify import (  # noqa: PLC0415 -- slow import
            Verified,
            roots_for,
            verify_file,
        )

        verdicts: list[Verified] = []
        for path in self._given.files:
            try:
                roots = roots_for(path, self._given.root, self._profile.folder / "keys")
                verdicts.append(verify_file(path, roots, self._everybody))
            except Refusal as refusal:
                self.complain(refusal)
                verdicts.append(Verified(path.name, False, "", refusal.reason.value, ""))
                continue
            self._tell_verdict(verdicts[-1])
        if self._given.json:
            print(json.dumps({"files": [v._asdict() for v in verdicts]}, ensure_ascii=False))
        return DONE if all(verdict.valid for verdict in verdicts) else REFUSED

    def _tell_verdict(self, verdict: Verified) -> None:
        facts: dict[str, str | int] = {
            "file": verdict.file,
            "signer": verdict.signer,
            "problem": self._phrases.phrase("problem", verdict.problem),
        }
        if not verdict.valid:
            print(self._phrases.phrase("cli", "not-valid", **facts), file=sys.stderr)
        elif not self._given.json:
            print(self._phrases.phrase("cli", "valid", **facts))

    def _check(self) -> int:
        from pkri_desktop.workflow.check import check  # noqa: PLC0415 -- slow import

        with open_to_look(self._given.event, self._profile) as file:
            checked = check(file)
        facts: dict[str, str | int] = {
            "records": checked.records,
            "seals": checked.seals,
            "fingerprint": checked.fingerprint,
        }
        findings = [finding._asdict() for finding in checked.findings]
        report = {
            "well": not findings,
            "findings": findings,
            "conflicts": checked.conflicts,
            "forks": checked.forks,
        }
        if self._given.json:
            print(json.dumps(facts | report, ensure_ascii=False))
        elif not findings:
            print(self._phrases.phrase("cli", "well", **facts))
        for finding in checked.findings:
            what = self._phrases.phrase("finding", finding.what)
            text = self._phrases.phrase("cli", "finding", what=what, where=finding.where)
            print(text, file=sys.stderr)
        if findings:
            text = self._phrases.phrase("cli", "not-well", findings=len(findings))
            print(text, file=sys.stderr)
        return REFUSED if findings else DONE

    def _fingerprint(self) -> int:
        with open_to_look(self._given.event, self._profile) as file:
            fingerprint = file.ledger.fingerprint()
            facts = {
                "fingerprint": fingerprint,
                "score_fingerprint": file.ledger.score_fingerprint(),
                "records": file.ledger.count(),
            }
        if self._given.json:
            print(json.dumps(facts))
        else:
            print(fingerprint)
        return DONE

    # -- inside ------------------------------------------------------------------------------

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
            print(self._phrases.phrase("cli", key, **facts))

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
