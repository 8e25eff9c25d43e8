# SPDX-License-Identifier: MIT
"""The two fingerprints (section 8)."""

import hashlib

from verifikator import canonical
from verifikator.ledger import Ledger
from verifikator.results import Results
from verifikator.standing import Stream


def of_state(ledger: Ledger, streams: dict[str, Stream]) -> str:
    """The fingerprint of all records, telling seals and attachments."""
    highest: dict[tuple[str, str], int] = {}
    for seal in ledger.seals:
        key = (seal.stream, seal.certificate)
        highest[key] = max(highest.get(key, 0), seal.seq)
    telling = sorted(
        (seal.stream, seal.seq, seal.record, seal.certificate)
        for seal in ledger.seals
        if streams[seal.stream].fork is not None
        or seal.seq == highest[seal.stream, seal.certificate]
    )
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


def of_scores(results: Results) -> str:
    """The fingerprint of the scores that were written."""
    scores = hashlib.sha256(b"pkri:scores:1\n")
    for code, assessor, criterion, steps in sorted(results.scores):
        members = (canonical.encode(one).decode() for one in (code, assessor, criterion, steps))
        scores.update(f"[{', '.join(members)}]\n".encode())
    return scores.hexdigest()
