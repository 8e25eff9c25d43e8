# SPDX-License-Identifier: MIT
"""Sentences for refusals and findings, per language, from the catalogue in resources/phrases."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from typing import TYPE_CHECKING, cast

from pkri_desktop.runtime.resources import resources_folder

if TYPE_CHECKING:
    from pkri_desktop.domain.errors import Refusal

LANGUAGES = ("id", "en")


class Phrasebook:
    """What to say to people in one language: what is wrong, what is safe, what to do next."""

    def __init__(self, language: str) -> None:
        """Read the catalogue of ``language``: ``id`` or ``en``."""
        path = resources_folder() / "phrases" / f"{language}.toml"
        with path.open("rb") as file:
            self._phrases = cast("dict[str, dict[str, str]]", tomllib.load(file))

    def sentence(self, refusal: Refusal) -> str:
        """Return the sentence for a refusal."""
        return self.phrase("refusal", refusal.reason.value, **refusal.facts)

    def phrase(self, section: str, key: str, **facts: str | int) -> str:
        """Return a phrase with its facts filled in; an unknown one shows as its key."""
        pattern = self._phrases.get(section, {}).get(key, key)
        return pattern.format_map(defaultdict(str, facts))
