# SPDX-License-Identifier: MIT
from __future__ import annotations

import base64
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkri_desktop.identity.box import Effort, WrongPhraseError, lock, unlock
from tests.factories import CHEAP

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Body


@given(st.binary(max_size=300), st.text(st.characters(codec="utf-8"), max_size=30))
def test_box_opens_with_its_phrase(secret: bytes, phrase: str) -> None:
    assert secret == unlock(lock(secret, phrase, CHEAP), phrase)


@pytest.mark.parametrize("typed", ["contoh  saja", "Contoh saja", "contoh saja ", "", "contoh saj"])
def test_box_stays_shut_for_another_phrase(typed: str) -> None:
    box = lock(b"secret", "contoh saja", CHEAP)

    with pytest.raises(WrongPhraseError):
        unlock(box, typed)


def test_box_opens_however_the_keyboard_composes_letters() -> None:
    phrase = "café ñandú"
    box = lock(b"secret", unicodedata.normalize("NFC", phrase), CHEAP)

    assert unlock(box, unicodedata.normalize("NFD", phrase)) == b"secret"


def test_box_shows_nothing_of_its_secret_and_never_the_same_twice() -> None:
    boxes = [lock(b"secret" * 9, "phrase", CHEAP) for _ in range(3)]

    for field in ("salt", "nonce", "locked"):
        values = {base64.b64decode(str(box[field])) for box in boxes}
        assert len(values) == 3
        assert not any(b"secret" in value for value in values)


@pytest.mark.parametrize("field", ["salt", "nonce", "locked"])
@given(place=st.integers(0, 200), by=st.integers(1, 255))
@settings(max_examples=20)
def test_damaged_box_stays_shut(field: str, place: int, by: int) -> None:
    box = lock(b"secret", "phrase", CHEAP)
    data = bytearray(base64.b64decode(str(box[field])))
    data[place % len(data)] ^= by

    with pytest.raises(WrongPhraseError):
        unlock(box | {field: base64.b64encode(data).decode()}, "phrase")


@pytest.mark.parametrize("field", ["memory", "passes", "lanes"])
def test_box_with_another_effort_stays_shut(field: str) -> None:
    box = lock(b"secret", "phrase", Effort(128, 2, 1))
    value = box[field]
    assert type(value) is int

    with pytest.raises(WrongPhraseError):
        unlock(box | {field: value + 1}, "phrase")


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": base64.b64encode(b"short").decode()},
        {"nonce": base64.b64encode(b"longer than twelve").decode()},
        {"salt": base64.b64encode(b"x").decode()},
        {"locked": base64.b64encode(b"x").decode()},
        {"memory": 8, "lanes": 64},
    ],
)
def test_box_out_of_any_form_stays_shut(change: Body) -> None:
    """A shape lets such fields pass: whoever offers a key might make them so."""
    box = lock(b"secret", "phrase", CHEAP)

    with pytest.raises(WrongPhraseError):
        unlock(box | change, "phrase")


def test_effort_is_by_default_what_the_standard_recommends() -> None:
    """RFC 9106, section 4, second recommended option."""
    assert Effort(memory=64 * 1024, passes=3, lanes=4) == Effort()
