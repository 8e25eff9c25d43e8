# SPDX-License-Identifier: MIT
"""Verify: does a signed PDF or a package hold, and whose is it, given an event's root?"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.documents.verification import PdfVerdict, verify_pdf
from pkri_desktop.domain.errors import Reason, Refusal, refusal_of
from pkri_desktop.exchange.admission import Admission, Charter, NothingHere
from pkri_desktop.exchange.package import read_package
from pkri_desktop.exchange.wrapping import Access, unwrap
from pkri_desktop.identity import certificates
from pkri_desktop.workflow.opening import trusted_holder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pkri_desktop.domain.holder import Holder
    from pkri_desktop.workflow.receive import AccessOf

ROOT_NAME = "akar.pem"
MOST_BYTES = 128 * 1024 * 1024
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", re.DOTALL)


class Verified(NamedTuple):
    """The verdict on one file.

    Attributes:
        valid: whether it holds in whole and its signer is certified by a known root.
        signer: the name in the signer's certificate.
        problem: a short key when it is not valid, such as ``altered`` or ``untrusted``.
        signed_at: the moment that the signer's laptop claimed; empty when none is stated.
    """

    file: str
    valid: bool
    signer: str
    problem: str
    signed_at: str


def verify_file(path: Path, roots: Sequence[bytes], access: AccessOf = Access) -> Verified:
    """Return the verdict on a PDF or a package.

    Args:
        path: what to look at.
        roots: those that are trusted.
        access: with what a package is opened; asked for when it is one.

    Raises:
        Refusal: the file cannot be read or opened, or is neither.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(Reason.PACKAGE_TOO_LARGE, file=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise refusal_of(error, path.name) from error
    if b"%PDF-" in data[:1024]:
        return _verify_pdf(path.name, data, roots)
    return _verify_package(path.name, unwrap(data, path.name, access()), roots)


def roots_for(path: Path, given: Path | None, keys: Path) -> list[bytes]:
    """Return the roots to trust for ``path``.

    The one given; else ``akar.pem`` beside the file or one folder up; else those of the events
    that this computer knows.

    Raises:
        Refusal: the given root is missing or is no certificate.
    """
    if given is not None:
        return [_read_root(given)]
    for folder in (path.absolute().parent, path.absolute().parent.parent):
        if (folder / ROOT_NAME).is_file():
            return [_read_root(folder / ROOT_NAME)]
    return list(_known_roots(keys))


def _verify_pdf(name: str, data: bytes, roots: Sequence[bytes]) -> Verified:
    if not roots:
        return Verified(name, False, "", "no-root", "")
    verdicts = [_verdict(data, root) for root in roots]
    best = next((verdict for verdict in verdicts if verdict.valid), verdicts[0])
    at = best.signed_at.isoformat() if best.signed_at else ""
    return Verified(name, best.valid, best.signer, best.problem, at)


def _verdict(data: bytes, root: bytes) -> PdfVerdict:
    """Return the verdict under one root; certificates that name another's holder do not pass."""
    verdict = verify_pdf(data, root)
    if verdict.valid and holder_of_pdf(verdict, root) is None:
        return replace(verdict, valid=False, problem="untrusted")
    return verdict


def holder_of_pdf(verdict: PdfVerdict, root: bytes) -> Holder | None:
    """Return whom a PDF's certificates may speak for under our own rules, or None for nobody.

    Other software follows the chain to the root; that an enrolment certifies nobody but its own
    assessor is our rule, and checked here.
    """
    return trusted_holder(verdict.chain, root)


def _verify_package(name: str, content: bytes, roots: Sequence[bytes]) -> Verified:
    package = read_package(content, name)
    signer = certificates.common_name(package.chain[0])
    for root in roots:
        admission = Admission(Charter(package.header.event, root), NothingHere(), name)
        try:
            admission.signer(package.chain)
        except Refusal:
            continue
        return Verified(name, True, signer, "", "")
    return Verified(name, False, signer, "untrusted", "")


def _read_root(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refusal_of(error, path.name) from error
    match = _PEM.search(data)
    if match is None:
        raise Refusal(Reason.CERTIFICATE_UNTRUSTED, file=path.name)
    try:
        return base64.b64decode(b"".join(match.group(1).split()), validate=True)
    except ValueError as error:
        raise Refusal(Reason.CERTIFICATE_UNTRUSTED, file=path.name) from error


def _known_roots(keys: Path) -> Iterable[bytes]:
    roots = {}
    for path in sorted(keys.glob("*/*.json")):
        try:
            root = base64.b64decode(json.loads(path.read_bytes())["chain"][-1])
        except (OSError, ValueError, LookupError, TypeError):
            continue  # a damaged key file vouches for nothing
        roots[certificates.fingerprint(root)] = root
    return roots.values()
