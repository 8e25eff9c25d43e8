# SPDX-License-Identifier: MIT
"""Undoing: what a received file added is taken out again, exactly, while nothing rests on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_GIVEN = "(SELECT value FROM json_each(:turns))"

_RECEIVED = f"""
    SELECT count(*) FROM turn WHERE number IN {_GIVEN} AND origin <> '' AND undone_by = 0
"""

# The turns of what stays and rests on what would go: the next record of a stream, what replaces,
# what is sealed, what was decided of a fork, a finalisation of scores, the record that names a PDF.
_RESTING = (
    """
    SELECT later.turn FROM going
    CROSS JOIN record AS later ON later.stream = going.stream AND later.seq = going.seq + 1
    WHERE later.prev = going.id
    """,
    """
    SELECT later.turn FROM going
    CROSS JOIN replacement ON replacement.replaced = going.id
    CROSS JOIN record AS later ON later.id = replacement.record
    """,
    """
    SELECT seal.turn FROM going
    CROSS JOIN seal ON seal.stream = going.stream AND seal.seq = going.seq
        AND seal.record = going.id
    """,
    """
    SELECT decided.turn FROM going
    CROSS JOIN stream ON stream.id = going.stream AND going.seq >= stream.forked_at
    CROSS JOIN record AS decided ON decided.subject = 'fork/' || going.stream
    WHERE decided.kind = 'fork.decided' AND decided.turn > going.turn
    """,
    """
    SELECT record.turn FROM record, json_each(record.data, '$.body.scores') AS given
    WHERE kind = 'sheet.finalised' AND given.value IN (SELECT id FROM going)
    """,
    f"""
    SELECT record.turn FROM record WHERE kind = 'sheet.signed'
    AND json_extract(data, '$.body.attachment') IN (
        SELECT digest FROM attachment WHERE turn IN {_GIVEN})
    """,
)
_RESTS_ON = f"""
    WITH going AS MATERIALIZED (
        SELECT id, stream, seq, turn FROM record WHERE turn IN {_GIVEN}
    ), resting AS ({" UNION ".join(_RESTING)})
    SELECT turn.origin FROM turn CROSS JOIN resting ON resting.turn = turn.number
    WHERE turn.number NOT IN {_GIVEN} ORDER BY turn.number DESC LIMIT 1
"""

_TAKE_OUT = (
    f"""
    DELETE FROM replacement WHERE record IN (SELECT id FROM record WHERE turn IN {_GIVEN})
    """,
    *(f"DELETE FROM {table} WHERE turn IN {_GIVEN}" for table in ("record", "seal", "attachment")),
    f"UPDATE turn SET undone_by = :now WHERE number IN {_GIVEN}",
)


def check_undoable(connection: sqlite3.Connection, turns: Sequence[int]) -> None:
    """Let turns be undone, or say why not.

    Raises:
        Refusal: a turn took no file in or is undone already, or something that stays rests on it.
    """
    given = {"turns": json.dumps([*turns])}
    if not turns or connection.execute(_RECEIVED, given).fetchone()[0] != len(set(turns)):
        raise Refusal(Reason.IMPORT_NOT_UNDOABLE)
    row = connection.execute(_RESTS_ON, given).fetchone()
    if row is not None and row[0]:
        raise Refusal(Reason.IMPORT_RESTED_ON, file=row[0])
    if row is not None:
        raise Refusal(Reason.IMPORT_DECIDED_ON)


def take_out(connection: sqlite3.Connection, turns: Sequence[int], now: int) -> None:
    """Take out what the turns added, and note that turn ``now`` did so."""
    for statement in _TAKE_OUT:
        connection.execute(statement, {"turns": json.dumps([*turns]), "now": now})
