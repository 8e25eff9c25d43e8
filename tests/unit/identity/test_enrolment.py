# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkri_desktop.domain.holder import Holder, Role
from pkri_desktop.domain.kinds import KINDS
from pkri_desktop.identity.box import WrongPhraseError
from pkri_desktop.identity.certificates import common_name, holder_of
from pkri_desktop.identity.codes import make_code, spoken
from pkri_desktop.identity.enrolment import (
    Authority,
    appoint_operator,
    enrol,
    found_authority,
    offer,
)
from pkri_desktop.identity.signer import private_bytes
from tests.factories import CHEAP

if TYPE_CHECKING:
    from pkri_desktop.domain.record import Body

EVENT = "ab" * 32
A1 = Holder(EVENT, Role.ASSESSOR, "a1")
CODE = "7KQM-2XHD-9RTB"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return found_authority("PKRI 2024")


@pytest.fixture(scope="module")
def offered(authority: Authority) -> Body:
    return offer(authority, EVENT, "a1", CODE, CHEAP)


def test_offer_fits_into_a_record(offered: Body) -> None:
    KINDS["enrolment.offered"].body(offered)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "7kqm-2xhd-9rtb",
        "7kqm2xhd9rtb",
        "7KQM 2XHD 9RTB",
        " 7kqm.2xhd_9rtb\n",
        "7KQM–2XHD—9RTB",
        "7 k q m 2 x h d 9 r t b",
    ],
)
def test_code_opens_the_offer_however_it_is_typed(
    authority: Authority, offered: Body, typed: str
) -> None:
    signer = enrol(offered, A1, "Penilai A1", typed)

    assert holder_of(signer.chain, authority.certificate) == A1
    assert common_name(signer.chain[0]) == "Penilai A1"


@pytest.mark.parametrize("typed", ["", "7KQM-2XHD-9RTC", "7KQM-2XHD", CODE[::-1], CODE + "2"])
def test_another_code_does_not_open_the_offer(offered: Body, typed: str) -> None:
    with pytest.raises(WrongPhraseError):
        enrol(offered, A1, "Penilai A1", typed)


def test_each_enrolment_makes_a_key_of_its_own(offered: Body) -> None:
    keys = [private_bytes(enrol(offered, A1, "x", CODE).key) for _ in range(2)]

    assert keys[0] != keys[1]


def test_offer_to_one_assessor_certifies_no_other(authority: Authority, offered: Body) -> None:
    signer = enrol(offered, A1._replace(author="a2"), "Penilai A2", CODE)

    with pytest.raises(Exception, match="does not certify"):
        holder_of(signer.chain, authority.certificate)


def test_operator_is_certified_by_the_root_itself(authority: Authority) -> None:
    signer = appoint_operator(authority, EVENT, "sekretariat", "Sekretariat")

    assert holder_of(signer.chain, authority.certificate) == Holder(
        EVENT, Role.SECRETARIAT, "sekretariat"
    )


def test_codes_are_of_letters_that_are_not_mistaken_for_others() -> None:
    codes = {make_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}", c) for c in codes)
    assert not set("".join(codes)) & set("01ILOU")


@given(st.text())
def test_spoken_code_of_any_text_is_the_same_when_said_again(typed: str) -> None:
    assert spoken(typed) == spoken(spoken(typed))
