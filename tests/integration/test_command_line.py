# SPDX-License-Identifier: MIT
"""The command line as a user meets it: processes of their own, on one sample day."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

import pkri_desktop
from pkri_desktop.workflow.issue import kit_name
from tests.unit.documents.tools import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("command-line")

SEED = "7"
SUMMARY_TYPES = {
    "entries": int,
    "assessors": int,
    "sheets": int,
    "signed": int,
    "verified": int,
    "records": int,
    "fingerprint": str,
    "score_fingerprint": str,
}


@dataclass(frozen=True)
class Demo:
    """A played day and the profile that it was played with."""

    folder: Path
    profile: Path
    said: str

    @property
    def event(self) -> Path:
        """Return the secretariat's file."""
        return self.folder / "kegiatan.pkri"

    @property
    def summary(self) -> dict[str, Any]:
        """Return what ``ringkasan.json`` says."""
        summary: dict[str, Any] = json.loads((self.folder / "ringkasan.json").read_bytes())
        return summary

    def kit(self, panel: str) -> Path:
        """Return a panel's kit."""
        return self.folder / "paket" / self.kit_name(panel)

    def kit_name(self, panel: str) -> str:
        """Return how a panel's kits are called."""
        with closing(sqlite3.connect(self.event)) as connection:
            rows = connection.execute("SELECT value FROM local WHERE key = 'event'")
            return kit_name(rows.fetchone()[0], panel)

    def returns(self) -> list[Path]:
        """Return what the assessors returned."""
        return sorted((self.folder / "kembali").iterdir())

    def call(self, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the program with this profile."""
        return call(self.profile, *arguments, **variables)


def call(
    profile: Path, *arguments: str | Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pkri_desktop", *(str(argument) for argument in arguments)],
        env=os.environ | {"PKRI_PROFILE": str(profile)} | variables,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def play(folder: Path) -> Demo:
    profile = folder / "profile"
    command = ("demo", "--to", folder / "day", "--seed", SEED, "--no-window", "--json")
    done = call(profile, *command)
    assert (done.returncode, done.stderr) == (0, "")
    return Demo(folder / "day", profile, done.stdout)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Return the played day; to be read only."""
    return play(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def copy(demo: Demo, tmp_path: Path) -> Demo:
    """Return a copy of the played day, to be changed."""
    shutil.copytree(demo.folder, tmp_path / "day")
    shutil.copytree(demo.profile, tmp_path / "profile")
    return Demo(tmp_path / "day", tmp_path / "profile", demo.said)


def fingerprint(demo: Demo, event: Path | None = None) -> str:
    return demo.call("fingerprint", event or demo.event).stdout.strip()


def change(event: Path, statement: str) -> None:
    with closing(sqlite3.connect(event)) as connection:
        assert connection.execute(statement).rowcount == 1
        connection.commit()


# -- demo ------------------------------------------------------------------------------------------


def test_the_demo_leaves_its_files(demo: Demo) -> None:
    names = {path.name for path in demo.folder.iterdir()}
    assert names >= {
        "kegiatan.pkri", "panel", "paket", "kembali", "lembar",
        "rekapitulasi.pdf", "akar.pem", "jendela.png", "ringkasan.json",
    }  # fmt: skip
    members = [f"penilai-{panel}{number}.pkri" for panel in "ab" for number in (1, 2, 3)]
    assert sorted(path.name for path in (demo.folder / "panel").glob("*.pkri")) == members
    kits = sorted(path.name for path in (demo.folder / "paket").iterdir())
    assert kits == sorted(demo.kit_name(panel) for panel in ("panel-a", "panel-b"))
    assert [path.suffix for path in demo.returns()] == [".pkrix"] * 6
    assert (demo.folder / "jendela.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_the_summary_adds_up(demo: Demo) -> None:
    summary = demo.summary
    assert {name: type(value) for name, value in summary.items()} == SUMMARY_TYPES
    assert (summary["entries"], summary["assessors"]) == (30, 6)
    sheets = list((demo.folder / "lembar").iterdir())
    assert {path.suffix for path in sheets} == {".pdf"}
    assert summary["signed"] == summary["verified"] == len(sheets)
    assert len(sheets) > 0


def test_the_demo_says_what_its_summary_says(demo: Demo) -> None:
    assert json.loads(demo.said) == demo.summary


def test_the_summary_has_the_fingerprints_of_the_file(demo: Demo) -> None:
    done = demo.call("fingerprint", demo.event, "--json")
    names = ("fingerprint", "score_fingerprint", "records")
    assert json.loads(done.stdout) == {name: demo.summary[name] for name in names}


def test_the_same_seed_gives_the_same_scores(
    demo: Demo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = play(tmp_path_factory.mktemp("again")).summary
    assert again["score_fingerprint"] == demo.summary["score_fingerprint"]
    assert again["fingerprint"] != demo.summary["fingerprint"]  # other keys, other records


def test_other_peoples_software_trusts_the_papers(demo: Demo, tmp_path: Path) -> None:
    database = f"sql:{tmp_path}"
    run("certutil", "-N", "-d", database, "--empty-password")
    root = demo.folder / "akar.pem"
    run("certutil", "-A", "-d", database, "-n", "root", "-t", ",C,", "-a", "-i", root)
    sheets = sorted((demo.folder / "lembar").iterdir())
    papers = [sheets[0], sheets[len(sheets) // 2], sheets[-1], demo.folder / "rekapitulasi.pdf"]
    for paper in papers:
        report = run("pdfsig", "-nssdir", database, paper)
        assert report.count("Signature Validation: Signature is Valid.") == 1
        assert report.count("Certificate Validation: Certificate is Trusted.") == 1
        assert report.count("Total document signed") == 1


def test_the_demo_does_not_write_over_somebodys_event(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "kegiatan.pkri").write_bytes(b"milik orang")
    done = demo.call("demo", "--to", tmp_path, "--no-window")
    assert (done.returncode, done.stdout) == (1, "")
    assert "kegiatan.pkri" in done.stderr
    assert (tmp_path / "kegiatan.pkri").read_bytes() == b"milik orang"


# -- receive ---------------------------------------------------------------------------------------


def test_receiving_again_adds_nothing(copy: Demo) -> None:
    done = copy.call("receive", copy.event, *copy.returns(), "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [(row["new"], row["refusal"]) for row in said["files"]] == [(0, None)] * 6
    assert [row["file"] for row in said["files"]] == [path.name for path in copy.returns()]
    assert said["fingerprint"] == copy.summary["fingerprint"]


def test_receiving_a_folder_receives_what_is_in_it(copy: Demo) -> None:
    done = copy.call("receive", copy.event, copy.folder / "kembali", "--json")
    said = json.loads(done.stdout)
    assert [row["new"] for row in said["files"]] == [0] * 6


def test_a_kit_founds_a_panel_file(copy: Demo, tmp_path: Path) -> None:
    path = tmp_path / "baru.pkri"
    done = copy.call("receive", path, copy.kit("panel-a"))
    assert (done.returncode, done.stderr) == (0, "")
    assert str(path) in done.stdout
    assert copy.call("check", path).returncode == 0


def test_a_rehearsal_changes_nothing(copy: Demo, tmp_path: Path) -> None:
    fresh = tmp_path / "baru.pkri"
    kit = copy.kit("panel-a")
    copy.call("receive", fresh, kit)
    newer = copy.call("issue", copy.event, "--panel", "panel-b", "--to", tmp_path / "baru")
    assert newer.returncode == 0
    before = fresh.read_bytes()
    done = copy.call("receive", fresh, tmp_path / "baru", "--dry-run", "--json")
    [row] = json.loads(done.stdout)["files"]
    assert (done.returncode, row["refusal"]) == (0, None)
    assert row["new"] > 0
    assert fresh.read_bytes() == before
    done = copy.call("receive", fresh, tmp_path / "baru", "--json")
    [received] = json.loads(done.stdout)["files"]
    assert received == row


def test_a_rehearsal_founds_no_file(demo: Demo, tmp_path: Path) -> None:
    kit = demo.kit("panel-a")
    done = demo.call("receive", tmp_path / "baru.pkri", kit, "--dry-run")
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "sampah.pkrix bukan berkas PKRI Desktop."),
        ("en", "sampah.pkrix is not a file of PKRI Desktop."),
    ],
)
def test_garbage_is_refused_in_ones_language(
    copy: Demo, tmp_path: Path, language: str, sentence: str
) -> None:
    garbage = tmp_path / "sampah.pkrix"
    garbage.write_bytes(os.urandom(500))
    before = fingerprint(copy)
    done = copy.call("receive", copy.event, garbage, PKRI_LANGUAGE=language)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(sentence)
    assert fingerprint(copy) == before


def test_garbage_beside_a_good_file_is_refused_alone(copy: Demo, tmp_path: Path) -> None:
    garbage = tmp_path / "sampah.pkrix"
    garbage.write_bytes(b"sampah")
    done = copy.call("receive", copy.event, garbage, copy.returns()[0], "--json")
    refusals = [row["refusal"] for row in json.loads(done.stdout)["files"]]
    assert (done.returncode, refusals) == (1, ["file.not-ours", None])


# -- issue, publish --------------------------------------------------------------------------------


def test_issue_writes_a_kit(copy: Demo, tmp_path: Path) -> None:
    done = copy.call("issue", copy.event, "--panel", "Panel A", "--to", tmp_path / "x", "--json")
    said = json.loads(done.stdout)
    kit = tmp_path / "x" / copy.kit_name("panel-a")
    assert (done.returncode, said["file"], said["panel"]) == (0, str(kit), "Panel A")
    assert said["records"] > 0
    root = copy.folder / "akar.pem"
    assert copy.call("verify", kit, "--root", root).returncode == 0


def test_an_unknown_panel_names_those_there_are(copy: Demo, tmp_path: Path) -> None:
    target = tmp_path / "x"
    done = copy.call("issue", copy.event, "--panel", "Panel Z", "--to", target)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Panel Z" in done.stderr
    assert "Panel A, Panel B" in done.stderr
    assert not target.exists()


def test_publish_writes_the_same_sheets_again(copy: Demo, tmp_path: Path) -> None:
    target = tmp_path / "terbit"
    done = copy.call("publish", copy.event, "--to", target, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["invalid"], said["unsigned"]) == (0, [], 0)
    sheets = {path.name: path.read_bytes() for path in (target / "lembar").iterdir()}
    expected = {path.name: path.read_bytes() for path in (copy.folder / "lembar").iterdir()}
    assert sheets == expected
    assert (target / "akar.pem").read_bytes() == (copy.folder / "akar.pem").read_bytes()


def test_issue_and_publish_need_the_secretariats_key(demo: Demo, tmp_path: Path) -> None:
    shutil.copyfile(demo.event, tmp_path / "kegiatan.pkri")
    event, target = tmp_path / "kegiatan.pkri", tmp_path / "x"
    for name, options in {"issue": ["--panel", "Panel A"], "publish": []}.items():
        done = call(tmp_path / "other-profile", name, event, *options, "--to", target)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Kunci untuk ")


# -- verify ----------------------------------------------------------------------------------------


def test_what_was_published_is_valid(demo: Demo) -> None:
    sheets = sorted((demo.folder / "lembar").iterdir())[:3]
    papers = [*sheets, demo.folder / "rekapitulasi.pdf", demo.returns()[0]]
    done = demo.call("verify", *papers, "--root", demo.folder / "akar.pem", "--json")
    said = json.loads(done.stdout)["files"]
    assert (done.returncode, [row["valid"] for row in said]) == (0, [True] * 5)


def test_a_flipped_byte_makes_a_pdf_invalid(demo: Demo, tmp_path: Path) -> None:
    data = bytearray((demo.folder / "rekapitulasi.pdf").read_bytes())
    data[len(data) // 3] ^= 1
    (tmp_path / "ubah.pdf").write_bytes(bytes(data))
    done = demo.call("verify", tmp_path / "ubah.pdf", "--root", demo.folder / "akar.pem")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("ubah.pdf: TIDAK SAH, ")


def test_nothing_is_valid_under_no_root(demo: Demo, tmp_path: Path) -> None:
    shutil.copyfile(demo.folder / "rekapitulasi.pdf", tmp_path / "x.pdf")
    done = call(tmp_path / "other-profile", "verify", tmp_path / "x.pdf", "--json")
    [row] = json.loads(done.stdout)["files"]
    assert (done.returncode, row["valid"], row["problem"]) == (1, False, "no-root")


# -- check, fingerprint ----------------------------------------------------------------------------


def test_all_is_well_after_the_demo(demo: Demo) -> None:
    done = demo.call("check", demo.event, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["well"], said["findings"]) == (0, True, [])
    assert said["records"] == demo.summary["records"]
    for path in sorted((demo.folder / "panel").glob("*.pkri"))[:2]:
        assert demo.call("check", path).returncode == 0


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (
            "UPDATE score SET steps = steps + 1 WHERE subject = (SELECT min(subject) FROM score)",
            "projection.stale",
        ),
        (
            "UPDATE record SET data = replace(data, '\"steps\":', '\"steps\":1') WHERE number ="
            " (SELECT min(number) FROM record WHERE kind = 'score.given'"
            " AND json_extract(data, '$.body.steps') < 100)",
            "record.hash",
        ),
    ],
)
def test_an_edit_behind_the_programs_back_is_found(
    copy: Demo, statement: str, finding: str
) -> None:
    change(copy.event, statement)
    done = copy.call("check", copy.event, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["well"]) == (1, False)
    assert finding in {row["what"] for row in said["findings"]}
    assert done.stderr != ""


def test_the_fingerprint_is_64_hexadecimal_digits(demo: Demo) -> None:
    done = demo.call("fingerprint", demo.event)
    assert done.returncode == 0
    assert re.fullmatch(r"[0-9a-f]{64}\n", done.stdout)
    assert done.stdout.strip() == demo.summary["fingerprint"]


@pytest.mark.parametrize("command", ["check", "fingerprint"])
def test_looking_changes_no_byte(copy: Demo, command: str) -> None:
    before = copy.event.read_bytes()
    copy.call(command, copy.event)
    assert copy.event.read_bytes() == before


@pytest.mark.parametrize("command", ["check", "fingerprint"])
def test_a_missing_event_is_refused(tmp_path: Path, command: str) -> None:
    done = call(tmp_path / "profile", command, tmp_path / "tiada.pkri")
    assert (done.returncode, done.stdout) == (1, "")
    assert "tiada.pkri" in done.stderr


# -- usage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("tidak-ada",), ("demo",), ("demo", "--to", "x", "--seed", "tujuh"), ("check",),
        ("receive", "x.pkri"), ("issue", "x.pkri", "--to", "y"), ("verify",),
        ("check", "x.pkri", "--tidak-ada"), ("check", "x.pkri", "--language", "fr"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = call(tmp_path / "profile", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: pkri-desktop")


def test_an_unknown_language_in_the_environment_is_indonesian(tmp_path: Path) -> None:
    done = call(tmp_path / "profile", "check", tmp_path / "x.pkri", PKRI_LANGUAGE="fr")
    assert done.returncode == 1
    assert done.stderr == "Berkas x.pkri tidak ditemukan. Periksa nama dan foldernya.\n"


def test_the_version_is_told(tmp_path: Path) -> None:
    done = call(tmp_path / "profile", "--version")
    assert (done.returncode, done.stdout) == (0, f"{pkri_desktop.__version__}\n")
