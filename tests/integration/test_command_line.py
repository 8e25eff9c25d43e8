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
from argparse import Namespace
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import pkri_desktop
from pkri_desktop.cli.command import Command
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.runtime.clock import SystemClock
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.issue import kit_name
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.phrases import LANGUAGES
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit
from pkri_desktop.workflow.room import Room, open_room
from pkri_desktop.workflow.sample import found_sample_event
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE
from pkri_desktop.workflow.words import words_of
from tests.processes import bind_by_permissions
from tests.unit.documents.tools import run

pytestmark = pytest.mark.xdist_group("command-line")

ROOT = Path(pkri_desktop.__file__).parents[1]
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
    return demo.call("fingerprint", event or demo.event).stdout.split()[-1]


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
        "titipan.pdf", "titipan.age",
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


def test_the_demo_is_played_anew_over_an_untouched_one_only(copy: Demo) -> None:
    again = ("demo", "--to", copy.folder, "--no-window", "--json")
    done = copy.call(*again)
    assert (done.returncode, done.stderr) == (0, "")
    [key, *_] = json.loads(copy.call("keys", copy.event, "--json").stdout)["keys"]
    copy.call("keys", copy.event, "--revoke", key["certificate"], "--reason", "Laptop hilang")
    before = copy.event.read_bytes()

    done = copy.call(*again)

    assert (done.returncode, done.stdout) == (1, "")
    assert str(copy.folder) in done.stderr
    assert "--to" in done.stderr
    assert copy.event.read_bytes() == before


def test_the_demo_is_not_played_over_a_panel_file_that_somebody_went_on_with(copy: Demo) -> None:
    panel = copy.folder / "panel" / "penilai-a1.pkri"
    profile = Profile(copy.profile)
    with open_event(panel, profile) as file:
        Room(file, profile, SystemClock()).write_note("a1", "k-01", None, "Nanti", "bukti")

    done = copy.call("demo", "--to", copy.folder, "--no-window")

    assert (done.returncode, done.stdout) == (1, "")
    assert str(copy.folder) in done.stderr
    assert panel.exists()


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
    count = json.loads(copy.call("fingerprint", path, "--json").stdout)["records"]
    assert f"{count} baru, 0 sudah ada, dari {count} rekaman" in done.stdout
    assert copy.call("check", path).returncode == 0
    again = copy.call("receive", path, copy.kit("panel-a"))
    assert f"0 baru, {count} sudah ada" in again.stdout


def test_a_folder_of_kits_founds_one_panel_file(copy: Demo, tmp_path: Path) -> None:
    path = tmp_path / "baru.pkri"
    done = copy.call("receive", path, copy.folder / "paket")
    assert done.returncode == 1
    assert done.stdout.startswith("Berkas kegiatan dibuat dari paket ")
    assert "adalah paket untuk Panel " in done.stderr
    assert copy.call("check", path).returncode == 0


def test_a_kit_of_another_panel_is_refused(copy: Demo) -> None:
    panel = copy.folder / "panel" / "penilai-a1.pkri"
    done = copy.call("receive", panel, copy.kit("panel-b"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "paket untuk Panel B, sedangkan ini berkas Panel A" in done.stderr


@pytest.mark.parametrize("command", ["receive", "verify"])
def test_a_folder_without_our_files_is_refused(copy: Demo, tmp_path: Path, command: str) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    (folder / "catatan.txt").write_text("x")
    event = [copy.event] if command == "receive" else []
    done = copy.call(command, *event, folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Tidak ada berkas PKRI di folder {folder}")


def at_another_laptop(demo: Demo, folder: Path) -> Path:
    """Let assessor A1 score K-05 again, at another laptop, and return what is handed back."""
    profile, clock = Profile(demo.profile), SystemClock()
    found_from_kit(demo.kit("panel-a"), folder / "lain.pkri", profile=profile, clock=clock)
    with open_event(folder / "lain.pkri", profile) as file:
        room = Room(file, profile, clock)
        room.unlock("a1", SAMPLE_PASSPHRASE)
        room.give_score("a1", "k-05", "bukti", 1)
        return hand_back(room, "a1", folder).path


def test_differences_are_named_and_do_not_pass_for_nothing(copy: Demo, tmp_path: Path) -> None:
    returned = at_another_laptop(copy, tmp_path)
    name = "K-05 SADELPOS · Penilai A1 · Bukti dan evaluasi"

    received = copy.call("receive", copy.event, returned)
    assert received.returncode == 0
    assert "1 selisih menunggu keputusan sekretariat" in received.stdout
    assert name in received.stdout
    others = copy.call("receive", copy.event, *copy.returns())
    assert "selisih" not in others.stdout

    checked = copy.call("check", copy.event)
    assert checked.returncode == 0
    assert checked.stdout.startswith("Berkas utuh: ")
    assert "1 selisih menunggu keputusan sekretariat" in checked.stdout
    assert name in checked.stdout
    said = json.loads(copy.call("check", copy.event, "--json").stdout)
    assert (said["well"], said["conflicts"]) == (True, 1)
    assert said["differences"][0]["subject"] == "score/a1/k-05/bukti"


def test_a_rehearsal_changes_nothing(copy: Demo, tmp_path: Path) -> None:
    fresh = tmp_path / "baru.pkri"
    kit = copy.kit("panel-a")
    copy.call("receive", fresh, kit)
    # Keys have been offered to the other panel since.
    newer = copy.call("issue", copy.event, "--panel", "panel-a", "--to", tmp_path / "baru")
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
        ("id", "sampah.pkrix bukan paket PKRI Desktop, atau kosong, atau terpotong dari awal"),
        ("en", "sampah.pkrix is not a package of PKRI Desktop, or it is empty, or cut off"),
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
    assert (done.returncode, refusals) == (1, ["package.broken", None])


def call_bound(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder as somebody whom permissions of files bind."""
    return subprocess.run(
        [sys.executable, "-m", "pkri_desktop", *arguments],
        cwd=folder,
        env=os.environ | {"PKRI_PROFILE": str(folder / "profile"), "PYTHONPATH": str(ROOT)},
        preexec_fn=bind_by_permissions,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("receive", "kegiatan.pkri", "terkunci"),
        ("receive", "kegiatan.pkri", "terkunci/x.pkrix"),
        ("receive", "kegiatan.pkri", "tertutup.pkrix"),
        ("receive", "kegiatan.pkri", "tertutup.pkri"),
        ("receive", "baru.pkri", "terkunci"),
        ("receive", "terkunci/x.pkri", "tertutup.pkrix"),
        ("fingerprint", "terkunci/x.pkri"),
        ("check", "terkunci/x.pkri"),
        ("check", "tertutup.pkri"),
        ("issue", "terkunci/x.pkri", "--panel", "Panel A", "--to", "baru"),
        ("publish", "tertutup.pkri", "--to", "baru"),
        ("verify", "terkunci"),
        ("verify", "terkunci/x.pdf"),
        ("verify", "tertutup.pkrix"),
        ("verify", "rekapitulasi.pdf", "--root", "terkunci/akar.pem"),
    ],
    ids=" ".join,
)
def test_what_may_not_be_read_is_said_in_a_sentence(
    demo: Demo, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    locked = tmp_path / "terkunci"
    for name in ("kegiatan.pkri", "rekapitulasi.pdf"):
        shutil.copyfile(demo.folder / name, tmp_path / name)
    shutil.copytree(demo.profile, tmp_path / "profile")
    for name in ("tertutup.pkri", "tertutup.pkrix"):
        (tmp_path / name).write_bytes(b"x")
        (tmp_path / name).chmod(0)
    locked.mkdir(0)

    done = call_bound(tmp_path, *arguments)

    locked.chmod(0o700)
    assert (done.returncode, done.stdout) == (1, "")
    assert "tidak dapat dibaca: izin" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["issue", "publish"])
def test_a_folder_that_cannot_be_made_is_said(copy: Demo, command: str) -> None:
    options = ["--panel", "Panel A"] if command == "issue" else []
    done = copy.call(command, copy.event, *options, "--to", "/proc/x")
    assert (done.returncode, done.stdout) == (1, "")
    assert "foldernya tidak dapat dibuat" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("verify", "kegiatan.pkri"), "adalah berkas kegiatan"),
        (("check", "paket"), "bukan berkas PKRI Desktop"),
        (("check", "kit"), "adalah paket, bukan berkas kegiatan"),
        (("fingerprint", "kit"), "adalah paket, bukan berkas kegiatan"),
        (("receive", "kit", "kit"), "adalah paket, bukan berkas kegiatan"),
        (("verify", "rekapitulasi.pdf", "--root", "ringkasan.json"), "bukan sertifikat"),
    ],
)
def test_a_file_in_the_wrong_place_is_named_for_what_it_is(
    demo: Demo, arguments: tuple[str, ...], sentence: str
) -> None:
    paths = [
        word if word.startswith("--") else demo.kit("panel-a") if word == "kit" else
        demo.folder / word
        for word in arguments[1:]
    ]  # fmt: skip
    done = demo.call(arguments[0], *paths)
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr


# -- receipts --------------------------------------------------------------------------------------


def test_receipt_is_given_verified_and_held_against_the_file(copy: Demo) -> None:
    target = copy.folder / "tanda"
    done = copy.call("receive", copy.event, copy.folder / "kembali", "--receipt", target, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    written = [Path(path) for path in json.loads(done.stdout)["receipt"]]
    assert sorted(written) == sorted(target.iterdir())
    assert copy.call("verify", target).stdout.count(": sah, Sekretariat ") == 2

    held = copy.call("check", copy.event, "--receipt", target)
    assert (held.returncode, held.stderr) == (0, "")
    assert "masih ada (6 berkas, " in held.stdout

    imports = json.loads(copy.call("undo", copy.event, "--json").stdout)["imports"]
    one = next(one for one in imports if one["records"])
    copy.call("undo", copy.event, str(one["turn"]))
    dropped = copy.call("check", copy.event, "--receipt", *target.glob("*.pkrit"))
    assert dropped.returncode == 1
    assert "TIDAK ADA di berkas kegiatan" in dropped.stderr
    assert re.search(f"  rekaman [ab][123] dari {one['file']}", dropped.stderr)


def test_receipt_is_refused_before_anything_is_received(copy: Demo, tmp_path: Path) -> None:
    """Where it cannot be written, and where there is nobody to sign it."""
    imports = json.loads(copy.call("undo", copy.event, "--json").stdout)["imports"]
    copy.call("undo", copy.event, *(str(one["turn"]) for one in imports))
    before = fingerprint(copy)
    (tmp_path / "file").write_bytes(b"")
    done = copy.call("receive", copy.event, *copy.returns(), "--receipt", tmp_path / "file")
    assert (done.returncode, done.stdout) == (1, "")
    assert fingerprint(copy) == before

    panel = copy.folder / "panel" / "penilai-a1.pkri"
    for event in (panel, tmp_path / "new.pkri"):
        done = copy.call("receive", event, copy.kit("panel-a"), "--receipt", tmp_path / "out")
        assert (done.returncode, done.stdout) == (1, "")
        assert not (tmp_path / "out").exists()
        assert not (tmp_path / "new.pkri").exists()


def test_garbage_is_no_receipt(copy: Demo, tmp_path: Path) -> None:
    (tmp_path / "x.pkrit").write_bytes(b'{"chain":[')
    for command in (("check", copy.event, "--receipt"), ("verify",)):
        done = copy.call(*command, tmp_path / "x.pkrit")
        assert done.returncode == 1
        assert "x.pkrit bukan tanda terima yang utuh" in done.stderr


# -- issue, publish --------------------------------------------------------------------------------


def test_issue_writes_a_kit(copy: Demo, tmp_path: Path) -> None:
    done = copy.call("issue", copy.event, "--panel", "Panel A", "--to", tmp_path / "x", "--json")
    said = json.loads(done.stdout)
    kit = tmp_path / "x" / copy.kit_name("panel-a")
    assert (done.returncode, said["file"], said["panel"]) == (0, str(kit), "Panel A")
    assert said["records"] > 0
    root = copy.folder / "akar.pem"
    assert copy.call("verify", kit, "--root", root).returncode == 0


def test_issue_says_whose_codes_are_new(copy: Demo, tmp_path: Path) -> None:
    """All codes of the played day were given with the first kits."""
    again = copy.call("issue", copy.event, "--panel", "Panel B", "--to", tmp_path / "x")
    assert "Kode aktivasi Penilai B1: kode sudah diberikan dengan paket sebelumnya" in again.stdout
    assert "Kode paket: tidak diperlukan" in again.stdout  # everybody has a key
    profile, clock = Profile(tmp_path / "profile"), SystemClock()
    found_sample_event(tmp_path / "kegiatan.pkri", profile, clock)
    first = call(
        profile.folder, "issue", tmp_path / "kegiatan.pkri", "--panel", "Panel B", "--to", tmp_path
    )
    for name in ("Penilai B1", "Penilai B2", "Penilai B3"):
        assert f"Kode aktivasi {name}: {SAMPLE_CODE}" in first.stdout


def test_new_offer_is_told_with_what_opens_the_kit(copy: Demo, tmp_path: Path) -> None:
    command = ("issue", copy.event, "--panel", "Panel B", "--to", tmp_path)

    renewed = copy.call(*command, "--renew", "b1")
    assert f"Kode aktivasi Penilai B1: {SAMPLE_CODE}" in renewed.stdout
    assert "Kode paket: kode sudah diberikan" in renewed.stdout
    new = copy.call(*command, "--renew-kit-code", "--json")
    assert json.loads(new.stdout)["kit_code"] == SAMPLE_CODE
    assert json.loads(new.stdout)["waiting"] == ["b1"]

    idle = copy.call("issue", copy.event, "--panel", "Panel A", "--to", tmp_path,
                     "--renew-kit-code")  # fmt: skip
    assert (idle.returncode, idle.stdout) == (1, "")
    assert "kode paket tidak diperlukan" in idle.stderr
    stranger = copy.call(*command, "--renew", "b9")
    assert (stranger.returncode, stranger.stdout) == (1, "")
    assert "tidak ada penilai b9" in stranger.stderr


def test_codes_go_on_slips_instead_of_the_screen(tmp_path: Path) -> None:
    profile, clock = Profile(tmp_path / "profile"), SystemClock()
    found_sample_event(tmp_path / "kegiatan.pkri", profile, clock)
    slips = tmp_path / "slip.pdf"
    command = ("issue", tmp_path / "kegiatan.pkri", "--panel", "Panel B", "--to", tmp_path / "x")

    first = call(profile.folder, *command, "--slips", slips)
    assert (first.returncode, first.stderr) == (0, "")
    assert f"3 slip aktivasi ditulis: {slips}" in first.stdout
    assert SAMPLE_CODE not in first.stdout
    assert run("pdftotext", "-layout", slips, "-").count(SAMPLE_CODE) == 6

    again = call(profile.folder, *command, "--renew", "b1", "--slips", slips)
    assert (again.returncode, again.stdout) == (1, "")
    assert (
        again.stderr
        == f"Berkas {slips} sudah ada dan tidak ditimpa. Pilih nama atau folder lain.\n"
    )


def test_publish_says_what_stands_no_longer(copy: Demo, tmp_path: Path) -> None:
    target = tmp_path / "terbit"
    copy.call("publish", copy.event, "--to", target)
    [sheet] = (target / "lembar").glob("K-01_*_Penilai-A1.pdf")
    profile = Profile(copy.profile)
    with open_event(copy.folder / "panel" / "penilai-a1.pkri", profile) as file:
        room = Room(file, profile, SystemClock())
        room.unlock("a1", SAMPLE_PASSPHRASE)
        room.reopen("a1", "k-01", "benturan kepentingan")
        room.recuse("a1", "k-01", "benturan kepentingan")
        copy.call("receive", copy.event, hand_back(room, "a1", tmp_path).path)

    done = copy.call("publish", copy.event, "--to", target)

    moved = target / "digantikan" / sheet.name
    assert f"Tidak berlaku lagi, dipindahkan ke {moved}" in done.stdout
    assert moved.exists()
    assert not sheet.exists()
    # It is still unchanged, and still the assessor's: that is all that is claimed.
    assert copy.call("verify", moved).returncode == 0


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


@pytest.mark.parametrize("reason", ["", "  "])
def test_results_are_not_final_without_a_reason(copy: Demo, tmp_path: Path, reason: str) -> None:
    before = fingerprint(copy)
    done = copy.call("publish", copy.event, "--to", tmp_path / "terbit", "--final", reason)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Tambahkan --final" in done.stderr
    assert not (tmp_path / "terbit").exists()
    assert fingerprint(copy) == before


def test_a_damaged_event_file_is_named_where_its_copy_is_taken(copy: Demo, tmp_path: Path) -> None:
    fresh = tmp_path / "kegiatan.pkri"
    shutil.copyfile(copy.event, fresh)
    with closing(sqlite3.connect(fresh)) as connection:
        page, root = (
            connection.execute(statement).fetchone()[0]
            for statement in (
                "PRAGMA page_size",
                "SELECT rootpage FROM sqlite_schema WHERE name = 'attachment'",
            )
        )
    with fresh.open("r+b") as file:
        file.seek((root - 1) * page)
        file.write(bytes(page))
    done = copy.call("receive", fresh, copy.returns()[0])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Berkas kegiatan.pkri rusak")
    assert "pkri-desktop recover kegiatan.pkri" in done.stderr


def test_issue_and_publish_need_the_secretariats_key(demo: Demo, tmp_path: Path) -> None:
    shutil.copyfile(demo.event, tmp_path / "kegiatan.pkri")
    event, target = tmp_path / "kegiatan.pkri", tmp_path / "x"
    for name, options in {"issue": ["--panel", "Panel A"], "publish": []}.items():
        done = call(tmp_path / "other-profile", name, event, *options, "--to", target)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Kunci sekretariat ")


# -- verify ----------------------------------------------------------------------------------------


def test_what_was_published_is_valid(demo: Demo) -> None:
    sheets = sorted((demo.folder / "lembar").iterdir())[:3]
    papers = [*sheets, demo.folder / "rekapitulasi.pdf", demo.returns()[0]]
    done = demo.call("verify", *papers, "--root", demo.folder / "akar.pem", "--json")
    said = json.loads(done.stdout)["files"]
    assert (done.returncode, [row["valid"] for row in said]) == (0, [True] * 5)


def test_a_folder_of_papers_is_verified_and_the_root_is_named(demo: Demo, tmp_path: Path) -> None:
    done = demo.call("verify", demo.folder / "lembar")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (0, demo.summary["signed"])
    root = demo.folder / "akar.pem"
    assert all(line.endswith(f"dari {root})") for line in lines)
    assert ": sah, Penilai A1 (dijamin Akar " in lines[0]
    shutil.copyfile(demo.folder / "rekapitulasi.pdf", tmp_path / "x.pdf")
    done = demo.call("verify", tmp_path / "x.pdf")
    assert done.stdout.endswith(" dari profil ini)\n")
    [row] = json.loads(demo.call("verify", tmp_path / "x.pdf", "--json").stdout)["files"]
    assert (row["root_from"], row["root"][:5]) == ("", "Akar ")


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
    assert done.stderr.startswith("x.pdf: TIDAK DAPAT DIPERIKSA, ")


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


def test_the_fingerprint_is_said_in_short_in_words_and_in_full(demo: Demo) -> None:
    done = demo.call("fingerprint", demo.event)
    assert done.returncode == 0
    said = re.fullmatch(
        r"Sidik ((?:[0-9A-F]{4}-){3}[0-9A-F]{4})\nDengan kata ([a-z ]+)\n"
        r"Lengkap ([0-9a-f]{64})\n",
        done.stdout,
    )
    assert said is not None
    short, words, whole = said.groups()
    assert words == words_of(whole)
    assert whole == demo.summary["fingerprint"]
    assert whole.startswith(short.replace("-", "").lower())


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
        ("trail", "x.pkri", "--most", "-3"),
        ("check", "x.pkri", "--tidak-ada"), ("check", "x.pkri", "--language", "fr"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = call(tmp_path / "profile", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("pemakaian: pkri-desktop")
    in_english = call(tmp_path / "profile", *arguments, PKRI_LANGUAGE="en")
    assert in_english.stderr.startswith("usage: pkri-desktop")


def test_help_is_in_ones_language(tmp_path: Path) -> None:
    said = {
        language: call(tmp_path, "receive", "--help", PKRI_LANGUAGE=language).stdout
        for language in LANGUAGES
    }
    for expected in ("pemakaian: ", "KEGIATAN", "pilihan:", "kode paket", "menampilkan bantuan"):
        assert expected in said["id"]
    for expected in ("usage: ", "EVENT", "options:", "kit code", "show this help"):
        assert expected in said["en"]


@pytest.mark.parametrize("name", ["README.md", "./folder/foto.png"])
def test_a_file_that_is_not_ours_is_no_mistyped_command(tmp_path: Path, name: str) -> None:
    done = call(tmp_path / "profile", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{name} bukan berkas .pkri atau .pkrix")


@pytest.mark.parametrize("arguments", [(), ("--sample",), ("x.pkri",)], ids=" ".join)
def test_a_window_without_a_display_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    done = call(tmp_path / "profile", *arguments, **dict.fromkeys(names, ""))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Jendela tidak dapat dibuka")
    assert done.stderr.count("\n") == 1


def test_an_unknown_language_in_the_environment_is_indonesian(tmp_path: Path) -> None:
    done = call(tmp_path / "profile", "check", tmp_path / "x.pkri", PKRI_LANGUAGE="fr")
    assert done.returncode == 1
    assert done.stderr == "Berkas x.pkri tidak ditemukan. Periksa nama dan foldernya.\n"


def test_the_version_is_told(tmp_path: Path) -> None:
    done = call(tmp_path / "profile", "--version")
    assert (done.returncode, done.stdout) == (0, f"{pkri_desktop.__version__}\n")


# -- decide, undo, keys, trail, recover ------------------------------------------------------------


def second_laptop(copy: Demo, steps: int) -> Path:
    """Return what a1 returned from a second laptop, on which k-01 was scored otherwise."""
    path = copy.folder / "kedua.pkri"
    assert copy.call("receive", path, copy.kit("panel-a")).returncode == 0
    profile, clock = Profile(copy.profile), SystemClock()
    room = open_room(path, profile, clock)
    room.unlock("a1", SAMPLE_PASSPHRASE)
    for criterion in room.rubric("k-01").criteria:
        room.give_score("a1", "k-01", criterion.id, steps)
    room.finalise("a1", "k-01")
    returned = hand_back(room, "a1", copy.folder / "kedua").path
    room.file.close()
    return returned


def test_difference_is_listed_and_decided_and_its_sheet_with_it(copy: Demo) -> None:
    assert copy.call("receive", copy.event, second_laptop(copy, 50)).returncode == 0
    listed = json.loads(copy.call("decide", copy.event, "--json").stdout)
    subjects = {one["subject"]: one for one in listed["differences"]}
    assert "sheet/a1/k-01" in subjects
    chosen = subjects["sheet/a1/k-01"]["sides"][0]["records"][0]

    without = copy.call("decide", copy.event, "sheet/a1/k-01", "--choose", chosen)
    done = copy.call(
        "decide", copy.event, "sheet/a1/k-01", "--choose", chosen, "--reason", "latihan"
    )

    assert (without.returncode, without.stdout) == (1, "")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(copy.call("decide", copy.event, "--json").stdout)["differences"] == []
    trail = copy.call("trail", copy.event, "--words", "latihan").stdout.splitlines()
    assert {json.loads(line)["kind"] for line in trail} == {"conflict.decided"}


def test_received_file_is_undone_and_comes_again(copy: Demo) -> None:
    before, returned = fingerprint(copy), second_laptop(copy, 50)
    copy.call("receive", copy.event, returned)
    after = fingerprint(copy)
    [newest, *_] = json.loads(copy.call("undo", copy.event, "--json").stdout)["imports"]
    assert newest["file"] == returned.name

    done = copy.call("undo", copy.event, str(newest["turn"]))

    assert (done.returncode, done.stderr) == (0, "")
    assert before == fingerprint(copy)
    assert copy.call("check", copy.event).returncode == 0
    assert copy.call("undo", copy.event, str(newest["turn"])).returncode == 1
    copy.call("receive", copy.event, returned)
    assert after == fingerprint(copy)


def test_key_is_revoked_and_the_next_kit_brings_a_new_code(copy: Demo, tmp_path: Path) -> None:
    [first, *_] = json.loads(copy.call("keys", copy.event, "--json").stdout)["keys"]
    assert first["assessor"] == "a1"
    assert len(first["words"].split()) == 6
    revoke = ("keys", copy.event, "--revoke", first["certificate"][:12], "--json")

    assert copy.call(*revoke).returncode == 1  # no reason
    done = copy.call(*revoke, "--reason", "laptop hilang")

    keys = {key["assessor"]: key["revoked"] for key in json.loads(done.stdout)["keys"]}
    assert (done.returncode, keys["a1"], keys["a2"]) == (0, "laptop hilang", "")
    kit = copy.call("issue", copy.event, "--panel", "panel-a", "--to", tmp_path, "--json")
    assert list(json.loads(kit.stdout)["codes"]) == ["a1"]
    assert copy.call("check", copy.event).returncode == 0


@pytest.mark.parametrize(
    "command",
    ["check", "fingerprint", "trail", "keys", "decide", "undo", "publish", "issue", "exchange"],
)
def test_file_damaged_in_its_middle_gets_a_sentence_and_no_traceback(
    copy: Demo, tmp_path: Path, command: str
) -> None:
    data = bytearray(copy.event.read_bytes())
    for place in range(len(data) // 4, len(data), len(data) // 8):
        data[place : place + 9_000] = bytes(byte ^ 0x5A for byte in data[place : place + 9_000])
    copy.event.write_bytes(data)
    more = {
        "publish": ("--to", tmp_path), "issue": ("--panel", "panel-a", "--to", tmp_path),
        "exchange": ("--to", tmp_path),
    }.get(command, ())  # fmt: skip

    done = copy.call(command, copy.event, *more)

    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert done.returncode == 0 or done.stderr


def test_older_copy_of_a_file_is_called_that(copy: Demo) -> None:
    copy.call("receive", copy.event, *copy.returns())  # opened here, so this profile keeps it
    older = copy.event.read_bytes()
    for key in json.loads(copy.call("keys", copy.event, "--json").stdout)["keys"][:4]:
        done = copy.call(
            "keys", copy.event, "--revoke", key["certificate"], "--reason", "laptop hilang"
        )
        assert done.returncode == 0, done.stderr
    copy.event.write_bytes(older)

    done = copy.call("check", copy.event)

    assert done.returncode == 1
    assert "salinan yang lebih tua" in done.stderr
    assert len(done.stderr.splitlines()) <= 5


def test_damaged_file_is_recovered(copy: Demo) -> None:
    copy.call("receive", copy.event, *copy.returns())  # opened here, so this profile keeps it
    before = fingerprint(copy)
    assert copy.call("recover", copy.event).returncode == 1  # it is whole
    copy.event.write_bytes(copy.event.read_bytes()[:20_000])

    done = copy.call("recover", copy.event, "--json")

    assert done.returncode == 0
    assert json.loads(done.stdout)["damaged"].endswith("kegiatan.rusak-1.pkri")
    assert before == fingerprint(copy)
    assert copy.call("check", copy.event).returncode == 0


def test_keys_come_back_with_the_escrow_paper(copy: Demo, tmp_path: Path) -> None:
    """On a computer that has only the event file, typed as it stands in the paper's rows."""
    words = run("pdftotext", "-raw", copy.folder / "titipan.pdf", "-").split()
    beginning = words.index("AGE-SECRET-KEY-1")
    typed = " ".join(words[beginning : beginning + 16])
    other, target = tmp_path / "other", tmp_path / "out"
    command = ("recover-keys", copy.event)

    lost = call(other, *command, PKRI_ESCROW=typed)
    assert (lost.returncode, lost.stdout) == (1, "")
    assert "titipan.age" in lost.stderr
    mistyped = call(other, *command, PKRI_ESCROW=typed[:-1])
    assert "Yang diketik bukan isi kertas titipan yang utuh" in mistyped.stderr

    given = ("--from", copy.folder / "titipan.age")
    done = call(other, *command, *given, PKRI_ESCROW=typed, PKRI_PASSPHRASE="frasa baru")
    assert (done.returncode, done.stderr) == (0, "")
    assert typed not in done.stdout
    issue = ("issue", copy.event, "--panel", "Panel A", "--to", target, "--renew", "a1")
    assert call(other, *issue).returncode == 1
    assert call(other, *issue, PKRI_PASSPHRASE="frasa baru").returncode == 0


def test_reader_that_has_had_enough_is_no_error(copy: Demo) -> None:
    command = [sys.executable, "-m", "pkri_desktop", "trail", str(copy.event)]
    with subprocess.Popen(
        command, env=os.environ | {"PKRI_PROFILE": str(copy.profile)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()
    assert complaint == ""


# -- what is missing is named ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("trail", "EVENT", "--entry", "zz"), "Tidak ada peserta zz"),
        (("trail", "EVENT", "--author", "a9"), "Tidak ada penulis a9"),
        (("decide", "EVENT", "score/a1/k-01/x", "--choose", "x"), "--reason"),
        (("keys", "EVENT", "--revoke", "KEY"), "--reason"),
        (("check", "EVENT", "--receipt", "tanda-terima.pdf"), ".pkrit"),
    ],
)
def test_command_says_what_it_misses(demo: Demo, arguments: tuple[str, ...], sentence: str) -> None:
    [key, *_] = json.loads(demo.call("keys", demo.event, "--json").stdout)["keys"]
    known = {"EVENT": str(demo.event), "KEY": key["certificate"]}

    done = demo.call(*(known.get(argument, argument) for argument in arguments))

    assert done.returncode == 1
    assert sentence in done.stderr


def test_key_is_revoked_once(copy: Demo) -> None:
    [key, *_] = json.loads(copy.call("keys", copy.event, "--json").stdout)["keys"]
    revoke = ("keys", copy.event, "--revoke", key["certificate"], "--reason", "Laptop hilang")
    assert copy.call(*revoke).returncode == 0
    before = fingerprint(copy)

    done = copy.call(*revoke)

    assert (done.returncode, fingerprint(copy)) == (1, before)
    assert "sudah dicabut (Laptop hilang)" in done.stderr


@pytest.mark.parametrize(
    ("given", "sentence"), [("", "PKRI_PASSPHRASE"), ("keliru", "tidak cocok")]
)
def test_passphrase_that_was_not_given_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, given: str, sentence: str
) -> None:
    monkeypatch.setenv("PKRI_PASSPHRASE", given)

    Command(Namespace(language="id")).complain(Refusal(Reason.KEY_WRONG_PASSPHRASE))

    assert sentence in capsys.readouterr().err
