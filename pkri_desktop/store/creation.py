# SPDX-License-Identifier: MIT
"""Making an event file: whole under its name, or not at all."""

from __future__ import annotations

import secrets
import sqlite3
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.runtime.files import sync_folder
from pkri_desktop.store.connection import apply_settings, database_errors
from pkri_desktop.store.ledger import Ledger
from pkri_desktop.store.projections import Projections
from pkri_desktop.store.schema import APPLICATION_ID, MAJOR, MINOR, pack_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.store.ledger import Incoming
    from pkri_desktop.store.streams import HolderOf
    from pkri_desktop.store.turn import Done


def _not_mirrored(turns: Sequence[Done]) -> None:
    """Leave it to the first opening to mirror what a file was created with."""
    del turns


def create_event_file(
    path: Path, event: str, incoming: Sequence[Incoming], *, facts: dict[str, str], at: int,
    holder_of: HolderOf, device: str,
) -> None:  # fmt: skip
    """Create an event file with its first records: whole under its name, or not at all.

    Args:
        path: must not exist.
        event: id of the founding record, which is among those incoming.
        incoming: admitted records and seals, turn by turn.
        facts: further local facts of this copy, such as its role.
        at: the claimed moment, milliseconds UTC.
        holder_of: follows a chain of certificates to a root.
        device: id of this computer's profile.

    Raises:
        Refusal: the name is taken, or the folder cannot be written to.
    """
    from pkri_desktop.store.migrations import migrate  # noqa: PLC0415 -- slow import

    if path.exists():
        raise Refusal(Reason.FILE_EXISTS, file=path.name)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with database_errors(path):
            connection = sqlite3.connect(temporary, isolation_level=None)
            try:
                apply_settings(connection, read_only=False)
                migrate(connection)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {pack_version(MAJOR, MINOR)}")
                local = {"event": event, "file": secrets.token_hex(16)} | facts
                connection.executemany("INSERT INTO local VALUES (?, ?)", local.items())
                projections = Projections(connection, holder_of)
                ledger = Ledger(connection, projections, _not_mirrored, device)
                ledger.unite(incoming, at=at)
            finally:
                connection.close()
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise refusal_of(error, path.name) from error
    finally:
        temporary.unlink(missing_ok=True)
