# SPDX-License-Identifier: MIT
"""Sentences for refusals and findings, per language, from the catalogue in resources/phrases."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, cast

from pkri_desktop.runtime.resources import resources_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkri_desktop.domain.errors import Refusal

LANGUAGES = ("id", "en")
LANGUAGE_VARIABLE = "PKRI_LANGUAGE"


def usual_language() -> str:
    """Return the language that the environment names, or Indonesian."""
    named = os.environ.get(LANGUAGE_VARIABLE, "")
    return named if named in LANGUAGES else LANGUAGES[0]


class Phrasebook:
    """What to say to people in one language: what is wrong, what is safe, what to do next.

    Attributes:
        language: which one, ``id`` or ``en``.
    """

    def __init__(self, language: str) -> None:
        """Speak ``language``: ``id`` or ``en``."""
        self.language = language

    @cached_property
    def _phrases(self) -> dict[str, dict[str, str]]:
        """Return the catalogue, read when the first sentence is needed."""
        import tomllib  # noqa: PLC0415 -- slow import

        path = resources_folder() / "phrases" / f"{self.language}.toml"
        with path.open("rb") as file:
            return cast("dict[str, dict[str, str]]", tomllib.load(file))

    def sentence(self, refusal: Refusal) -> str:
        """Return the sentence for a refusal."""
        return self.phrase("refusal", refusal.reason.value, **refusal.facts)

    def short(self, refusal: Refusal) -> str:
        """Return what happened, of the sentence for a refusal: not what is safe or to be done."""
        whole = self._pattern("refusal", refusal.reason.value)
        happened = whole.replace("; ", ". ").split(". ")[0].removesuffix(".")
        return f"{_filled(happened, refusal.facts)}."

    def phrase(self, section: str, key: str, **facts: str | int) -> str:
        """Return a phrase with its facts filled in; an unknown one shows as its key."""
        return _filled(self._pattern(section, key), facts)

    def _pattern(self, section: str, key: str) -> str:
        return self._phrases.get(section, {}).get(key, key)


def _filled(pattern: str, facts: Mapping[str, str | int]) -> str:
    return pattern.format_map(defaultdict(str, facts))
