# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any

import pytest

from pkri_desktop.domain.canonical import canonical_bytes
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import frame
from pkri_desktop.exchange.wrapping import LABEL, MARK, Access, unwrap, wrap
from pkri_desktop.identity import box
from pkri_desktop.identity.codes import spoken
from pkri_desktop.identity.envelope import enclose, make_identity, recipient_of
from tests.factories import CHEAP

EVENT = "ab" * 32
CONTENT = b"isi" * 1_000
CODE = "7KQM-2XHD-9RTB"
OURS, ESCROW, STRANGER = make_identity(), make_identity(), make_identity()
DATA = wrap(CONTENT, EVENT, [recipient_of(OURS), recipient_of(ESCROW)])


def reason(data: bytes, access: Access, event: str = "") -> Reason | None:
    """Return why a package does not open; None when it does."""
    try:
        assert unwrap(data, "x", access, event) == CONTENT
    except Refusal as refusal:
        return refusal.reason
    return None


@pytest.mark.parametrize("identity", [OURS, ESCROW], ids=["ours", "escrow"])
def test_each_recipient_opens_it_alone(identity: str) -> None:
    assert reason(DATA, Access((identity,))) is None
    assert reason(DATA, Access((STRANGER, identity)), EVENT) is None


def test_nobody_else_opens_it() -> None:
    for access in (Access(), Access((STRANGER,)), Access(code=CODE)):
        assert reason(DATA, access) is Reason.PACKAGE_FOR_OTHERS


def test_package_of_another_event_is_named_as_such_before_it_is_opened() -> None:
    assert reason(DATA, Access(), "cd" * 32) is Reason.PACKAGE_OTHER_EVENT


def test_code_opens_what_is_locked_under_it_however_it_is_typed() -> None:
    lock = box.lock(OURS.encode(), spoken(CODE), CHEAP)
    data = wrap(CONTENT, EVENT, [recipient_of(OURS)], lock)

    for code in (CODE, "7kqm 2xhd 9rtb", "7kqm2xhd9rtb"):
        assert reason(data, Access((), code)) is None
    assert reason(data, Access((), "7KQM-2XHD-9RTC")) is Reason.PACKAGE_WRONG_CODE
    assert reason(data, Access((STRANGER,))) is Reason.PACKAGE_NEEDS_CODE
    assert reason(data, Access((OURS,), "salah")) is None


@pytest.mark.parametrize(
    "identity",
    [STRANGER.encode(), b"no identity", b"\xff", b""],
    ids=["stranger", "none", "no text", "empty"],
)
def test_lock_with_something_else_in_it_is_damaged(identity: bytes) -> None:
    data = wrap(CONTENT, EVENT, [recipient_of(OURS)], box.lock(identity, spoken(CODE), CHEAP))

    assert reason(data, Access((), CODE)) is Reason.PACKAGE_DAMAGED


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (b"PKRIPKG2", Reason.PACKAGE_NEWER),
        (b"PKRIPKG9", Reason.PACKAGE_NEWER),
        (b"PKRIPKG0", Reason.PACKAGE_NEWER),
        (b"PKRIPKGx", Reason.FILE_NOT_OURS),
        (b"PKRIPK", Reason.FILE_NOT_OURS),
        (b"pkripkg1", Reason.FILE_NOT_OURS),
        (b"", Reason.FILE_NOT_OURS),
    ],
)
def test_mark_says_whether_it_is_ours_or_newer(mark: bytes, expected: Reason) -> None:
    assert expected is reason(mark + DATA[len(MARK) :], Access((OURS,)))
    assert expected is reason(mark, Access((OURS,)))


@pytest.mark.parametrize(
    "label",
    [
        {},
        {"event": "ab" * 8},
        {"event": "AB" * 8, "box": None},
        {"event": "ab" * 9, "box": None},
        {"event": "ab" * 8, "box": {}},
        {"event": "ab" * 8, "box": None, "extra": 1},
    ],
)
def test_label_out_of_form_is_damaged(label: dict[str, Any]) -> None:
    closed = enclose(CONTENT, [recipient_of(OURS)])

    data = MARK + frame(LABEL, canonical_bytes(label)) + closed

    assert reason(data, Access((OURS,))) is Reason.PACKAGE_DAMAGED


def test_label_of_another_letter_or_none_is_damaged() -> None:
    for data in (MARK, MARK + b"L", MARK + frame(b"X", DATA[13:40]) + DATA[40:]):
        assert reason(data, Access((OURS,))) is Reason.PACKAGE_DAMAGED


def test_changed_or_cut_envelope_never_opens() -> None:
    start = DATA.index(b"age-encryption")
    for place in [*range(start, start + 500, 7), *range(start + 500, len(DATA), 41), len(DATA) - 1]:
        changed = bytearray(DATA)
        changed[place] ^= 0x04
        for data in (bytes(changed), DATA[:place]):
            said = reason(data, Access((OURS,)))
            assert said in {Reason.PACKAGE_DAMAGED, Reason.PACKAGE_FOR_OTHERS}, place


def test_envelope_for_nobody_is_not_made() -> None:
    with pytest.raises(ValueError, match="nobody"):
        wrap(CONTENT, EVENT, [])
    with pytest.raises(ValueError, match="Bech32"):
        wrap(CONTENT, EVENT, ["age1nobody"])
