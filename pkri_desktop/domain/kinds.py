# SPDX-License-Identifier: MIT
"""The kinds of record: what each speaks of, what its body must look like, who may write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from pkri_desktop.domain.closing import HEAD_DIGITS
from pkri_desktop.domain.rubric import WHOLE_WEIGHT
from pkri_desktop.domain.shapes import (
    DIGEST,
    IDENTIFIER,
    RECIPIENT,
    Shape,
    ShapeError,
    base64,
    digest,
    flag,
    form,
    identifier,
    many,
    matching,
    one_of,
    optional,
    text,
    whole,
)

if TYPE_CHECKING:
    from pkri_desktop.domain.canonical import Json


class Authority(StrEnum):
    """Whose record of a kind counts. Judged when the ledger is read, never when it arrives."""

    SECRETARIAT = "secretariat"
    OWNER = "owner"  # the assessor whom the subject names in its second part
    ROOM = "room"  # the secretariat, or an assessor of a panel that sees the entry
    ANYONE = "anyone"  # says something about its own stream only


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    Attributes:
        topic: the first part of the subjects it speaks of; ``*`` for any.
        parts: how many parts such a subject has.
        authority: whose record counts.
        body: the shape that its body must have.
    """

    topic: str
    parts: int
    authority: Authority
    body: Shape


MOST_NOTE_CHARACTERS = 4_000
MOST_REASON_CHARACTERS = 1_000

_LABEL = text(120, least=1)
_TITLE = text(400, least=1)
_REASON = text(MOST_REASON_CHARACTERS, least=1)
_MOMENT_FORM = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"
_MOMENT = matching(_MOMENT_FORM, datetime.fromisoformat)
_DAY = matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat)
_MINUTES, _SECONDS = whole(0, 24 * 60), whole(0, 24 * 60 * 60)

_RECIPIENT = matching(RECIPIENT)


def _moment_or_none(moment: str) -> datetime | None:
    return datetime.fromisoformat(moment) if moment else None


_SCALE = form(
    low=whole(0, 10_000),
    high=whole(1, 10_000),
    decimals=whole(0, 2),
    excluded=many(whole(0, 10_000), 100),
)
_EXPLAIN = form(below=optional(whole(0, 10_000)), above=optional(whole(0, 10_000)))
_BAND = form(low=whole(0, 10_000), high=whole(0, 10_000), text=text(300))
_CRITERION = form(
    id=identifier,
    name=_TITLE,
    description=text(1_000),
    aspect=_LABEL,
    weight=whole(1, 10_000),
    scale=_SCALE,
    bands=many(_BAND, 20),
    explain=_EXPLAIN,
)
_RUBRIC = form(label=text(200), criteria=many(_CRITERION, 60, least=1))


def _adopted(body: Json) -> None:
    """A rubric that can be totalled, as ``domain.rubric.Rubric`` demands."""
    _RUBRIC(body)
    criteria = cast("dict[str, list[dict[str, Any]]]", body)["criteria"]
    ranges = {tuple(c["scale"][name] for name in ("low", "high", "decimals")) for c in criteria}
    ids, weights = {c["id"] for c in criteria}, sum(c["weight"] for c in criteria)
    if (weights, len(ids), len(ranges)) != (WHOLE_WEIGHT, len(criteria), 1):
        raise ShapeError("criteria do not add up")


_MEMBER_CLOSING = form(
    assessor=identifier,
    final=whole(0, 5_000),
    recused=whole(0, 5_000),
    head=matching(f"|[0-9a-f]{{{HEAD_DIGITS}}}"),
)
_GAP = matching(f"{IDENTIFIER}(?:/{IDENTIFIER}){{1,3}}")

LOCKED_BOX = form(
    memory=whole(8, 131_072),
    passes=whole(1, 6),
    lanes=whole(1, 16),
    salt=base64,
    nonce=base64,
    locked=base64,
)

_S, _O = Authority.SECRETARIAT, Authority.OWNER

KINDS: dict[str, Kind] = {
    # The event and who takes part
    "event.founded": Kind(
        "event",
        1,
        _S,
        form(root=base64, escrow=_RECIPIENT, sample=flag, nonce=digest),
    ),
    "event.described": Kind(
        "description",
        1,
        _S,
        form(
            name=_TITLE,
            short_name=_LABEL,
            decree=text(400),
            date=_DAY,
            city=_LABEL,
            timezone=one_of("WIB", "WITA", "WIT"),
            panel_label=_LABEL,
            letterhead=many(text(200), 6),
            notice=text(1_000),
        ),
    ),
    "group.registered": Kind(
        "group", 2, _S, form(code=matching("[A-Z]{1,3}"), name=_LABEL, position=whole(1, 100))
    ),
    "agency.registered": Kind(
        "agency", 2, _S, form(name=_TITLE, type=text(60), province=text(120))
    ),
    "entry.registered": Kind(
        "entry",
        2,
        _S,
        form(
            code=text(20, least=1),
            group=identifier,
            agency=identifier,
            title=_TITLE,
            short_title=text(120),
            unit=text(400),
            predicate=text(200),
            form_status=one_of("terkirim", "draft", "belum"),
            source=text(600),
            summary=text(4_000),
        ),
    ),
    "assessor.appointed": Kind("assessor", 2, _S, form(name=_LABEL)),
    "panel.formed": Kind(
        "panel",
        2,
        _S,
        form(
            name=_LABEL,
            room=_LABEL,
            chair=identifier,
            members=many(identifier, 100),
            entries=many(identifier, 5_000),
        ),
    ),
    "rubric.adopted": Kind("rubric", 2, _S, _adopted),
    "slot.planned": Kind(
        "slot",
        2,
        _S,
        form(
            entry=identifier,
            panel=identifier,
            starts=_MOMENT,
            presentation=_MINUTES,
            interview=_MINUTES,
        ),
    ),
    "break.planned": Kind(
        "break", 2, _S, form(panel=identifier, starts=_MOMENT, minutes=_MINUTES, name=_LABEL)
    ),
    # Keys and streams
    "stream.opened": Kind(
        "stream",
        2,
        Authority.ANYONE,
        form(
            event=digest,
            role=one_of("secretariat", "assessor"),
            author=identifier,
            nonce=digest,
        ),
    ),
    "enrolment.offered": Kind(
        "enrolment", 2, _S, form(chain=many(base64, 4, least=1), box=LOCKED_BOX)
    ),
    "key.enrolled": Kind(
        "key", 3, Authority.ANYONE, form(chain=many(base64, 4, least=1), recipient=_RECIPIENT)
    ),
    "key.revoked": Kind("revocation", 3, _S, form(last=matching(f"|{DIGEST}"), reason=_REASON)),
    "kit.locked": Kind("kit", 2, _S, form(recipient=_RECIPIENT, box=LOCKED_BOX)),
    # What happens on the day
    "attendance.noted": Kind(
        "attendance", 2, Authority.ROOM, form(status=one_of("present", "absent"))
    ),
    "score.given": Kind("score", 4, _O, form(steps=optional(whole(0, 10_000)))),
    "note.written": Kind(
        "note",
        4,
        _O,
        form(
            text=text(MOST_NOTE_CHARACTERS),
            tag=text(40),
            written=text(16),
            criterion=matching(f"|{IDENTIFIER}"),
            stage=one_of("", "presentation", "interview", "pause"),
            elapsed=_SECONDS,
            shared=flag,
            use=one_of("", "strength", "improvement", "policy"),
        ),
    ),
    # How the day went in the room of one laptop; each assessor says it of their own
    "session.timed": Kind(
        "session",
        3,
        _O,
        form(
            stage=one_of("presentation", "interview", "pause", "over"),
            running=flag,
            elapsed=_SECONDS,
            added=_MINUTES,
        ),
    ),
    "turn.moved": Kind("turn", 3, _O, form(starts=matching(f"|{_MOMENT_FORM}", _moment_or_none))),
    "presenter.noted": Kind("presenter", 3, _O, form(leader=one_of("yes", "no", "unknown"))),
    "sheet.finalised": Kind(
        "sheet",
        3,
        _O,
        form(revision=whole(1, 10_000), rubric=digest, scores=many(digest, 60)),
    ),
    "sheet.reopened": Kind("sheet", 3, _O, form(reason=_REASON)),
    "sheet.recused": Kind("sheet", 3, _O, form(reason=_REASON)),
    "sheet.signed": Kind(
        "signature", 3, _O, form(finalised=digest, attachment=digest, size=whole(1, 4_194_304))
    ),
    # What a chair says when the panel leaves, and the secretariat where something stays missing
    "panel.closed": Kind(
        "closing",
        3,
        _O,
        form(
            members=many(_MEMBER_CLOSING, 100),
            absent=many(identifier, 5_000),
            remark=text(MOST_REASON_CHARACTERS),
        ),
    ),
    "results.released": Kind("release", 1, _S, form(reason=_REASON, gaps=many(_GAP, 5_000))),
    # What the secretariat decides where records disagree
    "conflict.decided": Kind("*", 0, _S, form(chosen=digest, reason=_REASON)),
    "fork.decided": Kind("fork", 2, _S, form(keep=digest, reason=_REASON)),
}

OPENING_KINDS = frozenset(("event.founded", "stream.opened"))

# What decisions may speak of: a topic, and how many parts its subjects have.
SUBJECTS = frozenset((kind.topic, kind.parts) for kind in KINDS.values())

SUBJECT_PART = IDENTIFIER
