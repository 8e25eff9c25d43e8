# SPDX-License-Identifier: MIT
"""Measure start-up, saving, merging, signing and trust: ``make bench``, or by this module."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path

NAMES = ("start", "save", "merge", "paper", "trust")


def main() -> int:
    """Measure what is wanted; return 1 when a figure does not keep its bound."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=NAMES, action="append", help="measure this alone")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    parser.add_argument("--quick", type=int, metavar="N", help="sheets to sign instead of 900")
    given = parser.parse_args()
    figures, broken = [], []
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="pkri-bench-") as folder:
        os.environ["PKRI_PROFILE"] = str(Path(folder) / "profile")
        for name in given.only or NAMES:
            print(f"== {name}", flush=True)
            to = Path(folder) / name
            to.mkdir()
            options = {"profile": given.profile}
            if name == "paper":
                options["sheets"] = given.quick or 900
            try:
                found = import_module(f"tests.bench.{name}").measure(to, **options)
            except Exception:  # what cannot be measured has failed; the rest is still measured
                traceback.print_exc(file=sys.stdout)
                print(f"FAIL  {name:<22} could not be measured")
                broken.append(name)
                continue
            for figure in found:
                print(figure.line(), flush=True)
            figures += found
    failed = broken + [f.name for f in figures if f.judged and not f.passed]
    print(
        f"== {time.perf_counter() - begun:.0f} s; "
        + ("FAILED: " + ", ".join(failed) if failed else "all bounds kept")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
