# SPDX-License-Identifier: MIT
"""Several operators of the secretariat: appoint another one, and exchange what each has.

Each has a file and a key of their own. What one decides or takes in goes to the others in a
package with everything; taken in on both sides, both files have one fingerprint.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop import __version__
from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.domain.holder import FOUNDER, Holder, Role, operator_id, operator_name
from pkri_desktop.domain.record import Body, Change
from pkri_desktop.exchange.package import Header, Purpose, write_package
from pkri_desktop.exchange.wrapping import SUFFIX, wrap
from pkri_desktop.identity import box, codes, enrolment, envelope
from pkri_desktop.identity.keyring import with_identity
from pkri_desktop.runtime.files import try_writing, write_durably
from pkri_desktop.workflow.founding import key_published
from pkri_desktop.workflow.keys import check_chosen
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.workflow.office import Office


class Exchanged(NamedTuple):
    """A package for other operators as it was written.

    Attributes:
        code: opens it, and makes the appointed operator's key; empty for those who have one. It
            is kept nowhere else.
        unable: operators who cannot open it, since their key has not come here yet: theirs is the
            first package to be exchanged.
    """

    path: Path
    records: int
    operator: str = ""
    code: str = ""
    unable: tuple[str, ...] = ()


def appoint(office: Office, folder: Path) -> Exchanged:
    """Appoint a further operator, and write the package from which that operator begins.

    Args:
        office: on the computer where the event was founded: the root's key is needed.
        folder: where the package goes.

    Raises:
        Refusal: the root's key is not here, a wrong passphrase, or the folder cannot be written.
    """
    event, keyring = office.event.id, office.profile.keyring
    authority = keyring.open_authority(event, office.passphrase)
    operator = _next_operator(office)
    code = SAMPLE_CODE if office.event.sample else codes.make_code()
    path = folder / f"operator-{operator.removeprefix(f'{FOUNDER}-')}{SUFFIX}"
    _try(path)
    offer = enrolment.offer(authority, event, operator, code, keyring.effort, Role.SECRETARIAT)
    with office.file.writing() as ledger:
        change = Change("enrolment.offered", ("enrolment", operator), offer)
        ledger.append(office.holder, [change], at=office.clock.now(), sealer=office.signer.seal)
    identity = envelope.make_identity()
    locked = box.lock(identity.encode(), codes.spoken(code), keyring.effort)
    records = _write(office, path, [envelope.recipient_of(identity)], locked)
    return Exchanged(path, records, operator, code)


def exchange(office: Office, folder: Path) -> Exchanged:
    """Write everything that is here into a package for the other operators.

    Raises:
        Refusal: no key here, a wrong passphrase, or the folder cannot be written.
    """
    path = folder / f"tukar-{office.file.ledger.fingerprint()[:12]}{SUFFIX}"
    return Exchanged(path, _write(office, path, [], None), unable=office.appointed)


def enrol_operator(office: Office, code: str, passphrase: str) -> Touched:
    """Make the appointed operator's own key on this computer, with the code of the package.

    Raises:
        Refusal: nobody is waiting for a key, the code is wrong, there is a key already, or no
            passphrase is given or too short a one.
    """
    keyring = office.profile.keyring
    if keyring.operators(office.event.id):
        raise Refusal(Reason.OPERATOR_HAS_KEY)
    if not office.appointed:
        raise Refusal(Reason.OPERATOR_NOT_APPOINTED)
    if not passphrase:
        raise Refusal(Reason.PASSPHRASE_MISSING)
    check_chosen(passphrase)
    for operator in office.appointed:
        holder = Holder(office.event.id, Role.SECRETARIAT, operator)
        offered = cast("Body", office.file.queries.body(f"enrolment/{operator}"))
        try:
            signer = enrolment.enrol(offered, holder, operator_name(operator), code)
        except box.WrongPhraseError:
            continue
        held = with_identity(signer)
        keyring.keep(holder, held, passphrase)
        office.unlock(passphrase)
        with office.file.writing() as ledger:
            change = key_published(holder, signer, held.recipient)
            return ledger.append(holder, [change], at=office.clock.now(), sealer=signer.seal)
    raise Refusal(Reason.OPERATOR_WRONG_CODE)


def _next_operator(office: Office) -> str:
    taken = {*office.file.queries.offered(), *office.file.queries.assessors()}
    return next(name for n in count(2) if (name := operator_id(n)) not in taken)


def _try(path: Path) -> None:
    try:
        try_writing(path)
    except OSError as error:
        raise refusal_of(error, str(path)) from error


def _write(office: Office, path: Path, recipients: list[str], lock: Body | None) -> int:
    """Write a package with everything, closed to all operators, to escrow and to these.

    Returns:
        How many records are in it.
    """
    signer = office.signer
    with office.file.writing() as ledger:
        ledger.seal(office.holder, signer.seal, at=office.clock.now())
        batch = ledger.stream_batch(
            [*ledger.streams(Role.SECRETARIAT), *ledger.streams(Role.ASSESSOR)]
        )
    header = Header(
        purpose=Purpose.EXCHANGE,
        event=office.event.id,
        panel="",
        author=office.holder.author,
        made_at=office.clock.now(),
        application=__version__,
    )
    closed_to = [*office.file.queries.office_recipients(), *recipients]
    package = wrap(write_package(header, batch, signer), header.event, closed_to, lock)
    try:
        write_durably(path, package)
    except OSError as error:
        raise refusal_of(error, str(path)) from error
    return len(batch.records)
