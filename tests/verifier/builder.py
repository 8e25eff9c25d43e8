# SPDX-License-Identifier: MIT
"""A tiny maker of ledgers, written from docs/file-format.md; it shares no code with anything."""

import base64
import datetime
import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

Key = ec.EllipticCurvePrivateKey
RECIPIENT = "age1" + "q" * 58
ASSESSORS = ("ani", "budi")
GIVEN = {"ani": (80, 90), "budi": (70, 75)}
CRITERIA: list[dict[str, Any]] = [
    {
        "id": name,
        "name": name,
        "description": "",
        "aspect": "umum",
        "weight": weight,
        "scale": {"low": 0, "high": 100, "decimals": 0, "excluded": [13]},
        "bands": [],
        "explain": {"below": None, "above": None},
    }
    for name, weight in (("k1", 6_000), ("k2", 4_000))
]
RUBRIC = {"label": "", "criteria": CRITERIA}


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def certificate(key: Key, issuer: x509.Name | None, by: Key, name: str, uri: str = "") -> bytes:
    """A certificate; without a URI the root, and an enrolment when its URI says so."""
    ca = not uri or ":enrolment:" in uri
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    length = (0 if uri else 1) if ca else None
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(datetime.datetime(2069, 12, 31, tzinfo=datetime.UTC))
        .add_extension(x509.BasicConstraints(ca, length), critical=True)
        .add_extension(
            x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False), critical=True
        )
    )
    if uri:
        names = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uri)])
        made = made.add_extension(names, critical=False)
    if not ca:
        mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(mail, critical=False)
    return made.sign(by, hashes.SHA256()).public_bytes(Encoding.DER)


def name_of(der: bytes) -> x509.Name:
    return x509.load_der_x509_certificate(der).subject


@dataclass
class Signer:
    key: Key
    chain: list[bytes]

    @property
    def fingerprint(self) -> str:
        return sha(self.chain[0])

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message, ec.ECDSA(hashes.SHA256()))


@dataclass
class Book:
    """What a file will hold: records as (told id, bytes), seals, attachments."""

    event: str = ""
    records: list[tuple[str, bytes]] = field(default_factory=list)
    seals: list[tuple[str, int, str, str, bytes]] = field(default_factory=list)
    attachments: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes) -> str:
        name = sha(b"pkri:record:1\n" + data)
        self.records.append((name, data))
        return name

    def change(self, name: str, data: bytes) -> None:
        """Put other bytes under the id of a record."""
        self.records = [(told, data if told == name else old) for told, old in self.records]

    def drop(self, name: str) -> None:
        self.records = [(told, old) for told, old in self.records if told != name]

    def bytes_of(self, name: str) -> bytes:
        return dict(self.records)[name]

    def save(self, path: Path) -> Path:
        path.unlink(missing_ok=True)
        db = sqlite3.connect(path)
        db.executescript(
            f"PRAGMA application_id={0x504B5249}; PRAGMA user_version=65536;"
            "CREATE TABLE record (number INTEGER PRIMARY KEY, id TEXT, stream TEXT, seq INTEGER,"
            " prev TEXT, kind TEXT, subject TEXT, authority TEXT, data TEXT, turn INTEGER);"
            "CREATE TABLE replacement (replaced TEXT, record TEXT);"
            "CREATE TABLE turn (number INTEGER PRIMARY KEY, mark BLOB, at INTEGER, origin TEXT,"
            " undone_by INTEGER);"
            "CREATE TABLE seal (stream TEXT, seq INTEGER, record TEXT, certificate TEXT,"
            " signature BLOB, turn INTEGER);"
            "CREATE TABLE attachment (digest TEXT, content BLOB, turn INTEGER);"
            "CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
        )
        db.execute("INSERT INTO turn VALUES (1, X'0011223344556677', 0, '', 0)")
        for name, data in self.records:
            db.execute(
                "INSERT INTO record VALUES (NULL,?,?,?,?,?,?,?,CAST(? AS TEXT),1)",
                (name, *columns(data), data),
            )
        for name, data in self.records:
            rows = [(other, name) for other in replaced_by(data)]
            db.executemany("INSERT INTO replacement VALUES (?,?)", rows)
        db.executemany("INSERT INTO seal VALUES (?,?,?,?,?,1)", self.seals)
        db.executemany("INSERT INTO attachment VALUES (?,?,1)", self.attachments.items())
        local = {"event": self.event, "file": "f" * 32, "role": "secretariat"}
        db.executemany("INSERT INTO local VALUES (?,?)", local.items())
        db.commit()
        db.close()
        return path


def columns(data: bytes) -> tuple[str | int, ...]:
    """What the event file repeats from a record; nothing of one that is not whole."""
    try:
        value = json.loads(data)
        kind, subject = value["kind"], value["subject"]
        others = {"attendance.noted": "@room", "stream.opened": "@anyone"}
        others["key.enrolled"] = "@anyone"
        own = kind.split(".")[0] in ("score", "note", "sheet")
        authority = subject[1] if own else others.get(kind, "@secretariat")
        told = (value["stream"], value["seq"], value["prev"], kind)
        return (*told, "/".join(subject), authority)
    except (ValueError, TypeError, LookupError, AttributeError):
        return ("", 0, "", "", "", "")


def replaced_by(data: bytes) -> list[str]:
    """What a record replaces; nothing of one that is not whole."""
    try:
        return [str(one) for one in json.loads(data)["replaces"]]
    except (ValueError, TypeError, LookupError):
        return []


@dataclass
class Writer:
    """Writes one stream."""

    book: Book
    signer: Signer | None
    stream: str
    seq: int = 0
    last: str = ""

    def write(self, kind: str, subject: str, body: dict[str, Any], *replaces: str) -> str:
        self.seq += 1
        record = {
            "stream": self.stream,
            "seq": self.seq,
            "prev": self.last,
            "kind": kind,
            "subject": subject.split("/"),
            "replaces": sorted(replaces),
            "at": 1_720_000_000_000 + self.seq,
            "body": body,
        }
        self.last = self.book.put(canonical(record))
        return self.last

    def seal(self, signer: Signer | None = None) -> None:
        by = signer or self.signer
        assert by is not None
        message = b"pkri:seal:1\n" + canonical([self.stream, self.seq, self.last])
        self.book.seals.append((self.stream, self.seq, self.last, by.fingerprint, by.sign(message)))

    def twin(self) -> "Writer":
        """Another copy that goes on from here."""
        return Writer(self.book, self.signer, self.stream, self.seq, self.last)


def opened(
    book: Book, event: str, role: str, author: str, signer: Signer | None, *, copy: str = ""
) -> Writer:
    nonce = sha(f"{author}{copy}".encode())
    body = {"event": event, "role": role, "author": author, "nonce": nonce}
    stream = sha(b"pkri:stream:1\n" + canonical(body))[:32]
    writer = Writer(book, signer, stream)
    writer.write("stream.opened", f"stream/{stream}", body)
    return writer


def enrol(writer: Writer, author: str, signer: Signer) -> str:
    return writer.write(
        "key.enrolled",
        f"key/{author}/{signer.fingerprint[:40]}",
        {"chain": [b64(one) for one in signer.chain], "recipient": RECIPIENT},
    )


class Event:
    """A sealed event of one panel with two assessors, two entries and a rubric of two criteria."""

    def __init__(self) -> None:
        self.book = Book()
        self.root_key = ec.generate_private_key(ec.SECP256R1())
        self.root = certificate(self.root_key, None, self.root_key, "Akar")
        body = {"root": b64(self.root), "escrow": RECIPIENT, "sample": True, "nonce": "0" * 64}
        stream = sha(b"pkri:stream:1\n" + canonical(body))[:32]
        self.office = Writer(self.book, None, stream)
        self.id = self.book.event = self.office.write("event.founded", "event", body)
        self.office.signer = self.operator("sekretariat")
        enrol(self.office, "sekretariat", self.office.signer)
        write = self.office.write
        write("group.registered", "group/g", {"code": "K", "name": "Kelompok", "position": 1})
        write("agency.registered", "agency/a", {"name": "Dinas", "type": "", "province": ""})
        for number in (1, 2):
            self.entry(number)
        for assessor in ASSESSORS:
            write("assessor.appointed", f"assessor/{assessor}", {"name": assessor})
        panel = {"name": "A", "room": "1", "chair": "ani", "members": list(ASSESSORS)}
        self.panel = write("panel.formed", "panel/p", {**panel, "entries": ["e1", "e2"]})
        self.rubric = write("rubric.adopted", "rubric/g", RUBRIC)
        self.office.seal()
        self.assessors = {name: self.assessor(name) for name in ASSESSORS}

    def operator(self, name: str) -> Signer:
        key = ec.generate_private_key(ec.SECP256R1())
        uri = f"urn:pkri:{self.id}:secretariat:{name}"
        return Signer(key, [certificate(key, name_of(self.root), self.root_key, name, uri)])

    def holder(self, name: str, *, event: str = "") -> Signer:
        middle, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        about = event or self.id
        uri = f"urn:pkri:{about}:enrolment:{name}"
        first = certificate(middle, name_of(self.root), self.root_key, f"P {name}", uri)
        uri = f"urn:pkri:{about}:assessor:{name}"
        return Signer(key, [certificate(key, name_of(first), middle, name, uri), first])

    def assessor(self, name: str) -> Writer:
        signer = self.holder(name)
        writer = opened(self.book, self.id, "assessor", name, signer)
        enrol(writer, name, signer)
        return writer

    def entry(self, number: int) -> str:
        body = {
            "code": f"K-{number:02}",
            "group": "g",
            "agency": "a",
            "title": f"Inovasi {number}",
            "short_title": "",
            "unit": "",
            "predicate": "",
            "form_status": "terkirim",
            "source": "",
            "summary": "",
        }
        return self.office.write("entry.registered", f"entry/e{number}", body)

    def score(self, assessor: str, entry: str, criterion: str, steps: int | None) -> str:
        subject = f"score/{assessor}/{entry}/{criterion}"
        return self.assessors[assessor].write("score.given", subject, {"steps": steps})

    def sheet(self, assessor: str, entry: str, steps: tuple[int, ...] = (), *replaces: str) -> str:
        """Score and finalise."""
        given = steps or GIVEN[assessor]
        pairs = zip(("k1", "k2"), given, strict=True)
        scores = [self.score(assessor, entry, criterion, one) for criterion, one in pairs]
        return self.finalise(assessor, entry, scores, *replaces)

    def finalise(self, assessor: str, entry: str, scores: list[str], *replaces: str) -> str:
        body = {"revision": 1, "rubric": self.rubric, "scores": scores}
        writer = self.assessors[assessor]
        return writer.write("sheet.finalised", f"sheet/{assessor}/{entry}", body, *replaces)

    def play(self) -> "Event":
        """Both assessors finalise both entries and seal."""
        for assessor in ASSESSORS:
            for entry in ("e1", "e2"):
                self.sheet(assessor, entry)
            self.assessors[assessor].seal()
        return self
