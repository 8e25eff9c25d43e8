# SPDX-License-Identifier: MIT
"""Fingerprints of an event file: two people compare a line instead of a thousand records."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

STATE_DOMAIN = b"pkri:state:1\n"
SCORES_DOMAIN = b"pkri:scores:1\n"

_LAST_SEALS = """
    WITH RECURSIVE passed (certificate, record) AS (
        SELECT seal.certificate, record.prev FROM stream
        JOIN seal ON seal.stream = stream.id JOIN record ON record.id = seal.record
        WHERE stream.forked_at IS NOT NULL
        UNION
        SELECT passed.certificate, record.prev FROM passed JOIN record ON record.id = passed.record
    )
    SELECT stream || ' ' || last || ' ' || record || ' ' || certificate FROM (
        SELECT seal.stream AS stream, max(seal.seq) AS last, seal.record AS record,
            seal.certificate AS certificate
        FROM seal LEFT JOIN stream ON stream.id = seal.stream
        WHERE NOT EXISTS (SELECT 1 FROM passed
            WHERE passed.certificate = seal.certificate AND passed.record = seal.record)
        GROUP BY seal.stream, seal.certificate,
            iif(stream.forked_at IS NULL, '', seal.record)
    ) ORDER BY stream, last, record, certificate
"""


def state_fingerprint(connection: sqlite3.Connection) -> str:
    """Return a fingerprint of the whole state; the order of arrival does not enter it.

    SHA-256 over the sorted ids of records, what seals say, and digests of attachments. The last
    seal of each certificate says what the earlier ones in the same branch say too.
    """
    digest = hashlib.sha256(STATE_DOMAIN)
    for statement in (
        "SELECT id FROM record ORDER BY id",
        _LAST_SEALS,
        "SELECT digest FROM attachment ORDER BY digest",
    ):
        for row in connection.execute(statement):
            digest.update(row[0].encode() + b"\n")
        digest.update(b"\n")
    return digest.hexdigest()


def score_fingerprint(connection: sqlite3.Connection) -> str:
    """Return a fingerprint over entry, assessor, criterion and value alone.

    By the entry's code and the ids of assessor and criterion, so that two plays of one day agree
    although their records differ.
    """
    digest = hashlib.sha256(SCORES_DOMAIN)
    rows = connection.execute(
        "SELECT entry.code, score.assessor, score.criterion, score.steps FROM score"
        " JOIN entry ON entry.id = score.entry WHERE score.steps IS NOT NULL"
        " ORDER BY entry.code, score.assessor, score.criterion"
    )
    for row in rows:
        digest.update(json.dumps(list(row), ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()
