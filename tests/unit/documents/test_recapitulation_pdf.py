# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.analysis.completeness import completeness
from pkri_desktop.documents.recapitulation import NOT_A_DECISION, render_recapitulation
from pkri_desktop.domain.closing import Closing, MemberClosing, Release
from pkri_desktop.domain.sheet import SheetStatus
from tests.unit.documents import samples
from tests.unit.documents.tools import fonts_of, pages_of, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pkri_desktop.domain.results import Recapitulation

AT = 1_720_775_100_000  # 2024-07-12 16.05 in Jakarta


def _render(
    recap: Recapitulation,
    closings: Mapping[str, Closing] | None = None,
    release: Release | None = None,
) -> bytes:
    return render_recapitulation(
        recap,
        completeness(recap.results, closings or {}, ()),
        release,
        samples.FONTS,
        words="abjad acara adat",
        signed_by="Sekretariat PKRI",
        made_at=samples.MOMENT,
    )


def _closed(recap: Recapitulation) -> dict[str, Closing]:
    """Return closings by which every panel says what is there."""
    said = {}
    for count in completeness(recap.results, {}, ()).panels:
        members = []
        for who in count.panel.members:
            own = [sheet.status for _, sheet, _ in count.sheets if sheet.assessor.id == who]
            final = sum(one in (SheetStatus.FINAL, SheetStatus.SIGNED) for one in own)
            members.append(MemberClosing(who, final, own.count(SheetStatus.RECUSED), ""))
        absent = {r.entry.id for r in recap.results if r.absent} & set(count.panel.entries)
        said[count.panel.id] = Closing(
            count.panel.id, count.panel.chair, AT, tuple(members), tuple(absent), ""
        )
    return said


def test_equal_means_stand_at_one_place(tmp_path: Path) -> None:
    recap = samples.recapitulation(per_group=3, groups=1, troubles=False)
    first, second, third = recap.results
    level = replace(recap, results=(first, replace(second, mean=first.mean), third))

    words = words_of(_render(level), tmp_path)

    for part in ("1 K-01", "1 K-02", "3 K-03"):
        assert part in words


def test_without_closings_it_is_provisional_and_says_what_is_missing(tmp_path: Path) -> None:
    words = words_of(_render(samples.recapitulation(troubles=False)), tmp_path)

    assert "REKAPITULASI SEMENTARA NILAI PRESENTASI DAN WAWANCARA" in words
    assert "Belum final dan bukan hasil akhir: belum ditutup" in words


def test_reason_for_being_final_all_the_same_is_printed(tmp_path: Path) -> None:
    recap = samples.recapitulation()
    release = Release(AT, "Laptop B2 rusak, disetujui pleno.", frozenset())

    words = words_of(_render(recap, release=release), tmp_path)

    assert "SEMENTARA" not in words
    assert "Dinyatakan final oleh sekretariat pada 12 Juli 2024 pukul 16.05" in words
    assert "Alasan: Laptop B2 rusak, disetujui pleno. " in words
    assert "lembar belum ada (Penilai" in words


def test_thirty_entries_in_three_groups_are_one_page(tmp_path: Path) -> None:
    pages = pages_of(_render(samples.recapitulation()), tmp_path)
    assert len(pages) == 1
    words = " ".join(pages[0].split())
    for expected in (
        "REKAPITULASI SEMENTARA NILAI PRESENTASI DAN WAWANCARA",
        "CONTOH – bukan dokumen resmi",
        "Keberlanjutan",
        "Replikasi",
        "Penguatan",
        "1 K-01 SADELPOS · Pemprov Kalimantan Timur 90,00 89,59 89,18 89,59 3 dari 3",
        NOT_A_DECISION,
        "Panel A: 1 Penilai A1, 2 Penilai A2, 3 Penilai A3.",
        "Sidik data: C0FF-EE12-3456-7890 (abjad acara adat)",
        "Sekretariat,",
        "Halaman 1 dari 1",
    ):
        assert expected in words


def test_four_ways_of_having_no_score_and_a_zero_look_different(tmp_path: Path) -> None:
    words = words_of(_render(samples.recapitulation()), tmp_path)
    assert "87,26 berh. 86,44 86,85* 2 dari 3 berhalangan: Penilai A2" in words
    assert "0,00 85,48 85,07 56,85 3 dari 3" in words
    assert "80,41 80,00 belum 80,21* 2 dari 3 belum lengkap" in words
    assert "selisih 78,63 78,22 – 2 dari 3 selisih belum" in words
    assert "absen absen absen – 0 dari 3 tidak hadir" in words
    for meaning in (
        "berhalangan karena benturan kepentingan",
        "= peserta tidak",
        "bukan nilai nol",
    ):
        assert meaning in words


def test_only_what_has_a_mean_has_a_number(tmp_path: Path) -> None:
    words = words_of(_render(samples.recapitulation()), tmp_path)
    assert "1 K-01 " in words
    assert "8 K-08 " in words
    assert "– K-09 " in words  # in conflict
    assert "– K-10 " in words  # absent
    assert "9 K-09 " not in words


def test_mean_of_some_assessors_is_marked_and_the_mark_explained(tmp_path: Path) -> None:
    recap = samples.recapitulation(troubles=False)
    words = words_of(_render(recap), tmp_path)
    assert "*" not in words
    first = recap.results[0]
    sheets = (
        first.sheets[0],
        *(replace(s, status=SheetStatus.IN_PROGRESS, total=None) for s in first.sheets[1:]),
    )
    alone = replace(first, sheets=sheets, mean=first.sheets[0].total)
    words = words_of(_render(replace(recap, results=(alone, *recap.results[1:]))), tmp_path)
    assert "90,00* 1 dari 3" in words
    assert "* = rata-rata tidak" in words


def test_panels_stand_in_the_order_of_their_names(tmp_path: Path) -> None:
    recap = samples.recapitulation()
    turned = replace(recap, results=tuple(reversed(recap.results)))
    words = words_of(_render(turned), tmp_path)
    places = [words.index(f"Panel {letter}: 1 Penilai") for letter in "ABC"]
    assert places == sorted(places)


@pytest.mark.parametrize("status", list(SheetStatus))
def test_a_sheet_that_does_not_count_is_never_a_number(status: SheetStatus, tmp_path: Path) -> None:
    recap = samples.recapitulation(per_group=1, groups=1, troubles=False)
    result = recap.results[0]
    sheets = tuple(replace(sheet, status=status, total=None) for sheet in result.sheets)
    alone = replace(result, sheets=sheets, mean=None)
    words = words_of(_render(replace(recap, results=(alone,))), tmp_path)
    assert "0,00" not in words
    assert "0 dari 3" in words


def test_the_same_values_make_the_same_bytes() -> None:
    assert _render(samples.recapitulation()) == _render(samples.recapitulation())


@pytest.mark.parametrize(
    ("per_group", "groups", "assessors"), [(25, 4, 5), (10, 3, 9), (60, 1, 1), (5, 2, 15)]
)
def test_more_flows_to_further_pages(
    per_group: int, groups: int, assessors: int, tmp_path: Path
) -> None:
    recap = samples.recapitulation(per_group, groups, assessors, troubles=assessors > 1)
    pdf = _render(recap)
    pages = pages_of(pdf, tmp_path)
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in " ".join(page.split())
    words = " ".join(" ".join(pages).split())
    for result in recap.results:
        assert f" {result.entry.code} " in words
    assert all(embedded for _, embedded in fonts_of(pdf, tmp_path))


def test_nobody_and_nothing_can_be_printed(tmp_path: Path) -> None:
    recap = samples.recapitulation()
    words = words_of(_render(replace(recap, results=(), groups=())), tmp_path)
    assert "0 peserta" in words
    unassigned = replace(recap.results[0], sheets=(), panel=None, mean=None)
    words = words_of(_render(replace(recap, results=(unassigned,))), tmp_path)
    assert "– 0 dari 0 belum lengkap" in words


def test_awkward_names_and_many_panels_are_printed(tmp_path: Path) -> None:
    recap = samples.recapitulation()
    awkward = tuple(
        replace(
            result,
            entry=result.entry._replace(short_title=samples.AWKWARD_TEXT * 8, code=f"&{n}"),
            panel=samples.PANEL._replace(name=f"Panel {n} {samples.AWKWARD_TEXT * 4}"),
        )
        for n, result in enumerate(recap.results * 5)
    )
    words = words_of(_render(replace(recap, results=awkward)), tmp_path)
    assert "&149" in words
    assert "Panel 149" in words
    assert "Ditandatangani secara elektronik" in words
