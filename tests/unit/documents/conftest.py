# SPDX-License-Identifier: MIT
"""One throwaway authority and one signed sheet for all tests of signatures."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from pkri_desktop.documents.score_sheet import render_score_sheet
from pkri_desktop.documents.signing import PdfSeal
from tests.unit.documents import samples
from tests.unit.documents.authority import Issued, make_enrolment, make_root, make_signer

SIGNED_AT = datetime(2024, 7, 12, 10, 31, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="session")
def root() -> Issued:
    return make_root()


@pytest.fixture(scope="session")
def enrolment(root: Issued) -> Issued:
    return make_enrolment(root)


@pytest.fixture(scope="session")
def assessor(enrolment: Issued) -> Issued:
    return make_signer(enrolment, "Penilai A1")


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return render_score_sheet(samples.PAPER, samples.FONTS)


@pytest.fixture(scope="session")
def signed(unsigned: bytes, assessor: Issued) -> bytes:
    return PdfSeal(assessor).sign(
        unsigned, reason="Lembar penilaian final", location="Jakarta", signed_at=SIGNED_AT
    )
