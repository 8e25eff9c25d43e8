# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from pkri_desktop.domain.note import tag_typed, without_tag


@pytest.mark.parametrize(
    ("text", "tag", "rest"),
    [
        ("Belum pasti #anggaran", "anggaran", "Belum pasti"),
        ("#anggaran belum pasti", "anggaran", "belum pasti"),
        ("#satu belum pasti #dua", "dua", "#satu belum pasti"),
        ("Belum pasti\n#SDM-2025.", "sdm-2025", "Belum pasti"),
        ("Belum #anggaran pasti", "", "Belum #anggaran pasti"),
        ("#anggaran", "anggaran", "#anggaran"),
        ("Peringkat #1", "", "Peringkat #1"),
        ("Belum #", "", "Belum #"),
        ("Belum ##dua", "", "Belum ##dua"),
        ("Belum #ćwiczenia", "", "Belum #ćwiczenia"),
        (f"Belum #{'a' * 40}", "a" * 40, "Belum"),
        (f"Belum #{'a' * 41}", "", f"Belum #{'a' * 41}"),
        ("", "", ""),
        ("  \n ", "", ""),
    ],
)
def test_a_word_at_an_end_of_a_note_is_its_tag(text: str, tag: str, rest: str) -> None:
    assert tag_typed(text) == tag
    assert without_tag(text) == rest
