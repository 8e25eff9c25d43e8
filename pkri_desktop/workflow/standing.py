# SPDX-License-Identifier: MIT
"""Standing: who of a panel has a key, who only the offer of one, and what opens a new kit.

All of it as far as is known here: a key is known once it has come back in a returned file.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop.domain.holder import Role
from pkri_desktop.identity.enrolment import issuer_of
from pkri_desktop.workflow.revoke import keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkri_desktop.domain.record import Body
    from pkri_desktop.domain.roster import Panel
    from pkri_desktop.workflow.office import Office
    from pkri_desktop.workflow.revoke import EnrolledKey


class Standing(StrEnum):
    """How far a member is on the way to a key."""

    NOTHING = "nothing"  # no offer that could be used: the next kit brings one
    OFFERED = "offered"  # a code was made, and no key with it has come here
    ENROLLED = "enrolled"  # a key that was made with the offer that stands


class MemberStanding(NamedTuple):
    """How far one member is.

    Attributes:
        member: id of the assessor.
        since: when the key was made, or else the code; 0 for neither.
        keys: all keys that the member has published, oldest first, revoked or not.
    """

    member: str
    standing: Standing
    since: int
    keys: tuple[EnrolledKey, ...]

    @property
    def good_keys(self) -> tuple[EnrolledKey, ...]:
        """Return the keys that are not revoked; also older ones beside a newer offer."""
        return tuple(key for key in self.keys if not key.revoked)


class PanelStanding(NamedTuple):
    """How far a panel is.

    Attributes:
        kit_code_at: when its kit code was made; 0 while there is none.
        issued_at: when a kit was last written on this computer; 0 where it is not known.
    """

    panel: Panel
    members: tuple[MemberStanding, ...]
    kit_code_at: int
    issued_at: int

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return the members for whom a kit must open with the kit code."""
        return tuple(m.member for m in self.members if m.standing is not Standing.ENROLLED)


def standings_of(office: Office) -> tuple[PanelStanding, ...]:
    """Return how far every panel is, in order of name."""
    return _standings(office, office.file.queries.panels())


def standing_of(office: Office, panel: Panel) -> PanelStanding:
    """Return how far a panel is."""
    return _standings(office, (panel,))[0]


def _standings(office: Office, panels: Sequence[Panel]) -> tuple[PanelStanding, ...]:
    queries = office.file.queries
    reachable = queries.recipients(Role.ASSESSOR.value)
    keys: defaultdict[str, tuple[EnrolledKey, ...]] = defaultdict(tuple)
    for key in keys_of(office):
        keys[key.assessor] += (key,)
    return tuple(
        PanelStanding(
            panel,
            tuple(
                _member(office, member, keys[member], reachable=member in reachable)
                for member in panel.members
            ),
            queries.said_at(f"kit/{panel.id}"),
            office.profile.issued(office.event.id).get(panel.id, 0),
        )
        for panel in panels
    )


def _member(
    office: Office, member: str, keys: tuple[EnrolledKey, ...], *, reachable: bool
) -> MemberStanding:
    """Return how far a member is; a key that was made with another offer does not settle it."""
    subject = f"enrolment/{member}"
    offered = office.file.queries.body(subject)
    if offered is None:
        return MemberStanding(member, Standing.NOTHING, 0, keys)
    issuer = issuer_of(cast("Body", offered))
    made = [key for key in keys if key.issuer == issuer]
    if any(key.revoked for key in made):
        return MemberStanding(member, Standing.NOTHING, 0, keys)
    if made and reachable:
        return MemberStanding(member, Standing.ENROLLED, made[-1].since, keys)
    return MemberStanding(member, Standing.OFFERED, office.file.queries.said_at(subject), keys)
