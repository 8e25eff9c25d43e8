# SPDX-License-Identifier: MIT
"""The command, packages, the recapitulation, and input that is damaged in any way."""

import json
import random
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyrage
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tests.verifier.builder import Event, Signer, b64
from tests.verifier.packages import frame, lock, package
from verifikator.__main__ import main

TOOLS = Path(__file__).parents[2] / "tools"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    code = main([*map(str, arguments), "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out)


def whats(report: dict[str, Any]) -> set[str]:
    return {one["what"] for one in report["findings"]}


@pytest.mark.parametrize("how", [["tools/verifikator"], ["-m", "verifikator"]])
def test_both_ways_to_start(event: Event, tmp_path: Path, how: list[str]) -> None:
    path = event.book.save(tmp_path / "a.pkri")
    where = TOOLS.parent if how[0] != "-m" else TOOLS
    done = subprocess.run(
        [sys.executable, "-B", *how, str(path)], cwd=where, capture_output=True, check=True
    )
    assert done.stdout.decode().startswith("Semua baik")
    assert "K-01" in done.stdout.decode()
    lines = [one.split() for one in done.stdout.decode().splitlines()]
    (at,) = (number for number, one in enumerate(lines) if one[:2] == ["Sidik", "keadaan"])
    digits = lines[at][2]
    assert lines[at + 1] == [digits[place : place + 4] for place in range(0, 16, 4)]
    words = (TOOLS.parent / "resources" / "phrases" / "words.txt").read_text().split()
    assert [words.index(one) for one in lines[at + 2]] == list(bytes.fromhex(digits)[:6])


def test_usage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([str(tmp_path / "none.pkri")]) == 2
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    capsys.readouterr()


def test_root_and_recap(event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = event.book.save(tmp_path / "a.pkri")
    pem = tmp_path / "akar.pem"
    pem.write_bytes(x509.load_der_x509_certificate(event.root).public_bytes(Encoding.PEM))
    table = tmp_path / "r.csv"
    for good in ('code,mean\nK-01,78.00\nK-02,"78,00"\n', "code;mean\r\nK-02;78,0\r\nK-01;78\r\n"):
        table.write_text(good, newline="")
        assert run(capsys, path, "--root", pem, "--recap", table)[0] == 0
    for bad, what in (
        ("code,mean\nK-01,78.01\nK-02,78.00\n", "recap.mean"),
        ("code,mean\nK-01,\nK-02,78.00\n", "recap.mean"),
        ("code,mean\nK-01,78\n", "recap.missing"),
        ("code,mean\nK-01,78\nK-02,78\nK-03,1\n", "recap.unknown"),
        ("code,mean\nK-01,78\nK-02,78\nK-02,78\n", "recap.twice"),
        ("code,mean\nK-01,78\nK-02,banyak\n", "recap.form"),
        ("kode,rata\n", "recap.form"),
        ("", "recap.form"),
    ):
        table.write_text(bad)
        code, report = run(capsys, path, "--recap", table)
        assert code == 1
        assert what in whats(report)


def test_package(event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    identity = pyrage.x25519.Identity.generate()
    keys = tmp_path / "keys.txt"
    keys.write_text(f"# sekretariat\n{identity}\n")
    ani = event.assessors["ani"].signer
    assert ani is not None
    path = tmp_path / "a.pkrix"

    def verified(data: bytes, *options: object) -> set[str]:
        path.write_bytes(data)
        return whats(run(capsys, path, "--identity", keys, *options)[1])

    good = package(event, ani, identity, "ani")
    assert verified(good) == set()
    assert whats(run(capsys, path)[1]) >= {"package.closed"}
    assert verified(good[:7] + b"2" + good[8:]) >= {"package.version"}
    assert verified(package(event, ani, identity, "budi")) >= {"package.author"}
    assert verified(package(event, ani, identity, "ani", purpose="kit")) >= {"package.author"}
    assert verified(package(event, ani, identity, "ani", seals=9)) == {"package.count"}
    assert verified(package(event, ani, identity, "ani", about="0" * 64)) >= {"package.label"}
    assert verified(package(event, Event().holder("ani"), identity, "ani")) >= {"package.signer"}
    liar = Signer(event.holder("ani").key, ani.chain)
    assert verified(package(event, liar, identity, "ani")) >= {"package.signature"}
    # Whose the first certificate is, is looked at after what it signed.
    stranger = Signer(event.holder("ani").key, Event().holder("ani").chain)
    report = verified(package(event, stranger, identity, "ani"))
    assert "package.signature" in report
    assert "package.signer" not in report
    for data in (good[:-1], good[:200], good[:8], good[:12], good[:8] + bytes(9)):
        assert verified(data)

    # Only mirrors have frames O and U; G is first, H second, P last, each once.
    for letter in "OUGHLX":
        bent = package(event, ani, identity, "ani", extra=frame(letter, b"{}"))
        assert verified(bent) == {"package.form"}, letter
    record = frame("R", bytes(32))
    for bent in (
        package(event, ani, identity, "ani", end=record),
        package(event, ani, identity, "ani", end=frame("P", bytes(65_531))),
        package(event, ani, identity, "ani", before=record),
        package(event, ani, identity, "ani", before=frame("G", b"{}")),
    ):
        assert verified(bent) >= {"package.form"}
    assert verified(package(event, ani, identity, "ani", extra=record)) >= {"record.id"}

    seals = event.book.seals
    event.book.seals = seals[:2]  # budi's records are not sealed
    assert verified(package(event, ani, identity, "ani")) == {"package.unsealed"}
    # They are here anyway: then the package may leave the seal out.
    whole = event.book.save(tmp_path / "a.pkri")
    assert verified(package(event, ani, identity, "ani"), whole) == set()


def test_kit_with_a_code(event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    identity = pyrage.x25519.Identity.generate()
    office = event.office.signer
    assert office is not None
    path = tmp_path / "kit.pkrix"
    kit = package(event, office, identity, "sekretariat", code="ABCD2345", purpose="kit")
    path.write_bytes(kit)
    assert run(capsys, path, "--code", "abcd-2345")[0] == 0
    assert whats(run(capsys, path, "--code", "abcd-2346")[1]) >= {"package.closed"}


def test_a_package_that_founds_another_event(
    event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    identity = pyrage.x25519.Identity.generate()
    office = event.office.signer
    assert office is not None
    path = tmp_path / "kit.pkrix"
    other = Event()
    event.book.put(other.book.bytes_of(other.id))
    path.write_bytes(package(event, office, identity, "sekretariat", code="A2", purpose="kit"))
    assert whats(run(capsys, path, "--code", "a2")[1]) >= {"package.founding"}


def test_key_file(
    event: Event,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    identity = pyrage.x25519.Identity.generate()
    ani = event.assessors["ani"].signer
    assert ani is not None
    path, key = tmp_path / "a.pkrix", tmp_path / "key.json"
    path.write_bytes(package(event, ani, identity, "ani"))
    box = lock("frasa sandi", str(identity).encode() + b"\n" + b"pkcs8")
    chain = [b64(one) for one in ani.chain]
    key.write_text(json.dumps({"format": "pkri-key-1", "chain": chain, "box": box}))
    monkeypatch.setenv("FRASA", "frasa sandi")
    assert run(capsys, path, "--key", key, "--passphrase-env", "FRASA")[0] == 0
    monkeypatch.setenv("FRASA", "salah")
    assert main([str(path), "--key", str(key), "--passphrase-env", "FRASA"]) == 2
    capsys.readouterr()


def test_files_of_two_events(
    event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = event.book.save(tmp_path / "a.pkri")
    two = Event().book.save(tmp_path / "b.pkri")
    assert whats(run(capsys, one, two)[1]) == {"file.event"}


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("CREATE VIEW v AS SELECT 1", "file.schema"),
        ("CREATE TRIGGER t AFTER INSERT ON seal BEGIN SELECT 1; END", "file.schema"),
        ("CREATE TABLE hoard (x)", "file.schema"),
        ("DROP TABLE record; CREATE VIRTUAL TABLE record USING fts5(data)", "file.schema"),
        ("DROP TABLE record; CREATE VIEW record AS SELECT 1 AS data", "file.schema"),
        ("DROP TABLE seal", "file.schema"),
        ("ALTER TABLE record DROP COLUMN authority", "file.damaged"),
        ("UPDATE record SET authority = '@anyone' WHERE number = 3", "record.column"),
        ("UPDATE record SET subject = 'x', seq = 'y' WHERE number = 3", "record.column"),
        ("UPDATE record SET data = NULL WHERE number = 3", "record.form"),
        ("UPDATE record SET data = 5 WHERE number = 3", "record.id"),
        ("UPDATE record SET id = NULL WHERE number = 3", "record.id"),
        ("UPDATE record SET data = X'ff00' WHERE number = 3", "record.id"),
        (
            "INSERT INTO record SELECT 999, id, stream, seq, prev, kind, subject, authority,"
            " data, 1 FROM record WHERE number = 3",
            "record.twice",
        ),
        ("UPDATE seal SET seq = 'x'", "seal.form"),
        ("UPDATE seal SET signature = NULL", "seal.form"),
        ("UPDATE seal SET certificate = X'ff'", "seal.form"),
        ("INSERT INTO attachment VALUES (NULL, NULL, 1)", "attachment.digest"),
        ("INSERT INTO attachment VALUES ('x', zeroblob(9000000), 1)", "attachment.digest"),
        ("DROP TABLE turn", "file.schema"),
        ("DELETE FROM turn", "turn.missing"),
        ("UPDATE turn SET undone_by = 1", "turn.form"),
        ("UPDATE turn SET undone_by = -1", "turn.form"),
        ("UPDATE turn SET undone_by = 'x'", "turn.form"),
        ("UPDATE turn SET mark = X'00'", "turn.form"),
        ("UPDATE turn SET at = NULL", "turn.form"),
        ("UPDATE turn SET number = 0", "turn.form"),
        (
            "UPDATE turn SET undone_by = 2;"
            "INSERT INTO turn VALUES (2, X'0011223344556677', 0, '', 0)",
            "turn.undone",
        ),
        ("UPDATE seal SET turn = 7", "turn.missing"),
        ("UPDATE record SET turn = NULL WHERE number = 3", "turn.missing"),
        ("DROP TABLE replacement", "file.schema"),
        ("INSERT INTO replacement VALUES ('x', 'y')", "replacement.row"),
        ("UPDATE local SET value = 'x' WHERE key = 'event'", "event.unknown"),
        ("UPDATE local SET value = 'x' WHERE key = 'file'", "file.local"),
        ("DELETE FROM local", "file.local"),
        ("PRAGMA user_version = 131072", "file.version"),
        ("PRAGMA user_version = 1", "file.version"),
        ("PRAGMA application_id = 1", "file.application"),
        ("PRAGMA journal_mode = WAL", "file.wal"),
    ],
)
def test_hostile_databases(
    event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str], sql: str, what: str
) -> None:
    path = event.book.save(tmp_path / "a.pkri")
    db = sqlite3.connect(path)
    db.executescript(sql)
    db.commit()
    db.close()
    code, report = run(capsys, path)
    assert code == 1
    if "zeroblob" in sql:  # larger than anything that is read
        what = "file.damaged"
    assert what in whats(report)


def test_an_undone_turn_and_rows_of_replacements(
    event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = json.loads(event.book.bytes_of(event.panel))["body"]
    event.office.write("panel.formed", "panel/p", {**body, "room": "2"}, event.panel)
    path = event.book.save(tmp_path / "a.pkri")
    db = sqlite3.connect(path)
    # A turn whose additions were taken out again is in order when nothing of it is left.
    db.execute("INSERT INTO turn VALUES (2, X'8877665544332211', 5, 'kembali.pkrix', 3)")
    db.execute("INSERT INTO turn VALUES (3, X'0077665544332211', 6, '', 0)")
    db.commit()
    assert run(capsys, path)[0] == 0
    db.execute("DELETE FROM replacement")
    db.commit()
    db.close()
    assert whats(run(capsys, path)[1]) == {"replacement.row"}


def test_minor_version_opens(
    event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = event.book.save(tmp_path / "a.pkri")
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 65537")
    db.close()
    assert run(capsys, path)[0] == 0


def test_unfinished_transaction(
    event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = event.book.save(tmp_path / "a.pkri")
    (tmp_path / "a.pkri-journal").write_bytes(b"x")
    assert whats(run(capsys, path)[1]) == {"file.journal"}


@pytest.mark.parametrize("seed", range(40))
def test_never_crashes(
    event: Event, tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    """Bytes of a file, and of the records in it, are changed at random."""
    chance = random.Random(seed)
    if seed % 2:
        for _ in range(5):
            at = chance.randrange(len(event.book.records))
            _, data = event.book.records[at]
            bent = bytearray(data)
            bent[chance.randrange(len(bent))] = chance.randrange(256)
            if chance.random() < 0.5:
                event.book.put(bytes(bent))
            else:
                event.book.records[at] = (event.book.records[at][0], bytes(bent))
    path = event.book.save(tmp_path / "a.pkri")
    if not seed % 2:
        damaged = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 30, 1000))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged[: chance.choice((len(damaged), len(damaged) // 2))])
    code, report = run(capsys, path)
    assert code == (0 if report["well"] else 1)


def test_empty_and_random_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, data in enumerate((b"", b"PKRIPKG", b"PKRIPKG1", b"x" * 5_000)):
        path = tmp_path / f"{number}.pkri"
        path.write_bytes(data)
        assert run(capsys, path)[0] == 1
