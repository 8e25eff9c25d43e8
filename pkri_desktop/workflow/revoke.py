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
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.workflow.office import Office

SUBJECT_DIGITS = 40  # of a certificate's fingerprint, as subjects write it


class EnrolledKey(NamedTuple):
    """A key by which an assessor seals.

    Attributes:
        certificate: SHA-256 of the certificate, hexadecimal.
        issuer: SHA-256 of the enrolment certificate under which it was made.
        public: SHA-256 of the public key, which other certificates may say too.
        last: the last record that it sealed, as far as is known here; empty for none.
        last_at: when that was written, as the laptop claimed.
        revoked: why it was revoked; empty while it is good.
    """

    assessor: str
    certificate: str
    issuer: str
    public: str
    last: str
    last_at: int
    revoked: str


def keys_of(office: Office) -> tuple[EnrolledKey, ...]:
    """Return the keys of all assessors, as they published them themselves."""
    ledger, queries = office.file.ledger, office.file.queries
    found = []
    for record in ledger.published_keys(Role.ASSESSOR):
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
                last=last.id if last else "",
                last_at=last.at if last else 0,
                revoked=str(revocation.get("reason", "")),
            )
        )
    return tuple(found)


def revoke_key(
    office: Office, key: EnrolledKey, reason: str, *, last: str | None = None
) -> Touched:
    """Revoke a key, and with it every certificate of the assessor that says the same one.

    Args:
        office: in whose name.
        key: one of ``keys_of``.
        reason: in words.
        last: the last record that stays good; empty for none; without it, the last one that was
            sealed with it and has arrived here. When one is named, nothing stays good under
            another certificate of the same key, since that record lies in one stream.

    Raises:
        Refusal: no such key or record, no reason, or it cannot be written.
    """
    why = reason_given(reason)
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
    with office.file.writing() as ledger:
        return ledger.append(
            office.holder, changes, at=office.clock.now(), sealer=office.signer.seal
        )


def _revocation(key: EnrolledKey, good: str, why: str) -> Change:
    subject = ("revocation", key.assessor, key.certificate[:SUBJECT_DIGITS])
    body: Body = {"last": good, "reason": why}
    return Change("key.revoked", subject, body)


def _subject(assessor: str, certificate: str) -> str:
    return f"revocation/{assessor}/{certificate[:SUBJECT_DIGITS]}"
