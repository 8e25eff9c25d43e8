# SPDX-License-Identifier: MIT
"""Receive: let packages and panel files in, all checked first, then all in one transaction."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of_reading
from pkri_desktop.domain.framing import BadFrameError, Batch
from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.record import MalformedRecordError, Seal, parse_record
from pkri_desktop.domain.touched import Touched
from pkri_desktop.exchange.admission import Admission, Charter, NothingHere, Remembered, charter_of
from pkri_desktop.exchange.package import Header, Package, Purpose, read_package
from pkri_desktop.exchange.receipt import Head, heads_of
from pkri_desktop.exchange.wrapping import MARK, MOST_PACKAGE_BYTES, SUFFIX, Access, unwrap
from pkri_desktop.runtime.memory import collection_paused
from pkri_desktop.store.foreign import read_foreign
from pkri_desktop.store.ledger import Incoming
from pkri_desktop.workflow.differences import NamedDifference, differences_on
from pkri_desktop.workflow.founding import found_operator_file, found_panel_file
from pkri_desktop.workflow.gathering import Gathered, gather
from pkri_desktop.workflow.opening import EVENT_MARK, EVENT_SUFFIX, broken_as
from pkri_desktop.workflow.quarantine import note_received, quarantine
from pkri_desktop.workflow.revoke import revoked_because
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.runtime.clock import Clock
    from pkri_desktop.store.event_file import EventFile
    from pkri_desktop.workflow.profile import Profile

_SUFFIXES = (SUFFIX, EVENT_SUFFIX)
_WITH_CODE = frozenset((Reason.PACKAGE_NEEDS_CODE, Reason.PACKAGE_WRONG_CODE))

Progress = Callable[[int, int], None]
AccessOf = Callable[[], Access]


class Received(NamedTuple):
    """What became of one file. The numbers add up: total = new + here.

    Attributes:
        total: records in the file.
        new: records that were not here yet.
        here: records that were here already.
        idle: of the new ones, those that do not count, since their author may not write them.
        forked: of the new ones, those that do not count, since two copies of a file went apart.
        conflicts: on how many subjects of its new records records disagree now.
        attachments: signed PDFs that were not here yet.
        refusal: why nothing of the file was taken; None when it was.
        differences: what those conflicts are about.
        panel: id of the panel whose file it is, as the file says; empty when it says none.
        heads: how far each stream goes in it; not told of a rehearsal.
        revoked: why the key that signed the file was revoked; empty while it is good.
    """

    file: str
    total: int = 0
    new: int = 0
    here: int = 0
    idle: int = 0
    forked: int = 0
    conflicts: int = 0
    attachments: int = 0
    refusal: Refusal | None = None
    differences: tuple[NamedDifference, ...] = ()
    panel: str = ""
    heads: tuple[Head, ...] = ()
    revoked: str = ""


class _Admitted(NamedTuple):
    """What of a file may enter, whose panel's it says to be, and why its key was revoked."""

    batch: Batch
    panel: str
    revoked: str = ""


class Receipt(NamedTuple):
    """What became of all files, and what that touched."""

    files: tuple[Received, ...]
    touched: Touched


def receive(
    file: EventFile,
    paths: Sequence[Path],
    *,
    profile: Profile,
    clock: Clock,
    access: AccessOf,
    dry_run: bool = False,
    keep_refused: bool | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Receive files into an event file; each that is refused changes nothing.

    Args:
        file: the secretariat's file, or a panel's that gets a newer kit.
        paths: packages, panel files, or folders of them.
        profile: where refused files are quarantined.
        clock: what this computer takes the time to be.
        access: with what packages are opened; asked for when there is one.
        dry_run: only say what would become of them.
        keep_refused: whether refused files go to the quarantine; left out, unless ``dry_run``.
        progress: told how many files of how many have been checked.

    Raises:
        Refusal: the event file cannot be written to.
        CancelledError: ``progress`` said so; nothing is received.
    """
    once = functools.cache(access)
    with collection_paused():
        found = gather(paths, _SUFFIXES)
        return _receive(
            file, found, profile, clock, once, progress, dry_run=dry_run,
            keep_refused=not dry_run if keep_refused is None else keep_refused,
        )  # fmt: skip


def _receive(
    file: EventFile,
    found: Sequence[Gathered],
    profile: Profile,
    clock: Clock,
    access: AccessOf,
    progress: Progress | None,
    *,
    dry_run: bool,
    keep_refused: bool,
) -> Receipt:
    charter = Charter(
        file.queries.local("event"), base64.b64decode(file.queries.root_certificate())
    )
    here = Remembered(file.ledger)
    admitted: dict[int, _Admitted] = {}
    results: list[Received] = []
    for number, (path, unreadable) in enumerate(found):
        try:
            if unreadable is not None:
                raise unreadable
            admitted[number] = _admit(path, file, charter, here, access)
            results.append(Received(path.name))
        except Refusal as refusal:
            results.append(Received(path.name, refusal=refusal))
            # Looking at a stick must not gather up what lies on it of other events.
            other = dry_run and refusal.reason is Reason.PACKAGE_OTHER_EVENT
            if keep_refused and not other and refusal.reason is not Reason.PACKAGE_FOR_PANEL:
                quarantine(path, refusal, profile.quarantine(charter.event), clock.now())
        if progress is not None:
            progress(number + 1, len(found))
    if not admitted:
        return Receipt(tuple(results), Touched())
    if not dry_run and not file.read_only:
        file.snapshots.take(clock.now())
    with file.writing() as ledger:
        united = ledger.unite(
            [Incoming(a.batch, found[number].path.name[:255]) for number, a in admitted.items()],
            at=clock.now(),
            rehearse=dry_run,
        )
    authors = {} if dry_run else file.ledger.authors()
    for (number, (batch, panel, revoked)), added in zip(
        admitted.items(), united.batches, strict=True
    ):
        results[number] = Received(
            file=results[number].file,
            total=len(batch.records),
            new=added.records,
            here=len(batch.records) - added.records,
            idle=added.idle,
            forked=added.forked,
            conflicts=len(added.conflicts),
            attachments=added.attachments,
            differences=differences_on(file.queries, added.conflicts),
            panel=panel,
            heads=() if dry_run else heads_of(batch, authors),
            revoked=revoked,
        )
        if not dry_run:
            note_received(found[number].path, profile.quarantine(charter.event), clock.now())
    return Receipt(tuple(results), united.touched)


def found_from_first_kit(
    paths: Sequence[Path], path: Path, *, profile: Profile, clock: Clock, code: str = ""
) -> tuple[Received, list[Path]]:
    """Make a panel's event file from the first of some files that is a kit.

    Args:
        paths: packages, or folders of them.
        path: must not exist.
        profile: of this computer.
        clock: what this computer takes the time to be.
        code: the kode paket.

    Returns:
        What became of the kit, and the other files, which are still to be received.

    Raises:
        Refusal: none is a kit that can be opened; why the first of them is not.
    """
    found = gather(paths, _SUFFIXES)
    refusals: list[Refusal] = []
    for number, (kit, unreadable) in enumerate(found):
        try:
            if unreadable is not None:
                raise unreadable
            received = found_from_kit(kit, path, profile=profile, clock=clock, code=code)
        except Refusal as refusal:
            refusals.append(refusal)
        else:
            return received, [other.path for n, other in enumerate(found) if n != number]
    raise refusals[0]


def found_from_kit(
    kit: Path, path: Path, *, profile: Profile, clock: Clock, code: str = ""
) -> Received:
    """Make an event file at ``path`` from its first package, all of which is new there.

    Args:
        kit: a panel's kit, or the package of an operator who is appointed.
        path: must not exist.
        profile: of this computer.
        clock: what this computer takes the time to be.
        code: that opens it; the sample event's is tried where none is given.

    Raises:
        Refusal: it is neither or not whole, the code does not open it, or the file cannot be made;
            nothing is left behind.
    """
    _check_beginning(kit)
    try:
        package = _read(kit, Access(code=code or SAMPLE_CODE))
    except Refusal as refusal:
        if refusal.reason is Reason.PACKAGE_WRONG_CODE and not code:
            raise Refusal(Reason.PACKAGE_NEEDS_CODE, file=kit.name) from refusal
        raise
    header = package.header
    charter = charter_of(package.batch.records, header.event)
    if header.purpose is Purpose.RETURN or charter is None:
        raise Refusal(Reason.PACKAGE_NOT_A_KIT, file=kit.name)
    _check_package(package, Admission(charter, NothingHere(), kit.name), kit.name)
    if header.purpose is Purpose.KIT:
        found_panel_file(
            path, package.batch, event=header.event, panel=header.panel, profile=profile,
            clock=clock,
        )  # fmt: skip
    else:
        found_operator_file(path, package.batch, event=header.event, profile=profile, clock=clock)
    total = len(package.batch.records)
    return Received(
        kit.name, total, new=total, attachments=len(package.batch.attachments), panel=header.panel
    )


def _admit(
    path: Path, file: EventFile, charter: Charter, here: Remembered, access: AccessOf
) -> _Admitted:
    """Return what may enter, after all that can be checked on arrival."""
    is_panel = file.queries.local("role") != Role.SECRETARIAT.value
    admission = Admission(charter, here, path.name)
    _check_beginning(path)
    if _is_package(path):
        try:
            package = _read(path, access(), charter.event)
        except Refusal as refusal:
            if is_panel:
                raise
            raise _refusal_at_office(refusal, file, path.name) from refusal
        if package.header.event != charter.event:
            raise Refusal(Reason.PACKAGE_OTHER_EVENT, file=path.name)
        if is_panel:
            _check_kit(package.header, file, path.name)
        _check_package(package, admission, path.name)
        if package.header.purpose is Purpose.KIT and not is_panel:
            raise Refusal(Reason.PACKAGE_FOR_PANEL, file=path.name)
        why = revoked_because(file.queries, package.header.author, package.chain[0])
        return _Admitted(package.batch, package.header.panel, why)
    if is_panel:
        raise Refusal(Reason.PACKAGE_NOT_A_KIT, file=path.name)
    event, panel, batch = _foreign_batch(path)
    if event != charter.event:
        raise Refusal(Reason.PACKAGE_OTHER_EVENT, file=path.name)
    admission.check(batch, None, drafts=True)
    return _Admitted(batch, panel)


def _refusal_at_office(refusal: Refusal, file: EventFile, name: str) -> Refusal:
    """Return what the secretariat is told of a package that its key does not open."""
    if refusal.reason in _WITH_CODE:
        # What comes back is never opened with a code: this was to be handed out.
        return Refusal(Reason.PACKAGE_FOR_PANEL, file=name)
    operators = file.queries.recipients(Role.SECRETARIAT.value)
    if refusal.reason is Reason.PACKAGE_FOR_OTHERS and len(operators) > 1:
        return Refusal(Reason.PACKAGE_FOR_OTHER_OPERATOR, file=name)
    return refusal


def _check_kit(header: Header, file: EventFile, name: str) -> None:
    """Refuse what is no kit, or is the kit of another panel: a kit is for one panel."""
    if header.purpose is not Purpose.KIT:
        raise Refusal(Reason.PACKAGE_NOT_A_KIT, file=name)
    own = file.queries.local("panel")
    if header.panel != own:
        names = {panel.id: panel.name for panel in file.queries.panels()}
        raise Refusal(
            Reason.PACKAGE_OTHER_PANEL,
            file=name,
            panel=names.get(header.panel, header.panel),
            own=names.get(own, own),
        )


def _check_package(package: Package, admission: Admission, name: str) -> None:
    """Let in what an assessor returns, and what an operator of the secretariat hands out."""
    purpose = package.header.purpose
    signer = admission.signer(package.chain)
    expected = Role.ASSESSOR if purpose is Purpose.RETURN else Role.SECRETARIAT
    if signer.role is not expected or signer.author != package.header.author:
        raise Refusal(Reason.PACKAGE_STRANGER, file=name)
    admission.check(package.batch, signer, drafts=purpose is Purpose.EXCHANGE)


def _foreign_batch(path: Path) -> tuple[str, str, Batch]:
    """Return event, panel and ledger of somebody's event file, its hashes checked."""
    content = read_foreign(path)
    records = []
    try:
        for claimed, data in content.records:
            record = parse_record(data)
            if record.id != claimed:
                raise Refusal(Reason.RECORD_WRONG_HASH, file=path.name)
            records.append(record)
        seals = [Seal(*row) for row in content.seals]
    except (MalformedRecordError, BadFrameError) as error:
        raise Refusal(Reason.RECORD_MALFORMED, file=path.name, detail=str(error)) from error
    attachments = {hashlib.sha256(pdf).hexdigest(): pdf for pdf in content.attachments}
    return content.event, content.panel, Batch(records, seals, attachments)


def _check_beginning(path: Path) -> None:
    """Refuse what is called like a file of ours and was cut off or overwritten at its beginning."""
    broken = broken_as(path)
    if broken is not None:
        raise Refusal(broken, file=path.name)


def _is_package(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(MARK) - 1) == MARK[:-1]
    except OSError as error:
        raise refusal_of_reading(error, path.name) from error


def _read(path: Path, access: Access, event: str = "") -> Package:
    try:
        if path.stat().st_size > MOST_PACKAGE_BYTES:
            raise Refusal(Reason.PACKAGE_TOO_LARGE, file=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise refusal_of_reading(error, path.name) from error
    if data.startswith(EVENT_MARK):
        raise Refusal(Reason.PACKAGE_NOT_A_KIT, file=path.name)
    return read_package(unwrap(data, path.name, access, event), path.name)
