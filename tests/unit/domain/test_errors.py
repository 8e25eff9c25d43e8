# SPDX-License-Identifier: MIT
from __future__ import annotations

import errno

import pytest

from pkri_desktop.domain.errors import Reason, Refusal, refusal_of, refusal_of_reading


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, Reason.DISK_FULL),
        (errno.EDQUOT, Reason.DISK_FULL),
        (errno.EFBIG, Reason.DISK_FULL),
        (errno.EROFS, Reason.FILE_READ_ONLY),
        (errno.EACCES, Reason.FILE_READ_ONLY),
        (errno.EPERM, Reason.FILE_READ_ONLY),
        (errno.ENOENT, Reason.FOLDER_UNAVAILABLE),
        (errno.EIO, Reason.FILE_UNWRITABLE),
        (None, Reason.FILE_UNWRITABLE),
    ],
)
def test_refusal_of_writing_says_what_the_disk_said(number: int | None, reason: Reason) -> None:
    error = OSError(number, "x") if number is not None else OSError("x")

    refusal = refusal_of(error, "panel-a.pkri")

    assert reason is refusal.reason
    assert refusal.facts == {"file": "panel-a.pkri"}


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, Reason.DISK_FULL),
        (errno.EACCES, Reason.FILE_UNREADABLE),
        (errno.EPERM, Reason.FILE_UNREADABLE),
        (errno.ENOENT, Reason.FILE_MISSING),
        (errno.ENOTDIR, Reason.FILE_MISSING),
        (errno.EIO, Reason.FILE_UNREADABLE),
        (None, Reason.FILE_UNREADABLE),
    ],
)
def test_refusal_of_reading_never_speaks_of_writing(number: int | None, reason: Reason) -> None:
    error = OSError(number, "x") if number is not None else OSError("x")

    assert reason is refusal_of_reading(error, "panel-a.pkri").reason


def test_refusal_carries_its_reason_and_facts() -> None:
    refusal = Refusal(Reason.FILE_NEWER, file="x.pkri", version="2.0")

    assert refusal.reason is Reason.FILE_NEWER
    assert refusal.facts == {"file": "x.pkri", "version": "2.0"}
    assert "file.newer" in str(refusal)
