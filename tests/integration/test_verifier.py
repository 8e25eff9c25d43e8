# SPDX-License-Identifier: MIT
"""The program, as a black box, against the verifier that was written from docs/file-format.md.

Whatever one says of the sample event, the other must say too; and what somebody changes in the file
with a database editor must escape neither.
"""

import contextlib
import io
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from verifikator.__main__ import main
from verifikator.results import rounded

pytestmark = pytest.mark.xdist_group("verifier")

CODE = "CNTH-CNTH-CNTH"
PASSPHRASE = "contoh saja"  # public: it opens the sample's keys only
EDITS = 40
ROOT = Path(__file__).parents[2]
ROW = re.compile(r"\s*(?:\d+|–)\s+([A-Z]{1,3}-\d+)\s(.*)\s(\d+,\d\d|–)\*?\s+(\d+) dari (\d+)\b")

Report = dict[str, Any]


@dataclass(frozen=True)
class Day:
    """A sample event that was played, and the profile that it was played in."""

    folder: Path
    profile: Path

    @property
    def central(self) -> Path:
        return self.folder / "kegiatan.pkri"

    def program(self, *arguments: object) -> "subprocess.CompletedProcess[bytes]":
        """Run the program's command line in this profile."""
        places = {"HOME": "", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"}
        places |= {"XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state", "LOCALAPPDATA": "data"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PKRI")}
        own = {name: str(self.profile / place) for name, place in places.items()}
        return subprocess.run(
            [sys.executable, "-m", "pkri_desktop", *map(str, arguments)],
            cwd=ROOT,
            env={**kept, **own, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            check=False,
        )

    def told(self, *arguments: object) -> Report:
        """What the program tells as JSON."""
        done = self.program(*arguments, "--json")
        assert done.returncode == 0, done.stderr.decode()
        report: Report = json.loads(done.stdout)
        return report

    def keys(self) -> list[str]:
        """Options with the keys of the secretariat."""
        found = sorted(self.profile.rglob("secretariat-*.json"))
        assert found
        return [*(f"--key={path}" for path in found), "--passphrase-env=SANDI_CONTOH"]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    folder = tmp_path_factory.mktemp("verifier")
    day = Day(folder / "demo", folder / "profile")
    day.profile.mkdir()
    done = day.program("demo", "--to", day.folder, "--no-window")
    assert done.returncode == 0, done.stderr.decode()
    return day


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDI_CONTOH", PASSPHRASE)


def verified(*arguments: object) -> Report:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main([*map(str, arguments), "--json"])
    report: Report = json.loads(out.getvalue())
    assert code == (0 if report["well"] else 1)
    return report


def packages(day: Day, folder: str) -> list[Path]:
    found = sorted((day.folder / folder).glob("*.pkrix"))
    assert found
    return found


# Agreement


def sources(day: Day, which: str) -> list[object]:
    """Files that each hold the whole day together, and what opens them."""
    panels = sorted((day.folder / "panel").glob("*.pkri"))
    assert panels
    kits: list[object] = [*packages(day, "paket"), f"--code={CODE}"]
    returns: list[object] = [*packages(day, "kembali"), *day.keys()]
    together: dict[str, list[object]] = {
        "central": [day.central],
        "panels": [day.central, *panels],
        "returns": [day.central, *returns],
        "kits": [day.central, *kits],
        "packages alone": [*kits, *returns],
        "everything": [day.central, *panels, *kits, *returns],
    }
    return together[which]


@pytest.mark.parametrize(
    "which", ["central", "panels", "returns", "kits", "packages alone", "everything"]
)
def test_both_say_the_same(day: Day, which: str) -> None:
    told = day.told("fingerprint", day.central)
    checked = day.told("check", day.central)
    report = verified(*sources(day, which), f"--root={day.folder / 'akar.pem'}")
    assert report["findings"] == []
    assert report["state_fingerprint"] == told["fingerprint"] == checked["fingerprint"]
    assert report["score_fingerprint"] == told["score_fingerprint"]
    assert report["records"] == told["records"] == checked["records"]
    if which == "central":
        assert report["seals"] == checked["seals"]
        assert len(report["conflicts"]) == checked["conflicts"]
        assert len(report["forks"]) == checked["forks"]


def test_each_panel_by_itself(day: Day) -> None:
    for path in sorted((day.folder / "panel").glob("*.pkri")):
        told = day.told("fingerprint", path)
        report = verified(path)
        assert report["findings"] == []
        assert report["state_fingerprint"] == told["fingerprint"]
        assert report["score_fingerprint"] == told["score_fingerprint"]
        assert report["records"] == told["records"]


def test_each_kit_by_itself(day: Day) -> None:
    for path in packages(day, "paket"):
        assert verified(path, f"--code={CODE}")["findings"] == []
        assert verified(path)["well"] is False  # closed without the code
        assert verified(path, "--code=CNTH-CNTH-CNTJ")["well"] is False


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_the_printed_recapitulation(day: Day, tmp_path: Path) -> None:
    day.told("publish", day.central, "--to", tmp_path / "terbit")
    for pdf in (day.folder / "rekapitulasi.pdf", tmp_path / "terbit" / "rekapitulasi.pdf"):
        printed = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True
        )
        rows = {}
        for line in printed.stdout.decode().splitlines():
            match = ROW.match(line)
            if match:
                code, middle, mean, counted, _ = match.groups()
                assert code not in rows
                totals = re.findall(r"(?<=\s)\d{1,3},\d\d(?!\d)", middle)
                rows[code] = (None if mean == "–" else mean, int(counted), sorted(totals))
        table = tmp_path / "rekapitulasi.csv"
        lines = [f"{code};{mean or ''}" for code, (mean, _, _) in rows.items()]
        table.write_text("\n".join(["code;mean", *lines]) + "\n")
        root = tmp_path / "terbit" / "akar.pem"
        report = verified(day.central, f"--recap={table}", f"--root={root}")
        assert report["findings"] == []
        counted_totals: dict[str, list[str]] = {one["code"]: [] for one in report["entries"]}
        for sheet in report["sheets"]:
            if sheet["counts"]:
                counted_totals[sheet["code"]].append(rounded(Fraction(sheet["total"])))
        assert rows == {
            one["code"]: (one["mean"], one["counted"], sorted(counted_totals[one["code"]]))
            for one in report["entries"]
        }
        assert len(rows) == 30


def test_every_signed_sheet_is_shown_as_signed(day: Day) -> None:
    signed = [one for one in verified(day.central)["sheets"] if one["signed"]]
    assert len(signed) == len(list((day.folder / "lembar").glob("*.pdf")))


# A database editor


@dataclass
class Editor:
    """Changes the ledger tables of a copy at random; each method says what it did."""

    db: sqlite3.Connection
    chance: random.Random

    def one(self, query: str, *values: object) -> tuple[Any, ...]:
        rows = self.db.execute(query, values).fetchall()
        found: tuple[Any, ...] = self.chance.choice(rows)
        return found

    def record(self, where: str = "1") -> tuple[str, bytes]:
        query = f"SELECT id, CAST(data AS BLOB) FROM record WHERE {where} ORDER BY id"  # noqa: S608
        name, data = self.one(query)
        return name, data

    def bent(self, data: bytes) -> bytes:
        """The same bytes but for one."""
        bent = bytearray(data)
        bent[self.chance.randrange(len(bent))] ^= self.chance.randrange(1, 256)
        return bytes(bent)

    def write(self, name: str, data: bytes) -> None:
        self.db.execute("UPDATE record SET data = CAST(? AS TEXT) WHERE id = ?", (data, name))

    def byte_of_a_record(self) -> str:
        name, data = self.record()
        self.write(name, self.bent(data))
        return name

    def steps(self) -> str:
        name, data = self.record("kind = 'score.given' AND data NOT LIKE '%\"steps\":null%'")
        value = json.loads(data)
        value["body"]["steps"] += self.chance.choice((-1, 1))
        self.write(name, canonical(value))
        return name

    def steps_and_id(self) -> str:
        """The id is made to fit, and the columns of the table too."""
        name, data = self.record("kind = 'score.given' AND data NOT LIKE '%\"steps\":null%'")
        value = json.loads(data)
        value["body"]["steps"] += self.chance.choice((-1, 1))
        self.write(name, canonical(value))
        fitting = record_id(canonical(value))
        self.db.execute("UPDATE record SET id = ? WHERE id = ?", (fitting, name))
        self.db.execute("UPDATE replacement SET record = ? WHERE record = ?", (fitting, name))
        return name

    def deleted_record(self) -> str:
        name, _ = self.record()
        self.db.execute("DELETE FROM record WHERE id = ?", (name,))
        self.db.execute("DELETE FROM replacement WHERE record = ?", (name,))
        return name

    def swapped_ids(self) -> str:
        one, _ = self.record()
        two, _ = self.record(f"id <> '{one}'")
        for old, new in ((one, "x"), (two, one), ("x", two)):
            self.db.execute("UPDATE record SET id = ? WHERE id = ?", (new, old))
        return f"{one} {two}"

    def swapped_contents(self) -> str:
        one, data = self.record()
        two, other = self.record(f"id <> '{one}'")
        self.write(one, other)
        self.write(two, data)
        return f"{one} {two}"

    def column(self) -> str:
        name, _ = self.record()
        column = self.chance.choice(("stream", "seq", "prev", "kind", "subject", "authority"))
        (old,) = self.one(f"SELECT {column} FROM record WHERE id = ?", name)  # noqa: S608
        new = old + 1 if column == "seq" else self.one(_OTHER.format(column), old)[0]
        self.db.execute(f"UPDATE record SET {column} = ? WHERE id = ?", (new, name))  # noqa: S608
        return f"{column} of {name}"

    def seal_signature(self) -> str:
        rowid = "stream, seq, record, certificate"
        *key, signature = self.one(f"SELECT {rowid}, signature FROM seal ORDER BY {rowid}")  # noqa: S608
        where = "stream = ? AND seq = ? AND record = ? AND certificate = ?"
        self.db.execute(
            f"UPDATE seal SET signature = ? WHERE {where}",  # noqa: S608
            (self.bent(signature), *key),
        )
        return f"{key}"

    def seal_place(self) -> str:
        stream, seq = self.one("SELECT stream, seq FROM seal ORDER BY stream, seq")
        change = self.chance.choice(
            ("seq = seq - 1", f"record = '{'0' * 64}'", f"certificate = '{'0' * 64}'")
        )
        self.db.execute(
            f"UPDATE seal SET {change} WHERE stream = ? AND seq = ?",  # noqa: S608
            (stream, seq),
        )
        return f"{stream} {seq} {change}"

    def byte_of_an_attachment(self) -> str:
        digest, content = self.one("SELECT digest, content FROM attachment ORDER BY digest")
        self.db.execute(
            "UPDATE attachment SET content = ? WHERE digest = ?", (self.bent(content), digest)
        )
        return str(digest)

    def deleted_attachment(self) -> str:
        (digest,) = self.one("SELECT digest FROM attachment ORDER BY digest")
        self.db.execute("DELETE FROM attachment WHERE digest = ?", (digest,))
        return str(digest)

    def replacement(self) -> str:
        replaced, record = self.one("SELECT replaced, record FROM replacement ORDER BY 1, 2")
        change = self.chance.choice(("delete", "other", "more"))
        other, _ = self.record()
        if change != "more":
            self.db.execute(
                "DELETE FROM replacement WHERE replaced = ? AND record = ?", (replaced, record)
            )
        if change != "delete":
            self.db.execute("INSERT OR IGNORE INTO replacement VALUES (?, ?)", (other, record))
        return f"{change} {replaced} {record} {other}"

    def event(self) -> str:
        other, _ = self.record("kind <> 'event.founded'")
        self.db.execute("UPDATE local SET value = ? WHERE key = 'event'", (other,))
        return other


_OTHER = "SELECT DISTINCT {0} FROM record WHERE {0} <> ? ORDER BY {0}"
KINDS: list[Callable[[Editor], str]] = [
    Editor.byte_of_a_record,
    Editor.byte_of_a_record,
    Editor.steps,
    Editor.steps_and_id,
    Editor.deleted_record,
    Editor.swapped_ids,
    Editor.swapped_contents,
    Editor.column,
    Editor.seal_signature,
    Editor.seal_place,
    Editor.byte_of_an_attachment,
    Editor.deleted_attachment,
    Editor.replacement,
    Editor.event,
]


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def record_id(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(b"pkri:record:1\n" + data).hexdigest()


LEDGER = {
    "record": "id, stream, seq, prev, kind, subject, authority, CAST(data AS BLOB)",
    "replacement": "replaced, record",
    "seal": "stream, seq, record, certificate, signature",
    "attachment": "digest, content",
    "local": "key, value",
}


def ledger(path: Path) -> dict[str, list[Any]]:
    """The ledger tables without numbers and turns."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        return {
            table: sorted(db.execute(f"SELECT {columns} FROM {table}"))  # noqa: S608
            for table, columns in LEDGER.items()
        }


def test_edits_are_found(day: Day, tmp_path: Path) -> None:
    seed = int(os.environ.get("VERIFIER_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
    print(f"VERIFIER_SEED={seed}")  # noqa: T201 (shown when it fails)
    chance = random.Random(seed)
    before = ledger(day.central)
    escaped = []
    for number in range(EDITS):
        path = tmp_path / f"{number}.pkri"
        shutil.copyfile(day.central, path)
        kind = KINDS[number] if number < len(KINDS) else chance.choice(KINDS)
        with contextlib.closing(sqlite3.connect(path)) as db:
            told = kind(Editor(db, chance))
            db.commit()
        if ledger(path) == before:
            continue
        report = verified(path)
        checked = day.program("check", path).returncode
        print(kind.__name__, told, sorted({one["what"] for one in report["findings"]}), checked)  # noqa: T201
        if report["well"] or not checked:  # each finds every one, without the other
            escaped.append((kind.__name__, told, report["well"], checked))
        path.unlink()
    assert escaped == []


def test_turns_and_numbers_do_not_matter(day: Day, tmp_path: Path) -> None:
    path = tmp_path / "a.pkri"
    shutil.copyfile(day.central, path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        (turn,) = db.execute("SELECT max(number) FROM turn WHERE undone_by = 0").fetchone()
        for table in ("record", "seal", "attachment"):
            db.execute(f"UPDATE {table} SET turn = ?", (turn,))  # noqa: S608
        db.execute("UPDATE record SET number = -number")
        db.commit()
    report = verified(path)
    assert report["findings"] == []
    assert report["state_fingerprint"] == day.told("fingerprint", day.central)["fingerprint"]
