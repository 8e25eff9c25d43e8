# SPDX-License-Identifier: MIT
"""Hand over: close the assessor's day with the sealed package and a slip that says what is in it.

Everything is read and sealed at once; writing needs values only and can run on a worker. Either
both files are there afterwards, read back, or neither is new. It can be done again at any time:
the newest package contains the older ones.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain import scoring
from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.domain.schedule import local_time, moment
from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.runtime.files import NotWrittenAsReadError, try_writing, write_durably
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.hand_back import ReturnJob, prepare_return
from pkri_desktop.workflow.words import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.documents.handover import HandOverPaper
    from pkri_desktop.domain.roster import Assessor, Event, Panel
    from pkri_desktop.workflow.room import Room

SLIP_REASON = "Berkas penilaian diserahkan"
CODE_FORM = "PKRISERAH1"

_AWAY = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ENOTDIR})


@dataclass(frozen=True, slots=True)
class Recap:
    """How the sheets of one assessor stand; each code stands in exactly one of four tuples.

    Attributes:
        final: codes of the entries whose sheets are final and count.
        unsigned: of these, those without a signed PDF yet.
        missing: codes of the entries of which more is expected.
        total: exact sum of the totals of the final sheets.
    """

    final: tuple[str, ...]
    unsigned: tuple[str, ...]
    recused: tuple[str, ...]
    absent: tuple[str, ...]
    missing: tuple[str, ...]
    total: Fraction

    @property
    def sheets(self) -> int:
        """Return how many sheets there are."""
        return len(self.final) + len(self.recused) + len(self.absent) + len(self.missing)


class HandedOver(NamedTuple):
    """What was written, and read back.

    Attributes:
        package: where the package is.
        slip: where the slip is.
        paper: what stands on it.
        modules: its QR code by rows, dark modules being true.
    """

    package: Path
    slip: Path
    paper: HandOverPaper
    modules: tuple[tuple[bool, ...], ...]


def recap_of(room: Room, assessor_id: str) -> Recap:
    """Return how the assessor's sheets stand, in the order of the day."""
    progress = room.progress(assessor_id)
    codes: dict[str, list[str]] = {
        name: [] for name in ("final", "unsigned", "recused", "absent", "missing")
    }
    total = Fraction(0)
    for row in room.schedule():
        entry = row.entry
        if entry.id not in progress or not room.assigned(assessor_id, entry.id):
            continue
        match progress[entry.id].status:
            case SheetStatus.FINAL | SheetStatus.SIGNED as status:
                codes["final"].append(entry.code)
                if status is SheetStatus.FINAL:
                    codes["unsigned"].append(entry.code)
                total += room.sheet(assessor_id, entry.id).running_total
            case SheetStatus.RECUSED:
                codes["recused"].append(entry.code)
            case SheetStatus.ABSENT:
                codes["absent"].append(entry.code)
            case _:
                codes["missing"].append(entry.code)
    return Recap(**{name: tuple(found) for name, found in codes.items()}, total=total)


def code_of(paper: HandOverPaper, panel: str, assessor: str) -> str:
    """Return what the QR code holds: fields between bars, codes between commas.

    Panel, assessor, sheets, final, signed, recused and absent sheets, codes of the missing ones,
    sum of totals, fingerprint of the state and of the package.
    """
    return "|".join(
        (
            CODE_FORM, paper.event.id[:16], panel, assessor, str(paper.sheets),
            str(len(paper.final)), str(len(paper.final) - len(paper.unsigned)),
            str(len(paper.recused)), str(len(paper.absent)), ",".join(paper.missing), paper.total,
            paper.fingerprint[:16], paper.digest[:16],
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandOverJob:
    """Writes package and slip into a folder. Holds the key, so it is never written down.

    Attributes:
        assessor: whose day it is.
        fingerprint: of the state that the package was made of, 64 digits.
    """

    folder: Path
    package: ReturnJob
    event: Event
    panel: Panel
    assessor: Assessor
    recap: Recap
    fingerprint: str

    def __call__(self) -> HandedOver:
        """Write both files and read them back.

        Raises:
            Refusal: the folder is gone or cannot be written; nothing new is left there.
        """
        from pkri_desktop.documents.qr import qr_modules  # noqa: PLC0415 -- slow import

        target = self.folder / self.package.name
        if not self.folder.is_dir():  # it would be made, perhaps where a stick was
            raise Refusal(Reason.MEDIUM_GONE, file=str(target))
        content = self.package.content()
        paper = self._paper(hashlib.sha256(content).hexdigest())
        slip = target.with_name(f"bukti-serah-{target.stem.partition('-')[2]}.pdf")
        files = {target: content, slip: self._slip(paper)}
        try:
            self._write(files)
        except OSError as error:
            raise self._refusal(error, target) from error
        return HandedOver(target, slip, paper, qr_modules(paper.code))

    def _paper(self, digest: str) -> HandOverPaper:
        from pkri_desktop.documents.handover import HandOverPaper  # noqa: PLC0415 -- slow import
        from pkri_desktop.documents.wording import grouped_code  # noqa: PLC0415 -- slow import
        from pkri_desktop.identity.certificates import fingerprint  # noqa: PLC0415 -- slow import

        recap, package = self.recap, self.package
        paper = HandOverPaper(
            event=self.event,
            panel=self.panel.name,
            assessor=self.assessor.name,
            role="ketua" if self.panel.chair == self.assessor.id else "anggota",
            made_at=local_time(package.header.made_at, self.event.timezone),
            sheets=recap.sheets,
            final=recap.final,
            unsigned=recap.unsigned,
            recused=recap.recused,
            absent=recap.absent,
            missing=recap.missing,
            total=scoring.format_decimal(recap.total),
            records=package.records,
            file=package.name,
            digest=digest,
            fingerprint=self.fingerprint,
            words=words_of(self.fingerprint),
            code="",
            key_words=grouped_code(fingerprint(package.signer.chain[0]), groups=3),
        )
        return replace(paper, code=code_of(paper, self.panel.id, self.assessor.id))

    def _write(self, files: dict[Path, bytes]) -> None:
        """Write all files, or leave none that is new.

        Raises:
            OSError: one could not be written, or was not read back as written.
        """
        try_writing(next(iter(files)), sum(map(len, files.values())))
        made: list[Path] = []
        try:
            for path, content in files.items():
                new = not path.exists()
                write_durably(path, content)
                if new:
                    made.append(path)
            for path, content in files.items():
                if path.read_bytes() != content:
                    raise NotWrittenAsReadError(f"{path.name} was not stored as written")
        except OSError:
            for path in made:
                with contextlib.suppress(OSError):  # the stick may be gone with it
                    path.unlink()
            raise

    def _refusal(self, error: OSError, target: Path) -> Refusal:
        if error.errno in _AWAY or not self.folder.is_dir():
            return Refusal(Reason.MEDIUM_GONE, file=str(target))
        return refusal_of(error, str(target))

    def _slip(self, paper: HandOverPaper) -> bytes:
        from pkri_desktop.documents.handover import render_handover  # noqa: PLC0415 -- slow import
        from pkri_desktop.documents.signing import PdfSeal  # noqa: PLC0415 -- slow import
        from pkri_desktop.documents.verification import verify_pdf  # noqa: PLC0415 -- slow import

        signer = self.package.signer
        signed = PdfSeal(signer).sign(
            render_handover(paper, resources_folder() / "fonts"),
            reason=SLIP_REASON,
            location=paper.event.city,
            signed_at=moment(self.package.header.made_at, paper.event.timezone),
        )
        verdict = verify_pdf(signed, signer.chain[-1])
        if not verdict.valid:
            raise Refusal(Reason.PDF_INVALID, file=paper.file, detail=verdict.problem)
        return signed


def hand_over(room: Room, assessor_id: str, folder: Path) -> HandOverJob:
    """Seal what the assessor has written, and return the job that writes it into ``folder``.

    Raises:
        Refusal: the key is locked, or it is the secretariat's own file.
    """
    package = prepare_return(room, assessor_id)
    assessor = next((one for one in room.assessors() if one.id == assessor_id), None)
    if room.panel is None or assessor is None:
        raise Refusal(Reason.SCORE_NOT_ASSIGNED)
    recap = recap_of(room, assessor_id)
    return HandOverJob(folder, package, room.event, room.panel, assessor, recap, room.fingerprint())
