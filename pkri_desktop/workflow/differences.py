# SPDX-License-Identifier: MIT
"""Differences (selisih): what records disagree about, in the names that people know it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkri_desktop.store.queries import Queries
    from pkri_desktop.workflow.phrases import Phrasebook

_OF_A_SHEET = ("score", "sheet", "signature", "note")


class NamedDifference(NamedTuple):
    """One subject on which records disagree.

    Attributes:
        subject: as the records name it.
        what: what it is about: ``score``, ``sheet``, ``signature``, ``note``, ``attendance``, or
            ``other`` for what is no entry's.
        entry: code and name of the entry; empty where it is no entry's.
        assessor: whose sheet it is on; empty where it is nobody's.
        criterion: which score it is; empty where it is none.
    """

    subject: str
    what: str
    entry: str = ""
    assessor: str = ""
    criterion: str = ""

    def words(self, phrases: Phrasebook) -> str:
        """Return entry, assessor and criterion in one line."""
        return phrases.phrase("difference", self.what, **self._asdict())


def questions_on(differences: Iterable[NamedDifference]) -> frozenset[str]:
    """Return the subjects that are asked about: scores are asked about with their sheet."""
    found = tuple(differences)
    sheets = {one.subject.partition("/")[2] for one in found if one.what == "sheet"}
    return frozenset(
        one.subject
        for one in found
        if one.what != "score" or "/".join(one.subject.split("/")[1:3]) not in sheets
    )


def differences_on(queries: Queries, subjects: Iterable[str]) -> tuple[NamedDifference, ...]:
    """Return what is known of the subjects on which records disagree, in order of their names."""
    wanted = sorted(subjects)
    if not wanted:
        return ()
    entries, assessors = queries.entries(), queries.assessors()
    rubrics = queries.rubrics()

    def difference(subject: str) -> NamedDifference:
        topic, *parts = subject.split("/")
        if topic == "attendance":
            assessor_id, (entry_id, *rest) = "", parts
        elif topic in _OF_A_SHEET:
            assessor_id, entry_id, *rest = parts
        else:
            return NamedDifference(subject, "other")
        entry, assessor = entries.get(entry_id), assessors.get(assessor_id)
        rubric = rubrics.get(entry.group.id) if entry else None
        names = {c.id: c.name for c in rubric.criteria} if rubric else {}
        return NamedDifference(
            subject=subject,
            what=topic,
            entry=f"{entry.code} {entry.name}" if entry else entry_id,
            assessor=assessor.name if assessor else assessor_id,
            criterion=names.get(rest[0], rest[0]) if topic == "score" else "",
        )

    found = [difference(subject) for subject in wanted]
    return tuple(sorted(found, key=lambda one: (one.entry, one.assessor, one.subject)))
