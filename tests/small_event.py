# SPDX-License-Identifier: MIT
"""A small event on several laptops, written through the real ledger with no rules above it.

Laptops may be cloned whole, files copied, records written where the window would not let anybody:
what the law of merging must hold for is everything that a ledger can be made to hold.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.domain.record import Body, Change
from pkri_desktop.identity import enrolment
from pkri_desktop.store.event_file import EventFile
from pkri_desktop.store.ledger import Incoming
from pkri_desktop.workflow.founding import found_event, found_panel_file, key_published
from pkri_desktop.workflow.opening import trusted_holder
from pkri_desktop.workflow.profile import Profile
from tests.factories import CHEAP, MORNING, StepClock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pkri_desktop.identity.signer import SoftwareSigner

ASSESSORS = ("a1", "a2", "b1")
ENTRIES = ("k-1", "k-2", "k-3")
CRITERIA = ("c1", "c2")
PANELS = {"p1": (["a1", "a2"], ["k-1", "k-2"]), "p2": (["b1"], ["k-3"])}
LAPTOPS = {"l1": ("a1", "a2"), "l2": ("a1", "a2"), "l3": ("b1",)}
OFFICE = "office"


def rubric_body(high: int = 100, excluded: Sequence[int] = ()) -> Body:
    """Return a rubric of two criteria."""
    return {
        "label": "contoh",
        "criteria": [
            {
                "id": criterion, "name": criterion, "description": "", "aspect": "Substansi",
                "weight": 5_000, "bands": [], "explain": {"below": None, "above": None},
                "scale": {"low": 0, "high": high, "decimals": 0, "excluded": list(excluded)},
            }
            for criterion in CRITERIA
        ],
    }  # fmt: skip


def panel_body(panel: str, members: Sequence[str], entries: Sequence[str]) -> Body:
    """Return a panel."""
    return {
        "name": panel, "room": "Ruang", "chair": members[0] if members else "a1",
        "members": list(members), "entries": list(entries),
    }  # fmt: skip


def small_changes() -> list[Change]:
    """Return who takes part."""
    described: Body = {
        "name": "Kecil", "short_name": "Kecil", "decree": "", "date": "2024-07-12",
        "city": "Jakarta", "timezone": "WIB", "panel_label": "TPI", "letterhead": [], "notice": "",
    }  # fmt: skip
    entry: Body = {
        "group": "g", "agency": "x", "title": "Judul", "short_title": "", "unit": "",
        "predicate": "", "form_status": "terkirim", "source": "", "summary": "",
    }  # fmt: skip
    return [
        Change("event.described", ("description",), described),
        Change("group.registered", ("group", "g"), {"code": "K", "name": "Khusus", "position": 1}),
        Change("rubric.adopted", ("rubric", "g"), rubric_body()),
        Change("agency.registered", ("agency", "x"), {"name": "X", "type": "", "province": ""}),
        *(Change("entry.registered", ("entry", e), entry | {"code": e.upper()}) for e in ENTRIES),
        *(Change("assessor.appointed", ("assessor", a), {"name": a}) for a in ASSESSORS),
        *(
            Change("panel.formed", ("panel", panel), panel_body(panel, members, entries))
            for panel, (members, entries) in PANELS.items()
        ),
    ]


RECIPIENT = "age1" + "q" * 58  # of the right form, and nobody's


@dataclass(frozen=True)
class Template:
    """The founded small event, to be copied for each example.

    Attributes:
        signers: author → a signer certified for the event; the secretariat's too.
    """

    folder: Path
    event: str
    signers: dict[str, SoftwareSigner]

    def holder(self, author: str) -> Holder:
        """Return somebody as the author of records."""
        role = Role.SECRETARIAT if author == FOUNDER else Role.ASSESSOR
        return Holder(self.event, role, author)


def found_template(folder: Path) -> Template:
    """Found the small event: ``office.pkri``, a fresh ``panel.pkri``, and a file per laptop."""
    profile, clock = Profile(folder / "profile", CHEAP), StepClock()
    found_event(
        folder / "office.pkri", small_changes(), name="Kecil", sample=False,
        passphrase="x", profile=profile, clock=clock,
    )  # fmt: skip
    with EventFile(
        folder / "office.pkri", folder / "scratch", "scratch", trusted_holder, read_only=True
    ) as file:
        event = file.queries.local("event")
        batch = file.ledger.stream_batch(file.ledger.streams(Role.SECRETARIAT))
    office = Holder(event, Role.SECRETARIAT, FOUNDER)
    signers = {FOUNDER: profile.keyring.open(office, "x").signer}
    authority = profile.keyring.open_authority(event, "x")
    for assessor in ASSESSORS:
        offered = enrolment.offer(authority, event, assessor, "7KQM", CHEAP)
        holder = Holder(event, Role.ASSESSOR, assessor)
        signers[assessor] = enrolment.enrol(offered, holder, assessor, "7KQM")
    found_panel_file(
        folder / "panel.pkri", batch, event=event, panel="p1", profile=profile, clock=clock
    )
    template = Template(folder, event, signers)
    enrolled = World(template, folder / "enrolled")
    for name, authors in LAPTOPS.items():
        laptop = enrolled.add(name)
        for author in authors:
            laptop.publish_key(author)
        laptop.file.close()
        shutil.copyfile(laptop.path, folder / f"{name}.pkri")
    return template


@dataclass
class Laptop:
    """One event file, the mirror beside it, and what identifies the computer."""

    world: World
    name: str
    device: str
    folder: Path
    file: EventFile = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    @property
    def path(self) -> Path:
        """Return where the file is."""
        return self.folder / "event.pkri"

    def open(self) -> None:
        """Open the file, as at the start of the program."""
        self.file = EventFile(
            self.path, self.folder / "profile", self.device, trusted_holder, read_only=False
        )

    def write(self, author: str, *changes: Change, sealed: bool = False) -> None:
        """Append records to the author's stream, whatever they say."""
        sealer = self.world.template.signers[author].seal if sealed else None
        self.file.ledger.append(
            self.world.template.holder(author), changes, at=self.world.clock.now(), sealer=sealer
        )

    def attach(self, author: str, change: Change, attachments: dict[str, bytes]) -> None:
        """Append a record that names an attachment, sealed."""
        self.file.ledger.append(
            self.world.template.holder(author), [change], at=self.world.clock.now(),
            sealer=self.world.template.signers[author].seal, attachments=attachments,
        )  # fmt: skip

    def publish_key(self, author: str) -> None:
        """Make the author's certificate known, once per stream."""
        signer = self.world.template.signers[author]
        holder = self.world.template.holder(author)
        self.write(author, key_published(holder, signer, RECIPIENT), sealed=True)

    def seal(self, author: str) -> None:
        """Vouch for what the author has written here."""
        self.file.ledger.seal(
            self.world.template.holder(author),
            self.world.template.signers[author].seal,
            at=self.world.clock.now(),
        )

    def pack(self) -> Batch:
        """Return everything that is here, as a package would carry it."""
        ledger = self.file.ledger
        return ledger.stream_batch(
            [*ledger.streams(Role.SECRETARIAT), *ledger.streams(Role.ASSESSOR)]
        )

    def unite(self, *batches: Batch) -> int:
        """Let batches in; return how many records were new."""
        united = self.file.ledger.unite(
            [Incoming(batch, f"file {number}") for number, batch in enumerate(batches)],
            at=self.world.clock.now(),
        )
        return sum(added.records for added in united.batches)

    def undo_last(self, turns: int) -> None:
        """Take out again what the last files brought."""
        rows = self.file._connection.execute(
            "SELECT number FROM turn WHERE origin <> '' ORDER BY number DESC LIMIT ?", (turns,)
        )
        self.file.ledger.undo([row[0] for row in rows], at=self.world.clock.now())


@dataclass
class World:
    """Copies of the small event on several laptops."""

    template: Template
    folder: Path
    clock: StepClock = field(default_factory=lambda: StepClock(MORNING, 1_000))
    laptops: dict[str, Laptop] = field(default_factory=dict)
    _opened: ExitStack = field(default_factory=ExitStack)

    def add(self, name: str, *, source: str = "panel", device: str = "") -> Laptop:
        """Add a laptop with a fresh file."""
        folder = self.folder / name
        folder.mkdir(parents=True)
        shutil.copyfile(self.template.folder / f"{source}.pkri", folder / "event.pkri")
        laptop = Laptop(self, name, device or name, folder)
        self.laptops[name] = laptop
        return laptop

    def clone(self, name: str) -> Laptop:
        """Copy a laptop whole, profile and all, as a disk image does."""
        source = self.laptops[name]
        source.file.close()
        shutil.copytree(source.folder, self.folder / f"{name}-clone")
        source.open()
        clone = Laptop(self, f"{name}-clone", source.device, self.folder / f"{name}-clone")
        self.laptops[clone.name] = clone
        return clone

    def begin(self) -> World:
        """Add the office and the laptops of the panels, keys enrolled."""
        self.add(OFFICE, source="office", device=self._office_device())
        for name in LAPTOPS:
            self.add(name, source=name)
        return self

    def close(self) -> None:
        """Close all files."""
        for laptop in self.laptops.values():
            laptop.file.close()

    def _office_device(self) -> str:
        return Profile(self.template.folder / "profile", CHEAP).device


def score(by: str, entry: str, criterion: str, steps: int | None, of: str = "") -> Change:
    """Return a score, of the author's own sheet unless told."""
    return Change("score.given", ("score", of or by, entry, criterion), {"steps": steps})


def finalise(laptop: Laptop, author: str, entry: str) -> Change:
    """Return the finalisation of what stands on the laptop, complete or not."""
    heads = laptop.file.queries.score_heads(author, entry)
    sheet = laptop.file.queries.sheet_rows(author).get((author, entry))
    del sheet
    revision = laptop.file.queries.rubrics()["g"].revision
    body: Body = {
        "revision": 1,
        "rubric": revision,
        "scores": [heads[criterion] for criterion in CRITERIA if criterion in heads],
    }
    return Change("sheet.finalised", ("sheet", author, entry), body)


def reopen(author: str, entry: str) -> Change:
    """Return a reopening."""
    return Change("sheet.reopened", ("sheet", author, entry), {"reason": "x"})


def recuse(author: str, entry: str) -> Change:
    """Return a recusal."""
    return Change("sheet.recused", ("sheet", author, entry), {"reason": "x"})


def attend(entry: str, status: str) -> Change:
    """Return a note of attendance."""
    return Change("attendance.noted", ("attendance", entry), {"status": status})


def note(author: str, entry: str, note_id: str, text: str) -> Change:
    """Return a note."""
    body: Body = {
        "text": text,
        "tag": "",
        "written": "08:00",
        "criterion": "",
        "stage": "",
        "elapsed": 0,
        "shared": False,
        "use": "",
    }
    return Change("note.written", ("note", author, entry, note_id), body)


def panel(name: str, members: Sequence[str], entries: Sequence[str]) -> Change:
    """Return a panel formed anew."""
    return Change("panel.formed", ("panel", name), panel_body(name, members, entries))


def rubric(**scale: Any) -> Change:  # noqa: ANN401 -- passed on
    """Return a rubric adopted anew."""
    return Change("rubric.adopted", ("rubric", "g"), rubric_body(**scale))


def decide(laptop: Laptop, subject: str, chosen: str) -> Change:
    """Return a decision on a subject."""
    del laptop
    body: Body = {"chosen": chosen, "reason": "x"}
    return Change("conflict.decided", tuple(subject.split("/")), body)


def decide_fork(stream: str, keep: str) -> Change:
    """Return a decision on a fork."""
    return Change("fork.decided", ("fork", stream), {"keep": keep, "reason": "x"})


def prefix(batch: Batch, stream: str, length: int) -> Batch:
    """Return the beginning of one stream, with the seals that lie in it."""
    records = [r for r in batch.records if r.stream == stream and r.seq <= length]
    inside = {record.id for record in records}
    named = {str(r.body["attachment"]) for r in records if r.kind == "sheet.signed"}
    return Batch(
        records,
        [seal for seal in batch.seals if seal.record in inside],
        {digest: content for digest, content in batch.attachments.items() if digest in named},
    )


def streams_of(batch: Batch) -> list[str]:
    """Return the streams in a batch."""
    return sorted({record.stream for record in batch.records})


def joined(batches: Iterable[Batch]) -> Batch:
    """Return all of several batches in one."""
    every = list(batches)
    return Batch(
        [record for batch in every for record in batch.records],
        [seal for batch in every for seal in batch.seals],
        {d: content for batch in every for d, content in batch.attachments.items()},
    )
