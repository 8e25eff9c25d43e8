# SPDX-License-Identifier: MIT
"""Verify: does a PDF, a package or a receipt hold, and whose is it, given an event's root?"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from pkri_desktop.documents.verification import PdfVerdict, verify_pdf
from pkri_desktop.domain.errors import Reason, Refusal, refusal_of_reading
from pkri_desktop.exchange.admission import Admission, Charter, NothingHere
from pkri_desktop.exchange.package import read_package
from pkri_desktop.exchange.receipt import BEGINNING, read_receipt
from pkri_desktop.exchange.receipt import SUFFIX as RECEIPT_SUFFIX
from pkri_desktop.exchange.wrapping import SUFFIX, Access, unwrap
from pkri_desktop.identity import certificates
from pkri_desktop.workflow.check_receipt import problem_of
from pkri_desktop.workflow.gathering import Gathered, gather
from pkri_desktop.workflow.opening import trusted_holder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pkri_desktop.domain.holder import Holder
    from pkri_desktop.workflow.receive import AccessOf

ROOT_NAME = "akar.pem"
MOST_BYTES = 128 * 1024 * 1024
EVENT_MARK = b"SQLite format 3\0"
NO_ROOT = "no-root"
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", re.DOTALL)


class Root(NamedTuple):
    """A root certificate that is trusted, and why.

    Attributes:
        certificate: in DER.
        source: the file it was read from; empty for one that the profile on this computer knows.
    """

    certificate: bytes
    source: str

    @property
    def name(self) -> str:
        """Return the name that stands in it, for people."""
        return certificates.common_name(self.certificate)


class Verified(NamedTuple):
    """The verdict on one file: that it is unchanged, and whose; not that it is the newest.

    Attributes:
        valid: whether it holds in whole and its signer is certified by a known root.
        signer: the name in the signer's certificate.
        problem: a short key when it is not valid, such as ``altered`` or ``untrusted``.
        signed_at: the moment that the signer's laptop claimed; empty when none is stated.
        root: the name of the root that vouched; empty when not valid.
        root_from: the file of that root; empty when the profile on this computer knows it.
    """

    file: str
    valid: bool
    signer: str
    problem: str
    signed_at: str
    root: str = ""
    root_from: str = ""


def files_to_verify(paths: Sequence[Path]) -> list[Gathered]:
    """Return the files meant by ``paths``: of a folder, its PDFs, packages and receipts."""
    return gather(paths, (".pdf", SUFFIX, RECEIPT_SUFFIX))


def verify_file(path: Path, roots: Sequence[Root], access: AccessOf = Access) -> Verified:
    """Return the verdict on a PDF, a package or a receipt.

    Args:
        path: what to look at.
        roots: those that are trusted.
        access: with what a package is opened; asked for when it is one.

    Raises:
        Refusal: the file cannot be read or opened, or is none of these.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(Reason.PACKAGE_TOO_LARGE, file=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise refusal_of_reading(error, path.name) from error
    if data.startswith(EVENT_MARK):
        raise Refusal(Reason.FILE_IS_EVENT, file=path.name)
    if b"%PDF-" in data[:1024]:
        return _verify_pdf(path.name, data, roots)
    if data.startswith(BEGINNING) or path.suffix.lower() == RECEIPT_SUFFIX:
        return _verify_receipt(path.name, data, roots)
    return _verify_package(path.name, unwrap(data, path.name, access()), roots)


def roots_for(path: Path, given: Path | None, keys: Path) -> list[Root]:
    """Return the roots to trust for ``path``.

    The one given; else ``akar.pem`` beside the file or one folder up; else those of the events
    that this computer knows.

    Raises:
        Refusal: the given root is missing or is no certificate.
    """
    if given is not None:
        return [_read_root(given)]
    for folder in (path.absolute().parent, path.absolute().parent.parent):
        if _is_file(folder / ROOT_NAME):
            return [_read_root(folder / ROOT_NAME)]
    return _known_roots(keys)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # in a folder that cannot be looked into


def _verify_pdf(name: str, data: bytes, roots: Sequence[Root]) -> Verified:
    if not roots:
        return Verified(name, False, "", NO_ROOT, "")
    verdicts = [(_verdict(data, root.certificate), root) for root in roots]
    best, root = next((each for each in verdicts if each[0].valid), verdicts[0])
    at = best.signed_at.isoformat() if best.signed_at else ""
    verified = Verified(name, best.valid, best.signer, best.problem, at)
    return _vouched(verified, root) if best.valid else verified


def _vouched(verified: Verified, root: Root) -> Verified:
    return verified._replace(root=root.name, root_from=root.source)


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


def _verify_package(name: str, content: bytes, roots: Sequence[Root]) -> Verified:
    package = read_package(content, name)
    if not roots:
        return Verified(name, False, "", NO_ROOT, "")
    signer = certificates.common_name(package.chain[0])
    for root in roots:
        charter = Charter(package.header.event, root.certificate)
        try:
            Admission(charter, NothingHere(), name).signer(package.chain)
        except Refusal:
            continue
        return _vouched(Verified(name, True, signer, "", ""), root)
    return Verified(name, False, signer, "untrusted", "")


def _verify_receipt(name: str, data: bytes, roots: Sequence[Root]) -> Verified:
    signed = read_receipt(data, name)
    if not roots:
        return Verified(name, False, "", NO_ROOT, "")
    problem = "untrusted"
    for root in roots:
        problem = problem_of(signed, root.certificate)
        if not problem:
            at = datetime.fromtimestamp(signed.statement.at / 1000, UTC).isoformat()
            signer = certificates.common_name(signed.chain[0])
            return _vouched(Verified(name, True, signer, "", at), root)
    return Verified(name, False, "", problem, "")


def _read_root(path: Path) -> Root:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refusal_of_reading(error, path.name) from error
    match = _PEM.search(data)
    if match is None:
        raise Refusal(Reason.CERTIFICATE_INVALID, file=path.name)
    try:
        root = Root(base64.b64decode(b"".join(match[1].split()), validate=True), str(path))
        certificates.common_name(root.certificate)
    except ValueError as error:
        raise Refusal(Reason.CERTIFICATE_INVALID, file=path.name) from error
    return root


def _known_roots(keys: Path) -> list[Root]:
    roots = {}
    for path in sorted(keys.glob("*/*.json")):
        try:
            root = Root(base64.b64decode(json.loads(path.read_bytes())["chain"][-1]), "")
        except (OSError, ValueError, LookupError, TypeError):
            continue  # a damaged key file vouches for nothing
        roots[certificates.fingerprint(root.certificate)] = root
    return list(roots.values())
