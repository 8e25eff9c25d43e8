# SPDX-License-Identifier: MIT
"""Recovery: an event file made anew from its mirror and its snapshots, when it is damaged.

The damaged file is put aside under another name, never deleted. Everything that was shown as
saved is in the mirror; the snapshots are a second net under it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.domain.framing import (
    ORIGIN,
    UNDOING,
    BadFrameError,
    Batch,
    TurnOrigin,
    frames,
    read_batch,
    read_origin,
    read_undoing,
)
from pkri_desktop.domain.record import MalformedRecordError, Record, Seal, parse_record
from pkri_desktop.runtime.files import sync_folder
from pkri_desktop.store.card import Card, cards_of
from pkri_desktop.store.creation import create_event_file
from pkri_desktop.store.foreign import read_foreign
from pkri_desktop.store.ledger import Incoming
from pkri_desktop.store.mirror import surviving_turns

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from pkri_desktop.store.streams import HolderOf


STEPS = 4  # that ``recover_file`` tells of


class Recovered(NamedTuple):
    """What a recovery brought back.

    Attributes:
        records: how many records the file has again.
        from_mirror: how many of them came from the mirror; the rest from a snapshot.
        damaged: where the damaged file is now; None where there was none any more.
    """

    records: int
    from_mirror: int
    damaged: Path | None


def recover_file(
    path: Path,
    profile: Path,
    *,
    at: int,
    holder_of: HolderOf,
    device: str,
    step: Callable[[int], None] = lambda _done: None,
) -> Recovered:
    """Make the event file at ``path`` anew, and put the damaged one aside.

    Args:
        path: where the file is, or was.
        profile: folder with mirrors and snapshots.
        at: the claimed moment, milliseconds UTC.
        holder_of: follows a chain of certificates to a root.
        device: id of this computer's profile.
        step: told how many of ``STEPS`` are done; before the last one it can raise to stop.

    Raises:
        Refusal: neither mirror nor snapshot of this file is in this profile, or it cannot be
            written; the damaged file is where it was.
    """
    for card in cards_of(profile / "mirrors", path):
        step(0)
        mirrored, undone = _mirrored(profile / "mirrors" / f"{card.file}.mirror")
        step(1)
        incoming = [*mirrored, *_from_snapshot(profile / "snapshots" / card.file, undone)]
        step(2)
        wanted = _chained({r.id: r for one in incoming for r in one.batch.records}.values())
        if card.event in wanted:
            fresh = path.with_name(f".{path.name}.pulih")
            fresh.unlink(missing_ok=True)
            whole = [one._replace(batch=_only(one.batch, wanted)) for one in incoming]
            create_event_file(
                fresh, card.event, whole, facts=_facts(card), at=at, holder_of=holder_of,
                device=device,
            )  # fmt: skip
            try:
                step(3)
            except BaseException:
                fresh.unlink()
                raise
            from_mirror = {r.id for one in mirrored for r in one.batch.records} & wanted
            recovered = Recovered(len(wanted), len(from_mirror), _exchange(path, fresh))
            step(STEPS)
            return recovered
    raise Refusal(Reason.NOTHING_TO_RECOVER, file=path.name)


def _mirrored(path: Path) -> tuple[list[Incoming], set[str]]:
    """Return what a mirror keeps, turn by turn, and the records that somebody undid."""
    turns: dict[int, Incoming] = {}
    undone: set[int] = set()
    for turn, content in surviving_turns(path) if path.exists() else ():
        try:
            turns[turn.number] = _turn(content, undone)
        except (BadFrameError, MalformedRecordError):
            continue  # its checksum holds, so it was written like this; it cannot be used
    gone = {r.id for number in undone & turns.keys() for r in turns[number].batch.records}
    return [turns[number] for number in sorted(turns.keys() - undone)], gone


def _turn(content: bytes, undone: set[int]) -> Incoming:
    """Return what a turn added, after noting what it undid."""
    origin, parts = TurnOrigin(0, ""), []
    for letter, part in frames(content):
        if letter == ORIGIN:
            origin = read_origin(part)
        elif letter == UNDOING:
            undone.update(read_undoing(part))
        else:
            parts.append((letter, part))
    return Incoming(read_batch(parts), origin.file, origin.at)


def _from_snapshot(folder: Path, undone: Collection[str]) -> list[Incoming]:
    """Return what the newest snapshot holds that can be read, but for what was undone."""
    for path in sorted(folder.glob("*.pkri"), reverse=True):
        try:
            content = read_foreign(path)
        except Refusal:
            continue
        records = [record for record in _whole(content.records) if record.id not in undone]
        attachments = {hashlib.sha256(pdf).hexdigest(): pdf for pdf in content.attachments}
        seals = [Seal(*row) for row in content.seals]
        return [Incoming(Batch(records, seals, attachments), "")]
    return []


def _whole(claimed: list[tuple[str, bytes]]) -> Iterator[Record]:
    for record_id, data in claimed:
        try:
            record = parse_record(data)
        except MalformedRecordError:
            continue
        if record.id == record_id:
            yield record


def _chained(records: Iterable[Record]) -> set[str]:
    """Return the ids of the records whose chain goes back to the beginning of their stream."""
    chained: set[str] = set()
    for record in sorted(records, key=lambda one: one.seq):
        if record.seq == 1 or record.prev in chained:
            chained.add(record.id)
    return chained


def _only(batch: Batch, wanted: Collection[str]) -> Batch:
    """Return what of a batch concerns the wanted records."""
    return batch._replace(
        records=[record for record in batch.records if record.id in wanted],
        seals=[seal for seal in batch.seals if seal.record in wanted],
    )


def _facts(card: Card) -> dict[str, str]:
    return {"role": card.role} | ({"panel": card.panel} if card.panel else {})


def _exchange(path: Path, fresh: Path) -> Path | None:
    """Put the damaged file aside and the fresh one in its place."""
    try:
        aside = _put_aside(path) if path.exists() else None
        fresh.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise refusal_of(error, path.name) from error
    return aside


def _put_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.rusak-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():  # it belongs to what is put aside, and would spoil what comes
        journal.rename(aside.with_name(f"{aside.name}-journal"))
    return aside
