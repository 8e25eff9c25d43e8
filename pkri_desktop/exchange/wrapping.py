# SPDX-License-Identifier: MIT
"""The wrapping of a package (.pkrix): a mark, a label, and an envelope around the signed content.

The label says which event the package belongs to, so that a mix-up can be named. When a code opens
the envelope too, it holds an identity of the envelope locked under that code. Nobody vouches for
the label; what is inside says who it is from, and for which event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from pkri_desktop.domain.canonical import NotCanonicalError, canonical_bytes, parse_canonical
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.domain.framing import FRAME_HEAD, BadFrameError, frame, frames
from pkri_desktop.domain.kinds import LOCKED_BOX
from pkri_desktop.domain.shapes import ShapeError, form, matching, optional
from pkri_desktop.identity import box, envelope
from pkri_desktop.identity.codes import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkri_desktop.domain.record import Body

MARK = b"PKRIPKG1"
SUFFIX = ".pkrix"
LABEL = b"L"
MOST_PACKAGE_BYTES = 128 * 1024 * 1024

_EVENT_DIGITS = 16
_LABEL = form(event=matching(f"[0-9a-f]{{{_EVENT_DIGITS}}}"), box=optional(LOCKED_BOX))


class Access(NamedTuple):
    """With what somebody tries to open a package.

    Attributes:
        identities: the secrets of those who sit at this computer.
        code: the kode paket as it was typed; empty when there is none.
    """

    identities: tuple[str, ...] = ()
    code: str = ""


def wrap(content: bytes, event: str, recipients: Sequence[str], lock: Body | None = None) -> bytes:
    """Return the bytes of a package file.

    Args:
        content: what ``write_package`` made.
        event: id of the event.
        recipients: who can open it, each alone.
        lock: a locked box around an identity of one of the recipients, for who has a code only.
    """
    label = canonical_bytes({"event": event[:_EVENT_DIGITS], "box": lock})
    return b"".join((MARK, frame(LABEL, label), envelope.enclose(content, recipients)))


def unwrap(data: bytes, name: str, access: Access, event: str = "") -> bytes:
    """Return the signed content of a package file.

    Args:
        data: the bytes of the file.
        name: of the file, for the sentences.
        access: with what it is tried.
        event: which event it must say to belong to, if that matters.

    Raises:
        Refusal: not a package, a newer one, of another event, damaged, or not meant for whoever
            asks.
    """
    if not data.startswith(MARK):
        newer = data.startswith(MARK[:-1]) and data[7:8].isdigit()
        raise Refusal(Reason.PACKAGE_NEWER if newer else Reason.FILE_NOT_OURS, file=name)
    label, start = _label(data, name)
    if event and label["event"] != event[:_EVENT_DIGITS]:
        raise Refusal(Reason.PACKAGE_OTHER_EVENT, file=name)
    lock, closed = cast("Body | None", label["box"]), data[start:]
    try:
        return envelope.disclose(closed, access.identities)
    except envelope.NotForUsError:
        pass
    except envelope.BrokenEnvelopeError as error:
        raise Refusal(Reason.PACKAGE_DAMAGED, file=name) from error
    if lock is None:
        raise Refusal(Reason.PACKAGE_FOR_OTHERS, file=name)
    if not access.code:
        raise Refusal(Reason.PACKAGE_NEEDS_CODE, file=name)
    try:
        return envelope.disclose(closed, [box.unlock(lock, spoken(access.code)).decode()])
    except box.WrongPhraseError as error:
        raise Refusal(Reason.PACKAGE_WRONG_CODE, file=name) from error
    except (envelope.NotForUsError, envelope.BrokenEnvelopeError, ValueError) as error:
        raise Refusal(Reason.PACKAGE_DAMAGED, file=name) from error


def labelled_event(data: bytes, name: str) -> str:
    """Return the beginning of the id of the event that a package says to belong to.

    Anybody can write that there: it is for asking the right question, and proves nothing.

    Raises:
        Refusal: the label is damaged.
    """
    return str(_label(data, name)[0]["event"])


def _label(data: bytes, name: str) -> tuple[Body, int]:
    """Return the label, and where the envelope begins."""
    try:
        letter, content = next(frames(data, len(MARK)), (b"", b""))
        if letter != LABEL:
            raise BadFrameError("no label")
        fields = parse_canonical(content)
        _LABEL(fields)
    except (BadFrameError, NotCanonicalError, ShapeError) as error:
        raise Refusal(Reason.PACKAGE_DAMAGED, file=name) from error
    return cast("Body", fields), len(MARK) + FRAME_HEAD + len(content)
