# SPDX-License-Identifier: MIT
from __future__ import annotations

import random
import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from pkri_desktop.documents import verification
from pkri_desktop.documents.signing import FIELD, sign_pdf
from pkri_desktop.documents.verification import verify_pdf
from tests.unit.documents.authority import make_enrolment, make_root, make_signer
from tests.unit.documents.conftest import SIGNED_AT
from tests.unit.documents.reference import container

if TYPE_CHECKING:
    from tests.unit.documents.authority import Issued

PROBLEMS = {
    "damaged",
    "too-large",
    "unsigned",
    "several-signatures",
    "altered",
    "extended",
    "not-certified",
    "untrusted",
}


def _hole(pdf: bytes) -> tuple[int, int]:
    """Return where the signature's container begins and ends."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", pdf)
    assert found is not None
    return int(found[1]), int(found[2])


def _flipped(pdf: bytes, place: int, mask: int) -> bytes:
    changed = bytearray(pdf)
    changed[place] ^= mask
    return bytes(changed)


def _refused(pdf: bytes, root: Issued) -> str:
    verdict = verify_pdf(pdf, root.der)
    assert not verdict.valid
    assert verdict.problem in PROBLEMS
    return verdict.problem


def test_a_paper_without_signature_says_so(unsigned: bytes, root: Issued) -> None:
    assert _refused(unsigned, root) == "unsigned"


def test_another_root_is_not_trusted(signed: bytes) -> None:
    assert _refused(signed, make_root()) == "untrusted"


def test_a_root_of_the_same_name_is_not_trusted(unsigned: bytes, root: Issued) -> None:
    forged = make_signer(make_enrolment(make_root("PKRI Root")), "Penilai A1")
    pdf = sign_pdf(unsigned, forged, reason="", location="", signed_at=SIGNED_AT)
    assert _refused(pdf, root) == "untrusted"


def test_an_assessor_cannot_issue_certificates(
    unsigned: bytes, assessor: Issued, root: Issued
) -> None:
    forged = make_signer(assessor, "Penilai A2")
    pdf = sign_pdf(unsigned, forged, reason="", location="", signed_at=SIGNED_AT)
    assert _refused(pdf, root) == "untrusted"


def test_an_enrolment_can_issue_no_further_authority(
    unsigned: bytes, enrolment: Issued, root: Issued
) -> None:
    forged = make_signer(make_enrolment(enrolment, "Another"), "Penilai A2")
    pdf = sign_pdf(unsigned, forged, reason="", location="", signed_at=SIGNED_AT)
    assert _refused(pdf, root) == "untrusted"


def test_an_authority_does_not_sign_papers(
    unsigned: bytes, enrolment: Issued, root: Issued
) -> None:
    for issued in (enrolment, root):
        pdf = sign_pdf(unsigned, issued, reason="", location="", signed_at=SIGNED_AT)
        assert _refused(pdf, root) in {"untrusted", "altered"}


def test_a_foreign_key_under_a_true_certificate_is_refused(
    unsigned: bytes, assessor: Issued, root: Issued
) -> None:
    thief = replace(assessor, key=make_root().key)
    pdf = sign_pdf(unsigned, thief, reason="", location="", signed_at=SIGNED_AT)
    assert _refused(pdf, root) == "altered"


def test_no_byte_can_be_changed(signed: bytes, root: Issued) -> None:
    for place in range(0, len(signed), 67):
        _refused(_flipped(signed, place, 1), root)
        _refused(_flipped(signed, place, 0x20), root)


def test_no_byte_of_the_container_can_be_changed(signed: bytes, root: Issued) -> None:
    start, end = _hole(signed)
    for place in [*range(start, end, 19), end - 2, end - 1]:
        old = signed[place : place + 1]
        for new in {b"0", b"1", b"7", b"9", b"F", old.lower()} - {old}:
            _refused(signed[:place] + new + signed[place + 1 :], root)


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_no_bit_of_the_container_can_be_changed(signed: bytes, root: Issued) -> None:
    start, end = _hole(signed)
    for place in range(start - 200, end + 200):
        for bit in range(8):
            _refused(_flipped(signed, place, 1 << bit), root)


def test_nothing_can_be_appended(signed: bytes, root: Issued) -> None:
    for tail in (b"\n", b" ", b"\0", b"%%EOF\n", signed):
        _refused(signed + tail, root)


def test_an_appended_revision_is_refused(signed: bytes, root: Issued) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.root["/Lang"] = generic.pdf_string("xx")
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    assert _refused(output.getvalue(), root) == "extended"


def test_an_empty_revision_is_refused(signed: bytes, root: Issued) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.add_object(generic.pdf_string("nothing"))
    output = BytesIO()
    writer.write(output)
    assert _refused(output.getvalue(), root) == "extended"


def test_the_page_cannot_be_exchanged_by_a_revision(signed: bytes, root: Issued) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 99 99 re f"))
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)
    assert _refused(output.getvalue(), root) in {"extended", "altered"}


def test_a_second_signature_is_refused(signed: bytes, assessor: Issued, root: Issued) -> None:
    pdf = _sign_elsewhere(signed, assessor, "Second", permission=None)
    assert _refused(pdf, root) == "several-signatures"


def test_a_signature_that_forbids_nothing_is_refused(
    unsigned: bytes, assessor: Issued, root: Issued
) -> None:
    pdf = _sign_elsewhere(unsigned, assessor, FIELD, permission=None)
    assert _refused(pdf, root) == "not-certified"


def test_a_signature_that_allows_filling_in_is_refused(
    unsigned: bytes, assessor: Issued, root: Issued
) -> None:
    pdf = _sign_elsewhere(unsigned, assessor, FIELD, permission=MDPPerm.FILL_FORMS)
    assert _refused(pdf, root) == "not-certified"


def test_no_truncation_passes(signed: bytes, root: Issued) -> None:
    for length in [0, 1, 5, *range(7, len(signed), 499), len(signed) - 1]:
        _refused(signed[:length], root)


def test_a_paper_beyond_all_measure_is_not_read(
    signed: bytes, root: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "MOST_BYTES", len(signed) - 1)
    assert _refused(signed, root) == "too-large"


@given(st.binary(max_size=400), st.booleans())
@settings(max_examples=200, deadline=None)
def test_noise_is_damaged_and_raises_nothing(noise: bytes, headed: bool) -> None:
    verdict = verify_pdf(b"%PDF-1.4\n" + noise if headed else noise, b"no root either")
    assert not verdict.valid
    assert verdict.problem in PROBLEMS


def test_mutilated_papers_raise_nothing(signed: bytes, root: Issued) -> None:
    dice = random.Random(20240712)
    for _ in range(150):
        changed = bytearray(signed)
        for _ in range(dice.randint(1, 4)):
            start = dice.randrange(len(changed))
            end = start + dice.randint(1, 300)
            changed[start:end] = dice.choice(
                [b"", dice.randbytes(9), bytes(changed[start:end]) * 2, b"<<" * 50, b"[" * 400]
            )
        _refused(bytes(changed), root)


def _sign_elsewhere(pdf: bytes, issued: Issued, field: str, *, permission: MDPPerm | None) -> bytes:
    """Sign as other software could: another field, or weaker promises."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    embedding = PdfCMSEmbedder(SigFieldSpec(field)).write_cms(field, writer)
    next(embedding)
    setup = SigMDPSetup(md_algorithm="sha256", certify=bool(permission), docmdp_perms=permission)
    embedding.send(SigObjSetup(SignatureObject(subfilter=SigSeedSubFilter.PADES), setup))
    prepared, output = embedding.send(SigIOSetup(md_algorithm="sha256"))
    embedding.send(container(issued, prepared.document_digest))
    signed: bytes = output.getvalue()
    return signed
