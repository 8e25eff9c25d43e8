# SPDX-License-Identifier: MIT
"""Comparison with a recapitulation that came another way."""

import csv
import io
import re
from fractions import Fraction
from pathlib import Path

from verifikator.findings import Findings
from verifikator.results import Results, rounded

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")


def compare(path: Path, results: Results, findings: Findings) -> None:
    """Report where a CSV file with the columns `code` and `mean` says something else.

    Columns may be separated by commas or semicolons, and decimals by a comma or a point. A mean
    that is empty or a dash says that there is none.

    Raises:
        OSError: The file cannot be read.
    """
    text = path.read_bytes().decode("utf-8-sig", "replace")
    first = text.split("\n", 1)[0]
    try:
        told = _table(text, ";" if ";" in first else ",", path.name, findings)
    except csv.Error as error:
        findings.add("recap.form", path.name, f"bukan CSV: {error}")
        return
    ours = {one.code: one.mean for one in results.entries}
    for code, mean in told.items():
        place = f"{path.name}: {code}"
        if code not in ours:
            findings.add("recap.unknown", place, "peserta tidak ada dalam berkas kegiatan")
            continue
        computed = ours[code]
        shown = "tidak ada" if computed is None else rounded(computed)
        if mean != ("" if computed is None else shown):
            findings.add("recap.mean", place, f"tertulis {mean or 'tidak ada'}, dihitung {shown}")
    for code in ours.keys() - told.keys():
        findings.add("recap.missing", f"{path.name}: {code}", "peserta tidak ada di rekapitulasi")


def _table(text: str, delimiter: str, name: str, findings: Findings) -> dict[str, str]:
    told: dict[str, str] = {}
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = reader.fieldnames or []
    if "code" not in columns or "mean" not in columns:
        findings.add("recap.form", name, "kolom code dan mean tidak ada")
        return told
    for row in reader:
        code, mean = (row["code"] or "").strip(), (row["mean"] or "").strip()
        place = f"{name}: {code}"
        if code in told:
            findings.add("recap.twice", place, "tertulis dua kali")
        if mean in ("", "-", "–", "—"):
            told[code] = ""
        elif _NUMBER.fullmatch(mean):
            told[code] = rounded(Fraction(mean.replace(",", ".")))
        else:
            findings.add("recap.form", place, "rata-rata bukan bilangan")
    return told
