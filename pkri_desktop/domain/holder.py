# SPDX-License-Identifier: MIT
"""Who a certificate speaks for, once its chain has been followed to the event's root."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

FOUNDER = "sekretariat"  # the operator whose stream founds an event


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
