# SPDX-License-Identifier: MIT
"""The two families of error: a refusal is told to the user, a bug is reported to us.

Knows no language: a refusal carries a reason and facts; the sentence is made where it is shown.
"""

from __future__ import annotations

import errno
from enum import StrEnum


class Reason(StrEnum):
    """Why something was refused. Each has a sentence per language in resources/phrases."""

    FILE_MISSING = "file.missing"
    FILE_EXISTS = "file.exists"
    FILE_NOT_OURS = "file.not-ours"
    FILE_BROKEN = "file.broken"
    FILE_DAMAGED = "file.damaged"
    FILE_NEWER = "file.newer"
    FILE_BUSY = "file.busy"
    FILE_HELD = "file.held"
    FILE_READ_ONLY = "file.read-only"
    FILE_UNREADABLE = "file.unreadable"
    FILE_UNWRITABLE = "file.unwritable"
    FILE_FOREIGN_SCHEMA = "file.foreign-schema"
    FILE_WHOLE = "file.whole"
    NOTHING_TO_RECOVER = "recovery.nothing"
    FILE_IS_PACKAGE = "file.is-package"
    FILE_IS_EVENT = "file.is-event"
    DEMO_CHANGED = "demo.changed"
    FOLDER_EMPTY = "folder.empty"
    FOLDER_NOT_ALL = "folder.not-all"
    FOLDER_UNAVAILABLE = "folder.unavailable"
    DISK_FULL = "disk.full"
    MEDIUM_GONE = "medium.gone"
    MIRROR_BEHIND = "mirror.behind"
    PACKAGE_BROKEN = "package.broken"
    PACKAGE_DAMAGED = "package.damaged"
    PACKAGE_FORGED = "package.forged"
    PACKAGE_NEWER = "package.newer"
    PACKAGE_OTHER_EVENT = "package.other-event"
    PACKAGE_STRANGER = "package.stranger"
    PACKAGE_NOT_A_KIT = "package.not-a-kit"
    PACKAGE_OTHER_PANEL = "package.other-panel"
    PACKAGE_TOO_LARGE = "package.too-large"
    PACKAGE_FOR_OTHERS = "package.for-others"
    PACKAGE_FOR_OTHER_OPERATOR = "package.for-other-operator"
    PACKAGE_FOR_PANEL = "package.for-panel"
    PACKAGE_NEEDS_CODE = "package.needs-code"
    PACKAGE_WRONG_CODE = "package.wrong-code"
    RECEIPT_DAMAGED = "receipt.damaged"
    RECEIPT_PAPER = "receipt.paper"
    RECORD_UNKNOWN = "record.unknown"
    RECORD_MALFORMED = "record.malformed"
    RECORD_WRONG_HASH = "record.wrong-hash"
    RECORD_NO_PREDECESSOR = "record.no-predecessor"
    RECORD_UNKNOWN_AUTHOR = "record.unknown-author"
    RECORD_UNSEALED = "record.unsealed"
    SEAL_INVALID = "seal.invalid"
    ATTACHMENT_MISSING = "attachment.missing"
    DIFFERENCE_GONE = "difference.gone"
    IMPORT_NOT_UNDOABLE = "import.not-undoable"
    IMPORT_RESTED_ON = "import.rested-on"
    IMPORT_DECIDED_ON = "import.decided-on"
    KEY_MISSING = "key.missing"
    KEY_MISSING_OFFICE = "key.missing-office"
    KEY_LOCKED = "key.locked"
    KEY_PRESENT = "key.present"
    KEY_WRONG_PASSPHRASE = "key.wrong-passphrase"  # noqa: S105 -- a reason's name, not a secret
    KEY_WRONG_CODE = "key.wrong-code"
    KEY_REVOKED = "key.revoked"
    KEY_UNKNOWN = "key.unknown"
    KEY_NOT_OFFERED = "key.not-offered"
    ESCROW_MISSING = "escrow.missing"
    ESCROW_MISTYPED = "escrow.mistyped"
    ESCROW_OTHER = "escrow.other"
    ESCROW_DAMAGED = "escrow.damaged"
    PASSPHRASE_MISSING = "passphrase.missing"  # noqa: S105 -- a reason's name, not a secret
    PASSPHRASE_UNSET = "passphrase.unset"  # noqa: S105 -- a reason's name, not a secret
    PASSPHRASE_SHORT = "passphrase.short"  # noqa: S105 -- a reason's name, not a secret
    KEY_FILE_UNREADABLE = "key-file.unreadable"
    KEY_FILE_WRONG_PASSWORD = "key-file.wrong-password"  # noqa: S105 -- a reason's name too
    KEY_FILE_NO_KEY = "key-file.no-key"
    KEY_FILE_SEVERAL = "key-file.several"
    KEY_FILE_OTHER_KIND = "key-file.other-kind"
    KEY_FILE_NOT_VALID = "key-file.not-valid"
    KEY_FILE_OF_ANOTHER = "key-file.of-another"
    KEY_FILE_RENEWED = "key-file.renewed"
    CERTIFICATE_INVALID = "certificate.invalid"
    CERTIFICATE_UNTRUSTED = "certificate.untrusted"
    SCORE_IMPOSSIBLE = "score.impossible"
    SCORE_NOT_ASSIGNED = "score.not-assigned"
    SHEET_FINAL = "sheet.final"
    SHEET_RECUSED = "sheet.recused"
    SHEET_UNEXPLAINED = "sheet.unexplained"
    SHEET_INCOMPLETE = "sheet.incomplete"
    SHEET_IN_CONFLICT = "sheet.in-conflict"
    SHEET_NOT_FINAL = "sheet.not-final"
    SHEET_ABSENT = "sheet.absent"
    TEXT_MISSING = "text.missing"
    TEXT_TOO_LONG = "text.too-long"
    OPERATOR_NOT_APPOINTED = "operator.not-appointed"
    OPERATOR_WITHOUT_KEY = "operator.without-key"
    OPERATOR_HAS_KEY = "operator.has-key"
    OPERATOR_WRONG_CODE = "operator.wrong-code"
    PANEL_UNKNOWN = "panel.unknown"
    MEMBER_UNKNOWN = "member.unknown"
    KIT_CODE_IDLE = "kit.code-idle"
    AUTHOR_UNKNOWN = "author.unknown"
    OPTION_MISSING = "option.missing"
    ENTRY_UNKNOWN = "entry.unknown"
    NOT_CHAIR = "closing.not-chair"
    CLOSING_INCOMPLETE = "closing.incomplete"
    WORDS_UNKNOWN = "words.unknown"
    RUBRIC_INVALID = "rubric.invalid"
    NOT_SECRETARIAT = "role.not-secretariat"
    PDF_INVALID = "pdf.invalid"
    DISPLAY_MISSING = "display.missing"
    PICTURE_UNAVAILABLE = "picture.unavailable"


class Refusal(Exception):
    """Something that cannot be done, through nobody's bug. Nothing has been changed.

    Attributes:
        reason: why, as a key of the phrase catalogue.
        facts: what the sentence needs to name (a file, a number, a version).
    """

    def __init__(self, reason: Reason, **facts: str | int) -> None:
        super().__init__(reason.value, facts)
        self.reason = reason
        self.facts = facts


class CancelledError(Exception):
    """The user cancelled long work. Nothing of it has been kept."""


_FULL = dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), Reason.DISK_FULL)


def refusal_of(error: OSError, path: str) -> Refusal:
    """Return the refusal that says what ``error`` means for ``path``, which was to be written."""
    reasons = _FULL | {
        errno.EROFS: Reason.FILE_READ_ONLY,
        errno.EACCES: Reason.FILE_READ_ONLY,
        errno.EPERM: Reason.FILE_READ_ONLY,
        # Folders are made where they are missing; where they cannot be, the system says this.
        errno.ENOENT: Reason.FOLDER_UNAVAILABLE,
    }
    reason = reasons.get(error.errno or 0, Reason.FILE_UNWRITABLE)
    return Refusal(reason, file=path)


def refusal_of_reading(error: OSError, path: str) -> Refusal:
    """Return the refusal that says what ``error`` means for ``path``, which was to be read."""
    reasons = _FULL | {errno.ENOENT: Reason.FILE_MISSING, errno.ENOTDIR: Reason.FILE_MISSING}
    reason = reasons.get(error.errno or 0, Reason.FILE_UNREADABLE)
    return Refusal(reason, file=path)
