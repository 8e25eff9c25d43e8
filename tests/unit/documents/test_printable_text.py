# SPDX-License-Identifier: MIT
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkri_desktop.documents import text
from pkri_desktop.documents.fonts import REGULAR, can_show, register_fonts, text_width
from tests.unit.documents.samples import FONTS


@pytest.fixture(autouse=True, scope="module")
def _faces() -> None:
    register_fonts(FONTS)
    register_fonts(FONTS)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ā é ñ", "Ā é ñ"),
        ("e\u0301", "é"),
        ("a\u202egnirts\u202c\u200b\ufeff", "agnirts"),
        ("satu\r\ndua\u2028tiga", "satu\ndua\ntiga"),
        ("a\tb\x00c\x7f", "a bc"),
        ("45 → 7 − 1, ≥ 3 ✓", "45 → 7 − 1, ≥ 3 ✓"),
        ("🌊", text.REPLACEMENT),
        ("مر", text.REPLACEMENT * 2),
        ("\ud800", text.REPLACEMENT),
        ("👍\ufe0f", text.REPLACEMENT),
        ("x" + "\u0323" * 30, "x\u0323\u0323"),
    ],
)
def test_only_what_can_be_shown_is_printed(typed: str, printed: str) -> None:
    assert text.printable(typed) == printed


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_is_typed_can_be_printed(typed: str) -> None:
    printed = text.printable(typed)
    assert all(can_show(character) or character == "\n" for character in printed)
    assert not any(unicodedata.category(c) == "Cf" for c in printed)


def test_markup_shows_signs_instead_of_obeying_them() -> None:
    assert text.markup("<b>a & b</b>\nc") == "&lt;b&gt;a &amp; b&lt;/b&gt; c"
    assert text.markup_lines("\n<i>a\n&c\n") == "&lt;i&gt;a<br/>&amp;c"


@settings(deadline=None)
@given(st.text(max_size=80), st.floats(20, 400))
def test_a_fitted_line_fits(typed: str, width: float) -> None:
    line = text.fitted(typed, width, REGULAR, 7)
    assert text_width(line, REGULAR, 7) <= width
    assert "\n" not in line


def test_long_names_are_shortened_visibly() -> None:
    assert text.shortened("a" * 200) == "a" * 159 + "…"
    assert text.shortened(" a \n b ") == "a b"
