# SPDX-License-Identifier: MIT
"""Who takes part: the event, its groups, agencies and entries, panels and assessors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Event(NamedTuple):
    """One assessment (Kegiatan).

    Attributes:
        id: id of the founding record, which also pins the event's root certificate.
        day: the calendar day in the event's own time zone.
        timezone: WIB, WITA or WIT.
        panel_label: what the assessors are called together; it changed over the years.
        sample: whether it is a made-up example, which every page and paper says.
    """

    id: str
    name: str
    short_name: str
    decree: str
    day: date
    city: str
    timezone: str
    panel_label: str
    letterhead: tuple[str, ...]
    notice: str
    sample: bool


class Group(NamedTuple):
    """A group of entries with a rubric of its own (Kelompok)."""

    id: str
    code: str
    name: str
    position: int


class Agency(NamedTuple):
    """An agency (Instansi)."""

    id: str
    name: str
    type: str
    province: str


class Entry(NamedTuple):
    """What presents and is scored (Peserta): an innovation, or an agency as a whole.

    Attributes:
        form_status: of the SINOVIK form: terkirim, draft (counts as not filled) or belum.
        source: address of the public page the facts were taken from.
    """

    id: str
    code: str
    group: Group
    agency: Agency
    title: str
    short_title: str
    unit: str
    predicate: str
    form_status: str
    source: str
    summary: str

    @property
    def name(self) -> str:
        """Return the short title where there is one, else the title."""
        return self.short_title or self.title

    @property
    def presenter(self) -> str:
        """Return unit and agency in one line."""
        return f"{self.unit}, {self.agency.name}" if self.unit else self.agency.name


class Assessor(NamedTuple):
    """A member of a panel (Penilai)."""

    id: str
    name: str


class Panel(NamedTuple):
    """A panel: its room, its members, and the entries it sees."""

    id: str
    name: str
    room: str
    chair: str
    members: tuple[str, ...]
    entries: tuple[str, ...]
