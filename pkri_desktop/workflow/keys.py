# SPDX-License-Identifier: MIT
"""The keys of those who sit at this computer: made once, locked away, held while they are used."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from pkri_desktop.domain.errors import Reason, Refusal

if TYPE_CHECKING:
    from pkri_desktop.domain.holder import Holder
    from pkri_desktop.domain.record import Body
    from pkri_desktop.identity.key_file import KeyFile
    from pkri_desktop.identity.keyring import HeldKey, Keyring
    from pkri_desktop.identity.signer import SoftwareSigner


SHORTEST_PASSPHRASE = 8  # characters


def check_chosen(passphrase: str) -> None:
    """Refuse a passphrase that somebody chooses for a key and that is too short.

    Raises:
        Refusal: it is.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refusal(Reason.PASSPHRASE_SHORT, least=SHORTEST_PASSPHRASE)


class KeyState(StrEnum):
    """Whether somebody can sign on this computer."""

    NONE = "none"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


class Keys:
    """Holds unlocked keys in memory, and no passphrase."""

    def __init__(self, keyring: Keyring) -> None:
        """Take keys from ``keyring``."""
        self._keyring = keyring
        self._held: dict[Holder, HeldKey] = {}

    def state(self, holder: Holder, offered: object = None) -> KeyState:
        """Say whether the holder's key is none yet, locked or unlocked.

        A key that was not made with the ``offered`` one is no more: the secretariat has revoked
        it, or its owner has lost the passphrase, and a new one is to be made.
        """
        if not self._keyring.has(holder) or self._is_outdated(holder, offered):
            return KeyState.NONE
        return KeyState.UNLOCKED if holder in self._held else KeyState.LOCKED

    def _is_outdated(self, holder: Holder, offered: object) -> bool:
        if offered is None:
            return False
        from pkri_desktop.identity import enrolment  # noqa: PLC0415 -- slow import

        issuer = enrolment.issuer_of(cast("Body", offered))
        return not self._keyring.was_made_with(holder, issuer)

    def enrol(
        self, holder: Holder, name: str, offered: object, code: str, passphrase: str,
        brought: KeyFile | None = None,
    ) -> None:  # fmt: skip
        """Make the holder's own key here, or take the one brought; certify and keep it.

        Raises:
            Refusal: no key is offered, the code is wrong, there is a key already, or the
                passphrase is too short.
        """
        from pkri_desktop.identity import box, enrolment  # noqa: PLC0415 -- slow import
        from pkri_desktop.identity.keyring import with_identity  # noqa: PLC0415 -- slow import

        if offered is None:
            raise Refusal(Reason.KEY_NOT_OFFERED)
        outdated = self._keyring.has(holder)
        if outdated and not self._is_outdated(holder, offered):
            raise Refusal(Reason.KEY_PRESENT)
        check_chosen(passphrase)
        try:
            key = brought.key if brought else None
            held = with_identity(enrolment.enrol(cast("Body", offered), holder, name, code, key))
        except box.WrongPhraseError as error:
            raise Refusal(Reason.KEY_WRONG_CODE) from error
        if outdated:
            self._keyring.set_aside(holder)
        self._keyring.keep(holder, held, passphrase)
        self._held[holder] = held

    def unlock(self, holder: Holder, passphrase: str) -> None:
        """Hold the key in memory until ``lock``.

        Raises:
            Refusal: there is no key here, or the passphrase is wrong.
        """
        self._held[holder] = self._keyring.open(holder, passphrase)

    def lock(self, holder: Holder) -> None:
        """Forget the key."""
        self._held.pop(holder, None)

    def identities(self) -> tuple[str, ...]:
        """Return with what those who are unlocked open envelopes."""
        return tuple(held.identity for held in self._held.values())

    def held(self, holder: Holder) -> HeldKey:
        """Return the unlocked key.

        Raises:
            Refusal: the key is locked, or there is none.
        """
        held = self._held.get(holder)
        if held is None:
            known = self.state(holder) is KeyState.LOCKED
            raise Refusal(Reason.KEY_LOCKED if known else Reason.KEY_MISSING, holder=holder.author)
        return held

    def unlocked(self, holder: Holder) -> SoftwareSigner | None:
        """Return the signer, if it is unlocked."""
        held = self._held.get(holder)
        return held.signer if held else None

    def signer(self, holder: Holder) -> SoftwareSigner:
        """Return the unlocked signer.

        Raises:
            Refusal: the key is locked, or there is none.
        """
        return self.held(holder).signer
