# SPDX-License-Identifier: MIT
"""With what packages are opened on this computer: the keys of those who use the event file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.exchange.wrapping import Access
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.profile import Profile


def access_of(
    file: EventFile, profile: Profile, clock: Clock, passphrase: str = "", code: str = ""
) -> Access:
    """Return with what packages can be opened for the users of this file.

    On a panel's file the passphrase need not be everybody's: what it opens is tried.

    Args:
        file: whose users are asked for.
        profile: where their keys are.
        clock: what this computer takes the time to be.
        passphrase: of the key; the sample event's where none is given there.
        code: the kode paket of a panel; the sample event's where none is given there.

    Raises:
        Refusal: the secretariat's key is not here, or the passphrase opens no key.
    """
    if file.queries.local("role") == Role.SECRETARIAT.value:
        return Office(file, profile, clock, passphrase).access()
    event = file.queries.event()
    phrase = passphrase or (SAMPLE_PASSPHRASE if event.sample else "")
    identities, wrong = [], None
    for assessor in file.queries.assessors():
        holder = Holder(event.id, Role.ASSESSOR, assessor)
        if phrase and profile.keyring.has(holder):
            try:
                identities.append(profile.keyring.open(holder, phrase).identity)
            except Refusal as refusal:
                if refusal.reason is not Reason.KEY_WRONG_PASSPHRASE:
                    raise
                wrong = refusal
    if wrong is not None and not identities:
        raise wrong
    return Access(tuple(identities), code or (SAMPLE_CODE if event.sample else ""))
