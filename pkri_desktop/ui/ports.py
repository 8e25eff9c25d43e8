# SPDX-License-Identifier: MIT
"""What the window needs from the workflow, said as protocols; the workflow's classes satisfy them.

Knows no Qt and no SQL: only values of the domain come through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.domain.note import Note, NoteMarks
    from pkri_desktop.domain.roster import Assessor, Entry, Event, Panel
    from pkri_desktop.domain.rubric import Criterion, Rubric
    from pkri_desktop.domain.schedule import Break
    from pkri_desktop.domain.sheet import ScoreSheet
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.identity.key_file import KeyFile
    from pkri_desktop.identity.signer import SoftwareSigner
    from pkri_desktop.workflow.day import Day, ScheduleRow
    from pkri_desktop.workflow.keys import KeyState
    from pkri_desktop.workflow.paper import SheetJob
    from pkri_desktop.workflow.room import Progress


class PhrasesPort(Protocol):
    """Sentences for refusals, in one language."""

    def sentence(self, refusal: Refusal) -> str:
        """Return what is wrong, what is safe and what to do next."""
        ...


class RoomPort(Protocol):
    """One open event file, as the window reads and writes it.

    Every write is done when it returns: what it touched has been committed durably. A refused
    write raises ``Refusal`` and has changed nothing.
    """

    @property
    def event(self) -> Event:
        """Return the event."""
        ...

    @property
    def role(self) -> str:
        """Return whose file this is: ``panel`` or ``secretariat``."""
        ...

    @property
    def panel(self) -> Panel | None:
        """Return the panel of a panel's file."""
        ...

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be written."""
        ...

    @property
    def held_by(self) -> str:
        """Return which other window has the file; empty when none has."""
        ...

    @property
    def path(self) -> Path:
        """Return where the file is."""
        ...

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Return all entries by id."""
        ...

    def schedule(self) -> tuple[ScheduleRow, ...]:
        """Return who presents when, in order; entries without a slot last."""
        ...

    def breaks(self) -> tuple[Break, ...]:
        """Return the planned pauses."""
        ...

    def assessors(self) -> tuple[Assessor, ...]:
        """Return who may score in this file."""
        ...

    def assigned(self, assessor_id: str, entry_id: str) -> bool:
        """Say whether this assessor scores this entry."""
        ...

    def progress(self, assessor_id: str) -> Mapping[str, Progress]:
        """Return how far each of the assessor's sheets is, by entry id."""
        ...

    def sheet(self, assessor_id: str, entry_id: str) -> ScoreSheet:
        """Return the assessor's sheet for the entry as it stands."""
        ...

    def notes(self, assessor_id: str, entry_id: str) -> tuple[Note, ...]:
        """Return the assessor's notes about the entry, oldest first."""
        ...

    def now(self) -> int:
        """Return what this laptop takes the time to be, in milliseconds UTC."""
        ...

    def search_notes(self, assessor_id: str, words: str) -> tuple[Note, ...]:
        """Return the assessor's own notes in which these words begin, the best first."""
        ...

    def rubric(self, entry_id: str) -> Rubric:
        """Return the rubric on which an entry is scored."""
        ...

    def unexplained(self, assessor_id: str, entry_id: str) -> tuple[Criterion, ...]:
        """Return the criteria whose score the rubric wants explained by a note, and none is."""
        ...

    @property
    def day(self) -> Day:
        """Return how the day goes: sessions, and who presents when after all."""
        ...

    def give_score(
        self, assessor_id: str, entry_id: str, criterion_id: str, steps: int | None
    ) -> Touched:
        """Give a score, or clear it with None."""
        ...

    def write_note(
        self, assessor_id: str, entry_id: str, note_id: str | None, text: str, tag: str,
        marks: NoteMarks = ...,
    ) -> tuple[str, Touched]:  # fmt: skip
        """Write a note, a new one without an id; empty text removes it. Return its id too."""
        ...

    def note_attendance(self, assessor_id: str, entry_id: str, absent: bool) -> Touched:
        """Note that the entry's presenter is absent, or is here after all."""
        ...

    def recuse(self, assessor_id: str, entry_id: str, reason: str) -> Touched:
        """Step back from this sheet because of a conflict of interest."""
        ...

    def finalise(self, assessor_id: str, entry_id: str) -> Touched:
        """Make the sheet final; needs the assessor's unlocked key."""
        ...

    def reopen(self, assessor_id: str, entry_id: str, reason: str) -> Touched:
        """Open a final sheet or a recusal again."""
        ...

    def signing(self, assessor_id: str, entry_id: str) -> SheetJob:
        """Return the job that renders and signs the sheet's PDF; it can run on a worker."""
        ...

    def keep_signed(
        self, assessor_id: str, entry_id: str, finalised: str, pdf: bytes, *,
        signer: SoftwareSigner | None = None,
    ) -> Touched:  # fmt: skip
        """Keep what the signing job of this finalisation returned, while that stands.

        The job's ``signer`` seals it; meanwhile the key may have been forgotten.
        """
        ...

    def key_state(self, assessor_id: str) -> KeyState:
        """Say whether the assessor's key is none yet, locked or unlocked."""
        ...

    def enrol(
        self, assessor_id: str, code: str, passphrase: str, brought: KeyFile | None = None
    ) -> Touched:
        """Make the assessor's key with the activation code, protected by the passphrase.

        With a key that was ``brought``, that one is certified instead.
        """
        ...

    def check_may_bring(self, assessor_id: str) -> None:
        """Refuse a key from a file where a new one must be made."""
        ...

    def bring_key(self, assessor_id: str, path: Path, password: str) -> KeyFile:
        """Return the key in a .p12 file that the assessor brings; nothing is kept of it."""
        ...

    def unlock(self, assessor_id: str, passphrase: str) -> None:
        """Unlock the assessor's key for this sitting."""
        ...

    def lock(self, assessor_id: str) -> None:
        """Forget the unlocked key."""
        ...

    def sample_code(self, assessor_id: str) -> str:
        """Return the activation code on the sample event, else nothing."""
        ...

    def sample_passphrase(self) -> str:
        """Return the passphrase on the sample event, else nothing."""
        ...

    def saved_at(self) -> datetime | None:
        """Return when the last durable commit was, in local time."""
        ...

    def fingerprint(self) -> str:
        """Return 64 hex digits that two people can compare."""
        ...
