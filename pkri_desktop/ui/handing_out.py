# SPDX-License-Identifier: MIT
"""Handing out in the secretariat's window: kits into a folder, then their codes, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pkri_desktop.ui.dialogs.codes_dialog import Coded, CodesDialog
from pkri_desktop.ui.dialogs.confirm_dialog import ConfirmDialog
from pkri_desktop.ui.dialogs.renew_dialog import RenewDialog, Why
from pkri_desktop.ui.notices import ATTENTION, GOOD
from pkri_desktop.ui.pages import KEYS
from pkri_desktop.workflow.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pkri_desktop.domain.errors import Refusal
    from pkri_desktop.ui.office_window import OfficeWindow
    from pkri_desktop.workflow.issue import IssuedKit
    from pkri_desktop.workflow.standing import MemberStanding, PanelStanding

SLIPS_NAME = "slip-aktivasi.pdf"


class HandingOut(QObject):
    """Asks what is needed, lets a worker write kits, and shows the codes that were made."""

    def __init__(self, window: OfficeWindow) -> None:
        super().__init__(window)
        self._window = window

    # Kits

    def issue_all(self) -> None:
        """Write the kits of all panels into a folder of choice."""
        self._issue([panel.id for panel in self._window.office.file.queries.panels()])

    def issue(self, panel: str) -> None:
        """Write the kit of a panel."""
        self._issue([panel])

    def _issue(
        self, panels: Sequence[str], *, renew: Collection[str] = (), renew_code: bool = False
    ) -> None:
        window = self._window
        folder = window.dialogs.folder(window, self.tr("Where shall the kits go?"))
        if folder is None:
            return
        from pkri_desktop.workflow.issue import issue_kit  # noqa: PLC0415 -- slow import

        office = window.office
        kits: list[IssuedKit] = []

        def work(step: Callable[[int, int], None]) -> None:
            for number, panel in enumerate(panels, start=1):
                kits.append(issue_kit(office, panel, folder, renew=renew, renew_code=renew_code))
                step(number, len(panels))

        def refused(refusal: Refusal | None) -> None:
            stopped = self.tr("Stopped. The kits that were written stay.")
            window.tell_refused(refusal, stopped)
            self._show(kits)  # their codes are nowhere else

        window.with_key(lambda: window.work.lend(work, lambda _done: self._show(kits), refused))

    # New codes

    def renew_kit_code(self, panel_id: str) -> None:
        """Make a new kit code for a panel, after saying what that means."""
        standing = self._standing(panel_id)
        words = self.tr(
            "The kit code that was given opens no kit that is written from now on. Kits that were "
            "written before still open with it: take those back, if a stranger may have it."
        )
        needed = self.tr("The new one is needed by: {names}. They keep their activation codes.")
        dialog = ConfirmDialog(
            self._window, self.tr("New kit code for {panel}?").format(panel=standing.panel.name),
            [("muted", words), ("muted", needed.format(names=", ".join(self._names(standing))))],
            self.tr("Make the code and write the kit…"), self.tr("Leave it"),
        )  # fmt: skip
        dialog.confirmed.connect(lambda: self._issue([panel_id], renew_code=True))
        dialog.open()

    def renew_offer(self, panel_id: str, member_id: str) -> None:
        """Make a new activation code for a member, after asking what happened."""
        window, standing = self._window, self._standing(panel_id)
        member = next(one for one in standing.members if one.member == member_id)
        name = window.telling.person(member_id)
        dialog = RenewDialog(
            window, name, has_key=bool(member.good_keys),
            needing_kit_code=self._names(standing, member_id),
        )  # fmt: skip
        dialog.decided.connect(
            lambda why, kit_code: self._renew(panel_id, member, Why(why), kit_code=kit_code)
        )
        dialog.open()

    def _renew(self, panel_id: str, member: MemberStanding, why: Why, *, kit_code: bool) -> None:
        window = self._window

        def issue() -> None:
            self._issue([panel_id], renew=[member.member], renew_code=kit_code)

        if why is not Why.KEY_LOST:
            issue()
        elif len(member.good_keys) == 1:
            window.revoking.begin(member.good_keys[0], issue)
        else:
            window.go_to(KEYS)
            words = self.tr("{name} has several keys. Revoke those that are lost, then hand out.")
            window.notices.tell(words.format(name=window.telling.person(member.member)), ATTENTION)

    def _standing(self, panel_id: str) -> PanelStanding:
        office = self._window.office
        return standing_of(office, office.panel(panel_id))

    def _names(self, standing: PanelStanding, *more: str) -> list[str]:
        """Return the names of those whom the kit code lets in, in the order of the panel."""
        needing = {*standing.waiting, *more}
        return [
            self._window.telling.person(member)
            for member in standing.panel.members
            if member in needing
        ]

    # Codes

    def _show(self, kits: Sequence[IssuedKit]) -> None:
        """Show the codes that were made; without any, say where the kits are."""
        window = self._window
        if not kits:
            return
        if not any(kit.kit_code or kit.codes for kit in kits):
            words = self.tr("Kits written to {folder}: {n}. All codes stay as they were given.")
            window.notices.tell(words.format(n=len(kits), folder=kits[0].path.parent), GOOD)
            return
        words = self.tr(
            "These codes are shown now and kept nowhere. Give each activation code to its "
            "person, and the kit code by another road than the kit."
        )
        dialog = CodesDialog(
            window, self.tr("The kits are written"), words, [self._coded(kit) for kit in kits],
            with_slips=True,
        )  # fmt: skip
        dialog.slips_wanted.connect(lambda: self._save_slips(dialog, kits))
        dialog.open()

    def _coded(self, kit: IssuedKit) -> Coded:
        codes = []
        if kit.kit_code or kit.codes:
            codes.append((self.tr("Kit code"), kit.kit_code))
        for member, code in kit.codes.items():
            name = self._window.telling.person(member)
            codes.append((self.tr("Activation code of {name}").format(name=name), code))
        return Coded(kit.panel.name, kit.path.name, codes)

    def _save_slips(self, dialog: CodesDialog, kits: Sequence[IssuedKit]) -> None:
        window, office = self._window, self._window.office
        path = window.dialogs.save_file(
            dialog, self.tr("Where shall the activation slips go?"), SLIPS_NAME,
            replace=False, apart=True,  # not beside the kits: codes go by another road
        )  # fmt: skip
        if path is None:
            return
        from pkri_desktop.workflow.slips import write_slips  # noqa: PLC0415 -- slow import

        def done(count: int) -> None:
            words = self.tr(
                "Slips written to {file}: {n}. Print them, cut them, hand each to its person, then "
                "delete the file."
            )
            dialog.tell_saved(words.format(n=count, file=path.name))

        def refused(refusal: Refusal | None) -> None:
            dialog.tell_refused(window.sentence(refusal) if refusal else "")

        dialog.tell_saving()
        window.desk.lend(
            lambda _step: write_slips(office, kits, path), done, refused, changes=False
        )
