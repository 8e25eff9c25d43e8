# SPDX-License-Identifier: MIT
"""Packages offered to the secretariat by the thousand, and what became of each.

Anything but a refusal that changes nothing, or an acceptance that is right, is counted against the
program. An acceptance is right when the file is whole afterwards (``check``), only the sender's own
streams have grown, and everything that is read of others is what it was: their records, sheets,
scores and notes, the roster and the rubric, and that what they still return is let in.
"""

from __future__ import annotations

import base64
import random
import shutil
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from pkri_desktop.exchange.wrapping import Access, wrap
from pkri_desktop.identity.certificates import NOT_AFTER, NOT_BEFORE
from pkri_desktop.workflow.check import check
from pkri_desktop.workflow.receive import Received, receive
from tests.factories import SampleDay, own_entries, score_all
from tests.processes import forget_peak, in_children, peak_bytes
from tests.trust.content import Content
from tests.trust.flips import of_file
from tests.trust.mutants import Insider, heavy
from tests.trust.places import shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pkri_desktop.identity.signer import Signer
    from pkri_desktop.store.event_file import EventFile

MOST_SECONDS = 2.0
MOST_BYTES = 256 * 1024 * 1024  # of a process that does nothing else
MOST_GROWTH = 192 * 1024 * 1024
SENDER = "a1"
PDF = b"%PDF-1.7 contoh"

# What may not change when the sender's package is let in: rows of others, and of the secretariat.
_OTHERS = {
    "record": "stream NOT IN (SELECT id FROM stream WHERE role = 'assessor' AND author = :who)",
    "score": "assessor <> :who",
    "sheet": "assessor <> :who",
    "note": "assessor <> :who",
    "stream": "author <> :who",
    **dict.fromkeys(
        ("event", "groups", "agency", "entry", "assessor", "panel", "assignment", "slot", "pause",
         "rubric", "criterion"), "1"
    ),
}  # fmt: skip


class Camp(NamedTuple):
    """The secretariat's folder before the siege, and what the sender knows.

    Attributes:
        base: what the sender would honestly return, as a file and as its content.
        known: what a colleague returned, already received.
        coming: what another colleague returned, not yet received.
    """

    day: SampleDay
    signer: Signer
    base: Path
    known: Path
    coming: Path


def pitch(founded: SampleDay, folder: Path) -> Camp:
    """Play half a day: the sender has returned once and will again, a2 and b1 have, a3 will."""
    day = founded.copy_to(folder)
    returned: dict[str, list[Path]] = {}
    signer: Signer | None = None
    for assessor in (SENDER, "a2", "b1", "a3"):
        room = day.room(assessor)
        entries = own_entries(room, assessor)[:4]
        for number, entry in enumerate(entries):
            score_all(room, assessor, entry, 70 + number)
            room.write_note(assessor, entry, None, f"{assessor} tentang {entry}", "")
        for entry in entries[:2]:
            room.finalise(assessor, entry)
        room.keep_signed(assessor, entries[0], room.sheet(assessor, entries[0]).finalised, PDF)
        paths = [day.hand_back(room, assessor).path]
        if assessor == SENDER:
            signer = room.signer(assessor)
            room.give_score(assessor, entries[2], room.rubric(entries[2]).criteria[0].id, 91)
            room.finalise(assessor, entries[2])
            paths.append(day.hand_back(room, assessor).path)
        returned[assessor] = paths
    with_office = day.office()
    day.receive(with_office.file, returned[SENDER][0], *returned["a2"], *returned["b1"])
    day.close()
    assert signer is not None
    return Camp(day, signer, returned[SENDER][1], returned["a2"][0], returned["a3"][0])


@dataclass
class Tally:
    """What became of what was offered.

    Attributes:
        groups: what was mutated → how many.
        refused: reason → how many.
        taken: how many were let in, rightly.
        faults: what was wrong, crashed or took too long; empty when all is well.
        slowest: seconds of the slowest, and which it was.
        held: bytes that the process held before, interpreter and libraries counted.
        growth: most bytes that it held beyond these while a package was received, and which.
    """

    groups: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    taken: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    held: int = 0
    growth: tuple[int, str] = (0, "")

    @property
    def offered(self) -> int:
        """Return how many packages were offered."""
        return self.groups.total()

    @property
    def keeps_its_bounds(self) -> bool:
        """Say whether nothing was wrong, too slow or too large."""
        return not self.faults and self.slowest[0] <= MOST_SECONDS and self.growth[0] <= MOST_GROWTH

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(
            self.groups + other.groups,
            self.refused + other.refused,
            self.taken + other.taken,
            self.faults + other.faults,
            max(self.slowest, other.slowest),
            max(self.held, other.held),
            max(self.growth, other.growth),
        )


class Siege:
    """One secretariat's file to which packages are offered; made anew after each that is let in."""

    def __init__(self, camp: Camp, folder: Path) -> None:
        """Begin in ``folder``, which must not exist."""
        self._camp = camp
        self._folder = folder
        self._day, self._file = self._begun()
        self._access = Access(self._day.profile.keyring.identities("contoh saja"))
        self._recipients = self._file.queries.office_recipients()
        self._event = self._file.queries.local("event")
        self._others = self._of_others()
        forget_peak()
        self._tally = Tally(held=peak_bytes())
        self._genuine = {self._day.content(path) for path in (camp.base, camp.known)}
        self._on_its_way = False
        self._expected = self._receive(camp.coming, dry_run=True)[1:5]

    # -- what is offered -----------------------------------------------------------------------

    def insider(self) -> Insider:
        """Return the sender, with all that they may know."""
        contents = [
            Content.of(self._day.content(path))
            for path in (self._camp.base, self._camp.known, self._day.kit_path())
        ]
        base, known, kit = contents
        return Insider(base, self._camp.signer, known, kit, strange_certificates())

    def files(self, numbers: Iterable[int], seed: int) -> Tally:
        """Offer files whose bytes were changed."""
        file, other = self._camp.base.read_bytes(), self._camp.known.read_bytes()
        self._on_its_way = True
        for number in numbers:
            mutant = of_file(number, file, other, random.Random(f"{seed}/{number}"))
            if mutant.data != file:
                self._path.write_bytes(mutant.data)
                self._offer(mutant.group, f"{mutant.how} ({seed}/{number})")
        return self._ended()

    def contents(self, numbers: Iterable[int], seed: int, groups: Sequence[str] = ()) -> Tally:
        """Offer contents that were bent, signed with the sender's key and closed as usual."""
        insider = self.insider()
        for number in numbers:
            group, how, data = insider.mutant(number, random.Random(f"{seed}/{number}"), groups)
            self._path.write_bytes(wrap(data, self._event, self._recipients))
            del data  # what it weighs here is not the program's
            self._offer(group, f"{how} ({seed}/{number})")
        return self._ended()

    def heavy(self, ways: Iterable[str], size: int) -> Tally:
        """Offer contents that weigh much."""
        insider = self.insider()
        for way in ways:
            data = heavy(insider, insider.base.copy(), way, size)
            self._path.write_bytes(wrap(data, self._event, self._recipients))
            del data
            self._offer(way, str(size))
        return self._ended()

    # -- what becomes of it --------------------------------------------------------------------

    @property
    def _path(self) -> Path:
        return self._day.folder / "ditawarkan.pkrix"

    def _offer(self, group: str, how: str) -> None:
        tally, which = self._tally, f"{group}: {how}"
        changes = self._file._connection.total_changes
        tally.groups[group] += 1
        forget_peak()
        begun = time.perf_counter()
        try:
            received = self._receive(self._path)
        except BaseException:
            tally.faults.append(f"crash at {which}\n{traceback.format_exc()}")
            self._begin_anew()
            return
        tally.slowest = max(tally.slowest, (time.perf_counter() - begun, which))
        tally.growth = max(tally.growth, (peak_bytes() - tally.held, which))
        if received.refusal is not None:
            tally.refused[received.refusal.reason.value] += 1
            if self._file._connection.total_changes != changes:
                tally.faults.append(f"refused, and yet changed something: {which}")
        else:
            try:
                wrong = "; ".join(self._wrong())
            except Exception:
                wrong = f"afterwards\n{traceback.format_exc()}"
            if wrong:
                tally.faults.append(f"let in wrongly: {which}: {wrong}")
            tally.taken += not wrong
            self._begin_anew()

    def _wrong(self) -> Iterator[str]:
        """Yield what is not right about a package that was let in."""
        if self._day.content(self._path) in self._genuine:
            return  # what is signed is untouched, and nobody vouches for the label
        if self._on_its_way:
            yield "what was closed is not what was opened"
        yield from (str(finding) for finding in check(self._file).findings)
        now = self._of_others()
        yield from (
            f"{table} of others changed" for table in now if now[table] != self._others[table]
        )
        again = self._receive(self._camp.coming)
        if again.refusal is not None:
            yield f"a colleague's package is refused now: {again.refusal.reason.value}"
        elif again[1:5] != self._expected:
            yield f"a colleague's package comes to something else now: {again}"

    def _receive(self, path: Path, *, dry_run: bool = False) -> Received:
        [received] = receive(
            self._file, [path], profile=self._day.profile, clock=self._day.clock,
            access=lambda: self._access, dry_run=dry_run,
        ).files  # fmt: skip
        return received

    def _of_others(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return what must stay as it is."""
        execute = self._file._connection.execute
        return {
            table: sorted(
                execute(f"SELECT * FROM {table} WHERE {of_others}", {"who": SENDER}).fetchall(),  # noqa: S608
                key=repr,
            )
            for table, of_others in _OTHERS.items()
        }

    # -- the file ------------------------------------------------------------------------------

    def _begun(self) -> tuple[SampleDay, EventFile]:
        day = self._camp.day.copy_to(self._folder)
        file = day.open(day.event_path)
        assert not file.read_only
        return day, file

    def _begin_anew(self) -> None:
        self._day.close()
        shutil.rmtree(self._folder)
        self._day, self._file = self._begun()

    def _ended(self) -> Tally:
        self._day.close()
        return self._tally


def strange_certificates() -> tuple[str, ...]:
    """Return what is no certificate of this event, in base64."""
    keys: tuple[Any, ...] = (
        rsa.generate_private_key(65_537, 2_048), ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate(),
    )  # fmt: skip
    own = [_self_signed(key) for key in keys]
    garbage = [b"\0", b"0", b"\x30\x82\xff\xff", own[0][:-1], own[0] + b"\0", own[2][:200]]
    return (*(base64.b64encode(der).decode() for der in [*own, *garbage]), "", "=", "A" * 8_001)


def _self_signed(key: Any) -> bytes:  # noqa: ANN401 -- of any algorithm
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, NOT_BEFORE, NOT_AFTER)
    algorithm = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return made.sign(key, algorithm).public_bytes(Encoding.DER)


def laid(camp: Camp, folder: Path, stage: str, total: int, seed: int, children: int = 2) -> Tally:
    """Offer ``total`` mutants of one stage, ``files`` or ``contents``, from several children."""

    def share(numbers: range) -> Tally:
        siege = Siege(camp, folder / f"{stage}-{numbers.start}")
        return siege.files(numbers, seed) if stage == "files" else siege.contents(numbers, seed)

    tallies = in_children([partial(share, numbers) for numbers in shares(total, children)])
    return sum(tallies, Tally())
