"""Two ways of doing something, compared on CPU time in one run: interleaved, so that a busy machine is fair to both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from typing import Final

PAIRS: Final = 15
BLOCK_S: Final = 0.02  # CPU time of one measured block; the clock's own step is far below it
RESAMPLES: Final = 2_000
ROUNDING: Final = 4

Act = Callable[[], object]


class NothingToMeasureError(Exception):
    """What is measured isn't there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. goal: what it must not exceed, or must reach where more is better; None where there is none."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of the pairs' ratios and the ends of its 95 % bootstrap interval."""

    median: float
    low: float
    high: float

    def rows(self, name: str, goal: float | None) -> list[Row]:
        """The figure and the end of its interval that must clear the goal."""
        holds = None if goal is None else self.high <= goal
        return [
            Row(name, round(self.median, ROUNDING), "ratio", goal, holds),
            Row(f"{name}, upper end of 95 %", round(self.high, ROUNDING), "ratio", goal, holds),
        ]


def row(name: str, value: float, unit: str, goal: float | None = None) -> Row:
    """A counted figure, which holds if it isn't over its goal."""
    return Row(name, value, unit, goal, None if goal is None else value <= goal)


def at_least(name: str, value: float, unit: str, goal: float) -> Row:
    """A figure of which more is better: it holds if it reaches its goal."""
    return Row(name, round(value, ROUNDING), unit, goal, value >= goal)


def compare(a: Act, b: Act, pairs: int = PAIRS) -> Ratio:
    """CPU of a ÷ CPU of b: each pair is a, b, b, a in blocks of several calls."""
    a_times, b_times = _times(a), _times(b)
    ratios = []
    for _ in range(pairs):
        first_a, first_b = _cpu_s(a, a_times), _cpu_s(b, b_times)
        second_b, second_a = _cpu_s(b, b_times), _cpu_s(a, a_times)
        ratios.append(((first_a + second_a) / a_times) / ((first_b + second_b) / b_times))
    low, high = _interval(ratios)
    return Ratio(median(ratios), low, high)


def cpu_ms(act: Act) -> float:
    """CPU milliseconds of one call, the median of some blocks."""
    times = _times(act)
    return 1000 * median(_cpu_s(act, times) for _ in range(5)) / times


def _times(act: Act) -> int:
    """How often to call it for a block; calls it a few times, so that it is warm."""
    for _ in range(3):
        act()
    return max(1, round(BLOCK_S / max(_cpu_s(act, 3) / 3, 1e-7)))


def _cpu_s(act: Act, times: int) -> float:
    gc.collect()
    start = time.process_time()
    for _ in range(times):
        act()
    return time.process_time() - start


def _interval(ratios: Sequence[float]) -> tuple[float, float]:
    chance = Random(1)
    medians = sorted(median(chance.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES))
    return medians[int(0.025 * RESAMPLES)], medians[int(0.975 * RESAMPLES)]
