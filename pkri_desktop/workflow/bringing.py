# SPDX-License-Identifier: MIT
"""Bring a key of one's own: from a .p12 file, in place of one that is made on this computer.

The event certifies it like any other. Whoever has the file and its password has the key, so it may
be nobody else's in this event, and may not come back after a code was renewed.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, cast

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of_reading
from pkri_desktop.domain.holder import Role
from pkri_desktop.identity import certificates
from pkri_desktop.identity.key_file import open_key_file

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.holder import Holder
    from pkri_desktop.identity.key_file import KeyFile
    from pkri_desktop.store.event_file import EventFile

LARGEST_KEY_FILE = 1_048_576  # bytes; those of everyday have some thousands


def check_may_bring(file: EventFile, holder: Holder) -> None:
    """Refuse any file whatever, before its password is asked for, when only a new key will do.

    Raises:
        Refusal: the code was renewed, after which the lost laptop's key would be good again.
    """
    if _was_renewed(file, holder):
        raise Refusal(Reason.KEY_FILE_RENEWED)


def bring_key(file: EventFile, holder: Holder, path: Path, password: str, at: int) -> KeyFile:
    """Return the key in the .p12 file at ``path``, if ``holder`` may bring it into this event.

    Nothing is written and the password is not kept.

    Raises:
        Refusal: the file cannot be read or used; the key is another's in this event; or the code
            was renewed, after which the lost laptop's key would be good again.
    """
    check_may_bring(file, holder)
    found = open_key_file(_content(path), password, path.name, at)
    public = certificates.public_bytes(found.key.public_key())
    for role in Role:
        for record in file.ledger.published_keys(role):
            chain = cast("list[str]", record.body["chain"])
            known = certificates.public_key_of(base64.b64decode(chain[0]))
            if known == public and record.subject[1] != holder.author:
                raise Refusal(Reason.KEY_FILE_OF_ANOTHER, file=path.name)
    return found


def _was_renewed(file: EventFile, holder: Holder) -> bool:
    heads = file.ledger.heads(f"enrolment/{holder.author}")
    records = [file.ledger.record(head) for head in heads]
    return len(records) > 1 or any(record and record.replaces for record in records)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_KEY_FILE + 1)
    except OSError as error:
        raise refusal_of_reading(error, path.name) from error
    if len(content) > LARGEST_KEY_FILE:
        raise Refusal(Reason.KEY_FILE_UNREADABLE, file=path.name)
    return content
