# SPDX-License-Identifier: MIT
"""The two fingerprints (section 8)."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from verifikator import canonical
from verifikator.ledger import Ledger
from verifikator.records import Seal
from verifikator.results import Results
from verifikator.standing import Stream


def of_state(ledger: Ledger, streams: dict[str, Stream]) -> str:
    """The fingerprint of all records, telling seals and attachments."""
    telling = sorted(seal.key for seal in _telling(ledger, streams))
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


def _telling(ledger: Ledger, streams: dict[str, Stream]) -> Iterator[Seal]:
    """Seals that no further one of the same certificate covers.

    Of an undivided stream that is the one with the highest place. Of a forked one it is each that
    does not stand on the way back of another.
    """
    groups: dict[tuple[str, str], list[Seal]] = defaultdict(list)
    for seal in ledger.seals:
        groups[seal.stream, seal.certificate].append(seal)
    for (stream, _), seals in groups.items():
        seals.sort(key=lambda one: one.seq, reverse=True)
        if streams[stream].fork is None:
            yield from (seal for seal in seals if seal.seq == seals[0].seq)
            continue
        covered: set[str] = set()
        for seal in seals:
            if seal.record in covered:
                continue
            yield seal
            at = ledger.records.get(seal.record)
            while at is not None and at.id not in covered:
                covered.add(at.id)
                at = ledger.records.get(at.prev)


def of_scores(results: Results) -> str:
    """The fingerprint of the scores that were written."""
    scores = hashlib.sha256(b"pkri:scores:1\n")
    for code, assessor, criterion, steps in sorted(results.scores):
        members = (canonical.encode(one).decode() for one in (code, assessor, criterion, steps))
        scores.update(f"[{', '.join(members)}]\n".encode())
    return scores.hexdigest()
