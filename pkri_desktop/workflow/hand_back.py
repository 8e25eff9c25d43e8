# SPDX-License-Identifier: MIT
"""Hand back: return to the secretariat, signed, what was written on this copy of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop import __version__
from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.domain.holder import Role
from pkri_desktop.exchange.package import Header, Purpose, write_package
from pkri_desktop.exchange.wrapping import SUFFIX, wrap
from pkri_desktop.runtime.files import write_durably

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.framing import Batch
    from pkri_desktop.identity.signer import SoftwareSigner
    from pkri_desktop.workflow.room import Room


class HandedBack(NamedTuple):
    """A returned package as it was written.

    Attributes:
        records: how many records are in it.
        sheets: how many signed sheets that stand are in it; superseded ones are in it too.
    """

    path: Path
    records: int
    sheets: int


@dataclass(frozen=True, slots=True)
class ReturnJob:
    """A return that has been sealed: values alone, so that a worker can write it.

    Attributes:
        name: of the file.
        records: how many records are in it.
        sheets: how many signed sheets that stand are in it.
    """

    name: str
    records: int
    sheets: int
    header: Header
    batch: Batch
    signer: SoftwareSigner
    recipients: tuple[str, ...]

    def content(self) -> bytes:
        """Return the package, signed and closed to the secretariat."""
        package = write_package(self.header, self.batch, self.signer)
        return wrap(package, self.header.event, self.recipients)


def prepare_return(room: Room, assessor_id: str) -> ReturnJob:
    """Seal what the assessor has written, and return what is to be handed back.

    It always holds the whole of each stream, so the newest package contains the older ones.
    Of other assessors on this laptop it holds what they have sealed themselves.

    Raises:
        Refusal: the key is locked, or it is the secretariat's own file.
    """
    if room.panel is None:
        raise Refusal(Reason.SCORE_NOT_ASSIGNED)
    signer, holder = room.signer(assessor_id), room.holder(assessor_id)
    with room.file.writing() as ledger:
        ledger.seal(holder, signer.seal, at=room.clock.now())
        streams = ledger.streams(Role.ASSESSOR)
        others = [stream for stream, author in streams.items() if author != assessor_id]
        batch = ledger.stream_batch(streams, sealed_only=others)
    queries = room.file.queries
    standing = {queries.signed_attachment(*sheet) for sheet in queries.sheet_rows()}
    header = Header(
        purpose=Purpose.RETURN,
        event=room.event.id,
        panel=room.panel.id,
        author=assessor_id,
        made_at=room.clock.now(),
        application=__version__,
    )
    return ReturnJob(
        name=f"kembali-{room.fingerprint()[:12]}{SUFFIX}",
        records=len(batch.records),
        sheets=len(standing & batch.attachments.keys()),
        header=header,
        batch=batch,
        signer=signer,
        recipients=room.file.queries.office_recipients(),
    )


def hand_back(room: Room, assessor_id: str, folder: Path) -> HandedBack:
    """Seal what the assessor has written and write the package into ``folder``.

    Raises:
        Refusal: as ``prepare_return``, or the folder cannot be written.
    """
    job = prepare_return(room, assessor_id)
    path = folder / job.name
    try:
        write_durably(path, job.content())
    except OSError as error:
        raise refusal_of(error, str(path)) from error
    return HandedBack(path, job.records, job.sheets)
