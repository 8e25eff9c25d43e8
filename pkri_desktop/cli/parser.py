# SPDX-License-Identifier: MIT
"""What can be typed on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pkri_desktop import __version__
from pkri_desktop.workflow.phrases import LANGUAGES

if TYPE_CHECKING:
    from pkri_desktop.workflow.phrases import Phrasebook


def make_parser(phrases: Phrasebook) -> argparse.ArgumentParser:
    """Return what understands the command line, with its help in the language of ``phrases``."""

    def said(key: str) -> str:
        return phrases.phrase("help", key)

    parser = argparse.ArgumentParser(prog="pkri-desktop", description=said("about"))
    parser.add_argument("--version", action="version", version=__version__, help=said("version"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=said("COMMAND"))

    def command(name: str, *, event: bool = True) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=said(name), description=said(name))
        added.add_argument("--json", action="store_true", help=said("json"))
        added.add_argument(
            "--language", choices=LANGUAGES, default=phrases.language, help=said("language")
        )
        if event:
            added.add_argument("event", type=Path, metavar=said("EVENT"), help=said("event"))
        return added

    def with_target(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, required=True, metavar=said("FOLDER"), help=said("to")
        )

    def with_files(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar=said("FILE"), help=said("files"))
        parser.add_argument("--code", default="", metavar=said("CODE"), help=said("code"))

    demo = command("demo", event=False)
    with_target(demo)
    demo.add_argument("--seed", type=int, default=2024, metavar=said("NUMBER"), help=said("seed"))
    demo.add_argument("--no-window", action="store_true", help=said("no-window"))
    issue = command("issue")
    issue.add_argument("--panel", required=True, metavar=said("NAME"), help=said("panel"))
    issue.add_argument(
        "--renew", action="append", default=[], metavar=said("ID"), help=said("renew")
    )
    issue.add_argument("--renew-kit-code", action="store_true", help=said("renew-kit-code"))
    issue.add_argument("--slips", type=Path, metavar=said("FILE"), help=said("slips"))
    with_target(issue)
    receive = command("receive")
    with_files(receive)
    either = receive.add_mutually_exclusive_group()
    either.add_argument("--dry-run", action="store_true", help=said("dry-run"))
    either.add_argument("--receipt", type=Path, metavar=said("FOLDER"), help=said("receipt"))
    publish = command("publish")
    with_target(publish)
    publish.add_argument("--final", metavar=said("REASON"), help=said("final"))
    verify = command("verify", event=False)
    with_files(verify)
    verify.add_argument("--root", type=Path, metavar=said("FILE"), help=said("root"))
    check = command("check")
    check.add_argument(
        "--receipt", type=Path, nargs="+", default=[], metavar=said("FILE"), help=said("receipts")
    )
    command("fingerprint")
    decide = command("decide")
    decide.add_argument(
        "subject", nargs="?", default="", metavar=said("SUBJECT"), help=said("subject")
    )
    decide.add_argument("--choose", metavar=said("RECORD"), help=said("choose"))
    decide.add_argument("--reason", default="", metavar=said("TEXT"), help=said("reason"))
    undo = command("undo")
    undo.add_argument("number", type=int, nargs="*", metavar=said("NUMBER"), help=said("import"))
    with_target(command("appoint"))
    with_target(command("exchange"))
    enrol = command("enrol")
    enrol.add_argument("--code", required=True, metavar=said("CODE"), help=said("code"))
    keys = command("keys")
    keys.add_argument("--revoke", default="", metavar=said("KEY"), help=said("revoke"))
    keys.add_argument("--last", default="received", metavar=said("RECORD"), help=said("last"))
    keys.add_argument("--reason", default="", metavar=said("TEXT"), help=said("reason"))
    trail = command("trail")
    trail.add_argument("--subject", default="", metavar=said("SUBJECT"), help=said("part"))
    trail.add_argument("--entry", default="", metavar=said("ID"), help=said("entry"))
    trail.add_argument("--author", default="", metavar=said("ID"), help=said("author"))
    trail.add_argument("--words", default="", metavar=said("TEXT"), help=said("words"))
    trail.add_argument(
        "--most", type=_whole, default=1_000_000, metavar=said("NUMBER"), help=said("most")
    )
    command("recover")
    recover_keys = command("recover-keys")
    recover_keys.add_argument("--from", type=Path, dest="source", metavar=said("FILE"),
                              help=said("from"))  # fmt: skip
    return parser


def _whole(typed: str) -> int:
    """Return a number that counts something; argparse says it when this is none."""
    number = int(typed)
    if number < 0:
        raise ValueError(typed)
    return number


_whole.__name__ = "int"  # by which argparse calls it in its sentence
