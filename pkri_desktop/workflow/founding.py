# SPDX-License-Identifier: MIT
"""Found an event, and make a panel's file from its kit."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from pkri_desktop.domain.framing import Batch
from pkri_desktop.domain.holder import FOUNDER, Holder, Role, operator_name
from pkri_desktop.domain.record import Body, Change, make_record, stream_id
from pkri_desktop.identity import certificates, deposit, enrolment, envelope
from pkri_desktop.identity.keyring import with_identity
from pkri_desktop.store.creation import create_event_file
from pkri_desktop.store.ledger import Incoming, writer_key
from pkri_desktop.workflow.opening import trusted_holder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.identity.signer import Signer
    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.workflow.profile import Profile


def found_event(
    path: Path,
    changes: Sequence[Change],
    *,
    name: str,
    sample: bool,
    passphrase: str,
    profile: Profile,
    clock: Clock,
) -> str:
    """Found an event: its root and the secretariat's key in the profile, its file at ``path``.

    Returns:
        The escrow identity, which opens everything that is returned, and the deposit in the
        profile with root and key, should passphrase or computer be lost. It is kept nowhere: to
        be printed by ``write_escrow`` and locked away.

    Args:
        path: must not exist yet.
        changes: who takes part, on which rubrics, when.
        name: of the event, for its root certificate.
        sample: whether it is a made-up example.
        passphrase: under which root and key are locked.
        profile: where keys are kept.
        clock: what this laptop takes the time to be.

    Raises:
        Refusal: the file exists or cannot be written; nothing is left behind but keys.
    """
    at = clock.now()
    authority = enrolment.found_authority(name)
    escrow = envelope.make_identity()
    founding = Change(
        "event.founded",
        ("event",),
        {
            "root": base64.b64encode(authority.certificate).decode(),
            "escrow": envelope.recipient_of(escrow),
            "sample": sample,
            "nonce": secrets.token_hex(32),
        },
    )
    stream = stream_id(founding.body)
    first = make_record(founding, stream=stream, seq=1, prev="", replaces=(), at=at)
    operator = Holder(first.id, Role.SECRETARIAT, FOUNDER)
    signer = enrolment.appoint_operator(authority, first.id, FOUNDER, operator_name(FOUNDER))
    held = with_identity(signer)
    records = [first]
    for change in (key_published(operator, signer, held.recipient), *changes):
        last = records[-1]
        records.append(
            make_record(change, stream=stream, seq=last.seq + 1, prev=last.id, replaces=(), at=at)
        )
    deposited = deposit.Deposit(first.id, authority, held)
    profile.keyring.keep_deposit(
        first.id, deposit.close_deposit(deposited, envelope.recipient_of(escrow))
    )
    profile.keyring.keep_authority(first.id, authority, passphrase)
    profile.keyring.keep(operator, held, passphrase)
    create_event_file(
        path,
        first.id,
        [Incoming(Batch(records, [signer.seal(records[-1])]), "")],
        facts={"role": Role.SECRETARIAT.value, writer_key(profile.device, operator): stream},
        at=at,
        holder_of=trusted_holder,
        device=profile.device,
    )
    return escrow


def found_operator_file(
    path: Path, batch: Batch, *, event: str, profile: Profile, clock: Clock
) -> None:
    """Make the file of a further operator from the admitted content of another operator's package.

    Raises:
        Refusal: the file exists or cannot be written.
    """
    create_event_file(
        path,
        event,
        [Incoming(batch, "")],
        facts={"role": Role.SECRETARIAT.value},
        at=clock.now(),
        holder_of=trusted_holder,
        device=profile.device,
    )


def found_panel_file(
    path: Path, batch: Batch, *, event: str, panel: str, profile: Profile, clock: Clock
) -> None:
    """Make a panel's event file from the admitted content of its kit.

    Raises:
        Refusal: the file exists or cannot be written.
    """
    create_event_file(
        path,
        event,
        [Incoming(batch, "")],
        facts={"role": "panel", "panel": panel},
        at=clock.now(),
        holder_of=trusted_holder,
        device=profile.device,
    )


def key_published(holder: Holder, signer: Signer, recipient: str) -> Change:
    """Return the change by which everybody learns a holder's certificates and recipient."""
    digits = certificates.fingerprint(signer.chain[0])[:40]
    body: Body = {
        "chain": [base64.b64encode(der).decode() for der in signer.chain],
        "recipient": recipient,
    }
    return Change("key.enrolled", ("key", holder.author, digits), body)
