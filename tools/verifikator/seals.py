# SPDX-License-Identifier: MIT
"""Published chains, and seals that are checked against them (section 4)."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Sequence

from verifikator.certificates import ChainError, Holder, deviations, fingerprint, load, verify
from verifikator.findings import Findings
from verifikator.ledger import Ledger
from verifikator.records import Saying, Seal, Source

Published = dict[str, list[tuple[str, list[bytes]]]]
"""Author and chain of each published certificate, by the certificate's fingerprint."""


def check_keys(ledger: Ledger, findings: Findings) -> None:
    """Check published chains: those of keys and of enrolments."""
    if ledger.trust is None:
        return
    for record in ledger.records.values():
        if record.kind not in ("key.enrolled", "enrolment.offered"):
            continue
        chain = [base64.b64decode(one) for one in record.body["chain"]]
        try:
            if record.kind == "key.enrolled":
                holder = ledger.trust.holder(chain)
                if fingerprint(chain[0])[:40] != record.parts[2]:
                    raise ChainError("sidik di pokok bukan sidik sertifikat")
                author, role = holder.author, holder.role
            else:
                author, role = ledger.trust.enrolment(chain), "enrolment"
            if author != record.parts[1]:
                raise ChainError("sertifikat untuk orang lain")
        except ChainError as error:
            findings.add("key.chain", record.place, str(error))
            continue
        roles = (role,) if role == "enrolment" else (role, "enrolment")
        below = [one for one in chain if one != ledger.trust.root]
        for one, what in zip(below, roles, strict=False):
            for problem in deviations(load(one), what):
                findings.add("key.certificate", record.place, problem)


def check_seals(ledger: Ledger, sources: Sequence[Source], findings: Findings) -> None:
    """Put good seals into the ledger; others become findings."""
    published: Published = defaultdict(list)
    for record in ledger.records.values():
        if record.kind == "key.enrolled":
            chain = [base64.b64decode(one) for one in record.body["chain"]]
            certificate = fingerprint(chain[0])
            if certificate[:40] == record.parts[2]:
                published[certificate].append((record.parts[1], chain))
    seen: set[Saying] = set()
    for source in sources:
        for seal in source.seals:
            ledger.stored.add(seal.key)
            try:
                holder = _sealer(seal, ledger, published)
            except ChainError as error:
                findings.add("seal.bad", f"{source.name}: {seal.place}", str(error))
                continue
            key = seal.key
            if holder is not None and key not in seen:
                seen.add(key)
                ledger.seals.append(seal)
                ledger.sealers.append(holder)


def _sealer(seal: Seal, ledger: Ledger, published: Published) -> Holder | None:
    record = ledger.records.get(seal.record)
    if record is None:
        raise ChainError("catatan yang disegel tidak ada")
    if (record.stream, record.seq) != (seal.stream, seal.seq):
        raise ChainError("tempat yang disegel bukan tempat catatannya")
    if ledger.trust is None:
        return None
    problem = "sertifikat penyegel tidak diumumkan"
    for author, chain in published.get(seal.certificate, ()):
        try:
            holder = ledger.trust.holder(chain)
        except ChainError as error:
            problem = str(error)
            continue
        if holder.author != author:
            problem = "sertifikat diumumkan atas nama orang lain"
        elif verify(chain[0], seal.signature, hashlib.sha256(seal.message).digest()):
            return holder
        else:
            problem = "tanda tangan segel salah"
    raise ChainError(problem)
