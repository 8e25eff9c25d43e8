# SPDX-License-Identifier: MIT
"""Check: is an event file whole, and is everything in it as it was written?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.identity.signer import seal_holds
from pkri_desktop.store.connection import database_errors
from pkri_desktop.store.inspection import Finding
from pkri_desktop.workflow.differences import NamedDifference, differences_on

if TYPE_CHECKING:
    from pkri_desktop.store.event_file import EventFile


class Checked(NamedTuple):
    """What a check saw.

    Attributes:
        findings: what is not as it should be; empty when all is well.
        records: how many records were checked.
        seals: how many seals were verified.
        differences: on what records disagree; a fact, not a damage.
        forks: streams that forked; a fact, not a damage.
        undecided: those of them of which no copy counts yet, where nothing else is wrong.
        fingerprint: of the whole state; empty where something is not as it should be, since it
            would say nothing then.
    """

    findings: tuple[Finding, ...]
    records: int
    seals: int
    differences: tuple[NamedDifference, ...]
    forks: int
    undecided: int
    fingerprint: str


def check(file: EventFile) -> Checked:
    """Check hashes, chains, seals, attachments, projections and mirror.

    Raises:
        Refusal: the file is so damaged that it cannot be read through.
    """
    with database_errors(file.path):
        with file.inspection() as inspection:
            findings = list(inspection.findings())
            seals = list(inspection.seals())
            chains = inspection.chains()
        for seal in seals:
            chain = chains.get(seal.certificate)
            if chain is None or not seal_holds(seal, chain[0]):
                findings.append(Finding("seal.invalid", f"{seal.stream} {seal.seq}"))
        conflicts = file.queries.conflicts()
        if findings:  # names from tables that are not as they were may be wrong, or not be there
            differences = tuple(NamedDifference(subject, "other") for subject in conflicts)
            undecided = 0
        else:
            differences = differences_on(file.queries, conflicts)
            undecided = sum(not fork.kept for fork in file.disputes.forks())
        return Checked(
            findings=tuple(findings),
            records=file.ledger.count(),
            seals=len(seals),
            differences=differences,
            forks=len(file.queries.forked_streams()),
            undecided=undecided,
            fingerprint="" if findings else file.ledger.fingerprint(),
        )
