# SPDX-License-Identifier: MIT
"""Issue the kit: hand a panel all that the secretariat has decided, in one signed package."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop import __version__
from pkri_desktop.domain.errors import refusal_of
from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.record import Change
from pkri_desktop.exchange.package import Header, Purpose, write_package
from pkri_desktop.exchange.wrapping import SUFFIX, wrap
from pkri_desktop.identity import box, codes, enrolment, envelope
from pkri_desktop.runtime.files import try_writing, write_durably
from pkri_desktop.workflow.revoke import keys_of
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from pkri_desktop.domain.record import Body
    from pkri_desktop.domain.roster import Panel
    from pkri_desktop.workflow.office import Office


class IssuedKit(NamedTuple):
    """A kit as it was written.

    Attributes:
        kit_code: opens the kit; empty when it was made for an earlier one.
        codes: assessor id → activation code, of those to whom a key was offered just now. These
            and the kit code are kept nowhere else.
    """

    path: Path
    panel: Panel
    records: int
    kit_code: str
    codes: dict[str, str]


def issue_kit(
    office: Office, panel_name: str, folder: Path, *, renew: Collection[str] = ()
) -> IssuedKit:
    """Write the kit of a panel into ``folder``; members without an offer of a key get one.

    Until every member has enrolled, as far as is known here, the kit code opens the kit; then
    the members' own keys do, and nothing else.

    Args:
        office: in whose name.
        panel_name: name or id of the panel.
        folder: where the package goes.
        renew: members who get a new offer though there is one, since a slip was lost.

    Raises:
        Refusal: no such panel, no key here, a wrong passphrase, or the folder cannot be written.
    """
    panel = office.panel(panel_name)
    signer = office.signer
    path = folder / kit_name(office.event.id, panel.id)
    try:  # codes that are made for a kit that cannot be written would be lost
        try_writing(path)
    except OSError as error:
        raise refusal_of(error, str(path)) from error
    offered = _offer_keys(office, panel, renew)
    kit_code = _lock_kit(office, panel)
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
    try:
        write_durably(path, _wrapped(office, panel, write_package(header, batch, signer)))
    except OSError as error:
        raise refusal_of(error, str(path)) from error
    return IssuedKit(path, panel, len(batch.records), kit_code, offered)


def kit_name(event: str, panel: str) -> str:
    """Return the file name of a panel's kits: always the same, and telling nothing."""
    return f"paket-{hashlib.sha256(f'{event}/{panel}'.encode()).hexdigest()[:8]}{SUFFIX}"


def _wrapped(office: Office, panel: Panel, content: bytes) -> bytes:
    """Close a kit to the members that have enrolled, and to the kit code while one has not."""
    enrolled = office.file.queries.recipients(Role.ASSESSOR.value)
    recipients = [name for member in panel.members for name in enrolled.get(member, ())]
    if all(member in enrolled for member in panel.members):
        return wrap(content, office.event.id, recipients)
    lock = office.file.queries.body(f"kit/{panel.id}") or {}
    recipients.append(str(lock["recipient"]))
    return wrap(content, office.event.id, recipients, cast("Body", lock["box"]))


def _lock_kit(office: Office, panel: Panel) -> str:
    """Make the kit code of a panel that has none yet, and return it."""
    if office.file.queries.body(f"kit/{panel.id}") is not None:
        return ""
    code = _new_code(office)
    identity = envelope.make_identity()
    locked = box.lock(identity.encode(), codes.spoken(code), office.profile.keyring.effort)
    body: Body = {"recipient": envelope.recipient_of(identity), "box": locked}
    _decide(office, [Change("kit.locked", ("kit", panel.id), body)])
    return code


def _new_code(office: Office) -> str:
    return SAMPLE_CODE if office.event.sample else codes.make_code()


def _decide(office: Office, changes: Sequence[Change]) -> None:
    with office.file.writing() as ledger:
        ledger.append(office.holder, changes, at=office.clock.now(), sealer=office.signer.seal)


def _offer_keys(office: Office, panel: Panel, renew: Collection[str]) -> dict[str, str]:
    """Offer a one-time enrolment key to each member who has none to use."""
    spent = {key.issuer for key in keys_of(office) if key.revoked}
    without = [m for m in panel.members if m in renew or not _has_offer(office, m, spent)]
    if not without:
        return {}
    keyring = office.profile.keyring
    authority = keyring.open_authority(office.event.id, office.passphrase)
    given, changes = {}, []
    for member in without:
        given[member] = _new_code(office)
        offer = enrolment.offer(authority, office.event.id, member, given[member], keyring.effort)
        changes.append(Change("enrolment.offered", ("enrolment", member), offer))
    _decide(office, changes)
    return given


def _has_offer(office: Office, member: str, spent: Collection[str]) -> bool:
    """Say whether one offer stands, and no key made with it has been revoked."""
    offered = office.file.queries.body(f"enrolment/{member}")
    return offered is not None and enrolment.issuer_of(cast("Body", offered)) not in spent
