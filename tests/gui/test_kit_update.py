# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from pkri_desktop.domain.record import Change
from pkri_desktop.ui.main_window import MainWindow
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from tests.gui.day import DayClock

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pkri_desktop.ui.desktop import Desktop
    from tests.gui.day import Files


def newer_kit(files: Files, folder: Path) -> Path:
    """Call the first slot's entry something else, and issue the kit of Panel A again."""
    with open_event(files.office, files.profile) as file:
        office = Office(file, files.profile, DayClock())
        head = file.ledger.heads("description")
        body = dict(file.queries.body("description") or {}) | {"short_name": "PKRI pindah ruang"}
        assert head
        with file.writing() as ledger:
            ledger.append(
                office.holder,
                [Change("event.described", ("description",), body)],  # type: ignore[arg-type]
                at=office.clock.now(),
                sealer=office.signer.seal,
            )
        return issue_kit(office, "Panel A", folder).path


def test_newer_kit_goes_into_the_file_that_is_open(
    desktop: Desktop, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = newer_kit(files, tmp_path / "stick")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(kit), ""))
    window = desktop.open(files.panel)
    assert isinstance(window, MainWindow)
    window.choose_assessor("a1")

    window.content.menu_actions.open_file.trigger()

    assert desktop.window is window
    assert window.room.event.short_name == "PKRI pindah ruang"
    assert "1 rekaman baru" in window.content.notice.text()
    assert not list(kit.parent.glob("*.pkri"))

    window.content.menu_actions.update.trigger()
    assert "sudah ada" in window.content.notice.text()
