# SPDX-License-Identifier: MIT
"""Interleaved measurements, and figures that are ratios of their medians.

Times differ from machine to machine and from minute to minute; how much more the product costs
than the least that the work needs does not. So floor and product take turns (A B A B …), and only
the ratio of their medians is judged.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Times = dict[str, list[float]]


class HarnessError(AssertionError):
    """A harness did not do what it measures, or did not see what was planted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One ratio and its bound.

    Attributes:
        name: short, unique.
        what: what was measured, on both sides.
        floor: median seconds of what it is compared with.
        product: median seconds of the product.
        bound: the ratio product / floor may be at most this; with ``faster`` the ratio
            floor / product must be at least this.
        faster: whether the product is to be faster than what it is compared with.
        judged: whether it can fail; else it is for information.
    """

    name: str
    what: str
    floor: float
    product: float
    bound: float
    faster: bool = False
    judged: bool = True

    @property
    def ratio(self) -> float:
        """Return how many times dearer, or with ``faster`` how many times faster."""
        return self.floor / self.product if self.faster else self.product / self.floor

    @property
    def passed(self) -> bool:
        """Say whether the ratio keeps its bound."""
        return self.ratio >= self.bound if self.faster else self.ratio <= self.bound

    def line(self) -> str:
        """Return the figure as printed."""
        verdict = ("PASS" if self.passed else "FAIL") if self.judged else "info"
        sense = "≥" if self.faster else "≤"
        bound = f"bound {sense} {self.bound:g}" if self.bound else "no bound"
        return (
            f"{verdict}  {self.name:<22} ratio {self.ratio:5.2f}  {bound:<12}"
            f"  floor {milliseconds(self.floor)}  product {milliseconds(self.product)}\n"
            f"      {self.what}"
        )


@dataclass(frozen=True, slots=True)
class Count:
    """Something that was counted or weighed, and the most that it may be.

    Attributes:
        name: short, unique.
        what: what was done, and how often.
        found: what came of it.
        bound: it may be at most this.
        unit: of both.
    """

    name: str
    what: str
    found: float
    bound: float
    unit: str = ""
    judged: ClassVar[bool] = True

    @property
    def passed(self) -> bool:
        """Say whether it keeps its bound."""
        return self.found <= self.bound

    def line(self) -> str:
        """Return the figure as printed."""
        verdict = "PASS" if self.passed else "FAIL"
        found, bound = f"{self.found:.4g}{self.unit}", f"bound ≤ {self.bound:g}{self.unit}"
        return f"{verdict}  {self.name:<22} found {found:<9} {bound}\n      {self.what}"


def milliseconds(seconds: float) -> str:
    """Return a duration as printed."""
    return f"{seconds * 1000:9.2f} ms"


def interleaved(sides: Mapping[str, Callable[[], float]], rounds: int, warm: int = 1) -> Times:
    """Let the sides take turns; each returns its own seconds.

    Args:
        sides: name → one run.
        rounds: how many turns each gets.
        warm: how many turns before these are not counted.
    """
    times: Times = {name: [] for name in sides}
    names = list(sides)
    for number in range(-warm, rounds):
        # Each goes first as often as the others: going second is sometimes an advantage.
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            seconds = sides[name]()
            if number >= 0:
                times[name].append(seconds)
    return times


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that ``work`` takes, beginning with a clean heap."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def middle(times: Sequence[float]) -> float:
    """Return the median."""
    return median(times)


def spread(times: Sequence[float]) -> str:
    """Return lowest and highest as printed."""
    return f"{milliseconds(min(times)).strip()} to {milliseconds(max(times)).strip()}"


def demand(condition: object, what: str) -> None:
    """Refuse to report a figure of work that was not done.

    Raises:
        HarnessError: the condition does not hold.
    """
    if not condition:
        raise HarnessError(what)


def caught(what: str) -> None:
    """Report in one line that a planted fault was seen."""
    print(f"      harness catches: {what}")


def demand_caught(figure: Figure, planted: str) -> None:
    """Demand that a figure with a planted slowness fails, and say so.

    Raises:
        HarnessError: it passed.
    """
    demand(not figure.passed, f"{figure.name}: {planted} was not noticed ({figure.ratio:.2f})")
    caught(f"{planted} → {figure.name} {figure.ratio:.2f}, FAIL as it must")
