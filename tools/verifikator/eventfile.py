# SPDX-License-Identifier: MIT
"""Event files (section 5): an SQLite database that is hostile until proven otherwise.

Only the ledger tables are read, and only as plain tables.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from verifikator.canonical import CanonicalError
from verifikator.findings import Findings
from verifikator.forms import DIGEST, ID, STREAM, FormError, whole, within
from verifikator.records import Seal, Source, check_seal, parse_record, record_id

MAGIC = b"SQLite format 3\x00"
LARGEST_VALUE = 4_194_304
# What reading a damaged database raises; its messages are not always UTF-8.
_DAMAGE = (sqlite3.Error, ValueError, OverflowError, MemoryError)
MAJOR = 1
_LEDGER = ("record", "replacement", "seal", "attachment", "turn", "local")
_PROJECTIONS = (
    *("stream", "disowned", "head", "conflict", "event", "groups", "agency", "entry", "assessor"),
    *("panel", "assignment", "slot", "pause", "rubric", "criterion", "score", "sheet", "note"),
    *("attendance", "_sqlite_migrations"),
)
_KNOWN = frozenset((*_LEDGER, *_PROJECTIONS))
_COLUMNS = ("data", "id", "stream", "seq", "prev", "kind", "subject", "authority")


def read(path: Path, findings: Findings) -> Source:
    """What an event file holds; everything malformed becomes a finding."""
    source = Source(path.name)
    if not _header(path, findings):
        return source
    for ending in ("-journal", "-wal"):
        beside = path.with_name(path.name + ending)
        with contextlib.suppress(OSError):
            if beside.stat().st_size:
                findings.add(
                    "file.journal",
                    path.name,
                    f"ada {beside.name}: transaksi belum selesai; buka dahulu dengan aplikasi",
                )
    try:
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as db:
            db.text_factory = bytes
            db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE + 65_536)
            db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            db.execute("PRAGMA trusted_schema=OFF")
            db.execute("PRAGMA cell_size_check=ON")
            if _schema(db, source, findings):
                _local(db, source, findings)
                turns = _turns(db, source, findings)
                _records(db, source, findings)
                _replacements(db, source, findings)
                _seals(db, source, findings)
                _attachments(db, source, findings)
                _arrivals(db, turns, source, findings)
    except _DAMAGE as error:
        findings.add("file.damaged", path.name, f"basis data tidak terbaca: {error}")
    return source


def _header(path: Path, findings: Findings) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        findings.add("file.unreadable", path.name, f"tidak terbaca: {error.strerror}")
        return False
    if len(head) < 100 or not head.startswith(MAGIC):
        findings.add("file.kind", path.name, "bukan berkas kegiatan")
        return False
    if head[68:72] != b"PKRI":
        findings.add("file.application", path.name, "id aplikasi bukan PKRI")
    version = int.from_bytes(head[60:64], "big")
    if version >> 16 > MAJOR:
        findings.add("file.version", path.name, f"versi {version >> 16} belum dikenal")
        return False
    if version >> 16 < MAJOR:
        findings.add("file.version", path.name, "nomor versi tidak dikenal")
    if head[18:20] != b"\x01\x01":
        findings.add("file.wal", path.name, "ditulis dengan WAL")
    return True


def _schema(db: sqlite3.Connection, source: Source, findings: Findings) -> bool:
    found = _rows(db, "SELECT type, name, sql FROM sqlite_master", source, findings)
    tables = set()
    good = True
    for kind, raw, sql in found:
        name = _text(raw)
        if kind in (b"view", b"trigger"):
            findings.add("file.schema", source.name, f"memuat view atau trigger {name}")
            good = False
        elif kind == b"table":
            tables.add(name)
            if not _text(sql).upper().startswith("CREATE TABLE"):
                findings.add("file.schema", source.name, f"{name} bukan tabel biasa")
                good = False
            elif name not in _KNOWN and not name.startswith("sqlite_"):
                findings.add("file.schema", source.name, f"tabel tidak dikenal: {name}")
    for name in _LEDGER:
        if name not in tables:
            findings.add("file.schema", source.name, f"tabel {name} tidak ada")
    return good


def _rows(
    db: sqlite3.Connection, query: str, source: Source, findings: Findings
) -> Iterator[tuple[Any, ...]]:
    try:
        yield from db.execute(query)
    except _DAMAGE as error:
        findings.add("file.damaged", source.name, f"{query.split(' FROM ')[1]}: {error}")


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _local(db: sqlite3.Connection, source: Source, findings: Findings) -> None:
    local = {}
    for key, value in _rows(db, "SELECT key, value FROM local", source, findings):
        local[_text(key)] = _text(value)
    source.event = local.get("event", "")
    role = local.get("role", "")
    problems = [
        ("event", not DIGEST.fullmatch(source.event)),
        ("file", not STREAM.fullmatch(local.get("file", ""))),
        ("role", role not in ("secretariat", "panel")),
        ("panel", role == "panel" and not ID.fullmatch(local.get("panel", ""))),
    ]
    for key, wrong in problems:
        if wrong:
            findings.add("file.local", source.name, f"local.{key} tidak ada atau salah")
    if not DIGEST.fullmatch(source.event):
        source.event = ""


def _turns(db: sqlite3.Connection, source: Source, findings: Findings) -> dict[int, int]:
    """The turns, and for each the one that undid it (0: none)."""
    turns: dict[int, int] = {}
    query = "SELECT number, mark, at, origin, undone_by FROM turn"
    for number, mark, at, origin, undone_by in _rows(db, query, source, findings):
        place = f"{source.name}: giliran {number}"
        try:
            within("number", whole(1, 2**63 - 1), number)
            within("at", whole(0, 253_402_300_799_999), at)
            within("undone_by", whole(0, 2**63 - 1), undone_by)
            if not isinstance(mark, bytes) or len(mark) != 8 or not isinstance(origin, bytes):
                raise FormError("tanda bukan 8 bita, atau asal bukan teks")
        except FormError as error:
            findings.add("turn.form", place, str(error))
            continue
        turns[number] = undone_by
    for number, undone_by in turns.items():
        if undone_by and (undone_by <= number or undone_by not in turns):
            findings.add("turn.form", f"{source.name}: giliran {number}", "pembatalnya tidak ada")
    return turns


def _arrivals(
    db: sqlite3.Connection, turns: dict[int, int], source: Source, findings: Findings
) -> None:
    """Check that everything arrived in a turn that is there and was not undone."""
    for table in ("record", "seal", "attachment"):
        query = f"SELECT DISTINCT turn FROM {table}"  # noqa: S608 (our own words)
        for (turn,) in _rows(db, query, source, findings):
            place = f"{source.name}: {table}"
            if turn not in turns:
                findings.add("turn.missing", place, f"giliran {turn} tidak ada")
            elif turns[turn]:
                findings.add("turn.undone", place, f"isi giliran {turn} yang dibatalkan masih ada")


def _replacements(db: sqlite3.Connection, source: Source, findings: Findings) -> None:
    told = set()
    for row in _rows(db, "SELECT replaced, record FROM replacement", source, findings):
        told.add((_text(row[0]), _text(row[1])))
    wanted = {(other, one.id) for one in source.records.values() for other in one.replaces}
    for replaced, record in sorted(told ^ wanted):
        problem = "tidak ada" if (replaced, record) in wanted else "tidak ada di catatannya"
        place = f"{source.name}: penggantian {replaced[:16]} oleh {record[:16]}"
        findings.add("replacement.row", place, problem)


def _records(db: sqlite3.Connection, source: Source, findings: Findings) -> None:
    query = f"SELECT {', '.join(_COLUMNS)} FROM record"  # noqa: S608 (our own words)
    for row in _rows(db, query, source, findings):
        data, told = row[0], _text(row[1])
        place = f"{source.name}: catatan {told[:16]}"
        if not isinstance(data, bytes):
            findings.add("record.form", place, "isi bukan teks")
            continue
        if record_id(data) != told:
            findings.add("record.id", place, "id bukan sidik dari isinya")
            continue
        try:
            record = parse_record(data)
        except CanonicalError as error:
            findings.add("record.canonical", place, str(error))
            continue
        except FormError as error:
            findings.add("record.form", place, str(error))
            continue
        if told in source.records:
            findings.add("record.twice", place, "tersimpan dua kali")
        source.records[record.id] = record
        for name, value in zip(_COLUMNS[1:], row[1:], strict=True):
            if (value if isinstance(value, int) else _text(value)) != getattr(record, name):
                findings.add("record.column", place, f"kolom {name} berbeda dari isinya")


def _seals(db: sqlite3.Connection, source: Source, findings: Findings) -> None:
    query = "SELECT stream, seq, record, certificate, signature FROM seal"
    for row in _rows(db, query, source, findings):
        stream, seq, record, certificate, signature = row
        place = f"{source.name}: segel {_text(stream)[:8]}#{seq}"
        try:
            check_seal(_text(stream), seq, _text(record), _text(certificate))
        except FormError as error:
            findings.add("seal.form", place, str(error))
            continue
        if not isinstance(signature, bytes):
            findings.add("seal.form", place, "tanda tangan bukan bita")
            continue
        source.seals.append(Seal(_text(stream), seq, _text(record), _text(certificate), signature))


def _attachments(db: sqlite3.Connection, source: Source, findings: Findings) -> None:
    for raw, content in _rows(db, "SELECT digest, content FROM attachment", source, findings):
        told = _text(raw)
        place = f"{source.name}: lampiran {told[:16]}"
        if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != told:
            findings.add("attachment.digest", place, "sidik bukan sidik dari isinya")
        elif len(content) > LARGEST_VALUE:
            findings.add("attachment.size", place, "lebih dari 4 MiB")
        else:
            source.attachments[told] = len(content)
