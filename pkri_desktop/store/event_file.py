# SPDX-License-Identifier: MIT
"""The event file (.pkri): opened by one writer, mirrored, and closed properly."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Self

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.runtime.locks import FileLock, HeldElsewhereError
from pkri_desktop.store.card import Card, keep_card
from pkri_desktop.store.connection import connect, database_errors, refusal_of_database, writable
from pkri_desktop.store.mirror import NO_TURN, Mirror, TurnName
from pkri_desktop.store.notes import Notes
from pkri_desktop.store.queries import Queries
from pkri_desktop.store.snapshots import Snapshots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from pkri_desktop.store.closings import Closings
    from pkri_desktop.store.days import Days
    from pkri_desktop.store.disputes import Disputes
    from pkri_desktop.store.inspection import Inspection
    from pkri_desktop.store.ledger import Ledger
    from pkri_desktop.store.projections import Projections
    from pkri_desktop.store.streams import HolderOf
    from pkri_desktop.store.trail import Trail
    from pkri_desktop.store.turn import Done


class EventFile:
    """An open event file: its ledger, what screens read of it, and its safety nets.

    Attributes:
        path: where the file is.
        read_only: whether nothing can be written, and ``holder`` why: who has it open, or empty
            when the file or its folder cannot be written to.
        ledger: records, seals and attachments.
        queries: what screens and papers read.
        snapshots: verified copies in the profile.
    """

    def __init__(
        self, path: Path, profile: Path, device: str, holder_of: HolderOf, *, read_only: bool
    ) -> None:
        """Open the file at ``path``.

        Args:
            path: an existing event file.
            profile: folder for mirror and snapshots.
            device: id of this computer's profile.
            holder_of: follows a chain of certificates to a root.
            read_only: open without writing, whoever else has it open.

        Raises:
            Refusal: it is not an event file, damaged, or of a newer version.
        """
        self.path = path
        self.holder = ""
        self._lock = None if read_only else self._take_lock()
        self.read_only = self._lock is None
        try:
            self._connection = connect(path, read_only=self.read_only)
        except BaseException:
            self._release()
            raise
        self._holder_of, self._device = holder_of, device
        self._mirror: Mirror | None = None
        self._folders = (profile / "mirrors", profile / "snapshots")
        try:
            with database_errors(path):
                self.queries = Queries(self._connection)
                self.snapshots = Snapshots(
                    self._connection, self._folders[1] / self.queries.local("file"), path.name
                )
                if not self.read_only:
                    self._open_mirror()
        except BaseException:
            self.close()
            raise

    # -- opening ---------------------------------------------------------------------------

    def _take_lock(self) -> FileLock | None:
        if not writable(self.path):
            return None  # a missing one, too: reading it says what is the matter
        try:
            return FileLock(self.path)
        except HeldElsewhereError as error:
            self.holder = error.holder
            return None
        except OSError as error:
            raise refusal_of(error, self.path.name) from error

    def _open_mirror(self) -> None:
        """Open the mirror and bring it up to date; a file that went its own way gets a new one."""
        try:
            mirror = self._own_mirror()
            if mirror is None:
                self._begin_as_copy()
                mirror = Mirror(self._mirror_path())
            self._mirror = mirror
            self._catch_up()
            self._keep_card()
        except ValueError as error:  # a record that is to be mirrored is none
            raise Refusal(Reason.FILE_DAMAGED, file=self.path.name) from error
        except OSError as error:
            raise refusal_of(error, str(self._folders[0])) from error

    def _own_mirror(self) -> Mirror | None:
        """Return this file's mirror, or None where another copy of it is or was at work.

        Either that copy is open now, or its mirror knows turns that this file does not: this is an
        older copy, or one that went another way.
        """
        try:
            mirror = Mirror(self._mirror_path())
        except HeldElsewhereError:
            return None
        if mirror.last == NO_TURN or self._turn_name(mirror.last.number) == mirror.last:
            return mirror
        mirror.close()
        return None

    def _mirror_path(self) -> Path:
        return self._folders[0] / f"{self.queries.local('file')}.mirror"

    def _begin_as_copy(self) -> None:
        """Give the file a new identity and let its writers begin new streams."""
        with self._connection_transaction():
            self._connection.execute("DELETE FROM local WHERE key LIKE 'writer/%'")
            self._connection.execute(
                "UPDATE local SET value = ? WHERE key = 'file'", (os.urandom(16).hex(),)
            )

    def _keep_card(self) -> None:
        local = self.queries.local
        card = Card(
            local("file"), str(self.path.absolute()), local("event"), local("role"), local("panel")
        )
        keep_card(self._folders[0], card)

    def _catch_up(self) -> None:
        """Append to the mirror what was committed without reaching it."""
        if self._mirror is None:
            return
        rows = self._connection.execute(
            "SELECT number, mark FROM turn WHERE number > ? ORDER BY number",
            (self._mirror.last.number,),
        ).fetchall()
        if not rows:
            return
        from pkri_desktop.store.turn import stored_turn, turn_frames  # noqa: PLC0415 -- slow import

        for row in rows:
            name = TurnName(*row)
            self._mirror.append((name, turn_frames(stored_turn(self._connection, name))))

    def _turn_name(self, number: int) -> TurnName | None:
        row = self._connection.execute(
            "SELECT number, mark FROM turn WHERE number = ?", (number,)
        ).fetchone()
        return TurnName(*row) if row else None

    def _keep_turns(self, turns: Sequence[Done]) -> None:
        """Mirror committed turns.

        Raises:
            Refusal: the event file has them, the mirror does not; it is caught up with next time.
        """
        if self._mirror is None:
            return
        from pkri_desktop.store.turn import turn_frames  # noqa: PLC0415 -- slow import

        try:
            if self._mirror.last.number == turns[0].name.number - 1:
                self._mirror.append(*((done.name, turn_frames(done)) for done in turns))
            else:
                self._catch_up()
        except OSError as error:
            raise Refusal(Reason.MIRROR_BEHIND, file=self.path.name) from error

    # -- using -----------------------------------------------------------------------------

    @cached_property
    def ledger(self) -> Ledger:
        """Return the ledger. A window that opens can be read before this is needed."""
        from pkri_desktop.store.ledger import Ledger  # noqa: PLC0415 -- slow import

        return Ledger(self._connection, self._projections, self._keep_turns, self._device)

    @cached_property
    def _projections(self) -> Projections:
        from pkri_desktop.store.projections import Projections  # noqa: PLC0415 -- slow import

        return Projections(self._connection, self._holder_of)

    @cached_property
    def notes(self) -> Notes:
        """Return what assessors have noted."""
        return Notes(self._connection)

    @cached_property
    def days(self) -> Days:
        """Return what was said of the day as it went."""
        from pkri_desktop.store.days import Days  # noqa: PLC0415 -- after the first paint

        return Days(self._connection)

    @cached_property
    def closings(self) -> Closings:
        """Return what the chairs of panels have said at the end."""
        from pkri_desktop.store.closings import Closings  # noqa: PLC0415 -- rarely needed

        return Closings(self._connection)

    @cached_property
    def disputes(self) -> Disputes:
        """Return what records disagree on."""
        from pkri_desktop.store.disputes import Disputes  # noqa: PLC0415 -- rarely needed

        return Disputes(self._connection)

    @cached_property
    def trail(self) -> Trail:
        """Return what happened, record by record."""
        from pkri_desktop.store.trail import Trail  # noqa: PLC0415 -- rarely needed

        return Trail(self._connection)

    @contextmanager
    def inspection(self) -> Iterator[Inspection]:
        """Give a look at everything in the file, through a copy in memory: nothing is written."""
        from pkri_desktop.store.inspection import Inspection  # noqa: PLC0415 -- slow import
        from pkri_desktop.store.projections import Projections  # noqa: PLC0415 -- slow import

        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            self._connection.backup(copy)
            yield Inspection(copy, Projections(copy, self._holder_of), self._mirror_path())

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Give the ledger for one write; what the world does to it becomes a refusal.

        Raises:
            Refusal: the file is open read-only, or could not be written to; nothing is written.
        """
        if self.holder:
            raise Refusal(Reason.FILE_HELD, file=self.path.name, holder=self.holder)
        if self.read_only:
            raise Refusal(Reason.FILE_READ_ONLY, file=self.path.name)
        with database_errors(self.path):
            yield self.ledger

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn what is the matter with the file, where it is read, into a refusal.

        Raises:
            Refusal: it is damaged, or cannot be read any more.
        """
        with database_errors(self.path):
            yield

    def refusal_for(self, error: BaseException) -> Refusal | None:
        """Return what an error says of the file, as a refusal; None if it says nothing of it."""
        return refusal_of_database(error, self.path)

    def rebuild(self) -> None:
        """Compute all projections anew from the records."""
        with database_errors(self.path), self._connection_transaction():
            self._projections.rebuild()

    @contextmanager
    def _connection_transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    # -- closing ---------------------------------------------------------------------------

    def close(self) -> None:
        """Close the file and let others write."""
        if self._mirror is not None:
            self._mirror.close()
            self._mirror = None
        self._connection.close()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        """Return the file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()
