# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.documents.slip import GIVEN, TITLE, WARNING, SlipPaper, render_slips
from tests.unit.documents import samples
from tests.unit.documents.tools import fonts_of, pages_of, words_of

if TYPE_CHECKING:
    from pathlib import Path

SLIP = SlipPaper(
    panel="Panel A",
    room="Ruang A",
    assessor="Penilai A1",
    role="ketua",
    kit="paket-1f2e3d4c.pkrix",
    kit_code="7KQM-2XHD-9RTB",
    code="W4NS-PP3E-6YVC",
)
LONG = replace(
    SLIP,
    assessor="Prof. Dr. " + "Kusumaningtyas " * 7,
    panel="Panel " + "x" * 114,
    room="Ruang " + "Melati " * 16,
    kit_code="",
    code="",
)


def _render(*slips: SlipPaper, sample: bool = True) -> bytes:
    event = samples.EVENT._replace(sample=sample)
    return render_slips(event, slips, samples.FONTS, made_at=samples.MOMENT)


def test_slip_says_who_where_both_codes_and_what_to_do(tmp_path: Path) -> None:
    words = words_of(_render(SLIP), tmp_path)
    for expected in (
        TITLE,
        samples.EVENT.name,
        "Jumat, 12 Juli 2024 · Jakarta",
        "Penilai A1, ketua",
        "Panel A · Ruang A",
        "7KQM-2XHD-9RTB",
        "W4NS-PP3E-6YVC",
        "paket-1f2e3d4c.pkrix",
        "Buka berkas kegiatan atau paket panel…",
        "Siapa yang menilai?",
        "Kunci dibuat saat lembar pertama diselesaikan dengan Selesai & lanjut",
        "Ctrl+L, lalu Buat kunci saya…",
        "paling sedikit 8 karakter",
        WARNING,
    ):
        assert expected in words


def test_every_slip_of_the_sample_says_so_since_the_page_is_cut(tmp_path: Path) -> None:
    assert words_of(_render(SLIP, SLIP), tmp_path).count("CONTOH – bukan dokumen resmi") == 2
    assert "CONTOH" not in words_of(_render(SLIP, sample=False), tmp_path)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (3, 1), (4, 2), (6, 2), (12, 4)])
def test_three_slips_are_a_page_and_none_is_broken(count: int, pages: int, tmp_path: Path) -> None:
    slips = [replace(SLIP, assessor=f"Penilai {n:02d}") for n in range(count)]
    found = pages_of(_render(*slips), tmp_path)
    assert len(found) == pages
    for page in found:
        assert page.count(TITLE) == page.count("Siapa yang menilai?") == page.count("satu kali.")
        assert page.count(TITLE) <= 3


@pytest.mark.parametrize("slip", [replace(SLIP, kit_code=""), replace(SLIP, code="")])
def test_code_that_was_given_earlier_is_said_in_its_place(slip: SlipPaper, tmp_path: Path) -> None:
    words = words_of(_render(slip), tmp_path)
    beginning = GIVEN.partition(":")[0]
    assert words.count(beginning) == 1
    assert beginning not in words_of(_render(SLIP), tmp_path)


def test_long_names_stand_whole_and_all_slips_stay_of_one_height(tmp_path: Path) -> None:
    pages = pages_of(_render(LONG, SLIP, SLIP), tmp_path)
    assert [page.count(TITLE) for page in pages] == [2, 1]
    assert " ".join(pages[0].split()).count("Kusumaningtyas") == 7


def test_awkward_letters_are_printed(tmp_path: Path) -> None:
    slip = replace(SLIP, assessor=samples.AWKWARD_TEXT, room=samples.AWKWARD_TEXT * 9)
    pdf = _render(slip)
    assert "7KQM-2XHD-9RTB" in words_of(pdf, tmp_path)
    assert all(embedded for _, embedded in fonts_of(pdf, tmp_path))


def test_the_same_values_make_the_same_bytes() -> None:
    assert _render(SLIP, LONG) == _render(SLIP, LONG)
