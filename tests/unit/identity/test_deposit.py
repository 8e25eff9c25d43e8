# SPDX-License-Identifier: MIT
from __future__ import annotations

import json

import pytest

from pkri_desktop.domain.canonical import canonical_bytes
from pkri_desktop.identity import envelope
from pkri_desktop.identity.deposit import (
    BadDepositError,
    Deposit,
    close_deposit,
    open_deposit,
    typed_identity,
)
from pkri_desktop.identity.enrolment import appoint_operator, found_authority
from pkri_desktop.identity.keyring import with_identity
from pkri_desktop.identity.signer import private_bytes

EVENT = "ab" * 32
ESCROW = envelope.make_identity()
RECIPIENT = envelope.recipient_of(ESCROW)


@pytest.fixture(scope="module")
def deposited() -> Deposit:
    authority = found_authority("PKRI")
    operator = with_identity(appoint_operator(authority, EVENT, "sekretariat", "Sekretariat"))
    return Deposit(EVENT, authority, operator)


def test_escrow_gives_back_just_the_keys(deposited: Deposit) -> None:
    given = open_deposit(close_deposit(deposited, RECIPIENT), ESCROW)

    assert (given.event, given.operator.identity) == (EVENT, deposited.operator.identity)
    assert given.authority.certificate == deposited.authority.certificate
    assert private_bytes(given.authority.key) == private_bytes(deposited.authority.key)
    assert given.operator.signer.chain == deposited.operator.signer.chain
    assert private_bytes(given.operator.signer.key) == private_bytes(deposited.operator.signer.key)


def test_nobody_else_opens_it_and_no_key_can_be_read_in_it(deposited: Deposit) -> None:
    closed = close_deposit(deposited, RECIPIENT)

    with pytest.raises(envelope.NotForUsError):
        open_deposit(closed, envelope.make_identity())
    for secret in (private_bytes(deposited.authority.key), deposited.operator.identity.encode()):
        assert secret not in closed


@pytest.mark.parametrize("end", [0, 1, 100, -1])
def test_what_is_cut_off_is_no_deposit(deposited: Deposit, end: int) -> None:
    with pytest.raises(BadDepositError):
        open_deposit(close_deposit(deposited, RECIPIENT)[:end], ESCROW)


def test_other_content_is_no_deposit(deposited: Deposit) -> None:
    good = json.loads(envelope.disclose(close_deposit(deposited, RECIPIENT), [ESCROW]))
    swapped = good | {"root": good["root"] | {"key": good["operator"]["key"]}}
    no_key = good | {"root": good["root"] | {"key": "AAAA"}}
    for content in (
        b"",
        b"[]",
        canonical_bytes(good | {"format": "pkri-escrow-2"}),
        canonical_bytes(good | {"more": 1}),
        canonical_bytes(no_key),
        canonical_bytes(swapped),
    ):
        with pytest.raises(BadDepositError):
            open_deposit(envelope.enclose(content, [RECIPIENT]), ESCROW)


def test_identity_is_read_however_it_was_typed() -> None:
    rest = ESCROW.removeprefix("AGE-SECRET-KEY-1")
    grouped = " ".join(rest[start : start + 4] for start in range(0, len(rest), 4))
    for typed in (ESCROW, ESCROW.lower(), f" age-secret-key-1\n{grouped.lower()} \n", rest,
                  f"AGE-SECRET-KEY-1 {grouped.replace(' ', '-')}"):  # fmt: skip
        assert typed_identity(typed) == ESCROW


def test_each_mistyped_letter_is_noticed() -> None:
    for place in range(len("AGE-SECRET-KEY-1"), len(ESCROW)):
        other = "Q" if ESCROW[place] != "Q" else "P"
        with pytest.raises(ValueError, match="identity"):
            typed_identity(ESCROW[:place] + other + ESCROW[place + 1 :])
    for typed in ("", "AGE-SECRET-KEY-1", ESCROW[:-1], ESCROW + "Q", "x" * 5_000):
        with pytest.raises(ValueError, match="identity"):
            typed_identity(typed)
