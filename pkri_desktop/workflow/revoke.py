# SPDX-License-Identifier: MIT
"""Revoke a key: a lost laptop or passphrase, after which nothing new under that key counts.

What it sealed up to a named record stays good. The assessor gets a new offer with the next kit.
A key that was brought in a .p12 file may stand in two certificates; both go together.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.record import Body, Change
from pkri_desktop.identity import certificates
from pkri_desktop.workflow.reasons import reason_given

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Record
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.store.queries import Queries
    from pkri_desktop.workflow.office import Office

SUBJECT_DIGITS = 40  # of a certificate's fingerprint, as subjects write it


class EnrolledKey(NamedTuple):
    """A key by which an assessor seals.

    Attributes:
        certificate: SHA-256 of the certificate, hexadecimal.
        issuer: SHA-256 of the enrolment certificate under which it was made.
        public: SHA-256 of the public key, which other certificates may say too.
        since: when it was made, as the laptop claimed.
        last: the last record that it sealed, as far as is known here; empty for none.
        last_at: when that was written, as the laptop claimed.
        revoked: why it was revoked; empty while it is good.
        good_until: the last record that stays good after that; empty for none.
    """

    assessor: str
    certificate: str
    issuer: str
    public: str
    since: int
    last: str
    last_at: int
    revoked: str
    good_until: str


class Consequence(NamedTuple):
    """What a revocation would mean for the results: sheets as (assessor, entry).

    Attributes:
        kept: sheets of the key's owner that count now and would go on counting.
        lost: sheets that count now and would not any more.
        gained: sheets that do not count now and would, since what they differ from falls away.
        records: how many records of the key's owner would not be vouched for any more.
    """

    kept: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]
    gained: tuple[tuple[str, str], ...]
    records: int


def keys_of(office: Office, role: Role = Role.ASSESSOR) -> tuple[EnrolledKey, ...]:
    """Return the keys of everybody in a role, as they published them themselves."""
    ledger, queries = office.file.ledger, office.file.queries
    found = []
    for record in ledger.published_keys(role):
        chain = [base64.b64decode(der) for der in cast("list[str]", record.body["chain"])]
        certificate = hashlib.sha256(chain[0]).hexdigest()
        assessor = record.subject[1]
        revocation = queries.body(_subject(assessor, certificate)) or {}
        last = ledger.last_sealed_with(certificate)
        found.append(
            EnrolledKey(
                assessor=assessor,
                certificate=certificate,
                issuer=hashlib.sha256(chain[1]).hexdigest() if len(chain) > 1 else "",
                public=hashlib.sha256(certificates.public_key_of(chain[0])).hexdigest(),
                since=record.at,
                last=last.id if last else "",
                last_at=last.at if last else 0,
                revoked=str(revocation.get("reason", "")),
                good_until=str(revocation.get("last", "")),
            )
        )
    return tuple(found)


def revoke_key(
    office: Office, key: EnrolledKey, reason: str, *, last: str | None = None
) -> Touched:
    """Revoke a key, and with it every certificate of the assessor that says the same one.

    A revocation can be corrected by another that names another last good record.

    Args:
        office: in whose name.
        key: one of ``keys_of``.
        reason: in words.
        last: the last record that stays good; empty for none; without it, the last one that was
            sealed with it and has arrived here. When one is named, nothing stays good under
            another certificate of the same key, since that record lies in one stream.

    Raises:
        Refusal: no such key or record, no reason, it is revoked so already, or it cannot be
            written.
    """
    if key.revoked and last in (None, key.good_until):
        raise Refusal(Reason.KEY_REVOKED, why=key.revoked)
    changes = _revocations(office, key, reason_given(reason), last)
    with office.file.writing() as ledger:
        return ledger.append(
            office.holder, changes, at=office.clock.now(), sealer=office.signer.seal
        )


def good_records(office: Office, key: EnrolledKey) -> tuple[Record, ...]:
    """Return the records that can be named as the last good one, the last of a stream first.

    They are all that the key vouches for: a later seal goes on vouching for what was good.
    """
    return office.file.ledger.vouched_with(key.certificate)


def consequence(office: Office, key: EnrolledKey, last: str | None) -> Consequence:
    """Return what it would mean to revoke a key, without doing it.

    Raises:
        Refusal: no such key or record, or the file cannot be written.
    """
    queries = office.file.queries
    changes = _revocations(office, key, "?", last)

    def counting() -> tuple[set[tuple[str, str]], int]:
        sheets = {sheet for sheet, row in queries.sheet_rows().items() if row.counts}
        return sheets, queries.vouched_for(key.assessor)

    before, vouched = counting()
    with office.file.writing() as ledger:
        after, left = ledger.rehearse(
            office.holder, changes, counting, at=office.clock.now(), sealer=office.signer.seal
        )
    own = {sheet for sheet in before & after if sheet[0] == key.assessor}
    return Consequence(
        kept=tuple(sorted(own)),
        lost=tuple(sorted(before - after)),
        gained=tuple(sorted(after - before)),
        records=vouched - left,
    )


def revoked_because(queries: Queries, assessor: str, certificate: bytes) -> str:
    """Return why the key of a certificate was revoked, as far as it is known; empty for good."""
    said = queries.body(_subject(assessor, hashlib.sha256(certificate).hexdigest())) or {}
    return str(said.get("reason", ""))


def _revocations(office: Office, key: EnrolledKey, why: str, last: str | None) -> list[Change]:
    """Return what revokes a key, and every certificate of the assessor that says the same one."""
    known = keys_of(office)
    if key not in known:
        raise Refusal(Reason.KEY_UNKNOWN)
    if last and not office.file.ledger.positions([last]):
        raise Refusal(Reason.RECORD_UNKNOWN)
    changes = [_revocation(key, key.last if last is None else last, why)]
    for other in known:
        same = (other.assessor, other.public) == (key.assessor, key.public)
        if same and other.certificate != key.certificate and not other.revoked:
            changes.append(_revocation(other, other.last if last is None else "", why))
    return changes


def _revocation(key: EnrolledKey, good: str, why: str) -> Change:
    subject = ("revocation", key.assessor, key.certificate[:SUBJECT_DIGITS])
    body: Body = {"last": good, "reason": why}
    return Change("key.revoked", subject, body)


def _subject(assessor: str, certificate: str) -> str:
    return f"revocation/{assessor}/{certificate[:SUBJECT_DIGITS]}"
