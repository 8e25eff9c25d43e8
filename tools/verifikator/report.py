# SPDX-License-Identifier: MIT
"""The verification as a whole, and how it is told to people and to programs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from verifikator import eventfile, fingerprints, package, recap
from verifikator.certificates import fingerprint
from verifikator.findings import Findings, printable
from verifikator.ledger import Ledger
from verifikator.reading import Readings, both_readings
from verifikator.records import Source
from verifikator.results import Calculation, Results, rounded
from verifikator.standing import Stream, standing
from verifikator.union import unite

_WORDS = Path(__file__).resolve().parents[2] / "resources" / "phrases" / "words.txt"


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens packages, and the root that came another way."""

    identities: Sequence[str] = ()
    code: str | None = None
    root: bytes | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything that was found out."""

    findings: Findings
    ledger: Ledger
    streams: dict[str, Stream]
    readings: Readings
    results: Results
    state: str
    scores: str

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings.wrong


def verify(files: Sequence[Path], keys: Keys, table: Path | None = None) -> Verification:
    """Verify the union of some event files and packages.

    Raises:
        OSError: The recapitulation cannot be read.
    """
    findings = Findings()
    sources = [_read(path, keys, findings) for path in files]
    ledger = unite(sources, keys.root, findings)
    streams = standing(ledger, findings)
    readings = both_readings(ledger, streams, findings)
    for name, reading in (("tertulis", readings.written), ("tersegel", readings.sealed)):
        for subject in sorted(reading.conflicts):
            findings.note("conflict", subject, f"bertentangan dalam bacaan {name}")
    results = Calculation(ledger, streams, readings, findings).run()
    seen: set[str] = set()
    for entry in results.entries:
        if entry.code in seen:
            findings.note("entry.code", entry.code, "dua peserta berkode sama")
        seen.add(entry.code)
        if entry.absent:
            findings.note("entry.absent", entry.code, "tidak hadir")
    if table is not None:
        recap.compare(table, results, findings)
    state = fingerprints.of_state(ledger)
    scores = fingerprints.of_scores(results)
    return Verification(findings, ledger, streams, readings, results, state, scores)


def _read(path: Path, keys: Keys, findings: Findings) -> Source:
    try:
        with path.open("rb") as file:
            head = file.read(len(package.MAGIC))
    except OSError as error:
        findings.add("file.unreadable", path.name, f"tidak terbaca: {error.strerror}")
        return Source(path.name)
    try:
        if head == package.MAGIC:
            return package.read(path, keys.identities, keys.code, findings)
        return eventfile.read(path, findings)
    except Exception as error:  # the last resort: hostile input never ends the verification
        findings.add("file.damaged", path.name, f"tidak terbaca: {type(error).__name__}")
        return Source(path.name)


def as_json(found: Verification) -> dict[str, Any]:
    """The verification for programs."""
    written, sealed = found.readings.written.conflicts, found.readings.sealed.conflicts
    trust = found.ledger.trust
    return {
        "well": found.well,
        "findings": [asdict(one) for one in found.findings.wrong],
        "notes": [asdict(one) for one in found.findings.notes],
        "left_out": found.findings.left_out,
        "entries": [
            {
                "id": one.id,
                "code": one.code,
                "mean": None if one.mean is None else rounded(one.mean),
                "mean_exact": _exact(one.mean),
                "counted": one.counted,
                "absent": one.absent,
                "conflict": one.conflict,
            }
            for one in found.results.entries
        ],
        "sheets": [
            {
                "assessor": one.assessor,
                "entry": one.entry,
                "code": one.code,
                "state": one.state,
                "counts": one.counts,
                "total": _exact(one.total),
                "signed": one.signed,
            }
            for one in found.results.sheets
        ],
        "conflicts": sorted(written | sealed),
        "conflicts_written": sorted(written),
        "conflicts_sealed": sorted(sealed),
        "forks": sorted(one.id for one in found.streams.values() if one.fork is not None),
        "records": len(found.ledger.records),
        "seals": len(found.ledger.seals),
        "attachments": len(found.ledger.attachments),
        "state_fingerprint": found.state,
        "score_fingerprint": found.scores,
        "event": found.ledger.event,
        "root": "" if trust is None else fingerprint(trust.root),
    }


def _exact(value: Any) -> str | None:  # noqa: ANN401
    return None if value is None else f"{value.numerator}/{value.denominator}"


def as_text(found: Verification) -> str:
    """The verification for people, in Indonesian."""
    wrong, notes, ledger = found.findings.wrong, found.findings.notes, found.ledger
    if found.well:
        lines = ["Semua baik: tidak ada temuan."]
    else:
        lines = [f"TIDAK BAIK: ada {len(wrong)} temuan."]
    lines += [f"  [{one.what}] {one.where}: {one.detail}" for one in wrong]
    if notes:
        lines += ["", f"Catatan ({len(notes)}), bukan kesalahan:"]
        lines += [f"  [{one.what}] {one.where}: {one.detail}" for one in notes]
    if found.findings.left_out:
        lines.append(f"  … dan {found.findings.left_out} lagi yang tidak ditampilkan")
    lines += ["", "Hasil per peserta (kode, rata-rata, jumlah lembar yang dihitung):"]
    for one in found.results.entries:
        mean = "-" if one.mean is None else rounded(one.mean)
        marks = [(one.absent, "tidak hadir"), (one.conflict, "bertentangan")]
        told = ", ".join(mark for applies, mark in marks if applies)
        code = printable(one.code)
        lines.append(f"  {code:<20} {mean:>9} {one.counted:>4}  {told}".rstrip())
    forks = sum(one.fork is not None for one in found.streams.values())
    conflicts = found.readings.written.conflicts | found.readings.sealed.conflicts
    root = "-" if ledger.trust is None else fingerprint(ledger.trust.root)
    lines += [
        "",
        f"Catatan {len(ledger.records)}, segel {len(ledger.seals)}, "
        f"lampiran {len(ledger.attachments)}, pertentangan {len(conflicts)}, cabang {forks}.",
        f"Kegiatan        {ledger.event or '-'}",
        f"Akar            {root}",
        f"Sidik keadaan   {found.state}",
        *(f"                {one}" for one in _spoken(found.state)),
        f"Sidik nilai     {found.scores}",
        *(f"                {one}" for one in _spoken(found.scores)),
    ]
    return "\n".join(lines) + "\n"


def _spoken(digits: str) -> list[str]:
    """How two people read a fingerprint to each other: in groups, and in words where they lie."""
    told = [" ".join(digits[at : at + 4] for at in range(0, 16, 4))]
    try:
        words = _WORDS.read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        words = []
    if len(words) == 256:
        told.append(" ".join(words[int(digits[at : at + 2], 16)] for at in range(0, 12, 2)))
    return told
