# SPDX-License-Identifier: MIT
"""What tests ask of a report."""

from collections.abc import Callable
from typing import Any

from tests.verifier.builder import Event

Report = dict[str, Any]
Verify = Callable[[Event], Report]

# 0,6 × 80 + 0,4 × 90 = 84; 0,6 × 70 + 0,4 × 75 = 72
ANI, BUDI, BOTH = "84/1", "72/1", "78,00"


def found(report: Report) -> set[str]:
    assert report["well"] == (not report["findings"])
    return {one["what"] for one in report["findings"]}


def noted(report: Report) -> set[str]:
    return {one["what"] for one in report["notes"]}


def means(report: Report) -> list[str | None]:
    return [one["mean"] for one in report["entries"]]


def totals(report: Report) -> dict[tuple[str, str], str | None]:
    return {
        (one["assessor"], one["entry"]): one["total"] for one in report["sheets"] if one["counts"]
    }
