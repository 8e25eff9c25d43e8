# SPDX-License-Identifier: MIT
"""What the verification found, and where."""

from dataclasses import dataclass, field

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Attributes:
        what: A stable short name, such as `record.form`.
        where: The place: file, record, seal, stream, sheet.
        detail: What is the matter, in Indonesian.
    """

    what: str
    where: str
    detail: str


@dataclass(slots=True)
class Findings:
    """Collects findings (something is wrong) and notes (worth knowing, but in order).

    Attributes:
        wrong: What departs from the specification.
        notes: Conflicts, forks, sheets that do not count, and the like.
        left_out: How many findings and notes there were beyond the most that are kept.
    """

    wrong: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    left_out: int = 0

    def add(self, what: str, where: str, detail: str) -> None:
        """Keep something that is wrong."""
        self._keep(self.wrong, Finding(what, printable(where), printable(detail)))

    def note(self, what: str, where: str, detail: str) -> None:
        """Keep something that is worth knowing."""
        self._keep(self.notes, Finding(what, printable(where), printable(detail)))

    def _keep(self, kept: list[Finding], finding: Finding) -> None:
        if len(kept) < MOST:
            kept.append(finding)
        else:
            self.left_out += 1


def printable(text: str, most: int = 400) -> str:
    """The text without anything that could play tricks on a terminal, and not endless."""
    short = text if len(text) <= most else text[:most] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in short)
