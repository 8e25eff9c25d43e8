# SPDX-License-Identifier: MIT
"""The commands that only look: verify what is signed, check an event file, say its fingerprint."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkri_desktop.cli.command import DONE, REFUSED, Command
from pkri_desktop.domain.errors import Refusal
from pkri_desktop.workflow.opening import open_to_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.store.inspection import Finding
    from pkri_desktop.workflow.check_receipt import ReceiptChecked
    from pkri_desktop.workflow.verify import Verified

_OF_EACH_KIND = 3  # findings that are told one by one
_LOST = {
    "records": "lost-records",
    "seal": "lost-seal",
    "sheet": "lost-sheet",
    "pdf": "lost-pdf",
}


class LookCommands(Command):
    """What anybody can do without changing anything."""

    def verify(self) -> int:
        """Verify signed PDFs, packages and receipts."""
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
            receipts, held = self._receipts(file)
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
            "undecided": checked.undecided,
            "receipts": [
                receipt._asdict() | {"lost": [lost._asdict() for lost in receipt.lost]}
                for receipt in receipts
            ],
        }
        if self._given.json:
            print(json.dumps(facts | report, ensure_ascii=False))
        else:
            if not findings:
                waiting = checked.differences or checked.undecided
                self._print("whole" if waiting else "well", **facts)
            if checked.undecided:
                self._print("waiting-forks", forks=checked.undecided)
            if checked.differences:
                self._print("waiting", conflicts=len(checked.differences))
                self._tell_differences(checked.differences)
        self._tell_findings(checked.findings)
        for receipt in receipts:
            self._tell_receipt(receipt)
        return REFUSED if findings or not held else DONE

    def _tell_findings(self, findings: Sequence[Finding]) -> None:
        """Say what is wrong, some of each kind, and what to do."""
        by_kind: dict[str, list[str]] = {}
        for finding in findings:
            by_kind.setdefault(finding.what, []).append(finding.where)
        for kind, places in by_kind.items():
            what = self._phrases.phrase("finding", kind)
            for where in places[:_OF_EACH_KIND]:
                self._warn("finding", what=what, where=where)
            if (more := len(places) - _OF_EACH_KIND) > 0:
                self._warn("more-findings", what=what, more=more)
        if findings:
            older = by_kind.keys() == {"mirror.only-there"}
            self._warn("older-copy" if older else "not-well", findings=len(findings))

    def _receipts(self, file: EventFile) -> tuple[list[ReceiptChecked], bool]:
        """Compare the file with the receipts given; say also whether it holds all that they name.

        A receipt that cannot be read, or is not genuine, holds it to nothing.
        """
        from pkri_desktop.workflow.check_receipt import (  # noqa: PLC0415 -- slow import
            check_receipt,
            receipts_in,
        )

        compared, held = [], True
        for path, unreadable in receipts_in(self._given.receipt):
            try:
                if unreadable is not None:
                    raise unreadable
                compared.append(check_receipt(file, path))
            except Refusal as refusal:
                self.complain(refusal)
                held = False
        held = held and not any(one.problem or one.lost for one in compared)
        return compared, held

    def _tell_receipt(self, receipt: ReceiptChecked) -> None:
        facts: dict[str, str | int] = {
            "file": receipt.file,
            "problem": self._phrases.phrase("problem", receipt.problem),
            "files": receipt.files,
            "records": receipt.records,
            "sheets": receipt.sheets,
            "lost": len(receipt.lost),
        }
        if receipt.problem:
            self._warn("not-valid", **facts)
        elif not receipt.lost:
            if not self._given.json:
                self._print("receipt-held", **facts)
        else:
            self._warn("receipt-lost", **facts)
            for lost in receipt.lost:
                self._warn(_LOST[lost.what], author=lost.author, where=lost.where)

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
