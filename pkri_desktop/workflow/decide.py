# SPDX-License-Identifier: MIT
"""Decide: where records disagree the secretariat chooses one of them, and says why.

It never writes a value of its own. What was decided stays findable, with what was not chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.record import Change
from pkri_desktop.workflow.reasons import reason_given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkri_desktop.domain.dispute import Difference, Side
    from pkri_desktop.domain.record import Body
    from pkri_desktop.domain.touched import Touched
    from pkri_desktop.workflow.office import Office

_SAID_AGAIN = frozenset(("key.revoked",))


def decide_difference(office: Office, subject: str, chosen: str, reason: str) -> Touched:
    """Choose one of the records that disagree on ``subject``.

    When a finalisation of a sheet is chosen, the scores that it names are chosen with it, where
    these differ: one question about one sheet is asked once.

    Args:
        office: in whose name.
        subject: with slashes, as ``Difference.subject`` joined.
        chosen: one of ``Side.records`` of the side to follow.
        reason: in words, for everybody who will ask.

    Raises:
        Refusal: there is no such difference or side, no reason, or it cannot be written.
    """
    why = reason_given(reason)
    differences = {"/".join(d.subject): d for d in office.file.disputes.differences()}
    side = _side(differences, subject, chosen)
    if side is None:
        raise Refusal(Reason.DIFFERENCE_GONE)
    decisions = [_decision(office, differences[subject], chosen, why)]
    scores = [d for d in differences.values() if d.subject[0] == "score"]
    decisions += [
        _decision(office, other, record, why)
        for record in scores_named(side)
        for other in scores
        if any(record in one.records for one in other.sides)
    ]
    return _write(office, decisions)


def decide_fork(office: Office, stream: str, keep: str, reason: str) -> Touched:
    """Choose the branch of a forked stream that counts; the other stays readable.

    Args:
        office: in whose name.
        stream: that forked.
        keep: ``Branch.tip`` of the branch that counts.
        reason: in words.

    Raises:
        Refusal: there is no such fork or branch, no reason, or it cannot be written.
    """
    why = reason_given(reason)
    forks = {fork.stream: fork for fork in office.file.disputes.forks()}
    if stream not in forks or keep not in {branch.tip for branch in forks[stream].branches}:
        raise Refusal(Reason.DIFFERENCE_GONE)
    body: Body = {"keep": keep, "reason": why}
    return _write(office, [Change("fork.decided", ("fork", stream), body)])


def questions_of(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return the differences without scores that are decided with the sheet they stand on."""
    sheets = {
        d.subject[1:]
        for d in differences
        if d.subject[0] == "sheet" and any(scores_named(side) for side in d.sides)
    }
    return tuple(d for d in differences if d.subject[0] != "score" or d.subject[1:3] not in sheets)


def scores_named(side: Side) -> list[str]:
    """Return the ids of the scores that a side names, if it is a finalisation."""
    named = side.body.get("scores") if side.kind == "sheet.finalised" else None
    return [str(record) for record in named] if isinstance(named, list) else []


def _side(differences: dict[str, Difference], subject: str, chosen: str) -> Side | None:
    sides = differences[subject].sides if subject in differences else ()
    return next((side for side in sides if chosen in side.records), None)


def _decision(office: Office, difference: Difference, chosen: str, reason: str) -> Change:
    """Return the decision; it replaces all heads, and what it chooses.

    What is said about streams is read before differences are: it is said again, not chosen.
    """
    heads = office.file.ledger.heads("/".join(difference.subject))
    further = () if chosen in heads else (chosen,)
    side = next(side for side in difference.sides if chosen in side.records)
    if side.kind in _SAID_AGAIN:
        return Change(side.kind, difference.subject, {**side.body, "reason": reason}, further)
    body: Body = {"chosen": chosen, "reason": reason}
    return Change("conflict.decided", difference.subject, body, further)


def _write(office: Office, changes: Sequence[Change]) -> Touched:
    with office.file.writing() as ledger:
        return ledger.append(
            office.holder, changes, at=office.clock.now(), sealer=office.signer.seal
        )
