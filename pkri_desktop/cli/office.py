# SPDX-License-Identifier: MIT
"""The commands of the secretariat: decide, undo, look after keys, read the trail, recover.

Each lists what there is when nothing is named.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from typing import TYPE_CHECKING

from pkri_desktop.cli.command import DONE, Command
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import operator_name
from pkri_desktop.domain.trail import TrailFilter
from pkri_desktop.workflow.opening import open_to_look

if TYPE_CHECKING:
    from pkri_desktop.domain.dispute import Difference, Fork
    from pkri_desktop.domain.trail import TrailEntry
    from pkri_desktop.store.event_file import EventFile

ESCROW_VARIABLE = "PKRI_ESCROW"


class OfficeCommands(Command):
    """What the secretariat does with what came back."""

    def decide(self) -> int:
        """Choose one of the records that disagree, or list what is to be decided."""
        if not self._given.subject:
            return self._list_questions()
        from pkri_desktop.workflow.decide import (  # noqa: PLC0415 -- slow import
            decide_difference,
            decide_fork,
        )

        why = self._reason_in(self._given.reason, "--reason")
        subject, choice = self._given.subject, self._given.choose or ""
        with self._office() as office:
            if subject.startswith("fork/"):
                decide_fork(office, subject.removeprefix("fork/"), choice, why)
            else:
                decide_difference(office, subject, choice, why)
            left = len(office.file.disputes.differences())
        self._say("decided", {"subject": subject, "left": left}, subject=subject, left=left)
        return DONE

    def _list_questions(self) -> int:
        with open_to_look(self._given.event, self._profile) as file:
            differences = file.disputes.differences()
            forks = [fork for fork in file.disputes.forks() if not fork.kept]
        if self._given.json:
            report = {
                "differences": [_told_difference(one) for one in differences],
                "forks": [_told_fork(one) for one in forks],
            }
            print(json.dumps(report, ensure_ascii=False))
            return DONE
        self._print("questions", differences=len(differences), forks=len(forks))
        for difference in differences:
            print("/".join(difference.subject))
            for side in difference.sides:
                body = json.dumps(side.body, ensure_ascii=False)[:200]
                self._print("side", record=side.records[0], kind=side.kind, body=body,
                            file=", ".join(sorted({o.file for o in side.origins})))  # fmt: skip
        for fork in forks:
            print(f"fork/{fork.stream}")
            for branch in fork.branches:
                self._print("branch", record=branch.tip, records=len(branch.changes))
        return DONE

    def undo(self) -> int:
        """Take out again what a received file brought, or list what was received."""
        if self._given.number:
            with self._office() as office, office.file.writing() as ledger:
                ledger.undo(self._given.number, at=self._clock.now())
                fingerprint = ledger.fingerprint()
            self._say("undone", {"undone": self._given.number, "fingerprint": fingerprint},
                      fingerprint=fingerprint)  # fmt: skip
            return DONE
        with open_to_look(self._given.event, self._profile) as file:
            imports = file.queries.imports()
        if self._given.json:
            print(json.dumps({"imports": [one._asdict() for one in imports]}, ensure_ascii=False))
            return DONE
        for one in imports:
            key = "import-undone" if one.undone_by else "import"
            self._print(key, number=one.turn, file=one.file, records=one.records)
        return DONE

    def keys(self) -> int:
        """List the keys of assessors, or revoke one."""
        from pkri_desktop.workflow.revoke import (  # noqa: PLC0415 -- slow import
            keys_of,
            revoke_key,
        )
        from pkri_desktop.workflow.words import words_of  # noqa: PLC0415 -- slow import

        with self._office() as office:
            found = keys_of(office)
            if self._given.revoke:
                chosen = [k for k in found if k.certificate.startswith(self._given.revoke)]
                if len(chosen) != 1:
                    raise Refusal(Reason.KEY_UNKNOWN)
                why = self._reason_in(self._given.reason, "--reason")
                revoke_key(office, chosen[0], why, last=_last(self._given.last))
                found = keys_of(office)
        if self._given.json:
            rows = [key._asdict() | {"words": words_of(key.certificate)} for key in found]
            print(json.dumps({"keys": rows}, ensure_ascii=False))
            return DONE
        for key in found:
            self._print(
                "key-revoked" if key.revoked else "key", assessor=key.assessor,
                certificate=key.certificate[:16], words=words_of(key.certificate),
                reason=key.revoked,
            )  # fmt: skip
        return DONE

    def appoint(self) -> int:
        """Appoint a further operator."""
        from pkri_desktop.workflow.operators import appoint  # noqa: PLC0415 -- slow import

        with self._office() as office:
            done = appoint(office, self._given.to)
        facts = {"package": str(done.path), "operator": done.operator, "code": done.code}
        self._say("appointed", facts, **facts | {"operator": operator_name(done.operator)})
        return DONE

    def exchange(self) -> int:
        """Write everything for the other operators."""
        from pkri_desktop.workflow.operators import exchange  # noqa: PLC0415 -- slow import

        with self._office() as office:
            done = exchange(office, self._given.to)
            fingerprint = office.file.ledger.fingerprint()
        facts: dict[str, str | int] = {
            "package": str(done.path), "records": done.records, "fingerprint": fingerprint,
        }  # fmt: skip
        self._say("exchanged", {**facts, "unable": list(done.unable)}, **facts)
        for operator in done.unable:
            self._warn("unable", operator=operator_name(operator))
        return DONE

    def enrol(self) -> int:
        """Make the key of the operator who was appointed."""
        from pkri_desktop.workflow.operators import enrol_operator  # noqa: PLC0415 -- slow import

        with self._office() as office:
            enrol_operator(office, self._given.code, office.passphrase)
            operator = office.holder.author
        self._say("enrolled", {"operator": operator}, operator=operator_name(operator))
        return DONE

    def trail(self) -> int:
        """Print the trail, one JSON object a line, what came last first."""
        wanted = TrailFilter(
            subject=tuple(part for part in self._given.subject.split("/") if part),
            entry=self._given.entry, author=self._given.author, words=self._given.words,
        )  # fmt: skip
        with open_to_look(self._given.event, self._profile) as file:
            _check_known(file, wanted)
            for entry in file.trail.entries(wanted, limit=self._given.most):
                print(json.dumps(_told_entry(entry), ensure_ascii=False))
        return DONE

    def recover(self) -> int:
        """Make a damaged or missing event file anew from what this profile keeps of it."""
        from pkri_desktop.workflow.recover import recover  # noqa: PLC0415 -- slow import

        recovered = recover(self._given.event, self._profile, self._clock)
        damaged = str(recovered.damaged) if recovered.damaged else ""
        facts: dict[str, str | int] = {
            "file": str(self._given.event),
            "records": recovered.records,
            "from_mirror": recovered.from_mirror,
            "damaged": damaged,
        }
        self._say("recovered", facts, **facts)
        if damaged and not self._given.json:
            print(self._phrases.phrase("cli", "put-aside", file=damaged), file=sys.stderr)
        return DONE

    def recover_keys(self) -> int:
        """Put the secretariat's keys back with the escrow paper, under a new passphrase."""
        from pkri_desktop.workflow.escrow import recover_keys  # noqa: PLC0415 -- slow import

        event = recover_keys(
            self._given.event, self._escrow(), self._passphrase, profile=self._profile,
            source=self._given.source,
        )  # fmt: skip
        self._say("keys-recovered", {"event": event.id, "name": event.name}, event=event.name)
        return DONE

    def _escrow(self) -> str:
        """Return the escrow identity from the environment, typed unseen, or piped in."""
        given = os.environ.get(ESCROW_VARIABLE, "")
        if given or not sys.stdin.isatty():
            return given or sys.stdin.read(1_000)
        return getpass.getpass(self._phrases.phrase("cli", "escrow-wanted"))


def _last(named: str) -> str | None:
    """Return the last good record: as named, none, or what has arrived."""
    return {"received": None, "none": ""}.get(named, named)


def _check_known(file: EventFile, wanted: TrailFilter) -> None:
    """Refuse an entry or an author of whom the file has never heard: nothing found looks alike."""
    if wanted.entry and wanted.entry not in file.queries.entries():
        raise Refusal(Reason.ENTRY_UNKNOWN, entry=wanted.entry)
    known = not wanted.author or wanted.author in file.queries.assessors()
    if not known and not file.trail.count(TrailFilter(author=wanted.author)):
        raise Refusal(Reason.AUTHOR_UNKNOWN, author=wanted.author)


def _told_difference(difference: Difference) -> dict[str, object]:
    return {
        "subject": "/".join(difference.subject),
        "entry": difference.entry,
        "blocks": difference.blocks,
        "sides": [
            {"records": side.records, "kind": side.kind, "body": side.body,
             "files": sorted({origin.file for origin in side.origins})}
            for side in difference.sides
        ],
    }  # fmt: skip


def _told_fork(fork: Fork) -> dict[str, object]:
    return {
        "subject": f"fork/{fork.stream}",
        "author": fork.author,
        "branches": [{"tip": b.tip, "records": len(b.changes)} for b in fork.branches],
    }


def _told_entry(entry: TrailEntry) -> dict[str, object]:
    return {
        "record": entry.record,
        "kind": entry.kind,
        "subject": "/".join(entry.subject),
        "author": entry.origin.author,
        "at": entry.origin.at,
        "body": entry.body,
        "before": entry.before,
        "file": entry.origin.file,
        "sealed": entry.origin.sealed,
        "acts": entry.acts,
        "forked": entry.forked,
        "standing": entry.standing,
    }
