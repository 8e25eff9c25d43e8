# SPDX-License-Identifier: MIT
"""Words for values of the domain, in the window's language: states, tags, forms, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.domain.sheet import SheetStatus

if TYPE_CHECKING:
    from datetime import date

    from pkri_desktop.domain.rubric import Criterion, Scale
    from pkri_desktop.workflow.room import Progress

TAGS = ("bukti", "risiko", "rekomendasi", "kutipan")


class Wording(QObject):
    """Says what a value means. Makes no decision."""

    def progress(self, progress: Progress) -> str:
        """Return how far a sheet is, in words."""
        words = self.status(progress.status)
        if progress.status is SheetStatus.IN_PROGRESS:
            words = self.tr("{scored} of {criteria} scored").format(
                scored=progress.scored, criteria=progress.criteria
            )
        return words

    def status(self, status: SheetStatus) -> str:
        """Return the name of a state."""
        return {
            SheetStatus.NOT_BEGUN: self.tr("not begun"),
            SheetStatus.IN_PROGRESS: self.tr("in progress"),
            SheetStatus.COMPLETE: self.tr("complete, not final yet"),
            SheetStatus.FINAL: self.tr("final"),
            SheetStatus.SIGNED: self.tr("final and signed"),
            SheetStatus.UNSEALED: self.tr("final, but without a good seal: does not count"),
            SheetStatus.RECUSED: self.tr("recused"),
            SheetStatus.ABSENT: self.tr("absent"),
            SheetStatus.CONFLICT: self.tr("records disagree"),
        }[status]

    def tag(self, tag: str) -> str:
        """Return a note's tag in the window's language; unknown tags as they are."""
        return {
            "bukti": self.tr("evidence"),
            "risiko": self.tr("risk"),
            "rekomendasi": self.tr("recommendation"),
            "kutipan": self.tr("quote"),
        }.get(tag, tag)

    def form_status(self, status: str) -> str:
        """Return the state of the SINOVIK form."""
        return {
            "terkirim": self.tr("SINOVIK form: submitted"),
            "draft": self.tr("SINOVIK form: draft"),
            "belum": self.tr("SINOVIK form: not filled"),
        }.get(status, status)

    def day(self, day: date) -> str:
        """Return a date with its weekday."""
        weekday = (
            self.tr("Monday"),
            self.tr("Tuesday"),
            self.tr("Wednesday"),
            self.tr("Thursday"),
            self.tr("Friday"),
            self.tr("Saturday"),
            self.tr("Sunday"),
        )[day.weekday()]
        month = (
            self.tr("January"),
            self.tr("February"),
            self.tr("March"),
            self.tr("April"),
            self.tr("May"),
            self.tr("June"),
            self.tr("July"),
            self.tr("August"),
            self.tr("September"),
            self.tr("October"),
            self.tr("November"),
            self.tr("December"),
        )[day.month - 1]
        return f"{weekday}, {day.day} {month} {day.year}"

    def range(self, scale: Scale) -> str:
        """Return what a scale allows, such as ``0–100``."""
        words = f"{scale.format(scale.low)}–{scale.format(scale.high)}"
        if scale.excluded:
            left_out = ", ".join(scale.format(steps) for steps in scale.excluded)
            words = self.tr("{range} without {values}").format(range=words, values=left_out)
        return words

    def impossible(self, criterion: Criterion, typed: str) -> str:
        """Return why what was typed cannot be a score, and what can."""
        kind = (
            self.tr("{range} with {decimals} decimal")
            if criterion.scale.decimals
            else self.tr("{range}, whole numbers")
        ).format(range=self.range(criterion.scale), decimals=criterion.scale.decimals)
        return self.tr("“{typed}” is not a score here. Possible: {range}.").format(
            typed=typed.strip(), range=kind
        )

    def meaning(self, criterion: Criterion) -> str:
        """Return a criterion's name and question and what its ranges mean, a line each."""
        scale = criterion.scale
        bands = [
            f"{scale.format(band.low)}–{scale.format(band.high)}: {band.text}"
            for band in criterion.bands
        ]
        return "\n".join(
            words for words in (criterion.name, criterion.description, *bands) if words
        )


_SHORTER = (
    ("Pemerintah Provinsi ", "Pemprov "),
    ("Pemerintah Kabupaten ", "Pemkab "),
    ("Pemerintah Kota ", "Pemkot "),
)


def short_agency(name: str) -> str:
    """Return an agency's name as lists write it: ``Pemprov Kalimantan Timur``."""
    for long, short in _SHORTER:
        if name.startswith(long):
            return short + name.removeprefix(long)
    return name


def short_fingerprint(digits: str) -> str:
    """Return the first half of what people read to each other, such as ``7F3A-91C2-…``."""
    return f"{digits[:4]}-{digits[4:8]}-…".upper()


def spoken_fingerprint(digits: str) -> str:
    """Return the sixteen digits that people read to each other."""
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4)).upper()
