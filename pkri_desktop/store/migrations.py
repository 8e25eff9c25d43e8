# SPDX-License-Identifier: MIT
"""The migrations of the event file, by sqlite-utils; imported only when one is to be applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations  # noqa: TID253 -- this module is imported lazily

from pkri_desktop.store.schema import LEDGER, PROJECTIONS

if TYPE_CHECKING:
    import sqlite3

_EVENT_FILE = Migrations("pkri-event-file")


@_EVENT_FILE()
def m001_ledger_and_projections(db: Database) -> None:
    """Create the tables of the first version."""
    for statement in (*LEDGER, *PROJECTIONS):
        db.execute(statement)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is pending."""
    _EVENT_FILE.apply(Database(connection))
