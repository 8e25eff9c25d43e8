# SPDX-License-Identifier: MIT
"""Reads notes from one event file, and finds words in them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from pkri_desktop.domain.note import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = "id, assessor, entry, text, tag, written, criterion, stage, elapsed, shared, use"
# Accents do not matter to whoever looks for a word; beginnings of words are enough.
_INDEX = (
    "CREATE VIRTUAL TABLE found USING fts5(text, tag, tokenize = 'unicode61 remove_diacritics 2',"
    " prefix = '2 3')"
)


class Notes:
    """Reads the notes in one event file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``."""
        self._execute = connection.execute

    def of(self, assessor: str, entry: str) -> tuple[Note, ...]:
        """Return the notes of one assessor about one entry, oldest first."""
        return self._notes("assessor = ? AND entry = ?", (assessor, entry))

    def counts(self, assessor: str) -> Counter[str]:
        """Return entry → number of notes of one assessor."""
        rows = self._execute(
            "SELECT entry, count(*) FROM note WHERE assessor = ? GROUP BY entry", (assessor,)
        )
        return Counter(dict(rows.fetchall()))

    def search(self, assessor: str, words: str) -> tuple[Note, ...]:
        """Return an assessor's notes in which words that begin so all stand, the best first.

        The index lives in memory and only as long as the search: the few hundred notes of a day
        are indexed faster than somebody types the next letter.
        """
        wanted = " ".join(f'"{word}"*' for word in words.replace('"', " ").split())
        if not wanted:
            return ()
        notes = self._notes("assessor = ?", (assessor,))
        with closing(sqlite3.connect(":memory:")) as index:
            index.execute(_INDEX)
            index.executemany(
                "INSERT INTO found (rowid, text, tag) VALUES (?, ?, ?)",
                ((number, note.text, note.tag) for number, note in enumerate(notes)),
            )
            rows = index.execute(
                "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank, rowid", (wanted,)
            )
            return tuple(notes[row[0]] for row in rows)

    def _notes(self, where: str, given: Sequence[Any]) -> tuple[Note, ...]:
        rows = self._execute(
            f"SELECT {_COLUMNS} FROM note WHERE {where} ORDER BY written, at, id",
            given,
        )
        return tuple(
            Note(
                note, of, about, text, tag, written, criterion, stage, elapsed, bool(shared), use
            )
            for note, of, about, text, tag, written, criterion, stage, elapsed, shared, use in rows
        )  # fmt: skip
