# SPDX-License-Identifier: MIT
"""Things that many tests need: clocks, the sample day on six laptops, a small event, packages."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.domain.record import Body, Change, Record, Subject, make_record, stream_id
from pkri_desktop.exchange.package import Header, Purpose, write_package
from pkri_desktop.exchange.wrapping import Access, unwrap, wrap
from pkri_desktop.identity.box import Effort
from pkri_desktop.workflow.hand_back import HandedBack, hand_back
from pkri_desktop.workflow.issue import IssuedKit, issue_kit, kit_name
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import Receipt, found_from_kit, receive
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample import found_sample_event
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pkri_desktop.domain.framing import Batch
    from pkri_desktop.domain.sheet import ScoreSheet
    from pkri_desktop.identity.signer import Signer
    from pkri_desktop.store.event_file import EventFile

CHEAP = Effort(memory=64, passes=1, lanes=1)  # guessing a test's passphrase need not be dear
MORNING = int(datetime(2024, 7, 12, 1, 0, tzinfo=UTC).timestamp() * 1000)  # 08.00 in Jakarta
PANELS = {"panel-a": ("a1", "a2", "a3"), "panel-b": ("b1", "b2", "b3")}
ASSESSORS = tuple(member for members in PANELS.values() for member in members)
NONCE = "0" * 64


class StepClock:
    """Begins on the sample's morning and goes on by one second at each look."""

    def __init__(self, start: int = MORNING, step: int = 1_000) -> None:
        self.moment = start
        self.step = step

    def now(self) -> int:
        """Return the next moment."""
        self.moment += self.step
        return self.moment


@dataclass
class SampleDay:
    """The sample event in a folder: the secretariat's file, six panel files, one profile.

    The profile is copied with the files, since mirrors are kept there by file.
    """

    folder: Path
    clock: StepClock = field(default_factory=StepClock)
    _opened: ExitStack = field(default_factory=ExitStack)

    @property
    def event_path(self) -> Path:
        """Return where the secretariat's file is."""
        return self.folder / "kegiatan.pkri"

    @property
    def profile(self) -> Profile:
        """Return the profile with everybody's keys."""
        return Profile(self.folder / "profile", CHEAP)

    def panel_path(self, assessor: str) -> Path:
        """Return where the assessor's panel file is."""
        return self.folder / f"{assessor}.pkri"

    def kit_path(self, panel: str = "panel-a") -> Path:
        """Return where the panel's first kit is."""
        return self.folder / "kits" / kit_name(self.event, panel)

    @property
    def event(self) -> str:
        """Return the event's id."""
        with open_event(self.event_path, self.profile, read_only=True) as file:
            return file.queries.local("event")

    @property
    def office_recipients(self) -> tuple[str, ...]:
        """Return to whom returns are closed."""
        with open_event(self.event_path, self.profile, read_only=True) as file:
            return file.queries.office_recipients()

    def access(self) -> Access:
        """Return with what any package of the day is opened."""
        return Access(self.profile.keyring.identities(SAMPLE_PASSPHRASE), SAMPLE_CODE)

    def content(self, path: Path) -> bytes:
        """Return the signed content of a package file."""
        return unwrap(path.read_bytes(), path.name, self.access())

    def wrapped(self, content: bytes) -> bytes:
        """Return a package file for the secretariat around any content."""
        return wrap(content, self.event, self.office_recipients)

    def copy_to(self, folder: Path) -> SampleDay:
        """Copy everything, nothing open."""
        shutil.copytree(self.folder, folder)
        return SampleDay(folder)

    def open(self, path: Path, *, read_only: bool = False) -> EventFile:
        """Open an event file until the test ends."""
        return self._opened.enter_context(open_event(path, self.profile, read_only=read_only))

    def office(self) -> Office:
        """Open the secretariat's file."""
        return Office(self.open(self.event_path), self.profile, self.clock)

    def office_again(self, file: EventFile) -> Office:
        """Return the secretariat at a file that is open already."""
        return Office(file, self.profile, self.clock)

    def room(self, assessor: str = "a1", *, unlocked: bool = True) -> Room:
        """Open the assessor's panel file."""
        room = Room(self.open(self.panel_path(assessor)), self.profile, self.clock)
        if unlocked:
            room.unlock(assessor, SAMPLE_PASSPHRASE)
        return room

    def hand_back(self, room: Room, assessor: str = "a1") -> HandedBack:
        """Write the assessor's return."""
        return hand_back(room, assessor, self.folder / "returns")

    def issue(self, office: Office, panel: str = "panel-a", renew: Sequence[str] = ()) -> IssuedKit:
        """Write a newer kit, not over the first."""
        return issue_kit(office, panel, self.folder / "newer-kits", renew=renew)

    def receive(self, file: EventFile, *paths: Path, dry_run: bool = False) -> Receipt:
        """Receive files into an event file."""
        return receive(
            file, paths, profile=self.profile, clock=self.clock, access=self.access,
            dry_run=dry_run,
        )  # fmt: skip

    def close(self) -> None:
        """Close what was opened."""
        self._opened.close()


def found_sample_day(folder: Path) -> SampleDay:
    """Found the sample event, issue both kits, and enrol six assessors on six panel files."""
    day = SampleDay(folder)
    profile = day.profile
    found_sample_event(day.event_path, profile, day.clock)
    with open_event(day.event_path, profile) as file:
        office = Office(file, profile, day.clock)
        for panel in PANELS:
            issue_kit(office, panel, folder / "kits")
    for panel, members in PANELS.items():
        for member in members:
            path = day.panel_path(member)
            found_from_kit(day.kit_path(panel), path, profile=profile, clock=day.clock)
            with open_event(path, profile) as file:
                Room(file, profile, day.clock).enrol(member, SAMPLE_CODE, SAMPLE_PASSPHRASE)
    return day


def score_all(room: Room, assessor: str, entry: str, steps: int = 80) -> ScoreSheet:
    """Score every criterion of an entry."""
    for number, criterion in enumerate(room.rubric(entry).criteria):
        room.give_score(assessor, entry, criterion.id, steps + number)
    return room.sheet(assessor, entry)


def own_entries(room: Room, assessor: str = "a1") -> list[str]:
    """Return the assessor's entries in the order of the day."""
    return [row.entry.id for row in room.schedule() if room.assigned(assessor, row.entry.id)]


# -- records and packages ------------------------------------------------------------------------


class Stream:
    """Writes records in a stream of its own, with no file underneath."""

    def __init__(self, holder: Holder, nonce: str = NONCE) -> None:
        self.holder = holder
        opening: Body = {
            "event": holder.event,
            "role": holder.role.value,
            "author": holder.author,
            "nonce": nonce,
        }
        self.id = stream_id(opening)
        self.records: list[Record] = []
        self.write("stream.opened", ("stream", self.id), opening)

    def write(
        self, kind: str, subject: Subject, body: Body, *, replaces: Iterable[str] = (), at: int = 0
    ) -> Record:
        """Append a record."""
        last = self.records[-1] if self.records else None
        record = make_record(
            Change(kind, subject, body),
            stream=self.id,
            seq=last.seq + 1 if last else 1,
            prev=last.id if last else "",
            replaces=tuple(replaces),
            at=at,
        )
        self.records.append(record)
        return record


def header(
    event: str,
    *,
    purpose: Purpose = Purpose.RETURN,
    panel: str = "panel-a",
    author: str = "a1",
) -> Header:
    """Return the header of a package."""
    return Header(purpose, event, panel, author, MORNING, "2026.1")


def write_packed(
    path: Path, batch: Batch, signer: Signer, day: SampleDay, purpose: Purpose = Purpose.RETURN
) -> Path:
    """Write a signed package for the secretariat, whatever is in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = write_package(header(day.event, purpose=purpose), batch, signer)
    path.write_bytes(day.wrapped(content))
    return path


def assessor_holder(event: str, assessor: str) -> Holder:
    """Return an assessor as the author of records."""
    return Holder(event, Role.ASSESSOR, assessor)


def dump(
    file: EventFile, tables: Sequence[str], columns: str = "*"
) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of some tables, in an order that says nothing of how they arrived."""
    execute = file._connection.execute
    return {
        table: sorted(execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)  # noqa: S608
        for table in tables
    }
