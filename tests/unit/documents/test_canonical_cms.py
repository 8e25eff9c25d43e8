# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from asn1crypto import cms

from pkri_desktop.documents.canonical_cms import LONGEST_SIGNATURE, form_of
from tests.unit.documents.authority import Profile, make_signer
from tests.unit.documents.reference import container

if TYPE_CHECKING:
    from tests.unit.documents.authority import Issued

DIGEST = hashlib.sha256(b"paper").digest()


@pytest.mark.parametrize("name", ["A", "Penilai A1", "W" * 60, "é – 中 " * 4])
@pytest.mark.parametrize("profile", [Profile(), Profile(email_protection=False)])
@pytest.mark.parametrize("direct", [False, True])
def test_the_form_is_byte_for_byte_what_pyhanko_writes(
    name: str, profile: Profile, direct: bool, enrolment: Issued, root: Issued
) -> None:
    signer = make_signer(root if direct else enrolment, name, profile)
    theirs = container(signer, DIGEST)
    info = cms.ContentInfo.load(theirs)["content"]["signer_infos"][0]
    form = form_of(signer.chain)
    attributes = form.attributes(DIGEST)
    assert attributes == info["signed_attrs"].untag().dump()
    ours = form.container(attributes, info["signature"].native)
    assert ours == theirs
    assert cms.ContentInfo.load(ours).native == cms.ContentInfo.load(theirs).native


def test_the_room_is_for_the_longest_signature(assessor: Issued) -> None:
    form = form_of(assessor.chain)
    attributes = form.attributes(DIGEST)
    assert form.size == len(form.container(attributes, bytes(LONGEST_SIGNATURE)))
    for length in range(60, LONGEST_SIGNATURE):
        assert len(form.container(attributes, bytes(length))) < form.size
