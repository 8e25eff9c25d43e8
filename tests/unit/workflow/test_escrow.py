# SPDX-License-Identifier: MIT
"""A lost passphrase or computer does not end an event: what is on the paper gives the keys back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.exchange.package import read_package
from pkri_desktop.exchange.wrapping import Access, unwrap
from pkri_desktop.identity import envelope
from pkri_desktop.identity.deposit import Deposit, close_deposit, open_deposit
from pkri_desktop.identity.enrolment import found_authority
from pkri_desktop.workflow.escrow import Escrowed, recover_keys, write_escrow
from pkri_desktop.workflow.founding import found_event
from pkri_desktop.workflow.hand_back import hand_back
from pkri_desktop.workflow.issue import issue_kit
from pkri_desktop.workflow.office import Office
from pkri_desktop.workflow.opening import open_event
from pkri_desktop.workflow.profile import Profile
from pkri_desktop.workflow.receive import found_from_kit, receive
from pkri_desktop.workflow.revoke import keys_of, revoke_key
from pkri_desktop.workflow.room import Room
from tests.factories import CHEAP, StepClock
from tests.processes import with_full_disk
from tests.small_event import small_changes
from tests.unit.documents.tools import words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass
class Founded:
    """An event that is no sample, its escrow identity, and the profile it was founded with."""

    folder: Path
    identity: str
    clock: StepClock

    @property
    def path(self) -> Path:
        return self.folder / "kegiatan.pkri"

    @property
    def profile(self) -> Profile:
        return Profile(self.folder / "profile", CHEAP)

    def write_escrow(self, folder: Path, identity: str = "") -> Escrowed:
        with open_event(self.path, self.profile, read_only=True) as file:
            return write_escrow(
                file, identity or self.identity, folder, profile=self.profile, clock=self.clock
            )

    def recover(
        self, phrase: str = "baru sekali", typed: str = "", source: Path | None = None,
        profile: Profile | None = None,
    ) -> None:  # fmt: skip
        recover_keys(
            self.path, typed or self.identity, phrase, profile=profile or self.profile,
            source=source,
        )  # fmt: skip


@pytest.fixture
def founded(tmp_path: Path) -> Founded:
    clock = StepClock()
    folder = tmp_path / "founded"
    identity = found_event(
        folder / "kegiatan.pkri", small_changes(), name="Kecil", sample=False,
        passphrase="lupa", profile=Profile(folder / "profile", CHEAP), clock=clock,
    )  # fmt: skip
    return Founded(folder, identity, clock)


def reason(attempt: Callable[[], object]) -> Reason:
    with pytest.raises(Refusal) as refused:
        attempt()
    return refused.value.reason


def goes_on(founded: Founded, profile: Profile, phrase: str, folder: Path) -> None:
    """Issue, enrol, receive and revoke with the keys that are in ``profile``."""
    with open_event(founded.path, profile) as file:
        office = Office(file, profile, founded.clock, phrase)
        kit = issue_kit(office, "p2", folder / "kits")
        panel = folder / "p2.pkri"
        found_from_kit(kit.path, panel, profile=profile, clock=founded.clock, code=kit.kit_code)
        with open_event(panel, profile) as opened:
            room = Room(opened, profile, founded.clock)
            room.enrol("b1", kit.codes["b1"], "frasa penilai")
            room.give_score("b1", "k-3", "c1", 70)
            returned = hand_back(room, "b1", folder / "returns").path
        [received] = receive(
            file, [returned], profile=profile, clock=founded.clock, access=office.access
        ).files
        assert received.refusal is None
        assert received.new > 0
        [key] = keys_of(office)
        revoke_key(office, key, "Laptop hilang")
        assert keys_of(office)[0].revoked == "Laptop hilang"
        again = issue_kit(office, "p2", folder / "kits")
        assert list(again.codes) == ["b1"]
    opened_by_escrow = unwrap(returned.read_bytes(), "x", Access((founded.identity,)))
    assert read_package(opened_by_escrow, "x").header.author == "b1"


def test_event_goes_on_after_a_lost_passphrase(founded: Founded, tmp_path: Path) -> None:
    founded.recover()

    with open_event(founded.path, founded.profile) as file:
        office = Office(file, founded.profile, founded.clock, "lupa")
        assert reason(lambda: office.signer) is Reason.KEY_WRONG_PASSPHRASE
    goes_on(founded, founded.profile, "baru sekali", tmp_path)


def test_event_goes_on_on_another_computer(founded: Founded, tmp_path: Path) -> None:
    """From the paper, a copy of the deposit and a copy of the event file."""
    written = founded.write_escrow(tmp_path / "stick")
    shutil.rmtree(founded.folder / "profile")
    other = Profile(tmp_path / "other", CHEAP)
    assert reason(lambda: founded.recover(profile=other)) is Reason.ESCROW_MISSING

    founded.recover(source=written.deposit, profile=other)

    goes_on(founded, other, "baru sekali", tmp_path)
    founded.recover("sekali lagi", profile=other)  # the deposit is in this profile now, too


def test_paper_has_the_identity_and_only_the_paper(founded: Founded, tmp_path: Path) -> None:
    written = founded.write_escrow(tmp_path / "out")
    words = words_of(written.paper.read_bytes(), tmp_path)
    rest = founded.identity.removeprefix("AGE-SECRET-KEY-1")

    assert "".join(rest) in "".join(words.split())
    assert "Kecil" in words
    for path in [*tmp_path.rglob("*"), written.deposit]:
        assert path.is_dir() or founded.identity.encode() not in path.read_bytes(), path
    given = open_deposit(written.deposit.read_bytes(), founded.identity)
    with open_event(founded.path, founded.profile) as file:
        assert given.event == file.queries.local("event")


def test_paper_is_not_written_over_and_nothing_half_is_left(
    founded: Founded, tmp_path: Path
) -> None:
    for name in ("titipan.pdf", "titipan.age"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_bytes(b"earlier")
        assert reason(lambda folder=folder: founded.write_escrow(folder)) is Reason.FILE_EXISTS  # type: ignore[misc]
        assert [path.read_bytes() for path in folder.iterdir()] == [b"earlier"]

    def attempt() -> str:
        return reason(lambda: founded.write_escrow(tmp_path / "full")).value

    assert with_full_disk(attempt, 10_000) == Reason.DISK_FULL.value
    assert list((tmp_path / "full").iterdir()) == []


def test_paper_of_another_event_is_not_written_and_gives_no_keys(
    founded: Founded, tmp_path: Path
) -> None:
    other = envelope.make_identity()

    assert reason(lambda: founded.write_escrow(tmp_path / "x", other)) is Reason.ESCROW_OTHER
    assert reason(lambda: founded.recover(typed=other)) is Reason.ESCROW_OTHER
    assert not (tmp_path / "x").exists()


def test_mistyped_paper_and_missing_passphrase_are_said(founded: Founded) -> None:
    last = "Q" if founded.identity[-1] != "Q" else "P"
    mistyped = founded.identity[:-1] + last
    assert reason(lambda: founded.recover(typed=mistyped)) is Reason.ESCROW_MISTYPED
    assert reason(lambda: founded.recover("")) is Reason.PASSPHRASE_MISSING
    assert reason(lambda: founded.recover("pendek!")) is Reason.PASSPHRASE_SHORT


def test_deposit_that_somebody_else_made_changes_no_key(founded: Founded, tmp_path: Path) -> None:
    """Anybody can close an envelope to escrow, and try to be believed."""
    recipient = envelope.recipient_of(founded.identity)
    good = open_deposit(founded.write_escrow(tmp_path / "x").deposit.read_bytes(), founded.identity)
    forged = (
        b"garbage",
        close_deposit(good._replace(event="ab" * 32), recipient),
        close_deposit(good._replace(authority=found_authority("Kecil")), recipient),
        close_deposit(
            good._replace(operator=good.operator._replace(identity=envelope.make_identity())),
            recipient,
        ),
        close_deposit(
            Deposit(
                good.event,
                good.authority,
                good.operator._replace(
                    signer=type(good.operator.signer)(
                        good.authority.key, (good.authority.certificate,)
                    )
                ),
            ),
            recipient,
        ),
    )
    before = {path: path.read_bytes() for path in founded.folder.rglob("*.json")}
    source = tmp_path / "forged.age"
    for closed in forged:
        source.write_bytes(closed)
        assert reason(lambda: founded.recover(source=source)) is Reason.ESCROW_DAMAGED
    closed_to_others = close_deposit(good, envelope.recipient_of(envelope.make_identity()))
    source.write_bytes(closed_to_others)
    assert reason(lambda: founded.recover(source=source)) is Reason.ESCROW_OTHER
    assert reason(lambda: founded.recover(source=tmp_path / "none")) is Reason.FILE_MISSING
    assert {path: path.read_bytes() for path in before} == before


def test_full_disk_changes_no_key(founded: Founded) -> None:
    before = {path: path.read_bytes() for path in founded.folder.rglob("*.json")}

    def attempt() -> str:
        return reason(founded.recover).value

    assert with_full_disk(attempt, 60_000) == Reason.DISK_FULL.value
    assert {path: path.read_bytes() for path in founded.folder.rglob("*.json")} == before
