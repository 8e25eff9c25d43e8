# SPDX-License-Identifier: MIT
"""The commands of a day: play it, hand out, take in, publish."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkri_desktop.cli.command import DONE, REFUSED, Command
from pkri_desktop.domain.errors import Refusal
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.cli.windows import Windows
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.acknowledge import Acknowledged
    from pkri_desktop.workflow.issue import IssuedKit
    from pkri_desktop.workflow.receive import Received


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
            kit = issue_kit(
                office, self._given.panel, self._given.to, renew=self._given.renew,
                renew_code=self._given.renew_kit_code,
            )  # fmt: skip
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
        self._say("issued", facts | codes | {"waiting": kit.waiting}, **facts)
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
            self._print("kit-code-given" if kit.waiting else "kit-code-idle")
        for member in kit.panel.members:
            name, code = names.get(member, member), kit.codes.get(member, "")
            if code:
                self._print("code", assessor=name, code=code)
            else:
                self._print("code-given", assessor=name)

    def receive(self) -> int:
        """Receive packages or panel files; make a panel file from its kit."""
        from pkri_desktop.workflow.access import access_of  # noqa: PLC0415 -- slow import
        from pkri_desktop.workflow.acknowledge import check_place  # noqa: PLC0415 -- slow import
        from pkri_desktop.workflow.receive import receive  # noqa: PLC0415 -- slow import

        done = []
        paths, folder = list(self._given.files), self._given.receipt
        if not self._given.dry_run and folder is None and self._is_missing(self._given.event):
            founded, paths = self._found(paths)
            done.append(founded)
        with open_event(self._given.event, self._profile) as file:
            if folder is not None:
                check_place(self._office_at(file), folder)
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
            given, failed = self._acknowledge(file, receipt.files, folder)
        return self._tell_receipt([*done, *receipt.files], fingerprint, given, failed)

    def _acknowledge(
        self, file: EventFile, files: Sequence[Received], folder: Path | None
    ) -> tuple[Acknowledged | None, Refusal | None]:
        """Write the receipt, or return why it could not be: what was received is told anyway."""
        from pkri_desktop.workflow.acknowledge import acknowledge  # noqa: PLC0415 -- slow import

        if folder is None:
            return None, None
        try:
            return acknowledge(self._office_at(file), files, folder), None
        except Refusal as refusal:
            return None, refusal

    def _office_at(self, file: EventFile) -> Office:
        return Office(file, self._profile, self._clock, self._passphrase)

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

    def _tell_receipt(
        self,
        files: list[Received],
        fingerprint: str,
        given: Acknowledged | None,
        failed: Refusal | None,
    ) -> int:
        if self._given.json:
            rows = [self._row(received) for received in files]
            written = [str(path) for path in given] if given else []
            report = {"files": rows, "fingerprint": fingerprint, "receipt": written}
            print(json.dumps(report, ensure_ascii=False))
        refused = [received.refusal for received in files if received.refusal is not None]
        refused += [failed] if failed is not None else []
        for received in files:
            if received.refusal is None and not self._given.json:
                self._tell(received)
        if given is not None and not self._given.json:
            self._print("receipt", file=str(given.file), paper=str(given.paper))
        for refusal in refused:
            self.complain(refusal)
        return REFUSED if refused else DONE

    def _row(self, received: Received) -> dict[str, object]:
        refusal = received.refusal
        told = received._asdict()
        del told["heads"]  # a receipt has them
        return told | {
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
        if received.forked:
            self._print("forked", **facts)
        if received.revoked:
            self._print("revoked", **facts)

    def publish(self) -> int:
        """Write signed sheets and the recapitulation."""
        from pkri_desktop.workflow.closing import (  # noqa: PLC0415 -- slow import
            completeness_of,
            release_results,
        )
        from pkri_desktop.workflow.publish import publish  # noqa: PLC0415 -- slow import
        from pkri_desktop.workflow.recapitulate import (  # noqa: PLC0415 -- slow import
            recapitulation_of,
        )

        folder: Path = self._given.to
        with open_event(self._given.event, self._profile) as file:
            office = self._office_at(file)
            if self._given.final is not None:
                why = self._reason_in(self._given.final, "--final")
                gaps = completeness_of(file, recapitulation_of(file)).gaps
                release_results(office, gaps, why)
            published = publish(
                office,
                folder,
                lambda done, total: self._progress("publishing", done, total),
            )
        facts = {
            "sheets": len(published.sheets),
            "recapitulation": str(published.recapitulation),
            "root": str(published.root),
            "invalid": list(published.invalid),
            "unsigned": published.unsigned,
            "superseded": [str(path) for path in published.superseded],
            "final": published.final,
            "gaps": list(published.gaps),
        }
        self._say("published", facts, sheets=len(published.sheets), folder=str(folder))
        if not self._given.json:
            for path in published.superseded:
                self._print("superseded", file=str(path))
        if not published.final:
            self._warn("provisional", gaps=len(published.gaps))
        if published.unsigned:
            self._warn("unsigned", unsigned=published.unsigned)
        for name in published.invalid:
            self._warn("invalid", file=name)
        return REFUSED if published.invalid else DONE
