# SPDX-License-Identifier: MIT
"""Values that the tests of paper share: a usual event, and one that is as awkward as can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from pkri_desktop.documents.score_sheet import SheetPaper
from pkri_desktop.domain import scoring
from pkri_desktop.domain.note import Note
from pkri_desktop.domain.results import EntryResult, Recapitulation, SheetResult
from pkri_desktop.domain.roster import Agency, Assessor, Entry, Event, Group, Panel
from pkri_desktop.domain.rubric import Criterion, Rubric, Scale
from pkri_desktop.domain.schedule import Slot
from pkri_desktop.domain.sheet import Decision, ScoreSheet, SheetStatus

FONTS = Path(__file__).parents[3] / "resources" / "fonts"

FINALISED = "7f3a91c204de88b1" + "0" * 48
MOMENT = datetime(2024, 7, 12, 10, 31)  # noqa: DTZ001 -- local time of the event

EVENT = Event(
    id="ab" * 32,
    name="Pemantauan Keberlanjutan dan Replikasi Inovasi Pelayanan Publik 2024 (contoh)",
    short_name="PKRI 2024",
    decree="",
    day=date(2024, 7, 12),
    city="Jakarta",
    timezone="WIB",
    panel_label="Tim Penilai Independen",
    letterhead=(
        "NAMA KEMENTERIAN / LEMBAGA / PEMERINTAH DAERAH",
        "UNIT PENYELENGGARA",
        "Alamat, telepon, laman",
    ),
    notice="Susunan panel, jadwal, bobot, nilai, dan catatan dalam contoh ini adalah rekaan.",
    sample=True,
)
GROUP = Group("g1", "K", "Keberlanjutan", 1)
ENTRY = Entry(
    id="e05",
    code="K-05",
    group=GROUP,
    agency=Agency("a1", "Pemerintah Provinsi Kalimantan Timur", "provinsi", "Kalimantan Timur"),
    title="SADELPOS (Samsat Delivery Pos)",
    short_title="SADELPOS",
    unit="Badan Pendapatan Daerah",
    predicate="Top 99/2019",
    form_status="terkirim",
    source="",
    summary="",
)
PANEL = Panel("p1", "Panel A", "Ruang A", "A1", ("A1", "A2", "A3"), ("e05",))
SLOT = Slot("s1", "e05", "p1", datetime(2024, 7, 12, 10, 5), 10, 10)  # noqa: DTZ001
ASSESSOR = Assessor("A1", "Penilai A1")

_CRITERIA = (
    ("Operasional dan jangkauan saat ini", "Substansi", 1500, 85),
    ("Hasil dan dampak dengan data sebelum–sesudah", "Substansi", 2000, 78),
    ("Kelembagaan: regulasi, SOP, anggaran, SDM", "Substansi", 1500, 90),
    ("Pengembangan sejak penghargaan", "Substansi", 1000, 72),
    ("Bukti dan evaluasi", "Substansi", 1000, 81),
    ("Kejelasan dan struktur paparan", "Penyajian", 1000, 88),
    ("Penguasaan saat menjawab", "Penyajian", 1200, 84),
    ("Media dan ketepatan waktu", "Penyajian", 500, 80),
    ("Kehadiran pimpinan tertinggi", "Penyajian", 300, 100),
)
RUBRIC = Rubric(
    revision="r1",
    group="g1",
    label="Templat contoh, bukan bobot resmi",
    criteria=tuple(
        Criterion(f"c{place}", name, "", aspect, weight, Scale())
        for place, (name, aspect, weight, _) in enumerate(_CRITERIA)
    ),
)
SHEET = ScoreSheet(
    entry="e05",
    assessor="A1",
    rubric=RUBRIC,
    scores={f"c{place}": steps for place, (*_, steps) in enumerate(_CRITERIA)},
    decision=Decision.FINAL,
    revision=1,
    finalised=FINALISED,
)
NOTES = tuple(
    Note(f"n{place}", "A1", "e05", text, tag, "10:12")
    for place, (tag, text) in enumerate(
        (
            ("kekuatan", "waktu layanan turun dari 45 menjadi 7 menit, data 2019–2023 (contoh)."),
            ("perbaikan", "ketergantungan pada satu mitra pengiriman di tiga kabupaten (contoh)."),
            ("rekomendasi", "petakan replikasi ke kabupaten perbatasan (contoh)."),
        )
    )
)
PAPER = SheetPaper(
    event=EVENT,
    entry=ENTRY,
    panel=PANEL,
    slot=SLOT,
    assessor=ASSESSOR,
    role="anggota",
    sheet=SHEET,
    notes=NOTES,
    finalised_at=MOMENT,
    key_words="badai-lontar-senja-tujuh-perak-huma",
)

AWKWARD_TEXT = (
    "<b>&amp; a < b & c > d</b> 🌊🇮🇩 مرحبا \u202edrowkcab\u202c \x00\x07 Z" + "\u0301" * 20
)


def overfull_paper() -> SheetPaper:
    """Return sixty criteria with long names, forty long notes, long titles, awkward letters."""
    weights = [166] * 59 + [10_000 - 166 * 59]
    criteria = tuple(
        Criterion(
            f"c{place}",
            f"Kriteria {place + 1} {AWKWARD_TEXT} " + "panjang sekali " * (place % 9),
            "",
            f"Aspek {place // 10 + 1}",
            weight,
            Scale(),
        )
        for place, weight in enumerate(weights)
    )
    notes = tuple(
        Note(f"n{place}", "A1", "e05", f"Catatan{place:02d} {AWKWARD_TEXT} " * 6, "bukti", "10:12")
        for place in range(1, 41)
    )
    return replace(
        PAPER,
        entry=ENTRY._replace(title="Judul " + "x" * 394, unit="Unit & <Bagian> " * 25),
        assessor=Assessor("A1", "Penilai " + "dengan nama panjang " * 12),
        sheet=replace(
            SHEET,
            rubric=Rubric("r2", "g1", "", criteria),
            scores={criterion.id: 77 for criterion in criteria},
        ),
        notes=notes,
    )


def recapitulation(
    per_group: int = 10, groups: int = 3, assessors: int = 3, *, troubles: bool = True
) -> Recapitulation:
    """Return made-up results, among them each way of having none."""
    kinds = tuple(
        Group(f"g{place}", name[0], name, place) for place, name in enumerate(_GROUPS[:groups])
    )
    results: list[EntryResult] = []
    for group in kinds:
        letter = chr(ord("A") + group.position)
        panel = PANEL._replace(id=group.id, name=f"Panel {letter}")
        members = [
            Assessor(f"{letter}{n}", f"Penilai {letter}{n}") for n in range(1, assessors + 1)
        ]
        results += [
            _result(group, panel, members, number, troubles=troubles) for number in range(per_group)
        ]
    return Recapitulation(EVENT, kinds, tuple(results), "c0ffee1234567890" + "0" * 48)


_GROUPS = ("Keberlanjutan", "Replikasi", "Penguatan", "Lainnya")
_TITLES = (
    ("SADELPOS", "Pemerintah Provinsi Kalimantan Timur"),
    ("Surabaya Single Window (SSW)", "Pemerintah Kota Surabaya"),
    ("Fiducia Online", "Kementerian Hukum dan HAM"),
    ("GRMS Surabaya", "Pemerintah Kota Surabaya"),
    ("Format Hulu Hilir", "Pemerintah Provinsi Aceh"),
    ("Gancang Aron", "Pemerintah Kabupaten Banyuwangi"),
    ("Sistem Informasi Penanggulangan Kemiskinan", "Pemerintah Kabupaten Bandung Barat"),
    ("Laboratorium Kemiskinan", "Pemerintah Kabupaten Pekalongan"),
    ("PESAN EMAK", "Badan Pengawas Obat dan Makanan"),
    ("Jemput Bola Terpadu", "Pemerintah Kabupaten Kepulauan Siau Tagulandang Biaro"),
)


def _result(
    group: Group, panel: Panel, members: list[Assessor], number: int, *, troubles: bool
) -> EntryResult:
    name, agency = _TITLES[number % len(_TITLES)]
    entry = ENTRY._replace(
        id=f"{group.id}-{number}",
        code=f"{group.code}-{number + 1:02d}",
        group=group,
        title=name,
        short_title=name,
        agency=ENTRY.agency._replace(name=agency),
    )
    sheets = [
        SheetResult(member, SheetStatus.SIGNED, Fraction(9000 - 137 * number - 41 * place, 100))
        for place, member in enumerate(members)
    ]
    absent = conflict = False
    if troubles and number == 2:
        sheets[1] = SheetResult(members[1], SheetStatus.RECUSED, None)
    if troubles and number == 3:
        sheets[0] = SheetResult(members[0], SheetStatus.SIGNED, Fraction(0))
    if troubles and number == 7:
        sheets[-1] = SheetResult(members[-1], SheetStatus.IN_PROGRESS, None)
    if troubles and number == 8:
        conflict = True
        sheets[0] = SheetResult(members[0], SheetStatus.CONFLICT, None)
    if troubles and number == 9:
        absent = True
        sheets = [SheetResult(member, SheetStatus.ABSENT, None) for member in members]
    totals = [sheet.total for sheet in sheets if sheet.total is not None]
    mean = None if absent or conflict else scoring.mean(totals)
    return EntryResult(entry, panel, tuple(sheets), absent, conflict, mean)
