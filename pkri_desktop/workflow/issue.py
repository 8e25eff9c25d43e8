# SPDX-License-Identifier: MIT
"""Issue the kit: hand a panel all that the secretariat has decided, in one signed package."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop import __version__
from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.record import Change
from pkri_desktop.exchange.package import Header, Purpose, write_package
from pkri_desktop.exchange.wrapping import SUFFIX, wrap
from pkri_desktop.identity import box, codes, enrolment, envelope
from pkri_desktop.runtime.files import try_writing, write_durably
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE
from pkri_desktop.workflow.standing import Standing, standing_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from pkri_desktop.domain.record import Body
    from pkri_desktop.domain.roster import Panel
    from pkri_desktop.workflow.office import Office
    from pkri_desktop.workflow.standing import PanelStanding


class IssuedKit(NamedTuple):
    """A kit as it was written.

    Attributes:
        kit_code: made just now, opens the kit; empty when an earlier one does, or only keys do.
        codes: assessor id → activation code, of those to whom a key was offered just now. These
            and the kit code are kept nowhere else.
        waiting: members whom the kit code lets in, since no key opens the kit for them yet.
    """

    path: Path
    panel: Panel
    records: int
    kit_code: str
    codes: dict[str, str]
    waiting: tuple[str, ...] = ()


def issue_kit(
    office: Office,
    panel_name: str,
    folder: Path,
    *,
    renew: Collection[str] = (),
    renew_code: bool = False,
) -> IssuedKit:
    """Write the kit of a panel into ``folder``; members without an offer of a key get one.

    Until every member has made a key with the offer that stands, as far as is known here, the kit
    code opens the kit, and it opens the panel's first one in any case; then the members' own keys
    do, and nothing else.

    Args:
        office: in whose name.
        panel_name: name or id of the panel.
        folder: where the package goes.
        renew: members who get a new offer though there is one, since a slip was lost, or a laptop.
        renew_code: make a new kit code; the one before opens only the kits that it was made for.

    Raises:
        Refusal: no such panel or member, no key here, a wrong passphrase, a new kit code that
            would open nothing, or the folder cannot be written; nothing was made.
    """
    panel = office.panel(panel_name)
    _check_members(panel, renew)
    before = standing_of(office, panel)
    if renew_code and not (before.waiting or renew):
        raise Refusal(Reason.KIT_CODE_IDLE, panel=panel.name)
    signer = office.signer
    path = folder / kit_name(office.event.id, panel.id)
    try:  # codes that are made for a kit that cannot be written would be lost
        try_writing(path)
    except OSError as error:
        raise refusal_of(error, str(path)) from error
    offered = _offer_keys(office, before, renew)
    kit_code = _lock_kit(office, panel, anew=renew_code)
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
    waiting = standing_of(office, panel).waiting
    content = write_package(header, batch, signer)
    try:
        # A code that is told opens what it is told with: also the first kit of a new panel.
        by_code = bool(waiting or kit_code)
        write_durably(path, _wrapped(office, panel, content, by_code=by_code))
    except OSError as error:
        raise refusal_of(error, str(path)) from error
    with suppress(OSError):  # the kit is written, and its codes are nowhere but in what is returned
        office.profile.note_issued(office.event.id, panel.id, header.made_at)
    return IssuedKit(path, panel, len(batch.records), kit_code, offered, waiting)


def kit_name(event: str, panel: str) -> str:
    """Return the file name of a panel's kits: always the same, and telling nothing."""
    return f"paket-{hashlib.sha256(f'{event}/{panel}'.encode()).hexdigest()[:8]}{SUFFIX}"


def _check_members(panel: Panel, renew: Collection[str]) -> None:
    for member in renew:
        if member not in panel.members:
            raise Refusal(
                Reason.MEMBER_UNKNOWN,
                member=member,
                panel=panel.name,
                members=", ".join(panel.members),
            )


def _wrapped(office: Office, panel: Panel, content: bytes, *, by_code: bool) -> bytes:
    """Close a kit to the members that have enrolled, and to the kit code while one has not.

    The secretariat can open it too, so that it knows its own kit when it is given back by mistake.

    A key that somebody had before a new offer goes on opening kits, but that somebody may not have
    it any more: the code must open them too, until a key was made with the new offer.
    """
    enrolled = office.file.queries.recipients(Role.ASSESSOR.value)
    recipients = [name for member in panel.members for name in enrolled.get(member, ())]
    recipients += office.file.queries.office_recipients()
    if not by_code:
        return wrap(content, office.event.id, recipients)
    lock = office.file.queries.body(f"kit/{panel.id}") or {}
    recipients.append(str(lock["recipient"]))
    return wrap(content, office.event.id, recipients, cast("Body", lock["box"]))


def _lock_kit(office: Office, panel: Panel, *, anew: bool) -> str:
    """Make the kit code of a panel that has none yet, or a new one, and return it."""
    if not anew and office.file.queries.body(f"kit/{panel.id}") is not None:
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


def _offer_keys(office: Office, before: PanelStanding, renew: Collection[str]) -> dict[str, str]:
    """Offer a one-time enrolment key to each member who has none to use."""
    without = [
        m.member for m in before.members if m.member in renew or m.standing is Standing.NOTHING
    ]
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
