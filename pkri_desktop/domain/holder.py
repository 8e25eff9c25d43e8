# SPDX-License-Identifier: MIT
"""Who a certificate speaks for, once its chain has been followed to the event's root."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

FOUNDER = "sekretariat"  # the operator whose stream founds an event


def operator_id(number: int) -> str:
    """Return the id of the secretariat's operator with this number; the founder is the first."""
    return FOUNDER if number == 1 else f"{FOUNDER}-{number}"


def operator_name(operator: str) -> str:
    """Return by what an operator is called: ``Sekretariat``, ``Sekretariat 2``."""
    return operator.replace("-", " ").capitalize()


class Role(StrEnum):
    """In which capacity somebody writes."""

    SECRETARIAT = "secretariat"
    ASSESSOR = "assessor"


class Holder(NamedTuple):
    """The holder of a certificate, or the author of a stream.

    Attributes:
        event: id of the event the certificate was issued for.
        author: id of the assessor or of the secretariat's operator.
    """

    event: str
    role: Role
    author: str
