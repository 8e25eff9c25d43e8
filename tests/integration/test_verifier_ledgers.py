# SPDX-License-Identifier: MIT
"""Ledgers with forks, revocations and decisions, read by the program and by the verifier.

The ledgers are made without the program. It gets them through its command line: the secretariat's
streams as kits, and everything else, sealed or not, as an event file that is handed in. What it
makes of them stands in its answers and in the projections of its file.
"""

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.verifier.builder import ASSESSORS, RUBRIC, Book, Event, Signer, Writer, enrol, opened
from tests.verifier.packages import package
from verifikator.report import Keys, Verification, as_json, verify

pytestmark = pytest.mark.xdist_group("verifier")

ROOT = Path(__file__).parents[2]
LEDGERS = 8
CODE = "CNTH2345"


class Chance:
    """An event with two operators and two assessors who have two certificates each.

    What happens on top of that is drawn at random, or told by a test.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.event = event = Event()
        self.deputy = event.operator("wakil")
        wakil = opened(event.book, event.id, "secretariat", "wakil", self.deputy)
        enrol(wakil, "wakil", self.deputy)
        self.office = [event.office]
        self.wakil = [wakil]
        self.assessors = {name: [event.assessors[name]] for name in ASSESSORS}
        second = opened(event.book, event.id, "assessor", "ani", None, copy="2")
        self.assessors["ani"].append(second)
        self.signers: dict[str, list[Signer]] = {}
        for name, (first, *_) in self.assessors.items():
            assert first.signer is not None
            self.signers[name] = [first.signer, event.holder(name)]
            enrol(first, name, self.signers[name][1])
        if seed % 2:
            event.play()

    def records(self) -> list[tuple[str, dict[str, Any]]]:
        return [(name, json.loads(data)) for name, data in self.event.book.records]

    def on(self, subject: str) -> list[str]:
        return [name for name, one in self.records() if "/".join(one["subject"]) == subject]

    def of(self, stream: str) -> list[tuple[str, int]]:
        return [(name, one["seq"]) for name, one in self.records() if one["stream"] == stream]

    def write(
        self, writer: Writer, kind: str, subject: str, body: dict[str, Any], *replaces: str
    ) -> str:
        """Write a record that replaces the newest ones on its subject, or some, or none."""
        seen = self.on(subject)[-self.chance.randrange(1, 4) :]
        more = seen if self.chance.random() < 0.7 else []
        return writer.write(kind, subject, body, *sorted({*more, *replaces}))

    def step(self) -> None:
        weights = {
            self.score: 3,
            self.sheet: 3,
            self.seal: 5,
            self.copy: 2,
            self.attendance: 2,
            self.reopening: 1,
            self.revocation: 3,
            self.fork: 3,
            self.decision: 3,
            self.roster: 1,
        }
        (what,) = self.chance.choices([*weights], [*weights.values()])
        name = self.chance.choice(ASSESSORS)
        what(name, self.chance.choice(self.assessors[name]), self.chance.choice(("e1", "e2")))

    def secretariat(self) -> Writer:
        return self.chance.choice(self.office + self.wakil)

    def score(self, name: str, writer: Writer, entry: str) -> None:
        steps = self.chance.choice((60, 70, 80, 13, None, 0))
        subject = f"score/{name}/{entry}/{self.chance.choice(('k1', 'k2'))}"
        self.write(writer, "score.given", subject, {"steps": steps})

    def sheet(self, name: str, writer: Writer, entry: str) -> None:
        scores = []
        for criterion in ("k1", "k2"):
            subject = f"score/{name}/{entry}/{criterion}"
            known = self.on(subject)
            if not known or self.chance.random() < 0.4:
                steps = self.chance.choice((60, 70, 80))
                known = [self.write(writer, "score.given", subject, {"steps": steps})]
            scores.append(self.chance.choice(known))
        body = {"revision": 1, "rubric": self.event.rubric, "scores": scores}
        self.write(writer, "sheet.finalised", f"sheet/{name}/{entry}", body)

    def seal(self, name: str, writer: Writer, _entry: str) -> None:
        if self.chance.random() < 0.2:
            self.secretariat().seal()
        else:
            writer.seal(self.chance.choice(self.signers[name]))

    def copy(self, name: str, _writer: Writer, _entry: str) -> None:
        writers = self.chance.choice(
            (self.assessors[name], self.assessors["ani"], self.office, self.wakil)
        )
        if len(writers) < 4:
            writers.append(self.chance.choice(writers).twin())

    def attendance(self, _name: str, writer: Writer, entry: str) -> None:
        by = self.chance.choice((writer, self.secretariat()))
        body = {"status": self.chance.choice(("present", "absent"))}
        self.write(by, "attendance.noted", f"attendance/{entry}", body)

    def reopening(self, name: str, writer: Writer, entry: str) -> None:
        kind = self.chance.choice(("sheet.reopened", "sheet.recused"))
        self.write(writer, kind, f"sheet/{name}/{entry}", {"reason": "x"})

    def revocation(self, name: str, writer: Writer, _entry: str) -> None:
        lasts = [one for one, _ in self.of(writer.stream)[-6:]] * 2
        last = self.chance.choice(["", *lasts, self.chance.choice(self.records())[0]])
        self.revoke(name, last)

    def revoke(self, name: str, last: str, *, first: bool = False) -> str:
        signer = self.signers[name][0] if first else self.chance.choice(self.signers[name])
        subject = f"revocation/{name}/{signer.fingerprint[:40]}"
        by = self.event.office if first else self.secretariat()
        return self.write(by, "key.revoked", subject, {"last": last, "reason": "x"})

    def fork(self, _name: str, writer: Writer, _entry: str) -> None:
        stream = self.chance.choice(
            (writer.stream, writer.stream, self.office[0].stream, self.wakil[0].stream)
        )
        places = [seq for _, seq in self.of(stream)]
        divided = min((seq for seq in places if places.count(seq) > 1), default=None)
        if divided is not None:
            # Also one before the fork, which keeps nothing.
            keep = self.chance.choice([one for one, seq in self.of(stream) if seq >= divided - 1])
            body = {"keep": keep, "reason": "x"}
            self.write(self.secretariat(), "fork.decided", f"fork/{stream}", body)

    def decision(self, name: str, _writer: Writer, entry: str) -> None:
        signer = self.chance.choice(self.signers[name])
        subject = self.chance.choice(
            (
                f"sheet/{name}/{entry}",
                f"attendance/{entry}",
                f"score/{name}/{entry}/k1",
                f"revocation/{name}/{signer.fingerprint[:40]}",
                "panel/p",
            )
        )
        known = self.on(subject)
        if known:
            chosen = self.chance.choice(known)
            seen = (chosen,) if self.chance.random() < 0.9 else ()
            body = {"chosen": chosen, "reason": "x"}
            self.write(self.secretariat(), "conflict.decided", subject, body, *seen)

    def roster(self, _name: str, _writer: Writer, _entry: str) -> None:
        members = self.chance.choice((["ani", "budi"], ["ani"], ["budi", "budi", "ani"]))
        panel = {"name": "A", "room": "1", "chair": "ani", "members": members}
        if self.chance.random() < 0.5:
            self.write(
                self.secretariat(), "panel.formed", "panel/p", {**panel, "entries": ["e1", "e2"]}
            )
        else:
            body = {**RUBRIC, "label": self.chance.choice(("", "baru"))}
            self.write(self.secretariat(), "rubric.adopted", "rubric/g", body)


class Program:
    """The program's command line, in a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "a.pkri"
        (folder / "profile").mkdir()

    def run(self, *arguments: object) -> dict[str, Any]:
        home = str(self.folder / "profile")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PKRI")}
        own = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "LOCALAPPDATA": home}
        done = subprocess.run(
            [sys.executable, "-m", "pkri_desktop", *map(str, arguments), "--json"],
            cwd=ROOT,
            env={**kept, **own, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def take(self, ledger: Chance) -> None:
        """Give it everything."""
        event = ledger.event
        identity = pyrage.x25519.Identity.generate()
        everything = event.book
        makers = ((ledger.office, event.office.signer, "sekretariat"),)
        for (writer, *_), signer, name in (*makers, (ledger.wakil, ledger.deputy, "wakil")):
            assert signer is not None
            event.book = Book(
                event.id,
                [
                    one
                    for one in everything.records
                    if json.loads(one[1])["stream"] == writer.stream
                ],
                [one for one in everything.seals if one[0] == writer.stream],
            )
            kit = self.folder / f"{name}.pkrix"
            kit.write_bytes(
                package(event, signer, identity, name, code=CODE, purpose="kit", panel="p")
            )
            self.run("receive", self.file, kit, "--code", CODE)
        event.book = everything
        with contextlib.closing(sqlite3.connect(self.file)) as db:
            db.execute("UPDATE local SET value = 'secretariat' WHERE key = 'role'")
            db.commit()
        told = self.run("receive", self.file, self.handed_in(everything))
        assert [one["refusal"] for one in told["files"]] == [None]

    def handed_in(self, book: Book) -> Path:
        """An event file with exactly the program's tables, and nothing in its projections."""
        path = self.folder / "b.pkri"
        shutil.copyfile(self.file, path)
        plain = book.save(self.folder / "plain.pkri")
        columns = "number, id, stream, seq, prev, kind, subject, authority, data, turn"
        with contextlib.closing(sqlite3.connect(path)) as db:
            for (table,) in db.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%sqlite_%'"
            ).fetchall():
                db.execute(f'DELETE FROM "{table}"')  # noqa: S608
            db.execute("ATTACH ? AS plain", (str(plain),))
            db.execute(f"INSERT INTO record ({columns}) SELECT {columns} FROM plain.record")  # noqa: S608
            for table in ("replacement", "seal", "turn", "local"):
                db.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM plain.{table}")  # noqa: S608
            db.commit()
        return path


def projections(path: Path) -> dict[str, set[Any]]:
    """What the program made of a ledger."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        query = "SELECT subject, record, effective FROM head WHERE"
        return {
            "streams": set(db.execute("SELECT id, sealed_to, forked_at FROM stream")),
            "disowned": {one for (one,) in db.execute("SELECT record FROM disowned")},
            "contested": {
                one for (one,) in db.execute("SELECT record FROM disowned WHERE contested")
            },
            "written": set(db.execute(f"{query} written = 1")),
            "sealed": set(db.execute(f"{query} sealed = 1")),
        }


def own(found: Verification) -> dict[str, set[Any]]:
    """What the verifier made of it."""
    readings = (("written", found.readings.written), ("sealed", found.readings.sealed))
    heads = {
        name: {
            (subject, one.id, reading.effect(one).id)
            for subject, several in reading.heads.items()
            for one in several
        }
        for name, reading in readings
    }
    streams = found.streams.values()
    return {
        "streams": {(one.id, one.sealed, one.fork) for one in streams},
        "disowned": {name for one in streams for name in one.disowned},
        "contested": {name for one in streams for name in one.contested},
        **heads,
    }


def agree(ledger: Chance, folder: Path) -> None:
    # Two copies of one writer may have written the very same record.
    ledger.event.book.records[:] = dict.fromkeys(ledger.event.book.records)
    program = Program(folder)
    program.take(ledger)
    checked = program.run("check", program.file)
    told = program.run("fingerprint", program.file)
    found = verify([program.file], Keys(root=ledger.event.root))
    report = as_json(found)
    # Records of those who may not write them, and sheets with scores that are not theirs, are
    # worth a finding for a verifier; the program leaves them out in silence.
    assert {one["what"] for one in report["findings"]} <= {"record.author", "sheet.score"}
    assert report["records"] == told["records"] == len(ledger.event.book.records)
    assert report["state_fingerprint"] == told["fingerprint"]
    assert own(found) == projections(program.file)
    assert report["score_fingerprint"] == told["score_fingerprint"]
    assert len(report["conflicts"]) == checked["conflicts"]
    assert len(report["forks"]) == checked["forks"]


@pytest.mark.parametrize("number", range(LEDGERS))
def test_random_ledgers(tmp_path: Path, number: int) -> None:
    seed = int(os.environ.get("VERIFIER_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
    seed += number
    print(f"VERIFIER_SEED={seed - number}, ledger {number}")  # noqa: T201 (shown when it fails)
    ledger = Chance(seed)
    for _ in range(ledger.chance.randrange(10, 45)):
        ledger.step()
    agree(ledger, tmp_path)


def sealed_day() -> Chance:
    ledger = Chance(1)
    ledger.office[0].seal()
    return ledger


def revoked(ledger: Chance) -> None:
    ledger.revoke("ani", "", first=True)


def revoked_at_the_end(ledger: Chance) -> None:
    ledger.revoke("ani", ledger.assessors["ani"][0].last, first=True)


def revoked_in_another_stream(ledger: Chance) -> None:
    ledger.revoke("ani", ledger.assessors["budi"][0].last, first=True)


def revoked_and_decided(ledger: Chance) -> None:
    """The decision chose the revocation, so it must not take it away."""
    name = ledger.revoke("ani", "", first=True)
    (subject,) = ("/".join(one["subject"]) for key, one in ledger.records() if key == name)
    body = {"chosen": name, "reason": "x"}
    ledger.event.office.write("conflict.decided", subject, body, name)


def kept_before_the_fork(ledger: Chance) -> None:
    """A decision on a record before the fork is none, so the sealed branch is kept."""
    first = ledger.assessors["ani"][0]
    before, twin = first.last, first.twin()
    for writer, text in ((first, "x"), (twin, "y")):
        body = {
            "text": text,
            "tag": "",
            "written": "",
            "criterion": "",
            "stage": "",
            "elapsed": 0,
            "shared": False,
            "use": "",
        }
        writer.write("note.written", "note/ani/e1/n1", body)
    first.seal()
    decision = {"keep": before, "reason": "x"}
    ledger.event.office.write("fork.decided", f"fork/{first.stream}", decision)


@pytest.mark.parametrize(
    "happens",
    [
        revoked,
        revoked_at_the_end,
        revoked_in_another_stream,
        revoked_and_decided,
        kept_before_the_fork,
    ],
)
def test_told_ledgers(tmp_path: Path, happens: Callable[[Chance], None]) -> None:
    ledger = sealed_day()
    happens(ledger)
    ledger.office[0].seal()
    agree(ledger, tmp_path)
