# SPDX-License-Identifier: MIT
"""Issue the kit: hand a panel all that the secretariat has decided, in one signed package."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop import __version__
from pkri_desktop.domain.errors import refusal_of
from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.record import Change
from pkri_desktop.exchange.package import SUFFIX, Header, Purpose, write_package
from pkri_desktop.identity import enrolment
from pkri_desktop.runtime.files import write_durably
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.roster import Panel
    from pkri_desktop.workflow.office import Office


class IssuedKit(NamedTuple):
    """A kit as it was written.

    Attributes:
        codes: assessor id → activation code, of those to whom a key was offered just now. They are
            kept nowhere else.
    """

    path: Path
    panel: Panel
    records: int
    codes: dict[str, str]


def issue_kit(office: Office, panel_name: str, folder: Path) -> IssuedKit:
    """Write the kit of a panel into ``folder``; members without an offer of a key get one.

    Raises:
        Refusal: no such panel, no key here, a wrong passphrase, or the folder cannot be written.
    """
    panel = office.panel(panel_name)
    signer = office.signer
    codes = _offer_keys(office, panel)
    file = office.file
    with file.writing() as ledger:
        ledger.seal(office.holder, signer.seal, at=office.clock.now())
        batch = ledger.stream_batch(ledger.streams(Role.SECRETARIAT))
    header = Header(
        purpose=Purpose.KIT,
        event=office.event.id,
        panel=panel.id,
        author=office.holder.author,
        made_at=office.clock.now(),
        application=__version__,
    )
    path = folder / f"paket-{panel.id}{SUFFIX}"
    try:
        write_durably(path, write_package(header, batch, signer))
    except OSError as error:
        raise refusal_of(error, str(path)) from error
    return IssuedKit(path, panel, len(batch.records), codes)


def _offer_keys(office: Office, panel: Panel) -> dict[str, str]:
    """Offer a one-time enrolment key to each member who was not offered one yet."""
    without = [m for m in panel.members if not office.file.ledger.heads(f"enrolment/{m}")]
    if not without:
        return {}
    keyring = office.profile.keyring
    authority = keyring.open_authority(office.event.id, office.passphrase)
    codes, changes = {}, []
    for member in without:
        codes[member] = SAMPLE_CODE if office.event.sample else enrolment.make_code()
        offer = enrolment.offer(authority, office.event.id, member, codes[member], keyring.effort)
        changes.append(Change("enrolment.offered", ("enrolment", member), offer))
    with office.file.writing() as ledger:
        ledger.append(office.holder, changes, at=office.clock.now(), sealer=office.signer.seal)
    return codes
