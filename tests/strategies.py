# SPDX-License-Identifier: MIT
"""Hypothesis strategies: values, scales, rubrics, and bodies of every kind of record."""

from __future__ import annotations

import base64
import itertools
import string
from typing import Any

from hypothesis import strategies as st

from pkri_desktop.domain.kinds import KINDS
from pkri_desktop.domain.rubric import WHOLE_WEIGHT, Criterion, Rubric, Scale

MOMENTS = st.integers(0, 253_402_300_799_999)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
STREAM_IDS = st.binary(min_size=16, max_size=16).map(bytes.hex)
IDENTIFIERS = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=40).filter(
    lambda part: part[0] != "-"
)


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Return texts that a record may hold, of ``least`` to ``most`` characters."""
    forbidden = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x7F)]
    allowed = st.characters(
        codec="utf-8",
        exclude_categories=["Cs", "Cc"],
        exclude_characters=forbidden,
        include_characters="\t\n\r",
    )
    return st.text(allowed, min_size=least, max_size=min(most, 60))


_ANY_TEXT = st.text(st.characters(codec="utf-8"))
WHOLE_NUMBERS = st.integers(-(2**63), 2**64 - 1)

# Everything that canonical JSON can say in a record.
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | WHOLE_NUMBERS | _ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_ANY_TEXT, inner, max_size=4),
    max_leaves=20,
)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Return scales of whole numbers, tenths and hundredths, some with steps left out."""
    low = draw(st.integers(0, 200))
    high = draw(st.integers(low + 1, low + 300))
    inside = st.integers(low, high)
    return Scale(low, high, draw(st.integers(0, 2)), tuple(draw(st.sets(inside, max_size=3))))


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """Return rubrics of one to eight criteria, whose weights sum to the whole."""
    count = draw(st.integers(1, 8))
    cuts = draw(
        st.lists(st.integers(1, WHOLE_WEIGHT - 1), min_size=count - 1, max_size=count - 1,
                 unique=True)
    )  # fmt: skip
    edges = [0, *sorted(cuts), WHOLE_WEIGHT]
    scale = draw(scales())
    criteria = tuple(
        Criterion(f"c{number}", f"Kriteria {number}", "", "Substansi", high - low, scale)
        for number, (low, high) in enumerate(itertools.pairwise(edges))
    )
    return Rubric("", "g", "", criteria)


@st.composite
def complete_scores(draw: st.DrawFn, rubric: Rubric) -> dict[str, int]:
    """Return a score for each criterion of the rubric."""
    return {
        criterion.id: draw(st.integers(criterion.scale.low, criterion.scale.high))
        for criterion in rubric.criteria
    }


# -- bodies of records ---------------------------------------------------------------------------

_BASE64 = st.binary(min_size=1, max_size=60).map(lambda data: base64.b64encode(data).decode())
_MINUTES = st.integers(0, 24 * 60)
_DAYS = st.dates().map(lambda day: day.isoformat())
_STARTS = st.datetimes().map(lambda moment: moment.isoformat()[:16])
_LABELS, _TITLES, _REASONS = texts(120, 1), texts(400, 1), texts(1_000, 1)


@st.composite
def _criteria(draw: st.DrawFn) -> list[dict[str, Any]]:
    rubric = draw(rubrics())
    return [
        {
            "id": criterion.id,
            "name": draw(_TITLES),
            "description": draw(texts(1_000)),
            "aspect": draw(_LABELS),
            "weight": criterion.weight,
            "scale": {
                "low": criterion.scale.low,
                "high": criterion.scale.high,
                "decimals": criterion.scale.decimals,
                "excluded": list(criterion.scale.excluded),
            },
            "bands": [{"low": 0, "high": 9, "text": draw(texts(300))}],
            "explain": {
                "below": draw(st.none() | st.integers(0, 10_000)),
                "above": draw(st.none() | st.integers(0, 10_000)),
            },
        }
        for criterion in rubric.criteria
    ]


_BOX = st.fixed_dictionaries(
    {
        "memory": st.integers(8, 131_072),
        "passes": st.integers(1, 6),
        "lanes": st.integers(1, 16),
        "salt": _BASE64,
        "nonce": _BASE64,
        "locked": _BASE64,
    }
)

_RECIPIENTS = st.text("023456789acdefghjklmnpqrstuvwxyz", min_size=58, max_size=58).map(
    lambda letters: f"age1{letters}"
)

_FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "event.founded": {
        "root": _BASE64,
        "escrow": _RECIPIENTS,
        "sample": st.booleans(),
        "nonce": DIGESTS,
    },
    "event.described": {
        "name": _TITLES,
        "short_name": _LABELS,
        "decree": texts(400),
        "date": _DAYS,
        "city": _LABELS,
        "timezone": st.sampled_from(("WIB", "WITA", "WIT")),
        "panel_label": _LABELS,
        "letterhead": st.lists(texts(200), max_size=6),
        "notice": texts(1_000),
    },
    "group.registered": {
        "code": st.text(string.ascii_uppercase, min_size=1, max_size=3),
        "name": _LABELS,
        "position": st.integers(1, 100),
    },
    "agency.registered": {"name": _TITLES, "type": texts(60), "province": texts(120)},
    "entry.registered": {
        "code": texts(20, 1).map(lambda code: code[:20]),
        "group": IDENTIFIERS,
        "agency": IDENTIFIERS,
        "title": _TITLES,
        "short_title": texts(120),
        "unit": texts(400),
        "predicate": texts(200),
        "form_status": st.sampled_from(("terkirim", "draft", "belum")),
        "source": texts(600),
        "summary": texts(4_000),
    },
    "assessor.appointed": {"name": _LABELS},
    "panel.formed": {
        "name": _LABELS,
        "room": _LABELS,
        "chair": IDENTIFIERS,
        "members": st.lists(IDENTIFIERS, max_size=5),
        "entries": st.lists(IDENTIFIERS, max_size=5),
    },
    "rubric.adopted": {"label": texts(200), "criteria": _criteria()},
    "slot.planned": {
        "entry": IDENTIFIERS,
        "panel": IDENTIFIERS,
        "starts": _STARTS,
        "presentation": _MINUTES,
        "interview": _MINUTES,
    },
    "break.planned": {
        "panel": IDENTIFIERS,
        "starts": _STARTS,
        "minutes": _MINUTES,
        "name": _LABELS,
    },
    "stream.opened": {
        "event": DIGESTS,
        "role": st.sampled_from(("secretariat", "assessor")),
        "author": IDENTIFIERS,
        "nonce": DIGESTS,
    },
    "enrolment.offered": {"chain": st.lists(_BASE64, min_size=1, max_size=4), "box": _BOX},
    "key.enrolled": {
        "chain": st.lists(_BASE64, min_size=1, max_size=4),
        "recipient": _RECIPIENTS,
    },
    "key.revoked": {"last": st.just("") | DIGESTS, "reason": texts(1_000, least=1)},
    "kit.locked": {"recipient": _RECIPIENTS, "box": _BOX},
    "attendance.noted": {"status": st.sampled_from(("present", "absent"))},
    "score.given": {"steps": st.none() | st.integers(0, 10_000)},
    "note.written": {
        "text": texts(4_000),
        "tag": texts(40).map(lambda tag: tag[:40]),
        "written": texts(16).map(lambda written: written[:16]),
        "criterion": st.just("") | IDENTIFIERS,
        "stage": st.sampled_from(("", "presentation", "interview", "pause")),
        "elapsed": st.integers(0, 86_400),
        "shared": st.booleans(),
        "use": st.sampled_from(("", "strength", "improvement", "policy")),
    },
    "session.timed": {
        "stage": st.sampled_from(("presentation", "interview", "pause", "over")),
        "running": st.booleans(),
        "elapsed": st.integers(0, 86_400),
        "added": st.integers(0, 1_440),
    },
    "turn.moved": {"starts": st.just("") | _STARTS},
    "presenter.noted": {"leader": st.sampled_from(("yes", "no", "unknown"))},
    "sheet.finalised": {
        "revision": st.integers(1, 10_000),
        "rubric": DIGESTS,
        "scores": st.lists(DIGESTS, max_size=9),
    },
    "sheet.reopened": {"reason": _REASONS},
    "sheet.recused": {"reason": _REASONS},
    "sheet.signed": {
        "finalised": DIGESTS,
        "attachment": DIGESTS,
        "size": st.integers(1, 4_194_304),
    },
    "panel.closed": {
        "members": st.lists(
            st.fixed_dictionaries(
                {
                    "assessor": IDENTIFIERS,
                    "final": st.integers(0, 5_000),
                    "recused": st.integers(0, 5_000),
                    "head": st.just("") | DIGESTS.map(lambda digest: digest[:8]),
                }
            ),
            max_size=4,
        ),
        "absent": st.lists(IDENTIFIERS, max_size=3),
        "remark": _REASONS,
    },
    "results.released": {
        "reason": _REASONS,
        "gaps": st.lists(st.lists(IDENTIFIERS, min_size=2, max_size=3).map("/".join), max_size=4),
    },
    "conflict.decided": {"chosen": DIGESTS, "reason": _REASONS},
    "fork.decided": {"keep": DIGESTS, "reason": _REASONS},
}

BODIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    kind: st.fixed_dictionaries(fields) for kind, fields in _FIELDS.items()
}


@st.composite
def subjects(draw: st.DrawFn, kind: str) -> tuple[str, ...]:
    """Return a subject that a record of this kind may speak of."""
    known = KINDS[kind]
    if known.topic == "*":
        return draw(subjects("score.given"))
    return (known.topic, *(draw(IDENTIFIERS) for _ in range(known.parts - 1)))
