# SPDX-License-Identifier: MIT
"""The keys in a user's profile on this computer, each locked under its holder's passphrase."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of, refusal_of_reading
from pkri_desktop.domain.holder import Role
from pkri_desktop.domain.kinds import LOCKED_BOX
from pkri_desktop.domain.shapes import base64 as base64_text
from pkri_desktop.domain.shapes import form, many, one_of
from pkri_desktop.identity import box, certificates, envelope
from pkri_desktop.identity.enrolment import Authority
from pkri_desktop.identity.signer import SoftwareSigner, private_bytes, private_key
from pkri_desktop.runtime.files import write_durably

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.holder import Holder
    from pkri_desktop.domain.record import Body


class HeldKey(NamedTuple):
    """What somebody who sits at this computer can do: sign, and open envelopes.

    Attributes:
        signer: the certified key.
        identity: opens the envelopes that are closed to ``recipient``.
    """

    signer: SoftwareSigner
    identity: str

    @property
    def recipient(self) -> str:
        """Return the public name to which envelopes for this holder are closed."""
        return envelope.recipient_of(self.identity)


def with_identity(signer: SoftwareSigner) -> HeldKey:
    """Return the held key of a signer that has no identity for envelopes yet."""
    return HeldKey(signer, envelope.make_identity())


_FORMAT = "pkri-key-1"
_KEPT = form(format=one_of(_FORMAT), chain=many(base64_text, 4, least=1), box=LOCKED_BOX)


class Keyring:
    """Keys by event and holder, in files of their own, never in an event file."""

    def __init__(self, folder: Path, effort: box.Effort | None = None) -> None:
        """Keep keys in ``folder``; ``effort`` is what guessing a passphrase shall cost."""
        self._folder = folder
        self.effort = effort or box.Effort()

    def has(self, holder: Holder) -> bool:
        """Say whether this computer has the holder's key."""
        return self._path(holder).exists()

    def operators(self, event: str) -> tuple[str, ...]:
        """Return the secretariat's operators whose keys this computer has, the founder first."""
        begin = f"{Role.SECRETARIAT.value}-"
        found = (self._folder / event[:16]).glob(f"{begin}*.json")
        # What was set aside has a dot in its name.
        return tuple(sorted(p.stem.removeprefix(begin) for p in found if "." not in p.stem))

    def chain(self, holder: Holder) -> tuple[bytes, ...]:
        """Return the certificates of the holder's key, which need no passphrase.

        Raises:
            Refusal: this computer does not have the key.
        """
        return _chain(self._read(self._path(holder), _missing(holder)))

    def was_made_with(self, holder: Holder, issuer: str) -> bool:
        """Say whether the holder's key was certified by the certificate with this fingerprint.

        Raises:
            Refusal: this computer does not have the key.
        """
        chain = self.chain(holder)
        return len(chain) > 1 and certificates.fingerprint(chain[1]) == issuer

    def set_aside(self, holder: Holder) -> None:
        """Make room for a new key; the old one goes on opening the envelopes that were for it.

        Raises:
            Refusal: the profile cannot be written to.
        """
        path = self._path(holder)
        digits = certificates.fingerprint(self.chain(holder)[0])[:8]
        try:
            path.replace(path.with_name(f"{path.stem}.{digits}.json"))
        except OSError as error:
            raise refusal_of(error, path.name) from error

    def keep(self, holder: Holder, held: HeldKey, phrase: str) -> None:
        """Keep the holder's key, locked under ``phrase``.

        Raises:
            Refusal: the profile cannot be written to.
        """
        secret = held.identity.encode() + b"\n" + private_bytes(held.signer.key)
        self._write(self._path(holder), secret, held.signer.chain, phrase)

    def open(self, holder: Holder, phrase: str) -> HeldKey:
        """Return the holder's key.

        Raises:
            Refusal: this computer does not have the key, or the passphrase is wrong.
        """
        kept = self._read(self._path(holder), _missing(holder))
        identity, _, key = _secret(kept, phrase).partition(b"\n")
        try:
            return HeldKey(SoftwareSigner(private_key(key), _chain(kept)), identity.decode())
        except ValueError as error:
            raise Refusal(Reason.FILE_DAMAGED, file=self._path(holder).name) from error

    def identities(self, phrase: str) -> tuple[str, ...]:
        """Return with what envelopes are opened by everybody whose key this passphrase opens."""
        found = []
        for path in sorted(self._folder.glob("*/*-*.json")):
            try:
                secret = _secret(
                    self._read(path, Refusal(Reason.KEY_MISSING, holder=path.stem)), phrase
                )
            except Refusal:
                continue
            found.append(secret.partition(b"\n")[0].decode())
        return tuple(found)

    def keep_authority(self, event: str, authority: Authority, phrase: str) -> None:
        """Keep the root of an event, locked under ``phrase``.

        Raises:
            Refusal: the profile cannot be written to.
        """
        secret = private_bytes(authority.key)
        self._write(self._root_path(event), secret, (authority.certificate,), phrase)

    def open_authority(self, event: str, phrase: str) -> Authority:
        """Return the root of an event.

        Raises:
            Refusal: this computer does not have it, or the passphrase is wrong.
        """
        kept = self._read(self._root_path(event), Refusal(Reason.KEY_MISSING_OFFICE))
        return Authority(_chain(kept)[0], private_key(_secret(kept, phrase)))

    def keep_deposit(self, event: str, closed: bytes) -> None:
        """Keep the envelope with the event's keys that escrow opens.

        Raises:
            Refusal: the profile cannot be written to.
        """
        path = self._deposit_path(event)
        try:
            write_durably(path, closed)
        except OSError as error:
            raise refusal_of(error, path.name) from error

    def deposit(self, event: str) -> bytes:
        """Return the envelope with the event's keys that escrow opens.

        Raises:
            Refusal: this computer does not have it.
        """
        path = self._deposit_path(event)
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise Refusal(Reason.ESCROW_MISSING) from error
        except OSError as error:
            raise refusal_of_reading(error, str(path)) from error

    def _path(self, holder: Holder) -> Path:
        return self._folder / holder.event[:16] / f"{holder.role.value}-{holder.author}.json"

    def _root_path(self, event: str) -> Path:
        return self._folder / event[:16] / "root.json"

    def _deposit_path(self, event: str) -> Path:
        return self._folder / event[:16] / "titipan.age"

    def _write(self, path: Path, secret: bytes, chain: tuple[bytes, ...], phrase: str) -> None:
        kept = {
            "format": _FORMAT,
            "chain": [base64.b64encode(der).decode() for der in chain],
            "box": box.lock(secret, phrase, self.effort),
        }
        try:
            write_durably(path, json.dumps(kept, indent=1).encode())
        except OSError as error:
            raise refusal_of(error, path.name) from error

    def _read(self, path: Path, missing: Refusal) -> Body:
        try:
            kept = json.loads(path.read_bytes())
            _KEPT(kept)
        except FileNotFoundError as error:
            raise missing from error
        except OSError as error:
            raise refusal_of_reading(error, str(path)) from error
        except (ValueError, RecursionError) as error:
            raise Refusal(Reason.FILE_DAMAGED, file=path.name) from error
        return cast("Body", kept)


def _missing(holder: Holder) -> Refusal:
    if holder.role is Role.SECRETARIAT:
        return Refusal(Reason.KEY_MISSING_OFFICE)
    return Refusal(Reason.KEY_MISSING, holder=holder.author)


def _chain(kept: Body) -> tuple[bytes, ...]:
    return tuple(base64.b64decode(der) for der in cast("list[str]", kept["chain"]))


def _secret(kept: Body, phrase: str) -> bytes:
    try:
        return box.unlock(cast("Body", kept["box"]), phrase)
    except box.WrongPhraseError as error:
        raise Refusal(Reason.KEY_WRONG_PASSPHRASE) from error
