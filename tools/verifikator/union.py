# SPDX-License-Identifier: MIT
"""The union of all sources, checked as far as that needs no reading (sections 2 to 6)."""

import base64
from collections.abc import Sequence

from verifikator.certificates import ChainError, Holder, Trust
from verifikator.findings import Findings
from verifikator.ledger import Ledger, authors_of, way_back
from verifikator.records import Record, Source
from verifikator.seals import check_keys, check_seals


def unite(sources: Sequence[Source], root: bytes | None, findings: Findings) -> Ledger:
    """The union of sources of one event, with everything checked that needs no reading."""
    ledger = Ledger()
    ledger.event = next((source.event for source in sources if source.event), "")
    if not ledger.event:
        _guess_event(ledger, sources, findings)
    same = [one for one in sources if not one.event or one.event == ledger.event]
    for source in sources:
        if source not in same:
            findings.add("file.event", source.name, "untuk kegiatan lain; tidak diikutkan")
    _find_root(ledger, same, root, findings)
    taken = [one for one in same if not one.package or _check_package(one, ledger, findings)]
    for source in taken:
        ledger.records.update(source.records)
        ledger.attachments.update(source.attachments)
    _check_links(ledger, findings)
    check_keys(ledger, findings)
    check_seals(ledger, taken, findings)
    _check_attachments(ledger, findings)
    for source in taken:
        if source.package:
            _check_coverage(source, ledger, taken, findings)
    return ledger


def _guess_event(ledger: Ledger, sources: Sequence[Source], findings: Findings) -> None:
    founding = {
        one.id for source in sources for one in source.records.values() if _is_founding(one)
    }
    findings.add("event.unknown", "kegiatan", "tidak ada berkas yang menyebut id kegiatan")
    if len(founding) == 1:
        ledger.event = founding.pop()


def _is_founding(record: Record) -> bool:
    return record.kind == "event.founded"


def _find_root(
    ledger: Ledger, sources: Sequence[Source], given: bytes | None, findings: Findings
) -> None:
    founding = next(
        (one.records[ledger.event] for one in sources if ledger.event in one.records), None
    )
    root = given
    if founding is None or not _is_founding(founding):
        findings.add("event.founding", "kegiatan", "catatan pendirian kegiatan tidak ada")
    else:
        root = base64.b64decode(founding.body["root"])
        if given is not None and given != root:
            findings.add("root.other", founding.place, "akar berbeda dari akar yang diberikan")
    if root is None or not ledger.event:
        findings.add("root.missing", "kegiatan", "sertifikat akar tidak ada; segel tak terperiksa")
        return
    ledger.trust = Trust(root, ledger.event)
    for problem in ledger.trust.root_problems():
        findings.add("root.form", "sertifikat akar", problem)


def _check_package(source: Source, ledger: Ledger, findings: Findings) -> bool:
    """Whether a package's content is taken: its signer is who it should be."""
    if not source.header:  # nothing was read, or not signed with its first certificate
        return False
    if ledger.trust is None:
        findings.add("package.unverified", source.name, "penanda tangan paket tak terperiksa")
        return True
    try:
        holder = ledger.trust.holder(source.signer)
    except ChainError as error:
        findings.add("package.signer", source.name, str(error))
        return False
    role = _signing_role(source)
    if holder != Holder(role, source.header["author"]):
        findings.add("package.author", source.name, "penanda tangan bukan pembuat di kepala paket")
        return False
    for record in source.records.values():
        if _is_founding(record) and record.id != source.event:
            findings.add(
                "package.founding", f"{source.name}: {record.place}", "mendirikan kegiatan lain"
            )
    return True


def _signing_role(source: Source) -> str:
    return "assessor" if source.header["purpose"] == "return" else "secretariat"


def _check_links(ledger: Ledger, findings: Findings) -> None:
    records = ledger.records
    for stream, (event, _) in authors_of(records.values(), ledger.event).items():
        if event != ledger.event:
            findings.add("stream.event", f"aliran {stream}", "dibuka untuk kegiatan lain")
    for record in records.values():
        if record.seq > 1:
            before = records.get(record.prev)
            if before is None:
                findings.add("record.prev", record.place, "catatan sebelumnya tidak ada")
            elif (before.stream, before.seq) != (record.stream, record.seq - 1):
                findings.add("record.prev", record.place, "prev menunjuk tempat yang salah")
        for replaced in record.replaces:
            other = records.get(replaced)
            if other is not None and other.subject != record.subject:
                findings.add("record.replaces", record.place, "replaces menyebut pokok lain")


def _check_attachments(ledger: Ledger, findings: Findings) -> None:
    named = set()
    for record in ledger.records.values():
        if record.kind == "sheet.signed":
            digest = record.body["attachment"]
            named.add(digest)
            size = ledger.attachments.get(digest)
            if size is None:
                findings.add("attachment.missing", record.place, "lampiran tidak ada")
            elif size != record.body["size"]:
                findings.add("attachment.size", record.place, "ukuran lampiran tidak cocok")
    for digest in ledger.attachments.keys() - named:
        findings.add(
            "attachment.unnamed", f"lampiran {digest[:16]}", "tidak disebut catatan mana pun"
        )


def _check_coverage(
    source: Source, ledger: Ledger, sources: Sequence[Source], findings: Findings
) -> None:
    """Check that a package's records are sealed in it, by its signer, or here anyway."""
    authors = authors_of(ledger.records.values(), ledger.event)
    holders = dict(zip((one.key for one in ledger.seals), ledger.sealers, strict=True))
    covered: set[str] = set()
    for seal in source.seals:
        holder = holders.get(seal.key)
        if holder is None or authors.get(seal.stream) != (ledger.event, holder):
            continue
        for record in way_back(ledger.records, ledger.records.get(seal.record)):
            if record.id in covered:
                break
            covered.add(record.id)
    signer = source.header["author"]
    own = (ledger.event, Holder(_signing_role(source), signer))
    drafts = source.header["purpose"] == "exchange"
    here = [one.records for one in sources if one is not source]
    for record in source.records.values():
        author = authors.get(record.stream)
        if record.id in covered or author == own:
            continue
        if drafts and author is not None and author[1].role == "assessor":
            continue
        if not any(record.id in records for records in here):
            findings.add("package.unsealed", f"{source.name}: {record.place}", "tidak tersegel")
