# SPDX-License-Identifier: MIT
"""The program, as a black box, against the verifier that was written from docs/file-format.md.

Whatever one says of the sample event, the other must say too; and what somebody changes in the file
with a database editor must escape neither.
"""

import contextlib
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from pkri_desktop.store.inspection import Inspection
from tests.trust import edits
from tests.trust.places import any_seed
from tests.trust.played import Day, play, verified
from verifikator.results import rounded

pytestmark = pytest.mark.xdist_group("verifier")

CODE = "CNTH-CNTH-CNTH"
PASSPHRASE = "contoh saja"  # public: it opens the sample's keys only
EDITS = 40
ROOT = Path(__file__).parents[2]
ROW = re.compile(r"\s*(?:\d+|–)\s+([A-Z]{1,3}-\d+)\s(.*)\s(\d+,\d\d|–)\*?\s+(\d+) dari (\d+)\b")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return play(tmp_path_factory.mktemp("verifier"))


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDI_CONTOH", PASSPHRASE)


def packages(day: Day, folder: str) -> list[Path]:
    found = sorted((day.folder / folder).glob("*.pkrix"))
    assert found
    return found


# Agreement


def sources(day: Day, which: str) -> list[object]:
    """Files that each hold the whole day together, and what opens them."""
    panels = sorted((day.folder / "panel").glob("*.pkri"))
    assert panels
    kits: list[object] = [*packages(day, "paket"), f"--code={CODE}"]
    returns: list[object] = [*packages(day, "kembali"), *day.keys()]
    together: dict[str, list[object]] = {
        "central": [day.central],
        "panels": [day.central, *panels],
        "returns": [day.central, *returns],
        "kits": [day.central, *kits],
        "packages alone": [*kits, *returns],
        "everything": [day.central, *panels, *kits, *returns],
    }
    return together[which]


@pytest.mark.parametrize(
    "which", ["central", "panels", "returns", "kits", "packages alone", "everything"]
)
def test_both_say_the_same(day: Day, which: str) -> None:
    told = day.told("fingerprint", day.central)
    checked = day.told("check", day.central)
    report = verified(*sources(day, which), f"--root={day.folder / 'akar.pem'}")
    assert report["findings"] == []
    assert report["state_fingerprint"] == told["fingerprint"] == checked["fingerprint"]
    assert report["score_fingerprint"] == told["score_fingerprint"]
    assert report["records"] == told["records"] == checked["records"]
    if which == "central":
        assert report["seals"] == checked["seals"]
        assert len(report["conflicts"]) == checked["conflicts"]
        assert len(report["forks"]) == checked["forks"]


def test_each_panel_by_itself(day: Day) -> None:
    for path in sorted((day.folder / "panel").glob("*.pkri")):
        told = day.told("fingerprint", path)
        report = verified(path)
        assert report["findings"] == []
        assert report["state_fingerprint"] == told["fingerprint"]
        assert report["score_fingerprint"] == told["score_fingerprint"]
        assert report["records"] == told["records"]


def test_each_kit_by_itself(day: Day) -> None:
    for path in packages(day, "paket"):
        assert verified(path, f"--code={CODE}")["findings"] == []
        assert verified(path)["well"] is False  # closed without the code
        assert verified(path, "--code=CNTH-CNTH-CNTJ")["well"] is False


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_the_printed_recapitulation(day: Day, tmp_path: Path) -> None:
    day.told("publish", day.central, "--to", tmp_path / "terbit")
    for pdf in (day.folder / "rekapitulasi.pdf", tmp_path / "terbit" / "rekapitulasi.pdf"):
        printed = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True
        )
        rows = {}
        for line in printed.stdout.decode().splitlines():
            match = ROW.match(line)
            if match:
                code, middle, mean, counted, _ = match.groups()
                assert code not in rows
                totals = re.findall(r"(?<=\s)\d{1,3},\d\d(?!\d)", middle)
                rows[code] = (None if mean == "–" else mean, int(counted), sorted(totals))
        table = tmp_path / "rekapitulasi.csv"
        lines = [f"{code};{mean or ''}" for code, (mean, _, _) in rows.items()]
        table.write_text("\n".join(["code;mean", *lines]) + "\n")
        root = tmp_path / "terbit" / "akar.pem"
        report = verified(day.central, f"--recap={table}", f"--root={root}")
        assert report["findings"] == []
        counted_totals: dict[str, list[str]] = {one["code"]: [] for one in report["entries"]}
        for sheet in report["sheets"]:
            if sheet["counts"]:
                counted_totals[sheet["code"]].append(rounded(Fraction(sheet["total"])))
        assert rows == {
            one["code"]: (one["mean"], one["counted"], sorted(counted_totals[one["code"]]))
            for one in report["entries"]
        }
        assert len(rows) == 30


def test_every_signed_sheet_is_shown_as_signed(day: Day) -> None:
    signed = [one for one in verified(day.central)["sheets"] if one["signed"]]
    assert len(signed) == len(list((day.folder / "lembar").glob("*.pdf")))


def test_edits_are_found(day: Day, tmp_path: Path) -> None:
    found = edits.look(day, tmp_path, EDITS, any_seed(), children=1)
    assert found.escaped == []
    assert found.edits.total() == EDITS


def _nothing_looked_at(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Inspection, "findings", lambda self: iter(()))


def _projections_not_compared(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Inspection, "_stale_projections", lambda self: iter(()))


def _verifier_sees_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(edits, "found_by_verifier", lambda path: set())


@pytest.mark.parametrize(
    ("plant", "kinds"),
    [
        (_nothing_looked_at, edits.FORGERIES[2:5]),
        (_projections_not_compared, [edits.Editor.cell] * 8),
        (_verifier_sees_nothing, edits.FORGERIES[:2]),
    ],
)
def test_a_check_that_is_blind_is_found_out(
    day: Day,
    tmp_path: Path,
    plant: Callable[[pytest.MonkeyPatch], None],
    kinds: Sequence[edits.Edit],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(monkeypatch)
    assert edits.edit_and_look(day, tmp_path, range(len(kinds)), 3, kinds).escaped != []


def test_turns_and_numbers_do_not_matter(day: Day, tmp_path: Path) -> None:
    path = tmp_path / "a.pkri"
    shutil.copyfile(day.central, path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        (turn,) = db.execute("SELECT max(number) FROM turn WHERE undone_by = 0").fetchone()
        for table in ("record", "seal", "attachment"):
            db.execute(f"UPDATE {table} SET turn = ?", (turn,))  # noqa: S608
        db.execute("UPDATE record SET number = -number")
        db.commit()
    report = verified(path)
    assert report["findings"] == []
    assert report["state_fingerprint"] == day.told("fingerprint", day.central)["fingerprint"]
