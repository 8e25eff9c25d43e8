# SPDX-License-Identifier: MIT
"""Escrow: the paper with the one secret that is kept outside, and the keys it gives back."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of, refusal_of_reading
from pkri_desktop.domain.holder import FOUNDER, Holder, Role
from pkri_desktop.domain.schedule import local_time
from pkri_desktop.identity import deposit, envelope
from pkri_desktop.runtime.files import try_writing, write_durably
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.keys import check_chosen
from pkri_desktop.workflow.opening import open_to_look, trusted_holder
from pkri_desktop.workflow.sample_keys import SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.roster import Event
    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.profile import Profile

PAPER_NAME = "titipan.pdf"
DEPOSIT_NAME = "titipan.age"
MOST_DEPOSIT_BYTES = 1024 * 1024


class Escrowed(NamedTuple):
    """What was written: the paper to be locked away, and the envelope that only it opens."""

    paper: Path
    deposit: Path


def write_escrow(
    file: EventFile, identity: str, folder: Path, *, profile: Profile, clock: Clock
) -> Escrowed:
    """Write the escrow paper of an event that was founded just now, and a copy of its deposit.

    Args:
        file: of the event.
        identity: what ``found_event`` returned. It is kept nowhere: this is the only moment.
        folder: where the two files go; an earlier paper there is not written over.
        profile: where the event was founded.
        clock: what this computer takes the time to be.

    Raises:
        Refusal: the identity is another event's, there is a file already, or nothing can be
            written there; nothing is left behind.
    """
    from pkri_desktop.documents.escrow import EscrowPaper, render_escrow  # noqa: PLC0415

    event = file.queries.event()
    _check_recipient(file, identity)
    closed = profile.keyring.deposit(event.id)
    made_at = local_time(clock.now(), event.timezone)
    pdf = render_escrow(
        EscrowPaper(event, identity, DEPOSIT_NAME, made_at), resources_folder() / "fonts"
    )
    written = Escrowed(folder / PAPER_NAME, folder / DEPOSIT_NAME)
    try:
        for path in written:
            if path.exists():
                raise Refusal(Reason.FILE_EXISTS, file=str(path))
        write_durably(written.deposit, closed)
        try:
            write_durably(written.paper, pdf)
        except BaseException:
            written.deposit.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise refusal_of(error, str(folder)) from error
    return written


def recover_keys(
    path: Path, typed: str, passphrase: str, *, profile: Profile, source: Path | None = None
) -> Event:
    """Put the secretariat's key and the root back into this profile, under a new passphrase.

    What is there of the same keys, locked under a passphrase that is lost, is replaced.

    Args:
        path: an event file of the event, the secretariat's or a panel's.
        typed: the escrow identity as it was typed or scanned from the paper.
        passphrase: the new one; the sample event's where none is given there.
        profile: where the keys go.
        source: a copy of the deposit; without it, the one in the profile.

    Raises:
        Refusal: mistyped, of another event, no deposit here, a damaged one, too short a passphrase,
            or the profile cannot be written to; no key has been changed.
    """
    with open_to_look(path, profile) as file:
        event = file.queries.event()
        identity = _identity(typed)
        _check_recipient(file, identity)
        phrase = passphrase or (SAMPLE_PASSPHRASE if event.sample else "")
        if not phrase:
            raise Refusal(Reason.PASSPHRASE_MISSING)
        check_chosen(phrase)
        closed = _read(source) if source is not None else profile.keyring.deposit(event.id)
        given = _opened(closed, identity, file, source.name if source else DEPOSIT_NAME)
    keyring = profile.keyring
    try:  # both keys or none
        try_writing(profile.folder / "keys" / "room")
    except OSError as error:
        raise refusal_of(error, str(profile.folder)) from error
    keyring.keep(Holder(event.id, Role.SECRETARIAT, FOUNDER), given.operator, phrase)
    keyring.keep_authority(event.id, given.authority, phrase)
    keyring.keep_deposit(event.id, closed)
    return event


def _identity(typed: str) -> str:
    try:
        return deposit.typed_identity(typed)
    except ValueError as error:
        raise Refusal(Reason.ESCROW_MISTYPED) from error


def _check_recipient(file: EventFile, identity: str) -> None:
    founded = file.queries.body("event") or {}
    if envelope.recipient_of(identity) != founded.get("escrow"):
        raise Refusal(Reason.ESCROW_OTHER)


def _read(source: Path) -> bytes:
    try:
        if source.stat().st_size > MOST_DEPOSIT_BYTES:
            raise Refusal(Reason.ESCROW_DAMAGED, file=source.name)
        return source.read_bytes()
    except OSError as error:
        raise refusal_of_reading(error, source.name) from error


def _opened(closed: bytes, identity: str, file: EventFile, name: str) -> deposit.Deposit:
    """Return what is in the deposit, if it is the keys of this event.

    Anybody can close an envelope to the escrow recipient, so nothing in it is believed that the
    event file does not confirm.
    """
    try:
        given = deposit.open_deposit(closed, identity)
    except envelope.NotForUsError as error:
        raise Refusal(Reason.ESCROW_OTHER) from error
    except deposit.BadDepositError as error:
        raise Refusal(Reason.ESCROW_DAMAGED, file=name) from error
    event, root = given.event, given.authority.certificate
    operator = Holder(event, Role.SECRETARIAT, FOUNDER)
    known = file.queries.recipients(Role.SECRETARIAT.value).get(FOUNDER, ())
    if (
        event != file.queries.local("event")
        or root != base64.b64decode(file.queries.root_certificate())
        or trusted_holder(given.operator.signer.chain, root) != operator
        or given.operator.recipient not in known
    ):
        raise Refusal(Reason.ESCROW_DAMAGED, file=name)
    return given
