# SPDX-License-Identifier: MIT
from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import segno
from reportlab.pdfgen.canvas import Canvas

from pkri_desktop.documents.qr import QrCode, qr_modules
from tests.unit.documents.tools import run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "PKRI1|abababababababab|K-05|A1|1|83,03|7f3a91c204de88b1"
MODULE = 8


def test_the_drawn_code_is_the_computed_one(tmp_path: Path) -> None:
    matrix = segno.make_qr(TEXT, error="m", mask=2, boost_error=False).matrix
    side = MODULE * len(matrix)
    output = BytesIO()
    canvas = Canvas(output, pagesize=(side, side))
    QrCode(TEXT, side).drawOn(canvas, 0, 0)
    canvas.save()
    (tmp_path / "code.pdf").write_bytes(output.getvalue())
    run("pdftoppm", "-r", "72", "-gray", "-singlefile", tmp_path / "code.pdf", tmp_path / "code")
    pixels = (tmp_path / "code.pgm").read_bytes()[-side * side :]
    middle = MODULE // 2
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            pixel = pixels[(row * MODULE + middle) * side + column * MODULE + middle]
            assert (pixel < 128) == bool(dark), (row, column)


def test_the_code_for_a_screen_is_the_printed_one() -> None:
    matrix = segno.make_qr(TEXT, error="m", mask=2, boost_error=False).matrix

    assert [[int(dark) for dark in row] for row in qr_modules(TEXT)] == [list(r) for r in matrix]
