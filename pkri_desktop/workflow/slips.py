# SPDX-License-Identifier: MIT
"""Print the slips: the codes that were made with kits, on paper to be cut and handed out.

The codes exist only while kits are issued. They are written where the operator says, and nowhere
else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.domain.schedule import local_time
from pkri_desktop.runtime.files import try_writing, write_durably
from pkri_desktop.runtime.resources import resources_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.documents.slip import SlipPaper
    from pkri_desktop.domain.roster import Assessor
    from pkri_desktop.workflow.issue import IssuedKit
    from pkri_desktop.workflow.office import Office


def check_place(path: Path) -> None:
    """Make sure that slips can be written to ``path``, before any code is made.

    Raises:
        Refusal: there is a file already, perhaps with codes that are nowhere else; or nothing can
            be written there.
    """
    try:
        if path.exists():
            raise Refusal(Reason.FILE_EXISTS, file=str(path))
        try_writing(path)
    except OSError as error:
        raise refusal_of(error, str(path)) from error


def write_slips(office: Office, kits: Sequence[IssuedKit], path: Path) -> int:
    """Write the slips of kits that were issued just now, and return how many there are.

    Whoever was offered a key gets one; when the kit code of a panel is new, all do who need it.
    Without either nothing is written.

    Raises:
        Refusal: there is a file already, or it cannot be written; the codes are still in ``kits``.
    """
    names = office.file.queries.assessors()
    slips = [slip for kit in kits for slip in _slips(kit, names)]
    if not slips:
        return 0
    from pkri_desktop.documents.slip import render_slips  # noqa: PLC0415 -- slow import

    pdf = render_slips(
        office.event,
        slips,
        resources_folder() / "fonts",
        made_at=local_time(office.clock.now(), office.event.timezone),
    )
    check_place(path)
    try:
        write_durably(path, pdf)
    except OSError as error:
        raise refusal_of(error, str(path)) from error
    return len(slips)


def _slips(kit: IssuedKit, names: dict[str, Assessor]) -> list[SlipPaper]:
    from pkri_desktop.documents.slip import SlipPaper  # noqa: PLC0415 -- slow import

    return [
        SlipPaper(
            panel=kit.panel.name,
            room=kit.panel.room,
            assessor=names[member].name if member in names else member,
            role="ketua" if kit.panel.chair == member else "anggota",
            kit=kit.path.name,
            kit_code=kit.kit_code,
            code=kit.codes.get(member, ""),
        )
        for member in kit.panel.members
        if member in kit.codes or (kit.kit_code and member in kit.waiting)
    ]
