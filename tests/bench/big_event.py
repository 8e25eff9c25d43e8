# SPDX-License-Identifier: MIT
"""A large event and its hundred returned packages, made in memory but valid throughout.

Records go through ``make_record`` and packages through ``write_package``; only the hundred
laptops, each with an event file of its own, are left out.
"""

from __future__ import annotations

import random
import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.domain.record import Change, make_record, stream_id
from pkri_desktop.exchange.package import Header, Purpose, write_package
from pkri_desktop.exchange.wrapping import SUFFIX, Access, wrap
from pkri_desktop.identity import certificates
from pkri_desktop.identity.box import Effort
from pkri_desktop.identity.signer import SoftwareSigner
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.workflow.founding import found_event, key_published
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.sample import sample_changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pkri_desktop.domain.record import Body, Record, Seal
    from pkri_desktop.domain.rubric import Rubric
    from pkri_desktop.identity.enrolment import Authority

ASSESSORS, PANELS, ENTRIES = 100, 4, 40  # entries per panel
RECORDS = 360  # per assessor
PASSPHRASE = "bench"
CHEAP = Effort(64, 1, 1)  # guessing this passphrase need not be dear
DAY = 1_720_746_000_000  # 2024-07-12 in Jakarta
EVENT_NAME = "kegiatan.pkri"
_NOTE = "Waktu layanan turun dari 45 menjadi {} menit; sumber data {} belum diperiksa, minta bukti."


@dataclass(frozen=True)
class BigEvent:
    """Where the event file, its profile and the packages lie.

    Attributes:
        recipients: to whom the packages are closed.
        records: how many records the packages hold.
        seals: how many seals they hold.
    """

    folder: Path
    event: str
    packages: tuple[Path, ...]
    recipients: tuple[str, ...]
    records: int
    seals: int

    def access(self) -> Access:
        """Return with what the packages are opened."""
        keyring = Profile(self.folder / "office" / "profile", CHEAP).keyring
        return Access(keyring.identities(PASSPHRASE))

    def fresh(self, to: Path) -> Path:
        """Put an untouched copy of event file and profile into ``to``; return the file."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder / "office", to)
        return to / EVENT_NAME


def big_event(folder: Path) -> BigEvent:
    """Make the event and what comes back to it."""
    office = folder / "office"
    profile, clock = Profile(office / "profile", CHEAP), SystemClock()
    found_event(
        office / EVENT_NAME,
        list(changes()),
        name="Bench",
        sample=False,
        passphrase=PASSPHRASE,
        profile=profile,
        clock=clock,
    )
    with open_event(office / EVENT_NAME, profile) as file:
        event = file.queries.event().id
        rubrics = file.queries.rubrics()
        groups = {entry.id: entry.group.id for entry in file.queries.entries().values()}
        recipients = file.queries.office_recipients()
        panels = {panel.id: panel for panel in file.queries.panels()}
    authority = profile.keyring.open_authority(event, PASSPHRASE)
    paths, records, seals = [], 0, 0
    for panel in panels.values():
        for assessor in panel.members:
            writer = Writer(event, assessor, authority, recipients)
            for entry in panel.entries:
                writer.score_entry(entry, rubrics[groups[entry]])
            package = writer.package(panel.id)
            path = folder / "packages" / f"kembali-{assessor}{SUFFIX}"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(package)
            paths.append(path)
            records += len(writer.records)
            seals += len(writer.travelling)
    return BigEvent(folder, event, tuple(paths), recipients, records, seals)


def changes(
    assessors: int = ASSESSORS, panels: int = PANELS, entries: int = ENTRIES
) -> Iterator[Change]:
    """Yield large panels on the rubrics of the sample event.

    Args:
        assessors: of all panels together.
        panels: how many.
        entries: of each panel.
    """
    ours = {"event.described", "group.registered", "rubric.adopted", "agency.registered"}
    sample = sample_changes()
    yield from (change for change in sample if change.kind in ours)
    bodies = [change.body for change in sample if change.kind == "entry.registered"]
    members = [f"a{number}" for number in range(assessors)]
    for member in members:
        yield Change("assessor.appointed", ("assessor", member), {"name": f"Penilai {member}"})
    for panel in range(panels):
        seen = [f"e{panel}-{number}" for number in range(entries)]
        for number, entry in enumerate(seen):
            body = dict(bodies[(panel * entries + number) % len(bodies)])
            body["code"] = f"P{panel}-{number:02d}"
            yield Change("entry.registered", ("entry", entry), body)
        mine = members[panel::panels]
        formed: Body = {
            "name": f"Panel {panel}",
            "room": f"Ruang {panel}",
            "chair": mine[0],
            "members": [*mine],
            "entries": [*seen],
        }
        yield Change("panel.formed", ("panel", f"panel-{panel}"), formed)


class Writer:
    """One assessor at a laptop of their own: scores, corrects, notes, finalises and seals."""

    def __init__(
        self,
        event: str,
        assessor: str,
        authority: Authority,
        recipients: tuple[str, ...],
        most: int = RECORDS,
    ) -> None:
        """Begin a stream and publish a key.

        Args:
            event: its id.
            assessor: who writes.
            authority: certifies the key.
            recipients: to whom the package is closed.
            most: records at the end.
        """
        self._recipients = recipients
        self._most = most
        self._holder = Holder(event, Role.ASSESSOR, assessor)
        self._signer = _enrolled(self._holder, authority)
        self._chance = random.Random(assessor)
        self.records: list[Record] = []
        self.seals: list[Seal] = []
        opened: Body = {
            "event": event,
            "role": Role.ASSESSOR.value,
            "author": assessor,
            "nonce": secrets.token_hex(32),
        }
        self._stream = stream_id(opened)
        self._write("stream.opened", ("stream", self._stream), opened)
        published = key_published(self._holder, self._signer, self._recipients[0])
        self._write(published.kind, published.subject, published.body)
        self._seal()

    def score_entry(self, entry: str, rubric: Rubric) -> None:
        """Sit through one presentation, as long as there are records left to write."""
        left = self._most - len(self.records)
        if left < len(rubric.criteria) + 3:
            return
        who = self._holder.author
        given = {}
        for criterion in rubric.criteria:
            subject = ("score", who, entry, criterion.id)
            given[criterion.id] = self._write("score.given", subject, self._steps())
        if self._chance.random() < 0.5:
            criterion = self._chance.choice(rubric.criteria)
            subject = ("score", who, entry, criterion.id)
            replaced = (given[criterion.id],)
            given[criterion.id] = self._write("score.given", subject, self._steps(), replaced)
        text = _NOTE.format(self._chance.randint(3, 30), self._chance.randint(2019, 2024))
        noted: Body = {
            "text": text,
            "tag": "bukti",
            "written": "10:12",
            "criterion": "",
            "stage": "",
            "elapsed": 0,
            "shared": False,
            "use": "",
        }
        self._write("note.written", ("note", who, entry, secrets.token_hex(8)), noted)
        final: Body = {"revision": 1, "rubric": rubric.revision, "scores": [*given.values()]}
        self._write("sheet.finalised", ("sheet", who, entry), final)
        self._seal()

    @property
    def travelling(self) -> list[Seal]:
        """Return the seals that a package holds: the last vouches for all before it."""
        return self.seals[-1:]

    def package(self, panel: str) -> bytes:
        """Return the signed package with all that was written."""
        header = Header(
            purpose=Purpose.RETURN,
            event=self._holder.event,
            panel=panel,
            author=self._holder.author,
            made_at=DAY,
            application="bench",
        )
        content = write_package(header, Batch(self.records, self.travelling), self._signer)
        return wrap(content, header.event, self._recipients)

    def _steps(self) -> Body:
        return {"steps": self._chance.randint(50, 100)}

    def _write(
        self, kind: str, subject: tuple[str, ...], body: Body, replaces: tuple[str, ...] = ()
    ) -> str:
        last = self.records[-1] if self.records else None
        record = make_record(
            Change(kind, subject, body),
            stream=self._stream,
            seq=len(self.records) + 1,
            prev=last.id if last else "",
            replaces=replaces,
            at=DAY + 7_000 * len(self.records),
        )
        self.records.append(record)
        return record.id

    def _seal(self) -> None:
        self.seals.append(self._signer.seal(self.records[-1]))


def _enrolled(holder: Holder, authority: Authority) -> SoftwareSigner:
    """Certify a new key as enrolment does, without locking the one-time key in between."""
    once, own = certificates.generate_key(), certificates.generate_key()
    enrolment = certificates.make_enrolment(
        once.public_key(), holder.event, holder.author, authority.certificate, authority.key
    )
    certificate = certificates.make_holder(
        own.public_key(), holder, f"Penilai {holder.author}", enrolment, once
    )
    return SoftwareSigner(own, (certificate, enrolment, authority.certificate))
