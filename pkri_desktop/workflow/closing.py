# SPDX-License-Identifier: MIT
"""Close: the chair says what the panel has when it leaves; the secretariat compares.

Results are final when every sheet is here, nothing is disputed and every panel is closed, or when
the secretariat has said in a signed record why they are final all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.analysis.completeness import Completeness, completeness
from pkri_desktop.domain.closing import HEAD_DIGITS, MemberClosing, Release
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.kinds import MOST_REASON_CHARACTERS
from pkri_desktop.domain.record import Body, Change, MalformedRecordError
from pkri_desktop.domain.sheet import Decision
from pkri_desktop.workflow.reasons import reason_given, typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkri_desktop.domain.results import Recapitulation
    from pkri_desktop.domain.roster import Assessor
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.office import Office
    from pkri_desktop.workflow.room import Room


class MemberHere(NamedTuple):
    """A member of the panel as this laptop knows it.

    Attributes:
        assigned: how many sheets the member is to have, without those of absent entries.
        known: what can be said of the member from here; None where the member has sealed nothing
            on this laptop, and has to be asked.
    """

    assessor: Assessor
    assigned: int
    known: MemberClosing | None


def members_here(room: Room) -> tuple[MemberHere, ...]:
    """Return the members of the panel whose file this is, in its order.

    Raises:
        Refusal: it is the secretariat's own file.
    """
    if room.panel is None:
        raise Refusal(Reason.NOT_CHAIR)
    queries, closings = room.file.queries, room.file.closings
    entries = set(room.panel.entries) - queries.absent()
    found = []
    for assessor in room.assessors():
        head = closings.last_sealed(assessor.id)
        rows = [row for row in queries.sheet_rows(assessor.id).values() if row.entry in entries]
        known = MemberClosing(
            assessor.id,
            final=sum(row.decision is Decision.FINAL for row in rows),
            recused=sum(row.decision is Decision.RECUSED for row in rows),
            head=head[:HEAD_DIGITS],
        )
        found.append(MemberHere(assessor, len(entries), known if head else None))
    return tuple(found)


def close_panel(room: Room, chair: str, members: Sequence[MemberClosing], remark: str) -> Touched:
    """Say, in the chair's name and sealed, what the panel has; it can be said again.

    Args:
        room: the chair's laptop.
        chair: who says it.
        members: every member of the panel, once.
        remark: in the chair's own words; may be empty.

    Raises:
        Refusal: it is not this panel's chair, the key is locked, a member is missing or is said to
            have more sheets than there are, or the text is too long.
    """
    panel = room.panel
    if panel is None or panel.chair != chair:
        raise Refusal(Reason.NOT_CHAIR)
    most = {member.assessor.id: member.assigned for member in members_here(room)}
    named = {said.assessor: said for said in members}
    possible = all(said.final + said.recused <= most.get(who, 0) for who, said in named.items())
    if len(named) != len(members) or named.keys() != most.keys() or not possible:
        raise Refusal(Reason.CLOSING_INCOMPLETE)
    said_besides = typed(remark)
    if len(said_besides) > MOST_REASON_CHARACTERS:
        raise Refusal(Reason.TEXT_TOO_LONG, most=MOST_REASON_CHARACTERS)
    body: Body = {
        "members": [said._asdict() for said in members],
        "absent": [*sorted(room.file.queries.absent() & set(panel.entries))],
        "remark": said_besides,
    }
    signer = room.signer(chair)
    with room.file.writing() as ledger:
        return ledger.append(
            room.holder(chair),
            [Change("panel.closed", ("closing", chair, panel.id), body)],
            at=room.clock.now(),
            sealer=signer.seal,
        )


def completeness_of(file: EventFile, recapitulation: Recapitulation) -> Completeness:
    """Return what is there and what is missing, beside what the chairs have said."""
    closings = file.closings.by_panel()
    arrived = {
        (said.assessor, said.head)
        for closing in closings.values()
        for said in closing.members
        if said.head and file.closings.has_sealed(said.assessor, said.head)
    }
    changed = {
        (said.assessor, said.head)
        for closing in closings.values()
        for said in closing.members
        if file.closings.changed_since(closing, said)
    }
    return completeness(recapitulation.results, closings, arrived, changed)


def release_of(file: EventFile, complete: Completeness) -> Release | None:
    """Return the secretariat's word that covers everything that is missing now, if there is one."""
    release = file.closings.release()
    return release if release is not None and release.gaps.issuperset(complete.gaps) else None


def release_results(office: Office, gaps: Sequence[str], reason: str) -> Touched:
    """Say, in a signed record, why results are final although something is missing.

    Args:
        office: in whose name.
        gaps: what was seen to be missing; if more is missing later, it has to be said again.
        reason: in words, printed on the recapitulation.

    Raises:
        Refusal: no reason is given, no key here, or it cannot be written.
    """
    body: Body = {"reason": reason_given(reason), "gaps": [*sorted(gaps)]}
    with office.file.writing() as ledger:
        try:
            return ledger.append(
                office.holder,
                [Change("results.released", ("release",), body)],
                at=office.clock.now(),
                sealer=office.signer.seal,
            )
        except MalformedRecordError as error:  # more is missing than a record can name
            raise Refusal(Reason.RECORD_MALFORMED, file="", detail=str(error)) from error
