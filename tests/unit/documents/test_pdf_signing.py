# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.analysis.completeness import completeness
from pkri_desktop.documents.recapitulation import render_recapitulation
from pkri_desktop.documents.score_sheet import render_score_sheet
from pkri_desktop.documents.signing import PdfSeal, sign_pdf
from pkri_desktop.documents.verification import verify_pdf
from tests.unit.documents import samples
from tests.unit.documents.authority import Profile, make_root, make_signer
from tests.unit.documents.conftest import SIGNED_AT
from tests.unit.documents.tools import pages_of, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.documents.authority import Issued


class _CountingSigner:
    def __init__(self, issued: Issued) -> None:
        self._issued = issued
        self.signed: list[bytes] = []

    @property
    def chain(self) -> tuple[bytes, ...]:
        return self._issued.chain

    def sign(self, data: bytes) -> bytes:
        self.signed.append(data)
        return self._issued.sign(data)


def _trusting(root: Issued, folder: Path) -> str:
    """Return an NSS database that trusts ``root`` and nothing else, for what pdfsig asks."""
    database = f"sql:{folder}"
    (folder / "root.der").write_bytes(root.der)
    run("certutil", "-N", "-d", database, "--empty-password")
    run("certutil", "-A", "-d", database, "-n", "root", "-t", ",C,", "-i", folder / "root.der")
    return database


def _pdfsig(pdf: bytes, root: Issued, folder: Path) -> str:
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    return run("pdfsig", "-nssdir", _trusting(root, folder), file)


def test_what_is_signed_verifies(signed: bytes, assessor: Issued, root: Issued) -> None:
    verdict = verify_pdf(signed, root.der)
    assert verdict.problem == ""
    assert verdict.valid
    assert verdict.signer == "Penilai A1"
    assert verdict.signed_at == SIGNED_AT
    assert verdict.covers_whole_file
    assert verdict.chain[0] == assessor.der


def test_other_peoples_software_agrees(signed: bytes, root: Issued, tmp_path: Path) -> None:
    report = _pdfsig(signed, root, tmp_path)
    assert "Signature is Valid." in report
    assert "Certificate is Trusted." in report
    assert "Total document signed" in report
    assert "Signature Type: ETSI.CAdES.detached" in report
    assert "Signature Field Name: PKRI" in report
    assert "SHA-256" in report


def test_other_peoples_software_mistrusts_another_root(signed: bytes, tmp_path: Path) -> None:
    report = _pdfsig(signed, make_root("Other"), tmp_path)
    assert "Signature is Valid." in report
    assert "Certificate is Trusted." not in report


def test_a_key_usage_is_all_a_certificate_needs(
    unsigned: bytes, enrolment: Issued, root: Issued, tmp_path: Path
) -> None:
    bare = Profile(email_protection=False, basic_constraints=False, key_identifiers=False)
    signer = make_signer(enrolment, "Penilai A2", bare)
    pdf = sign_pdf(unsigned, signer, reason="", location="", signed_at=SIGNED_AT)
    assert verify_pdf(pdf, root.der).valid
    assert "Certificate is Trusted." in _pdfsig(pdf, root, tmp_path)


@pytest.mark.parametrize("profile", [Profile(key_usage=False), Profile(content_commitment=False)])
def test_a_certificate_that_is_not_for_signing_is_refused(
    profile: Profile, unsigned: bytes, enrolment: Issued, root: Issued
) -> None:
    signer = make_signer(enrolment, "Penilai A3", profile)
    pdf = sign_pdf(unsigned, signer, reason="", location="", signed_at=SIGNED_AT)
    assert verify_pdf(pdf, root.der).problem == "untrusted"


def test_the_secretariat_signs_directly_below_the_root(root: Issued) -> None:
    recap = samples.recapitulation()
    pdf = render_recapitulation(
        recap,
        completeness(recap.results, {}, ()),
        None,
        samples.FONTS,
        words="",
        signed_by="Sekretariat",
        made_at=samples.MOMENT,
    )
    secretariat = make_signer(root, "Sekretariat")
    signed = sign_pdf(pdf, secretariat, reason="x", location="Jakarta", signed_at=SIGNED_AT)
    verdict = verify_pdf(signed, root.der)
    assert verdict.valid
    assert verdict.signer == "Sekretariat"


def test_the_key_is_asked_once_a_paper(unsigned: bytes, assessor: Issued, root: Issued) -> None:
    counting = _CountingSigner(assessor)
    seal = PdfSeal(counting)
    for place in range(3):
        pdf = seal.sign(unsigned, reason=str(place), location="", signed_at=SIGNED_AT)
        assert verify_pdf(pdf, root.der).valid
    assert len(counting.signed) == 3


def test_signing_adds_and_changes_nothing(signed: bytes, unsigned: bytes, tmp_path: Path) -> None:
    assert signed.startswith(unsigned)
    assert len(signed) < len(unsigned) + 9000
    assert pages_of(signed, tmp_path) == pages_of(unsigned, tmp_path)


def test_an_overfull_sheet_is_signed_too(assessor: Issued, root: Issued) -> None:
    pdf = render_score_sheet(samples.overfull_paper(), samples.FONTS)
    signed = sign_pdf(pdf, assessor, reason="é – 中", location="Jakarta", signed_at=SIGNED_AT)
    assert verify_pdf(signed, root.der).valid


def test_a_moment_without_offset_is_refused(unsigned: bytes, assessor: Issued) -> None:
    naive = datetime(2024, 7, 12)  # noqa: DTZ001 -- that is the point
    with pytest.raises(ValueError, match="no offset"):
        sign_pdf(unsigned, assessor, reason="", location="", signed_at=naive)
