# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.documents.escrow import TITLE, EscrowPaper, render_escrow
from tests.unit.documents import samples
from tests.unit.documents.tools import fonts_of, pages_of, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from pkri_desktop.domain.roster import Event

REST = "2WRU7K9DQ6UQ6HUQUUAE7XU3TZ459V7YE4LQRKZ7D64ZHNY9X0TQ3KZQ3P"
PAPER = EscrowPaper(samples.EVENT, f"AGE-SECRET-KEY-1{REST}", "titipan.age", samples.MOMENT)
AWKWARD = samples.EVENT._replace(
    name=samples.AWKWARD_TEXT * 8, letterhead=("Kementerian " * 15,) * 6, sample=False
)


def test_secret_stands_in_groups_and_what_to_do_with_it(tmp_path: Path) -> None:
    words = words_of(render_escrow(PAPER, samples.FONTS), tmp_path)
    for expected in (
        TITLE,
        samples.EVENT.name,
        "CONTOH – bukan dokumen resmi",
        "AGE-SECRET-KEY-1",
        "titipan.age",
        "Masukkan ke dalam amplop, segel, dan simpan terpisah",
        "Hapus berkas PDF ini",
        "Nomor segel amplop",
        "sangat rahasia",
    ):
        assert expected in words
    for start in range(0, len(REST), 4):
        assert f" {REST[start : start + 4]} " in words


@pytest.mark.parametrize("event", [samples.EVENT, AWKWARD])
def test_it_is_one_page(event: Event, tmp_path: Path) -> None:
    pdf = render_escrow(replace(PAPER, event=event), samples.FONTS)
    [page] = pages_of(pdf, tmp_path)
    assert "Disimpan oleh, tanggal, tanda tangan" in page
    assert all(embedded for _, embedded in fonts_of(pdf, tmp_path))


def test_the_same_values_make_the_same_bytes() -> None:
    assert render_escrow(PAPER, samples.FONTS) == render_escrow(PAPER, samples.FONTS)
