# SPDX-License-Identifier: MIT
"""Make signed paper: jobs of pure values that can run on a worker, or many at once in processes."""

from __future__ import annotations

import gc
import hashlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from pkri_desktop.documents.score_sheet import SheetPaper, render_score_sheet
from pkri_desktop.documents.signing import PdfSeal
from pkri_desktop.documents.verification import verify_pdf
from pkri_desktop.documents.wording import grouped_code
from pkri_desktop.domain.errors import CancelledError, Reason, Refusal
from pkri_desktop.domain.schedule import Slot, local_time, moment
from pkri_desktop.identity.certificates import fingerprint
from pkri_desktop.runtime.resources import resources_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pkri_desktop.domain.note import Note
    from pkri_desktop.domain.roster import Assessor, Entry, Event, Panel
    from pkri_desktop.domain.sheet import ScoreSheet
    from pkri_desktop.identity.signer import SoftwareSigner

SHEET_REASON = "Lembar penilaian dinyatakan selesai"


@dataclass(frozen=True, slots=True)
class SheetJob:
    """Renders, signs and verifies one score sheet. Holds the key, so it is never written down."""

    paper: SheetPaper
    signer: SoftwareSigner

    @property
    def finalised(self) -> str:
        """Return the id of the finalisation whose paper this is."""
        return self.paper.sheet.finalised

    def __call__(self) -> bytes:
        """Return the signed PDF, read back and verified.

        Raises:
            Refusal: the result does not verify; it must not be used.
        """
        pdf = render_score_sheet(self.paper, resources_folder() / "fonts")
        signed = PdfSeal(self.signer).sign(
            pdf,
            reason=SHEET_REASON,
            location=self.paper.event.city,
            signed_at=moment(self.paper.sheet.finalised_at, self.paper.event.timezone),
        )
        verdict = verify_pdf(signed, self.signer.chain[-1])
        if not verdict.valid:
            raise Refusal(Reason.PDF_INVALID, file=self.paper.entry.code, detail=verdict.problem)
        return signed


def sheet_job(
    *,
    event: Event,
    entry: Entry,
    panel: Panel,
    slot: Slot | None,
    assessor: Assessor,
    sheet: ScoreSheet,
    notes: tuple[Note, ...],
    signer: SoftwareSigner,
) -> SheetJob:
    """Return the job that makes the paper of a final sheet."""
    role = "ketua" if panel.chair == assessor.id else "anggota"
    paper = SheetPaper(
        event=event,
        entry=entry,
        panel=panel,
        slot=slot,
        assessor=assessor,
        role=role,
        sheet=sheet,
        notes=notes,
        finalised_at=local_time(sheet.finalised_at, event.timezone),
        key_words=grouped_code(fingerprint(signer.chain[0]), groups=3),
    )
    return SheetJob(paper, signer)


def make_all(
    jobs: Sequence[Callable[[], bytes]],
    *,
    workers: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[bytes]:
    """Yield what each job returns, in order, working in several processes.

    Raises:
        CancelledError: ``progress`` said so; jobs not begun are dropped.
    """
    # Spawned, not forked: a fork of a process with a window and its threads may hang.
    # Of this module, so that each begins by importing all that a sheet needs.
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin) as pool:
        try:
            for done, pdf in enumerate(pool.map(_run, jobs, chunksize=4), start=1):
                if progress is not None:
                    progress(done, len(jobs))
                yield pdf
        except CancelledError:
            pool.shutdown(cancel_futures=True)
            raise


def _begin() -> None:
    # A worker makes much that refers to itself, and keeps little of it: looking for it after every
    # few hundred objects, among all that was imported, takes a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def _run(job: Callable[[], bytes]) -> bytes:
    return job()


def digest_of(pdf: bytes) -> str:
    """Return the SHA-256 under which a PDF is attached."""
    return hashlib.sha256(pdf).hexdigest()
