# SPDX-License-Identifier: MIT
"""The kinds of records (section 3): a closed set, each with a closed body."""

from dataclasses import dataclass

from verifikator.forms import (
    Check,
    FormError,
    array,
    base64_text,
    boolean,
    both,
    date,
    digest,
    either,
    id_text,
    locked_box,
    matching,
    members,
    moment,
    nullable,
    one_of,
    recipient,
    text,
    whole,
)

SECRETARIAT, OWNER, ROOM, ANYONE = "S", "O", "R", "A"
DECISION = "conflict.decided"
REVOCATION = "key.revoked"
OPENINGS = frozenset({"event.founded", "stream.opened"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    Attributes:
        first: First part of its subjects; empty for a decision, which takes any subject.
        parts: Number of parts of its subjects.
        who: Whose record acts: `S`, `O`, `R` or `A`.
        body: The check of its body.
    """

    first: str
    parts: int
    who: str
    body: Check


def _rubric(value: object) -> None:
    if not isinstance(value, dict):  # was checked before
        raise FormError("bukan objek")
    criteria = value["criteria"]
    if sum(one["weight"] for one in criteria) != 10_000:
        raise FormError("jumlah bobot bukan 10000")
    if len({one["id"] for one in criteria}) != len(criteria):
        raise FormError("id kriteria ganda")
    scales = {tuple(one["scale"][name] for name in ("low", "high", "decimals")) for one in criteria}
    if len(scales) != 1:
        raise FormError("skala tidak seragam")


_SCALE = members(
    low=whole(0, 10_000),
    high=whole(1, 10_000),
    decimals=whole(0, 2),
    excluded=array(0, 100, whole(0, 10_000)),
)
_BAND = members(low=whole(0, 10_000), high=whole(0, 10_000), text=text(0, 300))
_CRITERION = members(
    id=id_text,
    name=text(1, 400),
    description=text(0, 1_000),
    aspect=text(1, 120),
    weight=whole(1, 10_000),
    scale=_SCALE,
    bands=array(0, 20, _BAND),
    explain=members(below=nullable(whole(0, 10_000)), above=nullable(whole(0, 10_000))),
)
_DECIDED = text(1, 1_000)
_PART = "[a-z0-9][a-z0-9-]{0,39}"

KINDS: dict[str, Kind] = {
    "event.founded": Kind(
        "event",
        1,
        SECRETARIAT,
        members(root=base64_text, escrow=recipient, sample=boolean, nonce=digest),
    ),
    "event.described": Kind(
        "description",
        1,
        SECRETARIAT,
        members(
            name=text(1, 400),
            short_name=text(1, 120),
            decree=text(0, 400),
            date=date,
            city=text(1, 120),
            timezone=one_of("WIB", "WITA", "WIT"),
            panel_label=text(1, 120),
            letterhead=array(0, 6, text(0, 200)),
            notice=text(0, 1_000),
        ),
    ),
    "group.registered": Kind(
        "group",
        2,
        SECRETARIAT,
        members(
            code=matching("[A-Z]{1,3}", "kode kelompok"),
            name=text(1, 120),
            position=whole(1, 100),
        ),
    ),
    "agency.registered": Kind(
        "agency",
        2,
        SECRETARIAT,
        members(name=text(1, 400), type=text(0, 60), province=text(0, 120)),
    ),
    "entry.registered": Kind(
        "entry",
        2,
        SECRETARIAT,
        members(
            code=text(1, 20),
            group=id_text,
            agency=id_text,
            title=text(1, 400),
            short_title=text(0, 120),
            unit=text(0, 400),
            predicate=text(0, 200),
            form_status=one_of("terkirim", "draft", "belum"),
            source=text(0, 600),
            summary=text(0, 4_000),
        ),
    ),
    "assessor.appointed": Kind("assessor", 2, SECRETARIAT, members(name=text(1, 120))),
    "panel.formed": Kind(
        "panel",
        2,
        SECRETARIAT,
        members(
            name=text(1, 120),
            room=text(1, 120),
            chair=id_text,
            members=array(0, 100, id_text),
            entries=array(0, 5_000, id_text),
        ),
    ),
    "rubric.adopted": Kind(
        "rubric",
        2,
        SECRETARIAT,
        both(members(label=text(0, 200), criteria=array(1, 60, _CRITERION)), _rubric),
    ),
    "slot.planned": Kind(
        "slot",
        2,
        SECRETARIAT,
        members(
            entry=id_text,
            panel=id_text,
            starts=moment,
            presentation=whole(0, 1440),
            interview=whole(0, 1440),
        ),
    ),
    "break.planned": Kind(
        "break",
        2,
        SECRETARIAT,
        members(panel=id_text, starts=moment, minutes=whole(0, 1440), name=text(1, 120)),
    ),
    "stream.opened": Kind(
        "stream",
        2,
        ANYONE,
        members(event=digest, role=one_of("secretariat", "assessor"), author=id_text, nonce=digest),
    ),
    "enrolment.offered": Kind(
        "enrolment", 2, SECRETARIAT, members(chain=array(1, 4, base64_text), box=locked_box)
    ),
    "key.enrolled": Kind(
        "key", 3, ANYONE, members(chain=array(1, 4, base64_text), recipient=recipient)
    ),
    REVOCATION: Kind(
        "revocation",
        3,
        SECRETARIAT,
        members(last=either(text(0, 0), digest), reason=_DECIDED),
    ),
    "kit.locked": Kind("kit", 2, SECRETARIAT, members(recipient=recipient, box=locked_box)),
    "attendance.noted": Kind("attendance", 2, ROOM, members(status=one_of("present", "absent"))),
    "score.given": Kind("score", 4, OWNER, members(steps=nullable(whole(0, 10_000)))),
    "note.written": Kind(
        "note",
        4,
        OWNER,
        members(
            text=text(0, 4_000),
            tag=text(0, 40),
            written=text(0, 16),
            criterion=either(one_of(""), id_text),
            stage=one_of("", "presentation", "interview", "pause"),
            elapsed=whole(0, 86_400),
            shared=boolean,
            use=one_of("", "strength", "improvement", "policy"),
        ),
    ),
    "session.timed": Kind(
        "session",
        3,
        OWNER,
        members(
            stage=one_of("presentation", "interview", "pause", "over"),
            running=boolean,
            elapsed=whole(0, 86_400),
            added=whole(0, 1_440),
        ),
    ),
    "turn.moved": Kind("turn", 3, OWNER, members(starts=either(one_of(""), moment))),
    "presenter.noted": Kind("presenter", 3, OWNER, members(leader=one_of("yes", "no", "unknown"))),
    "sheet.finalised": Kind(
        "sheet",
        3,
        OWNER,
        members(revision=whole(1, 10_000), rubric=digest, scores=array(0, 60, digest)),
    ),
    "sheet.reopened": Kind("sheet", 3, OWNER, members(reason=_DECIDED)),
    "sheet.recused": Kind("sheet", 3, OWNER, members(reason=_DECIDED)),
    "sheet.signed": Kind(
        "signature",
        3,
        OWNER,
        members(finalised=digest, attachment=digest, size=whole(1, 4_194_304)),
    ),
    "panel.closed": Kind(
        "closing",
        3,
        OWNER,
        members(
            members=array(
                0,
                100,
                members(
                    assessor=id_text,
                    final=whole(0, 5_000),
                    recused=whole(0, 5_000),
                    head=either(text(0, 0), matching("[0-9a-f]{8}", "awal id")),
                ),
            ),
            absent=array(0, 5_000, id_text),
            remark=text(0, 1_000),
        ),
    ),
    "results.released": Kind(
        "release",
        1,
        SECRETARIAT,
        members(
            reason=_DECIDED,
            gaps=array(0, 5_000, matching(f"{_PART}(?:/{_PART}){{1,3}}", "kekurangan")),
        ),
    ),
    DECISION: Kind("", 0, SECRETARIAT, members(chosen=digest, reason=_DECIDED)),
    "fork.decided": Kind("fork", 2, SECRETARIAT, members(keep=digest, reason=_DECIDED)),
}

SUBJECTS = frozenset((kind.first, kind.parts) for kind in KINDS.values() if kind.first)
