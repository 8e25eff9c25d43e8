# SPDX-License-Identifier: MIT
"""The commands of a day: play it, hand out, take in, publish, verify, check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkri_desktop.cli.command import DONE, REFUSED, Command
from pkri_desktop.domain.errors import Refusal
from pkri_desktop.workflow.opening import open_event, open_to_look

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from pkri_desktop.cli.windows import Windows
    from pkri_desktop.workflow.issue import IssuedKit
    from pkri_desktop.workflow.receive import Received
    from pkri_desktop.workflow.verify import Verified


class DayCommands(Command):
    """What is done on the day, by anybody."""

    def __init__(self, arguments: argparse.Namespace, windows: Windows) -> None:
        super().__init__(arguments)
        self._windows = windows

    def demo(self) -> int:
        """Play the whole sample day."""
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

    def issue(self) -> int:
        """Write the kit of a panel."""
        from pkri_desktop.workflow.issue import issue_kit  # noqa: PLC0415 -- slow import
        from pkri_desktop.workflow.slips import check_place, write_slips  # noqa: PLC0415

        slips, count, failed = self._given.slips, 0, None
        if slips is not None:
            check_place(slips)
        with self._office() as office:
            kit = issue_kit(office, self._given.panel, self._given.to, renew=self._given.renew)
            names = {a.id: a.name for a in office.file.queries.assessors().values()}
            if slips is not None:
                try:
                    count = write_slips(office, [kit], slips)
                except Refusal as refusal:  # the codes are nowhere else: they are printed after all
                    failed = refusal
        facts: dict[str, str | int] = {
            "file": str(kit.path),
            "panel": kit.panel.name,
            "records": kit.records,
        }
        codes = {"slips": str(slips)} if count else {"kit_code": kit.kit_code, "codes": kit.codes}
        self._say("issued", facts | codes, **facts)
        if count and not self._given.json:
            self._print("slips", count=count, file=str(slips))
        elif not self._given.json:
            self._tell_codes(kit, names)
        if failed is not None:
            self.complain(failed)
        return REFUSED if failed else DONE

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

    def receive(self) -> int:
        """Receive packages or panel files; make a panel file from its kit."""
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

    def publish(self) -> int:
        """Write signed sheets and the recapitulation."""
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

    def verify(self) -> int:
        """Verify signed PDFs and packages."""
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

    def check(self) -> int:
        """Check that an event file is whole."""
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

    def fingerprint(self) -> int:
        """Say the fingerprint of an event file."""
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
            from pkri_desktop.workflow.words import words_of  # noqa: PLC0415

            self._print("fingerprint", short=grouped_code(fingerprint),
                        words=words_of(fingerprint), fingerprint=fingerprint)  # fmt: skip
        return DONE
