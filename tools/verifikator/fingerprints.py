# SPDX-License-Identifier: MIT
"""The two fingerprints (section 8)."""

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterator

from verifikator import canonical
from verifikator.ledger import Ledger, way_back
from verifikator.records import Saying
from verifikator.results import Results


def of_state(ledger: Ledger) -> str:
    """The fingerprint of all records, telling seals and attachments."""
    telling = sorted(_telling(ledger))
    state = hashlib.sha256(b"pkri:state:1\n")
    for record in sorted(ledger.records):
        state.update(f"{record}\n".encode())
    state.update(b"\n")
    for stream, seq, record, certificate in telling:
        state.update(f"{stream} {seq} {record} {certificate}\n".encode())
    state.update(b"\n")
    for digest in sorted(ledger.attachments):
        state.update(f"{digest}\n".encode())
    state.update(b"\n")
    return state.hexdigest()


def _telling(ledger: Ledger) -> Iterator[Saying]:
    """Seals that say what no other of the same certificate says, stored ones whether good or not.

    A seal says it of its record and of all before it.
    """
    records = ledger.records
    covered: dict[str, set[str]] = defaultdict(set)
    for _, _, sealed, certificate in ledger.stored:
        known = covered[certificate]
        way = way_back(records, records.get(sealed))
        for before in itertools.islice(way, 1, None):
            if before.id in known:
                break
            known.add(before.id)
    for saying in ledger.stored:
        if saying[2] not in covered[saying[3]]:
            yield saying


def of_scores(results: Results) -> str:
    """The fingerprint of the scores that were written."""
    scores = hashlib.sha256(b"pkri:scores:1\n")
    for code, assessor, criterion, steps in sorted(results.scores):
        members = (canonical.encode(one).decode() for one in (code, assessor, criterion, steps))
        scores.update(f"[{', '.join(members)}]\n".encode())
    return scores.hexdigest()
