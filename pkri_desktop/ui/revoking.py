# SPDX-License-Identifier: MIT
"""Revoking a key in the secretariat's window: what stays good is chosen, looked at, then done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from pkri_desktop.domain.trail import TrailFilter
from pkri_desktop.ui.dialogs.revoke_dialog import GoodRecord, RevokeDialog
from pkri_desktop.ui.notices import GOOD
from pkri_desktop.workflow.revoke import consequence, good_records, keys_of, revoke_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.office_window import OfficeWindow
    from pkri_desktop.workflow.revoke import Consequence, EnrolledKey

_MOST_NAMED = 6  # sheets in one sentence
_MOST_SHOWN = 20_000  # of an assessor's records, in words
_ALL = "all"  # in place of a record: whatever has come


class Revoking(QObject):
    """Asks, tells what it would mean, and writes it."""

    def __init__(self, window: OfficeWindow) -> None:
        super().__init__(window)
        self._window = window

    def begin(self, key: EnrolledKey, then: Callable[[], None] | None = None) -> None:
        """Ask how to revoke a key, and go on with ``then`` once that is written."""
        self._window.with_key(lambda: self._ask(key, then))

    def _ask(self, key: EnrolledKey, then: Callable[[], None] | None) -> None:
        window = self._window
        name = window.telling.person(key.assessor)
        dialog = RevokeDialog(window, name, self._ends(key))
        dialog.looked_at.connect(lambda last: self._look(dialog, key, last))
        dialog.revoked.connect(lambda last, reason: self._revoke(dialog, key, last, reason, then))
        dialog.open()

    def _ends(self, key: EnrolledKey) -> list[GoodRecord]:
        """Return the records that can be the last good one, each as the trail tells it."""
        office, telling = self._window.office, self._window.telling
        records = good_records(office, key)
        several = len({record.stream for record in records}) > 1
        entries = office.file.trail.entries(TrailFilter(author=key.assessor), limit=_MOST_SHOWN)
        told = {entry.record: entry for entry in entries}
        ends, files = [], set()
        for number, record in enumerate(records):
            entry = told.get(record.id)
            words = [telling.line(entry) if entry else record.id[:8]]
            file = entry.origin.file if entry else ""
            landmark = record.subject[0] == "sheet" or not number or file not in files
            files.add(file)
            if several:
                words.append(self.tr("copy {copy}").format(copy=record.stream[:4].upper()))
            elif not number:
                words.append(self.tr("the last that has come"))
            ends.append(GoodRecord(record.id, "  ·  ".join(words), landmark))
        if any(other.public == key.public and other != key for other in keys_of(office)):
            every = self.tr("All that has come, under each certificate of this key")
            ends.insert(0, GoodRecord(_ALL, every, landmark=True))
        return ends

    def _look(self, dialog: RevokeDialog, key: EnrolledKey, last: str) -> None:
        window = self._window
        if window.desk.is_lent:  # with the choice before; it looks again when that is told
            return

        def done(meant: Consequence) -> None:
            if not isValid(dialog):  # it was closed meanwhile
                return
            dialog.tell_meaning(last, *self._told(key, meant))
            if (chosen := dialog.chosen()) not in (None, last):
                self._look(dialog, key, str(chosen))

        def refused(refusal: Refusal | None) -> None:
            if isValid(dialog):
                dialog.tell_refused(window.sentence(refusal) if refusal else "")

        office = window.office
        window.desk.lend(
            lambda _step: consequence(office, key, _last(last)), done, refused, changes=False
        )

    def _told(self, key: EnrolledKey, meant: Consequence) -> tuple[str, str]:
        """Return what a revocation would mean, in words, and their tone."""
        kept, name = len(meant.kept), self._window.telling.person(key.assessor)
        if not meant.records:
            words = self.tr(
                "Nothing changes for what has come. Sheets of {name} that count: {kept}."
            )
            return words.format(kept=kept, name=name), "green"
        if meant.lost:
            words = self.tr(
                "Sheets that are not counted any more: {lost} ({named}); records, in all: "
                "{records}. Sheets that go on counting: {kept}."
            )
        else:
            words = self.tr(
                "No sheet that counts now is lost. Records that are not counted any more: "
                "{records}. Sheets that go on counting: {kept}."
            )
        told = words.format(
            lost=len(meant.lost), named=self._named(meant.lost), records=meant.records, kept=kept
        )
        if meant.gained:
            more = self.tr("A difference falls away, so that these count: {named}.")
            told += " " + more.format(named=self._named(meant.gained))
        return told, "red" if meant.lost else "gold"

    def _named(self, sheets: Iterable[tuple[str, str]]) -> str:
        entries = self._window.telling.entries
        names = [entries[entry].code if entry in entries else entry for _, entry in sheets]
        named = ", ".join(names[:_MOST_NAMED])
        return f"{named}, …" if len(names) > _MOST_NAMED else named

    def _revoke(
        self, dialog: RevokeDialog, key: EnrolledKey, last: str, reason: str,
        then: Callable[[], None] | None,
    ) -> None:  # fmt: skip
        window = self._window

        def done(_touched: object) -> None:
            if isValid(dialog):
                dialog.accept()
            name = window.telling.person(key.assessor)
            words = self.tr(
                "The key of {name} is revoked, and that stands in the trail. The next kit brings a "
                "new code."
            )
            window.notices.tell(words.format(name=name), GOOD)
            if then is not None:
                then()

        def refused(refusal: Refusal | None) -> None:
            if isValid(dialog):
                dialog.tell_refused(window.sentence(refusal) if refusal else "")

        office = window.office
        window.desk.lend(
            lambda _step: revoke_key(office, key, reason, last=_last(last)), done, refused
        )


def _last(chosen: str) -> str | None:
    """Return the last good record as the workflow names it."""
    return None if chosen == _ALL else chosen
