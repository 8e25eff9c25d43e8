# SPDX-License-Identifier: MIT
"""Command line: `python tools/verifikator FILE…`; exits with 0 (well), 1 (findings), 2 (usage)."""

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

USAGE = 2


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    # Started as a folder, the package is not on the path yet.
    parent = str(Path(__file__).resolve().parent.parent)
    if not __package__ and parent not in sys.path:
        sys.path.insert(0, parent)
    boxes = importlib.import_module("verifikator.boxes")
    report = importlib.import_module("verifikator.report")

    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.key and not options.passphrase_env:
        parser.error("--key needs --passphrase-env")
    try:
        identities: list[str] = []
        for path in options.identity:
            identities += boxes.identities_of_file(path)
        identities += [boxes.identity_of_key(one, options.passphrase_env) for one in options.key]
        root = _root(options.root) if options.root else None
        missing = [path for path in (*options.files, options.recap) if path and not path.is_file()]
        if missing:
            raise FileNotFoundError(f"{missing[0]} tidak ada")
        keys = report.Keys(identities, options.code, root)
        found = report.verify(options.files, keys, options.recap)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"verifikator: {error}\n")
        return USAGE
    reconfigure: Any = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    if options.json:
        sys.stdout.write(json.dumps(report.as_json(found), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(report.as_text(found))
    return 0 if found.well else 1


def _root(path: Path) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.public_bytes(Encoding.DER)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verifikator", description="Memeriksa berkas kegiatan dan paket tanpa aplikasinya."
    )
    add = parser.add_argument
    add("files", nargs="+", type=Path, metavar="FILE", help="berkas .pkri atau .pkrix")
    add("--root", type=Path, metavar="PEM", help="sertifikat akar yang datang lewat jalan lain")
    add(
        "--identity",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="berkas identitas age",
    )
    add(
        "--key",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="berkas kunci dari profil; perlu --passphrase-env",
    )
    add("--passphrase-env", metavar="VAR", help="variabel lingkungan berisi frasa sandi kunci")
    add("--code", help="kode paket")
    add("--recap", type=Path, metavar="CSV", help="rekapitulasi dengan kolom code dan mean")
    add("--json", action="store_true", help="laporan sebagai JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
