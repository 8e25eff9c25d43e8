# SPDX-License-Identifier: MIT
from __future__ import annotations

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

import pkri_desktop
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.runtime.resources import resources_folder
from pkri_desktop.workflow.phrases import LANGUAGES, Phrasebook

SOURCES = sorted(Path(pkri_desktop.__file__).parent.rglob("*.py"))
REASONS = {reason.value for reason in Reason}


def catalogue(language: str) -> dict[str, dict[str, str]]:
    path = resources_folder() / "phrases" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def placeholders(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def placeholders_of_all(language: str) -> dict[tuple[str, str], set[str]]:
    return {
        (section, key): placeholders(pattern)
        for section, phrases in catalogue(language).items()
        for key, pattern in phrases.items()
    }


def said_in_source() -> set[str]:
    """Return every text constant in the program."""
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def findings_in_source() -> set[str]:
    """Return the first argument of every ``Finding(…)`` in the program."""
    return {
        node.args[0].value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Finding"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def facts_given() -> list[tuple[Reason, set[str]]]:
    """Return, for each ``Refusal(Reason.X, name=…)`` in the program, the facts that it names."""
    return [
        (Reason[node.args[0].attr], {word.arg for word in node.keywords if word.arg})
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refusal"
        and isinstance(node.args[0], ast.Attribute)
        and all(word.arg for word in node.keywords)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_and_no_sentence_is_without_a_reason(language: str) -> None:
    assert catalogue(language)["refusal"].keys() == REASONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_phrase_and_no_phrase_is_without_a_finding(language: str) -> None:
    assert catalogue(language)["finding"].keys() == findings_in_source()


def test_both_languages_have_the_same_phrases_with_the_same_placeholders() -> None:
    assert placeholders_of_all("en") == placeholders_of_all("id")


@pytest.mark.parametrize("section", ["problem", "cli"])
def test_no_phrase_is_unused(section: str) -> None:
    assert catalogue("en")[section].keys() - said_in_source() == set()


def test_every_reason_is_given_somewhere() -> None:
    given = {
        node.attr
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Reason"
    }
    assert given == set(Reason.__members__)


def test_every_refusal_names_what_its_sentence_needs() -> None:
    phrases = catalogue("en")["refusal"]
    lacking = {
        (reason.value, name)
        for reason, facts in facts_given()
        for name in placeholders(phrases[reason.value]) - facts
    }
    assert lacking == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty_or_has_a_placeholder_without_a_name(language: str) -> None:
    patterns = [pattern for phrases in catalogue(language).values() for pattern in phrases.values()]
    assert [pattern for pattern in patterns if not pattern.strip()] == []
    assert [pattern for pattern in patterns if "" in placeholders(pattern)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_a_sentence_is_whole_whatever_is_known(language: str, reason: Reason) -> None:
    said = Phrasebook(language).sentence(Refusal(reason))
    assert re.findall("[{}]", said) == []
    assert said.endswith(".")


def test_a_sentence_says_its_facts() -> None:
    refusal = Refusal(Reason.PANEL_UNKNOWN, panel="Panel Z", panels="Panel A, Panel B")
    expected = "There is no panel named Panel Z. The panels are: Panel A, Panel B."
    assert Phrasebook("en").sentence(refusal) == expected


def test_a_short_sentence_says_what_happened_alone() -> None:
    refusal = Refusal(Reason.PACKAGE_DAMAGED, file="a; b. c.pkrix")
    assert Phrasebook("en").short(refusal) == "The package a; b. c.pkrix is damaged or cut off."
    assert Phrasebook("id").short(Refusal(Reason.KEY_LOCKED)) == "Kunci penilai masih terkunci."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_a_short_sentence_is_one_and_begins_the_whole(language: str, reason: Reason) -> None:
    book, refusal = Phrasebook(language), Refusal(reason, file="x.pkrix")
    short = book.short(refusal)
    assert short.endswith(".")
    assert ". " not in short
    assert book.sentence(refusal).startswith(short[:-1])


def test_braces_in_a_fact_are_no_placeholders() -> None:
    refusal = Refusal(Reason.ENTRY_UNKNOWN, entry="{entry}")
    assert Phrasebook("en").sentence(refusal) == "There is no entry {entry}."


def test_an_unknown_phrase_shows_as_its_key() -> None:
    assert Phrasebook("id").phrase("problem", "new-problem") == "new-problem"
    assert Phrasebook("id").phrase("no-section", "key") == "key"
