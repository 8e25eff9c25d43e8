# SPDX-License-Identifier: MIT
"""An event that was played, and the verification of it."""

from pathlib import Path

import pytest

from tests.verifier.builder import Event
from tests.verifier.reports import Report, Verify
from verifikator.report import Keys, as_json, as_text, verify


@pytest.fixture
def event() -> Event:
    return Event().play()


@pytest.fixture
def run(tmp_path: Path) -> Verify:
    def verified(event: Event) -> Report:
        found = verify([event.book.save(tmp_path / "a.pkri")], Keys(root=event.root))
        assert as_text(found).startswith("Semua baik" if found.well else "TIDAK BAIK")
        return as_json(found)

    return verified
