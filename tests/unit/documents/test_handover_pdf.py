# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.documents.handover import TITLE, HandOverPaper, render_handover
from tests.unit.documents import samples
from tests.unit.documents.tools import fonts_of, pages_of, words_of

if TYPE_CHECKING:
    from pathlib import Path

PAPER = HandOverPaper(
    event=samples.EVENT,
    panel="Panel A",
    assessor="Penilai A1",
    role="ketua",
    made_at=samples.MOMENT,
    sheets=15,
    final=("K-01", "K-02", "K-03"),
    unsigned=("K-03",),
    recused=("K-04",),
    absent=("K-08",),
    missing=("K-05", "K-06"),
    total="241,86",
    records=431,
    file="kembali-0123456789ab.pkrix",
    digest="c0ffee1234567890" * 4,
    fingerprint="0123456789abcdef" * 4,
    words="badai lontar senja tujuh perak huma",
    code="PKRISERAH1|abab|panel-a|a1|15|3|2|1|1|K-05,K-06|241,86|0123|c0ff",
    key_words="7F3A-91C2-04DE",
)


def _render(paper: HandOverPaper) -> bytes:
    return render_handover(paper, samples.FONTS)


def test_slip_says_what_was_handed_over_and_what_is_missing(tmp_path: Path) -> None:
    words = words_of(_render(PAPER), tmp_path)
    for expected in (
        TITLE,
        "CONTOH – bukan dokumen resmi",
        "Jumat, 12 Juli 2024, pukul 10.31 WIB",
        "Penilai A1, ketua",
        "kembali-0123456789ab.pkrix, 431 rekaman",
        "C0FF-EE12-3456-7890",
        "badai lontar senja tujuh perak huma",
        "3 dari 15 lembar final K-01, K-02, K-03",
        "Final, PDF belum ditandatangani K-03",
        "Berhalangan K-04",
        "Tidak hadir K-08",
        "Belum selesai K-05, K-06",
        "Jumlah nilai 241,86",
        "Selesaikan, lalu serahkan sekali lagi.",
        "bukan tanda terima sekretariat",
        "sidik 0123-4567-89AB-CDEF",
    ):
        assert expected in words


def test_nothing_is_urged_when_nothing_is_missing(tmp_path: Path) -> None:
    words = words_of(_render(replace(PAPER, missing=())), tmp_path)
    assert "Belum selesai tidak ada" in words
    assert "Selesaikan" not in words


@pytest.mark.parametrize("entries", [15, 400])
def test_many_sheets_flow_and_the_signature_stays_whole(entries: int, tmp_path: Path) -> None:
    codes = tuple(f"K-{number:03d}" for number in range(entries))
    found = pages_of(_render(replace(PAPER, final=codes, missing=codes)), tmp_path)
    assert (len(found) == 1) == (entries == 15)
    assert "Ditandatangani secara elektronik" in found[-1]


def test_endless_lists_are_shortened(tmp_path: Path) -> None:
    codes = tuple(f"K-{number:04d}" for number in range(4_000))
    words = words_of(_render(replace(PAPER, final=codes)), tmp_path)
    assert "4000 dari 15 lembar final K-0000, K-0001" in words


def test_awkward_content_is_printed(tmp_path: Path) -> None:
    awkward = samples.AWKWARD_TEXT
    pdf = _render(replace(PAPER, panel=awkward, assessor=awkward, file="x" * 255, words=awkward))
    assert "kiraan" not in words_of(pdf, tmp_path)
    assert all(embedded for _, embedded in fonts_of(pdf, tmp_path))


def test_the_same_values_make_the_same_bytes() -> None:
    assert _render(PAPER) == _render(PAPER)
