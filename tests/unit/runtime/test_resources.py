# SPDX-License-Identifier: MIT
from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pkri_desktop.runtime.resources import resources_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_resources_are_in_the_checkout() -> None:
    kinds = {path.name for path in resources_folder().iterdir()}

    assert {"fonts", "phrases", "templates", "i18n"} <= kinds


def test_resources_are_in_the_frozen_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert tmp_path / "resources" == resources_folder()
