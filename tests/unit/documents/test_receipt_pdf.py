# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.documents.receipt import (
    TITLE,
    ReceiptPaper,
    ReceivedPaper,
    ReceivedSheets,
    render_receipt,
)
from tests.unit.documents import samples
from tests.unit.documents.tools import fonts_of, pages_of, words_of

if TYPE_CHECKING:
    from pathlib import Path


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _file(number: int, sheets: int = 12) -> ReceivedPaper:
    codes = tuple(f"K-{place:02d}" for place in range(1, sheets + 1))
    author = ReceivedSheets(f"Penilai A{number}", codes, frozenset(codes[:1]), ("0123abcd" * 8,))
    return ReceivedPaper(f"kembali-{number}.pkrix", "Panel A", 431, 400, 31, (author,))


def _paper(*files: ReceivedPaper) -> ReceiptPaper:
    return ReceiptPaper(
        event=samples.EVENT,
        made_at=samples.MOMENT,
        files=files,
        refused=(),
        fingerprint=_digest("state"),
        words="badai lontar senja tujuh perak huma",
        file="tanda-terima-20240712-1031-ab12cd34.pkrit",
        digest="c0ffee1234567890" * 4,
        signed_by="Sekretariat",
    )


def _render(paper: ReceiptPaper) -> bytes:
    return render_receipt(paper, samples.FONTS)


def test_receipt_says_what_came_and_how_far_the_sheets_are(tmp_path: Path) -> None:
    words = words_of(_render(_paper(_file(1, 3))), tmp_path)
    for expected in (
        TITLE,
        "CONTOH – bukan dokumen resmi",
        "Jumat, 12 Juli 2024, pukul 10.31 WIB (waktu menurut laptop)",
        "1 diterima",
        "badai lontar senja tujuh perak huma",
        "1 kembali-1.pkrix · Panel A 400 31 431",
        "Penilai A1 – 3 lembar final: K-01*, K-02, K-03",
        "rekaman terakhir 0123-ABCD-0123-ABCD",
        "* PDF bertanda tangan belum diterima.",
        "tanda-terima-20240712-1031-ab12cd34.pkrit",
        "Yang menyerahkan,",
        "Sekretariat,",
        "sidik C0FF-EE12-3456-7890",
    ):
        assert expected in words
    assert "Ditolak" not in words


def test_refused_file_is_named_with_its_reason(tmp_path: Path) -> None:
    refused = (("foto.jpg", "foto.jpg bukan berkas PKRI Desktop."), ("x.pkrix", "Rusak."))
    words = words_of(_render(replace(_paper(), refused=refused)), tmp_path)
    assert "0 diterima, 2 ditolak" in words
    assert "• foto.jpg bukan berkas PKRI Desktop." in words
    assert "• x.pkrix: Rusak." in words


def test_the_secretariats_own_records_have_no_sheets(tmp_path: Path) -> None:
    office = ReceivedSheets("Sekretariat", None, frozenset(), ("ab" * 32,))
    nobody = ReceivedSheets("Penilai A9", (), frozenset(), ("cd" * 32,))
    words = words_of(_render(_paper(replace(_file(1), sheets=(office, nobody)))), tmp_path)
    assert "Sekretariat rekaman terakhir ABAB" in words
    assert "Penilai A9 – belum ada lembar final" in words


@pytest.mark.parametrize(("files", "pages"), [(1, 1), (6, 1), (12, 2), (60, 4)])
def test_more_files_flow_to_further_pages(files: int, pages: int, tmp_path: Path) -> None:
    found = pages_of(_render(_paper(*(_file(n) for n in range(files)))), tmp_path)
    assert len(found) == pages
    for number in range(files):
        assert any(f"kembali-{number}.pkrix" in page for page in found)
    assert "Tanda terima ini menyebut" in found[-1]  # the signature is never alone on a page


def test_awkward_and_endless_content_is_printed(tmp_path: Path) -> None:
    codes = tuple(f"K-{place}" for place in range(2_000))
    awkward = ReceivedSheets(samples.AWKWARD_TEXT * 8, codes, frozenset(), ("ab" * 32,) * 30)
    file = replace(_file(1), file="x" * 255, panel="Panel " + "Nusantara " * 11, sheets=(awkward,))
    paper = replace(_paper(file), refused=((samples.AWKWARD_TEXT, samples.AWKWARD_TEXT * 9),))
    pdf = _render(paper)
    assert "K-1999" in words_of(pdf, tmp_path)
    assert all(embedded for _, embedded in fonts_of(pdf, tmp_path))


def test_the_same_values_make_the_same_bytes() -> None:
    assert _render(_paper(_file(1))) == _render(_paper(_file(1)))
