# SPDX-License-Identifier: MIT
"""Quarantine: refused files of ours are kept with the reason, so that they can be looked into.

It lies in the profile, by event: a folder per content with the file under its own name, and beside
it why it was refused. Nothing in it is ever opened by itself, and only people delete from it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.exchange.wrapping import MARK
from pkri_desktop.runtime.files import write_durably
from pkri_desktop.workflow.opening import EVENT_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_QUARANTINED_BYTES = 64 * 1024 * 1024

_MARKS = (MARK[:-1], EVENT_MARK)
_DIGITS = 16  # of a content's hash, which name its folder
_LONGEST_NAME = 200  # bytes: what is written beside it for a moment has a longer one


class Quarantined(NamedTuple):
    """A refused file that is kept.

    Attributes:
        path: where the copy is.
        file: what it was called where it came from.
        refusal: why it was refused; None where that cannot be read any more.
        at: when it was refused, as this computer took the time to be; 0 where it is not known.
        size: in bytes.
        received_at: when the same content was received after all; 0 while it was not.
    """

    path: Path
    file: str
    refusal: Refusal | None
    at: int
    size: int
    received_at: int


def quarantine(path: Path, refusal: Refusal, folder: Path, at: int) -> None:
    """Keep a refused file and why in ``folder``; a missing one leaves no trace.

    Only what begins like a file of ours is copied: anything else was named by mistake, and may be
    nobody's business. So may be the database of another program, which begins like an event file.
    """
    if refusal.reason is Reason.FILE_NOT_OURS:
        return
    try:
        if not path.is_file() or path.stat().st_size > MOST_QUARANTINED_BYTES:
            return
        with path.open("rb") as file:
            head = file.read(max(map(len, _MARKS)))
            if not head.startswith(_MARKS):
                return
            data = head + file.read()
        digits = _digits(data)
        if not any((folder / digits).glob("*")):
            write_durably(folder / digits / _kept_name(path, digits), data)
        reason = {"file": path.name, "reason": refusal.reason.value, "facts": refusal.facts}
        _note(folder / f"{digits}.json", reason | {"at": at})
    except OSError:
        # The file is where it was; only our copy of it is missing.
        return


def note_received(path: Path, folder: Path, at: int) -> None:
    """Note that a file was received whose content was refused before, if it was."""
    try:
        kept = [note for note in folder.glob("*.json") if _same_size(note, path)]
        if not kept:
            return
        note = folder / f"{_digits(path.read_bytes())}.json"
        if note in kept:
            _note(note, dict(_noted(note)) | {"received_at": at})
    except OSError:
        return  # it was received; only the remark about it is missing


def quarantined(folder: Path) -> tuple[Quarantined, ...]:
    """Return what is kept in ``folder``, what was refused last first."""
    found = [
        _told(path, _noted(inside.with_name(f"{inside.name}.json")))
        for inside in folder.glob("*")
        if inside.is_dir()
        for path in sorted(inside.iterdir())[:1]
    ]
    return tuple(sorted(found, key=lambda one: (-one.at, one.file)))


def delete_quarantined(kept: Quarantined) -> None:
    """Delete the copy of a refused file, and why it was refused.

    Raises:
        Refusal: it cannot be deleted; it is still there.
    """
    folder = kept.path.parent
    try:
        kept.path.unlink(missing_ok=True)
        folder.with_name(f"{folder.name}.json").unlink(missing_ok=True)
        folder.rmdir()
    except OSError as error:
        raise refusal_of(error, kept.file) from error


def _told(path: Path, noted: Mapping[str, object]) -> Quarantined:
    facts, at, received = noted.get("facts"), noted.get("at"), noted.get("received_at")
    refusal = None
    if noted.get("reason") in list(Reason) and isinstance(facts, dict):
        known = {str(key): fact for key, fact in facts.items() if isinstance(fact, str | int)}
        refusal = Refusal(Reason(str(noted["reason"])), **known)
    return Quarantined(
        path=path,
        file=str(noted.get("file") or path.name),
        refusal=refusal,
        at=at if isinstance(at, int) else 0,
        size=path.stat().st_size,
        received_at=received if isinstance(received, int) else 0,
    )


def _noted(path: Path) -> Mapping[str, object]:
    """Return what was noted of a refusal; nothing where that cannot be read."""
    try:
        noted = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _note(path: Path, noted: Mapping[str, object]) -> None:
    write_durably(path, json.dumps(noted, ensure_ascii=False).encode())


def _digits(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def _kept_name(path: Path, digits: str) -> str:
    return path.name if len(path.name.encode()) <= _LONGEST_NAME else f"{digits}{path.suffix}"


def _same_size(note: Path, path: Path) -> bool:
    """Say whether the file that a note is about is as large as another, which costs no reading."""
    size = path.stat().st_size
    return any(kept.stat().st_size == size for kept in note.with_suffix("").glob("*"))
