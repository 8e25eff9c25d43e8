# SPDX-License-Identifier: MIT
"""What the office's window does about further operators: appoint one, exchange, make a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.domain.holder import operator_name
from pkri_desktop.ui.dialogs.codes_dialog import Coded, CodesDialog
from pkri_desktop.ui.notices import ATTENTION, GOOD, WRONG
from pkri_desktop.workflow.sample_keys import SAMPLE_CODE, SAMPLE_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.office_window import OfficeWindow
    from pkri_desktop.workflow.operators import Exchanged


class Operators(QObject):
    """Asks what is needed, does it, and says what came of it."""

    def __init__(self, window: OfficeWindow) -> None:
        super().__init__(window)
        self._window = window

    def appoint(self) -> None:
        """Appoint a further operator; the code is shown once."""
        folder = self._folder(self.tr("Where shall the package for the new operator go?"))
        if folder is None:
            return
        from pkri_desktop.workflow.operators import appoint  # noqa: PLC0415 -- slow import

        def done(appointed: Exchanged) -> None:
            name = operator_name(appointed.operator)
            words = self.tr(
                "This code is shown now and kept nowhere. It opens the package and makes the new "
                "operator's key: give it by another road than the package."
            )
            codes = [(self.tr("Code"), appointed.code)]
            CodesDialog(
                self._window, self.tr("{name} is appointed").format(name=name), words,
                [Coded(name, appointed.path.name, codes)],
            ).open()  # fmt: skip

        self._do(lambda: appoint(self._window.office, folder), done)

    def exchange(self) -> None:
        """Write everything into a package for the other operators."""
        folder = self._folder(self.tr("Where shall the package for the other operators go?"))
        if folder is None:
            return
        from pkri_desktop.workflow.operators import exchange  # noqa: PLC0415 -- slow import

        def done(exchanged: Exchanged) -> None:
            words = self.tr(
                "Written: {file}, {records} records. When the others have received it and you have "
                "received theirs, the fingerprints are equal."
            )
            lines = [words.format(file=exchanged.path, records=exchanged.records)]
            lines += [
                self.tr("{name} cannot open it yet: that key has not come here. Receive a package "
                        "exchanged by {name} first.").format(name=operator_name(operator))
                for operator in exchanged.unable
            ]  # fmt: skip
            level = ATTENTION if exchanged.unable else GOOD
            self._window.notices.tell("\n".join(lines), level, lasting=bool(exchanged.unable))

        self._do(lambda: exchange(self._window.office, folder), done)

    def make_key(self, then: Callable[[], None]) -> None:
        """Let an operator who was appointed make their key, and go on with something."""
        from pkri_desktop.ui.dialogs.operator_key_dialog import (  # noqa: PLC0415 -- rarely needed
            OperatorKeyDialog,
        )
        from pkri_desktop.workflow.operators import enrol_operator  # noqa: PLC0415 -- slow import

        window = self._window

        def enrol(code: str, passphrase: str) -> Refusal | None:
            return window.desk.write(lambda: enrol_operator(window.office, code, passphrase))

        def made() -> None:
            window.notices.tell(
                self.tr("Your key is made. Write a package under File, Exchange with other "
                        "operators, and give it to who appointed you: from then on you can open "
                        "theirs."),
                GOOD,
                lasting=True,
            )  # fmt: skip
            then()

        if window.office.event.sample:  # nothing about the example is secret
            if enrol(SAMPLE_CODE, SAMPLE_PASSPHRASE) is None:
                made()
            return
        dialog = OperatorKeyDialog(window, enrol, window.sentence)
        dialog.made.connect(made)
        dialog.open()

    def _do(self, work: Callable[[], Exchanged], done: Callable[[Exchanged], None]) -> None:
        window = self._window

        def refused(refusal: Refusal | None) -> None:
            if refusal is not None:
                window.notices.tell(window.sentence(refusal), WRONG)

        window.with_key(lambda: window.desk.lend(lambda _step: work(), done, refused))

    def _folder(self, title: str) -> Path | None:
        return self._window.dialogs.folder(self._window, title)
