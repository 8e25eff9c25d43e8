# SPDX-License-Identifier: MIT
"""The secretariat at its event file: its key, and where it looks up panels."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.exchange.wrapping import Access
from pkri_desktop.workflow.sample_keys import SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from pkri_desktop.domain.roster import Event, Panel
    from pkri_desktop.identity.keyring import HeldKey
    from pkri_desktop.identity.signer import SoftwareSigner
    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.profile import Profile


class Office:
    """What the workflows of the secretariat share."""

    def __init__(
        self, file: EventFile, profile: Profile, clock: Clock, passphrase: str = ""
    ) -> None:
        """Work on the secretariat's file.

        Args:
            file: the open event file.
            profile: where the secretariat's key is.
            clock: what this computer takes the time to be.
            passphrase: of the secretariat's key; not needed on the sample event.

        Raises:
            Refusal: it is a panel's file.
        """
        if file.queries.local("role") != Role.SECRETARIAT.value:
            raise Refusal(Reason.NOT_SECRETARIAT, file=file.path.name)
        self.file = file
        self.profile = profile
        self.clock = clock
        self._passphrase = passphrase

    @cached_property
    def event(self) -> Event:
        """Return the event."""
        return self.file.queries.event()

    @property
    def holder(self) -> Holder:
        """Return the operator as the author of records: whose key this computer has."""
        operators = self.profile.keyring.operators(self.event.id)
        return Holder(self.event.id, Role.SECRETARIAT, operators[0] if operators else FOUNDER)

    @property
    def passphrase(self) -> str:
        """Return the passphrase to use: the given one, or the sample event's well-known one."""
        return self._passphrase or (SAMPLE_PASSPHRASE if self.event.sample else "")

    @property
    def appointed(self) -> tuple[str, ...]:
        """Return the operators who are appointed and whose key is not here yet, last first."""
        queries = self.file.queries
        known = {*queries.recipients(Role.SECRETARIAT.value), *queries.assessors()}
        return tuple(
            operator
            for operator in reversed(queries.offered())
            if operator not in known and queries.body(f"enrolment/{operator}") is not None
        )

    @property
    def awaits_key(self) -> bool:
        """Say whether an operator was appointed with this file and has no key here yet."""
        return not self.profile.keyring.operators(self.event.id) and bool(self.appointed)

    @cached_property
    def held(self) -> HeldKey:
        """Return the operator's key.

        Raises:
            Refusal: this computer does not have it, or the passphrase is wrong.
        """
        if self.awaits_key:
            raise Refusal(Reason.OPERATOR_WITHOUT_KEY)
        return self.profile.keyring.open(self.holder, self.passphrase)

    @property
    def is_unlocked(self) -> bool:
        """Say whether the operator's key can be used without asking for its passphrase."""
        return self.event.sample or "held" in self.__dict__

    def unlock(self, passphrase: str) -> None:
        """Open the operator's key.

        Raises:
            Refusal: this computer does not have it, or the passphrase is wrong.
        """
        self._passphrase = passphrase
        _ = self.held

    @property
    def signer(self) -> SoftwareSigner:
        """Return the operator's signer.

        Raises:
            Refusal: this computer does not have the key, or the passphrase is wrong.
        """
        return self.held.signer

    def access(self) -> Access:
        """Return with what the secretariat opens what comes back.

        Raises:
            Refusal: this computer does not have the key, or the passphrase is wrong.
        """
        return Access((self.held.identity,))

    def panel(self, name: str) -> Panel:
        """Return the panel with this name or id, in upper or lower case.

        Raises:
            Refusal: there is none; the sentence names those there are.
        """
        panels = self.file.queries.panels()
        for panel in panels:
            if name.strip().casefold() in (panel.name.casefold(), panel.id.casefold()):
                return panel
        raise Refusal(
            Reason.PANEL_UNKNOWN, panel=name, panels=", ".join(panel.name for panel in panels)
        )
