# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from reportlab import platypus
from reportlab.pdfbase import ttfonts

from pkri_desktop.documents import blocks, fonts, score_sheet
from pkri_desktop.documents.score_sheet import SheetPaper, code_text, render_score_sheet
from pkri_desktop.domain.rubric import Criterion, Rubric, Scale
from tests.unit.documents import samples
from tests.unit.documents.tools import fonts_of, pages_of, run, words_of

if TYPE_CHECKING:
    from pathlib import Path


def _render(paper: SheetPaper) -> bytes:
    return render_score_sheet(paper, samples.FONTS)


def test_the_usual_sheet_is_one_page_and_says_everything(tmp_path: Path) -> None:
    pages = pages_of(_render(samples.PAPER), tmp_path)
    assert len(pages) == 1
    words = " ".join(pages[0].split())
    for expected in (
        "CONTOH – bukan dokumen resmi",
        "NAMA KEMENTERIAN / LEMBAGA / PEMERINTAH DAERAH",
        "LEMBAR PENILAIAN PRESENTASI DAN WAWANCARA",
        "Nomor / Kelompok : K-05 / Keberlanjutan",
        "Inovasi : SADELPOS (Samsat Delivery Pos)",
        "Instansi : Badan Pendapatan Daerah, Pemerintah Provinsi Kalimantan Timur",
        "Predikat : Top 99/2019",
        "Form SINOVIK : terkirim",
        "Sesi : Jumat, 12 Juli 2024, pukul 10.05–10.25 WIB, Ruang A, Panel A",
        "Penilai : Penilai A1, anggota",
        "Substansi (70 %)",
        "Penyajian (30 %)",
        "2 Hasil dan dampak dengan data sebelum–sesudah 20 % 78 15,60",
        "Jumlah 100 % 83,03",
        "Terbilang: delapan puluh tiga koma nol tiga. Nilai = bobot × skor; skala 0–100. "
        "Templat contoh, bukan bobot resmi.",
        "• Kekuatan: waktu layanan turun dari 45 menjadi 7 menit",
        "Jakarta, 12 Juli 2024",
        "Ditandatangani secara elektronik",
        "12 Juli 2024 10.31 WIB (waktu menurut laptop)",
        "kunci: badai-lontar-senja-tujuh-perak-huma",
        "K-05 SADELPOS · Penilai A1 · revisi 1 · sidik 7F3A-91C2-04DE-88B1",
        "Halaman 1 dari 1",
    ):
        assert expected in words
    # They stand beside the code and its caption, so that their lines interleave with it.
    for word in ("tidak tersertifikasi;", "perubahan", "dapat diketahui", "identitas lembar"):
        assert word in words


@pytest.mark.parametrize("claim", ["bsre", "sah dan mengikat", "waktu terjamin", "tidak dapat"])
def test_nothing_is_claimed_that_is_not_so(claim: str, tmp_path: Path) -> None:
    words = words_of(_render(samples.PAPER), tmp_path).lower()
    assert claim not in words
    assert words.count("tersertifikasi") == words.count("tidak tersertifikasi")


def test_the_same_values_make_the_same_bytes() -> None:
    assert _render(samples.PAPER) == _render(samples.PAPER)
    other = replace(samples.PAPER, key_words="lain")
    assert _render(other) != _render(samples.PAPER)


def test_what_is_kept_between_papers_changes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [samples.PAPER, samples.overfull_paper(), samples.PAPER]
    kept = [_render(paper) for paper in papers]
    for module in (blocks, score_sheet):
        monkeypatch.setattr(module, "Paragraph", platypus.Paragraph)
    monkeypatch.setattr(fonts._Font, "addObjects", ttfonts.TTFont.addObjects)
    assert [_render(paper) for paper in papers] == kept


def test_every_font_is_embedded(tmp_path: Path) -> None:
    for paper in (samples.PAPER, samples.overfull_paper()):
        fonts = fonts_of(_render(paper), tmp_path)
        assert len(fonts) == 3
        assert all(embedded for _, embedded in fonts), fonts


def test_the_properties_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(_render(samples.PAPER))
    properties = run("pdfinfo", file)
    assert "Lembar penilaian K-05 SADELPOS – Penilai A1" in properties
    assert "Author:          Penilai A1" in properties
    assert samples.EVENT.name in properties
    assert "595.276 x 841.89 pts (A4)" in properties


def test_a_real_event_is_not_called_a_sample(tmp_path: Path) -> None:
    event = samples.EVENT._replace(sample=False, name="PKRI 2024")
    words = words_of(_render(replace(samples.PAPER, event=event)), tmp_path)
    assert "CONTOH" not in words
    assert "rekaan" not in words


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    entry = samples.ENTRY._replace(predicate="", form_status="belum", unit="")
    event = samples.EVENT._replace(letterhead=(), city="")
    paper = replace(samples.PAPER, slot=None, notes=(), key_words="", entry=entry, event=event)
    words = words_of(_render(paper), tmp_path)
    assert "Sesi : di luar jadwal, Ruang A, Panel A" in words
    assert "Tidak ada catatan." in words
    assert "Predikat : –" in words
    assert "belum mengisi" in words
    assert "kunci:" not in words


def test_an_incomplete_sheet_is_not_printed() -> None:
    sheet = replace(samples.SHEET, scores={"c0": 80})
    with pytest.raises(ValueError, match="not complete"):
        _render(replace(samples.PAPER, sheet=sheet))


def test_an_overfull_sheet_flows_and_loses_nothing(tmp_path: Path) -> None:
    pages = pages_of(_render(samples.overfull_paper()), tmp_path)
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        words = " ".join(page.split())
        assert f"Halaman {number} dari {len(pages)}" in words
        assert "sidik 7F3A-91C2-04DE-88B1" in words
        assert "CONTOH – bukan dokumen resmi" in words
        assert words.count("Bobot Skor Nilai") == (re.search(r" 1,\d\d ", words) is not None)
    everything = " ".join(" ".join(pages).split())
    for number in range(1, 61):
        assert f"Kriteria {number} <b>&amp;" in everything
    for number in range(1, 41):
        assert everything.count(f"Catatan{number:02d}") == 6
    assert "menggantikan huruf yang tidak dapat dicetak" in everything
    assert "\u202e" not in everything
    last = " ".join(pages[-1].split())
    assert "Jakarta, 12 Juli 2024" in last
    assert "Ditandatangani secara elektronik" in last


@pytest.mark.parametrize("notes", range(0, 42))
def test_the_signature_is_never_torn_apart(notes: int, tmp_path: Path) -> None:
    note = replace(samples.NOTES[0], text="catatan singkat")
    pages = pages_of(_render(replace(samples.PAPER, notes=(note,) * notes)), tmp_path)
    signed = [page for page in pages if "Ditandatangani secara elektronik" in page]
    assert len(signed) == 1
    assert "Jakarta, 12 Juli 2024" in signed[0]
    assert "Kode lembar" in signed[0]
    assert signed[0].count("Penilai A1") >= 3


def test_the_widest_that_may_be_recorded_fits(tmp_path: Path) -> None:
    weights = [166] * 59 + [10_000 - 166 * 59]
    criteria = tuple(
        replace(samples.RUBRIC.criteria[0], id=f"c{n}", name="W" * 400, aspect="M" * 120, weight=w)
        for n, w in enumerate(weights)
    )
    sheet = replace(
        samples.SHEET,
        rubric=Rubric("r", "g1", "L" * 200, criteria),
        scores={criterion.id: 50 for criterion in criteria},
    )
    entry = samples.ENTRY._replace(
        title="W" * 400, unit="W" * 400, code="W" * 20, predicate="W" * 200
    )
    event = samples.EVENT._replace(
        name="W" * 400,
        notice="W" * 1000,
        letterhead=("W" * 200,) * 6,
        city="W" * 120,
    )
    long = replace(samples.NOTES[0], text="W" * 4000, tag="W" * 40)
    notes = (long, long, replace(samples.NOTES[0], text="a\n" * 2000))
    paper = replace(samples.PAPER, event=event, entry=entry, sheet=sheet, notes=notes)
    text = words_of(_render(paper), tmp_path)
    assert text.count("W") > 60 * 400 + 2 * 4000
    assert text.count("a ") >= 2000


def test_rounded_lines_that_do_not_add_up_are_explained(tmp_path: Path) -> None:
    weights = (3333, 3333, 3334)
    criteria = tuple(
        Criterion(f"c{n}", f"Kriteria {n}", "", "", weight, Scale(1, 7, 0, (4,)))
        for n, weight in enumerate(weights)
    )
    sheet = replace(
        samples.SHEET,
        rubric=Rubric("r", "g1", "", criteria),
        scores={"c0": 5, "c1": 5, "c2": 5},
    )
    words = words_of(_render(replace(samples.PAPER, sheet=sheet)), tmp_path)
    assert "Jumlah 100 % 5,00" in words
    assert "skala 1–7 tanpa 4" in words
    assert "Jumlah dihitung dari nilai sebelum dibulatkan." in words


def test_the_code_names_the_sheet() -> None:
    assert code_text(samples.PAPER, Fraction(8303, 100)) == (
        "PKRI1|abababababababab|K-05|A1|1|83,03|7f3a91c204de88b1"
    )
    awkward = replace(samples.PAPER, entry=samples.ENTRY._replace(code="K|" + "5" * 18))
    text = code_text(awkward, Fraction(0))
    assert text.split("|")[2] == "K/" + "5" * 18
    assert _render(awkward)
