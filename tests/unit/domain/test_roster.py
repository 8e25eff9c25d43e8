# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from pkri_desktop.domain.roster import Agency, Entry, Group


@pytest.mark.parametrize(
    ("short_title", "unit", "name", "presenter"),
    [
        ("SIMPATOR", "Bapenda", "SIMPATOR", "Bapenda, Pemprov Kaltim"),
        ("", "", "Judul panjang", "Pemprov Kaltim"),
    ],
)
def test_entry_is_named_by_short_title_and_unit_where_it_has_them(
    short_title: str, unit: str, name: str, presenter: str
) -> None:
    group, agency = Group("g", "K", "Khusus", 1), Agency("x", "Pemprov Kaltim", "provinsi", "")
    entry = Entry(
        "k-02", "K-02", group, agency, "Judul panjang", short_title, unit, "", "terkirim", "", ""
    )

    assert (name, presenter) == (entry.name, entry.presenter)
