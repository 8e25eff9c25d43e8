# SPDX-License-Identifier: MIT
from __future__ import annotations

import argparse
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.usage import language_of, speak
from tests.processes import in_child

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMED = re.compile(r"%\(\w+\)[a-z]")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "id"),
        (("check", "x.pkri"), "id"),
        (("check", "--language", "en"), "en"),
        (("check", "--language=en", "x"), "en"),
        (("check", "--language", "fr"), "id"),
        (("check", "--language"), "id"),
    ],
)
def test_language_is_known_before_a_call_is_understood(
    arguments: Sequence[str], expected: str
) -> None:
    assert expected == language_of(arguments)


def test_language_of_the_environment_holds_without_an_option(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PKRI_LANGUAGE", "en")

    assert language_of(["check"]) == "en"
    assert language_of(["check", "--language", "id"]) == "id"


def usage(language: str, arguments: Sequence[str]) -> str:
    """Return what argparse says to arguments, in a process of its own: it speaks for good."""

    def said() -> str:
        speak(language)
        parser = argparse.ArgumentParser(prog="x", exit_on_error=False)
        parser.add_argument("--seed", type=int)
        parser.add_argument("file")
        try:
            parser.parse_args(arguments)
        except argparse.ArgumentError as error:
            return parser.format_help() + str(error)
        return ""

    words: str = in_child(said)
    return words


def test_argparse_speaks_indonesian() -> None:
    said = usage("id", ["--seed", "x", "y"])

    for expected in (
        "pemakaian: x",
        "argumen:",
        "pilihan:",
        "menampilkan bantuan ini",
        "'x' tidak",
    ):
        assert expected in said


def test_argparse_speaks_english() -> None:
    assert usage("en", ["--seed", "x", "y"]).endswith("argument --seed: invalid int value: 'x'")


def test_sentences_of_argparse_keep_their_placeholders() -> None:
    path = resources_folder() / "phrases" / "argparse.id.toml"
    for english, indonesian in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert positional(english) == positional(indonesian)
        assert set(NAMED.findall(english)) >= set(NAMED.findall(indonesian))


def positional(pattern: str) -> list[str]:
    return re.findall(r"%[a-z]", pattern)
