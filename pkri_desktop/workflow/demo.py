# SPDX-License-Identifier: MIT
"""Play the sample day through the workflows: six laptops, two panels, one secretariat.

Nothing here takes a short cut: kits are issued and received, keys enrolled, sheets scored, sealed
and signed, packages returned and united, and the papers verified as a stranger would.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of, refusal_of_reading
from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.note import NoteMarks
from pkri_desktop.domain.schedule import at_of
from pkri_desktop.runtime.files import write_durably
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.closing import close_panel, members_here
from pkri_desktop.workflow.escrow import DEPOSIT_NAME, PAPER_NAME, write_escrow
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event, open_to_look
from pkri_desktop.workflow.paper import make_all
from pkri_desktop.workflow.publish import SHEETS_FOLDER, SUPERSEDED_FOLDER, Published, publish
from pkri_desktop.workflow.receive import found_from_kit, receive
from pkri_desktop.workflow.room import Room
from pkri_desktop.workflow.sample import found_sample_event
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE
from pkri_desktop.workflow.verify import roots_for, verify_file

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.day import ScheduleRow
    from pkri_desktop.workflow.profile import Profile

EVENT_NAME = "kegiatan.pkri"
SUMMARY_NAME = "ringkasan.json"
PICTURE_NAME = "jendela.png"
KITS, LAPTOPS, RETURNS = "paket", "panel", "kembali"
ABSENT_ENTRY = "k-08"
RECUSED = ("a2", "k-04")
REOPENED = ("a1", "k-02")

_OWN_NAMES = (
    EVENT_NAME, SUMMARY_NAME, PICTURE_NAME, KITS, LAPTOPS, RETURNS, SHEETS_FOLDER,
    SUPERSEDED_FOLDER, "rekapitulasi.pdf", "akar.pem", PAPER_NAME, DEPOSIT_NAME,
)  # fmt: skip

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the day came to, as ``ringkasan.json`` has it."""

    entries: int
    assessors: int
    sheets: int
    signed: int
    verified: int
    records: int
    fingerprint: str
    score_fingerprint: str


class DayClock:
    """A clock that stands on the day of the sample event and is moved by the play."""

    def __init__(self, day: datetime, timezone: str) -> None:
        """Begin at ``day``, local time of the event."""
        self._timezone = timezone
        self._now = at_of(day, timezone)

    def now(self) -> int:
        """Return the moment of the play, a little later each time it is asked."""
        self._now += 700
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Set the clock to a local time of the event."""
        self._now = at_of(moment, self._timezone)


def play_day(folder: Path, seed: int, profile: Profile, progress: Progress) -> Summary:
    """Play the whole day and leave its files in ``folder``.

    Args:
        folder: made if missing; an earlier play in it is replaced, unless somebody has worked on
            its files since, and nothing else.
        seed: the same seed gives the same scores.
        profile: where keys, mirrors and snapshots go.
        progress: told the phase and how far it is.

    Raises:
        Refusal: something else is in the way, the earlier play was worked on or cannot be read, or
            the folder cannot be written.
    """
    _clear(folder, profile)
    clock = DayClock(datetime(2024, 7, 12, 7, 30), "WIB")  # noqa: DTZ001 -- local by meaning
    identity = found_sample_event(folder / EVENT_NAME, profile, clock)
    with open_event(folder / EVENT_NAME, profile) as event_file:
        office = Office(event_file, profile, clock)
        write_escrow(event_file, identity, folder, profile=profile, clock=clock)
        rooms = _hand_out(office, folder, profile, clock)
        with ExitStack() as laptops:
            for room in rooms.values():
                laptops.enter_context(room.file)
            _play(rooms, random.Random(seed), clock, progress)  # noqa: S311 -- a play, no secret
            _sign(rooms, progress)
            _close(rooms, clock)
            returns = [
                hand_back(room, assessor, folder / RETURNS).path for assessor, room in rooms.items()
            ]
        receive(event_file, returns, profile=profile, clock=clock, access=office.access)
        clock.move_to(datetime(2024, 7, 12, 16, 30))  # noqa: DTZ001
        published = publish(office, folder, lambda n, of: progress("publishing", n, of))
        summary = _summary(event_file, published, folder)
    write_durably(folder / SUMMARY_NAME, json.dumps(asdict(summary), indent=2).encode() + b"\n")
    return summary


def _hand_out(office: Office, folder: Path, profile: Profile, clock: DayClock) -> dict[str, Room]:
    """Issue the kits and open one event file per assessor, as on a laptop each."""
    rooms = {}
    for panel in office.file.queries.panels():
        kit = issue_kit(office, panel.name, folder / KITS)
        for member in panel.members:
            path = folder / LAPTOPS / f"penilai-{member}.pkri"
            found_from_kit(kit.path, path, profile=profile, clock=clock)
            rooms[member] = Room(open_event(path, profile), profile, clock)
            rooms[member].enrol(member, SAMPLE_CODE, SAMPLE_PASSPHRASE)
    return rooms


def _play(
    rooms: dict[str, Room], chance: random.Random, clock: DayClock, progress: Progress
) -> None:
    """Let every assessor score every entry of the day, in the order of the schedule."""
    templates = json.loads((resources_folder() / "templates" / "demo-notes.json").read_text())
    some_room = next(iter(rooms.values()))
    rows = [row for row in some_room.schedule() if row.slot and row.panel]
    quality = {row.entry.id: chance.gauss(82, 5) for row in rows}
    strictness = {assessor: chance.gauss(0, 2.5) for assessor in rooms}
    for done, row in enumerate(rows, start=1):
        for assessor in row.panel.members if row.panel else ():
            player = _Player(rooms[assessor], assessor, chance, templates)
            player.sit_through(row, quality[row.entry.id] + strictness[assessor], clock)
        progress("playing", done, len(rows))
    assessor, entry = REOPENED
    player = _Player(rooms[assessor], assessor, chance, templates)
    clock.move_to(datetime(2024, 7, 12, 15, 45))  # noqa: DTZ001
    player.think_again(entry)


class _Player:
    """One assessor of the play."""

    def __init__(
        self, room: Room, assessor: str, chance: random.Random, templates: dict[str, list[object]]
    ) -> None:
        self._room, self._assessor = room, assessor
        self._chance, self._templates = chance, templates

    def sit_through(self, row: ScheduleRow, level: float, clock: DayClock) -> None:
        """Score one entry, or note that it is absent, or step back from it."""
        entry = row.entry.id
        if row.slot is not None:
            clock.move_to(row.slot.starts + timedelta(minutes=1))
        if entry == ABSENT_ENTRY:
            self._room.note_attendance(self._assessor, entry, absent=True)
            return
        if (self._assessor, entry) == RECUSED:
            self._room.recuse(self._assessor, entry, self._pick("recusal_reasons"))
            return
        for note in self._chance.sample(self._templates["notes"], self._chance.randint(1, 3)):
            said = dict(note)  # type: ignore[call-overload]
            self._room.write_note(self._assessor, entry, None, said["text"], said["tag"])
        for criterion in self._room.rubric(entry).criteria:
            spread = 12 if criterion.weight < 500 else 4
            wanted = round(level + self._chance.gauss(0, spread))
            steps = min(max(wanted, 45), criterion.scale.high)
            self._room.give_score(self._assessor, entry, criterion.id, steps)
        self._explain(entry)
        if row.slot is not None:
            clock.move_to(row.slot.ends)
        self._room.finalise(self._assessor, entry)

    def _explain(self, entry: str) -> None:
        """Note why a score is as low or as high as the rubric wants explained."""
        scores = self._room.sheet(self._assessor, entry).scores
        for criterion in self._room.unexplained(self._assessor, entry):
            low = scores[criterion.id] < (criterion.explain_below or 0)
            text = str(self._templates["explained-low" if low else "explained-high"][0])
            marks = NoteMarks(criterion=criterion.id)
            self._room.write_note(self._assessor, entry, None, text, "bukti", marks)

    def think_again(self, entry: str) -> None:
        """Reopen a final sheet with a reason, change one score and make it final again."""
        self._room.reopen(self._assessor, entry, self._pick("reopen_reasons"))
        sheet = self._room.sheet(self._assessor, entry)
        criterion = sheet.rubric.criteria[1]
        steps = max(sheet.scores[criterion.id] - 3, criterion.scale.low)
        self._room.give_score(self._assessor, entry, criterion.id, steps)
        self._explain(entry)
        self._room.finalise(self._assessor, entry)

    def _pick(self, what: str) -> str:
        return str(self._chance.choice(self._templates[what]))


def _sign(rooms: dict[str, Room], progress: Progress) -> None:
    """Make the paper of every final sheet, on the side of the assessor whose it is."""
    waiting = [
        (room, assessor, entry)
        for assessor, room in rooms.items()
        for entry in room.entries
        if room.sheet(assessor, entry).finalised
    ]
    jobs = [room.signing(assessor, entry) for room, assessor, entry in waiting]
    papers = make_all(jobs, progress=lambda n, of: progress("signing", n, of))
    for (room, assessor, entry), job, pdf in zip(waiting, jobs, papers, strict=True):
        room.keep_signed(assessor, entry, job.finalised, pdf)


def _close(rooms: dict[str, Room], clock: DayClock) -> None:
    """Let each chair close the panel, asking the others what they have."""
    clock.move_to(datetime(2024, 7, 12, 16, 5))  # noqa: DTZ001
    for chair, room in rooms.items():
        if room.panel is not None and room.panel.chair == chair:
            said = [
                member.known
                for who in room.panel.members
                for member in members_here(rooms[who])
                if member.assessor.id == who and member.known is not None
            ]
            close_panel(room, chair, said, "")


def _summary(file: EventFile, published: Published, folder: Path) -> Summary:
    roots = roots_for(published.recapitulation, published.root, folder)
    verified = sum(verify_file(path, roots).valid for path in published.sheets)
    rows = file.queries.sheet_rows().values()
    return Summary(
        entries=len(file.queries.entries()),
        assessors=len(file.queries.assessors()),
        sheets=sum(row.counts for row in rows),
        signed=len(published.sheets),
        verified=verified,
        records=file.ledger.count(),
        fingerprint=file.ledger.fingerprint(),
        score_fingerprint=file.ledger.score_fingerprint(),
    )


def _clear(folder: Path, profile: Profile) -> None:
    """Remove an earlier play, and refuse when anything else is in the way."""
    if _was_worked_on(folder, profile):
        raise Refusal(Reason.DEMO_CHANGED, file=str(folder))
    try:
        for name in (EVENT_NAME, PAPER_NAME, DEPOSIT_NAME):
            if (folder / name).exists() and not (folder / SUMMARY_NAME).exists():
                raise Refusal(Reason.FILE_EXISTS, file=str(folder / name))
        if (folder / SUMMARY_NAME).exists():
            for name in _OWN_NAMES:
                path = folder / name
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_of(error, str(folder)) from error


def _was_worked_on(folder: Path, profile: Profile) -> bool:
    """Say whether the event file says something else than its play, or a panel's something more."""
    try:
        if not (folder / SUMMARY_NAME).exists() or not (folder / EVENT_NAME).exists():
            return False  # nothing to lose, or nothing of ours: that is said elsewhere
        played = (folder / SUMMARY_NAME).read_bytes()
        laptops = sorted((folder / LAPTOPS).glob("*.pkri"))
    except OSError as error:
        raise refusal_of_reading(error, str(folder)) from error
    with open_to_look(folder / EVENT_NAME, profile) as office:
        if office.ledger.fingerprint() != _fingerprint_in(played):
            return True
        for path in laptops:
            with open_to_look(path, profile) as laptop:
                batch = laptop.ledger.stream_batch(laptop.ledger.streams(Role.ASSESSOR))
            records = [record.id for record in batch.records]
            if len(office.ledger.positions(records)) < len(records):
                return True
    return False


def _fingerprint_in(summary: bytes) -> str:
    try:
        return str(json.loads(summary)["fingerprint"])
    except (ValueError, TypeError, KeyError):
        return ""
