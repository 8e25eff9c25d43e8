# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from pkri_desktop.ui.dialogs.operator_key_dialog import OperatorKeyDialog
from pkri_desktop.ui.office_window import OfficeWindow
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.operators import appoint
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit, receive
from tests.factories import CHEAP, StepClock
from tests.gui.day import Files, make_desktop
from tests.small_event import found_template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pkri_desktop.workflow.operators import Exchanged


@pytest.fixture
def founder(tmp_path: Path) -> Iterator[Office]:
    """Return the founder of an event that is no example."""
    folder = tmp_path / "first"
    folder.mkdir()
    found_template(folder)
    profile = Profile(folder / "profile", CHEAP)
    with open_event(folder / "office.pkri", profile) as file:
        yield Office(file, profile, StepClock(), "x")


@pytest.fixture
def appointed(founder: Office, tmp_path: Path) -> Exchanged:
    return appoint(founder, tmp_path / "stick")


@pytest.fixture
def window(
    qtbot: QtBot, appointed: Exchanged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OfficeWindow]:
    """Return the window of the operator who was appointed, on a computer of their own."""
    del qtbot  # makes the application
    files = Files(tmp_path / "second")
    files.folder.mkdir()
    found_from_kit(
        appointed.path,
        files.office,
        profile=files.profile,
        clock=StepClock(),
        code=appointed.code,
    )
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_args, **_options: str(tmp_path / "stick")
    )
    desktop = make_desktop(files, tmp_path / "settings")
    window = desktop.open(files.office)
    assert isinstance(window, OfficeWindow)
    yield window
    desktop.jobs.wait(20_000)
    desktop.close()


def dialog_of(window: OfficeWindow) -> OperatorKeyDialog:
    [dialog] = window.findChildren(OperatorKeyDialog)
    return dialog


def test_appointed_operator_makes_a_key_before_anything_that_needs_one(
    qtbot: QtBot, window: OfficeWindow, appointed: Exchanged, founder: Office, tmp_path: Path
) -> None:
    window.operators.exchange()
    dialog = dialog_of(window)
    for code, passphrase, repeat, words in (
        ("", "", "", "Kode paket"),
        (appointed.code, "pendek", "pendek", "paling sedikit 8"),
        (appointed.code, "sandi panjang", "sandi lain", "berbeda"),
        ("SALAH-KODE", "sandi panjang", "sandi panjang", "tidak cocok"),
    ):
        dialog.code.setText(code)
        dialog.passphrase.setText(passphrase)
        dialog.repeat.setText(repeat)
        dialog.deed.click()
        assert words in dialog.wrong.text()
    assert window.office.profile.keyring.operators(window.office.event.id) == ()

    dialog.code.setText(appointed.code.lower())
    dialog.deed.click()

    written = tmp_path / "stick"
    qtbot.waitUntil(lambda: len(list(written.glob("tukar-*.pkrix"))) == 1)
    qtbot.waitUntil(lambda: not window.desk.is_lent)
    [path] = written.glob("tukar-*.pkrix")
    receive(
        founder.file,
        [path],
        profile=founder.profile,
        clock=founder.clock,
        access=founder.access,
    )
    assert founder.file.ledger.fingerprint() == window.office.file.ledger.fingerprint()


def test_who_only_looks_needs_no_key(window: OfficeWindow) -> None:
    assert window.findChildren(OperatorKeyDialog) == []
    assert window.completeness.sentence.text() != ""
