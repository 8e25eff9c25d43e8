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
from pkri_desktop.workflow.usage import language_of, speak

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pkri_desktop.exchange.wrapping import Access
    from pkri_desktop.workflow.differences import NamedDifference
    from pkri_desktop.workflow.issue import IssuedKit
    from pkri_desktop.workflow.receive import Received
    from pkri_desktop.workflow.verify import Verified

DONE, REFUSED, MISUSED = 0, 1, 2
PASSPHRASE_VARIABLE = "PKRI_PASSPHRASE"  # noqa: S105 -- a variable's name
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
    phrases = Phrasebook(language_of(argv))
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS and Path(argv[0]).suffix:
        # Whoever drops a file on the program has not mistyped a command.
        print(phrases.phrase("cli", "not-ours", file=argv[0]), file=sys.stderr)
        return MISUSED
    speak(phrases.language)
    arguments = _parser(phrases).parse_args(argv)
    command = _Command(arguments, windows)
    try:
        return command.run()
    except Refusal as refusal:
        command.complain(refusal)
        return REFUSED


def _parser(phrases: Phrasebook) -> argparse.ArgumentParser:
    def said(key: str) -> str:
        return phrases.phrase("help", key)

    parser = argparse.ArgumentParser(prog="pkri-desktop", description=said("about"))
    parser.add_argument("--version", action="version", version=__version__, help=said("version"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=said("COMMAND"))

    def command(name: str, *, event: bool = True) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=said(name), description=said(name))
        added.add_argument("--json", action="store_true", help=said("json"))
        added.add_argument(
            "--language", choices=LANGUAGES, default=phrases.language, help=said("language")
        )
        if event:
            added.add_argument("event", type=Path, metavar=said("EVENT"), help=said("event"))
        return added

    def with_target(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, required=True, metavar=said("FOLDER"), help=said("to")
        )

    def with_files(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar=said("FILE"), help=said("files"))
        parser.add_argument("--code", default="", metavar=said("CODE"), help=said("code"))

    demo = command("demo", event=False)
    with_target(demo)
    demo.add_argument("--seed", type=int, default=2024, metavar=said("NUMBER"), help=said("seed"))
    demo.add_argument("--no-window", action="store_true", help=said("no-window"))
    issue = command("issue")
    issue.add_argument("--panel", required=True, metavar=said("NAME"), help=said("panel"))
    with_target(issue)
    receive = command("receive")
    with_files(receive)
    receive.add_argument("--dry-run", action="store_true", help=said("dry-run"))
    with_target(command("publish"))
    verify = command("verify", event=False)
    with_files(verify)
    verify.add_argument("--root", type=Path, metavar=said("FILE"), help=said("root"))
    command("check")
    command("fingerprint")
    return parser


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
            names = {assessor.id: assessor.name for assessor in file.queries.assessors().values()}
        facts: dict[str, str | int] = {
            "file": str(kit.path),
            "panel": kit.panel.name,
            "records": kit.records,
        }
        self._say("issued", facts | {"kit_code": kit.kit_code, "codes": kit.codes}, **facts)
        if not self._given.json:
            self._tell_codes(kit, names)
        return DONE

    def _tell_codes(self, kit: IssuedKit, names: dict[str, str]) -> None:
        """Print every code that was made, and of each that was not why there is none to print."""
        if kit.kit_code:
            self._print("kit-code", code=kit.kit_code)
        else:
            self._print("kit-code-given")
        for member in kit.panel.members:
            name, code = names.get(member, member), kit.codes.get(member, "")
            if code:
                self._print("code", assessor=name, code=code)
            else:
                self._print("code-given", assessor=name)

    def _receive(self) -> int:
        from pkri_desktop.workflow.access import access_of  # noqa: PLC0415 -- slow import
        from pkri_desktop.workflow.receive import receive  # noqa: PLC0415 -- slow import

        done = []
        paths = list(self._given.files)
        if not self._given.dry_run and self._is_missing(self._given.event):
            founded, paths = self._found(paths)
            done.append(founded)
        with open_event(self._given.event, self._profile) as file:
            receipt = receive(
                file,
                paths,
                profile=self._profile,
                clock=self._clock,
                access=lambda: access_of(
                    file, self._profile, self._clock, self._passphrase, self._given.code
                ),
                dry_run=self._given.dry_run,
                progress=lambda done, total: self._progress("receiving", done, total),
            )
            fingerprint = file.ledger.fingerprint()
        return self._tell_receipt([*done, *receipt.files], fingerprint)

    def _is_missing(self, path: Path) -> bool:
        try:
            return not path.exists()
        except OSError:
            return False  # in a folder that cannot be looked into: opening it says so

    def _found(self, paths: list[Path]) -> tuple[Received, list[Path]]:
        """Make the panel's file from its kit; return that and the paths that are left."""
        from pkri_desktop.workflow.receive import found_from_first_kit  # noqa: PLC0415

        event: Path = self._given.event
        founded, rest = found_from_first_kit(
            paths, event, profile=self._profile, clock=self._clock, code=self._given.code
        )
        if not self._given.json:
            self._print("founded", kit=founded.file, file=str(event))
        return founded, rest

    def _tell_receipt(self, files: list[Received], fingerprint: str) -> int:
        if self._given.json:
            rows = [self._row(received) for received in files]
            print(json.dumps({"files": rows, "fingerprint": fingerprint}, ensure_ascii=False))
        refused = [received.refusal for received in files if received.refusal is not None]
        for received in files:
            if received.refusal is None and not self._given.json:
                self._tell(received)
        for refusal in refused:
            self.complain(refusal)
        return REFUSED if refused else DONE

    def _row(self, received: Received) -> dict[str, object]:
        refusal = received.refusal
        return received._asdict() | {
            "refusal": refusal.reason.value if refusal else None,
            "sentence": self._phrases.sentence(refusal) if refusal else None,
            "differences": [difference._asdict() for difference in received.differences],
        }

    def _tell(self, received: Received) -> None:
        facts: dict[str, str | int] = {
            name: value for name, value in received._asdict().items()
            if isinstance(value, str | int)
        }  # fmt: skip
        self._print("rehearsed" if self._given.dry_run else "received", **facts)
        if received.conflicts:
            self._print("conflicts", **facts)
            self._tell_differences(received.differences)
        if received.idle:
            self._print("idle", **facts)

    def _tell_differences(self, differences: Sequence[NamedDifference]) -> None:
        for difference in differences:
            self._print("difference", difference=difference.words(self._phrases))

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
            "superseded": [str(path) for path in published.superseded],
        }
        self._say("published", facts, sheets=len(published.sheets), folder=str(folder))
        if not self._given.json:
            for path in published.superseded:
                self._print("superseded", file=str(path))
        if published.unsigned:
            self._warn("unsigned", unsigned=published.unsigned)
        for name in published.invalid:
            self._warn("invalid", file=name)
        return REFUSED if published.invalid else DONE

    def _verify(self) -> int:
        from pkri_desktop.workflow.verify import (  # noqa: PLC0415 -- slow import
            Verified,
            files_to_verify,
            roots_for,
            verify_file,
        )

        verdicts: list[Verified] = []
        for path, unreadable in files_to_verify(self._given.files):
            try:
                if unreadable is not None:
                    raise unreadable
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
        from pkri_desktop.workflow.verify import NO_ROOT  # noqa: PLC0415 -- slow import

        facts: dict[str, str | int] = {
            "file": verdict.file,
            "signer": verdict.signer,
            "problem": self._phrases.phrase("problem", verdict.problem),
            "root": verdict.root,
            "source": verdict.root_from or self._phrases.phrase("cli", "profile"),
        }
        if verdict.problem == NO_ROOT:
            self._warn("not-checked", **facts)
        elif not verdict.valid:
            self._warn("not-valid", **facts)
        elif not self._given.json:
            self._print("valid", **facts)

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
            "conflicts": len(checked.differences),
            "differences": [difference._asdict() for difference in checked.differences],
            "forks": checked.forks,
        }
        if self._given.json:
            print(json.dumps(facts | report, ensure_ascii=False))
        else:
            if not findings:
                self._print("whole" if checked.differences else "well", **facts)
            if checked.differences:
                self._print("waiting", conflicts=len(checked.differences))
                self._tell_differences(checked.differences)
        for finding in checked.findings:
            what = self._phrases.phrase("finding", finding.what)
            self._warn("finding", what=what, where=finding.where)
        if findings:
            self._warn("not-well", findings=len(findings))
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
            from pkri_desktop.documents.wording import grouped_code  # noqa: PLC0415

            self._print("fingerprint", short=grouped_code(fingerprint), fingerprint=fingerprint)
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
