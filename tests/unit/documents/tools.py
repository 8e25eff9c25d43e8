# SPDX-License-Identifier: MIT
"""Other people's software that judges our PDFs."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def run(program: str, *arguments: str | Path) -> str:
    """Return what ``program`` prints; fail plainly when it is not installed."""
    if shutil.which(program) is None:
        pytest.fail(f"{program} is missing: apt-get install poppler-utils libnss3-tools")
    command = [program, *(str(argument) for argument in arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def text_of(pdf: bytes, folder: Path) -> str:
    """Return the text of ``pdf`` as laid out, read by poppler."""
    file = folder / "text.pdf"
    file.write_bytes(pdf)
    return run("pdftotext", "-layout", file, "-")


def words_of(pdf: bytes, folder: Path) -> str:
    """Return the text of ``pdf`` with all white space as single spaces."""
    return " ".join(text_of(pdf, folder).split())


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    """Return the text of each page."""
    return text_of(pdf, folder).split("\f")[:-1]


def fonts_of(pdf: bytes, folder: Path) -> list[tuple[str, bool]]:
    """Return the name of each font and whether it is embedded."""
    file = folder / "fonts.pdf"
    file.write_bytes(pdf)
    rows = [line.split() for line in run("pdffonts", file).splitlines()[2:]]
    return [(row[0], row[-5] == "yes") for row in rows]
