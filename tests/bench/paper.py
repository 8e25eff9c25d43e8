# SPDX-License-Identifier: MIT
"""Signed score sheets: the product on two cores against the libraries used as they come.

The peer is what somebody writes who follows the libraries' manuals: one process; plain platypus
tables of the same content in one registered font, with the same QR code as a picture; then
``signers.sign_pdf`` with a ``SimpleSigner`` loaded from key and certificate files for each sheet,
and defaults for everything else. The peer verifies nothing; the product reads each sheet back.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from pkri_desktop.documents.score_sheet import SheetPaper, code_text, render_score_sheet
from pkri_desktop.documents.signing import PdfSeal
from pkri_desktop.documents.verification import verify_pdf
from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.domain.schedule import moment
from pkri_desktop.domain.scoring import format_decimal, format_weight, weighted
from pkri_desktop.identity import certificates
from pkri_desktop.identity.enrolment import found_authority
from pkri_desktop.identity.signer import SoftwareSigner, private_bytes
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.paper import SHEET_REASON, SheetJob, make_all
from tests.bench.measure import (
    Figure,
    HarnessError,
    caught,
    demand,
    demand_caught,
    middle,
    milliseconds,
    spread,
)
from tests.unit.documents import samples

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

LEAST = 2.5  # times the peer's rate
SHEETS, PEERS, PARTS = 900, 60, 2
ASSESSORS = 30
FONTS = resources_folder() / "fonts"


def measure(folder: Path, *, profile: bool, sheets: int = SHEETS) -> list[Figure]:
    """Return the figures of signed sheets."""
    signers = _signers()
    jobs = [SheetJob(_paper(number), signers[number % ASSESSORS]) for number in range(sheets)]
    peer = _Peer(folder, signers[0])
    _prove(jobs[0], peer)
    if profile:
        _profiled(jobs[:60], peer)
    peer_part = partial(peer.make, PEERS // (PARTS + 1))
    times: dict[str, list[float]] = {"peer": [], "product": [], "unverified": []}
    # Few and long parts: in each the workers are started anew, as once for a whole day's sheets.
    parts = [jobs[part::PARTS] for part in range(PARTS)]
    for some in parts:
        times["peer"].append(_each(peer_part, PEERS // (PARTS + 1)))
        times["product"].append(_each(partial(_all, some), len(some)))
        fewer = [partial(unverified, job) for job in some]
        times["unverified"].append(_each(partial(_all, fewer), len(fewer)))
    times["peer"].append(_each(peer_part, PEERS // (PARTS + 1)))
    floor, product = middle(times["peer"]), middle(times["product"])
    unverified_each = middle(times["unverified"])
    print("      a sheet: " + ", ".join(f"{k} {spread(v)}" for k, v in times.items()))
    print(
        f"      a second: peer {1 / floor:.0f}, product {1 / product:.0f} with its verification"
        f" and {1 / unverified_each:.0f} without, in two processes"
    )
    what = f"sheets rendered and signed by make_all on two cores ({sheets}), a sheet, "
    as_they_come = f"against reportlab and pyHanko with their defaults in one process ({PEERS})"
    figures = [
        Figure("paper", f"{what}each verified too, {as_they_come}", floor, product, LEAST,
               faster=True),
        Figure("paper-unverified", f"{what}not verified, {as_they_come}", floor, unverified_each,
               LEAST, faster=True, judged=False),
    ]  # fmt: skip
    few = [partial(slow, job, 2 * floor) for job in jobs[:40]]
    planted = _each(partial(_all, few), len(few))
    demand_caught(
        Figure("paper", "", floor, planted, LEAST, faster=True), "a pause of two sheets in each"
    )
    return figures


def unverified(job: SheetJob) -> bytes:
    """Return the signed sheet of a job without reading it back, to see what that costs."""
    event = job.paper.event
    return PdfSeal(job.signer).sign(
        render_score_sheet(job.paper, FONTS),
        reason=SHEET_REASON,
        location=event.city,
        signed_at=moment(job.paper.sheet.finalised_at, event.timezone),
    )


def slow(job: SheetJob, seconds: float) -> bytes:
    """Return the signed sheet of a job, later."""
    time.sleep(seconds)
    return job()


def _each(work: Callable[[], Sequence[bytes]], number: int) -> float:
    """Return the seconds per sheet, after seeing that all were made."""
    begun = time.perf_counter()
    made = work()
    seconds = time.perf_counter() - begun
    demand(len(made) == number and all(b"/ByteRange" in pdf for pdf in made), "not all was signed")
    return seconds / number


def _all(jobs: Sequence[Callable[[], bytes]]) -> list[bytes]:
    return list(make_all(jobs))


def _signers() -> list[SoftwareSigner]:
    """Return a signer per assessor: root, enrolment, assessor, as the product has it."""
    authority = found_authority("Bench")
    event, root = samples.EVENT.id, authority.certificate
    signers = []
    for number in range(ASSESSORS):
        once, own = certificates.generate_key(), certificates.generate_key()
        enrolment = certificates.make_enrolment(
            once.public_key(), event, f"a{number}", root, authority.key
        )
        holder = Holder(event, Role.ASSESSOR, f"a{number}")
        leaf = certificates.make_holder(
            own.public_key(), holder, f"Penilai {number}", enrolment, once
        )
        signers.append(SoftwareSigner(own, (leaf, enrolment, root)))
    return signers


def _paper(number: int) -> SheetPaper:
    """Return a sheet like no other."""
    paper = samples.PAPER
    scores = {
        criterion: 50 + (steps + number * (place + 3)) % 51
        for place, (criterion, steps) in enumerate(paper.sheet.scores.items())
    }
    return replace(
        paper,
        entry=paper.entry._replace(code=f"K-{number:03d}"),
        sheet=replace(paper.sheet, scores=scores, finalised=f"{number:064x}"),
    )


class _Peer:
    """The libraries used as their manuals say."""

    def __init__(self, folder: Path, signer: SoftwareSigner) -> None:
        self._next = 0
        self.root = signer.chain[-1]
        self._key = folder / "key.der"
        self._key.write_bytes(private_bytes(signer.key))
        self._chain = [folder / f"certificate-{place}.der" for place in range(len(signer.chain))]
        for path, der in zip(self._chain, signer.chain, strict=True):
            path.write_bytes(der)
        self._register_fonts()

    def make(self, number: int) -> list[bytes]:
        """Return so many sheets."""
        self._next += number
        return [self.sign(self.render(_paper(self._next + place))) for place in range(number)]

    def render(self, paper: SheetPaper) -> bytes:
        """Return a plain sheet with all that stands on the product's."""
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Spacer, Table
        from segno import make

        styles = getSampleStyleSheet()
        for style in styles.byName.values():
            style.fontName = "Bench"
        total = paper.sheet.total
        if total is None:
            raise HarnessError("a sheet without a total")
        text = partial(Paragraph, style=styles["Normal"])
        rows: list[list[Any]] = [["No", "Kriteria", "Bobot", "Skor", "Nilai"]]
        for place, criterion in enumerate(paper.sheet.rubric.criteria, start=1):
            steps = paper.sheet.scores[criterion.id]
            weight = format_weight(criterion.weight)
            value = format_decimal(weighted(criterion, steps))
            rows.append([place, text(criterion.name), weight, steps, value])
        rows.append(["", "Jumlah", "", "", format_decimal(total)])
        grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "Bench", 9)]
        picture = io.BytesIO()
        make(code_text(paper, total)).save(picture, kind="png", scale=4)
        entry, event = paper.entry, paper.event
        facts = [
            ["Nomor", f"{entry.code} / {entry.group.name}"], ["Inovasi", text(entry.title)],
            ["Instansi", text(entry.presenter)], ["Predikat", entry.predicate],
            ["Panel", f"{paper.panel.room}, {paper.panel.name}"],
            ["Penilai", f"{paper.assessor.name}, {paper.role}"],
        ]  # fmt: skip
        story = [
            *(text(line) for line in event.letterhead),
            Paragraph(event.name, styles["Title"]),
            Table(facts, style=grid),
            Spacer(1, 12),
            Table(rows, style=grid, colWidths=[30, 260, 60, 50, 60]),
            *(text(f"{note.tag}: {note.text}") for note in paper.notes),
            Spacer(1, 12),
            Image(picture, 82, 82),
            text(f"{event.city}, {paper.finalised_at:%d-%m-%Y %H:%M} {event.timezone}"),
            text(paper.assessor.name),
            text(paper.key_words),
        ]
        out = io.BytesIO()
        SimpleDocTemplate(out, pagesize=A4).build(story)
        return out.getvalue()

    def sign(self, pdf: bytes) -> bytes:
        """Return the PDF signed with defaults, key and certificates read from their files."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import signers

        signer = signers.SimpleSigner.load(
            str(self._key), str(self._chain[0]), ca_chain_files=[str(p) for p in self._chain[1:]]
        )
        demand(signer, "pyHanko did not load the key")
        signed: io.BytesIO = signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            signers.PdfSignatureMetadata(field_name="PKRI", reason=SHEET_REASON),
            signer=signer,
        )
        return signed.getvalue()

    @staticmethod
    def _register_fonts() -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        pdfmetrics.registerFont(TTFont("Bench", str(FONTS / "NotoSans-Regular.ttf")))


def _prove(job: SheetJob, peer: _Peer) -> None:
    """Show that both sides sign, and that the product's verification sees a changed byte."""
    root = job.signer.chain[-1]
    signed = job()
    demand(verify_pdf(signed, root).valid, "the product's sheet does not verify")
    problem = verify_pdf(peer.make(1)[0], peer.root).problem
    demand(problem == "not-certified", f"the peer's sheet is not a signed one: {problem}")
    middle_byte = len(signed) // 4
    changed = bytes((signed[middle_byte] ^ 1,))
    altered = signed[:middle_byte] + changed + signed[middle_byte + 1 :]
    demand(not verify_pdf(altered, root).valid, "a changed byte was not seen")
    caught("one changed byte in a signed sheet → does not verify")


def _profiled(jobs: Sequence[SheetJob], peer: _Peer) -> None:
    """Print where one process spends its time on a sheet, on both sides."""
    for work in (lambda: [job() for job in jobs], lambda: peer.make(len(jobs))):
        begun = time.perf_counter()
        work()
        print(f"      {milliseconds((time.perf_counter() - begun) / len(jobs))} a sheet")
    render = time.perf_counter()
    papers = [render_score_sheet(job.paper, FONTS) for job in jobs]
    sign = time.perf_counter()
    signed = [unverified(job) for job in jobs]
    verify = time.perf_counter()
    verdicts = [verify_pdf(pdf, jobs[0].signer.chain[-1]) for pdf in signed]
    end = time.perf_counter()
    demand(len(papers) == len(verdicts), "not all was made")
    print(
        f"      render {milliseconds((sign - render) / len(jobs))}, render and sign"
        f" {milliseconds((verify - sign) / len(jobs))}, verify"
        f" {milliseconds((end - verify) / len(jobs))}"
    )
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [job() for job in jobs])
    pstats.Stats(profiler).sort_stats("cumtime").print_stats(45)
