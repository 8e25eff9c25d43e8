# SPDX-License-Identifier: MIT
"""The types that members of records are made of (section 3), as checks that can be combined."""

import datetime
import re
from collections.abc import Callable

Check = Callable[[object], None]


class FormError(ValueError):
    """A value does not have the form that the specification asks for."""


ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
DIGEST = re.compile(r"[0-9a-f]{64}")
STREAM = re.compile(r"[0-9a-f]{32}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{1,8000}={0,2}")


def whole(low: int, high: int) -> Check:
    """A whole number from low to high."""

    def check(value: object) -> None:
        if type(value) is not int or not low <= value <= high:
            raise FormError(f"bukan bilangan bulat {low} sampai {high}")

    return check


def text(low: int, high: int) -> Check:
    """Text of low to high characters without control and direction characters."""

    def check(value: object) -> None:
        if not isinstance(value, str):
            raise FormError("bukan teks")
        if not low <= len(value) <= high:
            raise FormError(f"panjang teks bukan {low} sampai {high}")
        if _FORBIDDEN.search(value):
            raise FormError("teks memuat karakter terlarang")

    return check


def matching(pattern: str | re.Pattern[str], name: str) -> Check:
    """Text that matches a pattern as a whole."""
    compiled = re.compile(pattern)

    def check(value: object) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise FormError(f"bukan {name}")

    return check


def one_of(*options: str) -> Check:
    """One of some words."""

    def check(value: object) -> None:
        if not isinstance(value, str) or value not in options:
            raise FormError(f"bukan salah satu dari {', '.join(options)}")

    return check


def array(low: int, high: int, item: Check) -> Check:
    """An array of low to high items."""

    def check(value: object) -> None:
        if not isinstance(value, list) or not low <= len(value) <= high:
            raise FormError(f"bukan larik {low} sampai {high} butir")
        for position, one in enumerate(value):
            within(f"[{position}]", item, one)

    return check


def members(**checks: Check) -> Check:
    """An object with exactly these members."""

    def check(value: object) -> None:
        if not isinstance(value, dict):
            raise FormError("bukan objek")
        if value.keys() != checks.keys():
            missing = sorted(checks.keys() - value.keys())
            unknown = sorted(value.keys() - checks.keys())
            raise FormError(f"anggota kurang {missing}, tidak dikenal {unknown[:5]}")
        for name, one in checks.items():
            within(f".{name}", one, value[name])

    return check


def either(first: Check, second: Check) -> Check:
    """What one of two checks takes; what both refuse has the second's complaint."""

    def check(value: object) -> None:
        try:
            first(value)
        except FormError:
            second(value)

    return check


def nullable(inner: Check) -> Check:
    """Null, or something else."""

    def check(value: object) -> None:
        if value is not None:
            inner(value)

    return check


def both(first: Check, second: Check) -> Check:
    """Two checks, one after the other."""

    def check(value: object) -> None:
        first(value)
        second(value)

    return check


def within(place: str, check: Check, value: object) -> None:
    """Check a part, and put its place in front of what is the matter."""
    try:
        check(value)
    except FormError as error:
        problem = str(error)
        glue = "" if problem.startswith((".", "[")) else " "
        raise FormError(f"{place}{glue}{problem}") from None


def boolean(value: object) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise FormError("bukan true atau false")


def base64_text(value: object) -> None:
    """Base64, padded to a multiple of four."""
    if not isinstance(value, str) or len(value) % 4 or not _BASE64.fullmatch(value):
        raise FormError("bukan base64")


def date(value: object) -> None:
    """A date of the calendar."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise FormError("bukan tanggal")
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise FormError("tanggal tidak ada di kalender") from None


def moment(value: object) -> None:
    """A date of the calendar and a time of the day, to the minute."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}", value):
        raise FormError("bukan waktu")
    date(value[:10])
    if value[11:13] > "23" or value[14:16] > "59":
        raise FormError("jam tidak ada")


id_text = matching(ID, "id")
digest = matching(DIGEST, "sidik 64 digit heks")
stream_id = matching(STREAM, "aliran 32 digit heks")
recipient = matching(r"age1[02-9ac-hj-np-z]{58}", "penerima age")
locked_box = members(
    memory=whole(8, 131_072),
    passes=whole(1, 6),
    lanes=whole(1, 16),
    salt=base64_text,
    nonce=base64_text,
    locked=base64_text,
)
